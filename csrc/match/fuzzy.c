/*
** fuzzy.c
** A fuzzy search over the tokens of a text: what viet_search finds, and the
** walk along the names (see fuzzy_walk.h).
*/

#include "match/fuzzy_walk.h"

#include <stdlib.h>
#include <string.h>

#include "text/bytes.h"
#include "text/letter.h"

typedef viet_fuzzy_walk walk;
typedef viet_fuzzy_part part;
typedef viet_fuzzy_candidate candidate;
typedef viet_fuzzy_hit hit;

enum {
  INITIAL = 4,      /* "N." for "Nguyễn" */
  SPACE = 3,        /* one more in a word, or one less between two */
  LOST_CAPITAL = 3  /* of a word that is glued to the one before it */
};

/* steps and hits from one token, at most */
#define MANY_STEPS 20000
#define MANY_HITS 256

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
  uint8_t hyphens;     /* that were passed over between words */
  bool at_hyphen;      /* is one of them behind the last word? */
} state;


/*
** {==================================================================
** Keys
** ===================================================================
*/

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
  next.hyphens = from->hyphens;
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
      status = viet_fuzzy_find_words(self, its);
  }
  return status != VIET_OK ? status
       : step_by_part(self, from, *its, (state){
           .token = from->token + 1, .cost = from->cost
         });
}


/* By a hyphen between two words of a name, which is none of them. */
static viet_status step_by_hyphen (walk *self, const state *from) {
  const size_t token = from->token;
  state next = *from;
  if (from->depth == 0 || from->hyphens == UINT8_MAX || token + 1 >= self->count
      || !is_sign(self, token, '-') || self->array[token + 1].spaced
      || !begins_with_letter(self, token - 1)
      || !begins_with_letter(self, token + 1))
    return VIET_OK;
  next.at_hyphen = true;
  next.token++;
  next.hyphens++;
  return take_step(self) ? push_state(self, next) : VIET_OK;
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
    status = viet_fuzzy_find_words(self, &its);
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
** "PhanVănGiang" and "#PhanVanGiang" are cut before their capitals, where each
** part may be mistyped, too; "QuốcPhòng" and "quốcphòng" wherever both parts
** are right.
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
      status = viet_fuzzy_find_words(self, its);
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
  const uint32_t hyphens = (uint32_t)abs(name->hyphens - at->hyphens);
  const uint32_t cost = at->cost + hyphens * VIET_FUZZY_HYPHEN;
  viet_record record;
  const viet_layer_state *layer = &self->search->layers[name->layer];
  if (cost > self->budget
      || !viet_record_read(layer->layer.gazetteer, name->record, &record)
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
    .cost = cost > 0 ? cost : 1, .letters = name->letters
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
    if (at.depth > 0 && !at.is_initial && at.inside == 0 && !at.at_hyphen)
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
      status = step_by_hyphen(self, &at);
    if (status == VIET_OK)
      status = step_by_initial(self, &at);
  }
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
    status = viet_fuzzy_deliver(&at, result, count);
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
