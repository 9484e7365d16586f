/*
** fuzzy_oom.c
** Fuzzy searches with an allocator that fails at the n-th call, for every n,
** and with arguments that are refused. Ends with a line "N passed, N
** failed".
*/

#include <stdio.h>
#include <string.h>

#include "meter.h"

static int passed, failed;

static void check (bool is_right, const char *what) {
  if (is_right)
    passed++;
  else {
    failed++;
    printf("failed: %s\n", what);
  }
}

static const char *const texts[] = {
  "Phan Văn Giang", "Sergei Shoigu", "Xéc-gây Sôi-gu", "Việt Nam", "Lào",
  "Sư đoàn 5", "Phan Văn Gian", "N. V. Giang", "Müller", "Trần Xuân Chiến"
};

#define NAMES (sizeof texts / sizeof texts[0])

static const char story[] =
  "Phan Van Giamg gặp P. V. Giang, Sergey Sôi-gu và Xec-gay Shoigu ở Vieetj "
  "Nam,\nViet\nNam, Lao, lao; Su doan 5, Sư đoàn 6; Muller \xFF Chần Suân "
  "Triến, Phan Văn Giang a-b-c-d PhanVănGiang phanvăngiang Phan Văn Gi ang";

/* Builds, makes ready and searches. '*sum' tells what was found. */
static viet_status run (const viet_gazetteer *gazetteer,
                        const viet_tokens *tokens, bool overlapping,
                        const viet_allocator *allocator, double *sum) {
  const viet_layer layers[2] = {{.gazetteer = gazetteer},
                                {.gazetteer = gazetteer}};
  const viet_fuzzy_rules rules = {.edits = 2, .overlapping = overlapping,
                                  .across_lines = overlapping};
  viet_fuzzy *self;
  viet_fuzzy_match *found;
  size_t count;
  *sum = 0;
  viet_status status = viet_fuzzy_open(layers, 2, allocator, &self);
  if (status != VIET_OK)
    return status;
  status = viet_fuzzy_search(self, &rules, tokens, allocator, &found,
                             &count);
  for (size_t i = 0; status == VIET_OK && i < count; i++)
    *sum = *sum * 1.01 + found[i].score + found[i].match.end
         + found[i].match.entry;
  if (status == VIET_OK)
    viet_free(allocator, found, count * sizeof(*found));
  else
    check(found == NULL && count == 0, "nothing is left half-made");
  viet_fuzzy_close(self);
  return status;
}

/* Fails at each call in turn, until none is left. */
static void fail_everywhere (const viet_gazetteer *gazetteer,
                             const viet_tokens *tokens, bool overlapping) {
  bool is_right = true;
  double expected, found;
  size_t n = 0;
  meter counter;
  run(gazetteer, tokens, overlapping, &viet_malloc, &expected);
  check(expected > 100, "names are found");
  do {
    counter = (meter){.fail_at = ++n};
    const viet_allocator allocator = {meter_resize, &counter};
    const viet_status status = run(gazetteer, tokens, overlapping,
                                   &allocator, &found);
    is_right = is_right && counter.live == 0 && !counter.wrong_size
      && (status == VIET_ENOMEM
          || (status == VIET_OK && found >= expected && found <= expected));
  } while (is_right && counter.calls >= n);
  check(is_right, "the n-th allocation fails");
  check(n > 50, "there are many allocations to fail");
}

static void refuse (const viet_gazetteer *gazetteer,
                    const viet_tokens *tokens) {
  const viet_layer layer = {.gazetteer = gazetteer};
  viet_fuzzy *self;
  viet_fuzzy_match *found;
  size_t count;
  check(viet_fuzzy_open(&layer, 0, &viet_malloc, &self) == VIET_EINVAL
          && self == NULL, "no layers are refused");
  if (viet_fuzzy_open(&layer, 1, &viet_malloc, &self) != VIET_OK)
    exit(2);
  for (unsigned edits = 0; edits <= 4; edits += 4) {
    const viet_fuzzy_rules rules = {.edits = edits};
    check(viet_fuzzy_search(self, &rules, tokens, &viet_malloc, &found,
                            &count) == VIET_EINVAL && found == NULL,
          "0 and 4 edits are refused");
  }
  viet_fuzzy_close(self);
  viet_fuzzy_close(NULL);
}

int main (void) {
  viet_name names[NAMES];
  viet_gazetteer *gazetteer;
  viet_tokens *tokens;
  size_t bad;
  for (size_t i = 0; i < NAMES; i++)
    names[i] = (viet_name){texts[i], strlen(texts[i]), (uint32_t)i,
                           (viet_level)(i % VIET_LEVELS)};
  if (viet_gazetteer_build(names, NAMES, &viet_malloc, &gazetteer, &bad)
        != VIET_OK
      || viet_tokens_build(story, sizeof story - 1, &viet_malloc, &tokens)
           != VIET_OK)
    exit(2);
  fail_everywhere(gazetteer, tokens, false);
  fail_everywhere(gazetteer, tokens, true);
  refuse(gazetteer, tokens);
  viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
  viet_free(&viet_malloc, gazetteer, viet_gazetteer_bytes(gazetteer));
  printf("%d passed, %d failed\n", passed, failed);
  return failed > 0;
}
