/*
** search.c
** A search from its start to its end: windows of the text, and which of the
** hits in them are matches.
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


static viet_status prepare (viet_search *self) {
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
    status = viet_inside_open(self);
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
  viet_status status = prepare(self);
  if (status == VIET_OK)
    *result = self;
  else
    viet_search_close(self);
  return status;
}


/* Tokens that are read behind a window, if only to see that there are none. */
static size_t behind (const viet_search *self) {
  return self->reach + VIET_SIEVE_BEHIND;
}


/* The items of the arrays of a window. */
static size_t window_items (const viet_search *self) {
  return self->capacity + behind(self);
}


static void free_window (viet_search *self) {
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
  free_window(self);
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
  free_window(self);
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
static viet_status prepare_window (viet_search *self, size_t tokens) {
  const size_t most = VIET_WINDOW + self->reach + VIET_BLOCK;
  const size_t capacity = tokens < most ? tokens + 1 : most;
  if (capacity <= self->capacity)
    return VIET_OK;
  viet_status status = resize_window(self, capacity);
  if (status != VIET_OK) {  /* all or none */
    free_window(self);
    self->capacity = 0;
  }
  return status;
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
  self->status = prepare_window(self, total);
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
    self->status = prepare_window(self, VIET_WINDOW);
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
    self->status = prepare_window(self, most + self->reach + VIET_BLOCK);
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


/*
** {==================================================================
** Windows
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


/* Goes on to the next window; false after the last one. */
static bool next_window (viet_search *self) {
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


/*
** {==================================================================
** Choosing
** ===================================================================
*/

/* The next start from 'start' on that has hits; false if the window has no
** more of them. */
static bool find_start (viet_search *self) {
  size_t word = self->start / 64;
  if (self->start >= self->starts)
    return false;
  uint64_t bits = self->hit_at[word] & UINT64_MAX << self->start % 64;
  while (bits == 0) {
    if (++word >= VIET_WINDOW / 64)
      return false;
    bits = self->hit_at[word];
  }
  self->start = (uint32_t)(word * 64 + viet_first_bit(bits));
  return true;
}


static bool is_exclusive (const viet_search *self) {
  return self->rules.kind == VIET_LONGEST || self->rules.kind == VIET_FIRST;
}


/* Puts the lists of hits at their beginning. */
static void rewind_lists (viet_search *self) {
  for (size_t i = 0; i < self->layer_count; i++)
    self->lists[i] = self->layers[i].heads[self->start];
}


/* Goes to the next start that may have matches; false at the end. */
static bool next_start (viet_search *self) {
  for (;;) {
    if (is_exclusive(self) && self->base + self->start < self->free)
      self->start = self->free - self->base;
    if (find_start(self))
      break;
    if (!next_window(self))
      return false;
  }
  rewind_lists(self);
  self->at_start = true;
  return true;
}


/* Collects the hits at the start that end last, of those that are left;
** false if there are none. */
static bool next_bundle (viet_search *self) {
  const viet_hit *hits = self->hits.items;
  uint32_t end = 0;
  self->bundle.count = 0;
  self->found = false;
  for (size_t i = 0; i < self->layer_count; i++)
    if (self->lists[i] != 0 && hits[self->lists[i] - 1].end > end)
      end = hits[self->lists[i] - 1].end;
  for (uint32_t i = 0; end != 0 && i < self->layer_count; i++)
    while (self->lists[i] != 0 && hits[self->lists[i] - 1].end == end) {
      const viet_hit *hit = &hits[self->lists[i] - 1];
      self->status = viet_vector_reserve(&self->bundle, 1,
                                         sizeof(viet_cursor),
                                         &self->allocator);
      if (self->status != VIET_OK)
        return false;
      ((viet_cursor *)self->bundle.items)[self->bundle.count++] =
        (viet_cursor){hit->record, i, end};
      self->lists[i] = hit->next;
    }
  return end != 0;
}


/* A name in the order in which names of one span are given. */
typedef struct rank {
  int64_t priority;  /* lower ones first */
  uint32_t layer;
  uint32_t entry;
} rank;

static bool is_before (rank a, rank b) {
  if (a.priority != b.priority)
    return a.priority < b.priority;
  return a.layer != b.layer ? a.layer < b.layer : a.entry < b.entry;
}


static rank rank_of (const viet_search *self, const viet_cursor *cursor,
                     const viet_record *record) {
  const viet_gazetteer *of = self->layers[cursor->layer].layer.gazetteer;
  const int32_t priority = viet_signed_at(of, VIET_PART_PRIORITIES,
                                          record->entry);
  return (rank){-(int64_t)priority, cursor->layer, record->entry};
}


/* The cursor whose name comes next; NULL if there are no more names. */
static viet_cursor *first_cursor (const viet_search *self, rank *first) {
  viet_cursor *cursors = self->bundle.items;
  viet_cursor *found = NULL;
  viet_record record;
  for (size_t i = 0; i < self->bundle.count; i++) {
    if (cursors[i].record == 0
        || !viet_record_read(self->layers[cursors[i].layer].layer.gazetteer,
                             cursors[i].record, &record))
      continue;
    const rank here = rank_of(self, &cursors[i], &record);
    if (found == NULL || is_before(here, *first)) {
      found = &cursors[i];
      *first = here;
    }
  }
  return found;
}


/* Tries the names of one entry that a cursor stands at, and moves it past
** them; 'match' takes the one that is most like the text. */
static void try_names (viet_search *self, viet_cursor *cursor,
                       uint32_t entry, viet_match *match) {
  const viet_layer_state *layer = &self->layers[cursor->layer];
  viet_record record;
  const bool wanted = viet_search_wants(self, layer, entry);
  while (cursor->record != 0
         && viet_record_read(layer->layer.gazetteer, cursor->record,
                             &record)
         && record.entry == entry) {
    cursor->record = record.next;
    if (!wanted)
      continue;
    const viet_level level = viet_search_grade(self, layer, &record,
                                               self->start, cursor->end);
    if (level < match->level
        || (level == match->level && level < VIET_LEVELS
            && record.name < match->name)) {
      match->level = level;
      match->name = record.name;
    }
  }
}


/* Describes the match of an entry in the bundle. */
static void describe (const viet_search *self, const viet_cursor *cursor,
                      uint32_t entry, viet_match *match) {
  match->first = self->tokens[self->start].first;
  match->end = self->tokens[cursor->end - 1].end;
  match->first_token = self->base + self->start;
  match->end_token = self->base + cursor->end;
  match->entry = entry;
  match->layer = cursor->layer;
}


/* The next entry that matches of a bundle of one path, whose names are in
** order. */
static bool next_of_path (viet_search *self, viet_cursor *cursor,
                          viet_match *match) {
  const viet_gazetteer *of = self->layers[cursor->layer].layer.gazetteer;
  viet_record record;
  while (cursor->record != 0
         && viet_record_read(of, cursor->record, &record)) {
    match->level = VIET_LEVELS;
    try_names(self, cursor, record.entry, match);
    if (match->level < VIET_LEVELS) {
      describe(self, cursor, record.entry, match);
      return true;
    }
  }
  return false;
}


/* The next entry of the bundle that matches; false after the last. */
static bool next_entry (viet_search *self, viet_match *match) {
  rank first = {0};
  viet_cursor *cursor;
  if (self->bundle.count == 1)  /* nothing to choose? */
    return next_of_path(self, self->bundle.items, match);
  while ((cursor = first_cursor(self, &first)) != NULL) {
    viet_cursor *cursors = self->bundle.items;
    match->level = VIET_LEVELS;
    for (size_t i = 0; i < self->bundle.count; i++) {
      viet_record record;
      if (cursors[i].layer == first.layer && cursors[i].record != 0
          && viet_record_read(self->layers[first.layer].layer.gazetteer,
                              cursors[i].record, &record)
          && record.entry == first.entry)
        try_names(self, &cursors[i], first.entry, match);
    }
    if (match->level < VIET_LEVELS) {
      describe(self, cursor, first.entry, match);
      return true;
    }
  }
  return false;
}


/* The number of a match's type among those of all layers. */
static uint32_t type_of (const viet_search *self, const viet_match *match) {
  const viet_layer_state *layer = &self->layers[match->layer];
  const uint32_t type = viet_type_of(layer->layer.gazetteer, match->entry);
  return type < layer->types.count
       ? ((const uint32_t *)layer->types.items)[type] : 0;
}


/* Is the match one that its type has still room for? */
static bool is_longest_of_type (viet_search *self,
                                const viet_match *match) {
  viet_last *last = (viet_last *)self->lasts.items + type_of(self, match);
  if (match->first_token < last->end
      && (match->first_token != last->first
          || match->end_token != last->end))
    return false;
  *last = (viet_last){match->first_token, match->end_token};
  return true;
}


/* Is the match in no longer one? Those are known already: they begin before
** it, or with it and come first. */
static bool is_outermost (viet_search *self, const viet_match *match) {
  if (match->end_token > self->outer.end) {
    self->outer = (viet_last){match->first_token, match->end_token};
    return true;
  }
  return match->end_token == self->outer.end
      && match->first_token == self->outer.first;
}


/* Is a match, the next in order, one of the kind that is asked for? */
static bool is_chosen (viet_search *self, const viet_match *match) {
  switch (self->rules.kind) {
    case VIET_LONGEST: case VIET_FIRST: case VIET_OVERLAPPING:
      return true;
    case VIET_OUTERMOST:
      return is_outermost(self, match);
    case VIET_LONGEST_PER_TYPE:
      return is_longest_of_type(self, match);
  }
  return false;
}


static int64_t priority_of (const viet_search *self,
                            const viet_match *match) {
  return -(int64_t)viet_signed_at(self->layers[match->layer].layer.gazetteer,
                                  VIET_PART_PRIORITIES, match->entry);
}


/* Of all entries that match at the start, finds the first one by rank, and
** leaves in the lists only hits that end where the longest match of it does.
** False if there is none. */
static bool find_first (viet_search *self) {
  rank first = {0};
  uint32_t end = 0;
  viet_match match;
  while (next_bundle(self))
    while (next_entry(self, &match)) {
      const rank here = {priority_of(self, &match), match.layer,
                         match.entry};
      if (end == 0 || is_before(here, first)) {
        first = here;
        end = match.end_token - self->base;
      }
    }
  rewind_lists(self);
  const viet_hit *hits = self->hits.items;
  for (size_t i = 0; i < self->layer_count && end != 0; i++)
    while (self->lists[i] != 0 && hits[self->lists[i] - 1].end > end)
      self->lists[i] = hits[self->lists[i] - 1].next;
  return end != 0;
}


/* The next match at the start; false if there are no more. */
static bool next_at_start (viet_search *self, viet_match *match) {
  for (;;) {
    while (next_entry(self, match)) {
      self->found = true;
      if (is_chosen(self, match))
        return true;
    }
    if (self->found && is_exclusive(self))
      return false;
    if (!next_bundle(self))
      return false;
  }
}


/* Gives the tokens of a match as the caller has them: those that its parts
** stand in. */
static void name_tokens (const viet_search *self, viet_match *match) {
  const uint32_t *origins = self->origins.items;
  if (self->inside != NULL) {
    match->end_token = viet_inside_token(self, match->end_token - 1) + 1;
    match->first_token = viet_inside_token(self, match->first_token);
    return;
  }
  if (self->origins.count == 0)
    return;
  match->end_token = origins[match->end_token - 1] + 1;
  match->first_token = origins[match->first_token];
}


bool viet_search_next (viet_search *self, viet_match *match) {
  while (self->status == VIET_OK) {
    const bool is_new = !self->at_start;
    if (is_new && !next_start(self))
      return false;
    if ((!is_new || self->rules.kind != VIET_FIRST || find_first(self))
        && next_at_start(self, match)) {
      if (is_exclusive(self))
        self->free = match->end_token;
      name_tokens(self, match);
      return true;
    }
    self->at_start = false;
    self->found = false;
    self->bundle.count = 0;
    self->start++;
  }
  return false;
}


viet_status viet_search_each (viet_search *self, viet_match_function *each,
                              void *context) {
  viet_match match;
  while (viet_search_next(self, &match))
    if (!each(context, &match))
      break;
  return self->status;
}

/* }================================================================== */
