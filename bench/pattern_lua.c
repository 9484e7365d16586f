/*
** pattern_lua.c
** What runs in Lua: LPeg, and the pipeline of the news. See pattern.h.
*/

#include "pattern.h"

#include <stdio.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

static lua_State *L;

/* The longest names first; a name begins and ends where no letter or digit
** goes on, and is searched behind the last one. */
const char pattern_lpeg[] =
  "local build, names, documents = ...\n"
  "local lpeg = require 'lpeg'\n"
  "local P, Cp = lpeg.P, lpeg.Cp\n"
  "local letter = lpeg.R('az', 'AZ', '09', '\\128\\255')\n"
  "table.sort(names, function(a, b) return #a > #b end)\n"
  "local list = P(false)\n"
  "for i = #names, 1, -1 do\n"
  "  list = P(names[i]) * -letter + list\n"
  "end\n"
  "local one = -lpeg.B(letter) * Cp() * list * Cp()\n"
  "local all = lpeg.Ct((one + 1)^0)\n"
  "return function()\n"
  "  local found = {}\n"
  "  for i, text in ipairs(documents) do found[i] = all:match(text) end\n"
  "  return found\n"
  "end, type(lpeg.version) == 'string' and lpeg.version\n"
  "  or 'LPeg ' .. lpeg.version()\n";

const char pattern_news[] =
  "local build, documents = ...\n"
  "package.path = 'lua/?.lua;lua/?/init.lua;' .. package.path\n"
  "package.cpath = build .. '/lib/?.so;' .. package.cpath\n"
  "local viet = require 'viet'\n"
  "local pipeline = viet.news.pipeline()\n"
  "return function()\n"
  "  local found = {}\n"
  "  for i, text in ipairs(documents) do\n"
  "    local doc = pipeline:run(viet.document(text))\n"
  "    found[i] = #doc:layer 'MEET' + #doc:layer 'VISIT'\n"
  "  end\n"
  "  return found\n"
  "end, 'news'\n";


static void push_strings (const span *array, size_t count) {
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushlstring(L, array[i].text, array[i].bytes);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}


/* The function that makes a pass stays on the stack. */
bool pattern_lua_start (const char *piece, const char *build,
                        const span *first, size_t first_count,
                        const span *second, size_t second_count,
                        char *name, size_t room) {
  L = luaL_newstate();
  if (L == NULL)
    return false;
  luaL_openlibs(L);
  bool fine = luaL_loadstring(L, piece) == LUA_OK;
  if (fine) {
    lua_pushstring(L, build);
    push_strings(first, first_count);
    push_strings(second, second_count);
    fine = lua_pcall(L, 3, 2, 0) == LUA_OK;
  }
  if (fine)
    snprintf(name, room, "%s", lua_tostring(L, 2));
  else {
    fprintf(stderr, "bench: %s\n", lua_tostring(L, -1));
    lua_close(L);
  }
  return fine;
}


/* Counts places, which are pairs of a first byte and one behind the last,
** counted from 1; or a number of results alone. */
static void take_found (hits *found) {
  if (!lua_istable(L, -1)) {
    found->count += (uint64_t)lua_tointeger(L, -1);
    return;
  }
  for (lua_Integer i = 1; i < (lua_Integer)lua_rawlen(L, -1); i += 2) {
    lua_rawgeti(L, -1, i);
    lua_rawgeti(L, -2, i + 1);
    hits_take(found, (size_t)lua_tointeger(L, -2) - 1,
              (size_t)lua_tointeger(L, -1) - 1);
    lua_pop(L, 2);
  }
}


double pattern_lua_seconds (const span *documents, hits *found) {
  lua_settop(L, 1);
  lua_pushvalue(L, 1);
  double from = now();
  if (lua_pcall(L, 0, 1, 0) != LUA_OK)
    fail(lua_tostring(L, -1), "Lua");
  double seconds = now() - from;
  for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, 2); i++) {
    lua_rawgeti(L, 2, i);
    found->base = (size_t)(documents[i - 1].text - documents[0].text);
    take_found(found);
    lua_pop(L, 1);
  }
  return seconds;
}


void pattern_lua_stop (void) {
  lua_close(L);
}
