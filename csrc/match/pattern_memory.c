/*
** pattern_memory.c
** See pattern_memory.h.
*/

#include "match/pattern_memory.h"

#include <string.h>

#include "text/spellings.h"

/* Results take at most so many bytes; beyond that they are not kept. */
#define MOST_CACHED ((size_t)1 << 26)

/* forms that there is room for at first, if they are remembered */
#define FIRST_FORMS ((size_t)1 << 10)

/* work of one match of a regex: calls of its inner function, kilobytes */
#define REGEX_MATCHES 200000
#define REGEX_KILOBYTES 4096

/*
** {==================================================================
** Making and freeing
** ===================================================================
*/

static void *take (viet_memory *self, size_t count, size_t bytes) {
  const viet_allocator *a = &self->allocator;
  if (count > SIZE_MAX / bytes)
    return NULL;
  void *made = a->resize(a->context, NULL, 0, count * bytes);
  if (made != NULL)
    memset(made, 0, count * bytes);
  return made;
}


static viet_status open_regexes (viet_memory *self) {
  if (self->pattern->regexes.count == 0)
    return VIET_OK;
  self->context = viet_regex_memory(&self->allocator);
  if (self->context == NULL)
    return VIET_ENOMEM;
  self->match = pcre2_match_data_create(1, self->context);
  self->limits = pcre2_match_context_create(self->context);
  if (self->match == NULL || self->limits == NULL)
    return VIET_ENOMEM;
  pcre2_set_match_limit(self->limits, REGEX_MATCHES);
  pcre2_set_heap_limit(self->limits, REGEX_KILOBYTES);
  return VIET_OK;
}


/* Gives tests of entries their bits. */
static void number_tests (viet_memory *self) {
  const viet_pattern *pattern = self->pattern;
  for (size_t i = 0; i < pattern->span_tests.count; i++) {
    const viet_span_test *test = VIET_ITEM(viet_span_test,
                                           pattern->span_tests, i);
    if (!test->per_entry || self->masks[test->layer].tests == UINT8_MAX)
      continue;
    viet_masks *masks = &self->masks[test->layer];
    self->bits[i] = (uint8_t)++masks->tests;
    masks->words = masks->tests / 64 + 1;
  }
}


viet_status viet_memory_init (viet_memory *self, const viet_pattern *pattern,
                              const viet_allocator *allocator) {
  *self = (viet_memory){.pattern = pattern, .allocator = *allocator};
  viet_arena_init(&self->scratch, allocator);
  for (unsigned level = 0; level < VIET_LEVELS; level++)
    if ((pattern->levels >> level & 1) != 0)
      self->column[level] = (uint8_t)self->columns++;
  /* one more of each, so that no block is empty */
  self->masks = take(self, pattern->layers.count + 1, sizeof(viet_masks));
  self->bits = take(self, pattern->span_tests.count + 1, 1);
  if (self->masks == NULL || self->bits == NULL)
    return VIET_ENOMEM;
  number_tests(self);
  return open_regexes(self);
}


static void drop_results (viet_memory *self) {
  const size_t bytes = self->capacity * self->words * sizeof(uint64_t);
  if (self->results == NULL)
    return;
  viet_free(&self->allocator, self->results, bytes);
  self->cached -= bytes;
  self->results = NULL;
  self->words = self->kept = 0;
}


static void drop_masks (viet_memory *self, viet_masks *masks) {
  const size_t bytes = masks->count * masks->words * sizeof(uint64_t);
  viet_free(&self->allocator, masks->items, bytes);
  self->cached -= bytes;
  *masks = (viet_masks){.words = masks->words, .tests = masks->tests};
}


/* Forgets all forms, and gives back their room. */
static void drop_forms (viet_memory *self) {
  const viet_allocator *a = &self->allocator;
  drop_results(self);
  viet_free(a, self->marks, (self->capacity + 1) * sizeof(viet_mark));
  viet_free(a, self->marked, (self->capacity / 64 + 1) * sizeof(uint64_t));
  viet_free(a, self->keys,
            (self->capacity * self->columns + 1) * sizeof(uint32_t));
  self->marks = NULL;
  self->marked = NULL;
  self->keys = NULL;
  self->forms = self->capacity = 0;
}


void viet_memory_free (viet_memory *self) {
  const viet_allocator *a = &self->allocator;
  const viet_pattern *pattern = self->pattern;
  drop_forms(self);
  for (size_t i = 0; self->masks && i < pattern->layers.count; i++)
    drop_masks(self, &self->masks[i]);
  viet_arena_free(&self->scratch);
  viet_free(a, self->masks,
            (pattern->layers.count + 1) * sizeof(viet_masks));
  viet_free(a, self->bits, pattern->span_tests.count + 1);
  pcre2_match_data_free(self->match);
  pcre2_match_context_free(self->limits);
  pcre2_general_context_free(self->context);
}


viet_status viet_memory_open (const viet_pattern *pattern,
                              const viet_allocator *allocator,
                              viet_memory **result) {
  *result = NULL;
  viet_memory *self = allocator->resize(allocator->context, NULL, 0,
                                        sizeof(*self));
  if (self == NULL)
    return VIET_ENOMEM;
  viet_status status = viet_memory_init(self, pattern, allocator);
  if (status == VIET_OK)
    *result = self;
  else
    viet_memory_close(self);
  return status;
}


void viet_memory_close (viet_memory *self) {
  if (self == NULL)
    return;
  const viet_allocator allocator = self->allocator;
  viet_memory_free(self);
  viet_free(&allocator, self, sizeof(*self));
}


viet_status viet_scratch_open (const viet_allocator *allocator,
                               viet_scratch **result) {
  viet_scratch *self = allocator->resize(allocator->context, NULL, 0,
                                         sizeof(*self));
  *result = self;
  if (self == NULL)
    return VIET_ENOMEM;
  self->allocator = *allocator;
  viet_arena_init(&self->arena, allocator);
  return VIET_OK;
}


void viet_scratch_close (viet_scratch *self) {
  if (self == NULL)
    return;
  const viet_allocator allocator = self->allocator;
  viet_arena_free(&self->arena);
  viet_free(&allocator, self, sizeof(*self));
}

/* }================================================================== */


/*
** {==================================================================
** Forms
** ===================================================================
*/

/* Makes room for 'count' forms, which are all forgotten. */
static viet_status make_room (viet_memory *self, size_t count) {
  drop_forms(self);
  self->capacity = count;
  /* one more of each, so that no block is empty */
  self->marks = take(self, count + 1, sizeof(viet_mark));
  self->marked = take(self, count / 64 + 1, sizeof(uint64_t));
  self->keys = take(self, count * self->columns + 1, sizeof(uint32_t));
  if (self->marks != NULL && self->marked != NULL && self->keys != NULL)
    return VIET_OK;
  drop_forms(self);
  return VIET_ENOMEM;
}


/* Forgets what forms are, since their numbers are those of others now. */
static void forget_forms (viet_memory *self) {
  if (self->results != NULL)
    memset(self->results, VIET_UNKNOWN,
           self->capacity * self->words * sizeof(uint64_t));
  self->forms = 0;
}


/* Looks up the keys of a form, and marks it. */
static void look_up (viet_memory *self, const viet_tokens *tokens,
                     const viet_spellings *spellings, uint32_t form) {
  const viet_pattern *pattern = self->pattern;
  const viet_mark *marks = pattern->marks.items;
  uint32_t *key = self->keys + (size_t)form * self->columns;
  viet_mark mark = {0};
  for (unsigned level = 0; level < VIET_LEVELS; level++) {
    size_t bytes;
    if ((pattern->levels >> level & 1) == 0)
      continue;
    const char *text = spellings != NULL
      ? viet_forms_key(&spellings->forms, form, (viet_level)level, &bytes)
      : viet_tokens_key(tokens, form, (viet_level)level, &bytes);
    *key = viet_intern_find(&pattern->keys, text, bytes);
    if (*key != VIET_NONE) {
      const uint8_t bit = (uint8_t)(1u << level);
      mark.first |= marks[*key].first & bit;
      mark.second |= marks[*key].second & bit;
      mark.alone |= marks[*key].alone & bit;
    }
    key++;
  }
  self->marks[form] = mark;
  const uint64_t bit = (uint64_t)1 << form % 64;
  if ((mark.first | mark.alone) != 0)
    self->marked[form / 64] |= bit;
  else
    self->marked[form / 64] &= ~bit;
}


bool viet_memory_is_of (const viet_memory *self,
                        const viet_tokens *tokens) {
  const viet_spellings *spellings = viet_tokens_spellings(tokens);
  return spellings != NULL && spellings->number >= self->number;
}


viet_status viet_memory_learn (viet_memory *self,
                               const viet_tokens *tokens) {
  const viet_spellings *spellings = viet_tokens_spellings(tokens);
  const uint64_t number = spellings != NULL ? spellings->number : 0;
  const size_t count = spellings != NULL ? viet_forms_count(&spellings->forms)
                                         : viet_tokens_form_count(tokens);
  viet_status status = VIET_OK;
  if (number == 0 || number != self->number)
    forget_forms(self);
  self->number = number;
  if (count > self->capacity || self->marks == NULL) {
    size_t room = count;
    if (number != 0)
      for (room = FIRST_FORMS; room < count;)
        room *= 2;
    status = make_room(self, room);
  }
  for (; status == VIET_OK && self->forms < count; self->forms++)
    look_up(self, tokens, spellings, (uint32_t)self->forms);
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Results
** ===================================================================
*/

viet_status viet_memory_make_results (viet_memory *self) {
  const size_t count = self->pattern->tests.count;
  size_t words = (count + VIET_TESTS_IN_WORD - 1) / VIET_TESTS_IN_WORD;
  if (self->results != NULL || self->capacity == 0)
    return VIET_OK;
  const size_t most = (MOST_CACHED - self->cached) / sizeof(uint64_t)
                    / self->capacity;
  if (words > most)
    words = most;
  if (words == 0)
    return VIET_OK;
  self->results = take(self, self->capacity * words, sizeof(uint64_t));
  if (self->results == NULL)
    return VIET_ENOMEM;
  self->words = words;
  self->kept = words * VIET_TESTS_IN_WORD;
  self->cached += self->capacity * words * sizeof(uint64_t);
  return VIET_OK;
}


uint64_t *viet_memory_masks (viet_memory *self, size_t layer,
                             uint64_t gazetteer, size_t count,
                             viet_status *status) {
  viet_masks *masks = &self->masks[layer];
  if (masks->of != gazetteer || masks->count != count)
    drop_masks(self, masks);
  const size_t bytes = masks->words * sizeof(uint64_t);
  if (masks->items == NULL && count > 0 && bytes > 0 &&
      count <= (MOST_CACHED - self->cached) / bytes) {
    masks->items = take(self, count, bytes);
    if (masks->items == NULL)
      *status = VIET_ENOMEM;
    else {
      masks->count = count;
      masks->of = gazetteer;
      self->cached += count * bytes;
    }
  }
  return masks->items;
}

/* }================================================================== */
