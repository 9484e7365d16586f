/*
** output.h
** The result of a normalization while it is made: its bytes, and the units
** that tell which source bytes they come from. Every stretch of the source
** is handed over once, in order, as copied or as replaced; what is left
** out between two of them was deleted.
*/

#ifndef viet_output_h
#define viet_output_h

#include "text/units.h"

typedef struct viet_output {
  const viet_allocator *allocator;
  const char *text;      /* the source */
  bool aligned;          /* are units wanted? */
  viet_vector bytes;     /* char */
  viet_units units;
  size_t source;         /* bytes of the source accounted for */
} viet_output;

/* Copies source bytes [first, end). */
viet_status viet_output_copy (viet_output *self, size_t first, size_t end);

/* Puts 'count' code points for source bytes [first, end): one unit, but a
** copy where the bytes are the same. */
viet_status viet_output_write (viet_output *self, size_t first, size_t end,
                               const uint32_t *points, size_t count);

/* Accounts for the source up to its end, 'bytes'. */
viet_status viet_output_finish (viet_output *self, size_t bytes);

#endif
