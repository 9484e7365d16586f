/*
** order.c
** See order.h: a radix sort, or an insertion sort of a few.
*/

#include "match/order.h"

#include <string.h>

/* items up to which an insertion sort is faster */
#define FEW 48

enum { DIGITS = 8, VALUES = 256 };


viet_status viet_order_make (viet_order_of *self, size_t count,
                             const viet_allocator *a) {
  *self = (viet_order_of){.count = count};
  if (count == 0)
    return VIET_OK;
  if (count > SIZE_MAX / sizeof(uint64_t))
    return VIET_ENOMEM;
  const size_t key_bytes = count * sizeof(uint64_t);
  const size_t item_bytes = count * sizeof(uint32_t);
  self->keys = a->resize(a->context, NULL, 0, key_bytes);
  self->items = a->resize(a->context, NULL, 0, item_bytes);
  self->spare_keys = a->resize(a->context, NULL, 0, key_bytes);
  self->spare_items = a->resize(a->context, NULL, 0, item_bytes);
  if (self->keys == NULL || self->items == NULL
      || self->spare_keys == NULL || self->spare_items == NULL) {
    viet_order_free(self, a);
    return VIET_ENOMEM;
  }
  for (size_t i = 0; i < count; i++)
    self->items[i] = (uint32_t)i;
  return VIET_OK;
}


void viet_order_keep_items (viet_order_of *self, const viet_allocator *a) {
  viet_free(a, self->keys, self->count * sizeof(uint64_t));
  viet_free(a, self->spare_keys, self->count * sizeof(uint64_t));
  viet_free(a, self->spare_items, self->count * sizeof(uint32_t));
  self->keys = NULL;
  self->spare_keys = NULL;
  self->spare_items = NULL;
}


void viet_order_free (viet_order_of *self, const viet_allocator *a) {
  viet_order_keep_items(self, a);
  viet_free(a, self->items, self->count * sizeof(uint32_t));
  self->items = NULL;
}


static void sort_few (viet_order_of *self, size_t first, size_t end) {
  for (size_t i = first + 1; i < end; i++) {
    const uint64_t key = self->keys[i];
    const uint32_t item = self->items[i];
    size_t at = i;
    for (; at > first && self->keys[at - 1] > key; at--) {
      self->keys[at] = self->keys[at - 1];
      self->items[at] = self->items[at - 1];
    }
    self->keys[at] = key;
    self->items[at] = item;
  }
}


/* How often each value of each digit occurs. */
static void count_digits (const viet_order_of *self, size_t first,
                          size_t end, uint32_t counts[DIGITS][VALUES]) {
  memset(counts, 0, DIGITS * sizeof(counts[0]));
  for (size_t i = first; i < end; i++) {
    uint64_t key = self->keys[i];
    for (size_t digit = 0; digit < DIGITS; digit++, key >>= 8)
      counts[digit][key & 255]++;
  }
}


/* Moves all items by one digit, from the lists to the spare ones, which
** change places. */
static void sort_pass (viet_order_of *self, size_t first, size_t end,
                       unsigned shift, const uint32_t counts[VALUES]) {
  size_t starts[VALUES];
  size_t start = first;
  for (size_t i = 0; i < VALUES; i++) {
    starts[i] = start;
    start += counts[i];
  }
  for (size_t i = first; i < end; i++) {
    const size_t to = starts[self->keys[i] >> shift & 255]++;
    self->spare_keys[to] = self->keys[i];
    self->spare_items[to] = self->items[i];
  }
  uint64_t *keys = self->keys;
  uint32_t *items = self->items;
  self->keys = self->spare_keys;
  self->items = self->spare_items;
  self->spare_keys = keys;
  self->spare_items = items;
}


void viet_order_sort (viet_order_of *self, size_t first, size_t end) {
  uint32_t counts[DIGITS][VALUES];
  bool is_swapped = false;
  if (end - first <= FEW) {
    sort_few(self, first, end);
    return;
  }
  count_digits(self, first, end, counts);
  const uint64_t one = self->keys[first];
  for (unsigned digit = 0; digit < DIGITS; digit++) {
    if (counts[digit][one >> (8 * digit) & 255] == end - first)
      continue;  /* all have the same digit */
    sort_pass(self, first, end, 8 * digit, counts[digit]);
    is_swapped = !is_swapped;
  }
  if (!is_swapped)
    return;
  const size_t count = end - first;  /* they belong among the others */
  memcpy(self->spare_keys + first, self->keys + first,
         count * sizeof(uint64_t));
  memcpy(self->spare_items + first, self->items + first,
         count * sizeof(uint32_t));
  uint64_t *keys = self->keys;
  uint32_t *items = self->items;
  self->keys = self->spare_keys;
  self->items = self->spare_items;
  self->spare_keys = keys;
  self->spare_items = items;
}
