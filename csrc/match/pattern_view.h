/*
** pattern_view.h
** A text as the machine sees it: tokens with the numbers of their keys, and
** layers as spans of tokens. What a test gives is kept: for each form, or
** for each span.
*/

#ifndef viet_match_pattern_view_h
#define viet_match_pattern_view_h

#include "match/pattern_memory.h"

/* A lead asks for masks of at most so many words. */
#define VIET_LEAD_WORDS 2

typedef struct viet_view_span {
  uint32_t first;   /* tokens */
  uint32_t end;
  uint32_t index;   /* of the span in its layer, or of the entry */
} viet_view_span;

/* How spans stand at a token. */
typedef enum viet_stand {
  STAND_BEGINS,
  STAND_ENDS,    /* before it */
  STAND_INSIDE,  /* the token is one of theirs */
  VIET_STANDS
} viet_stand;

/* Spans in order of 'first', and where one looks back, in order of 'end'. */
typedef struct viet_view_layer {
  viet_span_layer from;
  viet_vector spans;   /* viet_view_span */
  viet_vector starts;  /* uint32_t, or empty: for each token the first span
                          that begins there or behind it */
  uint32_t asked;      /* how often for the spans that begin at a token */
  viet_vector masks;   /* uint64_t: of the entry of each span, if they are
                          matches of a gazetteer that is told apart: the first
                          words of all, the second ones, ... */
  uint64_t *stands[VIET_STANDS];  /* of each token: the masks of all spans
                                     that stand so, in the same order; or
                                     NULL */
  viet_vector by_end;  /* uint32_t: indexes of spans */
  bool is_made;
} viet_view_layer;

/* What a lead asks for in this text: a token where such a bit is set in 'bits',
** or one of 'masks' in what stands there. */
typedef struct viet_view_lead {
  uint64_t *bits;
  const uint64_t *stands[VIET_LEAD_WORDS];
  uint64_t masks[VIET_LEAD_WORDS];
} viet_view_lead;

/* What a span test is in this text. */
typedef struct viet_span_view {
  viet_view_layer *layer;  /* NULL: not asked for yet */
  const uint64_t *masks;   /* of each span; NULL: 'results' tell */
  uint64_t bit;            /* of these, */
  uint32_t word;           /* which are such words of the masks */
  uint8_t *results;        /* for each span: VIET_YES ...; or NULL */
  uint64_t *edges[2];      /* bits: tokens where spans for which it holds
                              begin, and end; NULL: not known */
  uint32_t asked[2];       /* how often for these */
} viet_span_view;

typedef struct viet_view {
  const viet_pattern *pattern;
  const viet_subject *subject;
  const viet_allocator *allocator;
  const viet_token *tokens;
  size_t count;              /* of tokens */
  viet_memory *memory;       /* what is known of forms, */
  viet_memory *entries;      /* and of entries */
  viet_memory own;           /* a memory for this text alone, if the subject
                                brings none, or one of newer spellings */
  const uint32_t *origins;   /* of each form: its number there; NULL: it is
                                the same */
  size_t forms;
  viet_span_view *span_views;  /* of each span test */
  uint8_t **inside;          /* of each span test: NULL, or for each token
                                whether it lies in such a span */
  viet_view_lead **leads;    /* of each lead; NULL: not asked for yet */
  viet_view_layer *layers;   /* those of the pattern, then lines, sentences
                                and the document */
  size_t layer_count;
  viet_status status;        /* of what failed while something was asked */
} viet_view;

viet_status viet_view_init (viet_view *self, const viet_pattern *pattern,
                            const viet_subject *subject,
                            const viet_allocator *allocator);

void viet_view_free (viet_view *self);

/* Does a test hold of a token? False where 'status' tells of a failure. */
bool viet_view_find_out (viet_view *self, uint32_t test, uint32_t token);

/* The layer that a span test is about; NULL where 'status' tells of a
** failure. */
viet_view_layer *viet_view_layer_of (viet_view *self, uint32_t test);

/* May a span for which a test holds begin at a token (or end there)? The
** layer has been asked for. */
bool viet_view_may_stand (viet_view *self, uint32_t test, uint32_t token,
                          bool is_end);

/* May code with a lead match from a token on? */
bool viet_view_may_lead (viet_view *self, uint32_t lead, uint32_t token);

/* Bits: the tokens where such spans begin; NULL where 'status' tells of a
** failure. */
const uint64_t *viet_view_begins (viet_view *self, uint32_t test);

/* The sentences: viet_view_span. NULL where 'status' tells of a failure. */
const viet_vector *viet_view_sentences (viet_view *self);

/* The value of an attribute of a span, or entry, by its 'index'. */
viet_value viet_view_value (const viet_view *self, uint32_t layer,
                            uint32_t span, uint32_t attribute);

/* Does a span test hold of a span of its layer? */
bool viet_view_span_test (viet_view *self, uint32_t test, uint32_t span);

/* The first span of a layer that begins at 'token' or behind it. */
uint32_t viet_view_starting (viet_view *self, viet_view_layer *layer,
                             uint32_t token);

/* The place in 'by_end', which is made if need be, of the first span that
** ends at 'token' or behind it. */
uint32_t viet_view_ending (viet_view *self, viet_view_layer *layer,
                           uint32_t token);

/* The form of a token, as the memory numbers it. */
static inline uint32_t viet_view_form (const viet_view *self,
                                       uint32_t token) {
  const uint32_t form = self->tokens[token].form;
  return self->origins != NULL ? self->origins[form] : form;
}

/* The key of a token at a level. */
static inline uint32_t viet_view_key (const viet_view *self, uint32_t token,
                                      unsigned level) {
  const viet_memory *memory = self->memory;
  return memory->keys[(size_t)viet_view_form(self, token) * memory->columns
                      + memory->column[level]];
}

/* The same, for tests of which the result may be known. */
static inline bool viet_view_test (viet_view *self, uint32_t test,
                                   uint32_t token) {
  const unsigned known = viet_memory_result(self->memory, test,
                                            viet_view_form(self, token));
  return known == VIET_UNKNOWN || self->tokens[token].kind == VIET_UNIT
       ? viet_view_find_out(self, test, token) : known == VIET_YES;
}

#endif
