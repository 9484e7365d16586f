/*
** options.c
** See options.h.
*/

#include "lua/options.h"

#include <string.h>

const viet_choice viet_switch[] = {
  {"true", true}, {"false", false}, {NULL, 0}
};


/* Adds item 'index' of 'count' to a list: "a", "a or b", "a, b or c". */
static void add_to_list (luaL_Buffer *list, const char *item, size_t index,
                         size_t count) {
  if (index > 0)
    luaL_addstring(list, index + 1 < count ? ", " : " or ");
  luaL_addstring(list, item);
}


/* Pushes the names of the choices as a list. */
static const char *push_choices (lua_State *L, const viet_choice *choices) {
  luaL_Buffer list;
  size_t count = 0;
  while (choices[count].name)
    count++;
  luaL_buffinit(L, &list);
  for (size_t i = 0; i < count; i++)
    add_to_list(&list, choices[i].name, i, count);
  luaL_pushresult(&list);
  return lua_tostring(L, -1);
}


/* The value on top of the stack as a message shows it. */
static const char *show (lua_State *L) {
  if (lua_type(L, -1) == LUA_TBOOLEAN)
    return lua_toboolean(L, -1) ? "true" : "false";
  const char *text = lua_type(L, -1) == LUA_TSTRING
                  || lua_type(L, -1) == LUA_TNUMBER
                   ? lua_tostring(L, -1) : NULL;
  return text ? text : luaL_typename(L, -1);
}


static int raise_unknown (lua_State *L, const char *name,
                          const viet_option *options, size_t count) {
  luaL_Buffer list;
  luaL_buffinit(L, &list);
  for (size_t i = 0; i < count; i++)
    add_to_list(&list, options[i].name, i, count);
  luaL_pushresult(&list);
  return luaL_error(L, "unknown option '%s' (expected %s)", name,
                    lua_tostring(L, -1));
}


bool viet_choice_is_boolean (const viet_choice *self) {
  return strcmp(self->name, "true") == 0
      || strcmp(self->name, "false") == 0;
}


/* The choice that the value on top of the stack is, or NULL. */
static const viet_choice *find_choice (lua_State *L,
                                       const viet_choice *choices) {
  bool is_boolean = lua_isboolean(L, -1);
  if (!is_boolean && lua_type(L, -1) != LUA_TSTRING)
    return NULL;
  for (const viet_choice *c = choices; c->name; c++)
    if (strcmp(c->name, show(L)) == 0
        && viet_choice_is_boolean(c) == is_boolean)
      return c;
  return NULL;
}


/* What the value on top of the stack means for an option. */
static int read_value (lua_State *L, const viet_option *option) {
  const viet_choice *found = find_choice(L, option->choices);
  if (found)
    return found->value;
  const char *given = show(L);
  return luaL_error(L, "bad value '%s' for option '%s' (expected %s)",
                    given, option->name,
                    push_choices(L, option->choices));
}


/* The index of the option of which the name lies under the top. */
static size_t find_option (lua_State *L, const viet_option *options,
                           size_t count) {
  lua_pushvalue(L, -2);  /* lua_tostring would change the key */
  const char *name = show(L);
  for (size_t i = 0; i < count; i++)
    if (strcmp(options[i].name, name) == 0) {
      lua_pop(L, 1);
      return i;
    }
  raise_unknown(L, name, options, count);
  return count;
}


void viet_lua_read_options (lua_State *L, int argument,
                            const viet_option *options, size_t count,
                            int *values) {
  for (size_t i = 0; i < count; i++)
    values[i] = options[i].preset;
  if (lua_isnoneornil(L, argument))
    return;
  luaL_checktype(L, argument, LUA_TTABLE);
  lua_pushnil(L);
  while (lua_next(L, argument)) {
    size_t option = find_option(L, options, count);
    values[option] = read_value(L, &options[option]);
    lua_pop(L, 1);
  }
}


bool viet_lua_opt_switch (lua_State *L, const char *name, bool preset) {
  const viet_option option = {name, viet_switch, preset};
  return lua_isnil(L, -1) ? preset : read_value(L, &option) != 0;
}


int viet_lua_check_choice (lua_State *L, int argument, const char *what,
                           const viet_choice *choices) {
  luaL_checktype(L, argument, LUA_TSTRING);
  lua_pushvalue(L, argument);
  const viet_choice *found = find_choice(L, choices);
  if (found == NULL)
    return luaL_argerror(L, argument, lua_pushfstring(L,
      "bad %s '%s' (expected %s)", what, lua_tostring(L, argument),
      push_choices(L, choices)));
  lua_pop(L, 1);
  return found->value;
}
