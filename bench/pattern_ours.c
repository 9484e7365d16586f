/*
** pattern_ours.c
** Our patterns, from the raw text to the matches in it. This is the one
** file of the benchmark that knows their interface.
*/

#include "pattern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viet.h"


/* A pattern, and what is known of the words of texts: as a program that
** searches many texts has them. */
typedef struct ours {
  viet_pattern *pattern;
  viet_memory *memory;
  viet_spellings *spellings;
} ours;


/* Begins with no text known. */
static void learn_nothing (ours *self) {
  static uint64_t number;
  viet_spellings_close(self->spellings);
  if (viet_spellings_open(++number, &viet_malloc, &self->spellings)
      != VIET_OK)
    fail("no memory", "ours");
}


void *pattern_build (const char *text, size_t bytes, const char *rule,
                     bool all) {
  viet_fault fault;
  ours *made = calloc(1, sizeof(*made));
  const viet_lexicon none = {{0}, {0}, {0}};
  const viet_source source = {
    .text = text, .bytes = bytes, .rule = rule, .level = VIET_EXACT,
    .choose = all ? VIET_CHOOSE_ALL : VIET_CHOOSE_USUAL
  };
  if (made == NULL)
    fail("no memory", "ours");
  viet_status status = viet_pattern_open(&source, 1, &none, &viet_malloc,
                                         &made->pattern, &fault);
  if (status != VIET_OK)
    fail(status == VIET_EPATTERN ? fault.message : "cannot be compiled",
         "the rules");
  if (viet_memory_open(made->pattern, &viet_malloc, &made->memory)
      != VIET_OK)
    fail("no memory", "ours");
  learn_nothing(made);
  return made;
}


/* Notes what was found, and frees it. */
static void take_all (viet_findings *matches, hits *found) {
  const viet_finding *array = viet_findings_array(matches);
  for (size_t i = 0; i < viet_findings_count(matches); i++)
    hits_take(found, array[i].first, array[i].end);
  viet_free(&viet_malloc, matches, viet_findings_bytes(matches));
}


static void search (const ours *self, const viet_tokens *tokens,
                    span document, hits *found) {
  const viet_subject subject = {
    .text = document.text, .bytes = document.bytes, .tokens = tokens,
    .memory = self->memory
  };
  size_t rule;
  viet_findings *made;
  if (viet_pattern_search(self->pattern, &subject, &viet_malloc, &made,
                          &rule) != VIET_OK)
    fail("the search failed", "ours");
  take_all(made, found);
}


static viet_tokens *tokens_of (ours *self, span document) {
  viet_tokens *tokens;
  if (viet_spellings_are_many(self->spellings))
    learn_nothing(self);
  if (viet_spellings_tokens(self->spellings, document.text, document.bytes,
                            false, &viet_malloc, &tokens) != VIET_OK)
    fail("no tokens", "a document");
  return tokens;
}


void pattern_scan (const void *made, span document, hits *found) {
  ours *self = (ours *)(uintptr_t)made;
  const viet_subject subject = {
    .text = document.text, .bytes = document.bytes, .memory = self->memory
  };
  size_t rule;
  viet_findings *matches;
  if (viet_spellings_are_many(self->spellings))
    learn_nothing(self);
  if (viet_pattern_search_text(self->pattern, &subject, self->spellings,
                               false, &viet_malloc, &matches, &rule)
      != VIET_OK)
    fail("the search failed", "ours");
  take_all(matches, found);
}


double pattern_seconds (const void *made, span document, hits *found) {
  ours *self = (ours *)(uintptr_t)made;
  viet_tokens *tokens = tokens_of(self, document);
  double start = now();
  search(self, tokens, document, found);
  double seconds = now() - start;
  viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
  return seconds;
}


void pattern_drop (void *made) {
  ours *self = made;
  viet_memory_close(self->memory);
  viet_pattern_close(self->pattern);
  viet_spellings_close(self->spellings);
  free(self);
}
