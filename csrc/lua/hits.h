/*
** hits.h
** All matches of a gazetteer in the tokens of a text, a userdata: every name
** at every place, in order. It is tied to the gazetteer. Patterns look at
** them; those of one pipeline share them.
*/

#ifndef viet_lua_hits_h
#define viet_lua_hits_h

#include "lua/gazetteer.h"

typedef struct viet_hits {
  size_t count;
  uint64_t gazetteer;    /* unlike that of others */
  size_t entries;        /* of the gazetteer */
  viet_match matches[];  /* 'entry' counts through all layers, from 0 */
} viet_hits;

/* The hits at 'index', or NULL if there are others. */
const viet_hits *viet_lua_to_hits (lua_State *L, int index);

/* Pushes the table of entries of the hits at 'index'. It has all those that
** were found. */
void viet_lua_push_entries (lua_State *L, int index);

/* Pushes the strings that the following functions make tables of: 'names' is
** their index. */
void viet_lua_push_hit_names (lua_State *L);

/* Pushes a table with 'first' and 'last', and room for so many fields. */
void viet_lua_push_place (lua_State *L, int names, size_t first, size_t end,
                          int fields);

/* Pushes a hit as a table: first, last, id, type, entry, level. 'index' is
** that of the hits. */
void viet_lua_push_hit (lua_State *L, int index, size_t hit, int names);

/* g:hits(tokens) -> hits */
int viet_lua_hits (lua_State *L);

/* The class. */
void viet_lua_open_hits (lua_State *L);

#endif
