/*
** match_vectorscan.c
** Vectorscan (or Hyperscan), its matcher of literals, and of patterns with
** some edits. It reports all hits.
*/

#include "match.h"

#if __has_include(<hs.h>)

#include <ctype.h>
#include <stdint.h>
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


/* A name as a pattern; false if it is hardly longer than the edits. */
static bool write_pattern (span name, unsigned edits, char *pattern) {
  size_t at = 0;
  for (size_t i = 0; i < name.bytes; i++) {
    const unsigned char byte = (unsigned char)name.text[i];
    const bool is_sign = byte < 0x80 && !isalnum(byte) && byte != ' ';
    if (is_sign)
      pattern[at++] = '\\';
    pattern[at++] = (char)byte;
  }
  pattern[at] = '\0';
  return name.bytes > 3 * edits;
}


/* False when memory ran out, or it refused the names. */
static bool compile_edits (compiled *self, const names *from,
                           unsigned edits) {
  const hs_expr_ext_t loose = {.flags = HS_EXT_FLAG_EDIT_DISTANCE,
                               .edit_distance = edits};
  const char **patterns = must(malloc(from->count * sizeof(*patterns)));
  unsigned *flags = must(calloc(from->count, sizeof(*flags)));
  unsigned *ids = must(malloc(from->count * sizeof(*ids)));
  const hs_expr_ext_t **more = must(malloc(from->count * sizeof(*more)));
  hs_compile_error_t *error = NULL;
  unsigned count = 0;
  for (size_t i = 0; i < from->count; i++) {
    char *pattern = must(malloc(2 * from->array[i].bytes + 1));
    patterns[count] = pattern;
    self->lengths[count] = from->array[i].bytes;
    ids[count] = count;
    more[count] = &loose;
    if (write_pattern(from->array[i], edits, pattern))
      count++;
    else
      free(pattern);
  }
  bool fine = hs_compile_ext_multi(patterns, flags, ids, more, count,
                                   HS_MODE_BLOCK, NULL, &self->database,
                                   &error) == HS_SUCCESS
           && hs_alloc_scratch(self->database, &self->scratch) == HS_SUCCESS;
  hs_free_compile_error(error);
  while (count > 0)
    free((void *)(uintptr_t)patterns[--count]);
  free(patterns);
  free(flags);
  free(ids);
  free(more);
  return fine;
}


static void *build_edits (const names *from, unsigned edits) {
  compiled *self = must(calloc(1, sizeof(*self)));
  self->lengths = must(malloc(from->count * sizeof(*self->lengths)));
  if (compile_edits(self, from, edits))
    return self;
  drop(self);
  return NULL;
}


static void *build_1 (const names *from, mode wanted) {
  (void)wanted;
  return build_edits(from, 1);
}


static void *build_2 (const names *from, mode wanted) {
  (void)wanted;
  return build_edits(from, 2);
}


static int count_hit (unsigned id, unsigned long long first,
                      unsigned long long end, unsigned flags,
                      void *context) {
  report *self = context;
  (void)id, (void)first, (void)flags;
  hits_take(self->found, (size_t)end, (size_t)end);
  return 0;
}


static void scan_edits (const void *made, span document, hits *found) {
  const compiled *self = made;
  report to = {self->lengths, found};
  hs_scan(self->database, document.text, (unsigned)document.bytes, 0,
          self->scratch, count_hit, &to);
}


#define TEXT_OF(x) #x
#define VERSION(x) TEXT_OF(x)

const matcher vectorscan = {
  "vectorscan " VERSION(HS_MAJOR) "." VERSION(HS_MINOR) "."
    VERSION(HS_PATCH),
  OF_NONE, 1e9, build, scan, drop
};

#define EDITS "vectorscan " VERSION(HS_MAJOR) "." VERSION(HS_MINOR) "." \
  VERSION(HS_PATCH) ", edits of bytes"

const matcher vectorscan_edits[2] = {
  {EDITS, OF_NONE, 1e9, build_1, scan_edits, drop},
  {EDITS, OF_NONE, 0.1, build_2, scan_edits, drop}
};

#else  /* it could not be had */

const matcher vectorscan, vectorscan_edits[2];

#endif
