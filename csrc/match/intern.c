/*
** intern.c
** See intern.h. A hash table with open addressing, at most half full.
*/

#include "match/intern.h"

#include <string.h>

#include "text/hash.h"

#define FIRST_SLOTS 64u


const char *viet_intern_text (const viet_intern *self, uint32_t number) {
  const uint32_t *starts = self->starts.items;
  return (const char *)self->bytes.items + starts[number];
}


size_t viet_intern_bytes (const viet_intern *self, uint32_t number) {
  const uint32_t *starts = self->starts.items;
  const size_t end = number + 1 < self->starts.count ? starts[number + 1]
                                                     : self->bytes.count;
  return end - starts[number] - 1;
}


/* The slot of a string, or the empty one where it belongs. */
static size_t slot_of (const viet_intern *self, const char *text,
                       size_t bytes) {
  const uint32_t *slots = self->slots.items;
  const size_t mask = self->slots.count - 1;
  size_t slot = viet_hash_seeded(self->seed, text, bytes) & mask;
  for (; slots[slot] != 0; slot = (slot + 1) & mask) {
    const uint32_t number = slots[slot] - 1;
    if (viet_intern_bytes(self, number) == bytes &&
        (bytes == 0 || memcmp(viet_intern_text(self, number), text,
                              bytes) == 0))
      break;
  }
  return slot;
}


uint32_t viet_intern_find (const viet_intern *self, const char *text,
                           size_t bytes) {
  if (self->slots.count == 0)
    return VIET_NONE;
  /* an empty slot holds 0, and 0 - 1 is VIET_NONE */
  return ((const uint32_t *)self->slots.items)[slot_of(self, text, bytes)]
         - 1;
}


/* Makes the table twice as large. */
static viet_status grow (viet_intern *self, const viet_allocator *a) {
  viet_vector old = self->slots;
  const size_t count = old.count == 0 ? FIRST_SLOTS : old.count * 2;
  viet_vector table = {0};
  viet_status status = viet_vector_reserve(&table, count, sizeof(uint32_t),
                                           a);
  if (status != VIET_OK)
    return status;
  if (old.count == 0)
    self->seed = viet_hash_mix((uint64_t)(uintptr_t)table.items,
                               (uint64_t)(uintptr_t)self);
  memset(table.items, 0, count * sizeof(uint32_t));
  table.count = count;
  self->slots = table;
  for (uint32_t i = 0; i < self->starts.count; i++) {
    const size_t slot = slot_of(self, viet_intern_text(self, i),
                                viet_intern_bytes(self, i));
    ((uint32_t *)self->slots.items)[slot] = i + 1;
  }
  viet_vector_free(&old, sizeof(uint32_t), a);
  return VIET_OK;
}


/* Adds a string that is not there. */
static viet_status append (viet_intern *self, const char *text,
                           size_t bytes, const viet_allocator *a) {
  viet_status status = VIET_OK;
  if (self->bytes.count > UINT32_MAX - 2 - bytes)
    return VIET_ETOOLONG;
  if (self->starts.count >= self->slots.count / 2)
    status = grow(self, a);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->starts, 1, sizeof(uint32_t), a);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->bytes, bytes + 1, 1, a);
  if (status != VIET_OK)
    return status;
  const size_t slot = slot_of(self, text, bytes);
  char *to = (char *)self->bytes.items + self->bytes.count;
  if (bytes > 0)
    memcpy(to, text, bytes);
  to[bytes] = '\0';
  ((uint32_t *)self->starts.items)[self->starts.count++] =
    (uint32_t)self->bytes.count;
  self->bytes.count += bytes + 1;
  ((uint32_t *)self->slots.items)[slot] = (uint32_t)self->starts.count;
  return VIET_OK;
}


viet_status viet_intern_add (viet_intern *self, const char *text,
                             size_t bytes, const viet_allocator *allocator,
                             uint32_t *number) {
  *number = viet_intern_find(self, text, bytes);
  if (*number != VIET_NONE)
    return VIET_OK;
  viet_status status = append(self, text, bytes, allocator);
  if (status == VIET_OK)
    *number = (uint32_t)self->starts.count - 1;
  return status;
}


void viet_intern_free (viet_intern *self,
                       const viet_allocator *allocator) {
  viet_vector_free(&self->slots, sizeof(uint32_t), allocator);
  viet_vector_free(&self->starts, sizeof(uint32_t), allocator);
  viet_vector_free(&self->bytes, 1, allocator);
}
