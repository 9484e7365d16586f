/*
** gazetteer.c
** Lua gazetteers: handles of what is searched (see gazetteer.h), and the
** searches. lua/viet/gazetteer.lua makes them, and checks what the caller
** gave.
*/

#include <limits.h>
#include <string.h>

#include "lua/hits.h"
#include "lua/options.h"

#define SEARCH "viet.search"
#define BLOCK "viet.gazetteer.block"

const char *const viet_level_names[VIET_LEVELS] = {
  "exact", "case", "placement", "typed", "toneless"
};


viet_level viet_lua_opt_level (lua_State *L, int index,
                                 viet_level preset) {
  static const viet_choice choices[] = {
    {"exact", VIET_EXACT}, {"case", VIET_CASE},
    {"placement", VIET_PLACEMENT}, {"typed", VIET_TYPED},
    {"toneless", VIET_TONELESS}, {NULL, 0}
  };
  if (lua_isnoneornil(L, index))
    return preset;
  return (viet_level)viet_lua_check_choice(L, index, "level", choices);
}


/*
** {==================================================================
** Blocks
** ===================================================================
*/

/* What keeps a gazetteer: a store, or this very userdata. */
typedef struct viet_block {
  viet_store *store;
  bool is_gone;  /* was there a store, which is released? */
} block;


/* The first multiple of 64 behind a block: there the parts of a gazetteer
** are laid out best. */
static void *behind (block *self) {
  const uintptr_t address = (uintptr_t)(self + 1);
  return (char *)(self + 1) + (64 - address % 64) % 64;
}


const viet_gazetteer *viet_lua_push_built (lua_State *L, viet_box *box) {
  block *self = lua_newuserdata(L, sizeof(*self) + 64 + box->bytes);
  *self = (block){NULL, false};
  memcpy(behind(self), box->block, box->bytes);
  viet_box_clear(box);
  viet_lua_set_class(L, BLOCK);
  return behind(self);
}


viet_store **viet_lua_push_block (lua_State *L) {
  block *self = lua_newuserdata(L, sizeof(*self));
  *self = (block){NULL, false};
  viet_lua_set_class(L, BLOCK);
  return &self->store;
}


viet_store *viet_lua_block_store (lua_State *L) {
  return ((block *)lua_touserdata(L, -1))->store;
}


static int block_gc (lua_State *L) {
  block *self = luaL_checkudata(L, 1, BLOCK);
  viet_store_release(self->store);
  *self = (block){NULL, self->store != NULL};
  return 0;
}

/* }================================================================== */


/*
** {==================================================================
** Handles
** ===================================================================
*/

viet_handle *viet_lua_check_handle (lua_State *L, int argument) {
  viet_handle *self = luaL_checkudata(L, argument, VIET_LUA_GAZETTEER);
  for (size_t i = 0; i < self->count; i++)
    if (self->blocks[i]->is_gone)
      luaL_error(L, "the gazetteer is closed");
  return self;
}


viet_handle *viet_lua_push_handle (lua_State *L) {
  viet_handle *self = lua_newuserdata(L, sizeof(*self));
  memset(self, 0, sizeof(*self));
  viet_lua_set_class(L, VIET_LUA_GAZETTEER);
  lua_newtable(L);
  lua_newtable(L);
  lua_setfield(L, -2, "entries");
  viet_lua_tie(L, -2);
  return self;
}


void viet_lua_set_block (lua_State *L, int tied, viet_handle *self,
                         size_t layer, const viet_gazetteer *gazetteer) {
  const block *made = lua_touserdata(L, -1);
  lua_rawseti(L, tied, (int)layer + 1);
  self->blocks[layer] = made;
  self->layers[layer].gazetteer = gazetteer;
}


void viet_lua_add_layer (lua_State *L, int index,
                         const viet_gazetteer *gazetteer) {
  if (index < 0)
    index = lua_gettop(L) + index + 1;
  viet_handle *self = lua_touserdata(L, index);
  const size_t at = self->count;
  viet_lua_push_tied(L, index);
  lua_insert(L, -2);
  viet_lua_set_block(L, lua_gettop(L) - 1, self, at, gazetteer);
  lua_pop(L, 1);
  self->bases[at + 1] = self->bases[at]
    + (uint32_t)viet_gazetteer_entry_count(gazetteer);
  self->count++;
}


/* The layer of entry 'number', from 1, which gets its number there; raises
** an error if there is none. */
static const viet_layer *find_entry (lua_State *L, const viet_handle *self,
                                     int argument, uint32_t *number) {
  const lua_Number given = luaL_checknumber(L, argument);
  luaL_argcheck(L, given >= 1 && given <= self->bases[self->count],
                argument, "no such entry");
  const uint32_t entry = (uint32_t)given - 1;
  size_t i = 0;
  while (entry >= self->bases[i + 1])
    i++;
  *number = entry - self->bases[i];
  return &self->layers[i];
}


static bool is_removed (const viet_layer *layer, uint32_t entry) {
  return entry / 32 < layer->removed_count
      && (layer->removed[entry / 32] >> entry % 32 & 1) != 0;
}


/* Pushes a string, or nil. */
static void push_text (lua_State *L, const char *text, size_t bytes) {
  if (text != NULL)
    lua_pushlstring(L, text, bytes);
  else
    lua_pushnil(L);
}


/* Pushes the text of a name, and its level. */
static void push_name (lua_State *L, const viet_gazetteer *gazetteer,
                       uint32_t name) {
  char little[256];
  viet_name found;
  if (!viet_gazetteer_name(gazetteer, name, little, sizeof(little),
                           &found)) {  /* a damaged file? */
    lua_pushliteral(L, "");
    lua_pushliteral(L, "exact");
    return;
  }
  if (found.bytes <= sizeof(little))
    lua_pushlstring(L, little, found.bytes);
  else {
    const size_t bytes = found.bytes;
    char *room = lua_newuserdata(L, bytes);
    viet_gazetteer_name(gazetteer, name, room, bytes, &found);
    lua_pushlstring(L, room, bytes);
    lua_remove(L, -2);
  }
  lua_pushstring(L, found.level < VIET_LEVELS
                    ? viet_level_names[found.level] : "exact");
}


/*
** g:entry(i) -> id, type, level, from, to, priority, attributes, then its
** names. The level is that of its first name; what is absent is nil. nil
** alone if it was removed.
*/
static int handle_entry (lua_State *L) {
  uint32_t number, first;
  viet_entry entry;
  const viet_layer *layer = find_entry(L, viet_lua_check_handle(L, 1), 2,
                                       &number);
  lua_settop(L, 0);
  if (is_removed(layer, number)
      || !viet_gazetteer_entry(layer->gazetteer, number, &entry))
    return 0;
  const size_t names = viet_gazetteer_names_of(layer->gazetteer, number,
                                               &first);
  if (names > INT_MAX - 16 || !lua_checkstack(L, (int)names + 16))
    return luaL_error(L, "too many names");
  push_text(L, entry.id, entry.id_bytes);
  push_text(L, entry.type, entry.type_bytes);
  lua_pushnil(L);
  lua_pushinteger(L, entry.from);
  lua_pushinteger(L, entry.to);
  lua_pushinteger(L, entry.priority);
  push_text(L, entry.attributes, entry.attribute_bytes);
  for (uint32_t i = 0; i < names; i++) {
    push_name(L, layer->gazetteer, first + i);
    if (i == 0)
      lua_replace(L, 3);
    else
      lua_pop(L, 1);
  }
  return lua_gettop(L);
}


/* g:names(i) -> the names of entry i, each with its level behind it */
static int handle_names (lua_State *L) {
  uint32_t number, first;
  const viet_layer *layer = find_entry(L, viet_lua_check_handle(L, 1), 2,
                                       &number);
  const size_t names = viet_gazetteer_names_of(layer->gazetteer, number,
                                               &first);
  lua_settop(L, 0);
  if (names > INT_MAX / 2 - 16 || !lua_checkstack(L, 2 * (int)names + 16))
    return luaL_error(L, "too many names");
  for (uint32_t i = 0; i < names; i++)
    push_name(L, layer->gazetteer, first + i);
  return lua_gettop(L);
}


/* How many entries of a layer are removed. */
static size_t count_removed (const viet_layer *layer) {
  size_t count = 0;
  for (size_t i = 0; i < layer->removed_count; i++)
    for (uint32_t bits = layer->removed[i]; bits != 0; bits &= bits - 1)
      count++;
  return count;
}


/* #g: the count of its entries */
static int handle_count (lua_State *L) {
  const viet_handle *self = viet_lua_check_handle(L, 1);
  size_t count = self->bases[self->count];
  for (size_t i = 0; i < self->count; i++)
    count -= count_removed(&self->layers[i]);
  viet_lua_push_size(L, count);
  return 1;
}


static size_t count_names (const viet_handle *self) {
  size_t count = 0;
  for (size_t i = 0; i < self->count; i++)
    count += viet_gazetteer_name_count(self->layers[i].gazetteer);
  return count;
}


/* "viet.gazetteer (12 entries, 30 names)" */
static int handle_tostring (lua_State *L) {
  const viet_handle *self = viet_lua_check_handle(L, 1);
  handle_count(L);
  viet_lua_push_size(L, count_names(self));
  lua_pushfstring(L, VIET_LUA_GAZETTEER " (%s entries, %s names)",
                  lua_tostring(L, -2), lua_tostring(L, -1));
  return 1;
}


static void set_size (lua_State *L, const char *field, size_t value) {
  viet_lua_push_size(L, value);
  lua_setfield(L, -2, field);
}


/* Pushes a sum as 16 digits of base 16. */
static void push_sum (lua_State *L, uint64_t sum) {
  char digits[16];
  for (int i = 15; i >= 0; i--, sum >>= 4)
    digits[i] = "0123456789abcdef"[sum & 15];
  lua_pushlstring(L, digits, sizeof(digits));
}


/* Fills the table on top with what is known of one layer. */
static void describe_layer (lua_State *L, const viet_gazetteer *layer) {
  viet_gazetteer_facts facts;
  viet_gazetteer_describe(layer, &facts);
  set_size(L, "version", facts.version);
  set_size(L, "names", facts.names);
  set_size(L, "entries", facts.entries);
  set_size(L, "types", facts.types);
  set_size(L, "spellings", facts.spellings);
  set_size(L, "longest", facts.longest);
  set_size(L, "bytes", facts.bytes);
  set_size(L, "filter_bytes", facts.filter_bytes);
  lua_pushstring(L, viet_level_names[facts.path]);
  lua_setfield(L, -2, "path_level");
  push_sum(L, facts.checksum);
  lua_setfield(L, -2, "checksum");
  lua_newtable(L);
  for (size_t i = 0; i < VIET_LEVELS; i++)
    set_size(L, viet_level_names[i], facts.names_at[i]);
  lua_setfield(L, -2, "levels");
}


/*
** g:stats([layer]): what a layer is, by default the first: version, names,
** entries, types, spellings, longest (name, in tokens), bytes, filter_bytes,
** path_level, checksum, levels (how many names of each), removed (entries);
** and how many layers there are.
*/
static int handle_stats (lua_State *L) {
  const viet_handle *self = viet_lua_check_handle(L, 1);
  const lua_Integer layer = luaL_optinteger(L, 2, 1);
  luaL_argcheck(L, layer >= 1 && (size_t)layer <= self->count, 2,
                "no such layer");
  lua_newtable(L);
  describe_layer(L, self->layers[layer - 1].gazetteer);
  set_size(L, "removed", count_removed(&self->layers[layer - 1]));
  set_size(L, "layers", self->count);
  return 1;
}


/* g:set_maker(make): 'make', a function of the number of an entry, makes the
** table that matches of the entry give back. */
static int handle_set_maker (lua_State *L) {
  viet_lua_check_handle(L, 1);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  viet_lua_push_tied(L, 1);
  lua_insert(L, 2);
  lua_setfield(L, 2, "make");
  return 0;
}

/* }================================================================== */


/*
** {==================================================================
** Rules
** ===================================================================
*/

static const viet_choice kinds[] = {
  {"longest", VIET_LONGEST}, {"first", VIET_FIRST},
  {"overlapping", VIET_OVERLAPPING}, {"outermost", VIET_OUTERMOST},
  {"longest_per_type", VIET_LONGEST_PER_TYPE}, {NULL, 0}
};

static const viet_choice gap_choices[] = {
  {"line", VIET_GAP_LINE}, {"hyphen", VIET_GAP_HYPHEN},
  {"punctuation", VIET_GAP_PUNCT}, {NULL, 0}
};


/* What the string on top of the stack means. */
static int choice (lua_State *L, const char *option,
                   const viet_choice *choices) {
  luaL_Buffer list;
  const char *given = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1)
                                                     : luaL_typename(L, -1);
  for (const viet_choice *at = choices; at->name; at++)
    if (strcmp(at->name, given) == 0)
      return at->value;
  luaL_buffinit(L, &list);
  for (const viet_choice *at = choices; at->name; at++) {
    if (at != choices)
      luaL_addstring(&list, at[1].name ? ", " : " or ");
    luaL_addstring(&list, at->name);
  }
  luaL_pushresult(&list);
  return luaL_error(L, "bad value '%s' for option '%s' (expected %s)", given,
                    option, lua_tostring(L, -1));
}


/* Raises an error for an option that is not known. */
static void check_options (lua_State *L, int options) {
  static const char *const known[] = {
    "kind", "across_lines", "gaps", "glued", "as_of", "types", NULL
  };
  luaL_checktype(L, options, LUA_TTABLE);
  for (lua_pushnil(L); lua_next(L, options); lua_pop(L, 1)) {
    const char *name = lua_type(L, -2) == LUA_TSTRING
                     ? lua_tostring(L, -2) : luaL_typename(L, -2);
    size_t i = 0;
    while (known[i] && strcmp(known[i], name) != 0)
      i++;
    if (!known[i])
      luaL_error(L, "unknown option '%s' (expected kind, across_lines, "
                 "gaps, glued, as_of or types)", name);
  }
}


/* A day as a number: 20210701, or "2021-07-01". */
static int32_t read_day (lua_State *L) {
  lua_Number day = 0;
  if (lua_type(L, -1) == LUA_TSTRING) {
    const char *digits = lua_tostring(L, -1);
    for (size_t i = 0; digits[i]; i++)
      if (digits[i] >= '0' && digits[i] <= '9')
        day = day * 10 + (digits[i] - '0');
      else if ((i != 4 && i != 7) || digits[i] != '-')
        day = 1e9;
  }
  else if (!lua_isnil(L, -1))
    day = lua_tonumber(L, -1);
  if (!lua_isnil(L, -1) && !(day >= 1e7 && day < 1e8))
    luaL_error(L, "bad value '%s' for option 'as_of' (expected a date as "
               "2024-05-31)", lua_isstring(L, -1) ? lua_tostring(L, -1)
                                                  : luaL_typename(L, -1));
  return (int32_t)day;
}


/* A string, or an array of strings, each a choice: their sum. */
static unsigned read_gaps (lua_State *L) {
  unsigned gaps = 0;
  if (lua_type(L, -1) == LUA_TSTRING)
    return (unsigned)choice(L, "gaps", gap_choices);
  const int count = lua_istable(L, -1) ? (int)lua_rawlen(L, -1) : 0;
  if (!lua_istable(L, -1) && !lua_isnil(L, -1))
    return (unsigned)choice(L, "gaps", gap_choices);
  for (int i = 1; i <= count; i++) {
    lua_rawgeti(L, -1, i);
    gaps |= (unsigned)choice(L, "gaps", gap_choices);
    lua_pop(L, 1);
  }
  return gaps;
}


/* A string, or an array of strings: the types. Pushes an array of them,
** which points into the options. */
static void read_types (lua_State *L, viet_search_rules *rules) {
  if (lua_isnil(L, -1))
    return;
  const bool is_one = lua_type(L, -1) == LUA_TSTRING;
  if (!is_one && !lua_istable(L, -1))
    luaL_error(L, "types are a string or an array, not a %s",
               luaL_typename(L, -1));
  rules->type_count = is_one ? 1 : lua_rawlen(L, -1);
  const char **types = lua_newuserdata(L, (rules->type_count + 1)
                                          * sizeof(*types));
  for (size_t i = 0; i < rules->type_count; i++) {
    if (is_one)
      lua_pushvalue(L, -2);
    else
      lua_rawgeti(L, -2, (int)i + 1);
    if (lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "type %d is a %s, not a string", (int)i + 1,
                 luaL_typename(L, -1));
    types[i] = lua_tostring(L, -1);
    lua_pop(L, 1);
  }
  rules->types = types;
}


/* The options at index 'options', which may be absent. Leaves values on the
** stack that the rules point to. */
static viet_search_rules read_rules (lua_State *L, int options) {
  viet_search_rules rules = {.kind = VIET_LONGEST};
  if (lua_isnoneornil(L, options))
    return rules;
  check_options(L, options);
  lua_getfield(L, options, "kind");
  if (!lua_isnil(L, -1))
    rules.kind = (viet_match_kind)choice(L, "kind", kinds);
  lua_getfield(L, options, "gaps");
  rules.gaps = read_gaps(L);
  lua_getfield(L, options, "across_lines");
  if (lua_toboolean(L, -1))
    rules.gaps |= VIET_GAP_LINE;
  lua_getfield(L, options, "glued");
  rules.glued = lua_toboolean(L, -1) != 0;
  lua_getfield(L, options, "as_of");
  rules.as_of = read_day(L);
  lua_getfield(L, options, "types");
  read_types(L, &rules);
  return rules;
}

/* }================================================================== */


/*
** {==================================================================
** Searching
** ===================================================================
*/

/* A search at work. */
typedef struct search {
  viet_search *made;
  const viet_handle *handle;
  viet_search_rules rules;
} search;

/* What the functions that give the next match know. */
enum {
  SELF = 1,   /* the search */
  HANDLE,     /* the gazetteer */
  SUBJECT,    /* the text, or its tokens */
  TIED,       /* the table of the gazetteer */
  TABLES      /* of entries */
};


/* Pushes a search, which its userdata closes. */
static search *push_search (lua_State *L, const viet_handle *handle,
                            const viet_search_rules *rules) {
  const viet_allocator allocator = viet_box_allocator(L);
  search *self = lua_newuserdata(L, sizeof(*self));
  *self = (search){NULL, handle, *rules};
  viet_lua_set_class(L, SEARCH);
  viet_status status = viet_search_open(handle->layers, handle->count, rules,
                                        &allocator, &self->made);
  if (status != VIET_OK)
    viet_lua_raise(L, status);
  return self;
}


static int search_gc (lua_State *L) {
  search *self = luaL_checkudata(L, 1, SEARCH);
  viet_search_close(self->made);
  self->made = NULL;
  return 0;
}


/* Ties the blocks of the gazetteer at argument 1 to the search on top of the
** stack: it goes on with them when the gazetteer gets others. */
static void tie_blocks (lua_State *L, size_t count) {
  viet_lua_push_tied(L, 1);
  lua_createtable(L, (int)count, 0);
  for (int i = 1; i <= (int)count; i++) {
    lua_rawgeti(L, -2, i);
    lua_rawseti(L, -2, i);
  }
  lua_remove(L, -2);
  viet_lua_tie(L, -2);
}


/* Pushes the search that is idle, if it has these rules; false if there is
** none. */
static bool push_idle (lua_State *L, const viet_search_rules *rules) {
  viet_lua_push_tied(L, 1);
  lua_getfield(L, -1, "idle");
  const search *self = lua_touserdata(L, -1);
  if (self == NULL || self->made == NULL || rules->types != NULL || self->rules.types != NULL
      || self->rules.kind != rules->kind || self->rules.gaps != rules->gaps
      || self->rules.glued != rules->glued
      || self->rules.as_of != rules->as_of) {
    lua_pop(L, 2);
    return false;
  }
  lua_pushnil(L);
  lua_setfield(L, -3, "idle");
  lua_remove(L, -2);
  return true;
}


/* Starts a search over argument 2 by the options at argument 3, and pushes
** 'next' as a closure that knows of it. */
static int push_matches (lua_State *L, lua_CFunction next) {
  const viet_handle *handle = viet_lua_check_handle(L, 1);
  viet_status status;
  lua_settop(L, 3);
  if (lua_type(L, 2) != LUA_TSTRING)
    viet_lua_to_tokens(L, 2);
  const viet_search_rules rules = read_rules(L, 3);
  if (!push_idle(L, &rules)) {
    push_search(L, handle, &rules);
    tie_blocks(L, handle->count);
  }
  search *self = lua_touserdata(L, -1);
  if (lua_type(L, 2) == LUA_TSTRING) {
    size_t bytes;
    const char *text = viet_lua_check_text(L, 2, &bytes);
    status = viet_search_text(self->made, text, bytes);
  }
  else
    status = viet_search_tokens(self->made, viet_lua_to_tokens(L, 2));
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  viet_lua_push_tied(L, 1);
  lua_getfield(L, -1, "entries");
  lua_pushcclosure(L, next, TABLES);
  return 1;
}


/* Ends the search that a closure knows, which forgets it and its text: the
** gazetteer keeps it for the next one. */
static void end_search (lua_State *L) {
  lua_pushvalue(L, lua_upvalueindex(SELF));
  lua_setfield(L, lua_upvalueindex(TIED), "idle");
  lua_pushnil(L);
  lua_replace(L, lua_upvalueindex(SELF));
  lua_pushnil(L);
  lua_replace(L, lua_upvalueindex(SUBJECT));
}


/* The next match of the search that a closure knows; false after the
** last. */
static bool take_match (lua_State *L, viet_match *match, uint32_t *entry) {
  search *self = lua_touserdata(L, lua_upvalueindex(SELF));
  if (self == NULL)  /* at its end? */
    return false;
  if (self->made == NULL)  /* in a finalizer that runs after its own? */
    luaL_error(L, "the search is closed");
  if (viet_search_next(self->made, match)) {
    *entry = self->handle->bases[match->layer] + match->entry + 1;
    return true;
  }
  viet_status status = viet_search_status(self->made);
  if (status != VIET_OK)
    viet_lua_raise(L, status);
  end_search(L);
  return false;
}


/* Pushes the table of an entry, made if it is wanted for the first time. */
static void push_entry (lua_State *L, uint32_t entry) {
  const int tables = lua_upvalueindex(TABLES);
  lua_rawgeti(L, tables, (int)entry);
  if (!lua_isnil(L, -1))
    return;
  lua_pop(L, 1);
  lua_getfield(L, lua_upvalueindex(TIED), "make");
  if (lua_isnil(L, -1))
    luaL_error(L, "there is no table for entry %d", (int)entry);
  lua_pushinteger(L, (lua_Integer)entry);
  lua_call(L, 1, 1);
  luaL_checktype(L, -1, LUA_TTABLE);
  lua_pushvalue(L, -1);
  lua_rawseti(L, tables, (int)entry);
}


static int next_match (lua_State *L) {
  viet_match match;
  uint32_t entry;
  if (!take_match(L, &match, &entry))
    return 0;
  viet_lua_push_span(L, match.first, match.end);
  push_entry(L, entry);
  lua_getfield(L, -1, "id");
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_rawgeti(L, -1, 1);  /* its first name */
  }
  lua_insert(L, -2);
  lua_getfield(L, -1, "type");
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_pushliteral(L, "NAME");
  }
  lua_insert(L, -2);
  lua_pushstring(L, viet_level_names[match.level]);
  return 6;
}


static int next_number (lua_State *L) {
  viet_match match;
  uint32_t entry;
  if (!take_match(L, &match, &entry))
    return 0;
  viet_lua_push_span(L, match.first, match.end);
  viet_lua_push_size(L, entry);
  lua_pushstring(L, viet_level_names[match.level]);
  return 4;
}


/* g:matches(text or tokens [, options]) -> iterator of first, last, id,
** type, entry, level. The options are kind, across_lines, gaps, as_of and
** types. */
static int handle_matches (lua_State *L) {
  return push_matches(L, next_match);
}


/* g:numbers(text or tokens [, options]) -> iterator of first, last, number
** of the entry, level */
static int handle_numbers (lua_State *L) {
  return push_matches(L, next_number);
}


/* g:counts(text or tokens [, options]) -> a table of how often each entry
** that matches does, by its number */
static int handle_counts (lua_State *L) {
  viet_match match;
  push_matches(L, next_number);
  lua_getupvalue(L, -1, SELF);
  search *self = lua_touserdata(L, -1);
  lua_newtable(L);
  while (viet_search_next(self->made, &match)) {
    const uint32_t entry = self->handle->bases[match.layer] + match.entry;
    lua_rawgeti(L, -1, (int)entry + 1);
    viet_lua_push_size(L, (size_t)lua_tonumber(L, -1) + 1);
    lua_rawseti(L, -3, (int)entry + 1);
    lua_pop(L, 1);
  }
  viet_status status = viet_search_status(self->made);
  return status == VIET_OK ? 1 : viet_lua_raise(L, status);
}

/* }================================================================== */


/*
** {==================================================================
** Changing
** ===================================================================
*/

/* Pushes the layers of the handle at index 1 as a new one. */
static viet_handle *push_copy (lua_State *L) {
  const viet_handle *from = viet_lua_check_handle(L, 1);
  viet_handle *made = viet_lua_push_handle(L);
  const int to = lua_gettop(L);
  viet_lua_push_tied(L, 1);
  viet_lua_push_tied(L, to);
  for (int i = -(int)from->count; i <= (int)from->count; i++)
    if (i != 0) {
      lua_rawgeti(L, -2, i);
      lua_rawseti(L, -2, i);
    }
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, "kept");
  *made = *from;
  lua_pop(L, 2);
  return made;
}


/* Sets the bit of an entry in the handle on top of the stack, whose bits are
** made its own first. */
static void remove_entry (lua_State *L, viet_handle *self, size_t layer,
                          uint32_t entry, bool is_own[VIET_MAX_LAYERS]) {
  viet_layer *at = &self->layers[layer];
  if (!is_own[layer]) {
    const size_t count =
      (self->bases[layer + 1] - self->bases[layer] + 31) / 32;
    uint32_t *bits = lua_newuserdata(L, count * sizeof(uint32_t));
    memset(bits, 0, count * sizeof(uint32_t));
    if (at->removed_count > 0)
      memcpy(bits, at->removed, at->removed_count * sizeof(uint32_t));
    viet_lua_push_tied(L, -2);
    lua_insert(L, -2);
    lua_rawseti(L, -2, -(int)layer - 1);
    lua_pop(L, 1);
    at->removed = bits;
    at->removed_count = count;
    is_own[layer] = true;
  }
  ((uint32_t *)(uintptr_t)at->removed)[entry / 32] |= 1u << entry % 32;
}


/*
** g:with(more [, removed]) -> a new gazetteer: the layers of g and, over
** them, those of 'more' (which may be nil), without the entries whose
** numbers the array 'removed' has. The numbers of g stay; those of 'more'
** come behind them. It has no tables of entries yet, nor a maker.
** Raises "too many layers (limit 8)".
*/
static int handle_with (lua_State *L) {
  bool is_own[VIET_MAX_LAYERS] = {false};
  lua_settop(L, 3);
  const viet_handle *more = lua_isnil(L, 2) ? NULL
                                            : viet_lua_check_handle(L, 2);
  viet_handle *made = push_copy(L);
  if (more != NULL && made->count + more->count > VIET_MAX_LAYERS)
    return luaL_error(L, "too many layers (limit %d)", VIET_MAX_LAYERS);
  for (size_t i = 0; more != NULL && i < more->count; i++) {
    viet_lua_push_tied(L, 2);
    lua_rawgeti(L, -1, (int)i + 1);
    lua_remove(L, -2);
    viet_lua_add_layer(L, 4, more->layers[i].gazetteer);
    for (uint32_t entry = 0; entry < more->bases[i + 1] - more->bases[i];
         entry++)
      if (is_removed(&more->layers[i], entry))
        remove_entry(L, made, made->count - 1, entry, is_own);
  }
  const int count = lua_istable(L, 3) ? (int)lua_rawlen(L, 3) : 0;
  for (int i = 1; i <= count; i++) {
    uint32_t number;
    lua_rawgeti(L, 3, i);
    const viet_layer *layer = find_entry(L, made, -1, &number);
    lua_pop(L, 1);
    remove_entry(L, made, (size_t)(layer - made->layers), number, is_own);
  }
  return 1;
}


/* Copies an entry that is not removed, with its names, to a builder. */
static viet_status copy_entry (lua_State *L, viet_builder *to,
                               const viet_layer *from, uint32_t entry) {
  viet_entry found;
  uint32_t number, first;
  if (is_removed(from, entry)
      || !viet_gazetteer_entry(from->gazetteer, entry, &found))
    return VIET_OK;
  viet_status status = viet_builder_add_entry(to, &found, &number);
  const size_t names = viet_gazetteer_names_of(from->gazetteer, entry,
                                               &first);
  for (uint32_t i = 0; i < names && status == VIET_OK; i++) {
    viet_name name;
    push_name(L, from->gazetteer, first + i);
    viet_gazetteer_name(from->gazetteer, first + i, NULL, 0, &name);
    name.text = lua_tolstring(L, -2, &name.bytes);
    name.entry = number;
    status = viet_builder_add_name(to, &name, NULL);
    lua_pop(L, 2);
  }
  return status;
}


/* Closes the builder of a compaction. */
static int compaction_gc (lua_State *L) {
  viet_builder **self = lua_touserdata(L, 1);
  viet_builder_close(*self);
  *self = NULL;
  return 0;
}


/*
** g:compact() -> a new gazetteer of one layer, with the entries that are not
** removed, in their order. Their numbers are new.
*/
static int handle_compact (lua_State *L) {
  const viet_handle *self = viet_lua_check_handle(L, 1);
  const viet_allocator allocator = viet_box_allocator(L);
  viet_box *box = viet_box_new(L);
  viet_builder **builder = lua_newuserdata(L, sizeof(*builder));
  *builder = NULL;
  viet_lua_set_class(L, "viet.gazetteer.compaction");
  viet_status status = viet_builder_open(&allocator, builder);
  for (size_t i = 0; i < self->count; i++)
    for (uint32_t k = 0; status == VIET_OK
         && k < self->bases[i + 1] - self->bases[i]; k++)
      status = copy_entry(L, *builder, &self->layers[i], k);
  viet_gazetteer *made = NULL;
  if (status == VIET_OK)
    status = viet_builder_build(*builder, NULL, NULL, &made);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  box->block = made;
  box->bytes = viet_gazetteer_bytes(made);
  viet_lua_push_handle(L);
  viet_lua_add_layer(L, -2, viet_lua_push_built(L, box));
  return 1;
}

/* }================================================================== */


int viet_open_gazetteer (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__len", handle_count},
    {"__tostring", handle_tostring},
    {"matches", handle_matches},
    {"numbers", handle_numbers},
    {"counts", handle_counts},
    {"hits", viet_lua_hits},
    {"fuzzy", viet_lua_fuzzy},
    {"entry", handle_entry},
    {"names", handle_names},
    {"stats", handle_stats},
    {"set_maker", handle_set_maker},
    {"with", handle_with},
    {"compact", handle_compact},
    {"save", viet_lua_save},
    {NULL, NULL}
  };
  static const luaL_Reg search_methods[] = {
    {"__gc", search_gc},
    {NULL, NULL}
  };
  static const luaL_Reg block_methods[] = {
    {"__gc", block_gc},
    {NULL, NULL}
  };
  static const luaL_Reg compaction_methods[] = {
    {"__gc", compaction_gc},
    {NULL, NULL}
  };
  viet_lua_class(L, VIET_LUA_GAZETTEER, methods);
  viet_lua_class(L, SEARCH, search_methods);
  viet_lua_class(L, BLOCK, block_methods);
  viet_lua_class(L, "viet.gazetteer.compaction", compaction_methods);
  viet_lua_open_builder(L);
  viet_lua_open_share(L);
  viet_lua_open_fuzzy(L);
  viet_lua_open_hits(L);
  return 0;
}
