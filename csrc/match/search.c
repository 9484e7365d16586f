/*
** search.c
** A search from its start to its end.
*/

#include "match/gaps.h"
#include "match/inside.h"

#include <string.h>


/*
** {==================================================================
** Life
** ===================================================================
*/

static bool is_known (const viet_search *self, const char *type,
                      size_t bytes) {
  for (size_t i = 0; i < self->rules.type_count; i++)
    if (strlen(self->rules.types[i]) == bytes
        && memcmp(self->rules.types[i], type, bytes) == 0)
      return true;
  return false;
}


/* The number among the types of all layers of a type of layer 'layer'. A
** gazetteer has few types. */
static uint32_t number_of_type (const viet_search *self, size_t layer,
                                const char *type, size_t bytes) {
  for (size_t i = 0; i < layer; i++) {
    const viet_layer_state *other = &self->layers[i];
    for (size_t k = 0; k < other->types.count; k++) {
      size_t found_bytes;
      const char *found = viet_gazetteer_type(other->layer.gazetteer, k,
                                              &found_bytes);
      if (found != NULL && found_bytes == bytes
          && memcmp(found, type, bytes) == 0)
        return ((const uint32_t *)other->types.items)[k];
    }
  }
  return (uint32_t)self->types.count;
}


/* Numbers the types of a layer, 0 where one is damaged. */
static viet_status number_types (viet_search *self, size_t at) {
  viet_layer_state *layer = &self->layers[at];
  const viet_gazetteer *gazetteer = layer->layer.gazetteer;
  const size_t count = viet_gazetteer_type_count(gazetteer);
  viet_status status = viet_vector_reserve(&layer->types, count,
                                           sizeof(uint32_t),
                                           &self->allocator);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->types, count, 1, &self->allocator);
  if (status != VIET_OK)
    return status;
  uint8_t *wanted = self->types.items;
  for (size_t i = 0; i < count; i++) {
    size_t bytes;
    const char *type = viet_gazetteer_type(gazetteer, i, &bytes);
    uint32_t number = 0;
    if (type != NULL)
      number = number_of_type(self, at, type, bytes);
    if (number == self->types.count)
      wanted[self->types.count++] = is_known(self, type, bytes);
    ((uint32_t *)layer->types.items)[layer->types.count++] = number;
  }
  return VIET_OK;
}


/* The tokens of the longest name. */
static size_t longest_name (const viet_search *self) {
  size_t longest = 1;
  for (size_t i = 0; i < self->layer_count; i++) {
    const viet_gazetteer *gazetteer = self->layers[i].layer.gazetteer;
    if (gazetteer->longest > longest)
      longest = gazetteer->longest;
  }
  return longest;
}


static viet_status prepare (viet_search *self, const viet_search *beside) {
  const viet_allocator *a = &self->allocator;
  viet_status status = viet_vector_reserve(&self->types, 1, 1, a);
  if (status != VIET_OK)
    return status;
  ((uint8_t *)self->types.items)[self->types.count++] = 0;
  for (size_t i = 0; i < self->layer_count && status == VIET_OK; i++)
    status = number_types(self, i);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->lasts, self->types.count,
                                 sizeof(viet_last), a);
  self->lasts.count = self->types.count;
  self->reach = longest_name(self);
  if (viet_search_has_gaps(self))
    self->reach += VIET_MAX_GAPS;
  if (status == VIET_OK && self->rules.inside) {
    status = viet_inside_open(self, beside);
    self->reach = status == VIET_OK ? viet_inside_reach(self) : 1;
  }
  self->by_type = self->rules.types != NULL;
  self->rules.types = NULL;  /* they are the caller's */
  return status;
}


viet_status viet_search_open (const viet_layer *layers, size_t count,
                              const viet_search_rules *rules,
                              const viet_allocator *allocator,
                              viet_search **result) {
  return viet_search_open_beside(layers, count, rules, NULL, allocator,
                                 result);
}


viet_status viet_search_open_beside (const viet_layer *layers, size_t count,
                                     const viet_search_rules *rules,
                                     const viet_search *beside,
                                     const viet_allocator *allocator,
                                     viet_search **result) {
  *result = NULL;
  if (count == 0 || count > VIET_MAX_LAYERS
      || (unsigned)rules->kind > VIET_LONGEST_PER_TYPE)
    return VIET_EINVAL;
  viet_search *self = allocator->resize(allocator->context, NULL, 0,
                                        sizeof(*self));
  if (self == NULL)
    return VIET_ENOMEM;
  *self = (viet_search){.allocator = *allocator, .rules = *rules,
                        .layer_count = count, .is_over = true,
                        .sift = viet_sieve_best()};
  for (uint32_t i = 0; i < count; i++) {
    self->layers[i].layer = layers[i];
    self->layers[i].number = i + 1;
  }
  viet_status status = prepare(self, beside);
  if (status == VIET_OK)
    *result = self;
  else
    viet_search_close(self);
  return status;
}


static void free_layer (viet_search *self, viet_layer_state *layer) {
  const viet_allocator *a = &self->allocator;
  viet_vector_free(&layer->rows, sizeof(viet_row), a);
  viet_vector_free(&layer->likes, sizeof(uint32_t), a);
  viet_vector_free(&layer->types, sizeof(uint32_t), a);
}


void viet_search_close (viet_search *self) {
  if (self == NULL)
    return;
  const viet_allocator allocator = self->allocator;
  const viet_allocator *a = &allocator;
  viet_search_free_window(self);
  for (size_t i = 0; i < self->layer_count; i++)
    free_layer(self, &self->layers[i]);
  viet_inside_close(self);
  if (self->has_forms)
    viet_forms_free(&self->forms);
  viet_vector_free(&self->types, 1, a);
  viet_vector_free(&self->own, sizeof(viet_token), a);
  viet_vector_free(&self->origins, sizeof(uint32_t), a);
  viet_vector_free(&self->hits, sizeof(viet_hit), a);
  viet_vector_free(&self->probes, sizeof(viet_probe), a);
  viet_vector_free(&self->tails, sizeof(viet_probe), a);
  viet_vector_free(&self->bundle, sizeof(viet_cursor), a);
  viet_vector_free(&self->lasts, sizeof(viet_last), a);
  viet_free(a, self->graded, VIET_GRADED * sizeof(viet_graded));
  viet_free(a, self, sizeof(*self));
}


viet_status viet_search_status (const viet_search *self) {
  return self->status;
}

/* }================================================================== */


/*
** {==================================================================
** Starting
** ===================================================================
*/

/* forms up to which they are kept for the next text */
#define MANY_FORMS ((size_t)1 << 18)

/* Makes the forms of a search, new if there were too many. */
static viet_status prepare_forms (viet_search *self) {
  if (self->has_forms && !viet_forms_are_many(&self->forms, MANY_FORMS))
    return VIET_OK;
  if (self->has_forms)
    viet_forms_free(&self->forms);
  self->known = 0;
  viet_search_forget(self);
  self->has_forms = viet_forms_init(&self->forms, &self->allocator)
                 == VIET_OK;
  return self->has_forms ? VIET_OK : VIET_ENOMEM;
}


static void restart (viet_search *self) {
  self->status = VIET_OK;
  if (self->cut != NULL) {  /* rows are of the forms of other tokens */
    self->known = 0;
    viet_search_forget(self);
  }
  self->cut = NULL;
  self->array = NULL;
  self->total = 0;
  self->origins.count = 0;
  self->is_over = true;
  self->tokens = NULL;
  self->count = 0;
  self->starts = 0;
  self->base = 0;
  self->start = 0;
  self->at_start = false;
  self->bundle.count = 0;
  self->free = 0;
  self->outer = (viet_last){0, 0};
  memset(self->hit_at, 0, sizeof(self->hit_at));
  if (self->lasts.count > 0)
    memset(self->lasts.items, 0, self->lasts.count * sizeof(viet_last));
}


/* Goes over an array of all tokens. */
static viet_status search_array (viet_search *self, const viet_token *array,
                                 size_t total) {
  self->status = viet_search_prepare_window(self, total);
  if (self->status != VIET_OK)
    return self->status;
  self->array = array;
  self->total = total;
  self->is_over = total == 0;
  return VIET_OK;
}


/* Goes over tokens whose glued words are cut. */
static viet_status search_parts (viet_search *self,
                                 const viet_tokens *tokens) {
  self->status = prepare_forms(self);
  if (self->status == VIET_OK)
    self->status = viet_search_cut_glued(self, tokens);
  if (self->status != VIET_OK)
    return self->status;
  return search_array(self, self->own.items, self->own.count);
}


/* The same for a text. */
static viet_status search_text_parts (viet_search *self, const char *text,
                                      size_t bytes) {
  viet_tokens *tokens;
  self->status = viet_tokens_build(text, bytes, &self->allocator, &tokens);
  if (self->status != VIET_OK)
    return self->status;
  viet_status status = search_parts(self, tokens);
  viet_free(&self->allocator, tokens, viet_tokens_bytes(tokens));
  return status;
}


/* Goes over the letters of a text, or of its tokens if there are any. */
static viet_status search_letters (viet_search *self, const char *text,
                                   size_t bytes, const viet_tokens *tokens) {
  self->status = prepare_forms(self);
  if (self->status == VIET_OK)
    self->status = viet_search_prepare_window(self, VIET_WINDOW);
  if (self->status == VIET_OK)
    self->status = viet_inside_start(self, text, bytes, tokens);
  self->is_over = self->status != VIET_OK;
  return self->status;
}


viet_status viet_search_text (viet_search *self, const char *text,
                              size_t bytes) {
  restart(self);
  if (bytes > VIET_MAX_BYTES)
    return self->status = VIET_ETOOLONG;
  if (self->inside != NULL)
    return search_letters(self, text, bytes, NULL);
  if (self->rules.glued)
    return search_text_parts(self, text, bytes);
  const size_t most = bytes < VIET_WINDOW ? bytes : VIET_WINDOW;
  self->status = prepare_forms(self);
  if (self->status == VIET_OK)
    self->status = viet_search_prepare_window(
      self, most + self->reach + VIET_BLOCK);
  if (self->status == VIET_OK)
    self->status = viet_vector_reserve(&self->own, self->capacity,
                                       sizeof(viet_token),
                                       &self->allocator);
  if (self->status != VIET_OK)
    return self->status;
  self->own.count = 0;
  self->tokens = self->own.items;
  self->scan = viet_scan_start(viet_path_best(), &self->forms, text, bytes);
  self->scan.bare = !viet_search_has_gaps(self);  /* those ask for kinds */
  self->is_over = false;
  return VIET_OK;
}


viet_status viet_search_tokens (viet_search *self,
                                const viet_tokens *tokens) {
  restart(self);
  if (self->inside != NULL)
    return search_letters(self, NULL, 0, tokens);
  if (self->rules.glued)
    return search_parts(self, tokens);
  self->known = 0;  /* rows are of other forms now */
  viet_search_forget(self);
  self->cut = tokens;
  return search_array(self, viet_tokens_array(tokens),
                      viet_tokens_count(tokens));
}

/* }================================================================== */
