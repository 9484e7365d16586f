/*
** compile.c
** Makes a gazetteer of what a builder has collected.
**
** The names are put in the order of their paths. Then those of one path, and
** all paths with a prefix in common, lie together, and how many tokens a
** path shares with its neighbours tells which prefixes have to be found. All
** sizes are known before the block is made, so it is made once.
*/

#include <string.h>

#include "match/builder.h"
#include "match/order.h"

/* A compilation at work. */
typedef struct compiler {
  const viet_allocator *allocator;
  const viet_builder *from;
  viet_form_key path;
  size_t count;            /* names */
  viet_vector words;       /* viet_word, one for each string */
  viet_order_of order;     /* of the names; only its items at the end */
  viet_vector shared;      /* uint8_t: tokens that each path in order shares
                              with the one before it */
  viet_vector places;      /* uint32_t: of the names among NAMES */
  size_t prefixes;
  size_t record_words;
  bool has_one;            /* is name i the one of entry i? */
  viet_gazetteer head;
  viet_gazetteer *block;
  viet_progress *progress;
  void *context;
  size_t done;             /* in parts of a name, STEPS for each */
} compiler;

enum { STEPS = 4 };

/* Tells how much is done. */
static viet_status advance (compiler *self, size_t names) {
  self->done += names;
  if (self->progress == NULL
      || self->progress(self->context, self->done, STEPS * self->count))
    return VIET_OK;
  return VIET_ESTOPPED;
}


static viet_status make_array (compiler *self, viet_vector *array,
                               size_t count, size_t item_bytes) {
  viet_status status = viet_vector_reserve(array, count, item_bytes,
                                           self->allocator);
  if (status == VIET_OK)
    array->count = count;
  return status;
}


static const viet_cut_name *name_at (const compiler *self, size_t place) {
  return (const viet_cut_name *)self->from->names.items
       + self->order.items[place];
}


static const uint32_t *tokens_of (const compiler *self,
                                  const viet_cut_name *name) {
  return (const uint32_t *)self->from->tokens.items + name->first;
}


/* The path key of a token. */
static inline uint32_t path_of (const compiler *self, uint32_t token) {
  return ((const viet_word *)self->words.items)
         [token & VIET_TOKEN_STRING].path;
}


/*
** {==================================================================
** Words
** ===================================================================
*/

/* The numbers of a record before its tokens. */
static size_t head_of (const viet_cut_name *name, size_t number) {
  return VIET_RECORD_HEAD + (size_t)(name->entry != number);
}


/* The loosest level that a name asks for tells what paths are made of. */
static void choose_path (compiler *self) {
  const viet_cut_name *names = self->from->names.items;
  self->has_one = self->from->entries == self->count;
  for (size_t i = 0; i < self->count; i++) {
    const viet_form_key key = viet_key_of_level((viet_level)names[i].level);
    if (key > self->path)
      self->path = key;
    self->head.names_at[names[i].level]++;
    if (names[i].count > self->head.longest)
      self->head.longest = names[i].count;
    self->record_words += head_of(&names[i], i) + names[i].count;
    self->has_one = self->has_one && names[i].entry == i;
  }
}


static viet_status make_words (compiler *self) {
  const viet_forms *forms = &self->from->forms;
  const size_t strings = viet_forms_string_count(forms);
  viet_status status = make_array(self, &self->words, strings,
                                  sizeof(viet_word));
  if (status != VIET_OK)
    return status;
  viet_word *words = self->words.items;
  for (uint32_t i = 0; i < strings; i++)
    words[i] = (viet_word){i, i, 0};
  for (uint32_t i = 0; i < viet_forms_count(forms); i++) {
    const uint32_t *key = viet_forms_at(forms, i)->key;
    words[key[VIET_KEY_EXACT]].path = key[self->path];
    words[key[VIET_KEY_EXACT]].placement = key[VIET_KEY_PLACEMENT];
  }
  self->head.spellings = (uint32_t)viet_forms_count(forms);
  return VIET_OK;
}

/* }================================================================== */


/*
** {==================================================================
** Order
** ===================================================================
*/

/* What names of one path are ordered by: priority, then entry. */
static uint64_t rank_of (const compiler *self, size_t name) {
  const viet_vector *priorities = &self->from->priorities;
  const uint32_t entry =
    ((const viet_cut_name *)self->from->names.items)[name].entry;
  const uint32_t priority = entry < priorities->count
                          ? ((const uint32_t *)priorities->items)[entry] : 0;
  const uint32_t rank = ~(priority ^ 0x80000000u);
  return (uint64_t)rank << 32 | entry;
}


/* Orders the names by rank; most callers give them so. */
static void order_by_rank (compiler *self) {
  bool is_ordered = true;
  for (size_t i = 0; i < self->count; i++) {
    self->order.keys[i] = rank_of(self, i);
    if (i > 0 && self->order.keys[i] < self->order.keys[i - 1])
      is_ordered = false;
  }
  if (!is_ordered)
    viet_order_sort(&self->order, 0, self->count);
}


/* How keys are made of the tokens of a path: 'tokens' of them, of 'bits'
** bits each, 0 behind the last one. */
typedef struct key_format {
  unsigned bits;
  unsigned tokens;
} key_format;

static key_format format_of (const compiler *self) {
  key_format made = {1, 0};
  while (self->words.count >> made.bits != 0)
    made.bits++;
  made.tokens = 64 / made.bits;
  return made;
}


/* The key of the tokens of a path from 'depth' on. */
static uint64_t pack (const compiler *self, key_format format,
                      const viet_cut_name *name, size_t depth) {
  const uint32_t *tokens = tokens_of(self, name);
  uint64_t key = 0;
  for (size_t i = depth; i < depth + format.tokens; i++)
    key = key << format.bits
        | (i < name->count ? (uint64_t)path_of(self, tokens[i]) + 1 : 0);
  return key;
}


/* Orders names from 'first' up to 'end', whose paths agree in 'depth'
** tokens, by the next ones, and marks those that agree in these, too. */
static void order_range (compiler *self, key_format format, size_t first,
                         size_t end, size_t depth) {
  uint8_t *same = self->shared.items;
  uint64_t *keys = self->order.keys;
  for (size_t i = first; i < end; i++)
    keys[i] = pack(self, format, name_at(self, i), depth);
  viet_order_sort(&self->order, first, end);
  keys = self->order.keys;
  for (size_t i = first + 1; i < end; i++)
    same[i] = keys[i] == keys[i - 1];
  same[first] = 0;
}


/* Orders all ranges of names that agree up to 'depth' by what follows;
** false if none was left that goes on. */
static bool order_ranges (compiler *self, key_format format, size_t depth) {
  const uint8_t *same = self->shared.items;
  bool goes_on = false;
  for (size_t first = 0; first < self->count; ) {
    size_t end = first + 1;
    while (end < self->count && (depth == 0 || same[end]))
      end++;
    if (end - first > 1 && name_at(self, first)->count > depth) {
      order_range(self, format, first, end, depth);
      goes_on = true;
    }
    first = end;
  }
  return goes_on;
}


/* The tokens that two paths have in common at their start. */
static uint8_t shared_by (const compiler *self, const viet_cut_name *a,
                          const viet_cut_name *b) {
  const uint32_t *left = tokens_of(self, a), *right = tokens_of(self, b);
  const uint8_t most = a->count < b->count ? a->count : b->count;
  uint8_t count = 0;
  while (count < most
         && path_of(self, left[count]) == path_of(self, right[count]))
    count++;
  return count;
}


static viet_status order_names (compiler *self) {
  viet_status status = viet_order_make(&self->order, self->count,
                                       self->allocator);
  if (status == VIET_OK)
    status = make_array(self, &self->shared, self->count, 1);
  if (status != VIET_OK || self->count == 0)
    return status;
  order_by_rank(self);
  const key_format format = format_of(self);
  for (size_t depth = 0; order_ranges(self, format, depth); )
    depth += format.tokens;
  viet_order_keep_items(&self->order, self->allocator);
  uint8_t *shared = self->shared.items;
  shared[0] = 0;
  for (size_t i = 1; i < self->count; i++)
    shared[i] = shared_by(self, name_at(self, i - 1), name_at(self, i));
  return advance(self, 2 * self->count);
}

/* }================================================================== */


/*
** {==================================================================
** Paths
** ===================================================================
*/

/* The names of a path, and what it shares with its neighbours. */
typedef struct path_run {
  size_t first;   /* of its names, in order */
  size_t end;
  size_t count;   /* of its tokens */
  size_t before;  /* tokens that it shares with the path before it, */
  size_t behind;  /* and with the next one: 'count' if that goes on */
} path_run;

/* Is the name at 'place' of the path of the one before it? */
static bool is_same_path (const compiler *self, size_t place) {
  const uint8_t *shared = self->shared.items;
  return shared[place] == name_at(self, place)->count
      && shared[place] == name_at(self, place - 1)->count;
}


/* The path at 'first', which is below the count of names. */
static path_run path_at (const compiler *self, size_t first) {
  const uint8_t *shared = self->shared.items;
  path_run made = {.first = first, .end = first + 1,
               .count = name_at(self, first)->count,
               .before = shared[first]};
  while (made.end < self->count && is_same_path(self, made.end))
    made.end++;
  if (made.end < self->count)
    made.behind = shared[made.end];
  return made;
}


static size_t larger (size_t a, size_t b) {
  return a > b ? a : b;
}


/* Is the path found as a whole, or in the trie? */
static bool is_short (const path_run *path) {
  return path->count < VIET_SHORTEST_PREFIX;
}


/* The prefixes of a long path that are branches and new: from 'first_branch'
** up to 'behind'. */
static size_t first_branch (const path_run *path) {
  return larger(path->before + 1, VIET_SHORTEST_PREFIX);
}


/* The prefix that is its tail; 0 if it has none. */
static size_t tail_of (const path_run *path) {
  const size_t tail = larger(larger(path->before, path->behind) + 1,
                             VIET_SHORTEST_PREFIX);
  return tail <= path->count ? tail : 0;
}


static void count_prefixes (compiler *self) {
  for (size_t at = 0; at < self->count; ) {
    const path_run path = path_at(self, at);
    at = path.end;
    if (is_short(&path)) {
      self->prefixes += path.count > 1;
      continue;
    }
    if (path.behind + 1 > first_branch(&path))
      self->prefixes += path.behind + 1 - first_branch(&path);
    self->prefixes += tail_of(&path) != 0;
  }
}

/* }================================================================== */


/*
** {==================================================================
** The block
** ===================================================================
*/

static size_t power_of_2 (size_t least) {
  size_t power = 1;
  while (power < least && power <= SIZE_MAX / 2)
    power *= 2;
  return power;
}


/* Words of the filter: some bytes for each name, but not more than are near
** the processor. */
static size_t filter_words (const compiler *self) {
  const size_t most = (size_t)1 << 18;
  const size_t wanted = power_of_2(self->count / 2 + 700);
  return wanted < most ? wanted : most;
}


static size_t line_count (const compiler *self) {
  return self->prefixes / 6 + 2;
}


/* Puts a part behind those before it. */
static bool lay (compiler *self, viet_part part, size_t count,
                 size_t item_bytes) {
  const uint64_t at = (self->head.bytes + 63) / 64 * 64;
  if (count > UINT32_MAX || at > SIZE_MAX / 2
      || count > (SIZE_MAX / 2 - at) / item_bytes)
    return false;
  self->head.parts[part] = (viet_range){at, count};
  self->head.bytes = at + (uint64_t)count * item_bytes;
  return true;
}


static bool lay_column (compiler *self, viet_part part,
                        const viet_vector *column) {
  return lay(self, part, column->count, sizeof(uint32_t));
}


/* Puts the parts of the entries behind the others. */
static bool lay_entries (compiler *self) {
  const viet_builder *from = self->from;
  const size_t names = from->entries > 0 ? self->count : 0;
  return lay(self, VIET_PART_NAMES, names, sizeof(uint32_t))
      && lay(self, VIET_PART_FIRST_NAMES,
             self->has_one ? 0 : from->entries, sizeof(uint32_t))
      && lay_column(self, VIET_PART_IDS, &from->ids.starts)
      && lay_column(self, VIET_PART_ATTRIBUTES, &from->attributes.starts)
      && lay_column(self, VIET_PART_TYPES_OF, &from->types_of)
      && lay_column(self, VIET_PART_FROM, &from->from)
      && lay_column(self, VIET_PART_TO, &from->to)
      && lay_column(self, VIET_PART_PRIORITIES, &from->priorities)
      && lay(self, VIET_PART_ID_BYTES, from->ids.bytes.count, 1)
      && lay(self, VIET_PART_ATTRIBUTE_BYTES, from->attributes.bytes.count,
             1)
      && lay(self, VIET_PART_TYPES, from->types.count, sizeof(viet_text))
      && lay(self, VIET_PART_ORIGINALS, from->originals.count,
             sizeof(viet_original))
      && lay(self, VIET_PART_TEXTS, from->texts.count, 1);
}


/* Fails if a number would not fit in the record. */
static bool lay_all (compiler *self) {
  const viet_builder *from = self->from;
  const size_t strings = self->words.count;
  self->head.bytes = sizeof(viet_gazetteer);
  return self->record_words < VIET_BRANCH - 1
      && lay(self, VIET_PART_STARTS, strings + 1, sizeof(uint32_t))
      && lay(self, VIET_PART_BYTES, from->forms.arena.count, 1)
      && lay(self, VIET_PART_SLOTS, power_of_2(2 * strings + 2),
             sizeof(uint32_t))
      && lay(self, VIET_PART_WORDS, strings, sizeof(viet_word))
      && lay(self, VIET_PART_FILTER, filter_words(self), sizeof(uint64_t))
      && lay(self, VIET_PART_LINES, line_count(self), sizeof(viet_line))
      && lay(self, VIET_PART_RECORDS, self->record_words + 1,
             sizeof(uint32_t))
      && lay_entries(self);
}


/* A seed that whoever makes up names to collide does not know, and that is
** the same for the same names. */
static uint64_t seed_of (const viet_builder *from) {
  uint64_t seed = viet_checksum(1, from->forms.arena.items,
                                from->forms.arena.count);
  seed = viet_checksum(seed, from->tokens.items,
                       from->tokens.count * sizeof(uint32_t));
  seed = viet_checksum(seed, from->ids.bytes.items, from->ids.bytes.count);
  return viet_checksum(seed, from->texts.items, from->texts.count);
}


static viet_status make_block (compiler *self) {
  const viet_allocator *a = self->allocator;
  if (!lay_all(self))
    return VIET_ETOOLONG;
  viet_gazetteer *head = &self->head;
  memcpy(head->magic, VIET_GAZETTEER_MAGIC, sizeof(head->magic));
  head->order = VIET_GAZETTEER_ORDER;
  head->version = VIET_GAZETTEER_VERSION;
  head->seed = seed_of(self->from);
  head->path = self->path;
  head->names = (uint32_t)self->count;
  head->entries = (uint32_t)self->from->entries;
  head->filter_shift = 64;
  for (size_t words = filter_words(self); words > 1; words /= 2)
    head->filter_shift--;
  self->block = a->resize(a->context, NULL, 0, (size_t)head->bytes);
  if (self->block == NULL)
    return VIET_ENOMEM;
  memset(self->block, 0, (size_t)head->bytes);
  *self->block = *head;
  return VIET_OK;
}


static void *part (compiler *self, viet_part part) {
  return (char *)self->block + self->head.parts[part].at;
}

/* }================================================================== */


/*
** {==================================================================
** Filling
** ===================================================================
*/

static void copy (compiler *self, viet_part to, const viet_vector *from,
                  size_t item_bytes) {
  if (from->count > 0)
    memcpy(part(self, to), from->items, from->count * item_bytes);
}


/* Puts a string into the table of strings. */
static void add_slot (compiler *self, uint32_t string) {
  uint32_t *slots = part(self, VIET_PART_SLOTS);
  const size_t mask = (size_t)self->head.parts[VIET_PART_SLOTS].count - 1;
  const uint32_t *starts = part(self, VIET_PART_STARTS);
  const char *bytes = part(self, VIET_PART_BYTES);
  uint32_t looked_at = 1;
  size_t at = (size_t)viet_hash_string(self->head.seed,
                                       bytes + starts[string],
                                       starts[string + 1]
                                       - starts[string]);
  for (; slots[at & mask] != 0; at++)
    looked_at++;
  slots[at & mask] = string + 1;
  if (looked_at > self->head.slot_limit)
    self->head.slot_limit = looked_at;
}


static void fill_strings (compiler *self) {
  const viet_forms *forms = &self->from->forms;
  const uint64_t *offsets = forms->offsets.items;
  uint32_t *starts = part(self, VIET_PART_STARTS);
  for (size_t i = 0; i < forms->offsets.count; i++)
    starts[i] = (uint32_t)offsets[i];
  copy(self, VIET_PART_BYTES, &forms->arena, 1);
  for (uint32_t i = 0; i < self->words.count; i++)
    add_slot(self, i);
}


/* Where each name goes among NAMES: the names of entry 0 first. There are
** entries. */
static viet_status place_names (compiler *self) {
  uint32_t *first_names = part(self, VIET_PART_FIRST_NAMES);
  const size_t count = self->from->entries;
  const viet_cut_name *names = self->from->names.items;
  viet_status status = make_array(self, &self->places, self->count,
                                  sizeof(uint32_t));
  if (status != VIET_OK)
    return status;
  uint32_t *places = self->places.items;
  uint32_t first = 0;
  for (size_t i = 0; i < self->count; i++)
    first_names[names[i].entry]++;
  for (size_t i = 0; i < count; i++) {
    const uint32_t of_entry = first_names[i];
    first_names[i] = first;
    first += of_entry;
  }
  for (size_t i = 0; i < self->count; i++)
    places[i] = first_names[names[i].entry]++;
  for (size_t i = count; i-- > 1; )  /* each is at its end now */
    first_names[i] = first_names[i - 1];
  first_names[0] = 0;
  return VIET_OK;
}


static viet_status fill_entries (compiler *self) {
  const viet_builder *from = self->from;
  copy(self, VIET_PART_IDS, &from->ids.starts, sizeof(uint32_t));
  copy(self, VIET_PART_ID_BYTES, &from->ids.bytes, 1);
  copy(self, VIET_PART_ATTRIBUTES, &from->attributes.starts,
       sizeof(uint32_t));
  copy(self, VIET_PART_ATTRIBUTE_BYTES, &from->attributes.bytes, 1);
  copy(self, VIET_PART_TYPES_OF, &from->types_of, sizeof(uint32_t));
  copy(self, VIET_PART_FROM, &from->from, sizeof(uint32_t));
  copy(self, VIET_PART_TO, &from->to, sizeof(uint32_t));
  copy(self, VIET_PART_PRIORITIES, &from->priorities, sizeof(uint32_t));
  copy(self, VIET_PART_TYPES, &from->types, sizeof(viet_text));
  copy(self, VIET_PART_ORIGINALS, &from->originals, sizeof(viet_original));
  copy(self, VIET_PART_TEXTS, &from->texts, 1);
  return from->entries > 0 && !self->has_one ? place_names(self) : VIET_OK;
}


/* Puts a prefix into its line. */
static void add_prefix (compiler *self, uint64_t hash, uint32_t value) {
  viet_line *lines = part(self, VIET_PART_LINES);
  const size_t count = (size_t)self->head.parts[VIET_PART_LINES].count;
  size_t at = viet_line_of(hash, count);
  for (uint32_t looked_at = 1; ; looked_at++) {
    viet_line *line = &lines[at];
    if (looked_at > self->head.line_limit)
      self->head.line_limit = looked_at;
    for (size_t i = 0; i < VIET_LINE_SLOTS; i++)
      if (line->value[i] == 0) {
        line->check[i] = (uint32_t)hash;
        line->value[i] = value;
        return;
      }
    at = at + 1 < count ? at + 1 : 0;
  }
}


/* Prefixes on their way to lines that are being fetched. */
enum { WAITING = 16 };

typedef struct waiting {
  uint64_t hash[WAITING];
  uint32_t value[WAITING];
  size_t count;  /* all that were ever added */
} waiting;

static void prefetch (const void *address) {
#if defined(__GNUC__)
  __builtin_prefetch(address);
#else
  (void)address;
#endif
}


static void wait (compiler *self, waiting *queue, uint64_t hash,
                  uint32_t value) {
  const size_t at = queue->count++ % WAITING;
  if (queue->count > WAITING)
    add_prefix(self, queue->hash[at], queue->value[at]);
  queue->hash[at] = hash;
  queue->value[at] = value;
  const viet_line *lines = part(self, VIET_PART_LINES);
  prefetch(&lines[viet_line_of(hash, (size_t)
                  self->head.parts[VIET_PART_LINES].count)]);
}


static void add_waiting (compiler *self, const waiting *queue) {
  const size_t first = queue->count > WAITING ? queue->count - WAITING : 0;
  for (size_t i = first; i < queue->count; i++)
    add_prefix(self, queue->hash[i % WAITING], queue->value[i % WAITING]);
}


/* Sets bits in the word of the filter for a hash. */
static void set_bits (compiler *self, uint64_t hash, uint64_t bits) {
  uint64_t *filter = part(self, VIET_PART_FILTER);
  filter[hash >> self->head.filter_shift] |= bits;
}


/* The hash of the path key of a token. */
static uint64_t hash_of (const compiler *self, uint32_t token) {
  return viet_hash_word(self->head.seed, path_of(self, token));
}


/* Puts a path of two tokens or more into the filter, and returns the hash of
** what it is found by: all of it, or its shortest prefix. */
static uint64_t add_to_filter (compiler *self, const uint32_t *tokens,
                               size_t count) {
  const uint64_t pair = viet_hash_next(hash_of(self, tokens[0]),
                                       hash_of(self, tokens[1]));
  if (count == 2) {
    set_bits(self, pair, viet_filter_bits(pair));
    return pair;
  }
  const uint64_t triple = viet_hash_next(pair, hash_of(self, tokens[2]));
  const uint64_t hash = count == 3 ? triple
    : viet_hash_next(triple, hash_of(self, tokens[3]));
  set_bits(self, triple, viet_filter_bits(hash));
  return hash;
}


/* Makes the prefixes of a long path, from the hash of its shortest one. */
static void add_prefixes (compiler *self, waiting *queue,
                          const path_run *path, uint32_t record,
                          uint64_t hash) {
  const uint32_t *tokens = tokens_of(self, name_at(self, path->first));
  const size_t tail = tail_of(path);
  size_t depth = VIET_SHORTEST_PREFIX;
  for (;;) {
    if (depth == tail)
      wait(self, queue, hash, VIET_TAIL | record);
    else if (depth >= first_branch(path) && depth <= path->behind)
      wait(self, queue, hash, depth == path->count ? VIET_NAMES | record
                                                   : VIET_BRANCH);
    if (++depth > larger(path->behind, tail))
      return;
    hash = viet_hash_next(hash, hash_of(self, tokens[depth - 1]));
  }
}


/* Makes what a path is found by; its names are the record at 'record'. */
static void add_path (compiler *self, waiting *queue, const path_run *path,
                      uint32_t record) {
  const uint32_t *tokens = tokens_of(self, name_at(self, path->first));
  viet_word *words = part(self, VIET_PART_WORDS);
  viet_word *start = &words[path_of(self, tokens[0])];
  if (path->count == 1) {
    start->start |= record;
    return;
  }
  start->start |= VIET_STARTS;
  words[path_of(self, tokens[1])].start |= VIET_FOLLOWS;
  const uint64_t hash = add_to_filter(self, tokens, path->count);
  if (is_short(path))
    wait(self, queue, hash, VIET_NAMES | record);
  else
    add_prefixes(self, queue, path, record, hash);
}


/* Writes the record of the name at 'place'; returns where the next goes. */
static uint32_t write_record (compiler *self, size_t place, uint32_t at,
                              bool has_more) {
  const uint32_t number = self->order.items[place];
  const viet_cut_name *name = name_at(self, place);
  uint32_t *record = (uint32_t *)part(self, VIET_PART_RECORDS) + at;
  const size_t head = head_of(name, number);
  record[0] = name->count | (uint32_t)name->level << 8
            | (has_more ? VIET_RECORD_MORE : 0)
            | (head > VIET_RECORD_HEAD ? VIET_RECORD_NAMED : 0);
  record[1] = name->entry;
  record[head - 1] = number;  /* the entry, if it is not named */
  memcpy(record + head, tokens_of(self, name),
         name->count * sizeof(uint32_t));
  if (self->from->entries > 0)
    ((uint32_t *)part(self, VIET_PART_NAMES))
      [self->has_one ? number
                     : ((const uint32_t *)self->places.items)[number]] = at;
  return at + (uint32_t)(head + name->count);
}


/* Names whose tokens are fetched before they are needed. */
#define AHEAD 16

static void fetch_ahead (const compiler *self, size_t place) {
  if (place + 2 * AHEAD < self->count)
    prefetch(name_at(self, place + 2 * AHEAD));
  if (place + AHEAD < self->count)
    prefetch(tokens_of(self, name_at(self, place + AHEAD)));
}


/* how often progress is told of, in names */
#define TELL ((size_t)1 << 16)

/* Writes all records and prefixes. Record 0 is none, so that no value that
** is used is 0. */
static viet_status fill_paths (compiler *self) {
  waiting queue = {.count = 0};
  uint32_t record = 1;
  size_t told = 0;
  viet_status status = VIET_OK;
  for (size_t at = 0; at < self->count && status == VIET_OK; ) {
    const path_run path = path_at(self, at);
    add_path(self, &queue, &path, record);
    for (; at < path.end; at++) {
      fetch_ahead(self, at);
      record = write_record(self, at, record, at + 1 < path.end);
    }
    if (at - told >= TELL) {
      status = advance(self, at - told);
      told = at;
    }
  }
  add_waiting(self, &queue);
  return status == VIET_OK ? advance(self, self->count - told) : status;
}


/* Writes the header, now that all of it is known. */
static void seal (compiler *self) {
  viet_gazetteer *head = &self->head;
  head->checksum = viet_checksum(head->seed, self->block + 1,
                                 (size_t)head->bytes - sizeof(*head));
  head->own_checksum = viet_checksum(0, head, offsetof(viet_gazetteer,
                                                       own_checksum));
  *self->block = *head;
}


static viet_status fill (compiler *self) {
  fill_strings(self);
  copy(self, VIET_PART_WORDS, &self->words, sizeof(viet_word));
  viet_status status = fill_entries(self);
  if (status == VIET_OK)
    status = fill_paths(self);
  if (status == VIET_OK)
    seal(self);
  return status;
}

/* }================================================================== */


/* Is each name of an entry that there is? Those that were added before the
** first entry may not be. */
static bool has_entries (const viet_builder *from) {
  const viet_cut_name *names = from->names.items;
  for (size_t i = 0; i < from->names.count && from->entries > 0; i++)
    if (names[i].entry >= from->entries)
      return false;
  return true;
}


static viet_status compile (compiler *self) {
  if (!has_entries(self->from))
    return VIET_EINVAL;
  choose_path(self);
  viet_status status = make_words(self);
  if (status == VIET_OK)
    status = order_names(self);
  if (status != VIET_OK)
    return status;
  count_prefixes(self);
  status = advance(self, self->count);
  if (status == VIET_OK)
    status = make_block(self);
  return status == VIET_OK ? fill(self) : status;
}


/* Gives back the room behind what is used, if the allocator likes to. */
static void trim (viet_builder *self, viet_vector *array,
                  size_t item_bytes) {
  const viet_allocator *a = self->allocator;
  if (array->count == 0 || array->count == array->capacity)
    return;
  void *items = a->resize(a->context, array->items,
                          array->capacity * item_bytes,
                          array->count * item_bytes);
  if (items != NULL) {
    array->items = items;
    array->capacity = array->count;
  }
}


static void trim_entries (viet_builder *self) {
  viet_vector *columns[] = {
    &self->ids.starts, &self->attributes.starts, &self->types_of,
    &self->from, &self->to, &self->priorities
  };
  for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
    trim(self, columns[i], sizeof(uint32_t));
  trim(self, &self->ids.bytes, 1);
  trim(self, &self->attributes.bytes, 1);
  trim(self, &self->texts, 1);
}


viet_status viet_builder_build (viet_builder *self, viet_progress *progress,
                                void *context, viet_gazetteer **result) {
  compiler made = {.allocator = self->allocator, .from = self,
                   .progress = progress, .context = context};
  *result = NULL;
  viet_status status = viet_builder_flush(self);
  if (status != VIET_OK)
    return status;
  viet_vector_free(&self->text, 1, self->allocator);
  viet_vector_free(&self->raw, sizeof(viet_raw_name), self->allocator);
  trim(self, &self->tokens, sizeof(uint32_t));
  trim(self, &self->names, sizeof(viet_cut_name));
  trim_entries(self);
  made.count = self->names.count;
  status = compile(&made);
  viet_vector_free(&made.words, sizeof(viet_word), self->allocator);
  viet_vector_free(&made.shared, 1, self->allocator);
  viet_vector_free(&made.places, sizeof(uint32_t), self->allocator);
  viet_order_free(&made.order, self->allocator);
  self->is_broken = true;  /* until it is like new */
  if (status == VIET_OK) {
    *result = made.block;
    viet_builder_clear(self);
    self->is_broken = viet_forms_init(&self->forms, self->allocator)
                   != VIET_OK;
  }
  else if (made.block != NULL)
    viet_free(self->allocator, made.block, (size_t)made.head.bytes);
  return status;
}
