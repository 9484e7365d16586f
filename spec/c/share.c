/*
** share.c
** One gazetteer serves many Lua states, each in a thread of its own, as
** servers have them: what one state built is attached to by the others, and
** stays as long as any of them uses it. `make tsan` would tell a race.
**
**   usage: share [MODULE.so]
*/

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

enum { THREADS = 4 };

static const char *module = "build/lib/viet/core.so";

/* Builds a gazetteer and shares it: keeps it in a global variable. */
static const char build[] =
  "local core = package.loadlib(..., 'luaopen_viet_core')()\n"
  "local b = core.gazetteer_builder('typed')\n"
  "for i = 1, 200 do\n"
  "  b:add(nil, 'T', nil, nil, nil, nil, nil, 'tên số ' .. i)\n"
  "end\n"
  "g = b:build():with(nil, { 7 })\n"
  "return core.gazetteer_share(g)\n";

/* Attaches to it again and again, and searches it. */
static const char use[] =
  "local core = package.loadlib(..., 'luaopen_viet_core')()\n"
  "local word = select(2, ...)\n"
  "local own = assert(core.gazetteer_attach(word))\n"
  "for i = 1, 100 do\n"
  "  local g = assert(core.gazetteer_attach(word))\n"
  "  local last\n"
  "  for _, _, number in g:numbers('ten so 7, Tên số ' .. i) do\n"
  "    last = number\n"
  "  end\n"
  "  assert(i == 7 and not last or last == i)\n"
  "  if i % 9 == 0 then collectgarbage() end\n"
  "end\n"
  "assert(#own == 199)\n";

/* What a thread has, and whether it went well. */
typedef struct worker {
  char word[64];
  bool fine;
} worker;


static lua_State *open_state (void) {
  lua_State *L = luaL_newstate();
  if (L != NULL)
    luaL_openlibs(L);
  return L;
}


static void *work (void *argument) {
  worker *self = argument;
  lua_State *L = open_state();
  if (L == NULL)
    return NULL;
  self->fine = luaL_loadstring(L, use) == LUA_OK;
  if (self->fine) {
    lua_pushstring(L, module);
    lua_pushstring(L, self->word);
    self->fine = lua_pcall(L, 2, 0, 0) == LUA_OK;
  }
  if (!self->fine)
    puts(lua_tostring(L, -1));
  lua_close(L);
  return NULL;
}


/* Starts the threads, and closes the state that built when all of them have
** ended. Returns what went wrong. */
static int run (const char *word) {
  pthread_t threads[THREADS];
  worker workers[THREADS];
  int started = 0, errors = 0;
  for (; started < THREADS; started++) {
    snprintf(workers[started].word, sizeof(workers[started].word), "%s",
             word);
    workers[started].fine = false;
    if (pthread_create(&threads[started], NULL, work, &workers[started]))
      break;
  }
  errors += started < THREADS;
  for (int i = 0; i < started; i++) {
    pthread_join(threads[i], NULL);
    errors += !workers[i].fine;
  }
  return errors;
}


/* Is there nothing left under the word? */
static bool is_gone (const char *word) {
  static const char ask[] =
    "local core = package.loadlib(..., 'luaopen_viet_core')()\n"
    "return core.gazetteer_attach(select(2, ...)) == nil\n";
  lua_State *L = open_state();
  if (L == NULL || luaL_loadstring(L, ask) != LUA_OK)
    return false;
  lua_pushstring(L, module);
  lua_pushstring(L, word);
  const bool gone = lua_pcall(L, 2, 1, 0) == LUA_OK && lua_toboolean(L, -1);
  lua_close(L);
  return gone;
}


int main (int argc, char **argv) {
  char word[64];
  if (argc > 1)
    module = argv[1];
  lua_State *L = open_state();
  if (L == NULL || luaL_loadstring(L, build) != LUA_OK)
    return 2;
  lua_pushstring(L, module);
  if (lua_pcall(L, 1, 1, 0) != LUA_OK) {
    puts(lua_tostring(L, -1));
    return 2;
  }
  snprintf(word, sizeof(word), "%s", lua_tostring(L, -1));
  int errors = run(word);
  lua_close(L);
  errors += !is_gone(word);
  printf("%d passed, %d failed\n", THREADS + 1 - errors, errors);
  return errors != 0;
}
