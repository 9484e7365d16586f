/*
** gazetteer_share.c
** Gazetteers that leave their Lua state: to files, and to other states and
** threads of the process.
*/

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lua/gazetteer.h"

#define SHARED "viet.gazetteer.shared"

/* what the word of something shared begins with */
#define PREFIX "viet.gazetteer:"


/*
** {==================================================================
** Files
** ===================================================================
*/

/* Pushes nil and what the system, or the file, has against it. */
static int push_failure (lua_State *L, viet_status status, int reason) {
  if (status == VIET_ENOMEM)
    return viet_lua_raise(L, status);
  lua_pushnil(L);
  lua_pushstring(L, status == VIET_EFILE ? strerror(reason)
                                         : viet_status_message(status));
  return 2;
}


int viet_lua_save (lua_State *L) {
  const viet_handle *self = viet_lua_check_handle(L, 1);
  const char *path = luaL_checkstring(L, 2);
  const viet_allocator allocator = viet_box_allocator(L);
  if (self->count != 1 || self->layers[0].removed_count > 0)
    return luaL_error(L, "only a compact gazetteer can be saved");
  viet_status status = viet_gazetteer_save(self->layers[0].gazetteer, path,
                                           &allocator);
  const int reason = errno;
  if (status != VIET_OK)
    return push_failure(L, status, reason);
  lua_pushboolean(L, 1);
  return 1;
}


/* Pushes nil and which versions there are, of which one was expected. */
static int push_versions (lua_State *L, uint32_t version) {
  lua_pushnil(L);
  viet_lua_push_size(L, version);
  viet_lua_push_size(L, viet_gazetteer_version());
  lua_pushfstring(L, "has format version %s, expected %s (compile it again)",
                  lua_tostring(L, -2), lua_tostring(L, -1));
  lua_replace(L, -3);
  lua_pop(L, 1);
  return 2;
}


/* core.gazetteer_open(path [, verify [, copy]]) -> gazetteer, or nil and
** what is wrong. With 'verify' every byte is looked at; with 'copy' the file
** is read, not mapped. */
static int gazetteer_open (lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  const unsigned flags = (lua_toboolean(L, 2) ? VIET_OPEN_VERIFY : 0u)
                       | (lua_toboolean(L, 3) ? VIET_OPEN_COPY : 0u);
  uint32_t version = 0;
  viet_lua_push_handle(L);
  viet_store **store = viet_lua_push_block(L);
  viet_status status = viet_store_open(path, flags, store, &version);
  const int reason = errno;
  if (status == VIET_EVERSION)
    return push_versions(L, version);
  if (status != VIET_OK)
    return push_failure(L, status, reason);
  viet_lua_add_layer(L, -2, viet_store_gazetteer(*store));
  return 1;
}

/* }================================================================== */


/*
** {==================================================================
** Sharing
** ===================================================================
*/

static int shared_gc (lua_State *L) {
  viet_shared **self = luaL_checkudata(L, 1, SHARED);
  viet_shared_release(*self);
  *self = NULL;
  return 0;
}


/* Pushes an empty place for something shared, which its userdata
** releases. */
static viet_shared **push_place (lua_State *L) {
  viet_shared **place = lua_newuserdata(L, sizeof(*place));
  *place = NULL;
  viet_lua_set_class(L, SHARED);
  return place;
}


/* Moves the layer of a handle at index 1 into a store; the table that is
** tied to it is at index 2. */
static viet_store *move_out (lua_State *L, viet_handle *self, size_t layer) {
  lua_rawgeti(L, 2, (int)layer + 1);
  viet_store *store = viet_lua_block_store(L);
  lua_pop(L, 1);
  if (store != NULL)
    return store;
  viet_store **place = viet_lua_push_block(L);
  *place = store = viet_store_copy(self->layers[layer].gazetteer);
  if (store == NULL)
    viet_lua_raise(L, VIET_ENOMEM);
  else
    viet_lua_set_block(L, 2, self, layer, viet_store_gazetteer(store));
  return store;
}


/* Pushes the word by which something shared is found. */
static void push_word (lua_State *L, const viet_shared *shared) {
  viet_lua_push_size(L, (size_t)viet_shared_number(shared));
  lua_pushfstring(L, PREFIX "%s", lua_tostring(L, -1));
  lua_remove(L, -2);
}


/*
** core.gazetteer_share(g) -> a word with which any state of this process
** attaches to what g is now, as long as g or another one of it is in use.
*/
static int gazetteer_share (lua_State *L) {
  viet_store *stores[VIET_MAX_LAYERS];
  viet_handle *self = viet_lua_check_handle(L, 1);
  lua_settop(L, 1);
  viet_lua_push_tied(L, 1);
  lua_getfield(L, 2, "shared");
  if (!lua_isnil(L, -1)) {
    push_word(L, *(viet_shared **)lua_touserdata(L, -1));
    return 1;
  }
  lua_pushnil(L);  /* it searches what is moved now */
  lua_setfield(L, 2, "idle");
  lua_pushnil(L);
  lua_setfield(L, 2, "inside");
  for (size_t i = 0; i < self->count; i++)
    stores[i] = move_out(L, self, i);
  viet_shared **place = push_place(L);
  *place = viet_shared_new(self->layers, stores, self->count);
  if (*place == NULL)
    return viet_lua_raise(L, VIET_ENOMEM);
  push_word(L, *place);
  lua_insert(L, -2);
  lua_setfield(L, 2, "shared");
  return 1;
}


/* The number in a word; 0 if it is none. */
static uint64_t read_word (const char *word) {
  uint64_t number = 0;
  if (strncmp(word, PREFIX, sizeof(PREFIX) - 1) != 0)
    return 0;
  for (word += sizeof(PREFIX) - 1; *word >= '0' && *word <= '9'; word++)
    number = number * 10 + (uint64_t)(*word - '0');
  return *word == '\0' ? number : 0;
}


/* Is the word at an index the very one by which something is found? A number
** that is too large, or written in another way, is none. */
static bool is_word (lua_State *L, int index, const viet_shared *shared) {
  push_word(L, shared);
  const bool is_same = lua_rawequal(L, index, -1) != 0;
  lua_pop(L, 1);
  return is_same;
}


/* core.gazetteer_attach(word) -> gazetteer, or nil and what is wrong */
static int gazetteer_attach (lua_State *L) {
  const char *word = luaL_checkstring(L, 1);
  lua_settop(L, 1);
  viet_shared **place = push_place(L);
  *place = viet_shared_find(read_word(word));
  if (*place == NULL || !is_word(L, 1, *place)) {
    lua_pushnil(L);
    lua_pushfstring(L, "nothing is shared as '%s'", word);
    return 2;
  }
  viet_handle *self = viet_lua_push_handle(L);
  for (size_t i = 0; i < viet_shared_count(*place); i++) {
    const viet_layer layer = viet_shared_layer(*place, i);
    viet_store **store = viet_lua_push_block(L);
    *store = viet_shared_store(*place, i);
    viet_store_retain(*store);
    viet_lua_add_layer(L, -2, viet_store_gazetteer(*store));
    self->layers[i].removed = layer.removed;
    self->layers[i].removed_count = layer.removed_count;
  }
  viet_lua_push_tied(L, -1);
  lua_pushvalue(L, 2);
  lua_setfield(L, -2, "shared");
  lua_pop(L, 1);
  return 1;
}

/* }================================================================== */


void viet_lua_open_share (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__gc", shared_gc},
    {NULL, NULL}
  };
  static const luaL_Reg functions[] = {
    {"gazetteer_open", gazetteer_open},
    {"gazetteer_share", gazetteer_share},
    {"gazetteer_attach", gazetteer_attach},
    {NULL, NULL}
  };
  viet_lua_class(L, SHARED, methods);
  viet_lua_add(L, functions);
}
