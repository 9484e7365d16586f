/*
** arena.h
** Scratch that is used again and again: an allocator that cuts small blocks
** from one large one, its room, and has them all back at once. Large blocks,
** and what the room has no place for, are those of another allocator.
*/

#ifndef viet_match_arena_h
#define viet_match_arena_h

#include "viet.h"

typedef struct viet_arena {
  viet_allocator base;
  viet_allocator allocator;  /* what gives its blocks */
  char *room;                /* NULL: none yet */
  size_t bytes;              /* of the room */
  size_t used;
  size_t last;               /* where the last block begins */
  size_t missed;             /* bytes that it had no place for */
} viet_arena;

/* Starts without room, in place. It must not be moved. */
void viet_arena_init (viet_arena *self, const viet_allocator *base);

/* Frees the room; all blocks have been freed. */
void viet_arena_free (viet_arena *self);

/* Has all small blocks back, all blocks having been freed. The room is made
** larger, within bounds, if it was too small. */
void viet_arena_reset (viet_arena *self);

#endif
