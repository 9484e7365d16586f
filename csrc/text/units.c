/*
** units.c
** See units.h.
*/

#include "text/units.h"

#include <string.h>


/* Makes room for the bits of 'bytes' bytes, and 64 more; they are 0. */
static viet_status reserve (viet_vector *self, size_t bytes,
                            const viet_allocator *allocator) {
  const size_t words = bytes / 64 + 2;
  if (words <= self->count) return VIET_OK;
  viet_status status = viet_vector_reserve(self, words - self->count,
                                           sizeof(uint64_t), allocator);
  if (status != VIET_OK) return status;
  memset((uint64_t *)self->items + self->count, 0,
         (self->capacity - self->count) * sizeof(uint64_t));
  self->count = self->capacity;
  return VIET_OK;
}


/* Sets the bits of bytes ['first', 'end') to 'value'. */
static void fill (viet_vector *self, size_t first, size_t end, bool value) {
  uint64_t *words = self->items;
  while (first < end) {
    const size_t bit = first % 64;
    const size_t count = end - first < 64 - bit ? end - first : 64 - bit;
    const uint64_t bits = viet_low_bits(count) << bit;
    if (value) words[first / 64] |= bits;
    else words[first / 64] &= ~bits;
    first += count;
  }
}


viet_status viet_units_reserve (viet_units *self, size_t source_bytes,
                                size_t result_bytes,
                                const viet_allocator *allocator) {
  viet_status status = reserve(&self->source, source_bytes, allocator);
  if (status == VIET_OK)
    status = reserve(&self->result, result_bytes, allocator);
  if (status == VIET_OK && self->deleted.count > 0)
    status = reserve(&self->deleted, source_bytes, allocator);
  return status;
}


viet_status viet_units_copy (viet_units *self, size_t first, size_t end,
                             size_t result,
                             const viet_allocator *allocator) {
  const size_t result_end = result + (end - first);
  viet_status status = viet_units_reserve(self, end, result_end, allocator);
  if (status != VIET_OK) return status;
  fill(&self->source, first, end, true);
  fill(&self->result, result, result_end, true);
  return VIET_OK;
}


viet_status viet_units_replace (viet_units *self, size_t first, size_t end,
                                size_t result, size_t bytes,
                                const viet_allocator *allocator) {
  viet_status status = viet_units_reserve(self, end, result + bytes,
                                          allocator);
  if (status == VIET_OK && bytes == 0)
    status = reserve(&self->deleted, end, allocator);
  if (status != VIET_OK) return status;
  if (bytes == 0) {
    fill(&self->deleted, first, end, true);
    return VIET_OK;
  }
  viet_bits_put(&self->source, first, 1);
  viet_bits_put(&self->result, result, 1);
  return VIET_OK;
}


void viet_units_take_back (viet_units *self, size_t source,
                           size_t source_end, size_t result,
                           size_t result_end) {
  fill(&self->source, source, source_end, false);
  fill(&self->result, result, result_end, false);
}


void viet_units_free (viet_units *self, const viet_allocator *allocator) {
  viet_vector_free(&self->source, sizeof(uint64_t), allocator);
  viet_vector_free(&self->result, sizeof(uint64_t), allocator);
  viet_vector_free(&self->deleted, sizeof(uint64_t), allocator);
}
