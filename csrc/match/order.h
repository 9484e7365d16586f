/*
** order.h
** Numbers 0 to count - 1, brought into the order of keys of 64 bits. Equal
** keys stay in the order they have.
*/

#ifndef viet_match_order_h
#define viet_match_order_h

#include "viet.h"

typedef struct viet_order_of {
  uint64_t *keys;       /* keys[i] is that of items[i] */
  uint32_t *items;
  uint64_t *spare_keys; /* as much room again */
  uint32_t *spare_items;
  size_t count;
} viet_order_of;

/* Makes room for 'count' numbers, and puts them there from 0 on. */
viet_status viet_order_make (viet_order_of *self, size_t count,
                             const viet_allocator *allocator);

/* Frees all but the items, which are the caller's then. */
void viet_order_keep_items (viet_order_of *self,
                            const viet_allocator *allocator);

/* Frees all that there is. */
void viet_order_free (viet_order_of *self, const viet_allocator *allocator);

/* Orders the items from 'first' up to 'end'. */
void viet_order_sort (viet_order_of *self, size_t first, size_t end);

#endif
