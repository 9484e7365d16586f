/*
** limits.c
** A text that is too long for its spans is refused by every function,
** before any of it is read or any memory is taken; nothing is left
** half-made.
*/

#include <stdio.h>
#include <string.h>

#include "meter.h"

#define TOO_LONG (VIET_MAX_BYTES + 1)

/* What a call left behind in the pointers that it was given. */
typedef struct outcome {
  viet_status status;
  const void *result;
  const void *more;
} outcome;

/* Nothing may be read from here on. */
static const char text[] = "x";


static outcome normalize (const viet_allocator *allocator) {
  static const viet_rules rules = {.form = VIET_NFC};
  char *result = (char *)1;
  viet_alignment *alignment = (viet_alignment *)1;
  size_t bytes;
  viet_status status = viet_normalize(&rules, text, TOO_LONG, allocator,
                                      &result, &bytes, &alignment);
  return (outcome){status, result, alignment};
}


static outcome decode (const viet_allocator *allocator) {
  static const viet_decoding rules = {.charset = VIET_TCVN3};
  char *result = (char *)1;
  viet_alignment *alignment = (viet_alignment *)1;
  size_t bytes;
  viet_status status = viet_decode(&rules, text, TOO_LONG, allocator,
                                   &result, &bytes, &alignment);
  return (outcome){status, result, alignment};
}


static outcome encode (const viet_allocator *allocator) {
  static const viet_encoding rules = {.charset = VIET_NCR, .lossy = true};
  char *result = (char *)1;
  size_t bytes;
  viet_status status = viet_encode(&rules, text, TOO_LONG, allocator,
                                   &result, &bytes);
  return (outcome){status, result, NULL};
}


static outcome find_losses (const viet_allocator *allocator) {
  static const viet_encoding rules = {.charset = VIET_VISCII};
  viet_loss *losses = (viet_loss *)1;
  size_t count;
  viet_status status = viet_losses(&rules, text, TOO_LONG, allocator,
                                   &losses, &count);
  return (outcome){status, losses, NULL};
}


static outcome read_keys (const viet_allocator *allocator) {
  static const viet_typing_rules rules = {.method = VIET_TELEX};
  char *result = (char *)1;
  size_t bytes;
  viet_status status = viet_typing_read(&rules, text, TOO_LONG, allocator,
                                        &result, &bytes);
  return (outcome){status, result, NULL};
}


static outcome write_keys (const viet_allocator *allocator) {
  char *result = (char *)1;
  size_t bytes;
  viet_status status = viet_typing_write(VIET_VNI, text, TOO_LONG,
                                         allocator, &result, &bytes);
  return (outcome){status, result, NULL};
}


static outcome read_number (const viet_allocator *allocator) {
  viet_numeral number;
  size_t first, end;
  viet_status status = viet_numeral_read(&number, text, TOO_LONG,
                                         allocator, &first, &end);
  return (outcome){status, NULL, NULL};
}


static outcome cut (const viet_allocator *allocator) {
  viet_tokens *tokens = (viet_tokens *)1;
  viet_status status = viet_tokens_build(text, TOO_LONG, allocator,
                                         &tokens);
  return (outcome){status, tokens, NULL};
}


static outcome make_key (const viet_allocator *allocator) {
  viet_collator *collator;
  char *key = (char *)1;
  size_t bytes;
  if (viet_collator_open(VIET_ORDER_STANDARD, &collator) != VIET_OK)
    return (outcome){VIET_EICU, NULL, NULL};
  viet_status status = viet_collator_key(collator, text,
                                         VIET_MAX_ORDERED + 1, allocator,
                                         &key, &bytes);
  viet_collator_close(collator);
  return (outcome){status, key, NULL};
}


static outcome compare (const viet_allocator *allocator) {
  viet_collator *collator;
  int result;
  size_t bad;
  (void)allocator;
  if (viet_collator_open(VIET_ORDER_STANDARD, &collator) != VIET_OK)
    return (outcome){VIET_EICU, NULL, NULL};
  viet_status status = viet_collator_compare(collator, text, 1, text,
                                             VIET_MAX_ORDERED + 1, &result,
                                             &bad);
  viet_collator_close(collator);
  return (outcome){status, NULL, NULL};
}


int main (void) {
  static const struct {
    const char *name;
    outcome (*call)(const viet_allocator *allocator);
  } calls[] = {
    {"normalize", normalize}, {"decode", decode}, {"encode", encode},
    {"losses", find_losses}, {"typing_read", read_keys},
    {"typing_write", write_keys}, {"numeral_read", read_number},
    {"tokens_build", cut}, {"collator_key", make_key},
    {"collator_compare", compare},
  };
  const size_t count = sizeof(calls) / sizeof(calls[0]);
  size_t failed = 0;
  for (size_t i = 0; i < count; i++) {
    meter scratch = {0};
    const viet_allocator allocator = {meter_resize, &scratch};
    outcome found = calls[i].call(&allocator);
    if (found.status == VIET_ETOOLONG && !found.result && !found.more
        && scratch.calls == 0)
      continue;
    printf("%s: status %d, %zu blocks\n", calls[i].name, (int)found.status,
           scratch.calls);
    failed++;
  }
  printf("%zu passed, %zu failed\n", count - failed, failed);
  return failed > 0;
}
