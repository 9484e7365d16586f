/*
** pattern.h
** What the binding files of patterns share. A pattern in Lua is a program, a
** userdata that is tied to a table:
**
**     [1], [2] ...  the names of its rules
**     attributes    for each layer the names of its attributes
**     captures      the names of all captures, which is also the metatable of
**                   the captures of a match
**     strings       names of fields, which are pushed often
**
** What the caller gives is checked, and names are looked up, by
** lua/viet/pattern.lua and its parts, which are the only users.
*/

#ifndef viet_lua_pattern_h
#define viet_lua_pattern_h

#include "lua/hits.h"

#define VIET_LUA_PATTERN "viet.program"

typedef struct viet_program {
  viet_pattern *pattern;  /* NULL: closed, or not yet open */
  viet_memory *memory;    /* NULL: nothing was searched yet */
  viet_findings *found;   /* of a search that an error of Lua has ended, or
                             that is just at its end; or NULL */
  uint32_t (*inside)[2];  /* where the matches of the last search had to lie */
  size_t capacity;        /* of 'inside', spans */
} viet_program;

/* What stands where on the stack while a text is searched. */
enum {
  SELF = 1,
  TOKENS,   /* the tokens */
  LAYERS,   /* an array, for each layer an array of spans, or hits */
  STEPS,    /* how many for each token, 0 for the usual number */
  INSIDE,   /* an array of spans in which matches lie, or nil */
  EFFORTS,  /* what a search did for each rule, or nil */
  ATTRIBUTES /* what is tied to the program */
};

/* And while a text is searched that has no tokens. */
enum {
  TEXT = 2,
  TEXT_STEPS,
  NUMBERED
};

/* What reads layers. It reads tables without their metamethods: nothing is
** allocated, and no error raised, while a search goes on. */
typedef struct viet_lua_reader {
  lua_State *L;
  const viet_pattern *pattern;
  int base;
  int first;           /* where "first" and "last" are on the stack */
  size_t bytes;        /* of the text */
  uint32_t before;     /* where the last span began */
  size_t bad_span;     /* a span that is none, from 1 */
  char number[64];     /* a value */
  viet_layer_reader functions;
} viet_lua_reader;

/* The pattern of argument 1; raises an error for anything else. */
const viet_pattern *viet_lua_check_pattern (lua_State *L);

/* Frees what a search found. */
void viet_lua_drop_findings (lua_State *L, viet_program *self);

/* A new block of a box, which is empty; at least one byte. */
void *viet_lua_fill_box (lua_State *L, viet_box *box, size_t count,
                         size_t bytes);

/* What the pattern at SELF remembers. */
viet_memory *viet_lua_memory (lua_State *L);

/* Makes the room that all searches of a state share, in its registry. */
void viet_lua_open_room (lua_State *L);

/* The text and the layers to search, which 'layers' reads. */
viet_subject viet_lua_read_subject (lua_State *L, const viet_pattern *self,
                                    viet_lua_reader *layers);

/* Raises "rule 'x' took more than 1000 steps for each token" and other
** failures of a search. */
int viet_lua_raise_search (lua_State *L, const viet_pattern *self,
                           const viet_subject *subject, viet_status status,
                           size_t rule);

/* program:search, program:search_text and program:explain */
int viet_lua_pattern_search (lua_State *L);
int viet_lua_pattern_search_text (lua_State *L);
int viet_lua_pattern_explain (lua_State *L);

#endif
