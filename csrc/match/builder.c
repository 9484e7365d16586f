/*
** builder.c
** Collects entries and names, and cuts the names into tokens, many at a
** time: the spelling of a token is normalized once for all names.
*/

#include "match/builder.h"

#include <string.h>

#include "text/bytes.h"
#include "text/scan.h"

/* Names are cut together when they have this many bytes. */
#define BATCH_BYTES ((size_t)1 << 16)


/*
** {==================================================================
** Life
** ===================================================================
*/

static void free_column (viet_builder *self, viet_vector *column) {
  viet_vector_free(column, sizeof(uint32_t), self->allocator);
}


static void free_texts (viet_builder *self, viet_texts *texts) {
  free_column(self, &texts->starts);
  viet_vector_free(&texts->bytes, 1, self->allocator);
}


static void free_entries (viet_builder *self) {
  free_texts(self, &self->ids);
  free_texts(self, &self->attributes);
  free_column(self, &self->types_of);
  free_column(self, &self->from);
  free_column(self, &self->to);
  free_column(self, &self->priorities);
  self->entries = 0;
}


void viet_builder_clear (viet_builder *self) {
  const viet_allocator *a = self->allocator;
  free_entries(self);
  viet_forms_free(&self->forms);
  viet_vector_free(&self->text, 1, a);
  viet_vector_free(&self->raw, sizeof(viet_raw_name), a);
  viet_vector_free(&self->names, sizeof(viet_cut_name), a);
  viet_vector_free(&self->tokens, sizeof(uint32_t), a);
  viet_vector_free(&self->types, sizeof(viet_text), a);
  viet_vector_free(&self->type_slots, sizeof(uint32_t), a);
  viet_vector_free(&self->originals, sizeof(viet_original), a);
  viet_vector_free(&self->texts, 1, a);
}


viet_status viet_builder_open (const viet_allocator *allocator,
                               viet_builder **result) {
  *result = NULL;
  viet_builder *self = allocator->resize(allocator->context, NULL, 0,
                                         sizeof(*self));
  if (self == NULL)
    return VIET_ENOMEM;
  *self = (viet_builder){.own = *allocator};
  self->allocator = &self->own;
  viet_status status = viet_forms_init(&self->forms, self->allocator);
  if (status != VIET_OK) {
    viet_builder_close(self);
    return status;
  }
  self->type_seed = self->forms.seed;
  *result = self;
  return VIET_OK;
}


void viet_builder_close (viet_builder *self) {
  if (self == NULL)
    return;
  const viet_allocator allocator = self->own;
  viet_builder_clear(self);
  viet_free(&allocator, self, sizeof(*self));
}


/* Marks the builder as broken if there is no memory. */
static viet_status note (viet_builder *self, viet_status status) {
  if (status != VIET_OK)
    self->is_broken = true;
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Entries
** ===================================================================
*/

/* Copies a text, which may be NULL. */
static viet_status add_text (viet_builder *self, const char *text,
                             size_t bytes, viet_text *result) {
  *result = (viet_text){0, VIET_NO_TEXT};
  if (text == NULL)
    return VIET_OK;
  if (bytes >= VIET_NO_TEXT)
    return VIET_ETOOLONG;
  *result = (viet_text){(uint32_t)self->texts.count, (uint32_t)bytes};
  return viet_bytes_add(&self->texts, text, bytes, self->allocator);
}


/* The slot of a type, or the free one where it belongs. */
static uint32_t *type_slot (const viet_builder *self, const char *type,
                            size_t bytes) {
  const viet_text *types = self->types.items;
  const size_t mask = self->type_slots.count - 1;
  uint32_t *slots = self->type_slots.items;
  size_t at = (size_t)viet_hash_string(self->type_seed, type, bytes) & mask;
  for (; slots[at] != 0; at = (at + 1) & mask) {
    const viet_text *known = &types[slots[at] - 1];
    if (known->bytes == bytes
        && (bytes == 0 || memcmp((char *)self->texts.items + known->at,
                                 type, bytes) == 0))
      break;
  }
  return &slots[at];
}


/* Doubles the table of types. */
static viet_status grow_types (viet_builder *self) {
  const size_t count = self->type_slots.count == 0
                     ? 16 : 2 * self->type_slots.count;
  viet_vector made = {0};
  viet_status status = viet_vector_reserve(&made, count, sizeof(uint32_t),
                                           self->allocator);
  if (status != VIET_OK)
    return status;
  memset(made.items, 0, count * sizeof(uint32_t));
  made.count = count;
  viet_vector_free(&self->type_slots, sizeof(uint32_t), self->allocator);
  self->type_slots = made;
  const viet_text *types = self->types.items;
  for (size_t i = 0; i < self->types.count; i++)
    *type_slot(self, (char *)self->texts.items + types[i].at,
               types[i].bytes) = (uint32_t)i + 1;
  return VIET_OK;
}


/* The number of a type, which is added if it is new. */
static viet_status add_type (viet_builder *self, const char *type,
                             size_t bytes, uint32_t *number) {
  viet_status status = VIET_OK;
  *number = VIET_NO_TEXT;
  if (type == NULL)
    return VIET_OK;
  if (self->types.count >= self->type_slots.count / 2)
    status = grow_types(self);
  if (status != VIET_OK)
    return status;
  uint32_t *slot = type_slot(self, type, bytes);
  *number = *slot - 1;
  if (*slot != 0)
    return VIET_OK;
  viet_text text;
  status = add_text(self, type, bytes, &text);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->types, 1, sizeof(text),
                                 self->allocator);
  if (status != VIET_OK)
    return status;
  *number = (uint32_t)self->types.count;
  *slot = *number + 1;
  ((viet_text *)self->types.items)[self->types.count++] = text;
  return VIET_OK;
}


/* Adds to a column what it has of the next entry. Nothing is kept as long as
** all entries have what is 'usual'. */
static viet_status add_item (viet_builder *self, viet_vector *column,
                             uint32_t value, uint32_t usual) {
  if (column->count == 0 && value == usual)
    return VIET_OK;
  viet_status status = viet_vector_reserve(column,
                                           self->entries + 1 - column->count,
                                           sizeof(uint32_t),
                                           self->allocator);
  if (status != VIET_OK)
    return status;
  uint32_t *items = column->items;
  while (column->count < self->entries)
    items[column->count++] = usual;
  items[column->count++] = value;
  return VIET_OK;
}


/* Adds the text of the next entry, which may be NULL, to a column. */
static viet_status add_column_text (viet_builder *self, viet_texts *column,
                                    const char *text, size_t bytes) {
  const uint32_t start = (uint32_t)column->bytes.count;
  if (text == NULL)
    return add_item(self, &column->starts, start | VIET_NO_BYTES,
                    VIET_NO_BYTES);
  if (bytes > VIET_COLUMN_BYTES - start)
    return VIET_ETOOLONG;
  viet_status status = add_item(self, &column->starts, start,
                                VIET_NO_BYTES);
  return status != VIET_OK ? status
       : viet_bytes_add(&column->bytes, text, bytes, self->allocator);
}


/* Adds the dates and the priority of the next entry. */
static viet_status add_numbers (viet_builder *self,
                                const viet_entry *entry) {
  viet_status status = add_item(self, &self->from, (uint32_t)entry->from, 0);
  if (status == VIET_OK)
    status = add_item(self, &self->to, (uint32_t)entry->to, 0);
  if (status == VIET_OK)
    status = add_item(self, &self->priorities, (uint32_t)entry->priority, 0);
  return status;
}


viet_status viet_builder_add_entry (viet_builder *self,
                                    const viet_entry *entry,
                                    uint32_t *number) {
  uint32_t type;
  *number = 0;
  if (self->is_broken)
    return VIET_ENOMEM;
  if (self->entries >= UINT32_MAX - 1)
    return VIET_ETOOLONG;
  viet_status status = add_column_text(self, &self->ids, entry->id,
                                       entry->id_bytes);
  if (status == VIET_OK)
    status = add_column_text(self, &self->attributes, entry->attributes,
                             entry->attribute_bytes);
  if (status == VIET_OK)
    status = add_type(self, entry->type, entry->type_bytes, &type);
  if (status == VIET_OK)
    status = add_item(self, &self->types_of, type, VIET_NO_TEXT);
  if (status == VIET_OK)
    status = add_numbers(self, entry);
  if (status != VIET_OK)
    return note(self, status);
  *number = (uint32_t)self->entries++;
  return VIET_OK;
}

/* }================================================================== */


/*
** {==================================================================
** Cutting
** ===================================================================
*/

/* Where a name ends that is being cut, and what is known of it. */
typedef struct cutter {
  viet_builder *builder;
  uint32_t name;       /* index among those that wait */
  uint32_t start;      /* of its text, bytes */
  uint32_t at;         /* the end of its last token */
  uint32_t first;      /* its first token */
  bool is_plain;       /* are its tokens, with single spaces, its text? */
} cutter;


/* Keeps the text of a name. */
static viet_status keep_original (cutter *self, uint32_t end) {
  viet_builder *builder = self->builder;
  viet_original made = {.name = (uint32_t)builder->names.count};
  viet_status status = add_text(builder,
                                (char *)builder->text.items + self->start,
                                end - self->start, &made.text);
  if (status == VIET_OK)
    status = viet_vector_reserve(&builder->originals, 1, sizeof(made),
                                 builder->allocator);
  if (status == VIET_OK)
    ((viet_original *)builder->originals.items)
      [builder->originals.count++] = made;
  return status;
}


/* Ends the name that is being cut, and begins the next one. */
static viet_status end_name (cutter *self) {
  viet_builder *builder = self->builder;
  const viet_raw_name *raw =
    (const viet_raw_name *)builder->raw.items + self->name;
  viet_status status = VIET_OK;
  if (!self->is_plain || self->at != raw->end)
    status = keep_original(self, raw->end);
  if (status == VIET_OK)
    status = viet_vector_reserve(&builder->names, 1, sizeof(viet_cut_name),
                                 builder->allocator);
  if (status != VIET_OK)
    return status;
  ((viet_cut_name *)builder->names.items)[builder->names.count++] =
    (viet_cut_name){self->first, raw->entry,
                    (uint8_t)(builder->tokens.count - self->first),
                    raw->level};
  *self = (cutter){builder, self->name + 1, raw->end + 1, raw->end + 1,
                   (uint32_t)builder->tokens.count, true};
  return VIET_OK;
}


/* Adds a token to the name that it stands in. */
static viet_status add_token (cutter *self, const viet_token *token) {
  viet_builder *builder = self->builder;
  const viet_raw_name *raw = builder->raw.items;
  while (token->first >= raw[self->name].end) {
    viet_status status = end_name(self);
    if (status != VIET_OK)
      return status;
  }
  const bool is_first = builder->tokens.count == self->first;
  const bool joined = !is_first && !token->spaced;
  if (token->first - self->at != (is_first || joined ? 0u : 1u)
      || (!is_first && !joined
          && ((char *)builder->text.items)[self->at] != ' '))
    self->is_plain = false;
  self->at = token->end;
  const uint32_t string =
    viet_forms_at(&builder->forms, token->form)->key[VIET_KEY_EXACT];
  ((uint32_t *)builder->tokens.items)[builder->tokens.count++] =
    string | (joined ? VIET_TOKEN_JOINED : 0);
  return VIET_OK;
}


/* Adds a batch of tokens. */
static viet_status add_tokens (cutter *self, const viet_token *tokens,
                               size_t count) {
  viet_builder *builder = self->builder;
  if (builder->tokens.count + count >= UINT32_MAX)
    return VIET_ETOOLONG;
  viet_status status = viet_vector_reserve(&builder->tokens, count,
                                           sizeof(uint32_t),
                                           builder->allocator);
  for (size_t i = 0; i < count && status == VIET_OK; i++)
    status = add_token(self, &tokens[i]);
  return status;
}


static viet_status flush (viet_builder *self) {
  viet_token batch[VIET_BATCH];
  size_t count = 1;
  viet_scan scan = viet_scan_start(viet_path_best(), &self->forms,
                                   self->text.items, self->text.count);
  cutter cut = {.builder = self, .first = (uint32_t)self->tokens.count,
                .is_plain = true};
  viet_status status = VIET_OK;
  while (status == VIET_OK && count > 0) {
    status = viet_scan_next(&scan, batch, VIET_BATCH, &count);
    if (status == VIET_OK)
      status = add_tokens(&cut, batch, count);
  }
  while (status == VIET_OK && cut.name < self->raw.count)
    status = end_name(&cut);
  if (viet_forms_string_count(&self->forms) > VIET_MAX_STRINGS)
    return VIET_ETOOLONG;
  self->raw.count = 0;
  self->text.count = 0;
  return status;
}


viet_status viet_builder_flush (viet_builder *self) {
  if (self->is_broken)
    return VIET_ENOMEM;
  return self->raw.count == 0 ? VIET_OK : note(self, flush(self));
}

/* }================================================================== */


/*
** {==================================================================
** Names
** ===================================================================
*/

/* Does the name surely have 1 to VIET_MAX_NAME_TOKENS tokens? */
static bool is_common (const char *text, size_t bytes) {
  if (bytes > VIET_MAX_NAME_TOKENS)
    return false;
  for (size_t i = 0; i < bytes; i++) {
    const char lower = (char)(text[i] | 0x20);
    if (lower >= 'a' && lower <= 'z')
      return true;
  }
  return false;
}


static viet_status count_tokens (viet_builder *self, const viet_name *name,
                                 size_t *count) {
  viet_tokens *tokens;
  viet_status status = viet_tokens_build(name->text, name->bytes,
                                         self->allocator, &tokens);
  if (status != VIET_OK)
    return status;
  *count = viet_tokens_count(tokens);
  viet_free(self->allocator, tokens, viet_tokens_bytes(tokens));
  return VIET_OK;
}


/* May the name be added? '*tokens' tells how many it has if not. */
static viet_status check_name (viet_builder *self, const viet_name *name,
                               size_t *tokens) {
  *tokens = 0;
  if (name->bytes == 0 || (unsigned)name->level >= VIET_LEVELS
      || (self->entries > 0 && name->entry >= self->entries))
    return VIET_EINVAL;
  if (name->bytes >= VIET_MAX_BYTES - BATCH_BYTES)
    return VIET_ETOOLONG;
  if (viet_utf8_check(name->text, name->bytes) < name->bytes)
    return VIET_EUTF8;
  if (is_common(name->text, name->bytes))
    return VIET_OK;
  viet_status status = count_tokens(self, name, tokens);
  if (status != VIET_OK)
    return status;
  return *tokens >= 1 && *tokens <= VIET_MAX_NAME_TOKENS ? VIET_OK
                                                         : VIET_EINVAL;
}


/* Puts a name to those that wait. */
static viet_status add_raw (viet_builder *self, const viet_name *name) {
  const viet_allocator *a = self->allocator;
  viet_status status = viet_vector_reserve(&self->raw, 1,
                                           sizeof(viet_raw_name), a);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->text, name->bytes + 1, 1, a);
  if (status != VIET_OK)
    return status;
  memcpy((char *)self->text.items + self->text.count, name->text,
         name->bytes);
  self->text.count += name->bytes + 1;
  ((char *)self->text.items)[self->text.count - 1] = '\n';
  ((viet_raw_name *)self->raw.items)[self->raw.count++] =
    (viet_raw_name){(uint32_t)self->text.count - 1, name->entry,
                    (uint8_t)name->level};
  return VIET_OK;
}


viet_status viet_builder_add_name (viet_builder *self,
                                   const viet_name *name, size_t *tokens) {
  size_t count;
  if (self->is_broken)
    return VIET_ENOMEM;
  viet_status status = check_name(self, name, &count);
  if (tokens != NULL)
    *tokens = count;
  if (status != VIET_OK)
    return status;
  if (self->names.count + self->raw.count >= UINT32_MAX - 1)
    return VIET_ETOOLONG;
  status = add_raw(self, name);
  if (status == VIET_OK && self->text.count >= BATCH_BYTES)
    status = flush(self);
  return note(self, status);
}


viet_status viet_gazetteer_build (const viet_name *names, size_t count,
                                  const viet_allocator *allocator,
                                  viet_gazetteer **result, size_t *bad) {
  viet_builder *builder;
  *result = NULL;
  viet_status status = viet_builder_open(allocator, &builder);
  if (status != VIET_OK)
    return status;
  status = viet_vector_reserve(&builder->names, count,
                               sizeof(viet_cut_name), builder->allocator);
  for (size_t i = 0; i < count && status == VIET_OK; i++) {
    *bad = i;
    status = viet_builder_add_name(builder, &names[i], NULL);
  }
  if (status == VIET_OK)
    status = viet_builder_build(builder, NULL, NULL, result);
  viet_builder_close(builder);
  return status;
}

/* }================================================================== */
