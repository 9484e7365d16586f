/*
** alignment.h
** Built from the units of a text and its result (units.h). In memory:
**
**     [viet_alignment]
**     [bits of the source][bits of the result][bits of what is deleted]
**     [counts of the source][counts of the result]
**
** The counts tell how many units start before each group of 512 bytes. The
** bits of what is deleted are there if something is. If each byte is a
** unit in both texts, nothing stands behind the viet_alignment.
*/

#ifndef viet_alignment_h
#define viet_alignment_h

#include "text/units.h"

struct viet_alignment {
  size_t source_bytes;
  size_t result_bytes;
  size_t units;
  size_t deletes;       /* 1, if something was deleted, or 0 */
};

/* Makes an alignment of texts of so many bytes. */
viet_status viet_alignment_build (viet_units *units, size_t source_bytes,
                                  size_t result_bytes,
                                  const viet_allocator *allocator,
                                  viet_alignment **result);

/*
** Makes the alignment of two changes in a row, from those of each; neither
** may have deleted anything.
*/
viet_status viet_alignment_join (const viet_alignment *first,
                                 const viet_alignment *second,
                                 const viet_allocator *allocator,
                                 viet_alignment **result);

#endif
