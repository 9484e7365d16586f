/*
** match_fuzzy.c
** Fuzzy searches beside vectorscan's, which counts edits of bytes: it knows
** nothing of marks, keys and sounds, so that it finds other hits, and there
** is no gate. Its rows tell what the likeness of words costs.
*/

#include "match_contest.h"

#include <stdio.h>
#include <stdlib.h>

#include "viet.h"

enum {
  NAMES = 1000,
  FUZZY_SLICE = 1  /* megabytes of text */
};

typedef struct compiled {
  viet_gazetteer *names;
  viet_fuzzy *fuzzy;
  unsigned edits;
} compiled;


static void drop (void *made) {
  compiled *self = made;
  viet_fuzzy_close(self->fuzzy);
  if (self->names)
    viet_free(&viet_malloc, self->names, viet_gazetteer_bytes(self->names));
  free(self);
}


static void *build (const names *from, unsigned edits) {
  viet_name *list = must(calloc(from->count, sizeof(*list)));
  compiled *self = must(calloc(1, sizeof(*self)));
  size_t bad;
  self->edits = edits;
  for (size_t i = 0; i < from->count; i++)
    list[i] = (viet_name){from->array[i].text, from->array[i].bytes,
                          (uint32_t)i, VIET_EXACT};
  bool fine = viet_gazetteer_build(list, from->count, &viet_malloc,
                                   &self->names, &bad) == VIET_OK;
  free(list);
  const viet_layer layer = {.gazetteer = self->names};
  if (fine && viet_fuzzy_open(&layer, 1, &viet_malloc, &self->fuzzy)
              == VIET_OK)
    return self;
  drop(self);
  return NULL;
}


static void *build_1 (const names *from, mode wanted) {
  (void)wanted;
  return build(from, 1);
}


static void *build_2 (const names *from, mode wanted) {
  (void)wanted;
  return build(from, 2);
}


static void scan (const void *made, span document, hits *found) {
  const compiled *self = made;
  const viet_fuzzy_rules rules = {.edits = self->edits};
  viet_tokens *tokens;
  viet_fuzzy_match *matches;
  size_t count;
  if (viet_tokens_build(document.text, document.bytes, &viet_malloc, &tokens)
        != VIET_OK
      || viet_fuzzy_search(self->fuzzy, &rules, tokens, &viet_malloc,
                           &matches, &count) != VIET_OK)
    fail("no memory", "fuzzy");
  for (size_t i = 0; i < count; i++)
    hits_take(found, matches[i].match.first, matches[i].match.end);
  viet_free(&viet_malloc, matches, count * sizeof(*matches));
  viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
}


static const matcher ours_fuzzy[] = {
  {"ours", OF_NONE, 1e9, build_1, scan, drop},
  {"ours", OF_NONE, 1e9, build_2, scan, drop}
};


void run_fuzzy (const prepared *with) {
  static const char *const gates[] = {"match.fuzzy_1k, 1 edit",
                                      "match.fuzzy_1k, 2 edits"};
  name_set set = names_read(with->names, NAMES, EXACT);
  const names list = {set.written, set.count};
  for (size_t i = 0; i < 2; i++) {
    const entrant ours = {.engine = &ours_fuzzy[i], .other_job = true,
                          .text = &with->clean, .list = list};
    entrant peer = ours;
    peer.engine = &vectorscan_edits[i];
    contest both = {.gate = gates[i], .wanted = LONGEST,
                    .megabytes = FUZZY_SLICE, .source = &with->clean.text,
                    .entrants = {ours, peer}};
    contest_run(&both);
    if (both.count == 1)
      printf("%-26s %9.1f MB/s, alone\n", gates[i],
             contest_bytes(both.source, both.entrants[0].documents) / 1e6
             / median(both.entrants[0].seconds, ROUNDS));
  }
  names_free(&set);
}
