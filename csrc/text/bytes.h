/*
** bytes.h
** A text while it is written: a vector of bytes, which becomes a block of
** its exact size, with a NUL behind it that is not counted.
*/

#ifndef viet_bytes_h
#define viet_bytes_h

#include <string.h>

#include "text/vector.h"

/* Adds 'count' bytes. A result that spans could not tell is refused. */
static inline viet_status viet_bytes_add (viet_vector *self,
                                          const char *bytes, size_t count,
                                          const viet_allocator *a) {
  if (count > VIET_MAX_BYTES - self->count)
    return VIET_ETOOLONG;
  viet_status status = viet_vector_reserve(self, count, 1, a);
  if (status != VIET_OK || count == 0)
    return status;
  memcpy((char *)self->items + self->count, bytes, count);
  self->count += count;
  return VIET_OK;
}


/*
** Hands the bytes over: '*result' is a block of '*result_bytes' + 1 bytes,
** and the vector is empty. On failure all is as it was.
*/
static inline viet_status viet_bytes_take (viet_vector *self,
                                           const viet_allocator *a,
                                           char **result,
                                           size_t *result_bytes) {
  viet_status status = viet_vector_reserve(self, 1, 1, a);
  if (status != VIET_OK)
    return status;
  char *block = a->resize(a->context, self->items, self->capacity,
                          self->count + 1);
  if (block == NULL)
    return VIET_ENOMEM;
  block[self->count] = '\0';
  *result = block;
  *result_bytes = self->count;
  *self = (viet_vector){0};
  return VIET_OK;
}

#endif
