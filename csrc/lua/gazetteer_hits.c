/*
** gazetteer_hits.c
** See hits.h.
*/

#include <string.h>

#include "lua/hits.h"
#include "text/spellings.h"

#define HITS "viet.hits"
#define SEARCH "viet.hits.search"

/* Searches that are kept for the next text, by the table that is tied to the
** gazetteer: one over texts, which knows the spellings of those before, and
** one over tokens that are cut further. */
typedef struct search {
  viet_search *texts;
  viet_search *tokens;
  viet_vector found; /* viet_match, in the last text */
  uint64_t number;   /* unlike that of other gazetteers of the state */
} search;

/* Room for so many matches is kept for the next text. */
#define MOST_KEPT 4096

#define COUNT SEARCH ".count"


static int search_gc (lua_State *L) {
  search *self = luaL_checkudata(L, 1, SEARCH);
  const viet_allocator allocator = viet_box_allocator(L);
  viet_vector_free(&self->found, sizeof(viet_match), &allocator);
  viet_search_close(self->texts);
  viet_search_close(self->tokens);
  self->texts = self->tokens = NULL;
  return 0;
}


/* The next number of the state. */
static uint64_t next_number (lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, COUNT);
  const lua_Number number = lua_tonumber(L, -1) + 1;
  lua_pushnumber(L, number);
  lua_setfield(L, LUA_REGISTRYINDEX, COUNT);
  lua_pop(L, 1);
  return (uint64_t)number;
}


/* Makes the searches of a gazetteer. */
static viet_status open_searches (const viet_handle *handle, search *self,
                                  const viet_allocator *allocator) {
  const viet_search_rules rules = {.kind = VIET_OVERLAPPING};
  viet_status status = viet_search_open(handle->layers, handle->count,
                                        &rules, allocator, &self->texts);
  if (status == VIET_OK)
    status = viet_search_open(handle->layers, handle->count, &rules,
                              allocator, &self->tokens);
  return status;
}


/* The searches of the gazetteer at argument 1, made if need be. */
static search *get_search (lua_State *L) {
  const viet_handle *handle = viet_lua_check_handle(L, 1);
  const viet_allocator allocator = viet_box_allocator(L);
  viet_lua_push_tied(L, 1);
  lua_getfield(L, -1, "hits");
  search *self = lua_touserdata(L, -1);
  if (self == NULL) {
    lua_pop(L, 1);
    self = lua_newuserdata(L, sizeof(*self));
    *self = (search){.number = next_number(L)};
    viet_lua_set_class(L, SEARCH);
    viet_status status = open_searches(handle, self, &allocator);
    if (status != VIET_OK)
      viet_lua_raise(L, status);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "hits");
  }
  if (self->tokens == NULL)  /* is the state being closed? */
    luaL_error(L, "the gazetteer is closed");
  lua_pop(L, 2);
  return self;
}


/* Starts over the tokens at argument 2. The matches in their text are the
** same, unless they are cut further. */
static viet_status start (lua_State *L, const search *self,
                          const viet_tokens *tokens, viet_search **made) {
  size_t bytes;
  if (viet_tokens_are_cut(tokens)) {
    *made = self->tokens;
    return viet_search_tokens(self->tokens, tokens);
  }
  *made = self->texts;
  viet_lua_push_tied(L, 2);
  const char *text = lua_tolstring(L, -1, &bytes);
  lua_pop(L, 1);  /* the tokens keep it */
  return viet_search_text(self->texts, text, bytes);
}


/* Adds all matches to a vector. */
static viet_status collect (viet_search *self, const viet_handle *handle,
                            viet_vector *to,
                            const viet_allocator *allocator) {
  viet_match match;
  viet_status status = VIET_OK;
  while (status == VIET_OK && viet_search_next(self, &match)) {
    if (!viet_lua_has_entry(handle, &match))
      continue;
    match.entry += handle->bases[match.layer];
    status = viet_vector_reserve(to, 1, sizeof(match), allocator);
    if (status == VIET_OK)
      ((viet_match *)to->items)[to->count++] = match;
  }
  return status == VIET_OK ? viet_search_status(self) : status;
}


/* Makes the tables of entries that are found for the first time. The hits
** are at argument 3. */
static void make_entries (lua_State *L, const viet_hits *hits) {
  viet_lua_push_tied(L, 1);
  lua_getfield(L, -1, "entries");
  const int entries = lua_gettop(L);
  for (size_t i = 0; i < hits->count; i++) {
    const int entry = (int)hits->matches[i].entry + 1;
    lua_rawgeti(L, entries, entry);
    if (lua_isnil(L, -1)) {
      lua_getfield(L, entries - 1, "make");
      lua_pushinteger(L, entry);
      lua_call(L, 1, 1);
      luaL_checktype(L, -1, LUA_TTABLE);
      lua_rawseti(L, entries, entry);
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 2);
}


/* Finds all matches in the tokens at argument 2. */
static viet_status find (lua_State *L, search *self,
                         const viet_handle *handle) {
  const viet_tokens *tokens = viet_lua_to_tokens(L, 2);
  const viet_allocator allocator = viet_box_allocator(L);
  viet_search *made;
  if (self->found.capacity > MOST_KEPT)
    viet_vector_free(&self->found, sizeof(viet_match), &allocator);
  self->found.count = 0;
  const viet_status status = start(L, self, tokens, &made);
  return status == VIET_OK ? collect(made, handle, &self->found, &allocator)
                           : status;
}


int viet_lua_hits (lua_State *L) {
  const viet_handle *handle = viet_lua_check_handle(L, 1);
  lua_settop(L, 2);
  search *searches = get_search(L);
  const viet_status status = find(L, searches, handle);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  const viet_vector *found = &searches->found;
  const size_t bytes = found->count * sizeof(viet_match);
  lua_settop(L, 2);
  viet_hits *hits = lua_newuserdata(L, sizeof(*hits) + bytes);
  hits->count = found->count;
  hits->gazetteer = searches->number;
  hits->entries = handle->bases[handle->count];
  if (bytes > 0)
    memcpy(hits->matches, found->items, bytes);
  viet_lua_set_class(L, HITS);
  lua_pushvalue(L, 1);
  viet_lua_tie(L, 3);
  make_entries(L, hits);
  return 1;
}


const viet_hits *viet_lua_to_hits (lua_State *L, int index) {
  return viet_lua_test(L, index, HITS);
}


void viet_lua_push_entries (lua_State *L, int index) {
  viet_lua_push_tied(L, index);
  viet_lua_push_tied(L, -1);
  lua_getfield(L, -1, "entries");
  lua_replace(L, -3);
  lua_pop(L, 1);
}


/* The strings that tables of hits are made of. */
enum { FIRST = 1, LAST, ID, TYPE, ENTRY, LEVEL, NAME, LEVELS };

void viet_lua_push_hit_names (lua_State *L) {
  static const char *const names[] = {
    "first", "last", "id", "type", "entry", "level", "NAME"
  };
  lua_createtable(L, LEVELS + VIET_LEVELS, 0);
  for (int i = FIRST; i < LEVELS; i++) {
    lua_pushstring(L, names[i - FIRST]);
    lua_rawseti(L, -2, i);
  }
  for (int i = 0; i < VIET_LEVELS; i++) {
    lua_pushstring(L, viet_level_names[i]);
    lua_rawseti(L, -2, LEVELS + i);
  }
}


/* Sets a field of the hit below an entry, which is on top, to what the entry
** has there. */
static void copy_field (lua_State *L, int names, int name) {
  const int entry = lua_gettop(L);
  lua_rawgeti(L, names, name);
  lua_pushvalue(L, -1);
  lua_gettable(L, entry);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    if (name == TYPE)
      lua_rawgeti(L, names, NAME);
    else
      lua_rawgeti(L, entry, 1);  /* its first name */
  }
  lua_rawset(L, entry - 1);
}


void viet_lua_push_place (lua_State *L, int names, size_t first, size_t end,
                          int fields) {
  lua_createtable(L, 0, fields);
  lua_rawgeti(L, names, FIRST);
  viet_lua_push_size(L, first + 1);
  lua_rawset(L, -3);
  lua_rawgeti(L, names, LAST);
  viet_lua_push_size(L, end);
  lua_rawset(L, -3);
}


void viet_lua_push_hit (lua_State *L, int index, size_t hit, int names) {
  const viet_hits *self = lua_touserdata(L, index);
  const viet_match *match = &self->matches[hit];
  viet_lua_push_place(L, names, match->first, match->end, 6);
  lua_rawgeti(L, names, LEVEL);
  lua_rawgeti(L, names, LEVELS + (int)match->level);
  lua_rawset(L, -3);
  viet_lua_push_entries(L, index);
  lua_rawgeti(L, -1, (int)match->entry + 1);
  lua_remove(L, -2);
  copy_field(L, names, ID);
  copy_field(L, names, TYPE);
  lua_rawgeti(L, names, ENTRY);
  lua_insert(L, -2);
  lua_rawset(L, -3);
}


void viet_lua_open_hits (lua_State *L) {
  static const luaL_Reg methods[] = {{NULL, NULL}};
  static const luaL_Reg search_methods[] = {
    {"__gc", search_gc},
    {NULL, NULL}
  };
  viet_lua_class(L, HITS, methods);
  viet_lua_class(L, SEARCH, search_methods);
}
