/*
** pattern_view.c
** See pattern_view.h. What is made of a text when it is first asked for:
** layers, and results of tests.
*/

#include "match/pattern_view.h"

#include <stdlib.h>
#include <string.h>

#include "match/level.h"
#include "text/spellings.h"

/* Results for more spans are not kept. */
#define MOST_SPANS ((size_t)1 << 26)

/* Where spans begin is counted when that is asked for so often, and where
** those for which a test holds. */
#define OFTEN 32
#define ASKED_FOR_EDGES 6

/* What stands at each token is noted for a layer of which there are so many
** tests of entries. */
#define MANY_TESTS 4

/*
** {==================================================================
** Making and freeing
** ===================================================================
*/

static void *take (viet_view *self, size_t count, size_t bytes) {
  const viet_allocator *a = self->allocator;
  if (count > SIZE_MAX / bytes)
    return NULL;
  void *made = a->resize(a->context, NULL, 0, count * bytes);
  if (made)
    memset(made, 0, count * bytes);
  return made;
}


static void give (viet_view *self, void *block, size_t count,
                  size_t bytes) {
  viet_free(self->allocator, block, count * bytes);
}


viet_status viet_view_init (viet_view *self, const viet_pattern *pattern,
                            const viet_subject *subject,
                            const viet_allocator *allocator) {
  *self = (viet_view){
    .pattern = pattern, .subject = subject,
    .tokens = viet_tokens_array(subject->tokens),
    .count = viet_tokens_count(subject->tokens),
    .forms = viet_tokens_form_count(subject->tokens),
    .origins = viet_tokens_origins(subject->tokens),
    .layer_count = pattern->layers.count + 3, .memory = subject->memory,
    .entries = subject->memory
  };
  viet_status status = VIET_OK;
  if (self->memory == NULL || !viet_memory_is_of(self->memory,
                                                 subject->tokens)) {
    self->memory = &self->own;
    status = viet_memory_init(&self->own, pattern, allocator);
  }
  if (self->entries == NULL)
    self->entries = &self->own;
  viet_arena *arena = subject->scratch != NULL ? &subject->scratch->arena
                                               : &self->memory->scratch;
  viet_arena_reset(arena);
  self->allocator = &arena->allocator;
  /* one more of each, so that no block is empty */
  self->span_views = take(self, pattern->span_tests.count + 1,
                          sizeof(viet_span_view));
  self->inside = take(self, pattern->span_tests.count + 1,
                      sizeof(uint8_t *));
  self->leads = take(self, pattern->leads.count + 1, sizeof(*self->leads));
  self->layers = take(self, self->layer_count, sizeof(viet_view_layer));
  if (!self->span_views || !self->inside || !self->leads || !self->layers)
    status = VIET_ENOMEM;
  return status == VIET_OK ? viet_memory_learn(self->memory, subject->tokens)
                           : status;
}


static size_t edge_words (const viet_view *self) {
  return self->count / 64 + 1;
}


/* Words of what stands at each token, and behind the last one. */
static size_t stand_words (const viet_view *self, size_t layer) {
  return self->entries->masks[layer].words * (self->count + 1);
}


static void free_results (viet_view *self) {
  const viet_pattern *pattern = self->pattern;
  for (size_t i = 0; i < pattern->span_tests.count; i++) {
    viet_span_view *view = self->span_views ? &self->span_views[i] : NULL;
    if (view != NULL && view->layer != NULL) {
      give(self, view->results, view->layer->spans.count, 1);
      give(self, view->edges[0], edge_words(self), sizeof(uint64_t));
      give(self, view->edges[1], edge_words(self), sizeof(uint64_t));
    }
    if (self->inside)
      give(self, self->inside[i], self->count, 1);
  }
  for (size_t i = 0; self->leads && i < pattern->leads.count; i++)
    if (self->leads[i] != NULL) {
      give(self, self->leads[i]->bits, edge_words(self), sizeof(uint64_t));
      give(self, self->leads[i], 1, sizeof(viet_view_lead));
    }
}


void viet_view_free (viet_view *self) {
  const viet_pattern *pattern = self->pattern;
  free_results(self);
  for (size_t i = 0; self->layers && i < self->layer_count; i++) {
    viet_vector_free(&self->layers[i].spans, sizeof(viet_view_span),
                     self->allocator);
    viet_vector_free(&self->layers[i].by_end, sizeof(uint32_t),
                     self->allocator);
    viet_vector_free(&self->layers[i].starts, sizeof(uint32_t),
                     self->allocator);
    for (size_t j = 0; j < VIET_STANDS; j++)
      if (self->layers[i].stands[j] != NULL)
        give(self, self->layers[i].stands[j], stand_words(self, i),
             sizeof(uint64_t));
    viet_vector_free(&self->layers[i].masks, sizeof(uint64_t),
                     self->allocator);
  }
  give(self, self->span_views, pattern->span_tests.count + 1,
       sizeof(viet_span_view));
  give(self, self->inside, pattern->span_tests.count + 1,
       sizeof(uint8_t *));
  give(self, self->leads, pattern->leads.count + 1, sizeof(*self->leads));
  give(self, self->layers, self->layer_count, sizeof(viet_view_layer));
  if (self->memory == &self->own)
    viet_memory_free(&self->own);
}

/* }================================================================== */


/*
** {==================================================================
** Layers
** ===================================================================
*/

static viet_status add_span (viet_view *self, viet_view_layer *layer,
                             size_t first, size_t end, size_t index) {
  const viet_view_span span = {(uint32_t)first, (uint32_t)end,
                               (uint32_t)index};
  return viet_pattern_add(self->allocator, &layer->spans, &span,
                          sizeof(span), NULL);
}


/* The first token from 'token' on that ends behind a byte. What is asked for
** stands mostly near by. */
static size_t token_at (const viet_view *self, size_t token, uint32_t byte) {
  const viet_token *tokens = self->tokens;
  for (size_t i = 0; i < 8; i++, token++)
    if (token >= self->count || tokens[token].end > byte)
      return token;
  const size_t found = viet_tokens_at(self->subject->tokens, byte);
  return found > token ? found : token;
}


/* Adds the tokens that a span of bytes touches, the first of which is not
** before 'from'. A span without tokens is left out. */
static viet_status add_bytes (viet_view *self, viet_view_layer *layer,
                              const uint32_t *span, size_t index,
                              size_t *from) {
  const size_t first = token_at(self, *from, span[0]);
  size_t end = token_at(self, first, span[1]);
  if (end < self->count && self->tokens[end].first < span[1])
    end++;
  *from = first;
  return first < end ? add_span(self, layer, first, end, index) : VIET_OK;
}


/* Spans of bytes become those of tokens. */
static viet_status make_spans (viet_view *self, viet_view_layer *layer,
                               size_t number) {
  const viet_layer_reader *reader = self->subject->reader;
  viet_status status = VIET_OK;
  uint32_t span[2], last = 0;
  size_t token = 0;
  for (size_t i = 0; i < layer->from.count && status == VIET_OK; i++) {
    if (layer->from.spans != NULL)
      memcpy(span, layer->from.spans[i], sizeof(span));
    else
      status = reader->span(reader->context, number, i, span);
    if (status == VIET_OK && (span[0] >= span[1] || span[0] < last ||
                              span[1] > self->subject->bytes))
      status = VIET_EINVAL;
    last = span[0];
    if (status == VIET_OK)
      status = add_bytes(self, layer, span, i, &token);
  }
  return status;
}


static viet_status learn_entries (viet_view *self, viet_view_layer *layer,
                                  size_t number);


/* Matches of a gazetteer are spans of tokens already. */
static viet_status make_matches (viet_view *self, viet_view_layer *layer,
                                 size_t number) {
  const viet_match *matches = layer->from.matches;
  const size_t count = layer->from.count;
  viet_status status = viet_vector_reserve(&layer->spans, count,
                                           sizeof(viet_view_span),
                                           self->allocator);
  if (status != VIET_OK)
    return status;
  viet_view_span *to = layer->spans.items;
  uint32_t last = 0;
  for (size_t i = 0; i < count; i++) {
    const viet_match *match = &matches[i];
    if (match->first_token < last || match->end_token > self->count ||
        match->end_token <= match->first_token)
      return VIET_EINVAL;
    last = match->first_token;
    to[i] = (viet_view_span){last, match->end_token, (uint32_t)i};
  }
  layer->spans.count = count;
  return layer->from.gazetteer != 0 ? learn_entries(self, layer, number)
                                    : VIET_OK;
}


/* Reads a layer of the subject. */
static viet_status read_layer (viet_view *self, viet_view_layer *layer,
                               size_t number) {
  const viet_subject *subject = self->subject;
  const viet_layer_reader *reader = subject->reader;
  viet_status status = VIET_OK;
  if (reader != NULL)
    status = reader->layer(reader->context, number, &layer->from);
  else
    layer->from = subject->layers[number];
  if (status != VIET_OK)
    return status;
  return layer->from.matches != NULL ? make_matches(self, layer, number)
                                     : make_spans(self, layer, number);
}


static viet_status make_lines (viet_view *self, viet_view_layer *layer) {
  viet_status status = VIET_OK;
  size_t first = 0;
  for (size_t i = 1; i <= self->count && status == VIET_OK; i++)
    if (i == self->count || self->tokens[i].line != self->tokens[first].line) {
      status = add_span(self, layer, first, i, 0);
      first = i;
    }
  return status;
}


static viet_status make_sentences (viet_view *self,
                                   viet_view_layer *layer) {
  uint32_t *starts;
  size_t count;
  viet_status status = viet_sentences_build(self->subject->tokens,
                                            self->subject->text,
                                            self->allocator, &starts,
                                            &count);
  if (status != VIET_OK)
    return status;
  for (size_t i = 0; i < count && status == VIET_OK; i++)
    status = add_span(self, layer, starts[i], starts[i + 1], 0);
  viet_free(self->allocator, starts, (count + 1) * sizeof(*starts));
  return status;
}


/* Sorts by end with a count for each token, so that equal ones keep their
** order. */
static viet_status sort_by_end (viet_view *self, viet_view_layer *layer) {
  const viet_view_span *spans = layer->spans.items;
  const size_t count = layer->spans.count;
  if (layer->by_end.count == count)
    return VIET_OK;
  uint32_t *starts = take(self, self->count + 2, sizeof(uint32_t));
  viet_status status = viet_vector_reserve(&layer->by_end, count,
                                           sizeof(uint32_t),
                                           self->allocator);
  if (starts == NULL)
    status = VIET_ENOMEM;
  if (status == VIET_OK) {
    uint32_t *order = layer->by_end.items;
    for (size_t i = 0; i < count; i++)
      starts[spans[i].end + 1]++;
    for (size_t i = 1; i < self->count + 2; i++)
      starts[i] += starts[i - 1];
    for (uint32_t i = 0; i < count; i++)
      order[starts[spans[i].end]++] = i;
    layer->by_end.count = count;
  }
  give(self, starts, self->count + 2, sizeof(uint32_t));
  return status;
}


/* The index of a layer of a span test in 'layers'. */
static size_t index_of (const viet_view *self, size_t test) {
  const uint32_t layer = VIET_ITEM(viet_span_test,
                                   self->pattern->span_tests, test)->layer;
  return layer >= LAYER_DOCUMENT
       ? self->pattern->layers.count + (LAYER_LINE - layer) : layer;
}


static viet_status make_layer (viet_view *self, size_t index) {
  viet_view_layer *layer = &self->layers[index];
  const size_t own = self->pattern->layers.count;
  viet_status status;
  if (index < own)
    status = read_layer(self, layer, index);
  else if (index == own)
    status = make_lines(self, layer);
  else if (index == own + 1)
    status = make_sentences(self, layer);
  else
    status = self->count > 0 ? add_span(self, layer, 0, self->count, 0)
                             : VIET_OK;
  return status;
}


/* A layer, made if need be; NULL where that fails. */
static viet_view_layer *take_layer (viet_view *self, size_t index) {
  if (!self->layers[index].is_made) {
    const viet_status status = make_layer(self, index);
    if (status != VIET_OK) {
      self->status = status;
      return NULL;
    }
    self->layers[index].is_made = true;
  }
  return &self->layers[index];
}


viet_view_layer *viet_view_layer_of (viet_view *self, uint32_t test) {
  viet_span_view *view = &self->span_views[test];
  const uint8_t bit = self->entries->bits[test];
  if (view->layer != NULL)
    return view->layer;
  viet_view_layer *layer = take_layer(self, index_of(self, test));
  if (layer != NULL && layer->masks.count > 0 && bit != VIET_NO_BIT) {
    view->masks = VIET_ITEM(uint64_t, layer->masks,
                            bit / 64 * layer->spans.count);
    view->bit = (uint64_t)1 << bit % 64;
    view->word = bit / 64;
  }
  view->layer = layer;
  return layer;
}


const viet_vector *viet_view_sentences (viet_view *self) {
  viet_view_layer *layer = take_layer(self, self->pattern->layers.count + 1);
  return layer ? &layer->spans : NULL;
}


/* Counts where spans begin. */
static viet_status count_starts (viet_view *self, viet_view_layer *layer) {
  const viet_view_span *spans = layer->spans.items;
  const size_t count = layer->spans.count;
  viet_status status = viet_vector_reserve(&layer->starts, self->count + 1,
                                           sizeof(uint32_t),
                                           self->allocator);
  if (status != VIET_OK)
    return status;
  uint32_t *starts = layer->starts.items;
  uint32_t i = 0;
  for (size_t token = 0; token <= self->count; token++) {
    while (i < count && spans[i].first < token)
      i++;
    starts[token] = i;
  }
  layer->starts.count = self->count + 1;
  return VIET_OK;
}


uint32_t viet_view_starting (viet_view *self, viet_view_layer *layer,
                             uint32_t token) {
  if (layer->starts.count > 0)
    return *VIET_ITEM(uint32_t, layer->starts, token);
  if (++layer->asked == OFTEN && layer->spans.count > 8) {
    const viet_status status = count_starts(self, layer);
    if (status != VIET_OK) {
      self->status = status;
      return (uint32_t)layer->spans.count;
    }
  }
  const viet_view_span *spans = layer->spans.items;
  size_t low = 0, high = layer->spans.count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (spans[middle].first < token)
      low = middle + 1;
    else
      high = middle;
  }
  return (uint32_t)low;
}


uint32_t viet_view_ending (viet_view *self, viet_view_layer *layer,
                           uint32_t token) {
  const viet_status status = sort_by_end(self, layer);
  if (status != VIET_OK) {
    self->status = status;
    return (uint32_t)layer->spans.count;
  }
  const viet_view_span *spans = layer->spans.items;
  const uint32_t *order = layer->by_end.items;
  size_t low = 0, high = layer->by_end.count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (spans[order[middle]].end < token)
      low = middle + 1;
    else
      high = middle;
  }
  return (uint32_t)low;
}

/* }================================================================== */


/*
** {==================================================================
** Tests of spans
** ===================================================================
*/

static bool matches (viet_view *self, uint32_t regex, const char *text,
                     size_t bytes) {
  const pcre2_code *code = *VIET_ITEM(pcre2_code *, self->pattern->regexes,
                                      regex);
  return pcre2_match(code, (PCRE2_SPTR)text, bytes, 0, 0,
                     self->memory->match, self->memory->limits) >= 0;
}


/* Does an order hold between two things that compare as 'sign' says? */
static bool holds (viet_compare compare, int sign) {
  switch (compare) {
    case COMPARE_LESS: return sign < 0;
    case COMPARE_AT_MOST: return sign <= 0;
    case COMPARE_MORE: return sign > 0;
    case COMPARE_AT_LEAST: return sign >= 0;
    case COMPARE_UNLIKE: return sign != 0;
    default: return sign == 0;
  }
}


/* Reads a decimal number that is all of a value. */
static bool read_number (const viet_value *value, double *number) {
  size_t at = 0, digits = 0;
  double unit = 1;
  const bool is_negative = value->bytes > 0 && value->text[0] == '-';
  *number = 0;
  for (at = is_negative; at < value->bytes && value->text[at] >= '0' &&
       value->text[at] <= '9'; at++, digits++)
    *number = *number * 10 + (value->text[at] - '0');
  if (at < value->bytes && value->text[at] == '.')
    for (at++; at < value->bytes && value->text[at] >= '0' &&
         value->text[at] <= '9'; at++, digits++)
      *number += (value->text[at] - '0') * (unit /= 10);
  if (is_negative)
    *number = -*number;
  return digits > 0 && at == value->bytes;
}


/* How a value compares with the string of a condition, byte by byte. */
static int compare_string (const viet_value *value, const char *text) {
  const size_t bytes = strlen(text);
  const size_t shared = value->bytes < bytes ? value->bytes : bytes;
  const int sign = shared > 0 ? memcmp(value->text, text, shared) : 0;
  return sign != 0 ? sign : (value->bytes > bytes) - (value->bytes < bytes);
}


static bool check_condition (viet_view *self, const viet_condition *of,
                             const viet_value *value) {
  double number;
  const viet_compare compare = (viet_compare)of->compare;
  if (value->text == NULL)
    return compare == COMPARE_UNLIKE;
  if (of->regex != VIET_NONE)
    return matches(self, of->regex, value->text, value->bytes) ==
           (compare == COMPARE_LIKE);
  if (of->is_number && compare != COMPARE_SAME)
    return read_number(value, &number)
         ? holds(compare, (number > of->number) - (number < of->number))
         : compare == COMPARE_UNLIKE;
  return holds(compare, compare_string(value, (const char *)
    self->pattern->strings.items + of->string));
}


viet_value viet_view_value (const viet_view *self, uint32_t layer,
                            uint32_t span, uint32_t attribute) {
  const viet_span_layer *from = &self->layers[layer].from;
  const viet_layer_reader *reader = self->subject->reader;
  if (from->values == NULL && reader != NULL)
    return reader->value(reader->context, layer, span, attribute);
  return from->values[span * viet_pattern_attribute_count(self->pattern,
                                                          layer)
                      + attribute];
}


/* Do all conditions of the number of tokens hold? */
static bool check_tokens (const viet_view *self, const viet_span_test *of,
                          const viet_view_span *span) {
  const double count = (double)(span->end - span->first);
  for (uint32_t i = 0; i < of->count; i++) {
    const viet_condition *one = VIET_ITEM(viet_condition,
                                          self->pattern->conditions,
                                          of->first + i);
    if (one->column == COLUMN_TOKENS &&
        !holds((viet_compare)one->compare,
               (count > one->number) - (count < one->number)))
      return false;
  }
  return true;
}


/* All other conditions of a span test, for one span. */
static bool check_span (viet_view *self, const viet_span_test *of,
                        const viet_view_span *span) {
  for (uint32_t i = 0; i < of->count; i++) {
    const viet_condition *one = VIET_ITEM(viet_condition,
                                          self->pattern->conditions,
                                          of->first + i);
    if (one->column == COLUMN_TOKENS)
      continue;
    const viet_value value = viet_view_value(self, of->layer, span->index,
                                             one->column);
    if (!check_condition(self, one, &value))
      return false;
  }
  return true;
}


/* Finds out for an entry which tests of its layer hold. */
static viet_status learn_entry (viet_view *self, size_t layer,
                                const viet_view_span *span,
                                uint64_t *mask) {
  const viet_vector *tests = &self->pattern->span_tests;
  for (size_t i = 0; i < tests->count && self->status == VIET_OK; i++) {
    const viet_span_test *of = VIET_ITEM(viet_span_test, *tests, i);
    const uint8_t bit = self->entries->bits[i];
    if (of->layer == layer && bit != VIET_NO_BIT &&
        check_span(self, of, span))
      mask[bit / 64] |= (uint64_t)1 << bit % 64;
  }
  if (self->status == VIET_OK)
    mask[0] |= VIET_MASK_KNOWN;
  return self->status;
}


/* Notes the masks of the entries of all spans of a layer. */
static viet_status learn_entries (viet_view *self, viet_view_layer *layer,
                                  size_t number) {
  const viet_span_layer *from = &layer->from;
  const viet_view_span *spans = layer->spans.items;
  const size_t words = self->entries->masks[number].words;
  viet_status status = VIET_OK;
  uint64_t *masks = viet_memory_masks(self->entries, number, from->gazetteer,
                                      from->entries, &status);
  if (masks != NULL)
    status = viet_vector_reserve(&layer->masks, from->count * words,
                                 sizeof(uint64_t), self->allocator);
  if (masks == NULL || status != VIET_OK)
    return status;
  uint64_t *to = layer->masks.items;
  for (size_t i = 0; i < from->count && status == VIET_OK; i++) {
    const uint32_t entry = from->matches[i].entry;
    if (entry >= from->entries)
      return VIET_EINVAL;
    uint64_t *mask = masks + entry * words;
    if ((mask[0] & VIET_MASK_KNOWN) == 0)
      status = learn_entry(self, number, &spans[i], mask);
    for (size_t word = 0; word < words; word++)
      to[word * from->count + i] = mask[word];
  }
  layer->masks.count = from->count * words;
  return status;
}


/* What a span test gives for a span, the tokens of which are as it wants. */
static bool test_span (viet_view *self, uint32_t test, uint32_t span) {
  viet_span_view *view = &self->span_views[test];
  const viet_span_test *of = VIET_ITEM(viet_span_test,
                                       self->pattern->span_tests, test);
  const viet_vector *spans = &view->layer->spans;
  if (view->results == NULL && spans->count <= MOST_SPANS) {
    view->results = take(self, spans->count, 1);
    if (view->results == NULL) {
      self->status = VIET_ENOMEM;
      return false;
    }
  }
  if (view->results != NULL && view->results[span] != VIET_UNKNOWN)
    return view->results[span] == VIET_YES;
  const bool holds = check_span(self, of, VIET_ITEM(viet_view_span, *spans,
                                                    span));
  if (view->results != NULL && self->status == VIET_OK)
    view->results[span] = holds ? VIET_YES : VIET_NO;
  return holds;
}


bool viet_view_span_test (viet_view *self, uint32_t test, uint32_t span) {
  const viet_span_test *of = VIET_ITEM(viet_span_test,
                                       self->pattern->span_tests, test);
  const viet_span_view *view = &self->span_views[test];
  if (of->count == 0)
    return true;
  const viet_view_layer *layer = view->layer;
  const viet_view_span *one = VIET_ITEM(viet_view_span, layer->spans, span);
  if (of->has_tokens && !check_tokens(self, of, one))
    return false;
  if (view->masks != NULL)
    return (view->masks[span] & view->bit) != 0;
  return test_span(self, test, span);
}


/* Notes where spans begin, or end, for which a test holds. */
static uint64_t *make_edges (viet_view *self, uint32_t test, bool is_end) {
  viet_span_view *view = &self->span_views[test];
  const viet_view_span *spans = view->layer->spans.items;
  uint64_t *edges = take(self, edge_words(self), sizeof(uint64_t));
  if (edges == NULL) {
    self->status = VIET_ENOMEM;
    return NULL;
  }
  const uint64_t *masks = view->masks;
  for (uint32_t i = 0; i < view->layer->spans.count; i++) {
    const uint32_t token = is_end ? spans[i].end : spans[i].first;
    if ((masks == NULL || (masks[i] & view->bit) != 0) &&
        viet_view_span_test(self, test, i))
      edges[token / 64] |= (uint64_t)1 << token % 64;
  }
  return view->edges[is_end] = edges;
}


/* Notes the masks of spans, a word of each, for the tokens where they
** stand. */
static void fill_stands (const viet_view_layer *layer, const uint64_t *masks,
                         viet_stand how, uint64_t *to) {
  const viet_view_span *spans = layer->spans.items;
  for (size_t i = 0; i < layer->spans.count; i++) {
    if (how == STAND_BEGINS)
      to[spans[i].first] |= masks[i];
    else if (how == STAND_ENDS)
      to[spans[i].end] |= masks[i];
    else
      for (uint32_t token = spans[i].first; token < spans[i].end; token++)
        to[token] |= masks[i];
  }
}


/* Notes what stands at each token, if there are many tests of a layer, which
** is made. */
static const uint64_t *make_stands (viet_view *self, size_t number,
                                    viet_stand how) {
  viet_view_layer *layer = &self->layers[number];
  const size_t count = layer->spans.count;
  if (layer->stands[how] != NULL || layer->masks.count == 0 ||
      self->entries->masks[number].tests < MANY_TESTS)
    return layer->stands[how];
  uint64_t *made = take(self, stand_words(self, number), sizeof(uint64_t));
  if (made == NULL) {
    self->status = VIET_ENOMEM;
    return NULL;
  }
  for (size_t word = 0; word * count < layer->masks.count; word++)
    fill_stands(layer, VIET_ITEM(uint64_t, layer->masks, word * count), how,
                made + word * (self->count + 1));
  return layer->stands[how] = made;
}


/* What stands at each token: those words of it that a test has its bit in; or
** NULL. The layer has been asked for. */
static const uint64_t *stands_of (viet_view *self, uint32_t test,
                                  viet_stand how) {
  const viet_span_view *view = &self->span_views[test];
  if (view->masks == NULL)
    return NULL;
  const uint64_t *made = make_stands(self, index_of(self, test), how);
  return made != NULL ? made + view->word * (self->count + 1) : NULL;
}


bool viet_view_may_stand (viet_view *self, uint32_t test, uint32_t token,
                          bool is_end) {
  viet_span_view *view = &self->span_views[test];
  const uint64_t *stands = stands_of(self, test, is_end ? STAND_ENDS
                                                        : STAND_BEGINS);
  if (stands != NULL)
    return (stands[token] & view->bit) != 0;
  const uint64_t *edges = view->edges[is_end];
  if (edges == NULL && ++view->asked[is_end] < ASKED_FOR_EDGES)
    return true;
  if (edges == NULL)
    edges = make_edges(self, test, is_end);
  return edges != NULL && (edges[token / 64] >> token % 64 & 1) != 0;
}


const uint64_t *viet_view_begins (viet_view *self, uint32_t test) {
  if (viet_view_layer_of(self, test) == NULL)
    return NULL;
  const uint64_t *edges = self->span_views[test].edges[0];
  return edges != NULL ? edges : make_edges(self, test, false);
}

/* }================================================================== */


/*
** {==================================================================
** Tests of tokens
** ===================================================================
*/

/* Is it all ASCII, so that it is in NFC? */
static bool is_ascii (const char *text, size_t bytes) {
  for (size_t i = 0; i < bytes; i++)
    if ((unsigned char)text[i] >= 0x80)
      return false;
  return true;
}


/* A regex on the spelling of a form in NFC, or on its key at a level. */
static bool test_regex (viet_view *self, const viet_atom *atom,
                        uint32_t form) {
  static const viet_rules nfc = {.replace_invalid = true,
                                 .form = VIET_NFC};
  size_t bytes;
  const viet_level level = atom->level < VIET_LEVELS
                         ? (viet_level)atom->level : VIET_EXACT;
  const char *text = viet_tokens_key(self->subject->tokens, form, level,
                                     &bytes);
  if (atom->level < VIET_LEVELS || is_ascii(text, bytes))
    return matches(self, atom->a, text, bytes);
  char *composed;
  size_t composed_bytes;
  const viet_status status = viet_normalize(&nfc, text, bytes,
                                            self->allocator, &composed,
                                            &composed_bytes, NULL);
  if (status != VIET_OK) {
    self->status = status;
    return false;
  }
  const bool result = matches(self, atom->a, composed, composed_bytes);
  viet_free(self->allocator, composed, composed_bytes + 1);
  return result;
}


/* The characters of a form, of which the key in NFC has as many. */
static uint32_t length_of (const viet_view *self, uint32_t form) {
  size_t bytes;
  uint32_t count = 0;
  const char *text = viet_tokens_key(self->subject->tokens, form,
                                     VIET_PLACEMENT, &bytes);
  for (size_t i = 0; i < bytes; i++)
    count += ((unsigned char)text[i] & 0xC0) != 0x80;
  return count;
}


static bool has_key (const viet_view *self, const viet_atom *atom,
                     uint32_t key) {
  const uint32_t *keys = VIET_ITEM(uint32_t, self->pattern->lists, atom->a);
  size_t low = 0, high = atom->b;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (keys[middle] < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < atom->b && keys[low] == key;
}


/* Marks the tokens that lie in the spans of a span test. */
static void fill_inside (viet_view *self, uint32_t test, uint8_t *row) {
  viet_view_layer *layer = viet_view_layer_of(self, test);
  uint32_t done = 0;
  for (uint32_t i = 0; layer && i < layer->spans.count; i++) {
    const viet_view_span *span = VIET_ITEM(viet_view_span, layer->spans, i);
    if (span->end <= done || !viet_view_span_test(self, test, i))
      continue;
    const uint32_t first = span->first > done ? span->first : done;
    memset(row + first, 1, span->end - first);
    done = span->end;
  }
}


static bool is_inside (viet_view *self, uint32_t test, uint32_t token) {
  const viet_span_test *of = VIET_ITEM(viet_span_test,
                                       self->pattern->span_tests, test);
  if (viet_view_layer_of(self, test) == NULL)
    return false;
  const uint64_t *stands = of->has_tokens ? NULL
                         : stands_of(self, test, STAND_INSIDE);
  if (stands != NULL)
    return (stands[token] & self->span_views[test].bit) != 0;
  if (self->inside[test] == NULL) {
    self->inside[test] = take(self, self->count, 1);
    if (self->inside[test] == NULL) {
      self->status = VIET_ENOMEM;
      return false;
    }
    fill_inside(self, test, self->inside[test]);
  }
  return self->inside[test][token] != 0;
}


/* Is a form like a word at VIET_CASE or VIET_TYPED? They have the same key
** at a more lenient level. */
static bool is_alike (const viet_view *self, const viet_atom *atom,
                      uint32_t form) {
  size_t bytes;
  const bool of_case = atom->compare == VIET_CASE;
  const viet_intern *keys = &self->pattern->keys;
  const char *word = viet_intern_text(keys, atom->b);
  const size_t word_bytes = viet_intern_bytes(keys, atom->b);
  const char *text = viet_tokens_key(self->subject->tokens, form,
                                     of_case ? VIET_EXACT : VIET_PLACEMENT,
                                     &bytes);
  return of_case ? viet_is_same_but_case(text, bytes, word, word_bytes)
                 : viet_has_no_other_mark(text, bytes, word, word_bytes);
}


/* An atom that is no operator. */
static bool test_atom (viet_view *self, const viet_atom *atom,
                       uint32_t token) {
  const viet_token *of = &self->tokens[token];
  switch ((viet_atom_op)atom->op) {
    case ATOM_KEY:
      return viet_view_key(self, token, atom->level) == atom->a;
    case ATOM_ALIKE:
      return viet_view_key(self, token, atom->level) == atom->a &&
             is_alike(self, atom, of->form);
    case ATOM_KEYS:
      return has_key(self, atom, viet_view_key(self, token, atom->level));
    case ATOM_KIND: return (atom->a >> of->kind & 1) != 0;
    case ATOM_SHAPE: return (atom->a >> of->shape & 1) != 0;
    case ATOM_LENGTH: {
      const uint32_t length = length_of(self, of->form);
      return holds((viet_compare)atom->compare,
                   (length > atom->a) - (length < atom->a));
    }
    case ATOM_REGEX: return test_regex(self, atom, of->form);
    case ATOM_TEST: return viet_view_test(self, atom->a, token);
    case ATOM_SPACED: return of->spaced != 0;
    case ATOM_INSIDE: return is_inside(self, atom->a, token);
    default: return true;
  }
}


static bool evaluate (viet_view *self, const viet_token_test *test,
                      uint32_t token) {
  bool stack[VIET_TEST_DEPTH + 1];
  size_t depth = 0;
  const viet_atom *atoms = VIET_ITEM(viet_atom, self->pattern->atoms,
                                     test->first);
  for (uint32_t i = 0; i < test->count; i++) {
    if (atoms[i].op == ATOM_SKIP)
      i += stack[depth - 1] == (atoms[i].b != 0) ? atoms[i].a : 0;
    else if (atoms[i].op == ATOM_NOT)
      stack[depth - 1] = !stack[depth - 1];
    else if (atoms[i].op == ATOM_AND || atoms[i].op == ATOM_OR) {
      depth--;
      stack[depth - 1] = atoms[i].op == ATOM_AND
                       ? stack[depth - 1] && stack[depth]
                       : stack[depth - 1] || stack[depth];
    }
    else
      stack[depth++] = test_atom(self, &atoms[i], token);
  }
  return stack[0];
}


bool viet_view_find_out (viet_view *self, uint32_t test, uint32_t token) {
  const viet_token_test *of = VIET_ITEM(viet_token_test,
                                        self->pattern->tests, test);
  const viet_token *at = &self->tokens[token];
  if ((of->kinds >> at->kind & 1) == 0)
    return false;
  const bool holds = evaluate(self, of, token);
  if (!of->per_form || at->kind == VIET_UNIT)
    return holds;
  const viet_status status = viet_memory_make_results(self->memory);
  if (status != VIET_OK)
    self->status = status;
  if (self->status == VIET_OK)
    viet_memory_set_result(self->memory, test, viet_view_form(self, token),
                           holds);
  return holds;
}


/* Lets a lead ask for what stands at a token, instead of bits. Its tests may be
** of several layers, and of many words: then that is not possible. */
static bool find_stands (viet_view *self, const viet_lead *of,
                         viet_view_lead *to) {
  const uint32_t *tests = VIET_ITEM(uint32_t, self->pattern->lists,
                                    of->first);
  for (uint32_t i = 0; i < of->count; i++) {
    const uint64_t *stands = viet_view_layer_of(self, tests[i]) != NULL
                           ? stands_of(self, tests[i], STAND_BEGINS) : NULL;
    size_t word = 0;
    while (word < VIET_LEAD_WORDS && to->stands[word] != NULL &&
           to->stands[word] != stands)
      word++;
    if (stands == NULL || word == VIET_LEAD_WORDS)
      return false;
    to->stands[word] = stands;
    to->masks[word] |= self->span_views[tests[i]].bit;
  }
  return true;
}


/* Marks where the spans begin that a lead asks for. */
static void find_bits (viet_view *self, const viet_lead *of,
                       viet_view_lead *to) {
  const uint32_t *tests = VIET_ITEM(uint32_t, self->pattern->lists,
                                    of->first);
  uint64_t *all = take(self, edge_words(self), sizeof(uint64_t));
  if (all == NULL)
    self->status = VIET_ENOMEM;
  for (uint32_t i = 0; i < of->count && all != NULL; i++) {
    const uint64_t *one = viet_view_begins(self, tests[i]);
    for (size_t word = 0; one != NULL && word < edge_words(self); word++)
      all[word] |= one[word];
  }
  to->bits = all;
}


/* Finds out what a lead asks for in this text; NULL if there is no memory. */
static const viet_view_lead *make_lead (viet_view *self, uint32_t lead) {
  const viet_lead *of = VIET_ITEM(viet_lead, self->pattern->leads, lead);
  viet_view_lead *made = take(self, 1, sizeof(*made));
  if (made == NULL)
    self->status = VIET_ENOMEM;
  else if (!find_stands(self, of, made)) {
    *made = (viet_view_lead){0};
    find_bits(self, of, made);
  }
  return self->leads[lead] = made;
}


/* May a span begin at a token that a lead asks for? */
static bool may_begin (viet_view *self, uint32_t lead, uint32_t token) {
  const viet_view_lead *of = self->leads[lead];
  if (of == NULL)
    of = make_lead(self, lead);
  if (of == NULL)
    return false;
  if (of->bits != NULL)
    return (of->bits[token / 64] >> token % 64 & 1) != 0;
  return (of->stands[0] != NULL && (of->stands[0][token] & of->masks[0]) != 0)
      || (of->stands[1] != NULL && (of->stands[1][token] & of->masks[1]) != 0);
}


bool viet_view_may_lead (viet_view *self, uint32_t lead, uint32_t token) {
  const viet_lead *of = VIET_ITEM(viet_lead, self->pattern->leads, lead);
  return token < self->count &&
         ((of->count > 0 && may_begin(self, lead, token)) ||
          (of->test != VIET_NONE && viet_view_test(self, of->test, token)));
}

/* }================================================================== */
