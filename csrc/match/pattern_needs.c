/*
** pattern_needs.c
** What each match of a rule needs in its line: words of which one has to be
** there. The elements of a rule that no match can do without are all looked
** at, since which of them is the rarest is known only from texts (see
** prefilter.h); pattern_entry.c guesses, and knows other elements.
*/

#include <string.h>

#include "match/pattern.h"

/* words of all needs; beyond that no filter helps */
#define MOST_NEEDED 1000

/* guesses of how often a word occurs */
#define COST_WORD 1.0
#define COST_SHORT 4.0          /* of one or two letters */
#define COST_CAPITAL (1 / 8.0)  /* with a capital that counts */
#define COST_PAIR (1 / 16.0)    /* of two together */
#define COST_UNKNOWN 1e30       /* spelled in ways that are not known */

static viet_status find (viet_resolver *self, uint32_t piece);

static const viet_need none = {.head = VIET_NONE, .tail = VIET_NONE};


/*
** {==================================================================
** Words
** ===================================================================
*/

static double cost_of (const viet_resolver *self, uint32_t key,
                       uint8_t level) {
  const char *text = viet_intern_text(&self->out->keys, key);
  const size_t bytes = viet_intern_bytes(&self->out->keys, key);
  double cost = bytes < 3 ? COST_SHORT : COST_WORD;
  if (level != VIET_EXACT && level != VIET_PLACEMENT)
    return COST_UNKNOWN;
  if (level == VIET_EXACT && *text >= 'A' && *text <= 'Z')
    cost *= COST_CAPITAL;
  return cost;
}


/* Adds a word to a need: 'next' has to follow it, or VIET_NONE. */
static viet_status add_word (viet_resolver *self, uint32_t key,
                             uint32_t next, uint8_t level, viet_need *to) {
  viet_vector *words = &self->needs.words;
  const viet_need_word word = {key, next, VIET_NONE, level};
  uint32_t at;
  if (words->count >= MOST_NEEDED)
    self->needs.given_up = true;
  if (self->needs.given_up)
    return VIET_OK;
  viet_status status = viet_pattern_add(self->tree->allocator, words, &word,
                                        sizeof(word), &at);
  if (status != VIET_OK)
    return status;
  if (to->tail != VIET_NONE)
    VIET_ITEM(viet_need_word, *words, to->tail)->link = at;
  else
    to->head = at;
  to->tail = at;
  to->count++;
  double cost = cost_of(self, key, level);
  if (next != VIET_NONE && cost < COST_UNKNOWN)
    cost *= cost_of(self, next, level) * COST_PAIR;
  to->cost += cost;
  return VIET_OK;
}


/* Puts the words of 'from' behind those of 'to'. */
static void append (viet_resolver *self, viet_need *to,
                    const viet_need *from) {
  if (to->count == 0) {
    *to = *from;
    return;
  }
  VIET_ITEM(viet_need_word, self->needs.words, to->tail)->link = from->head;
  to->tail = from->tail;
  to->count += from->count;
  to->cost += from->cost;
}


static viet_status add_need (viet_resolver *self, const viet_need *need) {
  viet_need made = *need;
  made.rule = self->rule;
  if (made.count == 0 || made.cost >= COST_UNKNOWN || self->needs.given_up)
    return VIET_OK;
  return viet_pattern_add(self->tree->allocator, &self->needs.all, &made,
                          sizeof(made), NULL);
}


/* The cheapest of the needs from 'first' on, which are taken away; one of no
** words if there are none. */
static viet_need take_best (viet_resolver *self, size_t first) {
  viet_need best = none;
  const viet_need *all = self->needs.all.items;
  for (size_t i = first; i < self->needs.all.count; i++)
    if (best.count == 0 || all[i].cost < best.cost)
      best = all[i];
  self->needs.all.count = first;
  return best;
}

/* }================================================================== */


/*
** {==================================================================
** Tests
** ===================================================================
*/

/* The words of which an atom is one; none for atoms of other kinds. */
static viet_status read_atom (viet_resolver *self, const viet_atom *atom,
                              viet_need *to) {
  viet_status status = VIET_OK;
  *to = none;
  if (atom->op == ATOM_KEY || atom->op == ATOM_ALIKE)
    return add_word(self, atom->a, VIET_NONE, atom->level, to);
  if (atom->op != ATOM_KEYS)
    return VIET_OK;
  for (uint32_t i = 0; i < atom->b && status == VIET_OK; i++)
    status = add_word(self, *VIET_ITEM(uint32_t, self->out->lists,
                                       atom->a + i),
                      VIET_NONE, atom->level, to);
  return status;
}


/* Of two operands both have to hold, or one. */
static void join (viet_resolver *self, bool both, viet_need *a,
                  const viet_need *b) {
  if (both) {
    if (a->count == 0 || (b->count > 0 && b->cost < a->cost))
      *a = *b;
  }
  else if (a->count == 0 || b->count == 0)
    *a = none;
  else
    append(self, a, b);
}


/* What a token needs for which a test holds. */
static viet_status find_token (viet_resolver *self, uint32_t test) {
  viet_need stack[VIET_TEST_DEPTH + 1];
  size_t depth = 0;
  viet_status status = VIET_OK;
  const viet_token_test of = *VIET_ITEM(viet_token_test, self->out->tests,
                                        test);
  for (uint32_t i = 0; i < of.count && status == VIET_OK; i++) {
    const viet_atom *atom = VIET_ITEM(viet_atom, self->out->atoms,
                                      of.first + i);
    if (atom->op == ATOM_AND || atom->op == ATOM_OR) {
      depth--;
      join(self, atom->op == ATOM_AND, &stack[depth - 1], &stack[depth]);
    }
    else if (atom->op == ATOM_NOT)
      stack[depth - 1] = none;
    else if (atom->op != ATOM_SKIP)
      status = read_atom(self, atom, &stack[depth++]);
  }
  return status == VIET_OK ? add_need(self, &stack[0]) : status;
}

/* }================================================================== */


/*
** {==================================================================
** Wholes
** ===================================================================
*/

/* The one word that a piece is; false if it is none. */
static bool read_word (const viet_resolver *self, uint32_t piece,
                       viet_atom *word) {
  const viet_piece *of = viet_piece_at(self, piece);
  *word = (viet_atom){.op = ATOM_KEY, .level = of->level, .a = of->a};
  if (piece == 0 || of->kind != PIECE_TOKEN)
    return piece != 0 && of->kind == PIECE_KEY;
  const viet_token_test *test = VIET_ITEM(viet_token_test, self->out->tests,
                                          of->a);
  *word = *VIET_ITEM(viet_atom, self->out->atoms, test->first);
  return test->count == 1 && (word->op == ATOM_KEY ||
                              word->op == ATOM_ALIKE);
}


/* Adds a word and the next one, if both are. */
static viet_status find_pair (viet_resolver *self, uint32_t piece) {
  viet_atom one, next;
  viet_need made = none;
  if (!read_word(self, piece, &one) ||
      !read_word(self, viet_piece_at(self, piece)->next, &next) ||
      one.level != next.level)
    return VIET_OK;
  viet_status status = add_word(self, one.a, next.a, one.level, &made);
  return status == VIET_OK ? add_need(self, &made) : status;
}


/* What each element needs. */
static viet_status find_sequence (viet_resolver *self, uint32_t piece) {
  viet_status status = VIET_OK;
  for (uint32_t child = viet_piece_at(self, piece)->child;
       child != 0 && status == VIET_OK;
       child = viet_piece_at(self, child)->next) {
    status = find_pair(self, child);
    if (status == VIET_OK)
      status = find(self, child);
  }
  return status;
}


/* One need, if each alternative has one. */
static viet_status find_choice (viet_resolver *self, uint32_t piece) {
  viet_need all = none;
  viet_status status = VIET_OK;
  for (uint32_t child = viet_piece_at(self, piece)->child;
       child != 0 && status == VIET_OK;
       child = viet_piece_at(self, child)->next) {
    const size_t first = self->needs.all.count;
    status = find(self, child);
    const viet_need best = take_best(self, first);
    if (best.count == 0)
      return status;
    append(self, &all, &best);
  }
  return status == VIET_OK ? add_need(self, &all) : status;
}


/* Adds all needs of a piece. What is looked at, and does not belong to the
** match, is left out. */
static viet_status find (viet_resolver *self, uint32_t piece) {
  const viet_piece of = *viet_piece_at(self, piece);
  viet_need made = none;
  viet_status status;
  switch ((viet_piece_kind)of.kind) {
    case PIECE_KEY:
      status = add_word(self, of.a, VIET_NONE, of.level, &made);
      return status == VIET_OK ? add_need(self, &made) : status;
    case PIECE_TOKEN: return find_token(self, of.a);
    case PIECE_SEQUENCE: return find_sequence(self, piece);
    case PIECE_CHOICE: return find_choice(self, piece);
    case PIECE_REPEAT: return of.a > 0 ? find(self, of.child) : VIET_OK;
    case PIECE_CAPTURE: case PIECE_ATOM: return find(self, of.child);
    default: return VIET_OK;
  }
}


/* Do all matches of a rule lie in one line? */
static bool is_of_line (const viet_compiled_rule *rule) {
  return rule->within == WITHIN_LINE || rule->within == WITHIN_SENTENCE;
}


/* Are the layers that the rules read there as soon as the lines are: those of
** lines and sentences alone? */
static bool has_no_layers (const viet_pattern *out) {
  for (size_t i = 0; i < out->span_tests.count; i++) {
    const uint32_t layer = VIET_ITEM(viet_span_test, out->span_tests,
                                     i)->layer;
    if (layer != LAYER_LINE && layer != LAYER_SENTENCE)
      return false;
  }
  return out->layers.count == 0;
}


viet_status viet_pattern_need (viet_resolver *self, uint32_t piece) {
  const size_t before = self->needs.all.count;
  if (self->needs.given_up)
    return VIET_OK;
  if (!is_of_line(VIET_ITEM(viet_compiled_rule, self->out->rules,
                            self->rule)) || !has_no_layers(self->out)) {
    self->needs.given_up = true;
    return VIET_OK;
  }
  viet_status status = find(self, piece);
  if (self->needs.all.count == before)
    self->needs.given_up = true;
  return status;
}

/* }================================================================== */
