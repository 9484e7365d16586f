/*
** pattern_walk.c
** See pattern_walk.h.
*/

#include "match/pattern_walk.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "text/quick.h"

/*
** {==================================================================
** Which rules, and where
** ===================================================================
*/

static viet_status add_area (viet_walk *self, size_t first, size_t end) {
  const viet_view_span area = {(uint32_t)first, (uint32_t)end, 0};
  if (first >= end)
    return VIET_OK;
  return viet_pattern_add(self->allocator, &self->areas, &area, sizeof(area),
                          NULL);
}


/* Adds the tokens that lie in a span of bytes; 'before' is the span before
** it. One that lies in others counts for nothing. */
static viet_status add_inside (viet_walk *self, const uint32_t *span,
                               const uint32_t *before) {
  const viet_subject *subject = self->view.subject;
  const viet_view_span *last = self->areas.count == 0 ? NULL
    : VIET_ITEM(viet_view_span, self->areas, self->areas.count - 1);
  if (span[0] > span[1] || span[1] > subject->bytes || span[0] < before[0])
    return VIET_EINVAL;
  size_t first = viet_tokens_at(subject->tokens, span[0]);
  const size_t end = viet_tokens_at(subject->tokens, span[1]);
  if (first < self->view.count && self->view.tokens[first].first < span[0])
    first++;
  return last != NULL && end <= last->end ? VIET_OK
                                          : add_area(self, first, end);
}


/* Notes where matches may lie. */
static viet_status find_areas (viet_walk *self) {
  const viet_subject *subject = self->view.subject;
  viet_status status = VIET_OK;
  if (subject->inside == NULL)
    return add_area(self, 0, self->view.count);
  for (size_t i = 0; i < subject->inside_count && status == VIET_OK; i++)
    status = add_inside(self, subject->inside[i],
                        subject->inside[i > 0 ? i - 1 : 0]);
  return status;
}


/* Notes where lines begin. */
static viet_status find_lines (viet_walk *self) {
  const viet_view *view = &self->view;
  const size_t count = view->count > 0
                     ? (size_t)view->tokens[view->count - 1].line + 2 : 1;
  viet_status status = viet_vector_reserve(&self->lines, count,
                                           sizeof(uint32_t),
                                           self->allocator);
  if (status != VIET_OK)
    return status;
  uint32_t *lines = self->lines.items;
  uint32_t token = 0;
  for (size_t line = 0; line < count; line++) {
    while (token < view->count && view->tokens[token].line < line)
      token++;
    lines[line] = token;
  }
  return VIET_OK;
}


/* Adds the rules that two keys at a level enter at a token. */
static viet_status add_calls (viet_walk *self, viet_vector *calls,
                              uint32_t token, uint32_t next,
                              unsigned level) {
  const viet_pattern *pattern = self->pattern;
  const viet_post *posts = pattern->posts.items;
  const uint32_t key = viet_view_key(&self->view, token, level);
  viet_status status = VIET_OK;
  for (size_t i = viet_pattern_post(pattern, key, next, level);
       i < pattern->posts.count && status == VIET_OK &&
       viet_post_is(&posts[i], key, next, level); i++) {
    const viet_call call = {posts[i].rule, token - posts[i].least};
    if (token < posts[i].least)
      continue;
    status = viet_vector_reserve(calls, 1, sizeof(call), self->allocator);
    if (status == VIET_OK)
      *VIET_ITEM(viet_call, *calls, calls->count++) = call;
  }
  return status;
}


/* Adds the rules that are entered at a token, for the levels in 'alone' by
** it and for those in 'both' by it and the next one. */
static viet_status call_token (viet_walk *self, viet_vector *calls,
                               uint32_t token, unsigned alone,
                               unsigned both) {
  viet_status status = VIET_OK;
  for (unsigned level = 0; level < VIET_LEVELS && status == VIET_OK;
       level++) {
    if ((alone >> level & 1) != 0)
      status = add_calls(self, calls, token, VIET_NONE, level);
    if ((both >> level & 1) != 0 && status == VIET_OK)
      status = add_calls(self, calls, token,
                         viet_view_key(&self->view, token + 1, level),
                         level);
  }
  return status;
}


/* Which rules keys enter, token by token of an area. Most tokens enter none. */
static viet_status call_tokens (viet_walk *self, const viet_view_span *area,
                                viet_vector *calls) {
  const viet_view *view = &self->view;
  const viet_mark *marks = view->memory->marks;
  viet_status status = VIET_OK;
  for (uint32_t i = area->first; i < area->end && status == VIET_OK; i++) {
    const uint32_t form = viet_view_form(view, i);
    if (!viet_memory_is_marked(view->memory, form))
      continue;
    const unsigned both = i + 1 < area->end
      ? marks[form].first & marks[viet_view_form(view, i + 1)].second : 0;
    if ((both | marks[form].alone) != 0)
      status = call_token(self, calls, i, marks[form].alone, both);
  }
  return calls->count < UINT32_MAX ? status : VIET_ENOMEM;
}


/* Sorts the calls by rule, those of one rule as they come: they are
** triggers. */
static viet_status sort_calls (viet_walk *self, const viet_vector *calls) {
  const viet_call *all = calls->items;
  const size_t rules = self->pattern->rules.count;
  viet_status status = viet_vector_reserve(&self->trigger_of, rules + 2,
                                           sizeof(uint32_t),
                                           self->allocator);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->triggers, calls->count,
                                 sizeof(uint32_t), self->allocator);
  if (status != VIET_OK)
    return status;
  uint32_t *starts = self->trigger_of.items, *to = self->triggers.items;
  memset(starts, 0, (rules + 2) * sizeof(*starts));
  for (size_t i = 0; i < calls->count; i++)
    starts[all[i].rule + 2]++;
  for (size_t i = 2; i < rules + 2; i++)
    starts[i] += starts[i - 1];
  for (size_t i = 0; i < calls->count; i++)
    to[starts[all[i].rule + 1]++] = all[i].token;
  self->triggers.count = calls->count;
  return VIET_OK;
}


/* Finds where keys enter rules. */
static viet_status find_calls (viet_walk *self) {
  viet_vector calls = {0};
  viet_status status = VIET_OK;
  for (size_t i = 0; i < self->areas.count && status == VIET_OK &&
       self->pattern->posts.count > 0; i++)
    status = call_tokens(self, VIET_ITEM(viet_view_span, self->areas, i),
                         &calls);
  if (status == VIET_OK)
    status = sort_calls(self, &calls);
  viet_vector_free(&calls, sizeof(viet_call), self->allocator);
  return status;
}


viet_status viet_walk_init (viet_walk *self, const viet_pattern *pattern,
                            const viet_subject *subject,
                            const viet_allocator *allocator) {
  *self = (viet_walk){.pattern = pattern};
  viet_status status = viet_view_init(&self->view, pattern, subject,
                                      allocator);
  const viet_allocator *a = self->allocator = self->view.allocator;
  viet_machine_init(&self->machine, &self->view, a);
  const size_t tests = pattern->span_tests.count + 1;
  self->windows = a->resize(a->context, NULL, 0,
                            tests * sizeof(viet_vector));
  if (self->windows == NULL)
    status = VIET_ENOMEM;
  else
    memset(self->windows, 0, tests * sizeof(viet_vector));
  if (status == VIET_OK)
    status = find_areas(self);
  if (status == VIET_OK)
    status = find_lines(self);
  return status == VIET_OK ? find_calls(self) : status;
}


void viet_walk_reset (viet_walk *self) {
  const uint32_t *starts = self->trigger_of.items;
  self->triggers.count = starts[self->pattern->rules.count];
}


void viet_walk_free (viet_walk *self) {
  const viet_allocator *a = self->allocator;
  const size_t tests = self->pattern->span_tests.count + 1;
  for (size_t i = 0; self->windows && i < tests; i++)
    viet_vector_free(&self->windows[i], sizeof(viet_view_span), a);
  viet_free(a, self->windows, tests * sizeof(viet_vector));
  viet_vector_free(&self->areas, sizeof(viet_view_span), a);
  viet_vector_free(&self->lines, sizeof(uint32_t), a);
  viet_vector_free(&self->triggers, sizeof(uint32_t), a);
  viet_vector_free(&self->trigger_of, sizeof(uint32_t), a);
  viet_vector_free(&self->captures, sizeof(viet_capture), a);
  viet_vector_free(&self->open, sizeof(viet_event), a);
  viet_free(a, self->taken, self->view.count);
  viet_machine_free(&self->machine);
  viet_view_free(&self->view);
}

/* }================================================================== */


/*
** {==================================================================
** Windows
** ===================================================================
*/

/* The spans that a rule has to be in: of those that lie in others, only the
** outer ones. */
static viet_status make_windows (viet_walk *self, uint32_t test) {
  viet_view_layer *layer = viet_view_layer_of(&self->view, test);
  viet_vector *to = &self->windows[test];
  viet_status status = VIET_OK;
  uint32_t end = 0;
  for (uint32_t i = 0; layer && i < layer->spans.count && status == VIET_OK;
       i++) {
    const viet_view_span *span = VIET_ITEM(viet_view_span, layer->spans, i);
    if (span->end <= end || !viet_view_span_test(&self->view, test, i))
      continue;
    end = span->end;
    status = viet_pattern_add(self->allocator, to, span, sizeof(*span),
                              NULL);
  }
  return status != VIET_OK ? status : self->view.status;
}


/* The first of spans, which are in order of their ends, that ends behind a
** token; or NULL. */
static const viet_view_span *find_behind (const viet_vector *spans,
                                          uint32_t token) {
  const viet_view_span *all = spans->items;
  size_t low = 0, high = spans->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (all[middle].end <= token)
      low = middle + 1;
    else
      high = middle;
  }
  return low < spans->count ? &all[low] : NULL;
}


/* The same, if it holds the token; or NULL. */
static const viet_view_span *find_window (const viet_vector *spans,
                                          uint32_t token) {
  const viet_view_span *found = find_behind(spans, token);
  return found != NULL && found->first <= token ? found : NULL;
}


/* What the rule says alone. */
static bool find_within (viet_walk *self, const viet_compiled_rule *rule,
                         uint32_t token, uint32_t *first, uint32_t *end) {
  viet_view *view = &self->view;
  const viet_vector *spans = NULL;
  *first = 0;
  *end = (uint32_t)view->count;
  if (rule->within == WITHIN_DOCUMENT)
    return true;
  if (rule->within == WITHIN_LINE) {
    const uint32_t *line = VIET_ITEM(uint32_t, self->lines,
                                     view->tokens[token].line);
    *first = line[0];
    *end = line[1];
    return true;
  }
  if (rule->within == WITHIN_SENTENCE)
    spans = viet_view_sentences(view);
  else {
    spans = &self->windows[rule->within_test];
    if (spans->count == 0 && view->status == VIET_OK)
      view->status = make_windows(self, rule->within_test);
  }
  const viet_view_span *found = spans ? find_window(spans, token) : NULL;
  if (found == NULL)
    return false;
  *first = found->first;
  *end = found->end;
  return true;
}


bool viet_walk_window (viet_walk *self, const viet_compiled_rule *rule,
                       uint32_t token, uint32_t *first, uint32_t *end) {
  const viet_view_span *area = find_window(&self->areas, token);
  if (area == NULL || !find_within(self, rule, token, first, end))
    return false;
  if (*first < area->first)
    *first = area->first;
  if (*end > area->end)
    *end = area->end;
  return true;
}


/* Brings the window of a cursor to a token; false if it is in none. What
** others have taken is no part of it. */
static bool move_window (viet_walk *self, viet_cursor *cursor,
                         const viet_compiled_rule *rule, uint32_t token) {
  viet_machine *machine = &self->machine;
  if (token >= cursor->window_first && token < cursor->limit)
    return true;
  if (!viet_walk_window(self, rule, token, &cursor->window_first,
                        &cursor->window_end)) {
    cursor->limit = 0;
    return false;
  }
  cursor->limit = cursor->window_end;
  for (uint32_t i = token; self->taken && rule->consume &&
       i < cursor->limit; i++)
    if (self->taken[i])
      cursor->limit = i;
  viet_machine_forget(machine);
  return true;
}

/* }================================================================== */


/*
** {==================================================================
** Triggers
** ===================================================================
*/

static viet_status add_trigger (viet_walk *self, uint32_t token) {
  const viet_status status = viet_vector_reserve(&self->triggers, 1,
                                                 sizeof(token),
                                                 self->allocator);
  if (status == VIET_OK)
    *VIET_ITEM(uint32_t, self->triggers, self->triggers.count++) = token;
  return status;
}


/* Adds the triggers of keys again, to be sorted among others. */
static viet_status copy_triggers (viet_walk *self, uint32_t first,
                                  uint32_t end) {
  viet_status status = VIET_OK;
  for (uint32_t i = first; i < end && status == VIET_OK; i++)
    status = add_trigger(self, *VIET_ITEM(uint32_t, self->triggers, i));
  return status;
}


/* Adds where a match begins at the latest if its entry is at a token. */
static viet_status add_latest (viet_walk *self, const viet_rule_entry *entry,
                               uint32_t token) {
  return token < entry->least ? VIET_OK
                              : add_trigger(self, token - entry->least);
}


/* Adds where a match begins at the latest if an edge is before a token. The
** edge may be behind the last token of the window of the match. */
static viet_status add_edge (viet_walk *self, const viet_rule_entry *entry,
                             uint32_t token, bool has_slack) {
  viet_status status = VIET_OK;
  if (entry->kind == ENTRY_EDGE && entry->least == 0 && has_slack &&
      token > 0)
    status = add_latest(self, entry, token - 1);
  return status == VIET_OK ? add_latest(self, entry, token) : status;
}


static viet_status add_spans (viet_walk *self, const viet_rule_entry *entry,
                              bool has_slack) {
  const uint64_t *begins = viet_view_begins(&self->view, entry->a);
  viet_status status = begins ? VIET_OK : self->view.status;
  for (size_t word = 0; begins != NULL && word <= self->view.count / 64;
       word++)
    for (uint64_t bits = begins[word]; bits != 0 && status == VIET_OK;
         bits &= bits - 1)
      status = add_edge(self, entry,
                        (uint32_t)word * 64 + viet_first_bit(bits),
                        has_slack);
  return status != VIET_OK ? status : self->view.status;
}


static viet_status add_tokens (viet_walk *self,
                               const viet_rule_entry *entry) {
  viet_status status = VIET_OK;
  const viet_token *tokens = self->view.tokens;
  const uint32_t kinds = VIET_ITEM(viet_token_test, self->pattern->tests,
                                   entry->a)->kinds;
  for (size_t k = 0; k < self->areas.count; k++) {
    const viet_view_span *area = VIET_ITEM(viet_view_span, self->areas, k);
    for (uint32_t i = area->first; i < area->end && status == VIET_OK; i++)
      if ((kinds >> tokens[i].kind & 1) != 0 &&
          viet_view_test(&self->view, entry->a, i))
        status = add_latest(self, entry, i);
  }
  return status != VIET_OK ? status : self->view.status;
}


static int compare_tokens (const void *a, const void *b) {
  const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}


static bool is_sorted (const uint32_t *tokens, size_t count) {
  for (size_t i = 1; i < count; i++)
    if (tokens[i] < tokens[i - 1])
      return false;
  return true;
}


/* The time in nanoseconds, from when is of no matter. */
static uint64_t read_clock (void) {
  struct timespec now;
  if (timespec_get(&now, TIME_UTC) != TIME_UTC)
    return 0;
  return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}


/* The time since then; 0 if the clock was set back. */
static uint64_t time_since (uint64_t start) {
  const uint64_t now = read_clock();
  return now > start ? now - start : 0;
}


/* The steps that a rule may take: so many for each token, and some more for
** short texts. */
static uint64_t step_limit (const viet_walk *self) {
  const uint64_t given = self->view.subject->steps;
  const uint64_t each = given > 0 ? given : VIET_STEPS;
  const uint64_t tokens = (uint64_t)self->view.count + 100;
  return each > UINT64_MAX / tokens ? UINT64_MAX : each * tokens;
}


/* Adds the triggers of entries that are no keys. */
static viet_status add_entries (viet_walk *self,
                                const viet_compiled_rule *of,
                                viet_cursor *cursor) {
  const uint32_t first = (uint32_t)self->triggers.count;
  viet_status status = copy_triggers(self, cursor->first_trigger,
                                     cursor->end_trigger);
  for (uint32_t i = of->first_entry; i < of->end_entry && status == VIET_OK;
       i++) {
    const viet_rule_entry *entry = VIET_ITEM(viet_rule_entry,
                                             self->pattern->entries, i);
    status = entry->kind == ENTRY_TEST
           ? add_tokens(self, entry)
           : add_spans(self, entry, of->slack > 0);
  }
  if (self->triggers.count >= UINT32_MAX)
    return VIET_ENOMEM;
  cursor->first_trigger = first;
  cursor->end_trigger = (uint32_t)self->triggers.count;
  return status;
}


/* Puts the triggers of a rule in order. */
static void sort_triggers (viet_walk *self, const viet_cursor *cursor) {
  const size_t count = cursor->end_trigger - cursor->first_trigger;
  uint32_t *tokens = VIET_ITEM(uint32_t, self->triggers,
                               cursor->first_trigger);
  if (!is_sorted(tokens, count))
    qsort(tokens, count, sizeof(uint32_t), compare_tokens);
}


static viet_status start_walk (viet_walk *self, uint32_t rule,
                               viet_cursor *cursor, bool *is_needed) {
  const viet_compiled_rule *of = VIET_ITEM(viet_compiled_rule,
                                           self->pattern->rules, rule);
  const uint32_t *starts = VIET_ITEM(uint32_t, self->trigger_of, rule);
  viet_status status = VIET_OK;
  *cursor = (viet_cursor){
    .rule = rule, .first_trigger = starts[0], .end_trigger = starts[1],
    .steps = step_limit(self)
  };
  if (of->everywhere) {
    *is_needed = self->view.count > 0;
    return VIET_OK;
  }
  if (of->first_entry < of->end_entry)
    status = add_entries(self, of, cursor);
  cursor->trigger = cursor->first_trigger;
  *is_needed = cursor->first_trigger < cursor->end_trigger;
  if (status == VIET_OK && *is_needed)
    sort_triggers(self, cursor);
  return status;
}


/* Has a rule nothing that it could be entered by? */
static bool is_idle (const viet_walk *self, uint32_t rule) {
  const viet_compiled_rule *of = VIET_ITEM(viet_compiled_rule,
                                           self->pattern->rules, rule);
  const uint32_t *starts = VIET_ITEM(uint32_t, self->trigger_of, rule);
  return starts[0] == starts[1] && !of->everywhere &&
         of->first_entry == of->end_entry;
}


viet_status viet_walk_start (viet_walk *self, uint32_t rule,
                             viet_cursor *cursor, bool *is_needed) {
  viet_effort *efforts = self->view.subject->efforts;
  *is_needed = false;
  if (is_idle(self, rule))
    return VIET_OK;
  if (efforts == NULL)
    return start_walk(self, rule, cursor, is_needed);
  const uint64_t start = read_clock();
  const viet_status status = start_walk(self, rule, cursor, is_needed);
  efforts[rule].nanoseconds += time_since(start);
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Tries
** ===================================================================
*/

/* The next token where a match may begin at all, or VIET_NONE. */
static uint32_t next_inside (const viet_walk *self, uint32_t token) {
  const viet_view_span *area = find_behind(&self->areas, token);
  if (area == NULL)
    return VIET_NONE;
  return area->first > token ? area->first : token;
}


/* The next token from 'token' on where the edge stands that the rule begins
** with, or VIET_NONE. */
static uint32_t next_edge (viet_walk *self, uint32_t test, uint32_t token) {
  viet_view_layer *layer = viet_view_layer_of(&self->view, test);
  if (layer == NULL)
    return VIET_NONE;
  const uint32_t i = viet_view_starting(&self->view, layer, token);
  return i < layer->spans.count
       ? VIET_ITEM(viet_view_span, layer->spans, i)->first : VIET_NONE;
}


/* The next token to try, or VIET_NONE: up to the next trigger, and before it
** as far as the rule says. */
static uint32_t next_start (viet_walk *self, viet_cursor *cursor,
                            const viet_compiled_rule *rule) {
  if (rule->everywhere)
    return next_inside(self, cursor->next);
  for (; cursor->trigger < cursor->end_trigger; cursor->trigger++) {
    const uint32_t token = *VIET_ITEM(uint32_t, self->triggers,
                                      cursor->trigger);
    uint32_t first = 0, end;
    if (token < cursor->next)
      continue;
    if (rule->slack != VIET_NONE)
      first = token > rule->slack ? token - rule->slack : 0;
    else if (token >= cursor->window_first && token < cursor->window_end)
      first = cursor->window_first;
    else if (!viet_walk_window(self, rule, token, &first, &end))
      continue;
    if (first < cursor->next)
      first = cursor->next;
    if (rule->begin != VIET_NONE && rule->slack > 0)
      first = next_edge(self, rule->begin, first);
    if (first <= token)
      return first;
  }
  return VIET_NONE;
}


/* Do the keys that the rule begins with stand at a token? What fails here
** need not be tried. */
static bool begins_at (const viet_walk *self,
                       const viet_compiled_rule *rule, uint32_t token) {
  const viet_code *code = VIET_ITEM(viet_code, self->pattern->code,
                                    rule->code);
  for (; code->op == OP_KEY || code->op == OP_OPEN || code->op == OP_CLOSE;
       code = VIET_ITEM(viet_code, self->pattern->code, code->b)) {
    if (code->op != OP_KEY)
      continue;
    if (token >= self->view.count ||
        viet_view_key(&self->view, token, code->level) != code->a)
      return false;
    token++;
  }
  return true;
}


static viet_status find_next (viet_walk *self, viet_cursor *cursor,
                              uint64_t *tries, bool *found) {
  const viet_compiled_rule *rule = VIET_ITEM(viet_compiled_rule,
                                             self->pattern->rules,
                                             cursor->rule);
  viet_machine *machine = &self->machine;
  machine->rule = rule;
  machine->steps = cursor->steps;
  self->rule = cursor->rule;
  *found = false;
  viet_machine_forget(machine);
  uint32_t start;
  while (!*found && machine->status == VIET_OK &&
         (start = next_start(self, cursor, rule)) != VIET_NONE) {
    cursor->next = start + 1;
    if (rule->lead != VIET_NONE &&
        !viet_view_may_lead(&self->view, rule->lead, start))
      continue;
    if (!begins_at(self, rule, start))
      continue;
    if (self->taken && rule->consume && self->taken[start])
      continue;
    if (!move_window(self, cursor, rule, start))
      continue;
    machine->low = cursor->window_first;
    machine->high = cursor->window_end;
    machine->limit = cursor->limit;
    if (rule->most > 0 && machine->limit - start > rule->most) {
      machine->limit = start + rule->most;
      viet_machine_forget(machine);  /* further on, what failed may not */
    }
    *found = viet_machine_try(machine, start);
    (*tries)++;
  }
  cursor->steps = machine->steps;
  return machine->status != VIET_OK ? machine->status : self->view.status;
}


viet_status viet_walk_next (viet_walk *self, viet_cursor *cursor,
                            bool *found) {
  viet_effort *efforts = self->view.subject->efforts;
  const uint64_t before = cursor->steps;
  uint64_t tries = 0;
  if (efforts == NULL)
    return find_next(self, cursor, &tries, found);
  const uint64_t start = read_clock();
  const viet_status status = find_next(self, cursor, &tries, found);
  viet_effort *effort = &efforts[cursor->rule];
  effort->tries += tries;
  effort->steps += before - cursor->steps;
  effort->nanoseconds += time_since(start);
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Captures
** ===================================================================
*/

/* Adds an open capture: its place among the captures, and the last span
** that was seen in it. */
static viet_status open_capture (viet_walk *self, const viet_event *event) {
  viet_event open = *event;
  const viet_capture made = {.capture = event->a, .layer = UINT32_MAX};
  viet_status status = viet_pattern_add(self->allocator, &self->captures,
                                        &made, sizeof(made), &open.a);
  open.b = VIET_NONE;
  return status != VIET_OK ? status
    : viet_pattern_add(self->allocator, &self->open, &open, sizeof(open),
                       NULL);
}


/* Ends the last open capture. It is a span if it holds that alone. */
static void close_capture (viet_walk *self, const viet_event *event,
                           const viet_event *span) {
  const viet_event *open = VIET_ITEM(viet_event, self->open,
                                     --self->open.count);
  viet_capture *to = VIET_ITEM(viet_capture, self->captures, open->a);
  const viet_token *tokens = self->view.tokens;
  const bool back = event->first < open->first;
  to->first_token = back ? event->first : open->first;
  to->end_token = back ? open->first : event->first;
  if (to->first_token < to->end_token) {
    to->first = tokens[to->first_token].first;
    to->end = tokens[to->end_token - 1].end;
  }
  else
    to->first = to->end = to->first_token < self->view.count
                        ? tokens[to->first_token].first
                        : (uint32_t)self->view.subject->bytes;
  if (span == NULL || span->first != to->first_token ||
      span->end != to->end_token)
    return;
  const viet_span_test *test = VIET_ITEM(viet_span_test,
                                         self->pattern->span_tests,
                                         span->a);
  to->layer = test->layer >= LAYER_DOCUMENT ? UINT32_MAX : test->layer;
  to->span = span->b;
}


viet_status viet_walk_finding (viet_walk *self, uint32_t rule, size_t hit,
                               viet_finding *finding) {
  const viet_machine *machine = &self->machine;
  const viet_hit *of = VIET_ITEM(viet_hit, machine->hits, hit);
  const viet_token *tokens = self->view.tokens;
  const viet_event *span = NULL;
  viet_status status = VIET_OK;
  *finding = (viet_finding){
    .first = tokens[machine->start].first, .end = tokens[of->end - 1].end,
    .first_token = machine->start, .end_token = of->end, .rule = rule,
    .first_capture = (uint32_t)self->captures.count
  };
  self->open.count = 0;
  for (uint32_t i = of->first_event; i < of->end_event && status == VIET_OK;
       i++) {
    const viet_event *event = VIET_ITEM(viet_event, machine->kept, i);
    if (event->kind == EVENT_OPEN) {
      span = NULL;
      status = open_capture(self, event);
    }
    else if (event->kind == EVENT_CLOSE)
      close_capture(self, event, span);
    else if (event->kind == EVENT_SPAN)
      span = event;
  }
  finding->end_capture = (uint32_t)self->captures.count;
  return status;
}

/* }================================================================== */
