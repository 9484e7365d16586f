/*
** fuzzy.c
** A fuzzy search over the tokens of a text, in three steps:
**
**     exact    what viet_search finds, with the score 1
**     walk     from each token along the names (a range of sorted names is
**              a node), by the words that a token of the text may stand for
**     choose   the best of what overlaps
**
** The words that a form may stand for are found once.
*/

#include "match/fuzzy.h"

#include <string.h>

#include "match/search.h"
#include "text/bytes.h"
#include "text/letter.h"
#include "text/typing.h"

enum {
  KEYS_TYPED = 4,   /* keys of Telex or VNI that were not converted */
  INITIAL = 4,      /* "N." for "Nguyễn" */
  SPACE = 3,        /* one more in a word, or one less between two */
  LOST_CAPITAL = 3  /* of a word that is glued to the one before it */
};

/* letters of the shortest foreign name that is told by ear */
#define SHORTEST_HEARD 4

/* steps and hits from one token, and candidates for one form, at most */
#define MANY_STEPS 20000
#define MANY_HITS 256
#define MANY_CANDIDATES 2048

/* A word that a part of the text may stand for. */
typedef struct candidate {
  uint32_t word;
  uint16_t cost;
  bool is_same;  /* are the base letters right? */
  bool capital;  /* is the capital kept, if the word has one? */
} candidate;

/* What a form, or tokens with hyphens between them, may stand for. */
typedef struct part {
  uint32_t first;  /* of the candidates */
  uint32_t count;
  bool is_known;
} part;

/* A node that was reached. */
typedef struct state {
  uint32_t low, high;  /* names */
  uint32_t depth;      /* words of them so far */
  uint32_t token;      /* of the text, behind them, */
  uint32_t inside;     /* and bytes of it that are theirs: words are glued */
  uint32_t cost;
  bool is_same;        /* so far, as of candidates */
  bool capital;
  bool is_initial;     /* is the last word an initial? */
  bool at_capital;     /* are words glued, and does a capital stand here? */
} state;

/* A match with what it is compared by. */
typedef struct hit {
  viet_match match;
  uint32_t cost;
  uint32_t letters;
  int32_t priority;
  bool is_out;
} hit;

typedef struct walk {
  const viet_fuzzy *self;
  const viet_fuzzy_rules *rules;
  const viet_tokens *tokens;
  const viet_token *array;
  size_t count;             /* of tokens */
  viet_allocator allocator;
  viet_search *search;      /* tells which entries are wanted */
  unsigned budget;          /* most that a name may cost */
  viet_vector parts;        /* part, for each form */
  viet_vector candidates;   /* candidate */
  size_t most;              /* that there may be now */
  viet_vector states;       /* state: those that wait */
  viet_vector hits;         /* hit */
  viet_vector key;          /* bytes */
  viet_forms pieces;        /* of glued words, without an allocator as long
                               as there are none, */
  viet_vector piece_parts;  /* and a part for each */
  size_t steps;             /* left from this token */
  size_t room;              /* hits that it may still have */
} walk;


/*
** {==================================================================
** Candidates
** ===================================================================
*/

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


/* Finds the candidates of the key in 'self->key'. */
static viet_status find_candidates (walk *self, part *result) {
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


static const char *form_key (const walk *self, size_t token,
                             viet_level level, size_t *bytes) {
  return viet_tokens_key(self->tokens, self->array[token].form, level,
                         bytes);
}


static bool begins_with_letter (const walk *self, size_t token) {
  viet_letter letter;
  size_t bytes;
  const char *key = form_key(self, token, VIET_PLACEMENT, &bytes);
  return bytes > 0 && viet_letter_read(&letter, key, bytes) > 0;
}


static bool is_sign (const walk *self, size_t token, char sign) {
  size_t bytes;
  const char *key = form_key(self, token, VIET_PLACEMENT, &bytes);
  return bytes == 1 && *key == sign && !self->array[token].spaced;
}


/* The token behind those that hyphens tie to 'token'; 'token' + 1 if there
** are none. */
static size_t end_of_group (const walk *self, size_t token) {
  size_t end = token + 1;
  if (!begins_with_letter(self, token))
    return end;
  while (end + 1 < self->count && is_sign(self, end, '-')
         && end + 1 - token < 2 * VIET_FUZZY_LETTERS
         && !self->array[end + 1].spaced
         && begins_with_letter(self, end + 1))
    end += 2;
  return end;
}


/* Makes the key of tokens, as those of words of names. */
static viet_status make_key (walk *self, size_t token, size_t end) {
  size_t bytes;
  const char *text = form_key(self, token, VIET_EXACT, &bytes);
  const char *capital = viet_fuzzy_is_capital(text, bytes) ? "C" : "s";
  self->key.count = 0;
  viet_status status = viet_bytes_add(&self->key, capital, 1,
                                      &self->allocator);
  for (; token < end && status == VIET_OK; token++) {
    text = form_key(self, token, VIET_PLACEMENT, &bytes);
    status = viet_bytes_add(&self->key, text, bytes, &self->allocator);
  }
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Walking
** ===================================================================
*/

static const viet_fuzzy_name *name_at (const walk *self, size_t name) {
  return (const viet_fuzzy_name *)self->self->names.items + name;
}


/* The first name from 'low' up to 'high' whose word at 'depth' is not below
** 'word'. Names that end before that come first. */
static uint32_t find_word (const walk *self, uint32_t low, uint32_t high,
                           uint32_t depth, uint32_t word) {
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const viet_fuzzy_name *name = name_at(self, middle);
    if (name->count <= depth
        || viet_fuzzy_word_of(self->self, name, depth) < word)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}


static bool take_step (walk *self) {
  if (self->steps == 0)
    return false;
  self->steps--;
  return true;
}


static viet_status push_state (walk *self, state next) {
  viet_status status = viet_vector_reserve(&self->states, 1, sizeof(state),
                                           &self->allocator);
  if (status == VIET_OK)
    ((state *)self->states.items)[self->states.count++] = next;
  return status;
}


/* Goes on by a word to the names that have it next. */
static viet_status step_to (walk *self, const state *from, uint32_t word,
                            state next) {
  next.low = find_word(self, from->low, from->high, from->depth, word);
  next.high = find_word(self, next.low, from->high, from->depth, word + 1);
  next.depth = from->depth + 1;
  return next.low < next.high ? push_state(self, next) : VIET_OK;
}


/* By what a part of the text may stand for, to where 'next' is in it, whose
** cost is that of all but the part. */
static viet_status step_by_part (walk *self, const state *from, part its,
                                 state next) {
  viet_status status = VIET_OK;
  for (uint32_t i = 0; i < its.count && status == VIET_OK; i++) {
    const candidate of =
      ((const candidate *)self->candidates.items)[its.first + i];
    state to = next;
    to.cost += of.cost;
    to.is_same = from->is_same && of.is_same;
    to.capital = from->capital && of.capital;
    if (to.cost > self->budget)
      continue;
    if (!take_step(self))
      break;
    status = step_to(self, from, of.word, to);
  }
  return status;
}


/* By the token, what its form may stand for. */
static viet_status step_by_form (walk *self, const state *from) {
  const uint32_t form = self->array[from->token].form;
  part *its = (part *)self->parts.items + form;
  viet_status status = VIET_OK;
  if (!its->is_known) {
    status = make_key(self, from->token, from->token + 1);
    if (status == VIET_OK)
      status = find_candidates(self, its);
  }
  return status != VIET_OK ? status
       : step_by_part(self, from, *its, (state){
           .token = from->token + 1, .cost = from->cost
         });
}


/* By the token and those that hyphens tie to it. */
static viet_status step_by_group (walk *self, const state *from) {
  const size_t end = end_of_group(self, from->token);
  const size_t first = self->candidates.count;
  part its;
  if (end == (size_t)from->token + 1)
    return VIET_OK;
  viet_status status = make_key(self, from->token, end);
  if (status == VIET_OK)
    status = find_candidates(self, &its);
  if (status == VIET_OK)
    status = step_by_part(self, from, its, (state){
      .token = (uint32_t)end, .cost = from->cost
    });
  self->candidates.count = first;
  return status;
}


/* By two tokens with a space between them that are one word: "Gi ang". Only
** what is then right counts. */
static viet_status step_by_pair (walk *self, const state *from) {
  const size_t token = from->token;
  size_t bytes;
  if (token + 1 >= self->count || !self->array[token + 1].spaced
      || self->array[token].line != self->array[token + 1].line
      || from->cost + SPACE > self->budget
      || !begins_with_letter(self, token)
      || !begins_with_letter(self, token + 1))
    return VIET_OK;
  const char *text = form_key(self, token + 1, VIET_EXACT, &bytes);
  if (viet_fuzzy_is_capital(text, bytes))
    return VIET_OK;
  viet_status status = make_key(self, token, token + 2);
  const uint32_t word = status != VIET_OK ? VIET_NONE
    : viet_fuzzy_find(self->self, self->key.items, self->key.count);
  if (word == VIET_NONE || !take_step(self))
    return status;
  return step_to(self, from, word, (state){
    .token = (uint32_t)token + 2, .cost = from->cost + SPACE,
    .capital = from->capital
  });
}


/* The first word whose first letter is not below 'base'. */
static uint32_t find_base (const walk *self, uint32_t base) {
  uint32_t low = 0, high = (uint32_t)self->self->plain;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const viet_fuzzy_key *key = viet_fuzzy_key_at(self->self, middle);
    if (viet_fuzzy_letters_of(self->self, key)->base < base)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}


/* The letter of an initial at a token: a capital and a full stop; 0 if it
** is none. */
static uint32_t initial_at (const walk *self, size_t token) {
  viet_letter letter;
  size_t bytes;
  const char *text = form_key(self, token, VIET_EXACT, &bytes);
  if (token + 1 >= self->count || bytes == 0 || bytes > 4
      || viet_letter_read(&letter, text, bytes) != bytes || !letter.upper
      || !is_sign(self, token + 1, '.'))
    return 0;
  return letter.base;
}


/* By an initial, to all words that begin with it and are not the last. */
static viet_status step_by_initial (walk *self, const state *from) {
  const uint32_t base = initial_at(self, from->token);
  if (base == 0 || from->cost + INITIAL > self->budget)
    return VIET_OK;
  const uint32_t end = find_base(self, base + 1);
  const state next = {.token = from->token + 2, .is_initial = true,
                      .cost = from->cost + INITIAL};
  uint32_t at = find_word(self, from->low, from->high, from->depth,
                          find_base(self, base));
  viet_status status = VIET_OK;
  while (at < from->high && status == VIET_OK && take_step(self)) {
    const uint32_t word = viet_fuzzy_word_of(self->self, name_at(self, at),
                                             from->depth);
    if (word >= end)
      break;
    if (viet_fuzzy_key_at(self->self, word)->count > 1)
      status = step_to(self, from, word, next);
    at = find_word(self, at, from->high, from->depth, word + 1);
  }
  return status;
}


/* }================================================================== */


/*
** {==================================================================
** Glued words
**
** "PhanVănGiang" and "#PhanVanGiang" are cut before their capitals, where each part may be mistyped,
** too; "QuốcPhòng" and "quốcphòng" wherever both parts are right.
** ===================================================================
*/

/* Where a token may be cut. */
typedef struct seam {
  size_t at;        /* bytes of the token */
  bool is_capital;  /* does a capital stand behind, and none before? */
} seam;

/* Finds the seams behind byte 'from' of a token of letters; the last one is
** its end. Returns how many there are, 0 if it is none. */
static size_t find_seams (const char *text, size_t bytes, size_t from,
                          seam seams[VIET_FUZZY_LETTERS]) {
  size_t count = 0;
  bool was_upper = true;
  for (size_t at = 0; at < bytes; ) {
    viet_letter letter;
    const size_t step = viet_letter_read(&letter, text + at, bytes - at);
    if (step == 0 || count == VIET_FUZZY_LETTERS)
      return 0;
    if (at > from)
      seams[count++] = (seam){at, letter.upper && !was_upper};
    was_upper = letter.upper;
    at += step;
  }
  if (count == VIET_FUZZY_LETTERS)
    return 0;
  seams[count++] = (seam){bytes, true};
  return count;
}


/* The number of bytes of a token among the pieces. */
static viet_status find_piece (walk *self, const char *text, size_t bytes,
                               uint32_t *piece) {
  const viet_allocator *a = &self->allocator;
  viet_status status = VIET_OK;
  if (self->pieces.allocator == NULL)
    status = viet_forms_init(&self->pieces, a);
  if (status == VIET_OK)
    status = viet_forms_add(&self->pieces, text, bytes, VIET_WORD, piece);
  const size_t count = viet_forms_count(&self->pieces);
  viet_vector *parts = &self->piece_parts;
  if (status == VIET_OK && count > parts->count)
    status = viet_vector_reserve(parts, count - parts->count, sizeof(part),
                                 a);
  for (; status == VIET_OK && parts->count < count; parts->count++)
    ((part *)parts->items)[parts->count] = (part){0, 0, false};
  return status;
}


/* Makes the key of a piece; 'capital' is "C" or "s". */
static viet_status make_piece_key (walk *self, uint32_t piece,
                                   const char *capital) {
  size_t bytes;
  const char *key = viet_forms_key(&self->pieces, piece, VIET_PLACEMENT,
                                   &bytes);
  self->key.count = 0;
  viet_status status = viet_bytes_add(&self->key, capital, 1,
                                      &self->allocator);
  return status == VIET_OK ? viet_bytes_add(&self->key, key, bytes,
                                            &self->allocator)
                           : status;
}


/* By a piece that is a word as it is, with its capital or, where it has none,
** with one that was lost. */
static viet_status step_by_right_piece (walk *self, const state *from,
                                        uint32_t piece, bool capital,
                                        state next) {
  viet_status status = VIET_OK;
  next.capital = from->capital;
  for (int lost = 0; lost < (capital ? 1 : 2) && status == VIET_OK;
       lost++) {
    status = make_piece_key(self, piece, capital || lost == 1 ? "C" : "s");
    const uint32_t word = status != VIET_OK ? VIET_NONE
      : viet_fuzzy_find(self->self, self->key.items, self->key.count);
    if (lost == 1) {
      next.cost += LOST_CAPITAL;
      next.capital = false;
    }
    if (word != VIET_NONE && next.cost <= self->budget && take_step(self))
      status = step_to(self, from, word, next);
  }
  return status;
}


/* By a piece between capitals, which may be mistyped. */
static viet_status step_by_any_piece (walk *self, const state *from,
                                      uint32_t piece, bool capital,
                                      state next) {
  part *its = (part *)self->piece_parts.items + piece;
  viet_status status = VIET_OK;
  if (!its->is_known) {
    status = make_piece_key(self, piece, capital ? "C" : "s");
    if (status == VIET_OK)
      status = find_candidates(self, its);
  }
  return status == VIET_OK ? step_by_part(self, from, *its, next) : status;
}


/* The spelling of a token that may be glued words, without the sign of a
** hashtag; NULL for any other. */
static const char *glued_text (const walk *self, size_t token,
                               size_t *bytes) {
  const uint8_t kind = self->array[token].kind;
  if (kind != VIET_WORD && kind != VIET_HASHTAG)
    return NULL;
  const char *text = form_key(self, token, VIET_EXACT, bytes);
  const size_t sign = kind == VIET_HASHTAG;
  *bytes -= sign;
  return text + sign;
}


/* By the piece up to a seam. */
static viet_status step_by_piece (walk *self, const state *from, seam to,
                                  bool is_end) {
  const state next = {
    .token = from->token + is_end, .inside = is_end ? 0 : (uint32_t)to.at,
    .at_capital = to.is_capital, .cost = from->cost + (is_end ? 0 : SPACE)
  };
  size_t bytes;
  const char *text = glued_text(self, from->token, &bytes) + from->inside;
  const bool capital = viet_fuzzy_is_capital(text, to.at - from->inside);
  uint32_t piece;
  if (next.cost > self->budget)
    return VIET_OK;
  viet_status status = find_piece(self, text, to.at - from->inside, &piece);
  if (status != VIET_OK)
    return status;
  return to.is_capital && (from->inside == 0 || from->at_capital)
       ? step_by_any_piece(self, from, piece, capital, next)
       : step_by_right_piece(self, from, piece, capital, next);
}


/* By the pieces of a token from where the state is on, to each seam; the whole
** of it is no piece. */
static viet_status step_by_pieces (walk *self, const state *from) {
  seam seams[VIET_FUZZY_LETTERS];
  size_t bytes;
  const char *text = glued_text(self, from->token, &bytes);
  if (text == NULL)
    return VIET_OK;
  const size_t count = find_seams(text, bytes, from->inside, seams);
  viet_status status = VIET_OK;
  for (size_t i = 0; i < count && status == VIET_OK; i++)
    if (i + 1 < count || from->inside > 0)
      status = step_by_piece(self, from, seams[i], i + 1 == count);
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Hits
** ===================================================================
*/

/* Adds a hit, with the priority of its entry. */
static viet_status keep_hit (walk *self, hit its) {
  const viet_layer_state *layer = &self->search->layers[its.match.layer];
  viet_status status = viet_vector_reserve(&self->hits, 1, sizeof(hit),
                                           &self->allocator);
  its.priority = viet_signed_at(layer->layer.gazetteer,
                                VIET_PART_PRIORITIES, its.match.entry);
  if (status == VIET_OK)
    ((hit *)self->hits.items)[self->hits.count++] = its;
  return status;
}


static viet_status add_hit (walk *self, size_t start, const state *at,
                            const viet_fuzzy_name *name) {
  viet_record record;
  const viet_layer_state *layer = &self->search->layers[name->layer];
  if (!viet_record_read(layer->layer.gazetteer, name->record, &record)
      || !viet_search_wants(self->search, layer, record.entry))
    return VIET_OK;
  self->room--;
  return keep_hit(self, (hit){
    .match = {
      .first = self->array[start].first,
      .end = self->array[at->token - 1].end,
      .first_token = (uint32_t)start, .end_token = at->token,
      .entry = record.entry, .name = record.name, .layer = name->layer,
      .level = VIET_LEVELS
    },
    .cost = at->cost > 0 ? at->cost : 1, .letters = name->letters
  });
}


/* Is a name so short that other words are near, and the text not near
** enough? One word may cost a quarter of an edit for each letter but the
** first. */
static bool is_doubtful (const state *at, const viet_fuzzy_name *name) {
  if (name->is_short && !(at->is_same && at->capital))
    return true;
  return name->count == 1
      && (!at->capital
          || at->cost > (name->letters - 1) * (VIET_FUZZY_EDIT / 4));
}


/* Adds the names that end at a state. */
static viet_status add_hits (walk *self, size_t start, const state *at) {
  viet_status status = VIET_OK;
  for (uint32_t i = at->low; i < at->high && status == VIET_OK; i++) {
    const viet_fuzzy_name *name = name_at(self, i);
    if (name->count != at->depth || self->room == 0 || !take_step(self))
      break;
    if (!is_doubtful(at, name))
      status = add_hit(self, start, at, name);
  }
  return status;
}


/* May a name go on with the token behind a state? */
static bool may_go_on (const walk *self, size_t start, const state *at) {
  return at->token < self->count
      && (self->rules->across_lines
          || self->array[at->token].line == self->array[start].line);
}


/* All names from token 'start' on. */
static viet_status walk_from (walk *self, size_t start) {
  const state root = {.high = (uint32_t)self->self->names.count,
                      .token = (uint32_t)start, .is_same = true,
                      .capital = true};
  self->steps = MANY_STEPS;
  self->room = MANY_HITS;
  self->states.count = 0;
  viet_status status = push_state(self, root);
  while (self->states.count > 0 && status == VIET_OK) {
    const state at = ((state *)self->states.items)[--self->states.count];
    if (at.depth > 0 && !at.is_initial && at.inside == 0)
      status = add_hits(self, start, &at);
    if (!may_go_on(self, start, &at) || self->steps == 0)
      continue;
    if (status == VIET_OK)
      status = step_by_pieces(self, &at);
    if (at.inside > 0)
      continue;
    if (status == VIET_OK)
      status = step_by_form(self, &at);
    if (status == VIET_OK)
      status = step_by_pair(self, &at);
    if (status == VIET_OK)
      status = step_by_group(self, &at);
    if (status == VIET_OK)
      status = step_by_initial(self, &at);
  }
  return status;
}


/* }================================================================== */


/*
** {==================================================================
** Choosing
** ===================================================================
*/

static int compare (uint64_t a, uint64_t b) {
  return (a > b) - (a < b);
}


/* -1 if the score of 'a' is better: less cost for each letter. */
static int compare_scores (const hit *a, const hit *b) {
  return compare((uint64_t)a->cost * b->letters,
                 (uint64_t)b->cost * a->letters);
}


/* By place, longer ones first; then by score, priority, layer, entry. */
static bool is_placed_before (const void *context, uint32_t a, uint32_t b) {
  const hit *left = (const hit *)context + a;
  const hit *right = (const hit *)context + b;
  int order = compare(left->match.first, right->match.first);
  if (order == 0)
    order = compare(right->match.end, left->match.end);
  if (order == 0)
    order = compare_scores(left, right);
  if (order == 0)
    order = (right->priority > left->priority)
          - (right->priority < left->priority);
  if (order == 0)
    order = compare(left->match.layer, right->match.layer);
  return order != 0 ? order < 0 : left->match.entry < right->match.entry;
}


/* By score, longer ones first, then by place. */
static bool is_better (const void *context, uint32_t a, uint32_t b) {
  const hit *left = (const hit *)context + a;
  const hit *right = (const hit *)context + b;
  int order = compare_scores(left, right);
  if (order == 0)
    order = compare((uint64_t)right->match.end - right->match.first,
                    (uint64_t)left->match.end - left->match.first);
  return order != 0 ? order < 0 : left->match.first < right->match.first;
}


static bool is_same_span (const hit *a, const hit *b) {
  return a->match.first == b->match.first && a->match.end == b->match.end;
}


/* Is there a better hit of the entry at the same span, among those that
** come before number 'at'? Exact searches give no doubles. */
static bool is_double (const hit *hits, const uint32_t *order, size_t at) {
  const hit *its = &hits[order[at]];
  for (size_t i = at; i > 0 && its->cost > 0; i--) {
    const hit *other = &hits[order[i - 1]];
    if (!is_same_span(its, other))
      break;
    if (other->match.entry == its->match.entry
        && other->match.layer == its->match.layer)
      return true;
  }
  return false;
}


/* Takes a hit if nothing overlaps it but what has its span and score.
** 'owners' has for each token the hit that was taken there + 1. */
static void take_hit (hit *hits, uint32_t number, uint32_t *owners) {
  hit *its = &hits[number];
  const uint32_t owner = owners[its->match.first_token];
  if (owner > 0 && is_same_span(&hits[owner - 1], its)
      && compare_scores(&hits[owner - 1], its) == 0)
    return;
  for (uint32_t i = its->match.first_token; i < its->match.end_token; i++)
    if (owners[i] > 0) {
      its->is_out = true;
      return;
    }
  for (uint32_t i = its->match.first_token; i < its->match.end_token; i++)
    owners[i] = number + 1;
}


/* Leaves of hits that overlap the best. */
static viet_status choose (walk *self, uint32_t *order) {
  const viet_allocator *a = &self->allocator;
  const size_t bytes = self->count * sizeof(uint32_t);
  viet_status status = viet_fuzzy_sort(order, self->hits.count, is_better,
                                       self->hits.items, a);
  uint32_t *owners = status != VIET_OK ? NULL
                   : a->resize(a->context, NULL, 0, bytes);
  if (owners == NULL)
    return VIET_ENOMEM;
  memset(owners, 0, bytes);
  for (size_t i = 0; i < self->hits.count; i++)
    if (!((const hit *)self->hits.items)[order[i]].is_out)
      take_hit(self->hits.items, order[i], owners);
  viet_free(a, owners, bytes);
  return VIET_OK;
}


/* Moves the hits that are left to a block of their own. */
static viet_status move_hits (walk *self, const uint32_t *order,
                              viet_fuzzy_match **result, size_t *count) {
  const hit *hits = self->hits.items;
  size_t kept = 0;
  for (size_t i = 0; i < self->hits.count; i++)
    kept += !hits[i].is_out;
  if (kept == 0)
    return VIET_OK;
  viet_fuzzy_match *made =
    self->allocator.resize(self->allocator.context, NULL, 0,
                           kept * sizeof(*made));
  if (made == NULL)
    return VIET_ENOMEM;
  for (size_t i = 0; i < self->hits.count; i++) {
    const hit *its = &hits[order[i]];
    if (!its->is_out)
      made[(*count)++] = (viet_fuzzy_match){
        its->match,
        1.0 - (double)its->cost / ((double)its->letters * VIET_FUZZY_EDIT)
      };
  }
  *result = made;
  return VIET_OK;
}


static viet_status deliver (walk *self, viet_fuzzy_match **result,
                            size_t *count) {
  const viet_allocator *a = &self->allocator;
  const size_t total = self->hits.count;
  if (total == 0)
    return VIET_OK;
  uint32_t *order = total > UINT32_MAX - 1 ? NULL
    : a->resize(a->context, NULL, 0, total * sizeof(uint32_t));
  if (order == NULL)
    return VIET_ENOMEM;
  hit *hits = self->hits.items;
  for (uint32_t i = 0; i < total; i++)
    order[i] = i;
  viet_status status = viet_fuzzy_sort(order, total, is_placed_before, hits,
                                       a);
  for (size_t i = 0; i < total && status == VIET_OK; i++)
    hits[order[i]].is_out = is_double(hits, order, i);
  if (status == VIET_OK && !self->rules->overlapping)
    status = choose(self, order);
  if (status == VIET_OK)
    status = viet_fuzzy_sort(order, total, is_placed_before, hits, a);
  if (status == VIET_OK)
    status = move_hits(self, order, result, count);
  viet_free(a, order, total * sizeof(uint32_t));
  return status;
}

/* }================================================================== */


/* Adds what the exact search finds. */
static viet_status add_exact (walk *self) {
  viet_match match;
  viet_status status = viet_search_tokens(self->search, self->tokens);
  while (status == VIET_OK && viet_search_next(self->search, &match))
    status = keep_hit(self, (hit){.match = match, .letters = 1});
  return status == VIET_OK ? viet_search_status(self->search) : status;
}


/* Opens what a walk needs. */
static viet_status prepare (walk *self) {
  const viet_search_rules rules = {
    .kind = self->rules->overlapping ? VIET_OVERLAPPING : VIET_LONGEST,
    .gaps = self->rules->across_lines ? VIET_GAP_LINE : 0,
    .as_of = self->rules->as_of, .types = self->rules->types,
    .type_count = self->rules->type_count
  };
  const size_t forms = viet_tokens_form_count(self->tokens);
  viet_status status = viet_search_open(self->self->layers,
                                        self->self->layer_count, &rules,
                                        &self->allocator, &self->search);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->parts, forms, sizeof(part),
                                 &self->allocator);
  if (status == VIET_OK && forms > 0)
    memset(self->parts.items, 0, forms * sizeof(part));
  return status;
}


viet_status viet_fuzzy_search (const viet_fuzzy *self,
                               const viet_fuzzy_rules *rules,
                               const viet_tokens *tokens,
                               const viet_allocator *allocator,
                               viet_fuzzy_match **result, size_t *count) {
  *result = NULL;
  *count = 0;
  if (rules->edits == 0 || rules->edits > VIET_FUZZY_MAX_EDITS)
    return VIET_EINVAL;
  walk at = {.self = self, .rules = rules, .tokens = tokens,
             .array = viet_tokens_array(tokens),
             .count = viet_tokens_count(tokens), .allocator = *allocator,
             .budget = rules->edits * VIET_FUZZY_EDIT};
  viet_status status = prepare(&at);
  if (status == VIET_OK)
    status = add_exact(&at);
  for (size_t i = 0; i < at.count && status == VIET_OK; i++)
    status = walk_from(&at, i);
  if (status == VIET_OK)
    status = deliver(&at, result, count);
  viet_search_close(at.search);
  viet_vector_free(&at.parts, sizeof(part), allocator);
  viet_vector_free(&at.candidates, sizeof(candidate), allocator);
  viet_vector_free(&at.states, sizeof(state), allocator);
  viet_vector_free(&at.hits, sizeof(hit), allocator);
  viet_vector_free(&at.key, 1, allocator);
  viet_vector_free(&at.piece_parts, sizeof(part), allocator);
  if (at.pieces.allocator != NULL)
    viet_forms_free(&at.pieces);
  return status;
}
