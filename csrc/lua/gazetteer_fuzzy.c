/*
** gazetteer_fuzzy.c
** Fuzzy searches of Lua gazetteers. A gazetteer is made ready for them when
** the first one is asked for, and stays so.
*/

#include "lua/gazetteer.h"

#define READY "viet.gazetteer.fuzzy"
#define MATCHES "viet.gazetteer.fuzzy_matches"

/* A gazetteer that is ready. */
typedef struct ready {
  viet_fuzzy *made;
} ready;


static int ready_gc (lua_State *L) {
  ready *self = luaL_checkudata(L, 1, READY);
  viet_fuzzy_close(self->made);
  self->made = NULL;
  return 0;
}


/* Makes the gazetteer at argument 1 ready, unless it is. It is kept by the
** table that keeps alive what it points to. */
static const viet_fuzzy *get_ready (lua_State *L) {
  const viet_handle *handle = viet_lua_check_handle(L, 1);
  const viet_allocator allocator = viet_box_allocator(L);
  viet_lua_push_tied(L, 1);
  lua_getfield(L, -1, "fuzzy");
  ready *self = lua_touserdata(L, -1);
  if (self == NULL) {
    lua_pop(L, 1);
    self = lua_newuserdata(L, sizeof(*self));
    self->made = NULL;
    viet_lua_set_class(L, READY);
    viet_status status = viet_fuzzy_open(handle->layers, handle->count,
                                         &allocator, &self->made);
    if (status != VIET_OK)
      viet_lua_raise(L, status);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "fuzzy");
  }
  if (self->made == NULL)  /* is the state being closed? */
    luaL_error(L, "the gazetteer is closed");
  lua_pop(L, 2);
  return self->made;
}


/* Reads argument 7, an array of strings or nil. Pushes an array of them,
** which points into the table. */
static void read_types (lua_State *L, viet_fuzzy_rules *rules) {
  if (lua_isnoneornil(L, 7))
    return;
  luaL_checktype(L, 7, LUA_TTABLE);
  rules->type_count = lua_rawlen(L, 7);
  const char **types = lua_newuserdata(L, (rules->type_count + 1)
                                          * sizeof(*types));
  for (size_t i = 0; i < rules->type_count; i++) {
    lua_rawgeti(L, 7, (int)i + 1);
    if (lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "type %d is a %s, not a string", (int)i + 1,
                 luaL_typename(L, -1));
    types[i] = lua_tostring(L, -1);
    lua_pop(L, 1);
  }
  rules->types = types;
}


/* Matches that were found, and the next one to give. */
enum { FOUND = 1, COUNT, AT, HANDLE };


static int next_match (lua_State *L) {
  const viet_fuzzy_match *all = lua_touserdata(L, lua_upvalueindex(FOUND));
  const size_t count = (size_t)lua_tonumber(L, lua_upvalueindex(COUNT));
  const viet_handle *handle = lua_touserdata(L, lua_upvalueindex(HANDLE));
  size_t at = (size_t)lua_tonumber(L, lua_upvalueindex(AT));
  while (at < count && !viet_lua_has_entry(handle, &all[at].match))
    at++;
  if (at == count)
    return 0;
  viet_lua_push_size(L, at + 1);
  lua_replace(L, lua_upvalueindex(AT));
  const viet_match *match = &all[at].match;
  viet_lua_push_span(L, match->first, match->end);
  viet_lua_push_size(L, (size_t)handle->bases[match->layer] + match->entry
                        + 1);
  lua_pushstring(L, match->level < VIET_LEVELS
                    ? viet_level_names[match->level] : "fuzzy");
  lua_pushnumber(L, (lua_Number)all[at].score);
  return 5;
}


/*
** g:fuzzy(text or tokens, edits, overlapping, across_lines, as_of, types)
** -> iterator of first, last, number of the entry, level ("fuzzy" if it is
** none of the others), score. 'as_of' is a number or nil, 'types' an array
** or nil.
*/
int viet_lua_fuzzy (lua_State *L) {
  lua_settop(L, 7);
  const viet_fuzzy *self = get_ready(L);
  const viet_tokens *tokens = viet_lua_to_tokens(L, 2);
  const lua_Integer edits = luaL_checkinteger(L, 3);
  viet_fuzzy_rules rules = {
    .overlapping = lua_toboolean(L, 4) != 0,
    .across_lines = lua_toboolean(L, 5) != 0,
    .as_of = (int32_t)luaL_optinteger(L, 6, 0)
  };
  size_t count;
  luaL_argcheck(L, edits >= 1 && edits <= VIET_FUZZY_MAX_EDITS, 3,
                "edits are 1 to 3");
  rules.edits = (unsigned)edits;
  read_types(L, &rules);
  viet_box *box = viet_box_new(L);
  viet_fuzzy_match *found = NULL;
  viet_status status = viet_fuzzy_search(self, &rules, tokens,
                                         &box->allocator, &found, &count);
  box->block = found;
  box->bytes = count * sizeof(*found);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  if (count > 0)
    viet_box_to_userdata(L, box, MATCHES);
  else
    lua_pushnil(L);
  viet_lua_push_size(L, count);
  lua_pushinteger(L, 0);
  lua_pushvalue(L, 1);
  lua_pushcclosure(L, next_match, HANDLE);
  return 1;
}


void viet_lua_open_fuzzy (lua_State *L) {
  static const luaL_Reg ready_methods[] = {
    {"__gc", ready_gc},
    {NULL, NULL}
  };
  static const luaL_Reg match_methods[] = {{NULL, NULL}};
  viet_lua_class(L, READY, ready_methods);
  viet_lua_class(L, MATCHES, match_methods);
}
