/*
** pattern_oom.c
** Runs out of memory at each allocation of opening a pattern, of searching
** and of explaining in turn, until all succeed: each failure must be
** reported, and nothing may be left over.
*/

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "meter.h"

static const char rules[] =
  "let List(x) = x (\",\" x)*\n"
  "rule list (consume=yes) = all:List([shape=title & !/^x/])\n"
  "rule who = who:<PERSON id=\"p.*\"/> (\"gặp\" | \"tiếp\"~case) [len>2]{1,3}?"
  " within sentence\n"
  "rule many = (\"a b\" | \"c d\" | \"e g\" | \"h i\" []*+)\n"
  "rule close (match=all) = [kind=number] near(2) \"người\"~toneless\n"
  "rule look = (?<= <PERSON/>) (x:\"gặp\"?)* (?! <line>) []\n"
  "rule zone = []+ within <zone/>\n"
  "rule same = a:<PERSON/> []* b:<PERSON/> :: a.id != b.id & a.form != b.form\n"
  "rule name = {names id=\"x|y\"} within sentence\n"
  "rule slow = (\"a\" | \"a\")* (\"a\"* \"a\")* \"b\"\n";

static const char text[] =
  "Lan, Mai gặp đoàn lớn hơn. Có 12 đại biểu người Lào, a b c d e g h i.\n"
  "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a c\n";

static const char *const layer_names[] = {"PERSON", "zone"};
static const char *const attribute_names[] = {"id"};
static const char *const gazetteer_names[] = {"names"};

/* What one run made. */
typedef struct made {
  viet_pattern *pattern;
  viet_tokens *tokens;
  viet_spellings *spellings;
  viet_memory *memory;
  viet_scratch *scratch;
  viet_findings *findings;
  viet_findings *again;
  viet_explanation *why;
} made;


static viet_status open_pattern (made *self, const viet_allocator *a) {
  viet_fault fault;
  const viet_source source = {
    .text = rules, .bytes = sizeof(rules) - 1, .level = VIET_PLACEMENT
  };
  const viet_lexicon lexicon = {
    .layers = {layer_names, 2}, .attributes = {attribute_names, 1},
    .gazetteers = {gazetteer_names, 1}
  };
  const viet_status status = viet_pattern_open(&source, 1, &lexicon, a,
                                               &self->pattern, &fault);
  if (status == VIET_EPATTERN)
    fprintf(stderr, "byte %zu: %s\n", fault.first, fault.message);
  return status;
}


static viet_status search (made *self, const viet_allocator *a) {
  static const uint32_t people[][2] = {{0, 3}, {5, 8}};
  static const uint32_t zones[][2] = {{0, 40}};
  static const viet_value ids[] = {{"p/lan", 5}, {NULL, 0}};
  viet_span_layer layers[3] = {{0}};
  viet_subject subject = {
    .text = text, .bytes = sizeof(text) - 1, .tokens = self->tokens,
    .layers = layers
  };
  size_t rule;
  for (size_t i = 0; i < viet_pattern_layer_count(self->pattern); i++) {
    bool is_gazetteer;
    const char *name = viet_pattern_layer(self->pattern, i, &is_gazetteer);
    const bool is_zone = strcmp(name, "zone") == 0;
    if (is_gazetteer)
      continue;  /* of which no name stands there */
    layers[i].spans = is_zone ? zones : people;
    layers[i].count = is_zone ? 1 : 2;
    layers[i].values = is_zone ? NULL : ids;
  }
  viet_status status = viet_pattern_search(self->pattern, &subject, a,
                                           &self->findings, &rule);
  if (status == VIET_OK)
    status = viet_pattern_explain(self->pattern, 1, &subject, 0, 12, a,
                                  &self->why);
  subject.memory = self->memory;
  subject.scratch = self->scratch;
  subject.inside = zones;
  subject.inside_count = 1;
  if (status == VIET_OK)
    status = viet_pattern_search(self->pattern, &subject, a, &self->again,
                                 &rule);
  return status;
}


static void discard (made *self, const viet_allocator *a) {
  viet_memory_close(self->memory);
  viet_scratch_close(self->scratch);
  viet_pattern_close(self->pattern);
  viet_spellings_close(self->spellings);
  if (self->again)
    viet_free(a, self->again, viet_findings_bytes(self->again));
  if (self->tokens)
    viet_free(a, self->tokens, viet_tokens_bytes(self->tokens));
  if (self->findings)
    viet_free(a, self->findings, viet_findings_bytes(self->findings));
  if (self->why)
    viet_free(a, self->why, self->why->bytes);
}


/* All of it; the status of what failed first. */
static viet_status run (const viet_allocator *a, size_t *found) {
  made self = {0};
  viet_status status = open_pattern(&self, a);
  if (status != VIET_OK && self.pattern != NULL)
    status = VIET_EINVAL;
  if (status == VIET_OK)
    status = viet_spellings_open(1, a, &self.spellings);
  if (status == VIET_OK)
    status = viet_spellings_tokens(self.spellings, text, sizeof(text) - 1,
                                   false, a, &self.tokens);
  if (status == VIET_OK)
    status = viet_memory_open(self.pattern, a, &self.memory);
  if (status == VIET_OK)
    status = viet_scratch_open(a, &self.scratch);
  if (status == VIET_OK)
    status = search(&self, a);
  *found = status == VIET_OK ? viet_findings_count(self.findings) : 0;
  discard(&self, a);
  return status;
}


int main (void) {
  viet_status status = VIET_ENOMEM;
  size_t failures = 0, tries = 0, found = 0;
  bool failed = true;
  int errors = 0;
  while (failed && errors == 0) {
    meter scratch = {.fail_at = ++tries};
    const viet_allocator allocator = {meter_resize, &scratch};
    status = run(&allocator, &found);
    failed = scratch.calls >= tries;
    errors += (status != VIET_OK && status != VIET_ENOMEM) ||
              scratch.blocks != 0 || scratch.live != 0 ||
              scratch.wrong_size;
    if (errors > 0)
      fprintf(stderr, "allocation %zu: %zu blocks left, %zu bytes, "
              "wrong size: %d\n", tries, scratch.blocks, scratch.live,
              scratch.wrong_size);
    failures += status == VIET_ENOMEM;
  }
  if (errors > 0 || status != VIET_OK || failures < 100 || found < 8) {
    fprintf(stderr, "not ok pattern_oom: status %d after %zu failures, "
            "%zu found\n", (int)status, failures, found);
    return EXIT_FAILURE;
  }
  printf("ok pattern_oom\n");
  return EXIT_SUCCESS;
}
