/*
** alignment.c
** See alignment.h. Both directions are the same search: a byte of one text
** is in the unit with a number, and the unit of the same number is what it
** became in the other.
*/

#include "text/alignment.h"

#include <string.h>

typedef enum side { SOURCE, RESULT } side;

/* words of a group, for which there is a count */
#define GROUP 8

/* One of the texts of an alignment. */
typedef struct row {
  const uint64_t *bits;     /* where units start */
  const uint32_t *before;   /* how many do before each group */
  size_t bytes;
  size_t units;
} row;


/*
** {==================================================================
** Memory
** ===================================================================
*/

static size_t words_of (size_t bytes) {
  return bytes / 64 + 1;
}


static size_t groups_of (size_t bytes) {
  return bytes / (64 * GROUP) + 1;
}


/* Is each byte a unit in both texts? */
static bool is_plain (const viet_alignment *self) {
  return self->units == self->source_bytes
      && self->units == self->result_bytes;
}


static size_t bits_bytes (const viet_alignment *self) {
  return (words_of(self->source_bytes) * (1 + self->deletes)
          + words_of(self->result_bytes)) * sizeof(uint64_t);
}


size_t viet_alignment_bytes (const viet_alignment *self) {
  if (is_plain(self)) return sizeof(viet_alignment);
  return sizeof(viet_alignment) + bits_bytes(self)
       + (groups_of(self->source_bytes) + groups_of(self->result_bytes))
         * sizeof(uint32_t);
}


static row row_of (const viet_alignment *self, side in) {
  const uint64_t *bits = (const uint64_t *)(self + 1);
  const uint32_t *before =
    (const uint32_t *)(const void *)((const char *)bits + bits_bytes(self));
  if (in == SOURCE)
    return (row){bits, before, self->source_bytes, self->units};
  return (row){bits + words_of(self->source_bytes),
               before + groups_of(self->source_bytes), self->result_bytes,
               self->units};
}


/* The bits of what is deleted, or NULL. */
static const uint64_t *deleted_of (const viet_alignment *self) {
  if (!self->deletes) return NULL;
  return (const uint64_t *)(self + 1) + words_of(self->source_bytes)
       + words_of(self->result_bytes);
}

/* }================================================================== */


/*
** {==================================================================
** Bits
** ===================================================================
*/

static size_t count_bits (uint64_t bits) {
  bits -= bits >> 1 & UINT64_C(0x5555555555555555);
  bits = (bits & UINT64_C(0x3333333333333333))
       + (bits >> 2 & UINT64_C(0x3333333333333333));
  bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (size_t)(bits * UINT64_C(0x0101010101010101) >> 56);
}


static size_t count_all (const uint64_t *words, size_t count) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++) found += count_bits(words[i]);
  return found;
}


static bool is_set (const uint64_t *words, size_t at) {
  return (words[at / 64] >> at % 64 & 1) != 0;
}


/* The bit that 'rank' lower ones are set below; 'bits' has as many. */
static size_t find_bit (uint64_t bits, size_t rank) {
  while (rank-- > 0) bits &= bits - 1;
  return count_bits(~bits & (bits - 1));
}


/* The first bit from 'at' on, below 'end', that is set, or 'end'. */
static size_t next_bit (const uint64_t *words, size_t at, size_t end) {
  while (at < end) {
    const uint64_t bits = words[at / 64] >> at % 64;
    const size_t found = bits ? at + find_bit(bits, 0) : (at | 63) + 1;
    if (bits) return found < end ? found : end;
    at = found;
  }
  return end;
}

/* }================================================================== */


/*
** {==================================================================
** Building
** ===================================================================
*/

static void copy_words (uint64_t **to, const viet_vector *bits,
                        size_t bytes) {
  const size_t words = words_of(bytes);
  memcpy(*to, bits->items, words * sizeof(uint64_t));
  *to += words;
}


/* Counts the units before each group; returns all of them. */
static size_t count_groups (uint32_t *before, const uint64_t *words,
                            size_t count) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++) {
    if (i % GROUP == 0) before[i / GROUP] = (uint32_t)found;
    found += count_bits(words[i]);
  }
  return found;
}


viet_status viet_alignment_build (viet_units *units, size_t source_bytes,
                                  size_t result_bytes,
                                  const viet_allocator *allocator,
                                  viet_alignment **result) {
  *result = NULL;
  viet_status status = viet_units_reserve(units, source_bytes,
                                          result_bytes, allocator);
  if (status != VIET_OK) return status;
  const viet_alignment made = {
    source_bytes, result_bytes,
    count_all(units->source.items, words_of(source_bytes)),
    units->deleted.count > 0
  };
  viet_alignment *self = allocator->resize(allocator->context, NULL, 0,
                                           viet_alignment_bytes(&made));
  if (self == NULL) return VIET_ENOMEM;
  *self = made;
  *result = self;
  if (is_plain(self)) return VIET_OK;
  uint64_t *bits = (uint64_t *)(self + 1);
  copy_words(&bits, &units->source, source_bytes);
  copy_words(&bits, &units->result, result_bytes);
  if (self->deletes) copy_words(&bits, &units->deleted, source_bytes);
  uint32_t *before = (uint32_t *)(void *)bits;
  count_groups(before, units->source.items, words_of(source_bytes));
  count_groups(before + groups_of(source_bytes), units->result.items,
               words_of(result_bytes));
  return VIET_OK;
}

/* }================================================================== */


/*
** {==================================================================
** Spans
** ===================================================================
*/

/* How many units start before byte 'at', which may be the end. */
static size_t units_before (const row *in, size_t at) {
  const size_t word = at / 64, first = word - word % GROUP;
  return in->before[word / GROUP]
       + count_all(in->bits + first, word - first)
       + count_bits(in->bits[word] & viet_low_bits(at % 64));
}


/* Where a unit starts; behind the last one is the end of the text. */
static size_t start_of (const row *in, size_t unit) {
  if (unit >= in->units) return in->bytes;
  size_t low = 0, high = groups_of(in->bytes);
  while (high - low > 1) {  /* before[low] <= unit */
    const size_t middle = low + (high - low) / 2;
    if (in->before[middle] <= unit) low = middle;
    else high = middle;
  }
  size_t word = low * GROUP, rank = unit - in->before[low];
  for (size_t count; (count = count_bits(in->bits[word])) <= rank; word++)
    rank -= count;
  return word * 64 + find_bit(in->bits[word], rank);
}


/* Where what became of byte 'at' of the source starts, or ends. */
static size_t to_result (const viet_alignment *self, size_t at, bool past) {
  const row source = row_of(self, SOURCE), result = row_of(self, RESULT);
  const uint64_t *deleted = deleted_of(self);
  if (deleted && is_set(deleted, at))
    return start_of(&result, units_before(&source, at));
  return start_of(&result, units_before(&source, at + 1) - 1 + past);
}


/* The same for byte 'at' of the result. Its unit ends before what was
** deleted behind it. */
static size_t to_source (const viet_alignment *self, size_t at, bool past) {
  const row source = row_of(self, SOURCE), result = row_of(self, RESULT);
  const uint64_t *deleted = deleted_of(self);
  const size_t unit = units_before(&result, at + 1) - 1;
  const size_t first = start_of(&source, unit);
  if (!past) return first;
  const size_t end = start_of(&source, unit + 1);
  return deleted ? next_bit(deleted, first, end) : end;
}


static size_t map_byte (const viet_alignment *self, side from, size_t at,
                        bool past) {
  if (is_plain(self)) return at + past;
  return from == SOURCE ? to_result(self, at, past)
                        : to_source(self, at, past);
}


/* A span that goes past the end of its text is cut there. */
static void map (const viet_alignment *self, side from, size_t *first,
                 size_t *end) {
  const size_t bytes = from == SOURCE ? self->source_bytes
                                      : self->result_bytes;
  if (*end > bytes) *end = bytes;
  const bool empty = *first >= *end;
  const size_t last = *end - 1;
  if (*first < bytes) *first = map_byte(self, from, *first, false);
  else *first = from == SOURCE ? self->result_bytes : self->source_bytes;
  *end = empty ? *first : map_byte(self, from, last, true);
}


void viet_alignment_to_source (const viet_alignment *self,
                               size_t *first, size_t *end) {
  map(self, RESULT, first, end);
}


void viet_alignment_to_result (const viet_alignment *self,
                               size_t *first, size_t *end) {
  map(self, SOURCE, first, end);
}

/* }================================================================== */


/*
** {==================================================================
** Two changes
** ===================================================================
*/

static bool starts_unit (const viet_alignment *self, side in, size_t at) {
  return is_plain(self) || is_set(row_of(self, in).bits, at);
}


static size_t next_start (const viet_alignment *self, side in, size_t at) {
  const row text = row_of(self, in);
  return is_plain(self) ? at : next_bit(text.bits, at, text.bytes);
}


/* A unit of both starts where one of each starts in the text between. */
static void join_units (const viet_alignment *first,
                        const viet_alignment *second, viet_units *units) {
  size_t source = 0, result = 0;
  for (size_t at = 0; at < second->source_bytes; at++) {
    const bool of_first = starts_unit(first, RESULT, at);
    const bool of_second = starts_unit(second, SOURCE, at);
    if (of_first) source = next_start(first, SOURCE, source);
    if (of_second) result = next_start(second, RESULT, result);
    if (of_first && of_second) {
      viet_bits_put(&units->source, source, 1);
      viet_bits_put(&units->result, result, 1);
    }
    source += of_first;
    result += of_second;
  }
}


viet_status viet_alignment_join (const viet_alignment *first,
                                 const viet_alignment *second,
                                 const viet_allocator *allocator,
                                 viet_alignment **result) {
  viet_units units = {0};
  *result = NULL;
  viet_status status = viet_units_reserve(&units, first->source_bytes,
                                          second->result_bytes, allocator);
  if (status == VIET_OK) {
    join_units(first, second, &units);
    status = viet_alignment_build(&units, first->source_bytes,
                                  second->result_bytes, allocator, result);
  }
  viet_units_free(&units, allocator);
  return status;
}

/* }================================================================== */
