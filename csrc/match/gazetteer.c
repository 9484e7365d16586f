/*
** gazetteer.c
** Compiles names to a gazetteer: an automaton over interned syllables.
**
** The names are cut into tokens, a batch at a time; their keys are
** interned; each name becomes a path in a trie. All arrays grow apart
** and are joined into one block at the end, which costs the size of the
** result once more. Every step is linear in the bytes of the names.
*/

#include <string.h>

#include "match/gazetteer.h"
#include "text/hash.h"
#include "text/vector.h"

/* Names are given to the tokenizer together up to this many bytes. */
#define BATCH_BYTES 65536

/* Slots of a new hash table. */
#define FIRST_SLOTS 64u

/*
** {==================================================================
** Buffers
** ===================================================================
*/

/* All arrays are vectors of bytes here, whatever their items are, so that
** one loop can join, trim or free them. */
typedef viet_vector buffer;

typedef struct builder {
  const viet_allocator *allocator;
  buffer parts[PARTS];  /* names stay in the order given, until the end */
  buffer ends;          /* uint32_t: the last state of each name */
  buffer text;          /* the names of a batch, joined by line feeds */
  buffer forms;         /* uint32_t[VIET_KEYS]: the keys of each form */
  uint32_t states;      /* count, with the root */
} builder;

/* Makes room for 'more' bytes after those used. */
static viet_status reserve (builder *self, buffer *array, size_t more) {
  return viet_vector_reserve(array, more, 1, self->allocator);
}


static viet_status append (builder *self, buffer *array, const void *bytes,
                           size_t count) {
  viet_status status = reserve(self, array, count);
  if (status == VIET_OK && count > 0) {
    memcpy((char *)array->items + array->count, bytes, count);
    array->count += count;
  }
  return status;
}


/* Gives back the room behind what is used; it does not matter if the
** allocator refuses. */
static void trim (builder *self, buffer *array) {
  if (array->count == 0 || array->count == array->capacity)
    return;
  const viet_allocator *allocator = self->allocator;
  void *items = allocator->resize(allocator->context, array->items,
                                  array->capacity, array->count);
  if (items) {
    array->items = items;
    array->capacity = array->count;
  }
}


static void discard (builder *self, buffer *array) {
  viet_vector_free(array, 1, self->allocator);
}


/* A hash table of 'slots' empty slots, in a new buffer. */
static viet_status new_table (builder *self, buffer *table, size_t slots,
                              size_t slot_bytes) {
  *table = (buffer){0};
  if (slots > SIZE_MAX / slot_bytes || slots > (size_t)UINT32_MAX / 2 + 1)
    return VIET_ETOOLONG;
  viet_status status = reserve(self, table, slots * slot_bytes);
  if (status == VIET_OK) {
    memset(table->items, 0, slots * slot_bytes);
    table->count = slots * slot_bytes;
  }
  return status;
}


static void *array_of (const builder *self, viet_part part) {
  return self->parts[part].items;
}


static size_t count_of (const builder *self, viet_part part,
                        size_t item_bytes) {
  return self->parts[part].count / item_bytes;
}

/* }================================================================== */


/*
** {==================================================================
** Keys
** ===================================================================
*/

/* A table of keys, in a builder or a gazetteer. */
typedef struct keys {
  const uint32_t *slots;
  const uint32_t *starts;
  const char *bytes;
  uint32_t mask;
} keys;

/* The slot of a key, or the empty slot where it belongs. */
static uint32_t key_slot (const keys *self, const char *text,
                          size_t bytes) {
  uint64_t hash = viet_hash_bytes(text, bytes);
  uint32_t slot = (uint32_t)(hash ^ hash >> 32) & self->mask;
  for (; self->slots[slot] != 0; slot = (slot + 1) & self->mask) {
    uint32_t key = self->slots[slot] - 1;
    uint32_t start = self->starts[key];
    if (self->starts[key + 1] - start == bytes
        && memcmp(self->bytes + start, text, bytes) == 0)
      break;
  }
  return slot;
}


uint32_t viet_gazetteer_key (const viet_gazetteer *self,
                             const char *text, size_t bytes) {
  keys known = { viet_gazetteer_array(self, PART_SLOTS),
                 viet_gazetteer_array(self, PART_KEYS),
                 viet_gazetteer_array(self, PART_BYTES), self->slot_mask };
  /* an empty slot holds 0, and 0 - 1 is NO_KEY */
  return known.slots[key_slot(&known, text, bytes)] - 1;
}


static keys keys_of (const builder *self) {
  size_t slots = count_of(self, PART_SLOTS, sizeof(uint32_t));
  return (keys){ array_of(self, PART_SLOTS), array_of(self, PART_KEYS),
                 array_of(self, PART_BYTES), (uint32_t)(slots - 1) };
}


/* Doubles the slots for keys. */
static viet_status grow_slots (builder *self) {
  buffer old = self->parts[PART_SLOTS];
  buffer table;
  size_t slots = old.count / sizeof(uint32_t) * 2;
  viet_status status = new_table(self, &table, slots, sizeof(uint32_t));
  if (status != VIET_OK)
    return status;
  self->parts[PART_SLOTS] = table;
  keys known = keys_of(self);
  uint32_t *slot = array_of(self, PART_SLOTS);
  size_t count = count_of(self, PART_KEYS, sizeof(uint32_t)) - 1;
  for (uint32_t key = 0; key < count; key++) {
    uint32_t start = known.starts[key];
    uint32_t bytes = known.starts[key + 1] - start;
    slot[key_slot(&known, known.bytes + start, bytes)] = key + 1;
  }
  discard(self, &old);
  return VIET_OK;
}


/* Adds a key that is not yet there. */
static viet_status add_key (builder *self, const char *text, size_t bytes,
                            uint32_t *key) {
  buffer *starts = &self->parts[PART_KEYS];
  buffer *arena = &self->parts[PART_BYTES];
  size_t count = starts->count / sizeof(uint32_t) - 1;
  if (bytes >= UINT32_MAX - arena->count)
    return VIET_ETOOLONG;
  if (count + 1 > count_of(self, PART_SLOTS, sizeof(uint32_t)) / 4 * 3) {
    viet_status status = grow_slots(self);
    if (status != VIET_OK)
      return status;
  }
  /* reserve both first: the arrays must never disagree */
  viet_status status = reserve(self, starts, sizeof(uint32_t));
  if (status == VIET_OK)
    status = append(self, arena, text, bytes);
  if (status != VIET_OK)
    return status;
  keys known = keys_of(self);
  uint32_t end = (uint32_t)arena->count;
  *key = (uint32_t)count;
  uint32_t slot = key_slot(&known, text, bytes);
  ((uint32_t *)array_of(self, PART_SLOTS))[slot] = *key + 1;
  return append(self, starts, &end, sizeof end);
}


static viet_status intern (builder *self, const char *text, size_t bytes,
                           uint32_t *key) {
  keys known = keys_of(self);
  *key = known.slots[key_slot(&known, text, bytes)] - 1;
  if (*key != NO_KEY)
    return VIET_OK;
  return add_key(self, text, bytes, key);
}

/* }================================================================== */


/*
** {==================================================================
** The trie
** ===================================================================
*/

/* Doubles the slots for edges. */
static viet_status grow_edges (builder *self) {
  buffer old = self->parts[PART_EDGES];
  buffer table;
  size_t count = old.count / sizeof(viet_edge);
  viet_status status = new_table(self, &table, count * 2,
                                 sizeof(viet_edge));
  if (status != VIET_OK)
    return status;
  const viet_edge *from = old.items;
  viet_edge *edges = table.items;
  uint32_t mask = (uint32_t)(count * 2 - 1);
  for (; count > 0; count--, from++) {
    if (from->target != 0)  /* not an empty slot? */
      edges[viet_edge_slot(edges, mask, from->state, from->key)] = *from;
  }
  self->parts[PART_EDGES] = table;
  discard(self, &old);
  return VIET_OK;
}


/* Follows the edge of a key from '*state', made if it is not there. */
static viet_status follow (builder *self, uint32_t *state, uint32_t key) {
  size_t slots = count_of(self, PART_EDGES, sizeof(viet_edge));
  if (self->states > slots / 4 * 3) {  /* one edge less than states */
    viet_status status = grow_edges(self);
    if (status != VIET_OK)
      return status;
    slots *= 2;
  }
  viet_edge *edges = array_of(self, PART_EDGES);
  uint32_t slot = viet_edge_slot(edges, (uint32_t)(slots - 1), *state, key);
  if (edges[slot].target == 0)
    edges[slot] = (viet_edge){ *state, key, self->states++ };
  *state = edges[slot].target;
  return VIET_OK;
}

/* }================================================================== */


/*
** {==================================================================
** Names
** ===================================================================
*/

/* Interns the keys of all forms of a batch. */
static viet_status add_forms (builder *self, const viet_tokens *tokens) {
  size_t count = viet_tokens_form_count(tokens);
  self->forms.count = 0;
  for (uint32_t form = 0; form < count; form++) {
    uint32_t key[VIET_KEYS];
    for (int i = 0; i < VIET_KEYS; i++) {
      size_t bytes;
      const char *text = viet_tokens_key(tokens, form, viet_key_levels[i],
                                         &bytes);
      viet_status status = intern(self, text, bytes, &key[i]);
      if (status != VIET_OK)
        return status;
    }
    viet_status status = append(self, &self->forms, key, sizeof key);
    if (status != VIET_OK)
      return status;
  }
  return VIET_OK;
}


/* Adds one name, cut into 'count' tokens, as a path in the trie. */
static viet_status add_name (builder *self, const viet_token *tokens,
                             size_t count, viet_stored_name name) {
  const uint32_t (*forms)[VIET_KEYS] = self->forms.items;
  buffer *array = &self->parts[PART_TOKENS];
  size_t before = array->count / sizeof(viet_stored_token);
  if (count == 0 || count > VIET_MAX_NAME_TOKENS)
    return VIET_EINVAL;
  if (count >= UINT32_MAX - before)
    return VIET_ETOOLONG;
  uint32_t state = 0;
  viet_status status = VIET_OK;
  for (size_t i = 0; i < count && status == VIET_OK; i++) {
    const uint32_t *key = forms[tokens[i].form];
    viet_stored_token token = { key[VIET_KEY_EXACT], key[VIET_KEY_PLACEMENT] };
    status = append(self, array, &token, sizeof token);
    if (status == VIET_OK)
      status = follow(self, &state, key[VIET_KEY_TONELESS]);
  }
  name.tokens = (uint32_t)before;
  if (status == VIET_OK)
    status = append(self, &self->parts[PART_NAMES], &name, sizeof name);
  if (status == VIET_OK)
    status = append(self, &self->ends, &state, sizeof state);
  return status;
}


/* Adds the names of a batch, found in its tokens by their bytes. */
static viet_status add_tokens (builder *self, const viet_tokens *tokens,
                               const viet_name *names, size_t *next,
                               size_t end) {
  const viet_token *token = viet_tokens_array(tokens);
  const viet_token *stop = token + viet_tokens_count(tokens);
  viet_status status = add_forms(self, tokens);
  size_t name_end = 0;
  for (; status == VIET_OK && *next < end; ++*next) {
    const viet_name *name = &names[*next];
    const viet_token *first = token;
    name_end += name->bytes + 1;  /* with its line feed */
    while (token < stop && token->first < name_end)
      token++;
    status = add_name(self, first, (size_t)(token - first),
                      (viet_stored_name){ name->entry, (uint32_t)*next, 0,
                                          (uint32_t)name->level });
    if (status != VIET_OK)
      break;  /* leave '*next' at the culprit */
  }
  return status;
}


/* Appends a name to the text of a batch. */
static viet_status add_text (builder *self, const viet_name *name) {
  if (name->bytes >= VIET_MAX_BYTES - self->text.count)
    return VIET_ETOOLONG;
  if ((unsigned)name->level >= VIET_LEVELS)
    return VIET_EINVAL;
  if (viet_utf8_check(name->text, name->bytes) < name->bytes)
    return VIET_EUTF8;
  viet_status status = append(self, &self->text, name->text, name->bytes);
  if (status == VIET_OK)
    status = append(self, &self->text, "\n", 1);
  return status;
}


/* Adds a batch: the names from '*next' on up to BATCH_BYTES, one at
** least. On failure '*next' is the name that is to blame, if any is. */
static viet_status add_batch (builder *self, const viet_name *names,
                              size_t count, size_t *next) {
  size_t end = *next;
  self->text.count = 0;
  do {
    viet_status status = add_text(self, &names[end]);
    if (status != VIET_OK) {
      *next = end;
      return status;
    }
    end++;
  } while (end < count && self->text.count < BATCH_BYTES
           && names[end].bytes < BATCH_BYTES);
  viet_tokens *tokens;
  viet_status status = viet_tokens_build(self->text.items, self->text.count,
                                         self->allocator, &tokens);
  if (status != VIET_OK)
    return status;
  status = add_tokens(self, tokens, names, next, end);
  viet_free(self->allocator, tokens, viet_tokens_bytes(tokens));
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** The result
** ===================================================================
*/

static bool is_by_entry (const viet_stored_name *names, size_t count) {
  for (size_t i = 1; i < count; i++) {
    if (names[i].entry < names[i - 1].entry)
      return false;
  }
  return true;
}


/* One pass of a radix sort by entry: by the 8 bits from 'shift' on. */
static void sort_pass (const viet_stored_name *names, size_t count,
                       unsigned shift, const uint32_t *from, uint32_t *to) {
  size_t start[257] = {0};
  for (size_t i = 0; i < count; i++)
    start[(names[i].entry >> shift & 255) + 1]++;
  for (size_t i = 1; i < 256; i++)
    start[i] += start[i - 1];
  for (size_t i = 0; i < count; i++)
    to[start[names[from[i]].entry >> shift & 255]++] = from[i];
}


/*
** The order of the names by entry, then by index, in a new buffer. Most
** callers give them in this order.
*/
static viet_status order_by_entry (builder *self, buffer *order) {
  const viet_stored_name *names = array_of(self, PART_NAMES);
  size_t count = count_of(self, PART_NAMES, sizeof *names);
  *order = (buffer){0};
  viet_status status = reserve(self, order, count * sizeof(uint32_t));
  if (status != VIET_OK)
    return status;
  uint32_t *to = order->items;
  for (uint32_t i = 0; i < count; i++)
    to[i] = i;
  if (is_by_entry(names, count))
    return VIET_OK;
  buffer spare = {0};
  status = reserve(self, &spare, count * sizeof(uint32_t));
  if (status == VIET_OK) {
    uint32_t *other = spare.items;
    sort_pass(names, count, 0, to, other);
    sort_pass(names, count, 8, other, to);
    sort_pass(names, count, 16, to, other);
    sort_pass(names, count, 24, other, to);
    discard(self, &spare);
  }
  return status;
}


/*
** Writes the parts NAMES and STATES: the names sorted by state, those of
** one state in the given order, and where each state's begin.
*/
static void place_names (const builder *self, const uint32_t *order,
                         viet_stored_name *to, uint32_t *starts) {
  const viet_stored_name *names = array_of(self, PART_NAMES);
  const uint32_t *ends = self->ends.items;
  size_t count = count_of(self, PART_NAMES, sizeof *names);
  memset(starts, 0, ((size_t)self->states + 1) * sizeof *starts);
  for (size_t i = 0; i < count; i++)
    starts[ends[i] + 1]++;
  for (size_t state = 1; state <= self->states; state++)
    starts[state] += starts[state - 1];
  /* starts[s] runs through the names of s, up to where s + 1 begins */
  for (size_t i = 0; i < count; i++)
    to[starts[ends[order[i]]]++] = names[order[i]];
  memmove(starts + 1, starts, self->states * sizeof *starts);
  starts[0] = 0;
}


/* Joins the parts into one block. */
static viet_status join (builder *self, const uint32_t *order,
                         viet_gazetteer **result) {
  viet_gazetteer head = { .bytes = sizeof head };
  buffer *parts = self->parts;
  parts[PART_STATES].count = ((size_t)self->states + 1) * sizeof(uint32_t);
  for (int part = 0; part < PARTS; part++) {
    head.at[part] = head.bytes;
    if (parts[part].count > SIZE_MAX - head.bytes)
      return VIET_ENOMEM;
    head.bytes += parts[part].count;
  }
  head.name_count = (uint32_t)count_of(self, PART_NAMES,
                                       sizeof(viet_stored_name));
  head.edge_mask = (uint32_t)count_of(self, PART_EDGES,
                                      sizeof(viet_edge)) - 1;
  head.slot_mask = keys_of(self).mask;
  char *block = self->allocator->resize(self->allocator->context, NULL, 0,
                                        head.bytes);
  if (!block)
    return VIET_ENOMEM;
  memcpy(block, &head, sizeof head);
  for (int part = 0; part < PARTS; part++) {
    if (parts[part].items && part != PART_NAMES)
      memcpy(block + head.at[part], parts[part].items, parts[part].count);
  }
  place_names(self, order, (void *)(block + head.at[PART_NAMES]),
              (void *)(block + head.at[PART_STATES]));
  *result = (void *)block;
  return VIET_OK;
}


static viet_status finish (builder *self, viet_gazetteer **result) {
  discard(self, &self->text);
  discard(self, &self->forms);
  for (int part = 0; part < PARTS; part++)
    trim(self, &self->parts[part]);
  buffer order;
  viet_status status = order_by_entry(self, &order);
  if (status == VIET_OK)
    status = join(self, order.items, result);
  discard(self, &order);
  return status;
}


/* Gives the builder its empty tables, its root and its first key start. */
static viet_status start (builder *self, size_t count) {
  uint32_t zero = 0;
  viet_status status = reserve(self, &self->parts[PART_NAMES],
                               count * sizeof(viet_stored_name));
  if (status == VIET_OK)
    status = reserve(self, &self->ends, count * sizeof(uint32_t));
  if (status == VIET_OK)
    status = new_table(self, &self->parts[PART_EDGES], FIRST_SLOTS,
                       sizeof(viet_edge));
  if (status == VIET_OK)
    status = new_table(self, &self->parts[PART_SLOTS], FIRST_SLOTS,
                       sizeof(uint32_t));
  if (status == VIET_OK)
    status = append(self, &self->parts[PART_KEYS], &zero, sizeof zero);
  if (status == VIET_OK)  /* never NULL, even if all keys are empty */
    status = reserve(self, &self->parts[PART_BYTES], 1);
  return status;
}


viet_status viet_gazetteer_build (const viet_name *names, size_t count,
                                  const viet_allocator *allocator,
                                  viet_gazetteer **result, size_t *bad) {
  builder self = { .allocator = allocator, .states = 1 };
  *result = NULL;
  *bad = 0;
  if (count >= UINT32_MAX || count > SIZE_MAX / 2 / sizeof(viet_stored_name))
    return VIET_ETOOLONG;
  viet_status status = start(&self, count);
  while (status == VIET_OK && *bad < count)
    status = add_batch(&self, names, count, bad);
  if (status == VIET_OK)
    status = finish(&self, result);
  for (int part = 0; part < PARTS; part++)
    discard(&self, &self.parts[part]);
  discard(&self, &self.ends);
  discard(&self, &self.text);
  discard(&self, &self.forms);
  return status;
}


size_t viet_gazetteer_bytes (const viet_gazetteer *self) {
  return self->bytes;
}


size_t viet_gazetteer_name_count (const viet_gazetteer *self) {
  return self->name_count;
}

/* }================================================================== */
