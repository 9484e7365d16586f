/*
** match_vectorscan.c
** Vectorscan (or Hyperscan), its matcher of literals. It reports all hits.
*/

#include "match.h"

#if __has_include(<hs.h>)

#include <stdlib.h>

#include <hs.h>

typedef struct compiled {
  hs_database_t *database;
  hs_scratch_t *scratch;
  size_t *lengths;  /* of the names, in bytes: hits tell only their ends */
} compiled;

typedef struct report {
  const size_t *lengths;
  hits *found;
} report;


static void drop (void *made) {
  compiled *self = made;
  hs_free_scratch(self->scratch);
  hs_free_database(self->database);
  free(self->lengths);
  free(self);
}


/* False when memory ran out, or it refused the names. */
static bool compile (compiled *self, const names *from) {
  const char **patterns = malloc(from->count * sizeof(*patterns));
  unsigned *flags = calloc(from->count, sizeof(*flags));
  unsigned *ids = malloc(from->count * sizeof(*ids));
  hs_compile_error_t *error = NULL;
  bool fine = patterns && flags && ids && self->lengths;
  for (size_t i = 0; fine && i < from->count; i++) {
    patterns[i] = from->array[i].text;
    ids[i] = (unsigned)i;
    self->lengths[i] = from->array[i].bytes;
  }
  fine = fine
      && hs_compile_lit_multi(patterns, flags, ids, self->lengths,
                              (unsigned)from->count, HS_MODE_BLOCK, NULL,
                              &self->database, &error) == HS_SUCCESS
      && hs_alloc_scratch(self->database, &self->scratch) == HS_SUCCESS;
  hs_free_compile_error(error);
  free(patterns);
  free(flags);
  free(ids);
  return fine;
}


static void *build (const names *from, mode wanted) {
  (void)wanted;
  compiled *self = calloc(1, sizeof(*self));
  if (self == NULL)
    return NULL;
  self->lengths = malloc(from->count * sizeof(*self->lengths));
  if (compile(self, from))
    return self;
  drop(self);
  return NULL;
}


static int on_hit (unsigned id, unsigned long long first,
                   unsigned long long end, unsigned flags, void *context) {
  report *self = context;
  (void)first, (void)flags;
  hits_add(self->found, (size_t)end - self->lengths[id], (size_t)end);
  return 0;
}


static void scan (const void *made, span document, hits *found) {
  const compiled *self = made;
  report to = {self->lengths, found};
  hs_scan(self->database, document.text, (unsigned)document.bytes, 0,
          self->scratch, on_hit, &to);
}


#define TEXT_OF(x) #x
#define VERSION(x) TEXT_OF(x)

const matcher vectorscan = {
  "vectorscan " VERSION(HS_MAJOR) "." VERSION(HS_MINOR) "."
    VERSION(HS_PATCH),
  OF_NONE, 1e9, build, scan, drop
};

#else  /* it could not be had */

const matcher vectorscan;

#endif
