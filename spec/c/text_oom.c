/*
** text_oom.c
** Runs out of memory at each allocation of what reads and writes typed
** keys, numbers in words and keys of order, until it succeeds: each
** failure must be reported, and nothing may be left over.
*/

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "meter.h"

/* What is tested: a function that makes a block from a text. */
typedef viet_status (*maker) (const char *text,
                              const viet_allocator *allocator,
                              char **result, size_t *bytes);

static const char text[] =
  "tieengs Vieetj ww as Đắk nguowif tiếng người window www hoà thuận "
  "ddaats nuwowcs as as as as as as www www www www www www www www";

static viet_status read_keys (const char *keys,
                              const viet_allocator *allocator,
                              char **result, size_t *bytes) {
  const viet_typing_rules rules = {.method = VIET_TELEX};
  return viet_typing_read(&rules, keys, strlen(keys), allocator, result,
                          bytes);
}

static viet_status write_keys (const char *words,
                               const viet_allocator *allocator,
                               char **result, size_t *bytes) {
  return viet_typing_write(VIET_VNI, words, strlen(words), allocator,
                           result, bytes);
}

/* The number is no block: it is compared, and an empty one is made. */
static viet_status read_number (const char *words,
                                const viet_allocator *allocator,
                                char **result, size_t *bytes) {
  static const char said[] = "hai tỷ rưỡi";
  viet_numeral number;
  size_t first, end;
  viet_status status = viet_numeral_read(&number, said, strlen(said),
                                         allocator, &first, &end);
  (void)words;
  *result = NULL;
  *bytes = 0;
  if (status == VIET_OK && strcmp(number.low, "2500000000") != 0)
    return VIET_EINVAL;
  return status;
}

static viet_status write_number (const char *words,
                                 const viet_allocator *allocator,
                                 char **result, size_t *bytes) {
  const viet_numeral_rules rules = {.half = true};
  (void)words;
  return viet_numeral_write(&rules, "-1250000.5", 10, allocator, result,
                            bytes);
}

static viet_status write_range (const char *words,
                                const viet_allocator *allocator,
                                char **result, size_t *bytes) {
  const viet_numeral_rules rules = {.le = true};
  (void)words;
  return viet_numeral_write_range(&rules, "21", 2, "1005.5", 6, allocator,
                                  result, bytes);
}

static viet_status make_key (const char *words,
                             const viet_allocator *allocator,
                             char **result, size_t *bytes) {
  viet_collator *collator;
  viet_status status = viet_collator_open(VIET_ORDER_STANDARD, &collator);
  *result = NULL;
  if (status == VIET_OK)
    status = viet_collator_key(collator, words, strlen(words), allocator,
                               result, bytes);
  viet_collator_close(collator);
  return status;
}

static viet_status make_name_key (const char *words,
                                  const viet_allocator *allocator,
                                  char **result, size_t *bytes) {
  viet_collator *collator;
  viet_status status = viet_collator_open(VIET_ORDER_TRADITIONAL,
                                          &collator);
  *result = NULL;
  if (status == VIET_OK)
    status = viet_collator_name_key(collator, words, strlen(words),
                                    allocator, result, bytes);
  viet_collator_close(collator);
  return status;
}

/* How many allocations failed before it succeeded; -1 if a failure was not
** reported, or left something over. */
static int count_failures (maker make) {
  for (int failures = 0; ; failures++) {
    char *result;
    size_t bytes;
    meter scratch = {.fail_at = (size_t)failures + 1};
    const viet_allocator allocator = {meter_resize, &scratch};
    viet_status status = make(text, &allocator, &result, &bytes);
    if (status == VIET_OK && result != NULL)
      viet_free(&allocator, result, bytes + 1);
    if (scratch.blocks != 0 || scratch.wrong_size
        || (status != VIET_OK && status != VIET_ENOMEM)
        || (status == VIET_ENOMEM && result != NULL))
      return -1;
    if (status == VIET_OK)
      return failures;
  }
}

int main (void) {
  static const struct {
    const char *name;
    maker make;
  } tests[] = {
    {"typing_read", read_keys}, {"typing_write", write_keys},
    {"numeral_read", read_number}, {"numeral_write", write_number},
    {"numeral_write_range", write_range},
    {"collator_key", make_key}, {"collator_name_key", make_name_key},
  };
  int errors = 0;
  for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
    int failures = count_failures(tests[i].make);
    if (failures > 1)
      continue;
    fprintf(stderr, "not ok text_oom: %s (%d)\n", tests[i].name, failures);
    errors++;
  }
  if (errors == 0)
    printf("ok text_oom\n");
  return errors == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
