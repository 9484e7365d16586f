/*
** index.c
** Reads a compiled gazetteer: its strings, entries and names, and whether
** it is one at all.
*/

#include "match/index.h"

#include <string.h>


/*
** {==================================================================
** Hashes
** ===================================================================
*/

static uint64_t mix (uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * VIET_MIX;
  return hash ^ (hash >> 29);
}


uint64_t viet_hash_string (uint64_t seed, const char *text, size_t bytes) {
  uint64_t hash = mix(seed, bytes);
  for (; bytes >= 8; bytes -= 8, text += 8) {
    uint64_t value;
    memcpy(&value, text, 8);
    hash = mix(hash, value);
  }
  uint64_t last = 0;
  if (bytes > 0)
    memcpy(&last, text, bytes);
  hash = mix(mix(hash, last), seed);
  return hash ^ (hash >> 32);
}


/* In four rows, so that none has to wait for the others. */
uint64_t viet_checksum (uint64_t seed, const void *block, size_t bytes) {
  uint64_t rows[4] = {seed ^ 1, seed ^ 2, seed ^ 3, seed ^ 4};
  const char *at = block;
  size_t left = bytes;
  for (; left >= sizeof(rows); left -= sizeof(rows))
    for (size_t i = 0; i < 4; i++, at += 8) {
      uint64_t value;
      memcpy(&value, at, 8);
      rows[i] = mix(rows[i], value);
    }
  uint64_t sum = viet_hash_string(seed ^ bytes, at, left);
  for (size_t i = 0; i < 4; i++)
    sum = mix(sum, rows[i]);
  return sum;
}

/* }================================================================== */


/*
** {==================================================================
** Strings
** ===================================================================
*/

const char *viet_string_at (const viet_gazetteer *self, uint32_t string,
                            size_t *bytes) {
  const uint32_t *starts = viet_part_of(self, VIET_PART_STARTS);
  *bytes = 0;
  if (string >= self->parts[VIET_PART_WORDS].count)
    return "";
  const uint32_t first = starts[string], end = starts[string + 1];
  if (first > end || end > self->parts[VIET_PART_BYTES].count)
    return "";
  *bytes = end - first;
  return (const char *)viet_part_of(self, VIET_PART_BYTES) + first;
}


uint32_t viet_string_find (const viet_gazetteer *self, const char *text,
                           size_t bytes) {
  const uint32_t *slots = viet_part_of(self, VIET_PART_SLOTS);
  const size_t count = viet_part_count(self, VIET_PART_SLOTS);
  size_t at = (size_t)viet_hash_string(self->seed, text, bytes);
  for (uint32_t i = 0; i < self->slot_limit; i++, at++) {
    const uint32_t slot = slots[at & (count - 1)];
    size_t found_bytes;
    if (slot == 0)
      break;
    const char *found = viet_string_at(self, slot - 1, &found_bytes);
    if (found_bytes == bytes && memcmp(found, text, bytes) == 0)
      return slot - 1;
  }
  return VIET_NO_STRING;
}

/* }================================================================== */


/*
** {==================================================================
** Entries and names
** ===================================================================
*/

size_t viet_gazetteer_bytes (const viet_gazetteer *self) {
  return (size_t)self->bytes;
}


size_t viet_gazetteer_name_count (const viet_gazetteer *self) {
  return self->names;
}


size_t viet_gazetteer_entry_count (const viet_gazetteer *self) {
  return self->entries;
}


/* The bytes of a text; NULL if there is none. */
static const char *text_at (const viet_gazetteer *self, viet_text text,
                            size_t *bytes) {
  *bytes = 0;
  if (text.bytes == VIET_NO_TEXT
      || (uint64_t)text.at + text.bytes
         > self->parts[VIET_PART_TEXTS].count)
    return NULL;
  *bytes = text.bytes;
  return (const char *)viet_part_of(self, VIET_PART_TEXTS) + text.at;
}


size_t viet_gazetteer_type_count (const viet_gazetteer *self) {
  return viet_part_count(self, VIET_PART_TYPES);
}


const char *viet_gazetteer_type (const viet_gazetteer *self, size_t type,
                                 size_t *bytes) {
  const viet_text *types = viet_part_of(self, VIET_PART_TYPES);
  *bytes = 0;
  if (type >= viet_gazetteer_type_count(self))
    return NULL;
  return text_at(self, types[type], bytes);
}


/* What a column of texts has of an entry; NULL if nothing. */
static const char *column_text (const viet_gazetteer *self,
                                viet_part column, viet_part texts,
                                uint32_t number, size_t *bytes) {
  const uint32_t all = (uint32_t)self->parts[texts].count;
  const uint32_t start = viet_column_at(self, column, number,
                                        VIET_NO_BYTES);
  const uint32_t end = viet_column_at(self, column, number + 1, all)
                     & VIET_COLUMN_BYTES;
  *bytes = 0;
  if ((start & VIET_NO_BYTES) != 0 || start > end || end > all)
    return NULL;
  *bytes = end - start;
  return (const char *)viet_part_of(self, texts) + start;
}


bool viet_gazetteer_entry (const viet_gazetteer *self, uint32_t number,
                           viet_entry *entry) {
  *entry = (viet_entry){0};
  if (number >= self->entries)
    return false;
  entry->id = column_text(self, VIET_PART_IDS, VIET_PART_ID_BYTES, number,
                          &entry->id_bytes);
  entry->type = viet_gazetteer_type(self, viet_type_of(self, number),
                                    &entry->type_bytes);
  entry->attributes = column_text(self, VIET_PART_ATTRIBUTES,
                                  VIET_PART_ATTRIBUTE_BYTES, number,
                                  &entry->attribute_bytes);
  entry->from = viet_signed_at(self, VIET_PART_FROM, number);
  entry->to = viet_signed_at(self, VIET_PART_TO, number);
  entry->priority = viet_signed_at(self, VIET_PART_PRIORITIES, number);
  return true;
}


size_t viet_gazetteer_names_of (const viet_gazetteer *self, uint32_t number,
                                uint32_t *first) {
  const uint32_t count = (uint32_t)viet_part_count(self, VIET_PART_NAMES);
  *first = 0;
  if (number >= self->entries)
    return 0;
  const bool has_one = viet_part_count(self, VIET_PART_FIRST_NAMES) == 0;
  const uint32_t start = viet_column_at(self, VIET_PART_FIRST_NAMES, number,
                                        number);
  const uint32_t end = has_one ? number + 1
                     : viet_column_at(self, VIET_PART_FIRST_NAMES,
                                      number + 1, count);
  if (start > end || end > count)
    return 0;
  *first = start;
  return end - start;
}


/* The text that name 'name' was given as, if it is kept; NULL if not. */
static const char *original_of (const viet_gazetteer *self, uint32_t name,
                                size_t *bytes) {
  const viet_original *all = viet_part_of(self, VIET_PART_ORIGINALS);
  size_t low = 0, high = viet_part_count(self, VIET_PART_ORIGINALS);
  while (low < high) {  /* all before 'low' are of lower names */
    const size_t middle = low + (high - low) / 2;
    if (all[middle].name < name)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == viet_part_count(self, VIET_PART_ORIGINALS)
      || all[low].name != name)
    return NULL;
  return text_at(self, all[low].text, bytes);
}


/* A room of some bytes, which may be too small. */
typedef struct room {
  char *start;
  size_t capacity;
  size_t bytes;  /* that were to be written */
} room;

static void write (room *self, const char *text, size_t bytes) {
  if (self->bytes < self->capacity && bytes > 0) {
    const size_t left = self->capacity - self->bytes;
    memcpy(self->start + self->bytes, text, bytes < left ? bytes : left);
  }
  self->bytes += bytes;
}


bool viet_gazetteer_name (const viet_gazetteer *self, uint32_t name,
                          char *text, size_t capacity, viet_name *result) {
  const uint32_t *records = viet_part_of(self, VIET_PART_NAMES);
  viet_record record;
  room out = {text, capacity, 0};
  *result = (viet_name){0};
  if (name >= viet_part_count(self, VIET_PART_NAMES)
      || !viet_record_read(self, records[name], &record))
    return false;
  size_t bytes;
  const char *original = original_of(self, record.name, &bytes);
  if (original != NULL)
    write(&out, original, bytes);
  for (uint32_t i = 0; original == NULL && i < record.count; i++) {
    const uint32_t token = record.tokens[i];
    const char *string = viet_string_at(self, token & VIET_TOKEN_STRING,
                                        &bytes);
    if (i > 0 && (token & VIET_TOKEN_JOINED) == 0)
      write(&out, " ", 1);
    write(&out, string, bytes);
  }
  *result = (viet_name){text, out.bytes, record.entry, record.level};
  return true;
}


void viet_gazetteer_describe (const viet_gazetteer *self,
                              viet_gazetteer_facts *facts) {
  static const viet_level paths[VIET_KEYS] = {
    VIET_EXACT, VIET_PLACEMENT, VIET_TONELESS
  };
  *facts = (viet_gazetteer_facts){
    .version = self->version, .path = paths[self->path],
    .checksum = self->checksum, .names = self->names,
    .entries = viet_gazetteer_entry_count(self),
    .types = viet_gazetteer_type_count(self), .spellings = self->spellings,
    .longest = self->longest, .bytes = (size_t)self->bytes,
    .filter_bytes = viet_part_count(self, VIET_PART_FILTER)
                  * sizeof(uint64_t)
  };
  for (size_t i = 0; i < VIET_LEVELS; i++)
    facts->names_at[i] = self->names_at[i];
}

/* }================================================================== */


/*
** {==================================================================
** Checks
** ===================================================================
*/

static const size_t item_bytes[VIET_PARTS] = {
  sizeof(uint32_t), 1, sizeof(uint32_t), sizeof(viet_word),
  sizeof(uint64_t), sizeof(viet_line), sizeof(uint32_t), sizeof(uint32_t),
  sizeof(uint32_t), sizeof(uint32_t), sizeof(uint32_t), sizeof(uint32_t),
  sizeof(int32_t), sizeof(int32_t), sizeof(int32_t), 1, 1,
  sizeof(viet_text), sizeof(viet_original), 1
};


static bool is_power_of_2 (uint64_t count) {
  return count != 0 && (count & (count - 1)) == 0;
}


/* Are all parts inside of the block, where they may be? */
static bool has_good_parts (const viet_gazetteer *self) {
  for (size_t i = 0; i < VIET_PARTS; i++) {
    const viet_range part = self->parts[i];
    if (part.at % 64 != 0 || part.at < sizeof(*self)
        || part.at > self->bytes
        || part.count > (self->bytes - part.at) / item_bytes[i]
        || part.count > UINT32_MAX)
      return false;
  }
  return true;
}


/* Has each column an item for each entry, or none? */
static bool has_good_columns (const viet_gazetteer *self) {
  const viet_range *parts = self->parts;
  const bool has_one = parts[VIET_PART_FIRST_NAMES].count == 0;
  for (int i = VIET_PART_FIRST_NAMES; i <= VIET_PART_PRIORITIES; i++)
    if (parts[i].count != 0 && parts[i].count != self->entries)
      return false;
  return !has_one || parts[VIET_PART_NAMES].count == self->entries;
}


/* Do the numbers of the header fit together? */
static bool has_good_counts (const viet_gazetteer *self) {
  const viet_range *parts = self->parts;
  const uint64_t strings = parts[VIET_PART_WORDS].count;
  return self->path < VIET_KEYS
      && self->longest <= VIET_MAX_NAME_TOKENS
      && strings <= VIET_MAX_STRINGS
      && parts[VIET_PART_STARTS].count == strings + 1
      && is_power_of_2(parts[VIET_PART_SLOTS].count)
      && is_power_of_2(parts[VIET_PART_FILTER].count)
      && self->filter_shift > 0 && self->filter_shift < 64
      && parts[VIET_PART_FILTER].count
         == UINT64_C(1) << (64 - self->filter_shift)
      && parts[VIET_PART_LINES].count > 0
      && self->line_limit <= VIET_MAX_PROBES
      && self->slot_limit <= VIET_MAX_PROBES;
}


viet_status viet_gazetteer_check (const void *block, size_t bytes,
                                  bool verify,
                                  const viet_gazetteer **result) {
  const viet_gazetteer *self = block;
  *result = NULL;
  if (bytes < 16 || memcmp(self->magic, VIET_GAZETTEER_MAGIC, 8) != 0)
    return VIET_ENOTOURS;
  if (self->order != VIET_GAZETTEER_ORDER)
    return VIET_EORDER;
  if (self->version != VIET_GAZETTEER_VERSION)
    return VIET_EVERSION;
  if (bytes < sizeof(*self) || self->bytes != bytes
      || self->own_checksum
         != viet_checksum(0, self, offsetof(viet_gazetteer, own_checksum))
      || !has_good_parts(self) || !has_good_counts(self)
      || !has_good_columns(self))
    return VIET_EDAMAGED;
  if (verify
      && self->checksum != viet_checksum(self->seed, self + 1,
                                         bytes - sizeof(*self)))
    return VIET_EDAMAGED;
  *result = self;
  return VIET_OK;
}

/* }================================================================== */
