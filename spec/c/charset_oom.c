/*
** charset_oom.c
** Runs out of memory at each allocation of decoding, encoding, telling
** losses and detecting in turn, until all succeed: each failure must be
** reported, and nothing may be left over.
*/

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "meter.h"

/* What is done to one text; each returns the status of what failed, or
** VIET_EINVAL if that left something behind. */
typedef viet_status work (viet_charset charset, const char *text,
                          const viet_allocator *allocator);

static viet_status run_decode (viet_charset charset, const char *text,
                               const viet_allocator *allocator) {
  const viet_decoding rules = {charset, true, true};
  char *result;
  size_t bytes;
  viet_alignment *alignment;
  viet_status status = viet_decode(&rules, text, strlen(text), allocator,
                                   &result, &bytes, &alignment);
  if (status != VIET_OK)
    return result || alignment ? VIET_EINVAL : status;
  viet_free(allocator, alignment, viet_alignment_bytes(alignment));
  viet_free(allocator, result, bytes + 1);
  status = viet_decode(&rules, text, strlen(text), allocator, &result,
                       &bytes, NULL);
  if (status == VIET_OK) viet_free(allocator, result, bytes + 1);
  return status;
}

static viet_status run_encode (viet_charset charset, const char *text,
                               const viet_allocator *allocator) {
  const viet_encoding rules = {charset, true, false};
  char *result;
  size_t bytes;
  viet_status status = viet_encode(&rules, text, strlen(text), allocator,
                                   &result, &bytes);
  if (status != VIET_OK) return result ? VIET_EINVAL : status;
  viet_free(allocator, result, bytes + 1);
  return VIET_OK;
}

static viet_status run_losses (viet_charset charset, const char *text,
                               const viet_allocator *allocator) {
  const viet_encoding rules = {charset, false, false};
  viet_loss *losses;
  size_t count;
  viet_status status = viet_losses(&rules, text, strlen(text), allocator,
                                   &losses, &count);
  if (status != VIET_OK) return losses ? VIET_EINVAL : status;
  viet_free(allocator, losses, count * sizeof(*losses));
  return VIET_OK;
}

static viet_status run_detect (viet_charset charset, const char *text,
                               const viet_allocator *allocator) {
  viet_candidate candidates[VIET_CHARSETS];
  size_t count;
  (void)charset;
  return viet_detect(text, strlen(text), allocator, candidates, &count,
                     &charset);
}

/* Fails at each call in turn; how many failures, or 0 if one was wrong. */
static size_t fail_everywhere (work *run, viet_charset charset,
                               const char *text) {
  size_t failures = 0;
  for (;;) {
    meter scratch = {.fail_at = failures + 1};
    const viet_allocator allocator = {meter_resize, &scratch};
    viet_status status = run(charset, text, &allocator);
    if (scratch.blocks > 0 || scratch.wrong_size
        || (status != VIET_OK && status != VIET_ENOMEM)) {
      printf("%s, allocation %zu: status %d, %zu blocks left%s\n",
             viet_charset_name(charset), failures, (int)status,
             scratch.blocks, scratch.wrong_size ? ", a wrong size" : "");
      return 0;
    }
    if (status == VIET_OK) return failures;
    failures++;
  }
}

int main (void) {
  static const char legacy[] =
    "Vi\xD6t \xE1 \xE2\xCC\xF2 a\xEC\xF2 \xF8 a\\. Vie^.t cu. &#7879;e&#769;"
    " \xADng \xF6\xF4\xF9i \xE0\xF2 ";
  static const char text[] =
    "VIỆT Việt á a\u0323\u0301 ñ 中 … \\. & &amp; cụ.\n";
  char many[sizeof(text) * 300] = "";
  work *const works[] = {run_decode, run_encode, run_losses, run_detect};
  int passed = 0, failed = 0;
  for (size_t i = 0; i < 300; i++)
    memcpy(many + i * (sizeof(text) - 1), text, sizeof(text));
  for (int charset = 0; charset < VIET_CHARSETS; charset++)
    for (size_t i = 0; i < 4; i++) {
      size_t failures = fail_everywhere(works[i], (viet_charset)charset,
                                        i % 3 == 0 ? legacy : many);
      if (failures > 0) passed++;
      else failed++;
    }
  printf("%d passed, %d failed\n", passed, failed);
  return failed > 0;
}
