/*
** match_ours.c
** Our matcher, from the raw text to the spans in it. This is the one file
** of the benchmark that knows its interface.
*/

#include "match.h"

#include <stdlib.h>

#include "viet.h"

typedef struct compiled {
  viet_gazetteer *gazetteer;
  viet_match_kind kind;
} compiled;


static void drop (void *made) {
  compiled *self = made;
  if (self->gazetteer)
    viet_free(&viet_malloc, self->gazetteer,
              viet_gazetteer_bytes(self->gazetteer));
  free(self);
}


static viet_gazetteer *compile (const names *from, viet_level level,
                                const viet_allocator *allocator) {
  viet_gazetteer *made = NULL;
  size_t bad;
  viet_name *list = must(malloc((from->count + 1) * sizeof(*list)));
  for (size_t i = 0; i < from->count; i++)
    list[i] = (viet_name){from->array[i].text, from->array[i].bytes,
                          (uint32_t)i, level};
  viet_status status = viet_gazetteer_build(list, from->count, allocator,
                                            &made, &bad);
  free(list);
  return status == VIET_OK ? made : NULL;
}


static void *build (const names *from, mode wanted, viet_level level) {
  compiled *self = must(malloc(sizeof(*self)));
  self->kind = wanted == LONGEST ? VIET_LONGEST : VIET_OVERLAPPING;
  self->gazetteer = compile(from, level, &viet_malloc);
  if (self->gazetteer)
    return self;
  drop(self);
  return NULL;
}


static void *build_exact (const names *from, mode wanted) {
  return build(from, wanted, VIET_EXACT);
}


static void *build_placement (const names *from, mode wanted) {
  return build(from, wanted, VIET_PLACEMENT);
}


static void *build_toneless (const names *from, mode wanted) {
  return build(from, wanted, VIET_TONELESS);
}


static void scan (const void *made, span document, hits *found) {
  const compiled *self = made;
  viet_tokens *tokens;
  viet_search *search;
  viet_match match;
  if (viet_tokens_build(document.text, document.bytes, &viet_malloc, &tokens)
      != VIET_OK)
    fail("no tokens", "ours");
  if (viet_search_build(self->gazetteer, tokens, self->kind, false,
                        &viet_malloc, &search) != VIET_OK)
    fail("no search", "ours");
  while (viet_search_next(search, &match))
    hits_take(found, match.first, match.end);
  viet_free(&viet_malloc, search, viet_search_bytes(search));
  viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
}


const matcher ours_exact = {
  "ours", OF_WORDS, 1e9, build_exact, scan, drop
};

const matcher ours_placement = {
  "ours", OF_WORDS, 1e9, build_placement, scan, drop
};

const matcher ours_toneless = {
  "ours", OF_WORDS, 1e9, build_toneless, scan, drop
};


/*
** {==================================================================
** What a build takes
** ===================================================================
*/

/* Bytes in use, and the most that ever were. */
typedef struct meter {
  size_t bytes, peak;
} meter;


static void *resize (void *context, void *block, size_t old_bytes,
                     size_t new_bytes) {
  meter *self = context;
  void *moved = viet_malloc.resize(viet_malloc.context, block, old_bytes,
                                   new_bytes);
  if (moved == NULL && new_bytes > 0)
    return NULL;
  self->bytes += new_bytes - old_bytes;
  if (self->bytes > self->peak)
    self->peak = self->bytes;
  return moved;
}


bool ours_build_cost (const names *from, build_cost *cost) {
  meter used = {0};
  const viet_allocator allocator = {resize, &used};
  double start = now();
  viet_gazetteer *made = compile(from, VIET_EXACT, &allocator);
  cost->seconds = now() - start;
  if (made == NULL)
    return false;
  cost->bytes = viet_gazetteer_bytes(made);
  cost->peak_bytes = used.peak;
  viet_free(&allocator, made, cost->bytes);
  return true;
}

/* }================================================================== */
