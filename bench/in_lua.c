/*
** in_lua.c
** The module as a script uses it. Loops run in Lua, so that both sides of
** a comparison pay for the loop.
*/

#include "bench.h"

#include <stdio.h>
#include <time.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

static lua_State *L;

static const char start[] =
  "viet = package.loadlib(..., 'luaopen_viet_core')()\n"
  "normalize, lower = viet.normalize, string.lower\n"
  "is_nfc = viet.is_nfc\n"
  "function times(call, text, count)\n"
  "  for _ = 1, count do call(text) end\n"
  "end\n"
  "nfc = {eth = false, mark_order = false}\n"
  "function as_c(text) return normalize(text, nfc) end\n";


bool lua_start (const char *module) {
  L = luaL_newstate();
  if (L == NULL) return false;
  luaL_openlibs(L);
  lua_pushstring(L, module);
  bool fine = luaL_loadstring(L, start) == LUA_OK;
  if (fine) {
    lua_insert(L, -2);
    fine = lua_pcall(L, 1, 0, 0) == LUA_OK;
  }
  if (!fine) fprintf(stderr, "bench: %s\n", lua_tostring(L, -1));
  return fine;
}


/* In the string that stays on top of the stack. */
bool lua_normalize (span document, span *result) {
  lua_settop(L, 0);
  lua_getglobal(L, "as_c");
  lua_pushlstring(L, document.text, document.bytes);
  if (lua_pcall(L, 1, 1, 0) != LUA_OK) return false;
  result->text = lua_tolstring(L, -1, &result->bytes);
  return result->text != NULL;
}


double lua_seconds (const char *piece, span text, unsigned times) {
  struct timespec from, to;
  lua_settop(L, 0);
  lua_getglobal(L, "times");
  lua_getglobal(L, piece);
  lua_pushlstring(L, text.text, text.bytes);
  lua_pushinteger(L, times);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
  if (lua_pcall(L, 3, 0, 0) != LUA_OK) return -1;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
  return (double)(to.tv_sec - from.tv_sec)
       + (double)(to.tv_nsec - from.tv_nsec) * 1e-9;
}


void lua_stop (void) {
  lua_close(L);
}
