/*
** gazetteer.c
** Lua gazetteers: handles of what is searched (see gazetteer.h), and what is
** in them. lua/viet/gazetteer.lua makes them, and checks what the caller
** gave.
*/

#include <limits.h>
#include <string.h>

#include "lua/hits.h"
#include "lua/options.h"

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


const viet_layer *viet_lua_find_entry (lua_State *L, const viet_handle *self,
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


bool viet_lua_has_entry (const viet_handle *self, const viet_match *match) {
  const uint32_t *base = &self->bases[match->layer];
  return match->entry < base[1] - base[0];
}


bool viet_lua_is_removed (const viet_layer *layer, uint32_t entry) {
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


void viet_lua_push_name (lua_State *L, const viet_gazetteer *gazetteer,
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
  const viet_handle *self = viet_lua_check_handle(L, 1);
  const viet_layer *layer = viet_lua_find_entry(L, self, 2, &number);
  lua_settop(L, 0);
  if (viet_lua_is_removed(layer, number)
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
    viet_lua_push_name(L, layer->gazetteer, first + i);
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
  const viet_handle *self = viet_lua_check_handle(L, 1);
  const viet_layer *layer = viet_lua_find_entry(L, self, 2, &number);
  const size_t names = viet_gazetteer_names_of(layer->gazetteer, number,
                                               &first);
  lua_settop(L, 0);
  if (names > INT_MAX / 2 - 16 || !lua_checkstack(L, 2 * (int)names + 16))
    return luaL_error(L, "too many names");
  for (uint32_t i = 0; i < names; i++)
    viet_lua_push_name(L, layer->gazetteer, first + i);
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


/* The order of bytes of this machine, and so of whatever can be opened. */
static const char *byte_order (void) {
  const uint16_t one = 1;
  unsigned char first;
  memcpy(&first, &one, 1);
  return first == 1 ? "little" : "big";
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
  lua_pushstring(L, byte_order());
  lua_setfield(L, -2, "byte_order");
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
** path_level, byte_order, checksum, levels (how many names of each), removed
** (entries); and how many layers there are.
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


int viet_open_gazetteer (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__len", handle_count},
    {"__tostring", handle_tostring},
    {"matches", viet_lua_matches},
    {"numbers", viet_lua_numbers},
    {"counts", viet_lua_counts},
    {"hits", viet_lua_hits},
    {"fuzzy", viet_lua_fuzzy},
    {"entry", handle_entry},
    {"names", handle_names},
    {"stats", handle_stats},
    {"set_maker", handle_set_maker},
    {"with", viet_lua_with},
    {"compact", viet_lua_compact},
    {"save", viet_lua_save},
    {NULL, NULL}
  };
  static const luaL_Reg block_methods[] = {
    {"__gc", block_gc},
    {NULL, NULL}
  };
  viet_lua_class(L, VIET_LUA_GAZETTEER, methods);
  viet_lua_class(L, BLOCK, block_methods);
  viet_lua_open_builder(L);
  viet_lua_open_share(L);
  viet_lua_open_fuzzy(L);
  viet_lua_open_search(L);
  viet_lua_open_change(L);
  viet_lua_open_hits(L);
  return 0;
}
