/*
** meter.h
** An allocator for tests: it counts, fails on request, checks the sizes
** that it is told, and always moves a block that is resized.
*/

#ifndef meter_h
#define meter_h

#include <stdlib.h>
#include <string.h>

#include "viet.h"

typedef struct meter {
  size_t calls;      /* that allocate */
  size_t fail_at;    /* the call that fails, from 1; 0: none */
  bool fail_after;   /* do all later ones fail too? */
  size_t blocks;     /* in use */
  size_t live;       /* bytes in use */
  size_t peak;       /* bytes */
  bool wrong_size;   /* was a block given back with another size? */
} meter;

/* Each block begins with its size. */
typedef union meter_head {
  size_t bytes;
  max_align_t alignment;
} meter_head;

static bool meter_fails (meter *self) {
  self->calls++;
  return self->fail_at && (self->calls == self->fail_at
                           || (self->fail_after
                               && self->calls > self->fail_at));
}

static void *meter_resize (void *context, void *block, size_t old_bytes,
                           size_t new_bytes) {
  meter *self = context;
  meter_head *old = block ? (meter_head *)block - 1 : NULL, *made = NULL;
  if (old && old->bytes != old_bytes)
    self->wrong_size = true;
  if (new_bytes > 0) {
    if (meter_fails(self))
      return NULL;
    made = malloc(sizeof(meter_head) + new_bytes);
    if (!made)
      exit(2);
    made->bytes = new_bytes;
    if (old)
      memcpy(made + 1, block,
             old->bytes < new_bytes ? old->bytes : new_bytes);
    self->blocks++;
    self->live += new_bytes;
  }
  if (old) {
    self->blocks--;
    self->live -= old->bytes;
    free(old);
  }
  if (self->live > self->peak)
    self->peak = self->live;
  return made ? made + 1 : NULL;
}

#endif
