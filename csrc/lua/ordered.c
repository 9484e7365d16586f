/*
** ordered.c
** Lists of tables in order of text: which elements stand in a stretch of
** it. lua/viet/ordered.lua says what each function does.
**
** Elements are indexed as Lua does it; each has numbers in the fields that
** tell where it begins and ends.
*/

#include <limits.h>

#include "lua/binding.h"

#define MOST (INT_MAX / 2)  /* elements of a list */

/* The number of elements of the list at 'index'. */
static int length_of (lua_State *L, int index) {
  luaL_checktype(L, index, LUA_TTABLE);
  const size_t length = lua_rawlen(L, index);
  luaL_argcheck(L, length <= MOST, index, "too many elements");
  return (int)length;
}


/* The field of the table on top of the stack whose name is at 'key'. */
static lua_Number field (lua_State *L, int key) {
  lua_pushvalue(L, key);
  lua_gettable(L, -2);
  if (lua_type(L, -1) != LUA_TNUMBER)
    luaL_error(L, "field '%s' of an element is a number, not a %s",
               lua_tostring(L, key), luaL_typename(L, -1));
  const lua_Number value = lua_tonumber(L, -1);
  lua_pop(L, 1);
  return value;
}


/* That field of an element, from 1, of the list at 'list'. */
static lua_Number field_of (lua_State *L, int list, int element, int key) {
  lua_rawgeti(L, list, element);
  const lua_Number value = field(L, key);
  lua_pop(L, 1);
  return value;
}


/* How many elements have less than 'value' in a field. */
static int count (lua_State *L, int list, int key, lua_Number value) {
  int low = 0, high = length_of(L, list);
  while (low < high) {
    const int middle = low + (high - low) / 2 + 1;
    if (field_of(L, list, middle, key) < value)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}


/* count_before(list, key, value) */
static int count_before (lua_State *L) {
  const lua_Number value = luaL_checknumber(L, 3);
  luaL_checktype(L, 2, LUA_TSTRING);
  lua_pushinteger(L, count(L, 1, 2, value));
  return 1;
}


/* Upvalues: the list, the number of the element before, the fields where
** elements begin and end, and where the last one ends. */
static int next_inside (lua_State *L) {
  const int list = lua_upvalueindex(1);
  const lua_Number high = lua_tonumber(L, lua_upvalueindex(5));
  int i = (int)lua_tointeger(L, lua_upvalueindex(2));
  for (;;) {
    lua_rawgeti(L, list, ++i);
    if (lua_isnil(L, -1) || field(L, lua_upvalueindex(3)) > high)
      return 0;
    if (field(L, lua_upvalueindex(4)) <= high)
      break;
    lua_pop(L, 1);
  }
  lua_pushinteger(L, i);
  lua_replace(L, lua_upvalueindex(2));
  return 1;
}


/* inside(list, from, to, low, high) */
static int inside (lua_State *L) {
  const lua_Number low = luaL_checknumber(L, 4);
  luaL_checknumber(L, 5);
  lua_settop(L, 5);
  lua_pushinteger(L, count(L, 1, 2, low));
  lua_insert(L, 2);
  lua_remove(L, 5);
  lua_pushcclosure(L, next_inside, 5);
  return 1;
}


static const luaL_Reg functions[] = {
  {"count_before", count_before},
  {"inside", inside},
  {NULL, NULL}
};


/* Adds a table 'ordered' to the module. */
int viet_open_ordered (lua_State *L) {
  lua_newtable(L);
  viet_lua_add(L, functions);
  lua_setfield(L, -2, "ordered");
  return 0;
}
