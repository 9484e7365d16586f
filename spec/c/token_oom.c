/*
** token_oom.c
** Runs out of memory at each allocation of a tokenizer in turn, until it
** succeeds: each failure must be reported, and nothing may be left over.
*/

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "meter.h"

/* Tokens of 'text', twice, with spellings that are kept. */
static viet_status run_spellings (const char *text,
                                  const viet_allocator *allocator) {
  viet_spellings *spellings;
  viet_tokens *tokens;
  viet_status status = viet_spellings_open(1, allocator, &spellings);
  if (status != VIET_OK)
    return spellings == NULL ? status : VIET_EINVAL;
  for (int round = 0; round < 2 && status == VIET_OK; round++) {
    status = viet_spellings_tokens(spellings, text, strlen(text), round == 1,
                                   allocator, &tokens);
    if (status == VIET_OK)
      viet_free(allocator, tokens, viet_tokens_bytes(tokens));
    else if (tokens != NULL)
      status = VIET_EINVAL;
  }
  viet_spellings_close(spellings);
  return status;
}

/* Tokens and sentences of 'text'; the status of what failed first. */
static viet_status run (const char *text, const viet_allocator *allocator) {
  viet_tokens *tokens;
  uint32_t *starts;
  size_t count;
  viet_status status = viet_tokens_build(text, strlen(text), allocator,
                                         &tokens);
  if (status != VIET_OK)
    return tokens == NULL ? status : VIET_EINVAL;
  viet_glue *cuts;
  status = viet_glued_build(tokens, allocator, &cuts, &count);
  if (status == VIET_OK && cuts != NULL)
    viet_free(allocator, cuts, count * sizeof(*cuts));
  if (status == VIET_OK)
    status = viet_sentences_build(tokens, text, allocator, &starts, &count);
  else
    starts = NULL;
  if (status == VIET_OK)
    viet_free(allocator, starts, (count + 1) * sizeof(*starts));
  else if (starts != NULL)
    status = VIET_EINVAL;
  viet_free(allocator, tokens, viet_tokens_bytes(tokens));
  if (status != VIET_OK)
    return status;
  status = viet_tokens_build_glued(text, strlen(text), allocator, &tokens);
  if (status != VIET_OK)
    return tokens == NULL ? status : VIET_EINVAL;
  viet_free(allocator, tokens, viet_tokens_bytes(tokens));
  return run_spellings(text, allocator);
}

/* Feeds a text in chunks, which are fed again after a failure; counts the
** tokens. 'failures' is how often the memory ran out. */
static viet_status stream (const char *text, const viet_allocator *allocator,
                           size_t *tokens, size_t *failures) {
  viet_scanner *scanner;
  viet_stream_token batch[7];
  size_t count = 0, at = 0, bytes = strlen(text);
  *tokens = *failures = 0;
  viet_status status = viet_scanner_open(allocator, &scanner);
  if (status != VIET_OK)
    return scanner == NULL ? status : VIET_EINVAL;
  while (at <= bytes) {
    const size_t size = bytes - at < 100 ? bytes - at : 100;
    status = size > 0 ? viet_scanner_feed(scanner, text + at, size)
                      : viet_scanner_finish(scanner);
    *failures += status == VIET_ENOMEM;
    if (status == VIET_OK)
      at += size > 0 ? size : 1;
    do {
      status = viet_scanner_next(scanner, batch, 7, &count);
      *failures += status == VIET_ENOMEM;
      *tokens += count;
    } while (count > 0 || status == VIET_ENOMEM);
  }
  viet_scanner_close(scanner);
  return status;
}

/* A scanner that runs out of memory goes on where it was. */
static int check_stream (const char *text) {
  size_t wanted, tokens, failures = 1, errors = 0;
  if (stream(text, &viet_malloc, &wanted, &failures) != VIET_OK)
    return 1;
  for (size_t n = 1; errors == 0; n++) {
    meter scratch = {.fail_at = n};
    const viet_allocator allocator = {meter_resize, &scratch};
    viet_status status = stream(text, &allocator, &tokens, &failures);
    errors += scratch.blocks != 0 || scratch.wrong_size;
    if (status == VIET_OK && tokens != wanted)
      errors++;
    if (status == VIET_OK && failures == 0)
      break;
  }
  return errors > 0;
}

/* A text with many forms and sentences, so that all that can grow does. */
static char *make_text (void) {
  const size_t words = 120;
  char *text = malloc(words * 128);
  size_t at = 0;
  for (size_t i = 0; text != NULL && i < words; i++)
    at += (size_t)sprintf(text + at, "Hoà%zu kỹ sư. Ðại tướng \xFF %zu! "
                          "Shoigu TinHãy Shoiguđã ", i, i);
  return text;
}

int main (void) {
  char *text = make_text();
  viet_status status = VIET_ENOMEM;
  size_t failures = 0;
  int errors = text == NULL;
  while (text != NULL && status == VIET_ENOMEM && errors == 0) {
    meter scratch = {.fail_at = failures + 1};
    const viet_allocator allocator = {meter_resize, &scratch};
    status = run(text, &allocator);
    errors += scratch.blocks != 0 || scratch.live != 0 ||
              scratch.wrong_size;
    if (errors > 0)
      fprintf(stderr, "allocation %zu: %zu blocks left, %zu bytes, "
              "wrong size: %d\n", failures, scratch.blocks, scratch.live,
              scratch.wrong_size);
    failures += status == VIET_ENOMEM;
  }
  errors += text != NULL && check_stream(text);
  free(text);
  if (errors > 0 || status != VIET_OK || failures < 20) {
    fprintf(stderr, "not ok token_oom: status %d after %zu failures\n",
            (int)status, failures);
    return EXIT_FAILURE;
  }
  printf("ok token_oom\n");
  return EXIT_SUCCESS;
}
