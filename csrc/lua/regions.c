/*
** regions.c
** viet.core.regions: the names of all countries and territories at once.
*/

#include "lua/binding.h"

#define MAX_NAME 512  /* bytes */

/*
** regions(locale): a table from ISO 3166-1 codes to names in a language.
** Codes for which ICU has no name there are left out.
*/
static int regions (lua_State *L) {
  const char *locale = luaL_checkstring(L, 1);
  const char *const *code = viet_region_codes();
  char name[MAX_NAME];
  lua_newtable(L);
  for (; *code; code++) {
    size_t bytes;
    viet_status status = viet_region_name(locale, *code, name, MAX_NAME,
                                          &bytes);
    if (status != VIET_OK)
      return viet_lua_raise(L, status);
    if (bytes > 0) {
      lua_pushlstring(L, name, bytes);
      lua_setfield(L, -2, *code);
    }
  }
  return 1;
}


static const luaL_Reg functions[] = {
  {"regions", regions},
  {NULL, NULL}
};


int viet_open_regions (lua_State *L) {
  viet_lua_add(L, functions);
  return 0;
}
