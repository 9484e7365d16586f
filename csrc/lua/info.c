/*
** info.c
** What the fast paths answer at once: is_nfc; and what was chosen for
** this CPU: info.
*/

#include "lua/box.h"


/*
** viet.is_nfc(text): true, or false and where the first letter starts that
** NFC would change; where the text is not UTF-8: nil, "invalid UTF-8 at
** byte 3", 3. It stops at the first of both. Raises on a text of more than
** 4294967294 bytes.
**
**     viet.is_nfc "Việt Nam"   --> true
*/
static int is_nfc (lua_State *L) {
  size_t bytes, at;
  const char *text = viet_lua_check_text(L, 1, &bytes);
  const viet_allocator allocator = viet_box_allocator(L);
  viet_status status = viet_nfc_check(text, bytes, &allocator, &at);
  if (status == VIET_EUTF8) return viet_lua_push_bad_byte(L, at);
  if (status != VIET_OK) return viet_lua_raise(L, status);
  lua_pushboolean(L, at == bytes);
  if (at == bytes) return 1;
  viet_lua_push_size(L, at + 1);
  return 2;
}


/*
** viet.info(): what runs here, as a table: 'version' of this library,
** 'versions' with those of its data (as viet.versions), and 'path', the
** kind of vectors that fast code uses on this CPU: "avx2", "sse2", "neon",
** or "scalar" for none.
*/
static int info (lua_State *L) {
  lua_createtable(L, 0, 3);
  lua_pushstring(L, VIET_VERSION);
  lua_setfield(L, -2, "version");
  lua_pushstring(L, viet_versions());
  lua_setfield(L, -2, "versions");
  lua_pushstring(L, viet_cpu_path());
  lua_setfield(L, -2, "path");
  return 1;
}


int viet_open_info (lua_State *L) {
  static const luaL_Reg functions[] = {
    {"is_nfc", is_nfc},
    {"info", info},
    {NULL, NULL}
  };
  viet_lua_add(L, functions);
  return 0;
}
