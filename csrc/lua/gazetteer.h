/*
** gazetteer.h
** What the binding files of gazetteers share. A gazetteer in Lua is a
** handle, a userdata of what is searched: some layers, one over the other.
** It is tied to a table that keeps alive what the layers point to:
**
**     [1], [2] ...    the block of each layer, a userdata
**     [-1], [-2] ...  the bits of entries that are removed from it, or nil
**     entries         tables of entries, by number
**     make            a function that makes the table of an entry
**     shared          what the gazetteer is shared as
**     idle            a search that has ended, for the next one to go on
**                     with: it knows the spellings of the texts so far
**     inside          a search inside of words that is never started: it
**                     knows what the names look like, for all the others
**     fuzzy           what it is made ready for fuzzy searches as
**
** Entries are numbered from 1 through all layers.
*/

#ifndef viet_lua_gazetteer_h
#define viet_lua_gazetteer_h

#include "lua/box.h"
#include "lua/store.h"

#define VIET_LUA_GAZETTEER "viet.gazetteer"

typedef struct viet_handle {
  size_t count;                        /* layers */
  viet_layer layers[VIET_MAX_LAYERS];
  uint32_t bases[VIET_MAX_LAYERS + 1]; /* entries before each layer, and in
                                          all layers */
  const struct viet_block *blocks[VIET_MAX_LAYERS]; /* of the layers */
} viet_handle;

/* Argument 'argument', which has to be a gazetteer. Raises an error if one
** of its blocks is gone: in a finalizer that runs after theirs. */
viet_handle *viet_lua_check_handle (lua_State *L, int argument);

/* Pushes a handle without layers. */
viet_handle *viet_lua_push_handle (lua_State *L);

/* Makes the block on top of the stack, which it pops, the next layer of the
** handle at 'index'. */
void viet_lua_add_layer (lua_State *L, int index,
                         const viet_gazetteer *gazetteer);

/* Makes the block on top of the stack, which it pops, that of a layer of a
** handle, to whose tied table 'tied' is the index. */
void viet_lua_set_block (lua_State *L, int tied, viet_handle *self,
                         size_t layer, const viet_gazetteer *gazetteer);

/* Pushes a block with a copy of what a box has, which is emptied. */
const viet_gazetteer *viet_lua_push_built (lua_State *L, viet_box *box);

/* Pushes a block without anything: what it points to is NULL, or a store
** that it releases. */
viet_store **viet_lua_push_block (lua_State *L);

/* The store of the block on top of the stack; NULL if it is in Lua. */
viet_store *viet_lua_block_store (lua_State *L);

/* The level that a word names; raises "bad level 'x' (expected ...)". nil is
** 'preset'. */
viet_level viet_lua_opt_level (lua_State *L, int index, viet_level preset);

extern const char *const viet_level_names[VIET_LEVELS];

/*
** gazetteer_builder.c: lets a builder build, which is closed and forgotten
** at '*from', and pushes the gazetteer. A function at 'progress', which may be
** nil, is called with how much is done, and how much there is; if it returns
** false, nil and "stopped" are pushed. Returns how many values are pushed.
*/
int viet_lua_build (lua_State *L, viet_builder **from, int progress);

/* Is there the entry of a match? In a damaged file there may be none. */
bool viet_lua_has_entry (const viet_handle *self, const viet_match *match);

/* gazetteer.c: the layer of entry 'number', from 1, that an argument names,
** which gets its number there; raises an error if there is none. */
const viet_layer *viet_lua_find_entry (lua_State *L, const viet_handle *self,
                                       int argument, uint32_t *number);

/* Is an entry of a layer removed? */
bool viet_lua_is_removed (const viet_layer *layer, uint32_t entry);

/* Pushes the text of a name, and its level. */
void viet_lua_push_name (lua_State *L, const viet_gazetteer *gazetteer,
                         uint32_t name);

/* gazetteer_search.c: g:matches, g:numbers and g:counts */
int viet_lua_matches (lua_State *L);
int viet_lua_numbers (lua_State *L);
int viet_lua_counts (lua_State *L);

/* gazetteer_change.c: g:with and g:compact */
int viet_lua_with (lua_State *L);
int viet_lua_compact (lua_State *L);

/* gazetteer_share.c: g:save(path) -> true, or nil and what is wrong */
int viet_lua_save (lua_State *L);

/* gazetteer_fuzzy.c: g:fuzzy(subject, edits, ...) */
int viet_lua_fuzzy (lua_State *L);

/* The other files: their functions, and classes. */
void viet_lua_open_search (lua_State *L);
void viet_lua_open_change (lua_State *L);
void viet_lua_open_builder (lua_State *L);
void viet_lua_open_share (lua_State *L);
void viet_lua_open_fuzzy (lua_State *L);

#endif
