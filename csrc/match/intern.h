/*
** intern.h
** Strings as numbers: equal ones have the same. Numbers count from 0 in the
** order of addition; each string is kept once, with a NUL behind it.
*/

#ifndef viet_match_intern_h
#define viet_match_intern_h

#include "text/vector.h"

typedef struct viet_intern {
  viet_vector slots;   /* uint32_t: number + 1 or 0, hashed; its count is a
                          power of two, or 0 */
  uint64_t seed;       /* of the hash: unlike from table to table, so that no
                          list of strings collides in all */
  viet_vector starts;  /* uint32_t: the first byte of each string */
  viet_vector bytes;   /* of the strings */
} viet_intern;

#define VIET_NONE UINT32_MAX

/* The number of a string, which is added if need be. */
viet_status viet_intern_add (viet_intern *self, const char *text,
                             size_t bytes, const viet_allocator *allocator,
                             uint32_t *number);

/* The number of a string, or VIET_NONE. */
uint32_t viet_intern_find (const viet_intern *self, const char *text,
                           size_t bytes);

/* The string of a number, ended by a NUL. */
const char *viet_intern_text (const viet_intern *self, uint32_t number);

/* Its bytes, without the NUL. */
size_t viet_intern_bytes (const viet_intern *self, uint32_t number);

static inline size_t viet_intern_count (const viet_intern *self) {
  return self->starts.count;
}

void viet_intern_free (viet_intern *self, const viet_allocator *allocator);

#endif
