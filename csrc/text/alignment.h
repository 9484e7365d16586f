/*
** alignment.h
** Built from the runs of a normalization. In memory:
**
**     [viet_alignment][run 0][run 1] ... [run count - 1]
**
** Runs are in order in both texts and leave nothing out: run i takes the
** source from runs[i].source up to runs[i + 1].source, and the result in
** the same way; the last ones go to the ends. A run that takes no byte of
** the result is a deletion; every run takes some of the source.
*/

#ifndef viet_alignment_h
#define viet_alignment_h

#include "viet.h"

struct viet_alignment {
  size_t count;         /* of runs */
  size_t source_bytes;
  size_t result_bytes;
};

/* Makes an alignment of 'count' runs. */
viet_status viet_alignment_build (const viet_run *runs, size_t count,
                                  size_t source_bytes,
                                  size_t result_bytes,
                                  const viet_allocator *allocator,
                                  viet_alignment **result);

#endif
