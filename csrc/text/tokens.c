/*
** tokens.c
** A text cut into tokens, as one block of memory.
*/

#include <string.h>

#include "text/scan.h"
#include "text/spellings.h"


/*
** {==================================================================
** Building
** ===================================================================
*/

/*
** One block, in this order. 'bytes' counts all of it.
**
**   [viet_tokens][viet_token ...][viet_form ...][offsets ...][arena ...]
**
** or, if the forms are those of spellings, their numbers there:
**
**   [viet_tokens][viet_token ...][uint32_t ...]
*/
struct viet_tokens {
  viet_spellings *spellings;  /* or NULL */
  size_t bytes;
  size_t forms_at;    /* where they start in the block, bytes */
  size_t offsets_at;
  size_t arena_at;
  uint32_t count;
  uint32_t form_count;
  bool is_cut;        /* are there parts of tokens? */
};

/* A block that is being built. */
typedef struct builder {
  const viet_allocator *allocator;
  viet_spellings *spellings;  /* NULL: the text has forms of its own, */
  viet_forms own;             /* which are these */
  viet_forms *forms;          /* in use */
  const char *text;           /* or NULL, where it is not known */
  viet_tokens *block;         /* header and tokens */
  size_t capacity;            /* tokens that it has room for */
} builder;

static size_t block_bytes (size_t capacity) {
  return sizeof(viet_tokens) + capacity * sizeof(viet_token);
}

/* Gives the block room for 'capacity' tokens. */
static viet_status resize (builder *self, size_t capacity) {
  const viet_allocator *a = self->allocator;
  if (capacity > (SIZE_MAX - sizeof(viet_tokens)) / sizeof(viet_token))
    return VIET_ENOMEM;
  viet_tokens *block = a->resize(a->context, self->block,
                                 self->block ? block_bytes(self->capacity)
                                             : 0,
                                 block_bytes(capacity));
  if (block == NULL)
    return VIET_ENOMEM;
  self->block = block;
  self->capacity = capacity;
  return VIET_OK;
}

/* Adds all tokens of a scan. */
static viet_status add_tokens (builder *self, viet_scan *scan) {
  viet_status status = VIET_OK;
  while (status == VIET_OK && scan->at < scan->bytes) {
    size_t added;
    const size_t count = self->block->count;
    if (self->capacity - count < VIET_BLOCK) {
      status = resize(self,
                      self->capacity + self->capacity / 2 + VIET_BLOCK);
      continue;
    }
    status = viet_scan_next(scan, (viet_token *)(self->block + 1) + count,
                            self->capacity - count, &added);
    self->block->count += (uint32_t)added;
  }
  return status;
}

static size_t round_up (size_t bytes, size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

/* Puts the numbers of the forms among the spellings behind the tokens. */
static viet_status refer (builder *self) {
  const viet_allocator *a = self->allocator;
  const viet_vector *origins = &self->spellings->origins;
  viet_tokens block = *self->block;
  viet_status status = viet_spellings_renumber(self->spellings,
                                               (viet_token *)(self->block + 1),
                                               block.count);
  if (status != VIET_OK)
    return status;
  block.spellings = self->spellings;
  block.forms_at = block_bytes(block.count);
  block.bytes = block.forms_at + origins->count * sizeof(uint32_t);
  block.form_count = (uint32_t)origins->count;
  char *bytes = a->resize(a->context, self->block,
                          block_bytes(self->capacity), block.bytes);
  if (bytes == NULL)
    return VIET_ENOMEM;
  self->block = (viet_tokens *)(void *)bytes;
  *self->block = block;
  if (origins->count > 0)
    memcpy(bytes + block.forms_at, origins->items,
           origins->count * sizeof(uint32_t));
  return VIET_OK;
}

/*
** Puts the forms behind the tokens. The sum of their sizes cannot
** overflow: all of them are in memory already.
*/
static viet_status assemble (builder *self) {
  const viet_forms *forms = self->forms;
  const viet_allocator *a = self->allocator;
  viet_tokens block = *self->block;
  if (self->spellings != NULL)
    return refer(self);
  const size_t forms_bytes = forms->forms.count * sizeof(viet_form);
  const size_t offsets_bytes = forms->offsets.count * sizeof(uint64_t);
  block.forms_at = block_bytes(block.count);
  block.offsets_at = round_up(block.forms_at + forms_bytes,
                              sizeof(uint64_t));
  block.arena_at = block.offsets_at + offsets_bytes;
  block.bytes = block.arena_at + forms->arena.count;
  block.form_count = (uint32_t)forms->forms.count;
  char *bytes = a->resize(a->context, self->block,
                          block_bytes(self->capacity), block.bytes);
  if (bytes == NULL)
    return VIET_ENOMEM;
  self->block = (viet_tokens *)(void *)bytes;
  *self->block = block;
  if (forms_bytes > 0)
    memcpy(bytes + block.forms_at, forms->forms.items, forms_bytes);
  memcpy(bytes + block.offsets_at, forms->offsets.items, offsets_bytes);
  if (forms->arena.count > 0)
    memcpy(bytes + block.arena_at, forms->arena.items, forms->arena.count);
  return VIET_OK;
}

static viet_status build (builder *self, viet_scan *scan) {
  viet_status status = resize(self, scan->bytes / 4 + VIET_BLOCK);
  if (status != VIET_OK)
    return status;
  *self->block = (viet_tokens){0};
  status = add_tokens(self, scan);
  return status == VIET_OK ? assemble(self) : status;
}

/* Begins, with the forms of spellings, or forms of its own (NULL). */
static viet_status start (builder *self, viet_spellings *spellings,
                          const viet_allocator *allocator) {
  *self = (builder){.allocator = allocator, .spellings = spellings};
  self->forms = spellings != NULL ? &spellings->forms : &self->own;
  return spellings != NULL ? VIET_OK
                           : viet_forms_init(&self->own, allocator);
}

/* Frees what was scratch, and the block, too, unless all went well. */
static viet_status finish (builder *self, viet_status status,
                           viet_tokens **result) {
  if (self->spellings == NULL)
    viet_forms_free(&self->own);
  if (status == VIET_OK)
    *result = self->block;
  else if (self->block != NULL)
    viet_free(self->allocator, self->block, block_bytes(self->capacity));
  return status;
}

/* Builds the tokens of a text, the forms of which are those of spellings, or
** its own (NULL). */
static viet_status build_text (const viet_path *path,
                               viet_spellings *spellings, const char *text,
                               size_t bytes, const viet_allocator *allocator,
                               viet_tokens **result) {
  builder self;
  *result = NULL;
  if (bytes > VIET_MAX_BYTES)
    return VIET_ETOOLONG;
  viet_status status = start(&self, spellings, allocator);
  viet_scan scan = viet_scan_start(path, self.forms, text, bytes);
  if (status == VIET_OK)
    status = build(&self, &scan);
  return finish(&self, status, result);
}

/* Adds the tokens of a span of lines. */
static viet_status add_span (builder *self, viet_scan *scan,
                             const uint32_t *span) {
  scan->path = viet_path_best();
  scan->at = scan->settled = span[0];
  scan->bytes = scan->stop = span[1];
  scan->line++;
  scan->spaced = true;
  return add_tokens(self, scan);
}

/* Adds the next token, which stands behind a span, or is the first of the
** text, unless it is in the next span, which begins at 'end': character by
** character, as it is one alone. */
static viet_status add_behind (builder *self, viet_scan *scan, size_t bytes,
                               size_t end) {
  size_t added = 0;
  scan->path = NULL;
  scan->bytes = bytes;
  scan->stop = scan->at + 1;
  viet_status status = VIET_OK;
  if (self->capacity - self->block->count < VIET_BLOCK)
    status = resize(self, self->capacity + self->capacity / 2 + VIET_BLOCK);
  if (status != VIET_OK)
    return status;
  viet_token *to = (viet_token *)(self->block + 1) + self->block->count;
  status = viet_scan_next(scan, to, VIET_BLOCK, &added);
  if (added > 0 && to->first < end)
    self->block->count++;
  return status;
}

static viet_status add_spans (builder *self, const char *text, size_t bytes,
                              const uint32_t (*spans)[2], size_t count) {
  viet_scan scan = viet_scan_start(NULL, self->forms, text, 0);
  viet_status status = VIET_OK;
  if (count > 0 && spans[0][0] > 0)
    status = add_behind(self, &scan, bytes, spans[0][0]);
  for (size_t i = 0; i < count && status == VIET_OK; i++) {
    const size_t next = i + 1 < count ? spans[i + 1][0] : bytes;
    status = add_span(self, &scan, spans[i]);
    if (status == VIET_OK && scan.at < next)
      status = add_behind(self, &scan, bytes, next);
  }
  return status;
}

viet_status viet_spellings_lines (viet_spellings *self, const char *text,
                                  size_t bytes,
                                  const uint32_t (*spans)[2], size_t count,
                                  const viet_allocator *allocator,
                                  viet_tokens **result) {
  builder made;
  *result = NULL;
  if (bytes > VIET_MAX_BYTES)
    return VIET_ETOOLONG;
  viet_status status = start(&made, self, allocator);
  if (status == VIET_OK)
    status = resize(&made, VIET_BLOCK);
  if (status == VIET_OK) {
    *made.block = (viet_tokens){0};
    status = add_spans(&made, text, bytes, spans, count);
  }
  if (status == VIET_OK)
    status = assemble(&made);
  return finish(&made, status, result);
}

viet_status viet_spellings_count (viet_spellings *self, const char *text,
                                  size_t first, size_t end, size_t *count) {
  viet_token batch[4 * VIET_BLOCK];
  viet_scan scan = viet_scan_start(viet_path_best(), &self->forms, text,
                                   end);
  viet_status status;
  size_t added;
  scan.at = first;
  scan.bare = true;
  *count = 0;
  do {
    status = viet_scan_next(&scan, batch, 4 * VIET_BLOCK, &added);
    *count += added;
  } while (status == VIET_OK && added > 0);
  return status;
}

viet_status viet_tokens_build_by (const viet_path *path, const char *text,
                                  size_t bytes,
                                  const viet_allocator *allocator,
                                  viet_tokens **result) {
  return build_text(path, NULL, text, bytes, allocator, result);
}

viet_status viet_tokens_build (const char *text, size_t bytes,
                               const viet_allocator *allocator,
                               viet_tokens **result) {
  return viet_tokens_build_by(viet_path_best(), text, bytes, allocator,
                              result);
}

/* }================================================================== */


/*
** {==================================================================
** Cutting tokens further
** ===================================================================
*/

/* Adds bytes [first, end) of the text, a token or a part of it. */
static viet_status add_part (builder *self, const viet_tokens *from,
                             const viet_token *token, uint32_t first,
                             uint32_t end) {
  const bool is_whole = first == token->first && end == token->end;
  viet_token made = *token;
  size_t bytes;
  /* bytes of spellings may move while others are added */
  const char *text = self->text != NULL ? self->text + token->first
    : viet_tokens_key(from, token->form, VIET_EXACT, &bytes);
  viet_kind kind = viet_form_made_of(viet_tokens_form(from, token->form));
  viet_status status = viet_forms_add(self->forms,
                                      text + (first - token->first),
                                      end - first, kind, &made.form);
  if (status != VIET_OK)
    return status;
  made.first = first;
  made.end = end;
  if (!is_whole) {
    const viet_form *form = viet_forms_at(self->forms, made.form);
    made.kind = form->kind;
    made.shape = form->shape;
    made.spaced = first == token->first && token->spaced;
  }
  ((viet_token *)(self->block + 1))[self->block->count++] = made;
  return VIET_OK;
}

/* Adds all tokens, cut. */
static viet_status add_cut (builder *self, const viet_tokens *from,
                            const viet_glue *cuts, size_t cut_count) {
  const viet_token *tokens = viet_tokens_array(from);
  size_t next = 0;
  viet_status status = VIET_OK;
  for (uint32_t i = 0; i < from->count && status == VIET_OK; i++) {
    uint32_t first = tokens[i].first;
    for (; next < cut_count && cuts[next].token == i && status == VIET_OK;
         next++) {
      const uint32_t at = cuts[next].at;
      if (at <= first || at >= tokens[i].end)
        return VIET_EINVAL;
      status = add_part(self, from, &tokens[i], first, at);
      first = at;
    }
    if (status == VIET_OK)
      status = add_part(self, from, &tokens[i], first, tokens[i].end);
  }
  return status == VIET_OK && next < cut_count ? VIET_EINVAL : status;
}

/* Builds the tokens of 'from', cut. */
static viet_status build_cut (builder *self, const viet_tokens *from,
                              const viet_glue *cuts, size_t cut_count) {
  viet_status status = resize(self, from->count + cut_count);
  if (status != VIET_OK)
    return status;
  *self->block = (viet_tokens){.is_cut = from->is_cut || cut_count > 0};
  status = add_cut(self, from, cuts, cut_count);
  return status == VIET_OK ? assemble(self) : status;
}

viet_status viet_tokens_cut (const viet_tokens *self, const viet_glue *cuts,
                             size_t cut_count,
                             const viet_allocator *allocator,
                             viet_tokens **result) {
  *result = NULL;
  if (cut_count > VIET_MAX_BYTES - self->count)
    return VIET_EINVAL;
  builder made;
  viet_status status = start(&made, NULL, allocator);
  if (status == VIET_OK)
    status = build_cut(&made, self, cuts, cut_count);
  return finish(&made, status, result);
}

/* Cuts the glued words of '*tokens', which are those of a text and of
** spellings, if there are any. */
static viet_status cut_glued (viet_spellings *spellings, const char *text,
                              const viet_allocator *allocator,
                              viet_tokens **tokens) {
  builder made;
  viet_tokens *whole = *tokens;
  viet_glue *cuts = NULL;
  size_t count = 0;
  viet_status status = viet_glued_build(whole, allocator, &cuts, &count);
  if (status == VIET_OK && count == 0)
    return VIET_OK;
  *tokens = NULL;
  if (status == VIET_OK) {
    status = start(&made, spellings, allocator);
    made.text = text;
    if (status == VIET_OK)
      status = build_cut(&made, whole, cuts, count);
    status = finish(&made, status, tokens);
  }
  viet_free(allocator, cuts, count * sizeof(*cuts));
  viet_free(allocator, whole, whole->bytes);
  return status;
}

viet_status viet_spellings_tokens (viet_spellings *self, const char *text,
                                   size_t bytes, bool glued,
                                   const viet_allocator *allocator,
                                   viet_tokens **result) {
  viet_status status = build_text(viet_path_best(), self, text, bytes,
                                  allocator, result);
  if (status == VIET_OK && glued)
    status = cut_glued(self, text, allocator, result);
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Reading
** ===================================================================
*/

static const void *part (const viet_tokens *self, size_t at) {
  return (const char *)self + at;
}

size_t viet_tokens_bytes (const viet_tokens *self) {
  return self->bytes;
}

size_t viet_tokens_count (const viet_tokens *self) {
  return self->count;
}

size_t viet_tokens_form_count (const viet_tokens *self) {
  return self->form_count;
}

const char *viet_kind_name (viet_kind kind) {
  static const char *const names[VIET_KINDS] = {
    "syllable", "word", "acronym", "number", "unit", "url", "email",
    "hashtag", "punct", "symbol"
  };
  return names[kind];
}

const viet_token *viet_tokens_array (const viet_tokens *self) {
  return (const viet_token *)(self + 1);
}

viet_spellings *viet_tokens_spellings (const viet_tokens *self) {
  return self->spellings;
}

bool viet_tokens_are_cut (const viet_tokens *self) {
  return self->is_cut;
}

void viet_tokens_forget (viet_tokens *self) {
  self->spellings = NULL;
  self->count = self->form_count = 0;
}

const uint32_t *viet_tokens_origins (const viet_tokens *self) {
  return self->spellings != NULL ? part(self, self->forms_at) : NULL;
}

const viet_form *viet_tokens_form (const viet_tokens *self, uint32_t form) {
  const uint32_t *origins = viet_tokens_origins(self);
  return origins != NULL
       ? viet_forms_at(&self->spellings->forms, origins[form])
       : (const viet_form *)part(self, self->forms_at) + form;
}

const char *viet_tokens_key (const viet_tokens *self, uint32_t form,
                             viet_level level, size_t *bytes) {
  const uint32_t *origins = viet_tokens_origins(self);
  if (origins != NULL)
    return viet_forms_key(&self->spellings->forms, origins[form], level,
                          bytes);
  const viet_form *forms = part(self, self->forms_at);
  const uint64_t *offsets = part(self, self->offsets_at);
  const char *arena = part(self, self->arena_at);
  const uint32_t string = forms[form].key[viet_key_of_level(level)];
  *bytes = (size_t)(offsets[string + 1] - offsets[string]);
  return arena + offsets[string];
}

size_t viet_tokens_at (const viet_tokens *self, size_t offset) {
  const viet_token *tokens = viet_tokens_array(self);
  size_t low = 0;
  size_t high = self->count;
  while (low < high) {  /* all before 'low' end at or before 'offset' */
    const size_t middle = low + (high - low) / 2;
    if (tokens[middle].end <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* }================================================================== */
