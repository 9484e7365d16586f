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


void *pattern_build (const char *text, size_t bytes, const char *rule,
                     bool all) {
  viet_fault fault;
  viet_pattern *made = NULL;
  const viet_lexicon none = {{0}, {0}, {0}};
  const viet_source source = {
    .text = text, .bytes = bytes, .rule = rule, .level = VIET_EXACT,
    .choose = all ? VIET_CHOOSE_ALL : VIET_CHOOSE_USUAL
  };
  viet_status status = viet_pattern_open(&source, 1, &none, &viet_malloc,
                                         &made, &fault);
  if (status != VIET_OK)
    fail(status == VIET_EPATTERN ? fault.message : "cannot be compiled",
         "the rules");
  return made;
}


static void search (const viet_pattern *pattern, const viet_tokens *tokens,
                    span document, hits *found) {
  const viet_subject subject = {
    .text = document.text, .bytes = document.bytes, .tokens = tokens
  };
  size_t rule;
  viet_findings *made;
  if (viet_pattern_search(pattern, &subject, &viet_malloc, &made, &rule)
      != VIET_OK)
    fail("the search failed", "ours");
  const viet_finding *array = viet_findings_array(made);
  for (size_t i = 0; i < viet_findings_count(made); i++)
    hits_take(found, array[i].first, array[i].end);
  viet_free(&viet_malloc, made, viet_findings_bytes(made));
}


static viet_tokens *tokens_of (span document) {
  viet_tokens *tokens;
  if (viet_tokens_build(document.text, document.bytes, &viet_malloc, &tokens)
      != VIET_OK)
    fail("no tokens", "a document");
  return tokens;
}


void pattern_scan (const void *made, span document, hits *found) {
  viet_tokens *tokens = tokens_of(document);
  search(made, tokens, document, found);
  viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
}


double pattern_seconds (const void *made, span document, hits *found) {
  viet_tokens *tokens = tokens_of(document);
  double start = now();
  search(made, tokens, document, found);
  double seconds = now() - start;
  viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
  return seconds;
}


void pattern_drop (void *made) {
  viet_pattern_close(made);
}
