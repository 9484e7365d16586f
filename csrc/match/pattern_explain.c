/*
** pattern_explain.c
** How far a rule gets.
*/

#include <string.h>

#include "match/pattern_walk.h"

/* Adds a step; an element that is repeated is one. */
static void add_step (const viet_walk *walk, viet_explanation *to,
                      uint32_t place, uint32_t first, uint32_t end) {
  const viet_place *of = VIET_ITEM(viet_place, walk->pattern->places, place);
  viet_step *last = to->step_count > 0 ? &to->steps[to->step_count - 1]
                                       : NULL;
  if (last && last->source == of->source && last->first == of->first &&
      last->end == of->end && last->end_token == first)
    last->end_token = end;
  else
    to->steps[to->step_count++] = (viet_step){of->source, of->first,
                                              of->end, first, end};
}


/* Makes the block: the way, and what was wanted at its end. */
static viet_status make_block (viet_walk *walk, const viet_trace *trace,
                               const viet_allocator *a,
                               viet_explanation **result) {
  const size_t count = trace->steps.count + trace->wanted.count;
  const size_t bytes = sizeof(viet_explanation) + count * sizeof(viet_step);
  viet_explanation *made = a->resize(a->context, NULL, 0, bytes);
  if (made == NULL)
    return VIET_ENOMEM;
  memset(made, 0, bytes);
  *made = (viet_explanation){
    .bytes = bytes, .matched = trace->matched, .first_token = trace->start,
    .end_token = trace->end, .window_end = trace->window_end
  };
  for (size_t i = 0; i < trace->steps.count; i++) {
    const viet_event *event = VIET_ITEM(viet_event, trace->steps, i);
    if (event->kind == EVENT_STEP)
      add_step(walk, made, event->a, event->first, event->end);
  }
  for (size_t i = 0; i < trace->wanted.count; i++) {
    const viet_place *of = VIET_ITEM(viet_place, walk->pattern->places,
      *VIET_ITEM(uint32_t, trace->wanted, i));
    made->steps[made->step_count + made->wanted_count++] = (viet_step){
      of->source, of->first, of->end, trace->end, trace->end};
  }
  *result = made;
  return VIET_OK;
}


/* Makes a match the way that is explained. */
static viet_status keep_match (viet_walk *walk, viet_trace *trace,
                               uint32_t start) {
  const viet_machine *machine = &walk->machine;
  const viet_hit *hit = VIET_ITEM(viet_hit, machine->hits, 0);
  viet_status status = VIET_OK;
  trace->matched = trace->any = true;
  trace->start = start;
  trace->end = hit->end;
  trace->window_end = machine->limit;
  trace->steps.count = trace->wanted.count = 0;
  for (uint32_t i = hit->first_event; i < hit->end_event &&
       status == VIET_OK; i++)
    status = viet_pattern_add(walk->allocator, &trace->steps,
                              VIET_ITEM(viet_event, machine->kept, i),
                              sizeof(viet_event), NULL);
  return status;
}


/* Tries the rule from one token on. */
static viet_status try_at (viet_walk *walk, const viet_compiled_rule *rule,
                           uint32_t token, viet_trace *trace) {
  viet_machine *machine = &walk->machine;
  if (!viet_walk_window(walk, rule, token, &machine->low, &machine->high))
    return walk->view.status;
  machine->limit = machine->high;
  if (rule->most > 0 && machine->limit - token > rule->most)
    machine->limit = token + rule->most;
  viet_machine_forget(machine);
  if (viet_machine_try(machine, token))
    return keep_match(walk, trace, token);
  return machine->status;
}


static viet_status explain (viet_walk *walk, size_t rule, size_t first,
                            size_t end, viet_trace *trace) {
  const viet_compiled_rule *of = VIET_ITEM(viet_compiled_rule,
                                           walk->pattern->rules, rule);
  viet_status status = VIET_OK;
  walk->machine.rule = of;
  walk->machine.trace = trace;
  walk->machine.steps = VIET_STEPS * ((uint64_t)(end - first) + 100) * 10;
  trace->start = trace->end = trace->window_end = (uint32_t)first;
  for (size_t i = first; i < end && i < walk->view.count &&
       status == VIET_OK && !trace->matched; i++)
    status = try_at(walk, of, (uint32_t)i, trace);
  /* what was seen before the limit is of use */
  return status == VIET_ELIMIT ? VIET_OK : status;
}


viet_status viet_pattern_explain (const viet_pattern *self, size_t rule,
                                  const viet_subject *subject,
                                  size_t first, size_t end,
                                  const viet_allocator *allocator,
                                  viet_explanation **result) {
  viet_walk walk;
  viet_trace trace = {0};
  *result = NULL;
  viet_status status = viet_walk_init(&walk, self, subject, allocator);
  if (status == VIET_OK)
    status = explain(&walk, rule, first, end, &trace);
  if (status == VIET_OK)
    status = make_block(&walk, &trace, allocator, result);
  viet_vector_free(&trace.steps, sizeof(viet_event), walk.allocator);
  viet_vector_free(&trace.wanted, sizeof(uint32_t), walk.allocator);
  viet_walk_free(&walk);
  return status;
}
