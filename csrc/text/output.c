/*
** output.c
** See output.h.
*/

#include "text/output.h"

#include <string.h>

#include "text/utf8.h"


static viet_status reserve (viet_output *self, size_t more) {
  return viet_vector_reserve(&self->bytes, more, 1, self->allocator);
}


/* Counts bytes that are in place; a result longer than spans can tell is
** refused. */
static viet_status commit (viet_output *self, size_t bytes, size_t end) {
  if (bytes > VIET_MAX_BYTES - self->bytes.count) return VIET_ETOOLONG;
  self->bytes.count += bytes;
  self->source = end;
  return VIET_OK;
}


static char *tail (const viet_output *self) {
  return (char *)self->bytes.items + self->bytes.count;
}


/* Notes that source bytes [first, end) become 'bytes' bytes, which come
** next: each by itself if they are copied. */
static viet_status note (viet_output *self, size_t first, size_t end,
                         size_t bytes, bool copied) {
  if (!self->aligned) return VIET_OK;
  if (copied)
    return viet_units_copy(&self->units, first, end, self->bytes.count,
                           self->allocator);
  return viet_units_replace(&self->units, first, end, self->bytes.count,
                            bytes, self->allocator);
}


/* Notes that the source up to 'first' was deleted, if it was not used. */
static viet_status skip_to (viet_output *self, size_t first) {
  if (first == self->source) return VIET_OK;
  viet_status status = note(self, self->source, first, 0, false);
  self->source = first;
  return status;
}


viet_status viet_output_copy (viet_output *self, size_t first,
                              size_t end) {
  if (first == end) return VIET_OK;
  viet_status status = skip_to(self, first);
  if (status == VIET_OK) status = reserve(self, end - first);
  if (status == VIET_OK)
    status = note(self, first, end, end - first, true);
  if (status != VIET_OK) return status;
  memcpy(tail(self), self->text + first, end - first);
  return commit(self, end - first, end);
}


viet_status viet_output_write (viet_output *self, size_t first, size_t end,
                               const uint32_t *points, size_t count) {
  viet_status status = skip_to(self, first);
  if (count > SIZE_MAX / 4) return VIET_ENOMEM;
  if (status == VIET_OK) status = reserve(self, count * 4);
  if (status != VIET_OK) return status;
  char *out = tail(self);
  size_t bytes = 0;
  for (size_t i = 0; i < count; i++)
    bytes += viet_utf8_encode(out + bytes, points[i]);
  bool copied = bytes == end - first
             && memcmp(out, self->text + first, bytes) == 0;
  status = note(self, first, end, bytes, copied);
  if (status != VIET_OK) return status;
  return commit(self, bytes, end);
}


viet_status viet_output_finish (viet_output *self, size_t bytes) {
  return skip_to(self, bytes);
}
