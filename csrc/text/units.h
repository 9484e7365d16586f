/*
** units.h
** Two texts that fall into the same units, one behind another, while the
** second is made from the first. A byte that was copied is a unit by
** itself; what was replaced is a unit as a whole; what was deleted is in
** none. Of each byte one bit tells whether a unit starts there.
**
**     source   h  o  à     "  "  c        the quotes were deleted
**              1  1  1  0  0  0  1
**     result   h  ò     a  c
**              1  1  0  1  1
**     deleted  0  0  0  0  1  1  0
*/

#ifndef viet_units_h
#define viet_units_h

#include "text/vector.h"

/* All zero is two empty texts. Bits are uint64_t, byte 0 the lowest of the
** first; those that nobody set are 0. */
typedef struct viet_units {
  viet_vector source;
  viet_vector result;
  viet_vector deleted;  /* no word, if nothing was */
} viet_units;

/* Makes room for the bits of so many bytes, and 64 more. */
viet_status viet_units_reserve (viet_units *self, size_t source_bytes,
                                size_t result_bytes,
                                const viet_allocator *allocator);

/*
** Notes that source bytes ['first', 'end') became 'bytes' bytes at 'result':
** each by itself, or all as one unit. No byte at all is a deletion. Makes
** room.
*/
viet_status viet_units_copy (viet_units *self, size_t first, size_t end,
                             size_t result, const viet_allocator *allocator);
viet_status viet_units_replace (viet_units *self, size_t first, size_t end,
                                size_t result, size_t bytes,
                                const viet_allocator *allocator);

/* Forgets what was noted from bytes 'source' and 'result' on; nothing was
** noted behind 'source_end' and 'result_end'. */
void viet_units_take_back (viet_units *self, size_t source,
                           size_t source_end, size_t result,
                           size_t result_end);

void viet_units_free (viet_units *self, const viet_allocator *allocator);


/* So many bits, 0 to 64, from the lowest on. */
static inline uint64_t viet_low_bits (size_t count) {
  return count == 0 ? 0 : ~UINT64_C(0) >> (64 - count);
}


/* Sets the bits of 'bits' for byte 'at' and those behind it; there is
** room. */
static inline void viet_bits_put (viet_vector *self, size_t at,
                                  uint64_t bits) {
  uint64_t *word = (uint64_t *)self->items + at / 64;
  word[0] |= bits << at % 64;
  word[1] |= bits >> 1 >> (63 - at % 64);
}

#endif
