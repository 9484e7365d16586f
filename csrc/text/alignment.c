/*
** alignment.c
** See alignment.h. Both directions are the same search: 'side' says in
** which of the two texts the span that is given lies.
*/

#include "text/alignment.h"

#include <string.h>

typedef enum side { SOURCE, RESULT } side;


viet_status viet_alignment_build (const viet_run *runs, size_t count,
                                  size_t source_bytes,
                                  size_t result_bytes,
                                  const viet_allocator *allocator,
                                  viet_alignment **result) {
  *result = NULL;
  size_t most = (SIZE_MAX - sizeof(viet_alignment)) / sizeof(viet_run);
  if (count > most)
    return VIET_ENOMEM;
  size_t bytes = sizeof(viet_alignment) + count * sizeof(viet_run);
  viet_alignment *self = allocator->resize(allocator->context, NULL, 0,
                                           bytes);
  if (self == NULL)
    return VIET_ENOMEM;
  *self = (viet_alignment){count, source_bytes, result_bytes};
  if (count > 0)
    memcpy(self + 1, runs, count * sizeof(viet_run));
  *result = self;
  return VIET_OK;
}


size_t viet_alignment_bytes (const viet_alignment *self) {
  return sizeof(viet_alignment) + self->count * sizeof(viet_run);
}


/* Where run 'index' starts in a text; the run after the last at its end. */
static size_t start_of (const viet_alignment *self, size_t index,
                        side in) {
  const viet_run *runs = (const viet_run *)(self + 1);
  if (index == self->count)
    return in == SOURCE ? self->source_bytes : self->result_bytes;
  return in == SOURCE ? runs[index].source : runs[index].result;
}


/*
** The last run that starts at or before 'at', which is inside the text.
** Of runs that start at the same place only the last is not empty.
*/
static size_t run_at (const viet_alignment *self, size_t at, side in) {
  size_t low = 0, high = self->count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (start_of(self, middle, in) <= at)
      low = middle;
    else
      high = middle;
  }
  return low;
}


static bool is_copied (const viet_alignment *self, size_t index) {
  return ((const viet_run *)(self + 1))[index].copied != 0;
}


/* The place in the other text of byte 'at' (of its end, if 'past'). */
static size_t map_byte (const viet_alignment *self, size_t at, bool past,
                        side from, side to) {
  size_t run = run_at(self, at, from);
  if (is_copied(self, run))
    return start_of(self, run, to) + (at - start_of(self, run, from))
         + past;
  return start_of(self, run + past, to);
}


/* A span that goes past the end of its text is cut there. */
static void map (const viet_alignment *self, side from, side to,
                 size_t *first, size_t *end) {
  size_t bytes = start_of(self, self->count, from);
  if (*end > bytes)
    *end = bytes;
  bool empty = *first >= *end;
  size_t last = *end - 1;
  *first = *first < bytes ? map_byte(self, *first, false, from, to)
         : start_of(self, self->count, to);
  *end = empty ? *first : map_byte(self, last, true, from, to);
}


void viet_alignment_to_source (const viet_alignment *self,
                               size_t *first, size_t *end) {
  map(self, RESULT, SOURCE, first, end);
}


void viet_alignment_to_result (const viet_alignment *self,
                               size_t *first, size_t *end) {
  map(self, SOURCE, RESULT, first, end);
}
