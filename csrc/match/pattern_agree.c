/*
** pattern_agree.c
** See pattern_agree.h.
*/

#include "match/pattern_agree.h"

#include <string.h>

#include "match/level.h"

/* What a capture is on the way. */
typedef struct part {
  bool is_there;
  uint32_t first;          /* tokens */
  uint32_t end;
  const viet_event *span;  /* that it is, or NULL */
} part;


static const viet_equal *equals_of (const viet_machine *self,
                                    uint32_t *count) {
  const viet_compiled_rule *rule = self->rule;
  *count = rule->end_equal - rule->first_equal;
  return VIET_ITEM(viet_equal, self->view->pattern->equals,
                   rule->first_equal);
}


/*
** {==================================================================
** The way so far
** ===================================================================
*/

/* Is a capture compared with another one? */
static bool is_compared (const viet_equal *equals, uint32_t count,
                         uint32_t capture) {
  for (uint32_t i = 0; i < count; i++)
    if (equals[i].left.capture == capture ||
        equals[i].right.capture == capture)
      return true;
  return false;
}


static uint64_t mix (uint64_t state, uint64_t value) {
  state = (state ^ value) * UINT64_C(0x9E3779B97F4A7C15);
  return state ^ state >> 29;
}


uint64_t viet_agree_state (const viet_machine *self) {
  uint32_t count, open = 0;
  uint64_t state = 0;
  const viet_equal *equals = equals_of(self, &count);
  for (size_t i = 0; i < self->trail.count && count > 0; i++) {
    const viet_event *event = VIET_ITEM(viet_event, self->trail, i);
    const bool is_edge = event->kind == EVENT_OPEN ||
                         event->kind == EVENT_CLOSE;
    if (is_edge && is_compared(equals, count, event->a)) {
      open += event->kind == EVENT_OPEN ? 1u : UINT32_MAX;
      state = mix(state, (uint64_t)event->a << 34 |
                         (uint64_t)event->kind << 32 | event->first);
    }
    else if (event->kind == EVENT_SPAN && open > 0)
      state = mix(state, (uint64_t)event->a << 32 | event->b);
  }
  return state;
}

/* }================================================================== */


/*
** {==================================================================
** Equations
** ===================================================================
*/

/* The last thing that a capture was on the way. */
static part find_part (const viet_machine *self, uint32_t capture) {
  part found = {0};
  const viet_event *open = NULL, *span = NULL;
  for (size_t i = 0; i < self->trail.count; i++) {
    const viet_event *event = VIET_ITEM(viet_event, self->trail, i);
    if (event->kind == EVENT_SPAN)
      span = event;
    else if (event->kind == EVENT_OPEN) {
      span = NULL;
      open = event->a == capture ? event : open;
    }
    else if (event->kind == EVENT_CLOSE && event->a == capture && open) {
      const bool back = event->first < open->first;
      found = (part){true, back ? event->first : open->first,
                     back ? open->first : event->first, span};
    }
  }
  return found;
}


/* Are two tokens alike at a level? */
static bool is_alike (const viet_view *self, uint32_t a, uint32_t b,
                      viet_level level) {
  const viet_tokens *tokens = self->subject->tokens;
  const uint32_t x = self->tokens[a].form, y = self->tokens[b].form;
  const viet_level key = level == VIET_CASE ? VIET_EXACT
                       : level == VIET_TYPED ? VIET_PLACEMENT : level;
  size_t x_bytes, y_bytes;
  const char *of_x = viet_tokens_key(tokens, x, key, &x_bytes);
  const char *of_y = viet_tokens_key(tokens, y, key, &y_bytes);
  if (x_bytes == y_bytes && memcmp(of_x, of_y, x_bytes) == 0)
    return true;
  if (level == VIET_CASE)
    return viet_is_same_but_case(of_x, x_bytes, of_y, y_bytes);
  return level == VIET_TYPED &&
         (viet_has_no_other_mark(of_x, x_bytes, of_y, y_bytes) ||
          viet_has_no_other_mark(of_y, y_bytes, of_x, x_bytes));
}


/* Are two captures the same words? */
static bool has_same_words (const viet_machine *self, const part *a,
                            const part *b, viet_level level) {
  if (a->end - a->first != b->end - b->first)
    return false;
  for (uint32_t i = 0; i < a->end - a->first; i++)
    if (!is_alike(self->view, a->first + i, b->first + i, level))
      return false;
  return true;
}


/* The value of an attribute of a capture, copied to 'held'; false if it has
** none. */
static bool read_value (viet_machine *self, const part *of,
                        uint32_t attribute, viet_vector *held) {
  const viet_pattern *pattern = self->view->pattern;
  if (of->span == NULL || of->span->first != of->first ||
      of->span->end != of->end)
    return false;
  const uint32_t layer = VIET_ITEM(viet_span_test, pattern->span_tests,
                                   of->span->a)->layer;
  const viet_layer_attribute *all = pattern->attributes.items;
  size_t i = 0;
  while (i < pattern->attributes.count &&
         (all[i].layer != layer || all[i].name != attribute))
    i++;
  if (i == pattern->attributes.count)
    return false;
  const viet_value value = viet_view_value(self->view, layer, of->span->b,
                                           all[i].column);
  held->count = 0;
  if (value.text == NULL || self->status != VIET_OK)
    return false;
  self->status = viet_vector_reserve(held, value.bytes + 1, 1,
                                     self->allocator);
  if (self->status != VIET_OK)
    return false;
  memcpy(held->items, value.text, value.bytes);
  held->count = value.bytes;
  return true;
}


static bool has_same_value (viet_machine *self, const viet_equal *of,
                            const part *a, const part *b) {
  viet_vector x = {0}, y = {0};
  const bool holds = read_value(self, a, of->left.attribute, &x) &&
                     read_value(self, b, of->right.attribute, &y) &&
                     x.count == y.count &&
                     memcmp(x.items, y.items, x.count) == 0;
  viet_vector_free(&x, 1, self->allocator);
  viet_vector_free(&y, 1, self->allocator);
  return holds;
}


bool viet_agree (viet_machine *self, uint32_t *place) {
  uint32_t count;
  const viet_equal *equals = equals_of(self, &count);
  for (uint32_t i = 0; i < count; i++) {
    const viet_equal *one = &equals[i];
    const part a = find_part(self, one->left.capture);
    const part b = find_part(self, one->right.capture);
    const bool is_same = a.is_there && b.is_there &&
      (one->left.attribute == VIET_NONE
         ? has_same_words(self, &a, &b, (viet_level)one->level)
         : has_same_value(self, one, &a, &b));
    if (self->status != VIET_OK || is_same == one->is_unlike) {
      *place = one->place;
      return false;
    }
  }
  return true;
}

/* }================================================================== */
