/*
** arena.c
** See arena.h.
*/

#include "match/arena.h"

#include <string.h>

/* bytes of the room at first, and at most */
#define FIRST_ROOM ((size_t)1 << 14)
#define MOST_ROOM ((size_t)1 << 18)

/* A block is at most such a part of the room. */
#define PART 4

#define UNIT 16  /* what blocks are aligned to */

/* A sanitizer sees what it watches only in blocks of their own. */
#if defined(__SANITIZE_ADDRESS__)
#define IS_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_WATCHED 1
#endif
#endif
#ifndef IS_WATCHED
#define IS_WATCHED 0
#endif


/* Is a block one of the room? */
static bool is_inside (const viet_arena *self, const void *block) {
  const uintptr_t first = (uintptr_t)self->room, at = (uintptr_t)block;
  return self->room != NULL && at >= first && at - first < self->bytes;
}


/* A block of the room, or NULL if there is no place. */
static void *take (viet_arena *self, size_t bytes) {
  const viet_allocator *base = &self->base;
  if (IS_WATCHED || bytes > MOST_ROOM / PART)
    return NULL;
  if (self->room == NULL)
    self->room = base->resize(base->context, NULL, 0, self->bytes);
  if (self->room == NULL)
    return NULL;
  const size_t first = (self->used + UNIT - 1) / UNIT * UNIT;
  if (bytes > self->bytes / PART || bytes > self->bytes - first) {
    self->missed += bytes;
    return NULL;
  }
  self->last = first;
  self->used = first + bytes;
  return self->room + first;
}


/* Resizes the last block in its place; false where that cannot be. */
static bool resize_last (viet_arena *self, const char *block,
                         size_t bytes) {
  if (block != self->room + self->last || bytes > self->bytes / PART ||
      bytes > self->bytes - self->last)
    return false;
  self->used = self->last + bytes;
  return true;
}


static void *resize (void *context, void *block, size_t old_bytes,
                     size_t new_bytes) {
  viet_arena *self = context;
  const viet_allocator *base = &self->base;
  const bool was_inside = block != NULL && is_inside(self, block);
  if (block != NULL && !was_inside)
    return base->resize(base->context, block, old_bytes, new_bytes);
  if (was_inside && resize_last(self, block, new_bytes))
    return new_bytes > 0 ? block : NULL;
  if (new_bytes == 0)
    return NULL;
  void *made = take(self, new_bytes);
  if (made == NULL)
    made = base->resize(base->context, NULL, 0, new_bytes);
  if (made != NULL && was_inside)
    memcpy(made, block, old_bytes < new_bytes ? old_bytes : new_bytes);
  return made;
}


void viet_arena_init (viet_arena *self, const viet_allocator *base) {
  *self = (viet_arena){.base = *base, .allocator = {resize, self},
                       .bytes = FIRST_ROOM};
}


void viet_arena_free (viet_arena *self) {
  viet_free(&self->base, self->room, self->bytes);
  self->room = NULL;
}


void viet_arena_reset (viet_arena *self) {
  if (self->missed > 0 && self->bytes < MOST_ROOM) {
    viet_arena_free(self);
    self->bytes *= 2;
  }
  self->used = self->last = self->missed = 0;
}
