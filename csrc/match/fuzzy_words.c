/*
** fuzzy_words.c
** The words of names that a part of a text may stand for: by its letters, by
** ear, and as keys of Telex or VNI that were not converted.
*/

#include "match/fuzzy_walk.h"

#include <string.h>

#include "text/typing.h"

typedef viet_fuzzy_walk walk;
typedef viet_fuzzy_part part;
typedef viet_fuzzy_candidate candidate;

/* keys of Telex or VNI that were not converted */
enum { KEYS_TYPED = 4 };

/* letters of the shortest foreign name that is told by ear */
#define SHORTEST_HEARD 4

/* candidates for one form, at most */
#define MANY_CANDIDATES 2048


static viet_status add_candidate (walk *self, uint32_t word, unsigned cost,
                                  bool is_same, bool capital) {
  if (self->candidates.count == self->most)
    return VIET_OK;
  viet_status status = viet_vector_reserve(&self->candidates, 1,
                                           sizeof(candidate),
                                           &self->allocator);
  if (status == VIET_OK)
    ((candidate *)self->candidates.items)[self->candidates.count++] =
      (candidate){word, (uint16_t)cost, is_same, capital};
  return status;
}


/* Judges a word whose letters cost 'cost'. */
static viet_status judge (walk *self, const viet_fuzzy_word *text,
                          uint32_t number, unsigned cost) {
  const viet_fuzzy_key *key = viet_fuzzy_key_at(self->self, number);
  if (cost > self->budget || cost > viet_fuzzy_limit(key->count))
    return VIET_OK;
  viet_fuzzy_word name;
  viet_fuzzy_read_key(&name, viet_intern_text(&self->self->keys, key->string),
                      viet_intern_bytes(&self->self->keys, key->string));
  cost += viet_fuzzy_rest(text, &name);
  if (cost > viet_fuzzy_limit(key->count))
    return VIET_OK;
  cost = viet_fuzzy_capital(text, key->capital, cost);
  if (cost > self->budget)
    return VIET_OK;
  return add_candidate(self, number, cost,
                       viet_fuzzy_same_bases(text, name.letters, name.count),
                       text->capital || !key->capital);
}


/* Judges a word whose letters cost 'cost' by ear. */
static viet_status judge_by_ear (walk *self, uint32_t number,
                                 unsigned cost) {
  const viet_fuzzy_key *key = viet_fuzzy_key_at(self->self, number);
  return cost > self->budget || cost > viet_fuzzy_ear_limit(key->count)
       ? VIET_OK : add_candidate(self, number, cost, false, true);
}


/* Is a word of names one that the text may mean by ear? One of the two is
** spelt so, the other one as it is, or so. */
static bool may_sound (const viet_fuzzy_word *text,
                       const viet_fuzzy_key *key) {
  return key->capital && key->count >= SHORTEST_HEARD
      && (key->is_heard || viet_fuzzy_is_heard(text));
}


/* Compares a word of the text with all words, in their order: rows are kept
** for the letters that a word shares with the last one that was compared, and
** once the rows cost too much all words with the same beginning are passed
** over. */
static viet_status compare_all (walk *self, const viet_fuzzy_word *text,
                                unsigned added,
                                const viet_fuzzy_costs *costs) {
  viet_fuzzy_rows rows;
  unsigned lowest[VIET_FUZZY_LETTERS + 1];
  size_t known = 0;           /* rows that are made, but for row 0 */
  size_t dead = SIZE_MAX;     /* letters after which it costs too much */
  size_t shared = 0;          /* with the last word that was compared */
  viet_status status = VIET_OK;
  lowest[0] = viet_fuzzy_row(costs, rows, 0, text, NULL);
  for (uint32_t i = 0; i < self->self->plain && status == VIET_OK; i++) {
    const viet_fuzzy_key *key = viet_fuzzy_key_at(self->self, i);
    shared = key->shared < shared ? key->shared : shared;
    if (shared >= dead || (costs->by_ear && !may_sound(text, key)))
      continue;
    dead = SIZE_MAX;
    known = shared < known ? shared : known;
    shared = SIZE_MAX;
    const viet_fuzzy_letter *letters = viet_fuzzy_letters_of(self->self, key);
    while (known < key->count && dead == SIZE_MAX) {
      known++;
      lowest[known] = viet_fuzzy_row(costs, rows, known, text, letters);
      if (lowest[known] + added > self->budget
          && lowest[known - 1] + added > self->budget)
        dead = known;
    }
    if (dead != SIZE_MAX)
      continue;
    const unsigned cost = rows[key->count][text->count] + added;
    status = costs->by_ear ? judge_by_ear(self, i, cost)
                           : judge(self, text, i, cost);
  }
  return status;
}


/* Converts the keys of tokens with hyphens between them; returns the bytes
** of what they give. 'count' is up to VIET_WORD_KEYS. */
static size_t convert (viet_typing method, const char *keys, size_t count,
                       char typed[VIET_TYPED_BYTES]) {
  const viet_typing_rules rules = {.method = method};
  size_t bytes = 0;
  for (size_t at = 0, end = 0; at < count; at = end) {
    while (end < count && keys[end] != '-')
      end++;
    if (end > at)
      bytes += viet_typing_read_word(&rules, keys + at, end - at,
                                     typed + bytes);
    if (end < count)
      typed[bytes++] = keys[end++];
  }
  return bytes;
}


/* Compares what keys that were not converted give. */
static viet_status compare_typed (walk *self, const viet_fuzzy_word *text,
                                  const char *key, size_t bytes,
                                  viet_typing method) {
  char typed[VIET_TYPED_BYTES];
  viet_fuzzy_word word;
  if (bytes > VIET_WORD_KEYS)
    return VIET_OK;
  for (size_t i = 0; i < bytes; i++)
    if ((unsigned char)key[i] >= 0x80)
      return VIET_OK;
  const size_t count = convert(method, key, bytes, typed);
  if (count == bytes && memcmp(typed, key, bytes) == 0)
    return VIET_OK;
  viet_fuzzy_read(&word, typed, count);
  word.capital = text->capital;
  return word.count == 0 ? VIET_OK
       : compare_all(self, &word, KEYS_TYPED, &self->self->costs);
}


static bool is_candidate_before (const void *context, uint32_t a,
                                 uint32_t b) {
  const candidate *all = context;
  if (all[a].word != all[b].word)
    return all[a].word < all[b].word;
  return all[a].cost < all[b].cost;
}


/* Leaves of candidates from 'first' on the cheapest one for each word. */
static viet_status leave_cheapest (walk *self, size_t first) {
  const size_t count = self->candidates.count - first;
  viet_vector order = {0}, kept = {0};
  viet_status status = viet_vector_reserve(&order, count, sizeof(uint32_t),
                                           &self->allocator);
  if (status == VIET_OK)
    status = viet_vector_reserve(&kept, count, sizeof(candidate),
                                 &self->allocator);
  uint32_t *numbers = order.items;
  candidate *all = (candidate *)self->candidates.items + first;
  for (uint32_t i = 0; i < count && status == VIET_OK; i++)
    numbers[i] = i;
  if (status == VIET_OK)
    status = viet_fuzzy_sort(numbers, count, is_candidate_before, all,
                             &self->allocator);
  candidate *to = kept.items;
  for (size_t i = 0; i < count && status == VIET_OK; i++)
    if (i == 0 || all[numbers[i]].word != all[numbers[i - 1]].word)
      to[kept.count++] = all[numbers[i]];
  if (status == VIET_OK) {
    memcpy(all, to, kept.count * sizeof(candidate));
    self->candidates.count = first + kept.count;
  }
  viet_vector_free(&order, sizeof(uint32_t), &self->allocator);
  viet_vector_free(&kept, sizeof(candidate), &self->allocator);
  return status;
}


viet_status viet_fuzzy_find_words (walk *self, part *result) {
  const char *key = self->key.items;
  const size_t bytes = self->key.count;
  const size_t first = self->candidates.count;
  viet_fuzzy_word text;
  viet_status status = VIET_OK;
  self->most = first + MANY_CANDIDATES;
  viet_fuzzy_read_key(&text, key, bytes);
  if (text.count > 0)
    status = compare_all(self, &text, 0, &self->self->costs);
  else {
    const uint32_t word = viet_fuzzy_find(self->self, key, bytes);
    if (word != VIET_NONE)
      status = add_candidate(self, word, 0, true, true);
  }
  const size_t plain = self->candidates.count;
  if (status == VIET_OK && text.capital && text.count >= SHORTEST_HEARD
      && (self->self->has_heard || viet_fuzzy_is_heard(&text)))
    status = compare_all(self, &text, 0, &self->self->ear);
  if (status == VIET_OK)
    status = compare_typed(self, &text, key + 1, bytes - 1, VIET_TELEX);
  if (status == VIET_OK)
    status = compare_typed(self, &text, key + 1, bytes - 1, VIET_VNI);
  if (status == VIET_OK && self->candidates.count > plain)
    status = leave_cheapest(self, first);
  if (self->candidates.count > UINT32_MAX)
    return VIET_ENOMEM;
  *result = (part){(uint32_t)first,
                   (uint32_t)(self->candidates.count - first), true};
  return status;
}
