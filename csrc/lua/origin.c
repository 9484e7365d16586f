/*
** origin.c
** Who calls a function: for lua/viet/origin.lua, which asks for each span
** that a program adds. debug.getinfo would make a table for each answer.
*/

#include "lua/binding.h"


/* caller(level): the function at a level of the stack, 1 for whoever calls
** this one, and its line; nil where Lua does not know. */
static int caller (lua_State *L) {
  lua_Debug activation;
  if (!lua_getstack(L, (int)luaL_checkinteger(L, 1), &activation))
    return 0;  /* are there so many? */
  lua_getinfo(L, "fl", &activation);
  if (activation.currentline < 0)
    return 0;
  lua_pushinteger(L, activation.currentline);
  return 2;
}


int viet_open_origin (lua_State *L) {
  static const luaL_Reg functions[] = {
    {"caller", caller},
    {NULL, NULL}
  };
  viet_lua_add(L, functions);
  return 0;
}
