/*
** pattern_machine.c
** See pattern_machine.h.
*/

#include "match/pattern_machine.h"

#include <stdlib.h>
#include <string.h>

#include "match/pattern_agree.h"

/* A run notes its states after so many steps, */
#define QUICK_STEPS 64
/* and there are at most so many. */
#define MOST_VISITS ((size_t)1 << 22)
#define FIRST_VISITS ((size_t)1 << 8)
/* elements that an explanation names */
#define MOST_WANTED 8

/* Where the machine is. */
typedef struct thread {
  uint32_t pc;
  uint32_t at;    /* token */
  uint32_t next;  /* of a SPAN or SWITCH: the alternative to try, or
                     VIET_NONE when it is first met */
  uint64_t empty; /* bits: the loops of which the present round has taken no
                     token so far */
} thread;

/* What is to be tried when all before it has failed. */
typedef struct point {
  thread to;
  uint32_t trail;  /* count of events then */
} point;

/* A state that was met: place in the program, token, empty rounds; with them,
** what captures that are compared are on the way. */
typedef struct visit {
  uint64_t state;
  uint64_t empty;
  uint64_t generation;  /* 0: a free slot */
} visit;

/* A run of the rule, or of what a LOOK or an ATOM tries. */
typedef struct run {
  uint64_t generation;
  uint64_t quick;    /* steps left when it begins to note its states */
  size_t base;       /* of the stack */
  uint32_t limit;    /* tokens */
  uint32_t end;      /* where it ended */
  bool longest;      /* are all ways tried, and the longest taken? */
  bool found;        /* then: has one ended? */
  size_t trail;      /* events before it */
  size_t best;       /* then: where those of the longest way are kept */
} run;

/* What a step came to. */
typedef enum outcome { GO_ON, FAILED, ENDED } outcome;

static bool run_code (viet_machine *self, run *r, thread t);


/*
** {==================================================================
** Making and freeing
** ===================================================================
*/

void viet_machine_init (viet_machine *self, viet_view *view,
                        const viet_allocator *allocator) {
  *self = (viet_machine){
    .view = view, .allocator = allocator, .generation = 1, .newest = 1,
    .code = view->pattern->code.items
  };
}


void viet_machine_free (viet_machine *self) {
  const viet_allocator *a = self->allocator;
  viet_vector_free(&self->stack, sizeof(point), a);
  viet_vector_free(&self->trail, sizeof(viet_event), a);
  viet_vector_free(&self->visits, sizeof(visit), a);
  viet_vector_free(&self->hits, sizeof(viet_hit), a);
  viet_vector_free(&self->kept, sizeof(viet_event), a);
  viet_vector_free(&self->best, sizeof(viet_event), a);
}


void viet_machine_forget (viet_machine *self) {
  self->generation = ++self->newest;
}


static outcome stop (viet_machine *self, viet_status status) {
  if (self->status == VIET_OK)
    self->status = status;
  return FAILED;
}

/* }================================================================== */


/*
** {==================================================================
** States
** ===================================================================
*/

static size_t slot_of (const viet_machine *self, const visit *of) {
  const visit *slots = self->visits.items;
  const size_t mask = self->visits.count - 1;
  const uint64_t hash = (of->state ^ of->generation << 40 ^ of->empty << 20)
                      * UINT64_C(0x9E3779B97F4A7C15);
  size_t slot = (size_t)(hash >> 29) & mask;
  while (slots[slot].generation != 0 &&
         (slots[slot].state != of->state ||
          slots[slot].empty != of->empty ||
          slots[slot].generation != of->generation))
    slot = (slot + 1) & mask;
  return slot;
}


/* Makes a table for what is still of use, with room for as much again. */
static viet_status grow (viet_machine *self) {
  const visit *old = self->visits.items;
  viet_vector before = self->visits, made = {0};
  size_t live = 0, count = FIRST_VISITS;
  for (size_t i = 0; i < before.count; i++)
    live += old[i].generation >= self->generation;
  while (count < 4 * live)
    count *= 2;
  if (count > MOST_VISITS)
    return VIET_ELIMIT;
  viet_status status = viet_vector_reserve(&made, count, sizeof(visit),
                                           self->allocator);
  if (status != VIET_OK)
    return status;
  memset(made.items, 0, count * sizeof(visit));
  made.count = count;
  self->visits = made;
  self->visited = live;
  for (size_t i = 0; i < before.count; i++)
    if (old[i].generation >= self->generation)
      ((visit *)made.items)[slot_of(self, &old[i])] = old[i];
  viet_vector_free(&before, sizeof(visit), self->allocator);
  return VIET_OK;
}


/* Are captures of the rule compared? */
static bool compares (const viet_compiled_rule *rule) {
  return rule->first_equal < rule->end_equal;
}


/* Is the state new? All are while a run is quick. */
static bool is_new (viet_machine *self, const run *r, const thread *t) {
  if (self->steps >= r->quick)
    return true;
  if (2 * self->visited >= self->visits.count) {
    const viet_status status = grow(self);
    if (status != VIET_OK) {
      stop(self, status);
      return false;
    }
  }
  const visit state = {(uint64_t)t->pc << 32 | t->at,
                       t->empty ^ (compares(self->rule)
                                   ? viet_agree_state(self) : 0),
                       r->generation};
  visit *slot = VIET_ITEM(visit, self->visits, slot_of(self, &state));
  if (slot->generation != 0)
    return false;
  *slot = state;
  self->visited++;
  return true;
}


static outcome push (viet_machine *self, thread to) {
  const point made = {to, (uint32_t)self->trail.count};
  const viet_status status = viet_vector_reserve(&self->stack, 1,
                                                 sizeof(made),
                                                 self->allocator);
  if (status != VIET_OK)
    return stop(self, status);
  *VIET_ITEM(point, self->stack, self->stack.count++) = made;
  return GO_ON;
}


/* Goes back to the last point of the run; false if there is none. */
static bool pop (viet_machine *self, const run *r, thread *t) {
  if (self->stack.count <= r->base || self->status != VIET_OK)
    return false;
  const point last = *VIET_ITEM(point, self->stack, --self->stack.count);
  *t = last.to;
  self->trail.count = last.trail;
  return true;
}


static outcome note (viet_machine *self, viet_event event) {
  const viet_status status = viet_vector_reserve(&self->trail, 1,
                                                 sizeof(event),
                                                 self->allocator);
  if (status != VIET_OK)
    return stop(self, status);
  *VIET_ITEM(viet_event, self->trail, self->trail.count++) = event;
  return GO_ON;
}

/* }================================================================== */


/*
** {==================================================================
** Explaining
** ===================================================================
*/

/* The last element on the way, or NULL. */
static viet_event *last_step (viet_machine *self) {
  for (size_t i = self->trail.count; i > 0; i--) {
    viet_event *event = VIET_ITEM(viet_event, self->trail, i - 1);
    if (event->kind == EVENT_STEP)
      return event;
  }
  return NULL;
}


static bool is_same_place (const viet_machine *self, uint32_t a,
                           uint32_t b) {
  const viet_place *places = self->view->pattern->places.items;
  return places[a].source == places[b].source
      && places[a].first == places[b].first && places[a].end == places[b].end;
}


/* Notes that an element matched; one that is repeated counts once. */
static outcome note_step (viet_machine *self, uint32_t place,
                          uint32_t first, uint32_t end) {
  if (self->trace == NULL || self->looking > 0)
    return GO_ON;
  const viet_event *last = last_step(self);
  const uint32_t count = last == NULL ? 1
    : last->b + !is_same_place(self, last->a, place);
  return note(self, (viet_event){EVENT_STEP, place, count, first, end});
}


static viet_status copy_events (viet_vector *to, const viet_vector *from,
                                const viet_allocator *a) {
  to->count = 0;
  viet_status status = viet_vector_reserve(to, from->count,
                                           sizeof(viet_event), a);
  if (status == VIET_OK && from->count > 0) {
    memcpy(to->items, from->items, from->count * sizeof(viet_event));
    to->count = from->count;
  }
  return status;
}


/* Makes the way to 'at' the furthest one. */
static void keep_trace (viet_machine *self, uint32_t elements, uint32_t at) {
  viet_trace *trace = self->trace;
  const viet_status status = copy_events(&trace->steps, &self->trail,
                                         self->allocator);
  if (status != VIET_OK)
    stop(self, status);
  trace->any = true;
  trace->start = self->start;
  trace->elements = elements;
  trace->end = at;
  trace->window_end = self->limit;
  trace->wanted.count = 0;
}


/* Notes that an element was wanted at 'at', in vain. */
static outcome fail (viet_machine *self, uint32_t place, uint32_t at) {
  viet_trace *trace = self->trace;
  if (trace == NULL || self->looking > 0 || trace->matched)
    return FAILED;
  const viet_event *last = last_step(self);
  const uint32_t elements = last ? last->b : 0;
  const uint32_t far = at - self->start, before = trace->end - trace->start;
  if (!trace->any || elements > trace->elements ||
      (elements == trace->elements && far > before))
    keep_trace(self, elements, at);
  else if (elements != trace->elements || at != trace->end ||
           self->start != trace->start)
    return FAILED;
  for (size_t i = 0; i < trace->wanted.count; i++)
    if (is_same_place(self, *VIET_ITEM(uint32_t, trace->wanted, i), place))
      return FAILED;
  if (trace->wanted.count < MOST_WANTED) {
    const viet_status status = viet_pattern_add(self->allocator,
      &trace->wanted, &place, sizeof(place), NULL);
    if (status != VIET_OK)
      return stop(self, status);
  }
  return FAILED;
}

/* }================================================================== */


/*
** {==================================================================
** Elements
** ===================================================================
*/

/* The token that is read next, or VIET_NONE at the edge of the window. */
static uint32_t next_token (const viet_machine *self, const run *r,
                            const viet_code *code, uint32_t at) {
  if ((code->flags & CODE_BACK) != 0)
    return at > self->low ? at - 1 : VIET_NONE;
  return at < r->limit ? at : VIET_NONE;
}


/* Goes past the token that was read, or fails. */
static outcome take_token (viet_machine *self, thread *t, uint32_t token,
                           bool holds) {
  const viet_code *code = &self->code[t->pc];
  if (!holds)
    return fail(self, code->place, t->at);
  t->pc = code->b;
  t->empty = 0;
  t->at = (code->flags & CODE_BACK) != 0 ? token : token + 1;
  return note_step(self, code->place, token, token + 1);
}


/* May what has a lead begin at a token? One who explains wants to know what
** it wants. */
static bool may_lead (viet_machine *self, uint32_t lead, uint32_t at) {
  return lead == VIET_NONE || self->trace != NULL ||
         viet_view_may_lead(self->view, lead, at);
}


/* Is a token what an element wants? */
static bool holds_of (viet_machine *self, const viet_code *code, viet_op op,
                      uint32_t token) {
  if (op == OP_KEY)
    return viet_view_key(self->view, token, code->level) == code->a;
  if (op == OP_MIXED)
    return viet_view_find_out(self->view, code->a, token);
  return op == OP_ANY || viet_view_test(self->view, code->a, token);
}


static outcome do_token (viet_machine *self, const run *r, thread *t) {
  const viet_code *code = &self->code[t->pc];
  const uint32_t token = next_token(self, r, code, t->at);
  return take_token(self, t, token, token != VIET_NONE &&
                    holds_of(self, code, (viet_op)code->op, token));
}


/* The span number 'i' of those that begin (or end) at 'at': its index, or
** VIET_NONE if there are not so many. */
static uint32_t span_at (viet_view_layer *layer, uint32_t i, uint32_t at,
                         bool back) {
  if (i >= layer->spans.count)
    return VIET_NONE;
  const uint32_t index = back ? *VIET_ITEM(uint32_t, layer->by_end, i) : i;
  const viet_view_span *span = VIET_ITEM(viet_view_span, layer->spans,
                                         index);
  return (back ? span->end : span->first) == at ? index : VIET_NONE;
}


/* The first span from number '*i' on at 'at' that is inside the window and
** passes the test; '*i' is behind it then. */
static uint32_t find_span (viet_machine *self, const run *r,
                           const viet_code *code, uint32_t at,
                           uint32_t *i) {
  const bool back = (code->flags & CODE_BACK) != 0;
  viet_view_layer *layer = viet_view_layer_of(self->view, code->a);
  if (layer == NULL)
    return VIET_NONE;
  if (*i == VIET_NONE && !viet_view_may_stand(self->view, code->a, at, back))
    return VIET_NONE;
  if (*i == VIET_NONE)
    *i = back ? viet_view_ending(self->view, layer, at)
              : viet_view_starting(self->view, layer, at);
  for (;; ++*i) {
    const uint32_t index = span_at(layer, *i, at, back);
    if (index == VIET_NONE || self->view->status != VIET_OK)
      return VIET_NONE;
    const viet_view_span *span = VIET_ITEM(viet_view_span, layer->spans,
                                           index);
    const bool fits = back ? span->first >= self->low
                           : span->end <= r->limit;
    if (fits && viet_view_span_test(self->view, code->a, index)) {
      ++*i;
      return index;
    }
  }
}


static outcome do_span (viet_machine *self, const run *r, thread *t) {
  const viet_code *code = &self->code[t->pc];
  const bool back = (code->flags & CODE_BACK) != 0;
  uint32_t i = t->next;
  if (i == VIET_NONE && !is_new(self, r, t))
    return FAILED;
  const uint32_t index = find_span(self, r, code, t->at, &i);
  if (index == VIET_NONE)
    return t->next == VIET_NONE ? fail(self, code->place, t->at) : FAILED;
  viet_view_layer *layer = viet_view_layer_of(self->view, code->a);
  const viet_view_span *span = VIET_ITEM(viet_view_span, layer->spans,
                                         index);
  if (span_at(layer, i, t->at, back) != VIET_NONE &&
      push(self, (thread){t->pc, t->at, i, t->empty}) == FAILED)
    return FAILED;
  if ((code->flags & CODE_KEEP) != 0 &&
      note(self, (viet_event){EVENT_SPAN, code->a, span->index, span->first,
                              span->end}) == FAILED)
    return FAILED;
  *t = (thread){code->b, back ? span->first : span->end, VIET_NONE, 0};
  return note_step(self, code->place, span->first, span->end);
}


/* Does a span begin, or end, at a token? */
static bool is_edge (viet_machine *self, const viet_code *code, uint32_t at,
                     bool is_end) {
  viet_view_layer *layer = viet_view_layer_of(self->view, code->a);
  if (layer == NULL ||
      !viet_view_may_stand(self->view, code->a, at, is_end))
    return false;
  uint32_t i = is_end ? viet_view_ending(self->view, layer, at)
                      : viet_view_starting(self->view, layer, at);
  for (;; i++) {
    const uint32_t index = span_at(layer, i, at, is_end);
    if (index == VIET_NONE)
      return false;
    if (viet_view_span_test(self->view, code->a, index))
      return true;
  }
}


static outcome do_edge (viet_machine *self, thread *t) {
  const viet_code *code = &self->code[t->pc];
  if (!is_edge(self, code, t->at, code->op == OP_END))
    return fail(self, code->place, t->at);
  t->pc = code->b;
  return note_step(self, code->place, t->at, t->at);
}


/* Does the element that is looked at stand at 'at'? */
static bool is_there (viet_machine *self, const viet_code *code,
                      uint32_t at) {
  const run around = {.limit = self->high};
  uint32_t i = VIET_NONE, token;
  switch ((viet_op)code->what) {
    case OP_SPAN:
      return find_span(self, &around, code, at, &i) != VIET_NONE;
    case OP_BEGIN: case OP_END:
      return is_edge(self, code, at, code->what == OP_END);
    default:
      token = next_token(self, &around, code, at);
      return token != VIET_NONE &&
             holds_of(self, code, (viet_op)code->what, token);
  }
}


static outcome do_peek (viet_machine *self, thread *t) {
  const viet_code *code = &self->code[t->pc];
  if (is_there(self, code, t->at) == ((code->flags & CODE_NOT) != 0))
    return fail(self, code->place, t->at);
  t->pc = code->b;
  return note_step(self, code->place, t->at, t->at);
}


/* The first alternative that begins with a key, if any does. */
static uint32_t find_branch (const viet_machine *self,
                             const viet_table *table, uint32_t key) {
  const viet_branch *all = VIET_ITEM(viet_branch,
                                     self->view->pattern->branches,
                                     table->first);
  uint32_t low = 0, high = table->count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (all[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}


static outcome do_switch (viet_machine *self, const run *r, thread *t) {
  const viet_code *code = &self->code[t->pc];
  const viet_pattern *pattern = self->view->pattern;
  const viet_table *table = VIET_ITEM(viet_table, pattern->tables, code->a);
  const uint32_t token = next_token(self, r, code, t->at);
  const uint32_t key = token == VIET_NONE ? VIET_NONE
    : viet_view_key(self->view, token, code->level);
  const viet_branch *all = VIET_ITEM(viet_branch, pattern->branches,
                                     table->first);
  const bool is_first = t->next == VIET_NONE;
  if (is_first && !is_new(self, r, t))
    return FAILED;
  const uint32_t i = is_first ? find_branch(self, table, key) : t->next;
  if (key == VIET_NONE || i >= table->count || all[i].key != key)
    return fail(self, code->place, t->at);
  if (i + 1 < table->count && all[i + 1].key == key &&
      push(self, (thread){t->pc, t->at, i + 1, t->empty}) == FAILED)
    return FAILED;
  *t = (thread){all[i].target,
                (code->flags & CODE_BACK) != 0 ? token : token + 1,
                VIET_NONE, 0};
  return note_step(self, all[i].place, token, token + 1);
}


/* Appends events from number 'from' on of one vector to another. */
static viet_status append_events (viet_machine *self, viet_vector *to,
                                  const viet_vector *of, size_t from) {
  const size_t count = of->count - from;
  viet_status status = viet_vector_reserve(to, count, sizeof(viet_event),
                                           self->allocator);
  if (status == VIET_OK && count > 0)
    memcpy(VIET_ITEM(viet_event, *to, to->count),
           VIET_ITEM(viet_event, *of, from), count * sizeof(viet_event));
  to->count += status == VIET_OK ? count : 0;
  return status;
}


/* The end of a run. If the longest way is wanted it is kept, and the others
** are tried as well. */
static outcome do_return (viet_machine *self, run *r, const thread *t) {
  const bool back = (self->code[t->pc].flags & CODE_BACK) != 0;
  if (r->longest && r->found &&
      (back ? t->at >= r->end : t->at <= r->end))
    return FAILED;
  r->end = t->at;
  if (!r->longest)
    return ENDED;
  r->found = true;
  self->best.count = r->best;
  const viet_status status = append_events(self, &self->best, &self->trail,
                                           r->trail);
  return status == VIET_OK ? FAILED : stop(self, status);
}


/* Makes the longest way of a run the one that was taken. */
static bool take_best (viet_machine *self, const run *r) {
  self->trail.count = r->trail;
  if (r->found && self->status == VIET_OK) {
    const viet_status status = append_events(self, &self->trail, &self->best,
                                             r->best);
    if (status != VIET_OK)
      stop(self, status);
  }
  self->best.count = r->best;
  return r->found && self->status == VIET_OK;
}


/* Runs what a LOOK or an ATOM tries, from where the machine is. */
static bool run_inside (viet_machine *self, const run *r, const thread *t,
                        uint32_t *end) {
  const viet_code *code = &self->code[t->pc];
  const bool is_look = code->op == OP_LOOK;
  run inner = {
    .generation = ++self->newest, .base = self->stack.count,
    .quick = self->steps > QUICK_STEPS ? self->steps - QUICK_STEPS : 0,
    .limit = is_look ? self->high : r->limit,
    .longest = (code->flags & CODE_LONGEST) != 0,
    .trail = self->trail.count, .best = self->best.count
  };
  self->looking += is_look;
  bool found = run_code(self, &inner,
                        (thread){code->a, t->at, VIET_NONE, 0});
  if (inner.longest)
    found = take_best(self, &inner);
  self->looking -= is_look;
  self->stack.count = inner.base;
  *end = inner.end;
  return found;
}


static outcome do_try (viet_machine *self, const run *r, thread *t) {
  const viet_code *code = &self->code[t->pc];
  const bool is_look = code->op == OP_LOOK;
  const bool unwanted = (code->flags & CODE_NOT) != 0;
  const size_t trail = self->trail.count;
  uint32_t end = t->at;
  const bool may_lead_on = may_lead(self, code->lead, t->at);
  if (may_lead_on && !is_new(self, r, t))
    return FAILED;
  const bool found = may_lead_on && run_inside(self, r, t, &end);
  if (self->status != VIET_OK)
    return FAILED;
  if (!found || unwanted)
    self->trail.count = trail;
  if (found == unwanted)
    return is_look ? fail(self, code->place, t->at) : FAILED;
  if (!is_look && end != t->at)
    t->empty = 0;
  *t = (thread){code->b, is_look ? t->at : end, VIET_NONE, t->empty};
  return is_look ? note_step(self, code->place, t->at, t->at) : GO_ON;
}

/* }================================================================== */


/*
** {==================================================================
** Running
** ===================================================================
*/

/* Keeps the match that ends here, with what happened on its way. */
static viet_status keep_hit (viet_machine *self, uint32_t end) {
  const size_t count = self->trail.count;
  viet_hit hit = {end, (uint32_t)self->kept.count, 0};
  if (count > UINT32_MAX - self->kept.count)
    return VIET_ENOMEM;
  viet_status status = viet_vector_reserve(&self->kept, count,
                                           sizeof(viet_event),
                                           self->allocator);
  if (status != VIET_OK)
    return status;
  if (count > 0)
    memcpy(VIET_ITEM(viet_event, self->kept, self->kept.count),
           self->trail.items, count * sizeof(viet_event));
  self->kept.count += count;
  hit.end_event = (uint32_t)self->kept.count;
  return viet_pattern_add(self->allocator, &self->hits, &hit, sizeof(hit),
                          NULL);
}


/* Is there a match that ends here? */
static bool has_hit (const viet_machine *self, uint32_t end) {
  for (size_t i = 0; i < self->hits.count; i++)
    if (VIET_ITEM(viet_hit, self->hits, i)->end == end)
      return true;
  return false;
}


/* The end of the rule. The first match is enough, or else all other ways
** are tried as well. */
static outcome do_match (viet_machine *self, const run *r, thread *t) {
  const viet_choose choose = self->rule->choose;
  const bool has_equals = compares(self->rule);
  uint32_t place;
  if (t->at == self->start || (has_equals && has_hit(self, t->at)))
    return FAILED;
  if (choose == VIET_CHOOSE_ALL && !is_new(self, r, t))
    return FAILED;
  if (choose == VIET_CHOOSE_LONGEST && self->hits.count > 0 &&
      t->at <= VIET_ITEM(viet_hit, self->hits, 0)->end)
    return FAILED;
  if (has_equals && !viet_agree(self, &place))
    return fail(self, place, t->at);
  if (choose == VIET_CHOOSE_LONGEST)
    self->hits.count = self->kept.count = 0;
  const viet_status status = keep_hit(self, t->at);
  if (status != VIET_OK)
    return stop(self, status);
  return choose == VIET_CHOOSE_FIRST ? ENDED : FAILED;
}


/* A round of a loop begins, or ends: one without a token fails, since the
** next one would be like it. */
static outcome do_round (thread *t, const viet_code *code) {
  const uint64_t loop = (uint64_t)1 << code->a;
  if (code->op == OP_ENTER)
    t->empty |= loop;
  else if ((t->empty & loop) != 0)
    return FAILED;
  t->pc = code->b;
  return GO_ON;
}


/* Two ways, each of which counts only if it may match from here on. */
static outcome do_split (viet_machine *self, const run *r, thread *t) {
  const viet_code *code = &self->code[t->pc];
  if (!may_lead(self, code->lead, t->at)) {
    t->pc = code->b;
    return GO_ON;
  }
  if (!is_new(self, r, t))
    return FAILED;
  t->pc = code->a;
  return may_lead(self, code->place, t->at)
       ? push(self, (thread){code->b, t->at, VIET_NONE, t->empty}) : GO_ON;
}


static outcome step (viet_machine *self, run *r, thread *t) {
  const viet_code *code = &self->code[t->pc];
  switch ((viet_op)code->op) {
    case OP_KEY: case OP_TOKEN: case OP_MIXED: case OP_ANY:
      return do_token(self, r, t);
    case OP_SPAN: return do_span(self, r, t);
    case OP_BEGIN: case OP_END: return do_edge(self, t);
    case OP_PEEK: return do_peek(self, t);
    case OP_SWITCH: return do_switch(self, r, t);
    case OP_LOOK: case OP_ATOM: return do_try(self, r, t);
    case OP_MATCH: return do_match(self, r, t);
    case OP_SPLIT: return do_split(self, r, t);
    case OP_ENTER: case OP_ROUND: return do_round(t, code);
    case OP_OPEN: case OP_CLOSE:
      t->pc = code->b;
      return note(self, (viet_event){
        code->op == OP_OPEN ? EVENT_OPEN : EVENT_CLOSE, code->a, 0, t->at,
        t->at});
    case OP_RETURN: return do_return(self, r, t);
    case OP_JUMP: break;  /* in drafts alone */
  }
  return FAILED;
}


/* Runs until it has ended, or nothing is left to be tried. */
static bool run_code (viet_machine *self, run *r, thread t) {
  while (self->status == VIET_OK) {
    if (self->steps == 0) {
      stop(self, VIET_ELIMIT);
      break;
    }
    self->steps--;
    const outcome came_to = step(self, r, &t);
    if (came_to == ENDED)
      return self->status == VIET_OK;
    if (came_to == FAILED && !pop(self, r, &t))
      break;
  }
  return false;
}


static int compare_hits (const void *a, const void *b) {
  const viet_hit *x = a, *y = b;
  return (y->end > x->end) - (y->end < x->end);
}


bool viet_machine_try (viet_machine *self, uint32_t start) {
  const bool notes = self->rule->choose == VIET_CHOOSE_ALL;
  run whole = {
    .generation = self->generation, .limit = self->limit,
    .quick = notes ? UINT64_MAX
           : self->steps > QUICK_STEPS ? self->steps - QUICK_STEPS : 0
  };
  self->start = start;
  self->stack.count = self->trail.count = self->best.count = 0;
  self->hits.count = self->kept.count = 0;
  run_code(self, &whole, (thread){self->rule->code, start, VIET_NONE, 0});
  if (self->status == VIET_OK)
    self->status = self->view->status;
  if (self->status != VIET_OK || self->hits.count == 0)
    return false;
  if (self->hits.count > 1)
    qsort(self->hits.items, self->hits.count, sizeof(viet_hit),
          compare_hits);
  viet_machine_forget(self);  /* some of the states did not fail */
  return true;
}

/* }================================================================== */
