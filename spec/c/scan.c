/*
** scan.c
** Tokens by the batch: batches of any size are the tokens of the whole text,
** forms may outlive a text, and a scan that ran out of memory goes on.
*/

#include <stdio.h>

#include "meter.h"
#include "text/scan.h"

/* room of the largest batch, in tokens */
#define MOST 300

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const char *const unit =
  "Đại tướng Phan Văn Giang hội đàm với J. Mattis (Hoa Kỳ), 23/10.\n"
  "HOÀ BÌNH, Hoa\xCC\x80 Bi\xCC\x80nh \xFF 1.234,5 tỷ; https://a.vn/b!!! "
  "thư.a-b_c.d@bao.vn @x #Huế_2 60 km/h ";

/* A text of many blocks; '*bytes' is its length. */
static char *make_text (size_t *bytes) {
  const size_t length = strlen(unit), times = 40;
  char *text = malloc(length * times + 32 * times);
  *bytes = 0;
  for (size_t i = 0; text != NULL && i < times; i++)
    *bytes += (size_t)sprintf(text + *bytes, "%sF%zu\t", unit, i);
  return text;
}

static bool is_same_key (const viet_forms *forms, uint32_t form,
                         const viet_tokens *tokens, uint32_t other) {
  for (int level = 0; level < VIET_LEVELS; level++) {
    size_t a_bytes, b_bytes;
    const char *a = viet_forms_key(forms, form, (viet_level)level, &a_bytes);
    const char *b = viet_tokens_key(tokens, other, (viet_level)level,
                                    &b_bytes);
    if (a_bytes != b_bytes || memcmp(a, b, a_bytes) != 0)
      return false;
  }
  return true;
}

static bool is_same (const viet_forms *forms, const viet_token *a,
                     const viet_tokens *tokens, const viet_token *b) {
  const viet_form *form = viet_forms_at(forms, a->form);
  return a->first == b->first && a->end == b->end && a->line == b->line &&
         a->kind == b->kind && a->shape == b->shape &&
         a->spaced == b->spaced && form->shape == a->shape &&
         is_same_key(forms, a->form, tokens, b->form);
}

/*
** Compares all batches of 'capacity' with the tokens of the whole text.
** 'failures' counts how often the memory ran out on the way.
*/
static bool check (const viet_path *path, viet_forms *forms,
                   const char *text, size_t bytes,
                   const viet_tokens *tokens, size_t capacity,
                   size_t *failures) {
  viet_token batch[MOST];
  size_t at = 0, count;
  viet_scan scan = viet_scan_start(path, forms, text, bytes);
  do {
    const viet_status status = viet_scan_next(&scan, batch, capacity,
                                              &count);
    *failures += status == VIET_ENOMEM;
    if ((status != VIET_OK && status != VIET_ENOMEM) ||
        count > viet_tokens_count(tokens) - at)
      return false;
    for (size_t i = 0; i < count; i++) {
      if (!is_same(forms, &batch[i], tokens,
                   viet_tokens_array(tokens) + at + i))
        return false;
    }
    at += count;
  } while (scan.at < scan.bytes);
  return at == viet_tokens_count(tokens);
}

/* Batches of several sizes, on all paths, with the same forms. */
static int check_sizes (const char *text, size_t bytes,
                        const viet_tokens *tokens) {
  static const char *const names[] = {"", "scalar", "sse2", "avx2", "avx512",
                                      "neon"};
  static const size_t sizes[] = {VIET_BLOCK, VIET_BLOCK + 1, 100, MOST};
  viet_forms forms;
  size_t failures = 0;
  int failed = viet_forms_init(&forms, &viet_malloc) != VIET_OK;
  for (size_t i = 0; failed == 0 && i < COUNT(names) * COUNT(sizes); i++) {
    const viet_path *path = viet_path_find(names[i / COUNT(sizes)]);
    if (path == NULL && i >= COUNT(sizes))
      continue;
    failed += !check(path, &forms, text, bytes, tokens,
                     sizes[i % COUNT(sizes)], &failures);
    failed += viet_forms_count(&forms) != viet_tokens_form_count(tokens);
  }
  viet_forms_free(&forms);
  return failed + (failures > 0);
}

/* Bare tokens have the bytes, the line and the form of the others, on all
** paths. */
static int check_bare (const char *text, size_t bytes,
                       const viet_tokens *tokens) {
  static const char *const names[] = {"", "scalar", "sse2", "avx2", "avx512",
                                      "neon"};
  int failed = 0;
  for (size_t i = 0; i < COUNT(names); i++) {
    const viet_path *path = viet_path_find(names[i]);
    viet_token batch[MOST];
    viet_forms forms;
    size_t at = 0, count;
    if (path == NULL && i > 0)
      continue;
    failed += viet_forms_init(&forms, &viet_malloc) != VIET_OK;
    viet_scan scan = viet_scan_start(path, &forms, text, bytes);
    scan.bare = true;
    do {
      failed += viet_scan_next(&scan, batch, MOST, &count) != VIET_OK;
      for (size_t k = 0; k < count && failed == 0; k++, at++) {
        const viet_token *other = viet_tokens_array(tokens) + at;
        failed += at >= viet_tokens_count(tokens) ||
                  batch[k].first != other->first ||
                  batch[k].end != other->end ||
                  batch[k].line != other->line ||
                  !is_same_key(&forms, batch[k].form, tokens, other->form);
      }
    } while (failed == 0 && count > 0);
    failed += at != viet_tokens_count(tokens);
    viet_forms_free(&forms);
  }
  return failed;
}

/* Memory runs out at each allocation in turn. */
static int check_memory (const char *text, size_t bytes,
                         const viet_tokens *tokens) {
  size_t failures = 1, seen = 0;
  for (size_t n = 2; failures > 0; n++) {
    meter scratch = {.fail_at = n};
    const viet_allocator allocator = {meter_resize, &scratch};
    viet_forms forms;
    failures = 0;
    bool good = viet_forms_init(&forms, &allocator) == VIET_OK &&
                check(viet_path_best(), &forms, text, bytes, tokens, MOST,
                      &failures);
    viet_forms_free(&forms);
    if (!good || scratch.blocks > 0 || scratch.wrong_size)
      return 1;
    seen += failures;
  }
  return seen < 10;
}

int main (void) {
  size_t bytes;
  viet_tokens *tokens = NULL;
  char *text = make_text(&bytes);
  int failed = text == NULL ||
    viet_tokens_build(text, bytes, &viet_malloc, &tokens) != VIET_OK;
  if (failed == 0) {
    failed += check_sizes(text, bytes, tokens);
    failed += check_bare(text, bytes, tokens);
    failed += check_memory(text, bytes, tokens);
    viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
  }
  free(text);
  puts(failed > 0 ? "not ok scan" : "ok scan");
  return failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
