/*
** pattern_search.c
** Searches all rules of a pattern in a text.
**
** Rules that do not consume are searched by themselves. Those that do are
** searched together, one priority after the other: of the next matches of
** all of them the leftmost counts (then the longest, then that of the first
** rule), and those that overlap it are searched again behind it.
*/

#include <stdlib.h>
#include <string.h>

#include "match/pattern_walk.h"

/* Findings are few if there is one for so many tokens. */
#define FEW 32

struct viet_findings {
  size_t bytes;         /* of this block */
  size_t count;
  size_t captures_at;   /* offset in the block */
  viet_finding items[];
};

/* A search, while it goes on. */
typedef struct search {
  const viet_allocator *allocator;  /* of what it makes */
  viet_walk walk;
  viet_vector findings;  /* viet_finding */
  viet_vector cursors;   /* viet_cursor: of the present priority; a heap */
  viet_vector rules;     /* uint32_t: rules that consume */
} search;


static viet_status add_finding (search *self, const viet_finding *found) {
  return viet_pattern_add(self->walk.allocator, &self->findings, found,
                          sizeof(*found), NULL);
}


static const viet_compiled_rule *rule_of (const search *self,
                                          uint32_t rule) {
  return VIET_ITEM(viet_compiled_rule, self->walk.pattern->rules, rule);
}


/*
** {==================================================================
** Rules by themselves
** ===================================================================
*/

/* Adds all matches of a rule that takes nothing from others. */
static viet_status search_rule (search *self, uint32_t rule) {
  viet_cursor cursor;
  bool found;
  const bool all = rule_of(self, rule)->choose == VIET_CHOOSE_ALL;
  viet_walk_reset(&self->walk);
  viet_status status = viet_walk_start(&self->walk, rule, &cursor, &found);
  while (status == VIET_OK && found) {
    status = viet_walk_next(&self->walk, &cursor, &found);
    const size_t hits = found ? self->walk.machine.hits.count : 0;
    for (size_t i = 0; i < hits && status == VIET_OK; i++) {
      status = viet_walk_finding(&self->walk, rule, i, &cursor.found);
      if (status == VIET_OK)
        status = add_finding(self, &cursor.found);
    }
    if (found && !all)
      cursor.next = cursor.found.end_token;
  }
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Rules that consume
** ===================================================================
*/

/* Is the match of 'a' before that of 'b'? */
static bool is_before (const viet_cursor *a, const viet_cursor *b) {
  if (a->found.first_token != b->found.first_token)
    return a->found.first_token < b->found.first_token;
  if (a->found.end_token != b->found.end_token)
    return a->found.end_token > b->found.end_token;
  return a->rule < b->rule;
}


static void swap (viet_cursor *a, viet_cursor *b) {
  const viet_cursor held = *a;
  *a = *b;
  *b = held;
}


/* Lets the cursor at 'i' sink to where it belongs in the heap. */
static void sink (search *self, size_t i) {
  viet_cursor *heap = self->cursors.items;
  for (;;) {
    size_t least = i;
    for (size_t child = 2 * i + 1; child <= 2 * i + 2; child++)
      if (child < self->cursors.count &&
          is_before(&heap[child], &heap[least]))
        least = child;
    if (least == i)
      return;
    swap(&heap[i], &heap[least]);
    i = least;
  }
}


/* Brings a cursor to its next match. */
static viet_status move (search *self, viet_cursor *cursor, bool *found) {
  viet_status status = viet_walk_next(&self->walk, cursor, found);
  if (status == VIET_OK && *found)
    status = viet_walk_finding(&self->walk, cursor->rule, 0,
                               &cursor->found);
  return status;
}


/* Puts the rules from 'first' to 'end' at their first match. */
static viet_status open_cursors (search *self, size_t first, size_t end) {
  viet_status status = VIET_OK;
  self->cursors.count = 0;
  viet_walk_reset(&self->walk);
  for (size_t i = first; i < end && status == VIET_OK; i++) {
    viet_cursor cursor;
    bool found;
    status = viet_walk_start(&self->walk,
                             *VIET_ITEM(uint32_t, self->rules, i), &cursor,
                             &found);
    if (status == VIET_OK && found)
      status = move(self, &cursor, &found);
    if (status == VIET_OK && found)
      status = viet_pattern_add(self->walk.allocator, &self->cursors,
                                &cursor, sizeof(cursor), NULL);
  }
  return status;
}


/* Takes the tokens of a match away from the rules of lower priority. */
static viet_status take (search *self, const viet_finding *found) {
  viet_walk *walk = &self->walk;
  const viet_allocator *a = walk->allocator;
  if (walk->taken == NULL) {
    walk->taken = a->resize(a->context, NULL, 0, walk->view.count);
    if (walk->taken == NULL)
      return VIET_ENOMEM;
    memset(walk->taken, 0, walk->view.count);
  }
  memset(walk->taken + found->first_token, 1,
         found->end_token - found->first_token);
  return VIET_OK;
}


/* Searches rules of one priority together. */
static viet_status search_class (search *self, size_t first, size_t end) {
  const size_t before = self->findings.count;
  viet_status status = open_cursors(self, first, end);
  uint32_t done = 0;  /* tokens before this one are taken */
  for (size_t i = self->cursors.count; i > 0; i--)
    sink(self, i - 1);
  while (status == VIET_OK && self->cursors.count > 0) {
    viet_cursor *top = self->cursors.items;
    bool found;
    if (top->found.first_token >= done) {
      status = add_finding(self, &top->found);
      done = top->found.end_token;
    }
    if (top->next < done)
      top->next = done;
    if (status == VIET_OK)
      status = move(self, top, &found);
    if (status == VIET_OK && !found)
      *top = *VIET_ITEM(viet_cursor, self->cursors, --self->cursors.count);
    if (status == VIET_OK && self->cursors.count > 0)
      sink(self, 0);
  }
  for (size_t i = before; i < self->findings.count && status == VIET_OK; i++)
    status = take(self, VIET_ITEM(viet_finding, self->findings, i));
  return status;
}


/* A rule that consumes, to be sorted by priority. */
typedef struct ranked {
  int32_t priority;
  uint32_t rule;
} ranked;


static int compare_ranked (const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->priority != y->priority)
    return x->priority > y->priority ? -1 : 1;
  return (x->rule > y->rule) - (x->rule < y->rule);
}


/* Sorts the rules that consume, the highest priority first. */
static viet_status sort_rules (search *self, viet_vector *order) {
  viet_status status = VIET_OK;
  const size_t count = self->walk.pattern->rules.count;
  for (uint32_t i = 0; i < count && status == VIET_OK; i++) {
    const viet_compiled_rule *rule = rule_of(self, i);
    const ranked one = {rule->priority, i};
    if (rule->consume && rule->choose != VIET_CHOOSE_ALL)
      status = viet_pattern_add(self->walk.allocator, order, &one,
                                sizeof(one), NULL);
  }
  if (status == VIET_OK && order->count > 1)
    qsort(order->items, order->count, sizeof(ranked), compare_ranked);
  for (size_t i = 0; i < order->count && status == VIET_OK; i++)
    status = viet_pattern_add(self->walk.allocator, &self->rules,
                              &VIET_ITEM(ranked, *order, i)->rule,
                              sizeof(uint32_t), NULL);
  return status;
}


static viet_status search_consuming (search *self) {
  viet_vector order = {0};
  viet_status status = sort_rules(self, &order);
  viet_vector_free(&order, sizeof(ranked), self->walk.allocator);
  const uint32_t *rules = self->rules.items;
  for (size_t first = 0, end; first < self->rules.count &&
       status == VIET_OK; first = end) {
    const int32_t priority = rule_of(self, rules[first])->priority;
    for (end = first + 1; end < self->rules.count &&
         rule_of(self, rules[end])->priority == priority;)
      end++;
    status = search_class(self, first, end);
  }
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** All of them
** ===================================================================
*/

/* Is finding 'a' before 'b'? */
static bool is_first (const search *self, const viet_finding *a,
                      const viet_finding *b) {
  if (a->first_token != b->first_token)
    return a->first_token < b->first_token;
  if (a->end_token != b->end_token)
    return a->end_token > b->end_token;
  const int32_t x = rule_of(self, a->rule)->priority;
  const int32_t y = rule_of(self, b->rule)->priority;
  return x != y ? x > y : a->rule < b->rule;
}


/* Puts 'count' findings in order: by merging, with 'spare' as room. */
static void sort_run (const search *self, viet_finding *from, size_t count,
                      viet_finding *spare) {
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t at = 0; at < count; at += 2 * width) {
      const size_t middle = at + width < count ? at + width : count;
      const size_t end = at + 2 * width < count ? at + 2 * width : count;
      size_t a = at, b = middle;
      for (size_t to = at; to < end; to++) {
        const bool takes_b = a == middle ||
          (b < end && is_first(self, &from[b], &from[a]));
        spare[to] = from[takes_b ? b++ : a++];
      }
    }
    memcpy(from, spare, count * sizeof(*from));
  }
}


/* Sorts many findings into 'to': by a count for each token, and then those
** of one token. */
static viet_status count_findings (search *self, viet_vector *to) {
  const viet_allocator *a = self->walk.allocator;
  const size_t count = self->findings.count;
  const size_t tokens = self->walk.view.count + 1;
  viet_finding *from = self->findings.items;
  viet_vector starts = {0};
  viet_status status = viet_vector_reserve(to, count, sizeof(*from), a);
  if (status == VIET_OK)
    status = viet_vector_reserve(&starts, tokens + 1, sizeof(uint32_t), a);
  if (status != VIET_OK || count == 0)
    goto done;
  uint32_t *start = starts.items;
  viet_finding *items = to->items;
  memset(start, 0, (tokens + 1) * sizeof(*start));
  for (size_t i = 0; i < count; i++)
    start[from[i].first_token + 1]++;
  for (size_t i = 1; i <= tokens; i++)
    start[i] += start[i - 1];
  for (size_t i = 0; i < count; i++)
    items[start[from[i].first_token]++] = from[i];
  /* start[t] is now where those of token t end */
  for (size_t t = 0, at = 0; t < tokens; at = start[t++])
    if (start[t] - at > 1)
      sort_run(self, items + at, start[t] - at, from);
  to->count = count;
done:
  viet_vector_free(&starts, sizeof(uint32_t), a);
  return status;
}


/* Makes the block of the findings, which are sorted, and of the captures
** that are theirs. */
static viet_status make_block (search *self, const viet_vector *from,
                               viet_findings **result) {
  const viet_allocator *a = self->allocator;
  const viet_capture *all = self->walk.captures.items;
  const viet_finding *items = from->items;
  size_t captures = 0;
  for (size_t i = 0; i < from->count; i++)
    captures += items[i].end_capture - items[i].first_capture;
  const size_t at = sizeof(viet_findings)
                  + from->count * sizeof(viet_finding);
  const size_t bytes = at + captures * sizeof(viet_capture);
  viet_findings *made = a->resize(a->context, NULL, 0, bytes);
  if (made == NULL)
    return VIET_ENOMEM;
  *made = (viet_findings){bytes, from->count, at};
  viet_capture *to = (viet_capture *)(void *)((char *)made + at);
  uint32_t next = 0;
  for (size_t i = 0; i < from->count; i++) {
    viet_finding found = items[i];
    const uint32_t count = found.end_capture - found.first_capture;
    if (count > 0)
      memcpy(to + next, all + found.first_capture, count * sizeof(*to));
    found.first_capture = next;
    found.end_capture = next += count;
    made->items[i] = found;
  }
  *result = made;
  return VIET_OK;
}


/* Sorts the findings into 'to'. */
static viet_status sort_findings (search *self, viet_vector *to) {
  const size_t count = self->findings.count;
  if (count > self->walk.view.count / FEW)
    return count_findings(self, to);
  viet_status status = viet_vector_reserve(to, count, sizeof(viet_finding),
                                           self->walk.allocator);
  if (status != VIET_OK || count == 0)
    return status;
  memcpy(to->items, self->findings.items, count * sizeof(viet_finding));
  sort_run(self, to->items, count, self->findings.items);
  to->count = count;
  return VIET_OK;
}


static viet_status search_all (search *self, viet_findings **result) {
  viet_status status = VIET_OK;
  viet_vector order = {0};
  const size_t count = self->walk.pattern->rules.count;
  for (uint32_t i = 0; i < count && status == VIET_OK; i++)
    if (!rule_of(self, i)->consume ||
        rule_of(self, i)->choose == VIET_CHOOSE_ALL)
      status = search_rule(self, i);
  if (status == VIET_OK)
    status = search_consuming(self);
  if (status == VIET_OK)
    status = sort_findings(self, &order);
  if (status == VIET_OK)
    status = make_block(self, &order, result);
  viet_vector_free(&order, sizeof(viet_finding), self->walk.allocator);
  return status;
}


viet_status viet_pattern_search (const viet_pattern *self,
                                 const viet_subject *subject,
                                 const viet_allocator *allocator,
                                 viet_findings **result, size_t *rule) {
  search one = {.allocator = allocator};
  *result = NULL;
  *rule = 0;
  viet_status status = viet_walk_init(&one.walk, self, subject, allocator);
  if (status == VIET_OK)
    status = search_all(&one, result);
  *rule = one.walk.rule;
  const viet_allocator *scratch = one.walk.allocator;
  viet_vector_free(&one.findings, sizeof(viet_finding), scratch);
  viet_vector_free(&one.cursors, sizeof(viet_cursor), scratch);
  viet_vector_free(&one.rules, sizeof(uint32_t), scratch);
  viet_walk_free(&one.walk);
  return status;
}


size_t viet_findings_bytes (const viet_findings *self) {
  return self->bytes;
}


size_t viet_findings_count (const viet_findings *self) {
  return self->count;
}


const viet_finding *viet_findings_array (const viet_findings *self) {
  return self->items;
}


const viet_capture *viet_findings_captures (const viet_findings *self) {
  return (const void *)((const char *)self + self->captures_at);
}

/* }================================================================== */
