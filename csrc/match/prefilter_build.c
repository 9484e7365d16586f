/*
** prefilter_build.c
** How words may be spelled, and filters made of that. See prefilter.h.
*/

#include "match/prefilter.h"

#include <stdlib.h>
#include <string.h>

#include "text/letter.h"
#include "text/utf8.h"

/* letters of a word of which spellings are made */
#define MOST_LETTERS 20

/* words and spellings of a way: where more are looked for, most lines have
** one */
#define MOST_WORDS 48
#define MOST_LITERALS 96


/*
** {==================================================================
** Spellings
** ===================================================================
*/

/* A word at VIET_PLACEMENT. */
typedef struct word {
  viet_letter letters[MOST_LETTERS];
  size_t count;
  size_t tones;    /* letters that have one */
  size_t tone_at;  /* the last of them */
} word;


static bool read_letters (word *self, const char *key, size_t bytes) {
  *self = (word){.count = 0};
  for (size_t at = 0; at < bytes; self->count++) {
    uint32_t c;
    at += viet_utf8_decode(key + at, bytes - at, &c);
    if (self->count == MOST_LETTERS || c == VIET_NO_CODE_POINT ||
        !viet_letter_of(&self->letters[self->count], c))
      return false;
    if (self->letters[self->count].tone != VIET_NGANG) {
      self->tones++;
      self->tone_at = self->count;
    }
  }
  return true;
}


/* Adds a spelling as it is. */
static viet_status add_bytes (const char *key, size_t bytes, bool is_word,
                              const viet_allocator *allocator,
                              viet_vector *to) {
  viet_spelled made = {.is_word = is_word};
  made.bytes = bytes < VIET_SPELLING_BYTES ? (uint8_t)bytes
                                           : VIET_SPELLING_BYTES;
  memcpy(made.low, key, made.bytes);
  memcpy(made.high, key, made.bytes);
  viet_status status = viet_vector_reserve(to, 1, sizeof(made), allocator);
  if (status == VIET_OK)
    ((viet_spelled *)to->items)[to->count++] = made;
  return status;
}


/* Writes letters, all of them small or capital; the bytes, or 0 if there are
** too many. */
static size_t write_letters (const word *self, bool upper, uint8_t *to) {
  size_t bytes = 0;
  for (size_t i = 0; i < self->count; i++) {
    char one[4];
    viet_letter letter = self->letters[i];
    letter.upper = upper;
    const uint32_t c = viet_letter_code_point(letter);
    const size_t step = c != 0 ? viet_utf8_encode(one, c) : 0;
    if (step == 0 || bytes + step > VIET_SPELLING_BYTES)
      return 0;
    memcpy(to + bytes, one, step);
    bytes += step;
  }
  return bytes;
}


/* Adds a spelling in small letters and capitals, which are as long; '*good'
** tells if that could be done. */
static viet_status add_letters (const word *self,
                                const viet_allocator *allocator,
                                viet_vector *to, bool *good) {
  viet_spelled made = {.is_word = true};
  const size_t low = write_letters(self, false, made.low);
  const size_t high = write_letters(self, true, made.high);
  *good = *good && low > 0 && low == high;
  if (!*good)
    return VIET_OK;
  made.bytes = (uint8_t)low;
  viet_status status = viet_vector_reserve(to, 1, sizeof(made), allocator);
  if (status == VIET_OK)
    ((viet_spelled *)to->items)[to->count++] = made;
  return status;
}


/* Adds a word, and with y for its last i: "tỉ" may be "tỷ". */
static viet_status add_both (word *self, const viet_allocator *allocator,
                             viet_vector *to, bool *good) {
  viet_letter *last = &self->letters[self->count - 1];
  viet_status status = add_letters(self, allocator, to, good);
  if (status != VIET_OK || last->base != 'i' || self->count == 1)
    return status;
  last->base = 'y';
  status = add_letters(self, allocator, to, good);
  last->base = 'i';
  return status;
}


/* Adds the word with its tone on each of its vowels. */
static viet_status add_tones (word *self, const viet_allocator *allocator,
                              viet_vector *to, bool *good) {
  const uint8_t tone = self->letters[self->tone_at].tone;
  viet_status status = VIET_OK;
  self->letters[self->tone_at].tone = VIET_NGANG;
  for (size_t i = 0; i < self->count && status == VIET_OK; i++) {
    if (!viet_letter_is_vowel(self->letters[i]))
      continue;
    self->letters[i].tone = tone;
    status = add_both(self, allocator, to, good);
    self->letters[i].tone = VIET_NGANG;
  }
  return status;
}


/* Is it of ASCII alone, with no letter? No level changes that. */
static bool is_bare (const char *key, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) {
    const unsigned char byte = (unsigned char)key[i];
    if (byte >= 0x80 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'))
      return false;
  }
  return true;
}


viet_status viet_prefilter_spell (const char *key, size_t bytes,
                                  uint8_t level,
                                  const viet_allocator *allocator,
                                  viet_vector *to) {
  const size_t before = to->count;
  bool good = true;
  word self;
  if (bytes == 0)
    return VIET_OK;
  const bool is_word = read_letters(&self, key, bytes);
  if (level == VIET_EXACT || (level == VIET_PLACEMENT &&
                              is_bare(key, bytes)))
    return add_bytes(key, bytes, is_word && bytes <= VIET_SPELLING_BYTES,
                     allocator, to);
  if (level != VIET_PLACEMENT || !is_word)
    return VIET_OK;
  viet_status status = self.tones == 1
                     ? add_tones(&self, allocator, to, &good)
                     : add_both(&self, allocator, to, &good);
  if (!good)
    to->count = before;
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Anchors
** ===================================================================
*/

/* How rare a byte is, roughly: the logarithm to base 2 of how many bytes
** there are for one of it. */
static unsigned rarity_of (uint8_t byte) {
  static const char frequent[] = " nhtgic";
  static const char common[] = "\xE1\xBA\xBB\xC3\xC4\xC6\xA1\xB0\x91umoaryl";
  if (byte != 0 && strchr(frequent, byte) != NULL)
    return 4;
  if (byte != 0 && strchr(common, byte) != NULL)
    return 5;
  if (byte >= 0x80 || (byte >= 'a' && byte <= 'z'))
    return 7;
  return 10;
}


/* The rarer of the two bytes may be rare: it counts how often both are. */
static unsigned rarity_at (const viet_spelled *self, size_t at) {
  const unsigned low = rarity_of(self->low[at]);
  const unsigned high = rarity_of(self->high[at]);
  return low < high ? low : high;
}


/* Where the rarest bytes of a spelling are. */
static uint8_t anchor_of (const viet_spelled *self) {
  unsigned most = 0;
  size_t best = 0;
  for (size_t at = 0; at == 0 || at + VIET_ANCHOR_BYTES <= self->bytes;
       at++) {
    unsigned sum = 0;
    for (size_t k = at; k < at + VIET_ANCHOR_BYTES && k < self->bytes; k++)
      sum += rarity_at(self, k);
    if (sum > most) {
      most = sum;
      best = at;
    }
  }
  return (uint8_t)best;
}


static void allow (viet_anchors *self, size_t place, uint8_t byte,
                   uint8_t bit) {
  self->low[place][byte & 15] |= bit;
  self->high[place][byte >> 4] |= bit;
}


/* Adds the anchor of a literal to those of a bucket. Behind a short word
** anything may stand. */
static void add_anchor (viet_anchors *self, const viet_literal *literal,
                        unsigned bucket) {
  const viet_spelled *of = &literal->spelled;
  const uint8_t bit = (uint8_t)(1u << bucket);
  for (size_t k = 0; k < VIET_ANCHOR_BYTES; k++) {
    const size_t at = literal->anchor + k;
    if (at < of->bytes) {
      allow(self, k, of->low[at], bit);
      allow(self, k, of->high[at], bit);
    }
    for (size_t i = 0; i < 16 && at >= of->bytes; i++) {
      self->low[k][i] |= bit;
      self->high[k][i] |= bit;
    }
  }
}

/* }================================================================== */


/*
** {==================================================================
** Ways
** ===================================================================
*/

/* What a filter is made from. */
typedef struct maker {
  const viet_needs *needs;
  const viet_intern *keys;
  const viet_allocator *allocator;
  viet_prefilter *made;
  viet_vector spelled;  /* viet_spelled: of the present word */
  bool good;            /* can the present way be used? */
} maker;


static viet_status spell (maker *self, uint32_t key, uint8_t level,
                          viet_vector *to) {
  const size_t before = to->count;
  viet_status status = viet_prefilter_spell(
    viet_intern_text(self->keys, key), viet_intern_bytes(self->keys, key),
    level, self->allocator, to);
  self->good = self->good && to->count > before;
  return status;
}


/* Adds the spellings of a word, with what may follow it, to a bucket. */
static viet_status add_word (maker *self, const viet_need_word *of,
                             viet_way *way, unsigned bucket) {
  viet_vector *literals = &self->made->literals;
  viet_literal literal = {.first_follow =
                            (uint32_t)self->made->follows.count};
  self->spelled.count = 0;
  const bool is_cut = viet_intern_bytes(self->keys, of->key) >
                      VIET_SPELLING_BYTES;
  viet_status status = spell(self, of->key, of->level, &self->spelled);
  if (status == VIET_OK && of->next != VIET_NONE && !is_cut)
    status = spell(self, of->next, of->level, &self->made->follows);
  if (status == VIET_OK)
    status = viet_vector_reserve(literals, self->spelled.count,
                                 sizeof(literal), self->allocator);
  if (status != VIET_OK)
    return status;
  literal.end_follow = (uint32_t)self->made->follows.count;
  way->is_plain = way->is_plain || of->level != VIET_EXACT;
  for (size_t i = 0; i < self->spelled.count; i++) {
    literal.spelled = ((const viet_spelled *)self->spelled.items)[i];
    literal.anchor = anchor_of(&literal.spelled);
    self->good = self->good && literal.spelled.bytes > 1;
    add_anchor(&way->anchors, &literal, bucket);
    ((viet_literal *)literals->items)[literals->count++] = literal;
  }
  return VIET_OK;
}


/* Adds those words of the needs in 'order', one for each rule, that go to a
** bucket. */
static viet_status add_bucket (maker *self, const viet_need *const *order,
                               size_t rules, viet_way *way,
                               unsigned bucket) {
  const viet_need_word *words = self->needs->words.items;
  viet_status status = VIET_OK;
  size_t number = 0;
  for (size_t r = 0; r < rules; r++)
    for (uint32_t i = order[r]->head; i != VIET_NONE && status == VIET_OK;
         i = words[i].link, number++)
      if (number % VIET_BUCKETS == bucket)
        status = add_word(self, &words[i], way, bucket);
  return status;
}


/* Adds a way, if it can be used. */
static viet_status add_way (maker *self, const viet_need *const *order,
                            size_t rules) {
  viet_prefilter *made = self->made;
  const size_t before = made->literals.count;
  viet_way *way = &made->ways[made->way_count];
  viet_status status = VIET_OK;
  size_t words = 0;
  *way = (viet_way){.is_plain = false};
  for (size_t r = 0; r < rules; r++)
    words += order[r]->count;
  self->good = words <= MOST_WORDS;
  for (unsigned b = 0; b < VIET_BUCKETS && status == VIET_OK && self->good;
       b++) {
    way->bucket[b] = (uint32_t)made->literals.count;
    status = add_bucket(self, order, rules, way, b);
  }
  way->bucket[VIET_BUCKETS] = (uint32_t)made->literals.count;
  if (self->good && made->literals.count - before <= MOST_LITERALS)
    made->way_count++;
  else
    made->literals.count = before;
  return status;
}


static int compare_needs (const void *a, const void *b) {
  const viet_need *x = a, *y = b;
  if (x->rule != y->rule)
    return x->rule < y->rule ? -1 : 1;
  if (x->cost < y->cost || x->cost > y->cost)
    return x->cost < y->cost ? -1 : 1;
  return (x->head > y->head) - (x->head < y->head);
}


/* The need of a rule that is used in a way, or its first one where it has not
** so many; '*is_new' if it has. */
static const viet_need *need_of (const viet_needs *needs, size_t rule,
                                 size_t way, bool *is_new) {
  const viet_need *all = needs->all.items;
  size_t first = 0;
  while (all[first].rule != rule)
    first++;
  const bool has = first + way < needs->all.count &&
                   all[first + way].rule == rule;
  *is_new = *is_new || has;
  return &all[first + (has ? way : 0)];
}


static viet_status add_ways (maker *self, size_t rules) {
  const viet_need *order[MOST_WORDS];
  viet_status status = VIET_OK;
  for (size_t i = 0; i < VIET_WAYS && status == VIET_OK; i++) {
    bool is_new = i == 0;
    for (size_t r = 0; r < rules; r++)
      order[r] = need_of(self->needs, r, i, &is_new);
    if (is_new)
      status = add_way(self, order, rules);
  }
  return status;
}


viet_status viet_prefilter_open (const viet_needs *needs, size_t rules,
                                 const viet_intern *keys,
                                 const viet_allocator *allocator,
                                 viet_prefilter **result) {
  maker self = {.needs = needs, .keys = keys, .allocator = allocator};
  *result = NULL;
  if (needs->given_up || rules == 0 || rules > MOST_WORDS)
    return VIET_OK;
  qsort(needs->all.items, needs->all.count, sizeof(viet_need),
        compare_needs);
  self.made = allocator->resize(allocator->context, NULL, 0,
                                sizeof(*self.made));
  if (self.made == NULL)
    return VIET_ENOMEM;
  *self.made = (viet_prefilter){.way_count = 0};
  viet_status status = add_ways(&self, rules);
  viet_vector_free(&self.spelled, sizeof(viet_spelled), allocator);
  if (status == VIET_OK && self.made->way_count > 0)
    *result = self.made;
  else
    viet_prefilter_close(self.made, allocator);
  return status;
}


void viet_prefilter_close (viet_prefilter *self,
                           const viet_allocator *allocator) {
  if (self == NULL)
    return;
  viet_vector_free(&self->literals, sizeof(viet_literal), allocator);
  viet_vector_free(&self->follows, sizeof(viet_spelled), allocator);
  viet_free(allocator, self, sizeof(*self));
}

/* }================================================================== */
