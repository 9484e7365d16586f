/*
** match_lua.c
** The gazetteer as a script uses it. See match.h.
*/

#include "match.h"

#include <stdio.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

static lua_State *L;

static const char start[] =
  "local build, names, documents = ...\n"
  "package.path = 'lua/?.lua;lua/?/init.lua;' .. package.path\n"
  "package.cpath = build .. '/lib/?.so;' .. package.cpath\n"
  "local viet = require 'viet'\n"
  "local spec = { level = 'exact' }\n"
  "for i, name in ipairs(names) do\n"
  "  spec[i] = { id = 'name/' .. i, name }\n"
  "end\n"
  "local gazetteer = viet.gazetteer(spec)\n"
  "return function()\n"
  "  local count = 0\n"
  "  for _, text in ipairs(documents) do\n"
  "    for first, last, id in gazetteer:matches(text) do\n"
  "      count = count + 1\n"
  "    end\n"
  "  end\n"
  "  return count\n"
  "end\n";


static void push_strings (const span *array, size_t count) {
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushlstring(L, array[i].text, array[i].bytes);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}


/* The function that makes a pass stays on the stack. */
bool match_lua_start (const char *build, const names *from,
                      const span *documents, size_t count) {
  L = luaL_newstate();
  if (L == NULL)
    return false;
  luaL_openlibs(L);
  bool fine = luaL_loadstring(L, start) == LUA_OK;
  if (fine) {
    lua_pushstring(L, build);
    push_strings(from->array, from->count);
    push_strings(documents, count);
    fine = lua_pcall(L, 3, 1, 0) == LUA_OK;
  }
  if (!fine)
    fprintf(stderr, "bench: %s\n", lua_tostring(L, -1));
  return fine;
}


double match_lua_seconds (uint64_t *found) {
  double from = now();
  lua_pushvalue(L, 1);
  if (lua_pcall(L, 0, 1, 0) != LUA_OK)
    fail(lua_tostring(L, -1), "Lua");
  *found = (uint64_t)lua_tointeger(L, -1);
  lua_pop(L, 1);
  return now() - from;
}


void match_lua_stop (void) {
  lua_close(L);
}
