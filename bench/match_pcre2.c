/*
** match_pcre2.c
** PCRE2 with its JIT compiler: one alternation, the longest names first,
** which makes its first match the longest one. It tries name after name at
** each byte, so that it gets a slice of the text.
*/

#include "match.h"

#if __has_include(<pcre2.h>)

#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

typedef struct compiled {
  pcre2_code *code;
  pcre2_match_data *match;
} compiled;


static void drop (void *made) {
  compiled *self = made;
  pcre2_match_data_free(self->match);
  pcre2_code_free(self->code);
  free(self);
}


static int longer_first (const void *a, const void *b) {
  size_t x = ((const span *)a)->bytes, y = ((const span *)b)->bytes;
  return (x < y) - (x > y);
}


/* "\Qname\E|\Qname\E|...": no name has a backslash. */
static char *write_pattern (const names *from) {
  size_t bytes = 1, at = 0;
  for (size_t i = 0; i < from->count; i++)
    bytes += from->array[i].bytes + 5;
  span *sorted = malloc(from->count * sizeof(*sorted));
  char *pattern = malloc(bytes);
  if (sorted && pattern) {
    memcpy(sorted, from->array, from->count * sizeof(*sorted));
    qsort(sorted, from->count, sizeof(*sorted), longer_first);
    for (size_t i = 0; i < from->count; i++) {
      memcpy(pattern + at, "|\\Q", 3);
      memcpy(pattern + at + 3, sorted[i].text, sorted[i].bytes);
      at += sorted[i].bytes + 5;
      memcpy(pattern + at - 2, "\\E", 2);
    }
    pattern[at] = '\0';
  }
  free(sorted);
  return pattern;
}


static void *build (const names *from, mode wanted) {
  int error;
  size_t where;
  compiled *self = calloc(1, sizeof(*self));
  char *pattern = write_pattern(from);
  if (wanted == LONGEST && self && pattern) {
    self->code = pcre2_compile((PCRE2_SPTR)pattern + 1,
                               PCRE2_ZERO_TERMINATED, 0, &error, &where,
                               NULL);
    if (self->code
        && pcre2_jit_compile(self->code, PCRE2_JIT_COMPLETE) == 0)
      self->match = pcre2_match_data_create(1, NULL);
  }
  free(pattern);
  if (self && self->match)
    return self;
  if (self)
    drop(self);
  return NULL;
}


static void scan (const void *made, span document, hits *found) {
  const compiled *self = made;
  PCRE2_SIZE at = 0;
  while (pcre2_jit_match(self->code, (PCRE2_SPTR)document.text,
                         document.bytes, at, 0, self->match, NULL) > 0) {
    const PCRE2_SIZE *hit = pcre2_get_ovector_pointer(self->match);
    at = hit[1];
    hits_add(found, hit[0], at);
  }
}


#define TEXT_OF(x) #x
#define VERSION(x) TEXT_OF(x)

const matcher pcre2 = {
  "PCRE2 " VERSION(PCRE2_MAJOR) "." VERSION(PCRE2_MINOR)
    " JIT alternation",
  OF_BYTES, 1, build, scan, drop
};

#else  /* it could not be had */

const matcher pcre2;

#endif
