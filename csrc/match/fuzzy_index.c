/*
** fuzzy_index.c
** See fuzzy.h: makes layers ready for fuzzy searches.
*/

#include "match/fuzzy.h"

#include <string.h>

#include "text/bytes.h"
#include "text/letter.h"


/*
** {==================================================================
** Sorting
** ===================================================================
*/

/* Merges [first, middle) and [middle, end) of 'from' into 'to'. */
static void merge (const uint32_t *from, uint32_t *to, size_t first,
                   size_t middle, size_t end, viet_fuzzy_before *before,
                   const void *context) {
  size_t a = first, b = middle;
  for (size_t at = first; at < end; at++)
    if (a < middle && (b == end || !before(context, from[b], from[a])))
      to[at] = from[a++];
    else
      to[at] = from[b++];
}


static size_t least (size_t a, size_t b) {
  return a < b ? a : b;
}


viet_status viet_fuzzy_sort (uint32_t *items, size_t count,
                             viet_fuzzy_before *before, const void *context,
                             const viet_allocator *a) {
  if (count < 2)
    return VIET_OK;
  const size_t bytes = count * sizeof(uint32_t);
  uint32_t *spare = a->resize(a->context, NULL, 0, bytes);
  if (spare == NULL)
    return VIET_ENOMEM;
  uint32_t *from = items, *to = spare;
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t at = 0; at < count; at += 2 * width)
      merge(from, to, at, least(at + width, count),
            least(at + 2 * width, count), before, context);
    uint32_t *swapped = from;
    from = to;
    to = swapped;
  }
  if (from != items)
    memcpy(items, from, bytes);
  viet_free(a, spare, bytes);
  return VIET_OK;
}

/* }================================================================== */


/*
** {==================================================================
** Names
** ===================================================================
*/

/* A name while it is added. */
typedef struct adding {
  viet_fuzzy *self;
  const viet_gazetteer *gazetteer;
  viet_vector key;  /* bytes: that of a word */
} adding;


bool viet_fuzzy_is_capital (const char *spelling, size_t bytes) {
  viet_letter letter;
  return bytes > 0 && viet_letter_read(&letter, spelling, bytes) > 0
      && letter.upper;
}


void viet_fuzzy_read_key (viet_fuzzy_word *self, const char *key,
                          size_t bytes) {
  viet_fuzzy_read(self, key + 1, bytes - 1);
  self->capital = key[0] == 'C';
}


uint32_t viet_fuzzy_find (const viet_fuzzy *self, const char *key,
                          size_t bytes) {
  const uint32_t string = viet_intern_find(&self->keys, key, bytes);
  return string == VIET_NONE ? VIET_NONE
       : ((const uint32_t *)self->numbers.items)[string];
}


/* The placement key of token 'at' of a name. */
static const char *key_of (const adding *to, const viet_record *record,
                           size_t at, size_t *bytes) {
  const viet_word *word =
    viet_word_at(to->gazetteer, record->tokens[at] & VIET_TOKEN_STRING);
  *bytes = 0;
  return word == NULL ? ""
       : viet_string_at(to->gazetteer, word->placement, bytes);
}


static bool is_joined (const viet_record *record, size_t at) {
  return (record->tokens[at] & VIET_TOKEN_JOINED) != 0;
}


static bool begins_with_letter (const adding *to, const viet_record *record,
                                size_t at) {
  viet_letter letter;
  size_t bytes;
  const char *key = key_of(to, record, at, &bytes);
  return bytes > 0 && viet_letter_read(&letter, key, bytes) > 0;
}


/* Does a word go on at token 'at', a hyphen, with the token behind? */
static bool goes_on (const adding *to, const viet_record *record,
                     size_t at) {
  size_t bytes;
  if (at + 1 >= record->count || !is_joined(record, at)
      || !is_joined(record, at + 1)
      || !begins_with_letter(to, record, at + 1))
    return false;
  const char *key = key_of(to, record, at, &bytes);
  return bytes == 1 && *key == '-';
}


static viet_status add_key_of (adding *to, const viet_record *record,
                               size_t at) {
  size_t bytes;
  const char *key = key_of(to, record, at, &bytes);
  return viet_bytes_add(&to->key, key, bytes, &to->self->allocator);
}


/* Makes the key of the word at token '*at', which moves behind it, and with
** 'cut' behind the hyphen that it would go on at: '*hyphens' counts those. */
static viet_status make_key (adding *to, const viet_record *record,
                             size_t *at, bool cut, uint8_t *hyphens) {
  const uint32_t token = record->tokens[*at] & VIET_TOKEN_STRING;
  size_t bytes;
  const char *text = viet_string_at(to->gazetteer, token, &bytes);
  const bool capital = viet_fuzzy_is_capital(text, bytes);
  const bool is_letter = begins_with_letter(to, record, *at);
  to->key.count = 0;
  viet_status status = viet_bytes_add(&to->key, capital ? "C" : "s", 1,
                                      &to->self->allocator);
  if (status == VIET_OK)
    status = add_key_of(to, record, (*at)++);
  while (status == VIET_OK && is_letter && goes_on(to, record, *at)) {
    ++*hyphens;
    if (cut) {
      ++*at;
      break;
    }
    status = add_key_of(to, record, *at);
    if (status == VIET_OK)
      status = add_key_of(to, record, *at + 1);
    *at += 2;
  }
  return status;
}


/* Is the word in 'key', the only one of its name, a syllable? One syllable
** is easily another word than a mistyped one. */
static bool is_syllable (const adding *to) {
  const char *key = to->key.items;
  viet_syllable syllable;
  return viet_syllable_parse(&syllable, key + 1, to->key.count - 1);
}


/* Adds the words of a name, by the numbers of their keys; with 'cut' those
** between hyphens. */
static viet_status add_words (adding *to, const viet_record *record,
                              bool cut, viet_fuzzy_name *name) {
  const viet_allocator *a = &to->self->allocator;
  viet_status status = viet_vector_reserve(&to->self->rows, record->count,
                                           sizeof(uint32_t), a);
  name->is_short = true;
  for (size_t at = 0; status == VIET_OK && at < record->count; ) {
    uint32_t *rows = to->self->rows.items;
    viet_fuzzy_word word;
    status = make_key(to, record, &at, cut, &name->hyphens);
    if (status == VIET_OK)
      status = viet_intern_add(&to->self->keys, to->key.items,
                               to->key.count, a,
                               &rows[to->self->rows.count]);
    if (status != VIET_OK)
      break;
    to->self->rows.count++;
    name->count++;
    viet_fuzzy_read_key(&word, to->key.items, to->key.count);
    name->letters += word.count > 0 ? (uint32_t)word.count : 1;
    name->is_short = name->is_short && word.count <= 3 && name->count <= 2;
  }
  if (status == VIET_OK && name->count == 1)
    name->is_short = name->is_short || is_syllable(to);
  return status;
}


/* Adds a name; '*hyphens' are those in its words. */
static viet_status add_name (adding *to, const viet_record *record,
                             viet_fuzzy_name name, bool cut,
                             uint8_t *hyphens) {
  viet_fuzzy *self = to->self;
  if (self->rows.count > UINT32_MAX - VIET_MAX_NAME_TOKENS)
    return VIET_ETOOLONG;
  name.first = (uint32_t)self->rows.count;
  viet_status status = viet_vector_reserve(&self->names, 1, sizeof(name),
                                           &self->allocator);
  if (status == VIET_OK)
    status = add_words(to, record, cut, &name);
  if (status != VIET_OK)
    return status;
  *hyphens = name.hyphens;
  name.hyphens = cut ? name.hyphens : 0;
  ((viet_fuzzy_name *)self->names.items)[self->names.count++] = name;
  return VIET_OK;
}


static viet_status add_names (adding *to, uint8_t layer) {
  const viet_gazetteer *gazetteer = to->self->layers[layer].gazetteer;
  viet_record record;
  viet_status status = VIET_OK;
  to->gazetteer = gazetteer;
  for (uint32_t at = 1; status == VIET_OK
       && viet_record_read(gazetteer, at, &record);
       at = record.end) {
    const viet_fuzzy_name name = {.record = at, .layer = layer};
    uint8_t hyphens;
    status = add_name(to, &record, name, false, &hyphens);
    if (status == VIET_OK && hyphens > 0)
      status = add_name(to, &record, name, true, &hyphens);
  }
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Words
** ===================================================================
*/

/* Lets words be as many as keys, in the same order; reads their letters. */
static viet_status read_words (viet_fuzzy *self) {
  const size_t count = viet_intern_count(&self->keys);
  viet_status status = viet_vector_reserve(&self->words, count,
                                           sizeof(viet_fuzzy_key),
                                           &self->allocator);
  if (status == VIET_OK)  /* so that words without any point somewhere */
    status = viet_vector_reserve(&self->letters, 1,
                                 sizeof(viet_fuzzy_letter),
                                 &self->allocator);
  for (uint32_t i = 0; i < count && status == VIET_OK; i++) {
    viet_fuzzy_word word;
    viet_fuzzy_read_key(&word, viet_intern_text(&self->keys, i),
                        viet_intern_bytes(&self->keys, i));
    if (self->letters.count > UINT32_MAX - word.count)
      return VIET_ETOOLONG;
    status = viet_vector_reserve(&self->letters, word.count,
                                 sizeof(viet_fuzzy_letter),
                                 &self->allocator);
    if (status != VIET_OK)
      break;
    ((viet_fuzzy_key *)self->words.items)[self->words.count++] =
      (viet_fuzzy_key){.string = i, .first = (uint32_t)self->letters.count,
                       .count = (uint8_t)word.count,
                       .is_heard = viet_fuzzy_is_heard(&word),
                       .capital = word.capital};
    if (word.count > 0)
      memcpy((viet_fuzzy_letter *)self->letters.items + self->letters.count,
             word.letters, word.count * sizeof(viet_fuzzy_letter));
    self->letters.count += word.count;
    self->plain += word.count > 0;
    self->has_heard = self->has_heard || viet_fuzzy_is_heard(&word);
  }
  return status;
}


/* A letter as a number to sort by. */
static uint64_t order_of (const viet_fuzzy_letter *letter) {
  return (uint64_t)letter->base << 8 | (uint64_t)letter->mark << 1
       | (uint64_t)letter->first;
}


/* How many letters at their start two words share. */
static size_t count_shared (const viet_fuzzy *self, const viet_fuzzy_key *a,
                            const viet_fuzzy_key *b) {
  const viet_fuzzy_letter *left = viet_fuzzy_letters_of(self, a);
  const viet_fuzzy_letter *right = viet_fuzzy_letters_of(self, b);
  size_t i = 0;
  while (i < a->count && i < b->count
         && order_of(&left[i]) == order_of(&right[i]))
    i++;
  return i;
}


static bool is_word_before (const void *context, uint32_t a, uint32_t b) {
  const viet_fuzzy *self = context;
  const viet_fuzzy_key *left = viet_fuzzy_key_at(self, a);
  const viet_fuzzy_key *right = viet_fuzzy_key_at(self, b);
  if (left->count == 0 || right->count == 0)
    return left->count > right->count;
  const size_t shared = count_shared(self, left, right);
  if (shared == left->count || shared == right->count)
    return left->count < right->count;
  return order_of(viet_fuzzy_letters_of(self, left) + shared)
       < order_of(viet_fuzzy_letters_of(self, right) + shared);
}


/* Brings the words into the order 'order', which is made their numbers. */
static viet_status move_words (viet_fuzzy *self, const uint32_t *order) {
  const size_t count = self->words.count;
  viet_vector sorted = {0};
  viet_status status = viet_vector_reserve(&sorted, count,
                                           sizeof(viet_fuzzy_key),
                                           &self->allocator);
  if (status != VIET_OK)
    return status;
  viet_fuzzy_key *words = sorted.items;
  for (uint32_t i = 0; i < count; i++) {
    words[i] = *viet_fuzzy_key_at(self, order[i]);
    ((uint32_t *)self->numbers.items)[order[i]] = i;
    if (i > 0)
      words[i].shared = (uint8_t)count_shared(self, &words[i - 1],
                                              &words[i]);
  }
  sorted.count = count;
  viet_vector_free(&self->words, sizeof(viet_fuzzy_key), &self->allocator);
  self->words = sorted;
  return VIET_OK;
}


/* Fills a vector with numbers from 0. */
static viet_status count_up (viet_vector *vector, size_t count,
                             const viet_allocator *a) {
  viet_status status = viet_vector_reserve(vector, count, sizeof(uint32_t),
                                           a);
  if (status == VIET_OK)
    for (; vector->count < count; vector->count++)
      ((uint32_t *)vector->items)[vector->count] = (uint32_t)vector->count;
  return status;
}


static viet_status sort_words (viet_fuzzy *self) {
  const viet_allocator *a = &self->allocator;
  viet_vector order = {0};
  viet_status status = count_up(&self->numbers, self->words.count, a);
  if (status == VIET_OK)
    status = count_up(&order, self->words.count, a);
  if (status == VIET_OK)
    status = viet_fuzzy_sort(order.items, order.count, is_word_before, self,
                             a);
  if (status == VIET_OK)
    status = move_words(self, order.items);
  viet_vector_free(&order, sizeof(uint32_t), a);
  uint32_t *rows = self->rows.items;
  for (size_t i = 0; i < self->rows.count && status == VIET_OK; i++)
    rows[i] = ((const uint32_t *)self->numbers.items)[rows[i]];
  return status;
}


static bool is_name_before (const void *context, uint32_t a, uint32_t b) {
  const viet_fuzzy *self = context;
  const viet_fuzzy_name *names = self->names.items;
  for (size_t i = 0; i < names[a].count && i < names[b].count; i++) {
    const uint32_t left = viet_fuzzy_word_of(self, &names[a], i);
    const uint32_t right = viet_fuzzy_word_of(self, &names[b], i);
    if (left != right)
      return left < right;
  }
  return names[a].count < names[b].count;
}


static viet_status sort_names (viet_fuzzy *self) {
  const viet_allocator *a = &self->allocator;
  const size_t count = self->names.count;
  viet_vector order = {0}, sorted = {0};
  viet_status status = count_up(&order, count, a);
  if (status == VIET_OK)
    status = viet_fuzzy_sort(order.items, count, is_name_before, self, a);
  if (status == VIET_OK)
    status = viet_vector_reserve(&sorted, count, sizeof(viet_fuzzy_name), a);
  if (status == VIET_OK) {
    const viet_fuzzy_name *names = self->names.items;
    for (; sorted.count < count; sorted.count++)
      ((viet_fuzzy_name *)sorted.items)[sorted.count] =
        names[((const uint32_t *)order.items)[sorted.count]];
    viet_vector_free(&self->names, sizeof(viet_fuzzy_name), a);
    self->names = sorted;
  }
  viet_vector_free(&order, sizeof(uint32_t), a);
  return status;
}

/* }================================================================== */


viet_status viet_fuzzy_open (const viet_layer *layers, size_t count,
                             const viet_allocator *allocator,
                             viet_fuzzy **result) {
  *result = NULL;
  if (count == 0 || count > VIET_MAX_LAYERS)
    return VIET_EINVAL;
  viet_fuzzy *self = allocator->resize(allocator->context, NULL, 0,
                                       sizeof(*self));
  if (self == NULL)
    return VIET_ENOMEM;
  *self = (viet_fuzzy){.allocator = *allocator, .layer_count = count};
  viet_fuzzy_fill_costs(&self->costs, false);
  viet_fuzzy_fill_costs(&self->ear, true);
  memcpy(self->layers, layers, count * sizeof(*layers));
  adding to = {.self = self};
  viet_status status = VIET_OK;
  for (uint8_t i = 0; i < count && status == VIET_OK; i++)
    status = add_names(&to, i);
  viet_vector_free(&to.key, 1, allocator);
  if (status == VIET_OK)
    status = read_words(self);
  if (status == VIET_OK)
    status = sort_words(self);
  if (status == VIET_OK)
    status = sort_names(self);
  if (status == VIET_OK)
    *result = self;
  else
    viet_fuzzy_close(self);
  return status;
}


void viet_fuzzy_close (viet_fuzzy *self) {
  if (self == NULL)
    return;
  const viet_allocator allocator = self->allocator;
  const viet_allocator *a = &allocator;
  viet_intern_free(&self->keys, a);
  viet_vector_free(&self->words, sizeof(viet_fuzzy_key), a);
  viet_vector_free(&self->numbers, sizeof(uint32_t), a);
  viet_vector_free(&self->letters, sizeof(viet_fuzzy_letter), a);
  viet_vector_free(&self->names, sizeof(viet_fuzzy_name), a);
  viet_vector_free(&self->rows, sizeof(uint32_t), a);
  viet_free(a, self, sizeof(*self));
}
