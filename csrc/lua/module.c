/*
** module.c
** The module 'viet.core': its opener, and what the binding files share.
*/

#define _GNU_SOURCE  /* dladdr and RTLD_NOLOAD */

#if !defined(_WIN32)
#include <dlfcn.h>
#endif

#include "binding.h"

/* Each part adds its functions to the module table. */
static const lua_CFunction parts[] = {
  viet_open_normalize,
  viet_open_alignment,
  viet_open_syllable,
  viet_open_tokens,
  viet_open_scanner,
  viet_open_gazetteer,
  viet_open_pattern,
  viet_open_layer,
  viet_open_ordered,
  viet_open_origin,
  viet_open_regions,
  viet_open_charset,
  viet_open_typing,
  viet_open_collation,
  viet_open_numeral,
  viet_open_info,
};


#if defined(_WIN32)
#define VIET_EXPORT __declspec(dllexport)
#else
#define VIET_EXPORT __attribute__((visibility("default")))
#endif

VIET_EXPORT int luaopen_viet_core (lua_State *L);

/*
** Keeps the module in memory when the last state that loaded it closes.
** ICU's caches live as long as the process; unloaded and loaded again,
** each round would leave a set of them behind.
*/
static void stay_loaded (void) {
#if !defined(_WIN32)
  Dl_info self;
  if (dladdr(parts, &self) != 0 && self.dli_fname != NULL)
    dlopen(self.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
#endif
}


int luaopen_viet_core (lua_State *L) {
#if LUA_VERSION_NUM >= 502
  luaL_checkversion(L);  /* was it built for another Lua? */
#endif
  stay_loaded();
  lua_newtable(L);
  for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
    parts[i](L);
  lua_pushstring(L, VIET_VERSION);
  lua_setfield(L, -2, "_VERSION");
  return 1;
}


void viet_lua_add (lua_State *L, const luaL_Reg *functions) {
  for (; functions->name; functions++) {
    lua_pushcfunction(L, functions->func);
    lua_setfield(L, -2, functions->name);
  }
}


void viet_lua_class (lua_State *L, const char *name,
                     const luaL_Reg *methods) {
  luaL_newmetatable(L, name);
  viet_lua_add(L, methods);
  lua_getfield(L, -1, "__index");
  if (lua_isnil(L, -1)) {  /* no indexing of its own? */
    lua_newtable(L);
    for (; methods->name; methods++)
      if (methods->name[0] != '_') {
        lua_pushcfunction(L, methods->func);
        lua_setfield(L, -2, methods->name);
      }
    lua_setfield(L, -3, "__index");
  }
  lua_pushstring(L, name);
  lua_setfield(L, -3, "__metatable");
  lua_pushstring(L, name);
  lua_setfield(L, -3, "__name");  /* for messages; Lua 5.1 has none */
  lua_pop(L, 2);
}


void viet_lua_set_class (lua_State *L, const char *name) {
  lua_getfield(L, LUA_REGISTRYINDEX, name);
  lua_setmetatable(L, -2);
}


void *viet_lua_test (lua_State *L, int index, const char *name) {
  void *object = lua_touserdata(L, index);
  bool is_it = false;
  if (object != NULL && lua_getmetatable(L, index)) {
    lua_getfield(L, LUA_REGISTRYINDEX, name);
    is_it = lua_rawequal(L, -1, -2) != 0;
    lua_pop(L, 2);
  }
  return is_it ? object : NULL;
}


#if LUA_VERSION_NUM >= 503

void viet_lua_tie (lua_State *L, int index) {
  lua_setuservalue(L, index);
}


void viet_lua_push_tied (lua_State *L, int index) {
  lua_getuservalue(L, index);
}

#else  /* only a table can be tied: it holds the value as its [1] */

static int absolute_index (lua_State *L, int index) {
  return index < 0 ? lua_gettop(L) + index + 1 : index;
}


void viet_lua_tie (lua_State *L, int index) {
  index = absolute_index(L, index);
  lua_createtable(L, 1, 0);
  lua_insert(L, -2);
  lua_rawseti(L, -2, 1);
#if LUA_VERSION_NUM == 502
  lua_setuservalue(L, index);
#else
  lua_setfenv(L, index);
#endif
}


void viet_lua_push_tied (lua_State *L, int index) {
#if LUA_VERSION_NUM == 502
  lua_getuservalue(L, index);
#else
  lua_getfenv(L, index);
#endif
  lua_rawgeti(L, -1, 1);
  lua_remove(L, -2);
}

#endif


const char *viet_lua_check_text (lua_State *L, int argument,
                                 size_t *bytes) {
  const char *text = luaL_checklstring(L, argument, bytes);
  if (*bytes > VIET_MAX_BYTES) {
    viet_lua_push_size(L, *bytes);
    viet_lua_push_size(L, VIET_MAX_BYTES);
    luaL_error(L, "text too long (%s bytes, limit %s)",
               lua_tostring(L, -2), lua_tostring(L, -1));
  }
  return text;
}


/* Raises unless 'position' is from 'least' to 'most'. */
static void check_position (lua_State *L, int argument,
                            lua_Integer position, size_t least,
                            size_t most) {
  if (position >= 0 && (size_t)position >= least
      && (size_t)position <= most)
    return;
  viet_lua_push_size(L, least);
  viet_lua_push_size(L, most);
  luaL_argerror(L, argument, lua_pushfstring(L,
    "position %s out of range (%s to %s)", lua_tostring(L, argument),
    lua_tostring(L, -2), lua_tostring(L, -1)));
}


void viet_lua_check_span (lua_State *L, int argument, size_t bytes,
                          size_t *first, size_t *end) {
  lua_Integer from = luaL_checkinteger(L, argument);
  lua_Integer to = luaL_checkinteger(L, argument + 1);
  check_position(L, argument, from, 1, bytes + 1);
  *first = (size_t)from - 1;
  check_position(L, argument + 1, to, *first, bytes);
  *end = (size_t)to;
}


int viet_lua_push_span (lua_State *L, size_t first, size_t end) {
  viet_lua_push_size(L, first + 1);
  viet_lua_push_size(L, end);
  return 2;
}


/* Where lua_Integer has 32 bits a number holds what it cannot. */
void viet_lua_push_size (lua_State *L, size_t value) {
#if LUA_VERSION_NUM >= 503
  lua_pushinteger(L, (lua_Integer)value);
#else
  lua_pushnumber(L, (lua_Number)value);
#endif
}


int viet_lua_push_bad_byte (lua_State *L, size_t offset) {
  lua_pushnil(L);
  viet_lua_push_size(L, offset + 1);
  lua_pushfstring(L, "invalid UTF-8 at byte %s", lua_tostring(L, -1));
  lua_remove(L, -2);
  viet_lua_push_size(L, offset + 1);
  return 3;
}


int viet_lua_raise (lua_State *L, viet_status status) {
  return luaL_error(L, "%s", viet_status_message(status));
}
