/*
** pattern_lead.c
** What an instruction leads with: one of these elements stands where the
** machine is, or what begins there fails. Alternatives that cannot match are
** passed over so, and tokens where a rule cannot begin.
**
**     ("hội" | <POST/>)? "đàm"     leads with "hội", <POST/> or "đàm"
**     who:<PERSON/>* (?! "gặp")    may lead with anything
*/

#include <stdlib.h>
#include <string.h>

#include "match/pattern.h"

/* What leads with more elements leads with anything. */
#define MOST_ELEMENTS 16

/* An element: a KEY, TOKEN, SPAN or SWITCH. */
typedef struct element {
  uint32_t op;
  uint32_t level;
  uint32_t a;
} element;

typedef struct element_set {
  size_t count;
  element items[MOST_ELEMENTS];  /* sorted */
} element_set;

/* What an instruction of the program leads with. */
typedef struct start {
  uint32_t set;   /* number of a set in 'sets'; VIET_NONE: anything */
  bool is_empty;  /* may the end come before any element? */
} start;

static const start anything = {VIET_NONE, true};


/*
** {==================================================================
** Sets of elements
** ===================================================================
*/

static element_set get_set (const viet_resolver *self, uint32_t number) {
  element_set set = {0};
  const size_t bytes = viet_intern_bytes(&self->sets, number);
  set.count = bytes / sizeof(element);
  memcpy(set.items, viet_intern_text(&self->sets, number), bytes);
  return set;
}


static viet_status put_set (viet_resolver *self, const element_set *set,
                            uint32_t *number) {
  return viet_intern_add(&self->sets, (const void *)set->items,
                         set->count * sizeof(element), self->tree->allocator,
                         number);
}


static int compare_elements (const element *a, const element *b) {
  if (a->op != b->op)
    return a->op < b->op ? -1 : 1;
  if (a->level != b->level)
    return a->level < b->level ? -1 : 1;
  return (a->a > b->a) - (a->a < b->a);
}


/* The elements of two sets; false if they are too many. */
static bool unite (const element_set *a, const element_set *b,
                   element_set *to) {
  size_t i = 0, j = 0;
  to->count = 0;
  while (i < a->count || j < b->count) {
    const int sign = i == a->count ? 1 : j == b->count ? -1
                   : compare_elements(&a->items[i], &b->items[j]);
    if (to->count == MOST_ELEMENTS)
      return false;
    to->items[to->count++] = sign <= 0 ? a->items[i] : b->items[j];
    i += sign <= 0;
    j += sign >= 0;
  }
  return true;
}


/* How often a set may hold: the less, the better. */
static uint32_t cost_of (const viet_resolver *self, const start *of) {
  if (of->set == VIET_NONE || of->is_empty)
    return UINT32_MAX;
  const element_set set = get_set(self, of->set);
  uint32_t cost = 0;
  for (size_t i = 0; i < set.count; i++)
    cost += set.items[i].op == OP_TOKEN ? 8 : set.items[i].op == OP_KEY ? 1
                                                                        : 3;
  return cost;
}

/* }================================================================== */


/*
** {==================================================================
** What an instruction leads with
** ===================================================================
*/

static start start_of (const viet_resolver *self, uint32_t code) {
  return *VIET_ITEM(start, self->starts, code);
}


static viet_status one_element (viet_resolver *self, viet_op op,
                                const viet_code *code, start *result) {
  const element_set set = {1, {{
    (uint32_t)op, op == OP_KEY || op == OP_SWITCH ? code->level : 0, code->a
  }}};
  *result = anything;
  if ((code->flags & CODE_BACK) != 0)
    return VIET_OK;
  result->is_empty = false;
  return put_set(self, &set, &result->set);
}


/* What leads with one or the other. */
static viet_status either (viet_resolver *self, start a, start b,
                           start *result) {
  element_set both;
  *result = anything;
  if (a.set == VIET_NONE || b.set == VIET_NONE)
    return VIET_OK;
  result->is_empty = a.is_empty || b.is_empty;
  if (a.set == b.set) {
    result->set = a.set;
    return VIET_OK;
  }
  const element_set x = get_set(self, a.set), y = get_set(self, b.set);
  return unite(&x, &y, &both) ? put_set(self, &both, &result->set)
                              : VIET_OK;
}


/* What leads with both: the rarer one counts. */
static start rarer (const viet_resolver *self, start a, start b) {
  return cost_of(self, &a) <= cost_of(self, &b) ? a : b;
}


/* One element that takes no token, and what comes behind it. */
static viet_status find_peek (viet_resolver *self, const viet_code *code,
                              uint8_t op, start *result) {
  const start behind = start_of(self, code->b);
  viet_status status = VIET_OK;
  start one = anything;
  if (op == OP_KEY || op == OP_TOKEN || op == OP_SPAN)
    status = one_element(self, (viet_op)op, code, &one);
  else if (op == OP_BEGIN)
    status = one_element(self, OP_SPAN, code, &one);
  *result = rarer(self, one, behind);
  return status;
}


/* What an ATOM tries, and if that may be nothing, what is behind it. */
static viet_status find_atom (viet_resolver *self, const viet_code *code,
                              start *result) {
  const start inner = start_of(self, code->a);
  const start behind = start_of(self, code->b);
  *result = inner;
  if (inner.set == VIET_NONE || !inner.is_empty)
    return VIET_OK;
  viet_status status = either(self, inner, behind, result);
  result->is_empty = behind.is_empty;
  return status;
}


static viet_status find_start (viet_resolver *self, const viet_code *code,
                               start *result) {
  static const element_set none = {0};
  const bool is_not = (code->flags & CODE_NOT) != 0;
  *result = anything;
  switch ((viet_op)code->op) {
    case OP_MATCH: case OP_RETURN:
      return put_set(self, &none, &result->set);
    case OP_KEY: case OP_TOKEN: case OP_SPAN: case OP_SWITCH:
      return one_element(self, (viet_op)code->op, code, result);
    case OP_BEGIN: return find_peek(self, code, code->op, result);
    case OP_PEEK:
      return find_peek(self, code, is_not ? OP_END : code->what, result);
    case OP_LOOK:
      *result = start_of(self, code->b);
      if (!is_not)
        *result = rarer(self, start_of(self, code->a), *result);
      return VIET_OK;
    case OP_SPLIT:
      return either(self, start_of(self, code->a), start_of(self, code->b),
                    result);
    case OP_ATOM: return find_atom(self, code, result);
    case OP_END: case OP_OPEN: case OP_CLOSE: case OP_ENTER: case OP_ROUND:
      *result = start_of(self, code->b);
      return VIET_OK;
    case OP_MIXED: case OP_ANY: case OP_JUMP: break;
  }
  return VIET_OK;
}


viet_status viet_lead_note (viet_resolver *self, uint32_t at) {
  const viet_allocator *a = self->tree->allocator;
  viet_status status = VIET_OK;
  while (self->starts.count <= at && status == VIET_OK)
    status = viet_pattern_add(a, &self->starts, &anything, sizeof(anything),
                              NULL);
  start made;
  if (status == VIET_OK)
    status = find_start(self, VIET_ITEM(viet_code, self->out->code, at),
                        &made);
  if (status == VIET_OK)
    *VIET_ITEM(start, self->starts, at) = made;
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Leads
** ===================================================================
*/

static viet_status add_atom (viet_resolver *self, viet_atom atom) {
  return viet_pattern_add(self->tree->allocator, &self->out->atoms, &atom,
                          sizeof(atom), NULL);
}


/* The keys of a SWITCH as a list, each once. */
static viet_status add_keys (viet_resolver *self, const element *of) {
  const viet_allocator *a = self->tree->allocator;
  viet_pattern *out = self->out;
  const viet_table *table = VIET_ITEM(viet_table, out->tables, of->a);
  viet_atom atom = {.op = ATOM_KEYS, .level = (uint8_t)of->level,
                    .a = (uint32_t)out->lists.count};
  viet_status status = VIET_OK;
  for (uint32_t i = 0; i < table->count && status == VIET_OK; i++) {
    const viet_branch *branch = VIET_ITEM(viet_branch, out->branches,
                                          table->first + i);
    if (i > 0 && branch[-1].key == branch->key)
      continue;
    status = viet_pattern_add(a, &out->lists, &branch->key,
                              sizeof(branch->key), NULL);
    atom.b++;
  }
  return status == VIET_OK ? add_atom(self, atom) : status;
}


/* Makes a test that holds where one of the tests and keys of a set does. */
static viet_status make_test (viet_resolver *self, const element_set *set,
                              uint32_t *test) {
  viet_token_test made = {.first = (uint32_t)self->out->atoms.count,
                          .kinds = UINT32_MAX, .per_form = true};
  viet_status status = VIET_OK;
  uint32_t count = 0;
  for (size_t i = 0; i < set->count && status == VIET_OK; i++) {
    const element *of = &set->items[i];
    if (of->op == OP_SPAN)
      continue;
    if (of->op == OP_SWITCH)
      status = add_keys(self, of);
    else
      status = add_atom(self, (viet_atom){
        .op = of->op == OP_KEY ? ATOM_KEY : ATOM_TEST,
        .level = (uint8_t)of->level, .a = of->a});
    if (count++ > 0 && status == VIET_OK)
      status = add_atom(self, (viet_atom){.op = ATOM_OR});
    *test = of->a;
  }
  if (count == 1 && set->items[0].op == OP_TOKEN) {  /* is it there? */
    self->out->atoms.count = made.first;
    return status;
  }
  *test = VIET_NONE;
  made.count = (uint32_t)self->out->atoms.count - made.first;
  if (count == 0 || status != VIET_OK)
    return status;
  return viet_pattern_add(self->tree->allocator, &self->out->tests, &made,
                          sizeof(made), test);
}


static viet_status make_lead (viet_resolver *self, uint32_t number,
                              uint32_t *result) {
  const viet_allocator *a = self->tree->allocator;
  const element_set set = get_set(self, number);
  viet_lead made = {0};
  viet_status status = make_test(self, &set, &made.test);
  made.first = (uint32_t)self->out->lists.count;
  for (size_t i = 0; i < set.count && status == VIET_OK; i++)
    if (set.items[i].op == OP_SPAN) {
      status = viet_pattern_add(a, &self->out->lists, &set.items[i].a,
                                sizeof(uint32_t), NULL);
      made.count++;
    }
  return status == VIET_OK ? viet_pattern_add(a, &self->out->leads, &made,
                                              sizeof(made), result) : status;
}


viet_status viet_lead_of (viet_resolver *self, uint32_t code,
                          uint32_t *result) {
  const viet_allocator *a = self->tree->allocator;
  const start of = start_of(self, code);
  const uint32_t none = VIET_NONE;
  viet_status status = VIET_OK;
  *result = VIET_NONE;
  if (of.set == VIET_NONE || of.is_empty)
    return VIET_OK;
  while (self->lead_of.count <= of.set && status == VIET_OK)
    status = viet_pattern_add(a, &self->lead_of, &none, sizeof(none), NULL);
  if (status != VIET_OK)
    return status;
  uint32_t *known = VIET_ITEM(uint32_t, self->lead_of, of.set);
  if (*known == VIET_NONE)
    status = make_lead(self, of.set, known);
  *result = *known;
  return status;
}


void viet_lead_free (viet_resolver *self) {
  const viet_allocator *a = self->tree->allocator;
  viet_vector_free(&self->starts, sizeof(start), a);
  viet_vector_free(&self->lead_of, sizeof(uint32_t), a);
  viet_intern_free(&self->sets, a);
}

/* }================================================================== */
