/*
** vector.h
** A growing array for scratch: one block of the caller's allocator.
*/

#ifndef viet_vector_h
#define viet_vector_h

#include "viet.h"

/* All zero is an empty vector. */
typedef struct viet_vector {
  void *items;
  size_t count;     /* items in use */
  size_t capacity;  /* items that the block has room for */
} viet_vector;

/*
** Makes room for 'more' items of 'item_bytes' bytes after those in use.
** Grows by half, so that n additions copy O(n) items. On failure the
** vector is as it was.
*/
static inline viet_status viet_vector_reserve (viet_vector *self,
                                               size_t more,
                                               size_t item_bytes,
                                               const viet_allocator *a) {
  if (more <= self->capacity - self->count)
    return VIET_OK;
  const size_t most = SIZE_MAX / 2 / item_bytes;
  if (self->count > most || more > most - self->count)
    return VIET_ENOMEM;
  size_t capacity = self->capacity + self->capacity / 2;
  if (capacity < self->count + more)
    capacity = self->count + more;
  if (capacity < 16)
    capacity = 16;
  void *items = a->resize(a->context, self->items,
                          self->capacity * item_bytes,
                          capacity * item_bytes);
  if (items == NULL)
    return VIET_ENOMEM;
  self->items = items;
  self->capacity = capacity;
  return VIET_OK;
}


/* Frees the block; the vector is empty afterwards. */
static inline void viet_vector_free (viet_vector *self, size_t item_bytes,
                                     const viet_allocator *a) {
  viet_free(a, self->items, self->capacity * item_bytes);
  *self = (viet_vector){0};
}

#endif
