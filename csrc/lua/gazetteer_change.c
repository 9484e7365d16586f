/*
** gazetteer_change.c
** Gazetteers that are made of others: with more on top, with less, or
** compiled anew.
*/

#include <string.h>

#include "lua/gazetteer.h"

#define COMPACTION "viet.gazetteer.compaction"


/* Gives a layer of the handle on top of the stack bits of its own, 'count'
** words: a copy of those that it has, and the rest clear. */
static void own_bits (lua_State *L, viet_layer *at, size_t layer,
                      size_t count) {
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
}


/* Gives the handle on top of the stack bits of its own where they are in
** something shared. */
static void own_shared_bits (lua_State *L, viet_handle *self) {
  for (size_t i = 0; i < self->count; i++) {
    viet_layer *at = &self->layers[i];
    viet_lua_push_tied(L, -1);
    lua_rawgeti(L, -1, -(int)i - 1);
    const bool is_shared = at->removed_count > 0 && lua_isnil(L, -1);
    lua_pop(L, 2);
    if (is_shared)
      own_bits(L, at, i, at->removed_count);
  }
}


/* Pushes the layers of the handle at index 1 as a new one. It keeps their
** blocks and bits, but not the handle: each change would keep all the ones
** before it. */
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
  *made = *from;
  lua_pop(L, 2);
  own_shared_bits(L, made);
  return made;
}


/* Sets the bit of an entry in the handle on top of the stack, whose bits are
** made its own first. */
static void remove_entry (lua_State *L, viet_handle *self, size_t layer,
                          uint32_t entry, bool is_own[VIET_MAX_LAYERS]) {
  viet_layer *at = &self->layers[layer];
  if (!is_own[layer]) {
    own_bits(L, at, layer,
             (self->bases[layer + 1] - self->bases[layer] + 31) / 32);
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
int viet_lua_with (lua_State *L) {
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
      if (viet_lua_is_removed(&more->layers[i], entry))
        remove_entry(L, made, made->count - 1, entry, is_own);
  }
  const int count = lua_istable(L, 3) ? (int)lua_rawlen(L, 3) : 0;
  for (int i = 1; i <= count; i++) {
    uint32_t number;
    lua_rawgeti(L, 3, i);
    const viet_layer *layer = viet_lua_find_entry(L, made, -1, &number);
    lua_pop(L, 1);
    remove_entry(L, made, (size_t)(layer - made->layers), number, is_own);
  }
  return 1;
}


/* Copies an entry that is not removed, with its names, to a builder. Names
** were all good when they were compiled: VIET_EDAMAGED if one is not. */
static viet_status copy_entry (lua_State *L, viet_builder *to,
                               const viet_layer *from, uint32_t entry) {
  viet_entry found;
  uint32_t number, first;
  if (viet_lua_is_removed(from, entry)
      || !viet_gazetteer_entry(from->gazetteer, entry, &found))
    return VIET_OK;
  viet_status status = viet_builder_add_entry(to, &found, &number);
  const size_t names = viet_gazetteer_names_of(from->gazetteer, entry,
                                               &first);
  if (status == VIET_OK && names == 0)
    status = VIET_EDAMAGED;
  for (uint32_t i = 0; i < names && status == VIET_OK; i++) {
    viet_name name;
    viet_lua_push_name(L, from->gazetteer, first + i);
    viet_gazetteer_name(from->gazetteer, first + i, NULL, 0, &name);
    name.text = lua_tolstring(L, -2, &name.bytes);
    name.entry = number;
    status = viet_builder_add_name(to, &name, NULL);
    lua_pop(L, 2);
  }
  return status == VIET_EINVAL || status == VIET_EUTF8 ? VIET_EDAMAGED
                                                       : status;
}


/* Closes the builder of a compaction. */
static int compaction_gc (lua_State *L) {
  viet_builder **self = lua_touserdata(L, 1);
  viet_builder_close(*self);
  *self = NULL;
  return 0;
}


/*
** g:compact([progress]) -> a new gazetteer of one layer, with the entries that
** are not removed, in their order. Their numbers are new. 'progress' is as for
** b:build. Or nil and a message, if it is stopped, or the file that was opened
** is damaged.
*/
int viet_lua_compact (lua_State *L) {
  const viet_handle *self = viet_lua_check_handle(L, 1);
  const viet_allocator allocator = viet_box_allocator(L);
  lua_settop(L, 2);
  viet_builder **builder = lua_newuserdata(L, sizeof(*builder));
  *builder = NULL;
  viet_lua_set_class(L, COMPACTION);
  viet_status status = viet_builder_open(&allocator, builder);
  for (size_t i = 0; i < self->count; i++)
    for (uint32_t k = 0; status == VIET_OK
         && k < self->bases[i + 1] - self->bases[i]; k++)
      status = copy_entry(L, *builder, &self->layers[i], k);
  if (status == VIET_EDAMAGED) {
    lua_pushnil(L);
    lua_pushstring(L, viet_status_message(status));
    return 2;
  }
  return status == VIET_OK ? viet_lua_build(L, builder, 2)
                           : viet_lua_raise(L, status);
}


void viet_lua_open_change (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__gc", compaction_gc},
    {NULL, NULL}
  };
  viet_lua_class(L, COMPACTION, methods);
}
