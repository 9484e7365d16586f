/*
** normalize.c
** The functions on text as a whole: normalize, is_utf8, width, syllable,
** versions, and the class of alignments.
*/

#include "binding.h"
#include "box.h"


static int is_utf8 (lua_State *L) {
  size_t bytes;
  const char *text = luaL_checklstring(L, 1, &bytes);
  size_t good = viet_utf8_check(text, bytes);
  lua_pushboolean(L, good == bytes);
  if (good == bytes) return 1;
  viet_lua_push_size(L, good + 1);
  return 2;
}


static int width (lua_State *L) {
  size_t bytes;
  const char *text = luaL_checklstring(L, 1, &bytes);
  viet_lua_push_size(L, viet_width(text, bytes));
  return 1;
}


static int versions (lua_State *L) {
  lua_pushstring(L, viet_versions());
  return 1;
}


int viet_open_normalize (lua_State *L) {
  static const luaL_Reg functions[] = {
    {"is_utf8", is_utf8},
    {"width", width},
    {"versions", versions},
    {NULL, NULL}
  };
  viet_box_open(L);
  viet_lua_add(L, functions);
  return 0;
}
