/*
** pattern_view.h
** A text as the machine sees it: tokens with the numbers of their keys, and
** layers as spans of tokens. What a test gives is kept: for each form, or
** for each span.
*/

#ifndef viet_match_pattern_view_h
#define viet_match_pattern_view_h

#include "match/pattern.h"

typedef struct viet_view_span {
  uint32_t first;   /* tokens */
  uint32_t end;
  uint32_t index;   /* of the span in its layer, or of the entry */
} viet_view_span;

/* Spans in order of 'first', and where one looks back, in order of 'end'. */
typedef struct viet_view_layer {
  viet_span_layer from;
  viet_vector spans;   /* viet_view_span */
  viet_vector by_end;  /* uint32_t: indexes of spans */
  bool is_made;
} viet_view_layer;

typedef struct viet_view {
  const viet_pattern *pattern;
  const viet_subject *subject;
  const viet_allocator *allocator;
  const viet_token *tokens;
  size_t count;              /* of tokens */
  uint32_t *keys;            /* of each form: one for each level */
  size_t forms;
  uint8_t **form_results;    /* of each test: NULL, or for each form 0 for
                                unknown, 1 for no, 2 for yes */
  uint8_t **span_results;    /* of each span test, for each span */
  uint8_t **inside;          /* of each span test: NULL, or for each token
                                whether it lies in such a span */
  size_t cached;             /* bytes of results */
  viet_view_layer *layers;   /* those of the pattern, then lines, sentences
                                and the document */
  size_t layer_count;
  pcre2_match_data *match;
  pcre2_match_context *limits;
  viet_status status;        /* of what failed while something was asked */
} viet_view;

viet_status viet_view_init (viet_view *self, const viet_pattern *pattern,
                            const viet_subject *subject,
                            const viet_allocator *allocator);

void viet_view_free (viet_view *self);

/* Does a test hold of a token? False where 'status' tells of a failure. */
bool viet_view_test (viet_view *self, uint32_t test, uint32_t token);

/* The layer that a span test is about; NULL where 'status' tells of a
** failure. */
viet_view_layer *viet_view_layer_of (viet_view *self, uint32_t test);

/* The sentences: viet_view_span. NULL where 'status' tells of a failure. */
const viet_vector *viet_view_sentences (viet_view *self);

/* Does a span test hold of a span of its layer? */
bool viet_view_span_test (viet_view *self, uint32_t test, uint32_t span);

/* The first span of a layer that begins at 'token' or behind it. */
uint32_t viet_view_starting (const viet_view_layer *layer, uint32_t token);

/* The place in 'by_end', which is made if need be, of the first span that
** ends at 'token' or behind it. */
uint32_t viet_view_ending (viet_view *self, viet_view_layer *layer,
                           uint32_t token);

/* The key of a token at a level. */
static inline uint32_t viet_view_key (const viet_view *self, uint32_t token,
                                      unsigned level) {
  return self->keys[(size_t)self->tokens[token].form * VIET_LEVELS + level];
}

#endif
