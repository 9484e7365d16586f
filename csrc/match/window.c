/*
** window.c
** The windows of a search: their arrays, and how they are filled from one
** to the next.
*/

#include "match/inside.h"

#include <string.h>


/*
** {==================================================================
** Arrays
** ===================================================================
*/

/* Tokens that are read behind a window, if only to see that there are none. */
static size_t behind (const viet_search *self) {
  return self->reach + VIET_SIEVE_BEHIND;
}


/* The items of the arrays of a window. */
static size_t window_items (const viet_search *self) {
  return self->capacity + behind(self);
}


void viet_search_free_window (viet_search *self) {
  const viet_allocator *a = &self->allocator;
  const size_t items = window_items(self);
  for (size_t i = 0; i < self->layer_count; i++) {
    viet_layer_state *layer = &self->layers[i];
    viet_free(a, layer->hashes, items * sizeof(uint64_t));
    viet_free(a, layer->paths, items * sizeof(uint32_t));
    viet_free(a, layer->heads, items * sizeof(uint32_t));
    layer->hashes = NULL;
    layer->paths = NULL;
    layer->heads = NULL;
  }
}


/* Makes the arrays of a layer for a window. */
static viet_status make_window (viet_search *self,
                                viet_layer_state *layer) {
  const viet_allocator *a = &self->allocator;
  const size_t items = window_items(self);
  layer->hashes = a->resize(a->context, NULL, 0, items * sizeof(uint64_t));
  layer->paths = a->resize(a->context, NULL, 0, items * sizeof(uint32_t));
  layer->heads = a->resize(a->context, NULL, 0, items * sizeof(uint32_t));
  return layer->hashes != NULL && layer->paths != NULL
      && layer->heads != NULL ? VIET_OK : VIET_ENOMEM;
}


/* Makes arrays for windows of 'capacity' tokens: new ones, so that all are
** of the size that is noted. */
static viet_status resize_window (viet_search *self, size_t capacity) {
  viet_status status = VIET_OK;
  viet_search_free_window(self);
  self->capacity = capacity;
  for (size_t i = 0; i < self->layer_count && status == VIET_OK; i++)
    status = make_window(self, &self->layers[i]);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->probes, VIET_LENGTHS * capacity,
                                 sizeof(viet_probe), &self->allocator);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->tails, VIET_LENGTHS * capacity,
                                 sizeof(viet_probe), &self->allocator);
  return status;
}


/* Makes the arrays of windows large enough for 'tokens' tokens. */
viet_status viet_search_prepare_window (viet_search *self, size_t tokens) {
  const size_t most = VIET_WINDOW + self->reach + VIET_BLOCK;
  const size_t capacity = tokens < most ? tokens + 1 : most;
  if (capacity <= self->capacity)
    return VIET_OK;
  viet_status status = resize_window(self, capacity);
  if (status != VIET_OK) {  /* all or none */
    viet_search_free_window(self);
    self->capacity = 0;
  }
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Filling
** ===================================================================
*/

/* What a form is to a gazetteer. */
static viet_row look_up (const viet_search *self,
                         const viet_gazetteer *gazetteer, uint32_t form) {
  static const viet_level levels[VIET_KEYS] = {
    VIET_EXACT, VIET_PLACEMENT, VIET_TONELESS
  };
  viet_row row = {0, VIET_NO_STRING, 0};
  size_t bytes;
  const viet_level path = levels[gazetteer->path];
  const char *key = self->cut ? viet_tokens_key(self->cut, form, path,
                                                &bytes)
                              : viet_forms_key(&self->forms, form, path,
                                               &bytes);
  const uint32_t string = viet_string_find(gazetteer, key, bytes);
  const viet_word *word = viet_word_at(gazetteer, string);
  if (word == NULL)
    return row;
  row.hash = viet_hash_word(gazetteer->seed, string);
  row.path = (string + 1)
           | (word->start & VIET_STARTS ? VIET_ROW_STARTS : 0)
           | (word->start & VIET_FOLLOWS ? VIET_ROW_FOLLOWS : 0)
           | (word->start & VIET_ALONE ? VIET_ROW_NAME : 0);
  key = self->cut ? viet_tokens_key(self->cut, form, VIET_EXACT, &bytes)
                  : viet_forms_key(&self->forms, form, VIET_EXACT, &bytes);
  row.spelling = path == VIET_EXACT ? string
               : viet_string_find(gazetteer, key, bytes);
  return row;
}


/* Makes the rows of forms that are new. */
static viet_status add_rows (viet_search *self) {
  const size_t count = self->cut ? viet_tokens_form_count(self->cut)
                                 : viet_forms_count(&self->forms);
  for (size_t i = 0; i < self->layer_count; i++) {
    viet_layer_state *layer = &self->layers[i];
    layer->rows.count = self->known;
    layer->likes.count = self->known;
    const size_t more = count - self->known;
    viet_status status = viet_vector_reserve(&layer->rows, more,
                                             sizeof(viet_row),
                                             &self->allocator);
    if (status == VIET_OK)
      status = viet_vector_reserve(&layer->likes, more, sizeof(uint32_t),
                                   &self->allocator);
    if (status != VIET_OK)
      return status;
    viet_row *rows = layer->rows.items;
    uint32_t *likes = layer->likes.items;
    for (size_t form = self->known; form < count; form++) {
      rows[form] = look_up(self, layer->layer.gazetteer, (uint32_t)form);
      likes[form] = VIET_NO_LIKE;
    }
    layer->rows.count = count;
    layer->likes.count = count;
  }
  self->known = count;
  return VIET_OK;
}


/* The paths of the tokens of the window, and zeros behind it. */
static void fill_paths (viet_search *self) {
  const viet_token *tokens = self->tokens;
  const size_t count = self->count;
  for (size_t i = 0; i < self->layer_count; i++) {
    const viet_row *rows = self->layers[i].rows.items;
    uint32_t *paths = self->layers[i].paths;
    uint64_t *hashes = self->layers[i].hashes;
    uint32_t seen = 0;
    for (size_t k = 0; k < count; k++) {
      const viet_row *row = &rows[tokens[k].form];
      paths[k] = row->path;
      hashes[k] = row->hash;
      seen |= row->path;
    }
    self->layers[i].seen = seen;
    memset(paths + count, 0, behind(self) * sizeof(uint32_t));
    memset(hashes + count, 0, behind(self) * sizeof(uint64_t));
    memset(self->layers[i].heads, 0, self->starts * sizeof(uint32_t));
  }
}


/* Takes the next tokens of an array of all. */
static void take_tokens (viet_search *self) {
  const size_t at = self->base + self->starts;
  const size_t left = self->total - at;
  const size_t most = VIET_WINDOW + self->reach - 1;
  self->tokens = self->array + at;
  self->base = (uint32_t)at;
  self->count = left < most ? left : most;
  self->is_over = self->count == left;
}


/* Cuts the next tokens of the text, behind those that are kept. */
static viet_status scan_tokens (viet_search *self) {
  viet_token *own = self->own.items;
  const size_t kept = self->count - self->starts;
  size_t more = 1;
  viet_status status = VIET_OK;
  memmove(own, own + self->starts, kept * sizeof(viet_token));
  self->base += (uint32_t)self->starts;
  self->count = kept;
  const size_t most = VIET_WINDOW + self->reach - 1;
  while (status == VIET_OK && more > 0 && self->count < most
         && self->capacity - self->count >= VIET_BLOCK) {
    status = viet_scan_next(&self->scan, own + self->count,
                            self->capacity - self->count, &more);
    self->count += more;
  }
  self->is_over = more == 0;
  return status;
}


bool viet_search_next_window (viet_search *self) {
  if (self->is_over || self->status != VIET_OK)
    return false;
  if (self->inside != NULL)
    self->status = viet_inside_read(self);
  else if (self->array != NULL)
    take_tokens(self);
  else
    self->status = scan_tokens(self);
  self->starts = self->is_over ? self->count
               : self->count - (self->reach - 1);
  if (self->starts > VIET_WINDOW) {
    self->starts = VIET_WINDOW;
    self->is_over = false;
  }
  self->start = 0;
  self->hits.count = 0;
  memset(self->hit_at, 0, sizeof(self->hit_at));
  if (self->status == VIET_OK)
    self->status = add_rows(self);
  if (self->status == VIET_OK && self->inside != NULL)
    self->status = viet_inside_sweep(self);
  else if (self->status == VIET_OK) {
    fill_paths(self);
    self->status = viet_search_sweep(self);
  }
  return self->status == VIET_OK;
}

/* }================================================================== */
