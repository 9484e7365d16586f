/*
** states.c
** A host that opens and closes many Lua states, as servers do. Unloading
** the module with the last of them would leak ICU's caches, which live as
** long as the process, so it must stay in memory.
**
**   usage: states [MODULE.so]
*/

#define _GNU_SOURCE

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

enum { STATES = 50 };

static const char use[] =
  "local core = package.loadlib(..., 'luaopen_viet_core')()\n"
  "assert(core.normalize('hoa\\204\\128') == 'ho\\195\\160')\n";


/* Loads the module into a state of its own and uses it. */
static bool run_state (const char *module) {
  lua_State *L = luaL_newstate();
  if (L == NULL)
    return false;
  luaL_openlibs(L);
  lua_pushstring(L, module);
  bool fine = luaL_loadstring(L, use) == LUA_OK;
  if (fine) {
    lua_insert(L, -2);
    fine = lua_pcall(L, 1, 0, 0) == LUA_OK;
  }
  if (!fine)
    puts(lua_tostring(L, -1));
  lua_close(L);
  return fine;
}


static bool is_in_memory (const char *module) {
  void *handle = dlopen(module, RTLD_NOW | RTLD_NOLOAD);
  if (handle == NULL)
    return false;
  dlclose(handle);
  return true;
}


int main (int argc, char **argv) {
  const char *module = argc > 1 ? argv[1] : "build/lib/viet/core.so";
  int passed = 0, failed = 0;
  for (int i = 0; i < STATES && failed == 0; i++)
    if (!run_state(module))
      failed++;
  if (failed == 0)
    passed++;
  if (is_in_memory(module))
    passed++;
  else {
    puts("the module was unloaded with its last state");
    failed++;
  }
  printf("%d passed, %d failed\n", passed, failed);
  return failed != 0;
}
