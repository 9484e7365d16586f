/*
** pattern_pcre2.c
** One regular expression of PCRE2, with its JIT compiler. See pattern.h.
*/

#include "pattern.h"

#if __has_include(<pcre2.h>)

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define TEXT_OF(x) #x
#define VERSION(x) TEXT_OF(x)

const char *const pattern_pcre2_name =
  "PCRE2 " VERSION(PCRE2_MAJOR) "." VERSION(PCRE2_MINOR) " JIT";

typedef struct compiled {
  pcre2_code *code;
  pcre2_match_data *match;
} compiled;


void *pattern_pcre2_build (const char *regex) {
  int error;
  size_t where;
  compiled *self = must(calloc(1, sizeof(*self)));
  self->code = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED,
                             PCRE2_UTF | PCRE2_UCP, &error, &where, NULL);
  if (self->code == NULL
      || pcre2_jit_compile(self->code, PCRE2_JIT_COMPLETE) != 0)
    fail("cannot be compiled", regex);
  self->match = must(pcre2_match_data_create(8, NULL));
  return self;
}


void pattern_pcre2_scan (const void *made, span document, hits *found) {
  const compiled *self = made;
  PCRE2_SIZE at = 0;
  while (pcre2_jit_match(self->code, (PCRE2_SPTR)document.text,
                         document.bytes, at, 0, self->match, NULL) > 0) {
    const PCRE2_SIZE *hit = pcre2_get_ovector_pointer(self->match);
    at = hit[1];
    hits_take(found, hit[0], at);
  }
}


void pattern_pcre2_drop (void *made) {
  compiled *self = made;
  pcre2_match_data_free(self->match);
  pcre2_code_free(self->code);
  free(self);
}

#else  /* it could not be had */

const char *const pattern_pcre2_name;
void *pattern_pcre2_build (const char *regex) { (void)regex; return NULL; }
void pattern_pcre2_scan (const void *made, span document, hits *found) {
  (void)made; (void)document; (void)found;
}
void pattern_pcre2_drop (void *made) { (void)made; }

#endif
