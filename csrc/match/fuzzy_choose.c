/*
** fuzzy_choose.c
** The best of what a fuzzy search has found.
*/

#include "match/fuzzy_walk.h"

#include <string.h>

typedef viet_fuzzy_walk walk;
typedef viet_fuzzy_hit hit;


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


viet_status viet_fuzzy_deliver (walk *self, viet_fuzzy_match **result,
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
