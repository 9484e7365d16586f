/*
** charset.c
** Decoding. Bytes go through a table (charset.h), or through the decoder
** of VIQR or of references, to UTF-8; a text with loose combining marks is
** brought into NFC afterwards. Without an alignment the loop over a table
** only copies and counts; with one, each unit is handed to the output.
*/

#include "text/charset.h"

#include <string.h>

#include "text/alignment.h"
#include "text/bytes.h"
#include "text/utf8.h"

/* bytes that are decoded between two looks at the room that is left */
#define BLOCK ((size_t)1 << 15)

typedef struct decoder {
  const viet_decoding *rules;
  const viet_charset_table *table;
  const unsigned char *text;
  size_t bytes;
  size_t at;           /* everything before it is decoded */
  uint32_t pair;       /* the code of a pair of which the byte there is the
                          second, or 0; without alignment */
  bool loose;          /* may the result not be in NFC? */
  viet_output output;
} decoder;


const char *viet_charset_name (viet_charset self) {
  return viet_charset_tables[self].name;
}


bool viet_charset_find (const char *name, viet_charset *charset) {
  for (int i = 0; i < VIET_CHARSETS; i++)
    if (strcmp(viet_charset_tables[i].name, name) == 0) {
      *charset = (viet_charset)i;
      return true;
    }
  return false;
}


/*
** {==================================================================
** Tables, without alignment
** ===================================================================
*/

/* Writes a code, and a byte more; returns the end of the code. */
static inline unsigned char *put_code (unsigned char *out,
                                       const viet_code *code) {
  memcpy(out, code, sizeof(*code));
  return out + code->bytes;
}


/* All bits where a condition holds. */
static inline uint32_t mask_of (bool holds) {
  return 0u - (uint32_t)holds;
}


/* The bytes of a viet_code that is held in an integer. */
static inline uint32_t bytes_of (uint32_t held) {
  viet_code code;
  memcpy(&code, &held, sizeof(code));
  return code.bytes;
}


/* One byte, one character. */
static unsigned char *decode_single (decoder *self, size_t end,
                                     unsigned char *out) {
  const viet_code *codes = self->table->codes;
  const unsigned char *text = self->text;
  size_t at = self->at;
  for (; at < end; at++) {
    const viet_code *code = &codes[text[at]];
    if (code->bytes == 0)
      break;
    out = put_code(out, code);
  }
  self->at = at;
  return out;
}


/*
** The same where two bytes may be a pair; there must be a byte at 'end'.
** The only branch is for bytes without a code, which are rare: a second
** byte has none either, but then nothing is written for it.
*/
static unsigned char *decode_pairs (decoder *self, size_t end,
                                    unsigned char *out) {
  const viet_charset_table *table = self->table;
  const unsigned char *text = self->text;
  uint32_t before = self->pair, pair, code;
  unsigned now = text[self->at];
  size_t at = self->at;
  while (at < end) {
    const unsigned next = text[at + 1];
    memcpy(&pair, &table->pairs[table->leads[now] + table->marks[next]],
           sizeof(pair));
    memcpy(&code, &table->codes[now], sizeof(code));
    code = pair | (code & mask_of(pair == 0));
    if ((code | before) == 0)
      break;
    memcpy(out, &code, sizeof(code));
    out += bytes_of(code);
    before = pair;
    now = next;
    at++;
  }
  self->pair = before;
  self->at = at;
  return out;
}


/* Decodes up to 'end' or a byte without a code; returns the end of what it
** wrote. The last byte of a text of pairs is no lead. */
static unsigned char *decode_some (decoder *self, size_t end,
                                   unsigned char *out) {
  if (self->table->pairs == NULL)
    return decode_single(self, end, out);
  size_t most = end < self->bytes ? end : self->bytes - 1;
  out = decode_pairs(self, most, out);
  if (self->at < most || most == end)
    return out;
  if (self->pair) {  /* read already? */
    self->pair = 0;
    self->at++;
    return out;
  }
  return decode_single(self, end, out);
}


/* A byte without a code: a mark alone, or bad. */
static viet_status decode_rest (decoder *self, unsigned char **out) {
  static const viet_code replacement = {{0xEF, 0xBF, 0xBD}, 3};
  const unsigned char byte = self->text[self->at];
  const viet_code *code = viet_charset_single(self->table, byte);
  if (code->bytes > 0)
    self->loose = true;
  else if (!self->rules->replace_invalid)
    return VIET_ECHARSET;
  else
    code = &replacement;
  *out = put_code(*out, code);
  self->pair = 0;
  self->at++;
  return VIET_OK;
}


static viet_status decode_block (decoder *self) {
  viet_vector *result = &self->output.bytes;
  size_t left = self->bytes - self->at;
  size_t end = self->at + (left < BLOCK ? left : BLOCK);
  viet_status status = viet_vector_reserve(result, 3 * (end - self->at) + 8,
                                           1, self->output.allocator);
  if (status != VIET_OK)
    return status;
  unsigned char *start = (unsigned char *)result->items + result->count;
  unsigned char *out = decode_some(self, end, start);
  if (self->at < end)
    status = decode_rest(self, &out);
  result->count += (size_t)(out - start);
  return result->count > VIET_MAX_BYTES ? VIET_ETOOLONG : status;
}


/* Most text grows by a third. */
static viet_status decode_plain (decoder *self) {
  const viet_allocator *allocator = self->output.allocator;
  size_t guess = self->bytes + self->bytes / 2;
  viet_status status = viet_vector_reserve(&self->output.bytes, guess, 1,
                                           allocator);
  while (status == VIET_OK && self->at < self->bytes)
    status = decode_block(self);
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Tables, with alignment
** ===================================================================
*/

/* Where the bytes that stand for themselves end, from 'at' on. */
static size_t skip_same (const decoder *self, size_t at) {
  while (at < self->bytes) {
    const viet_code *code;
    size_t length = viet_charset_read(self->table, self->text + at,
                                      self->bytes - at, &code);
    if (length != 1 || code->bytes != 1
        || code->utf8[0] != self->text[at])
      break;
    at++;
  }
  return at;
}


static viet_status decode_unit (decoder *self) {
  const viet_code *code;
  uint32_t point = VIET_REPLACEMENT;
  size_t first = self->at;
  size_t length = viet_charset_read(self->table, self->text + first,
                                    self->bytes - first, &code);
  if (code->bytes > 0)
    viet_utf8_decode((const char *)code->utf8, code->bytes, &point);
  else if (!self->rules->replace_invalid)
    return VIET_ECHARSET;
  if (length == 1
      && viet_charset_is_combining(self->table, self->text[first]))
    self->loose = true;
  self->at += length;
  return viet_output_write(&self->output, first, self->at, &point, 1);
}


static viet_status decode_aligned (decoder *self) {
  viet_status status = VIET_OK;
  while (status == VIET_OK && self->at < self->bytes) {
    size_t same = skip_same(self, self->at);
    status = viet_output_copy(&self->output, self->at, same);
    self->at = same;
    if (status == VIET_OK && same < self->bytes)
      status = decode_unit(self);
  }
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Loose marks
** ===================================================================
*/

/* Replaces '*first' by the alignment of both changes. */
static viet_status join_alignments (viet_alignment **first,
                                    const viet_alignment *second,
                                    const viet_allocator *allocator) {
  viet_alignment *joined;
  viet_status status = viet_alignment_join(*first, second, allocator,
                                           &joined);
  if (status != VIET_OK)
    return status;
  viet_free(allocator, *first, viet_alignment_bytes(*first));
  *first = joined;
  return VIET_OK;
}


/* Brings a result into NFC; all of its parts stay the caller's. */
static viet_status compose (char **result, size_t *bytes,
                            viet_alignment **alignment,
                            const viet_allocator *allocator) {
  static const viet_rules nfc = {.form = VIET_NFC};
  char *composed;
  size_t composed_bytes;
  viet_alignment *second = NULL;
  viet_status status = viet_normalize(&nfc, *result, *bytes, allocator,
                                      &composed, &composed_bytes,
                                      alignment ? &second : NULL);
  if (status != VIET_OK)
    return status;
  if (alignment) {
    status = join_alignments(alignment, second, allocator);
    viet_free(allocator, second, viet_alignment_bytes(second));
  }
  if (status != VIET_OK) {
    viet_free(allocator, composed, composed_bytes + 1);
    return status;
  }
  viet_free(allocator, *result, *bytes + 1);
  *result = composed;
  *bytes = composed_bytes;
  return VIET_OK;
}

/* }================================================================== */


static viet_status decode (decoder *self) {
  const char *text = (const char *)self->text;
  viet_output *output = &self->output;
  viet_status status;
  if (self->table->codes) {
    status = output->aligned ? decode_aligned(self) : decode_plain(self);
  } else {
    self->loose = self->rules->charset == VIET_NCR;
    status = self->loose
           ? viet_decode_ncr(self->rules, text, self->bytes, output)
           : viet_decode_viqr(self->rules, text, self->bytes, output);
    self->at = output->source;
  }
  return status;
}


/* Decodes and fills the results; on failure they may be half-made. */
static viet_status run (decoder *self, char **result, size_t *result_bytes,
                        viet_alignment **alignment) {
  viet_output *output = &self->output;
  viet_status status = decode(self);
  if (status == VIET_ECHARSET || status == VIET_EUTF8)
    *result_bytes = self->at;
  if (status == VIET_OK)
    status = viet_bytes_take(&output->bytes, output->allocator, result,
                             result_bytes);
  if (status == VIET_OK && alignment)
    status = viet_alignment_build(&output->units, self->bytes,
                                  *result_bytes, output->allocator,
                                  alignment);
  if (status == VIET_OK && self->loose)
    status = compose(result, result_bytes, alignment, output->allocator);
  return status;
}


/* Decodes what is not UTF-8. */
static viet_status run_clean (decoder *self, char **result,
                              size_t *result_bytes,
                              viet_alignment **alignment) {
  const viet_allocator *allocator = self->output.allocator;
  viet_status status = run(self, result, result_bytes, alignment);
  viet_vector_free(&self->output.bytes, 1, allocator);
  viet_units_free(&self->output.units, allocator);
  if (status == VIET_OK)
    return VIET_OK;
  if (*result)
    viet_free(allocator, *result, *result_bytes + 1);
  *result = NULL;
  if (alignment && *alignment) {
    viet_free(allocator, *alignment, viet_alignment_bytes(*alignment));
    *alignment = NULL;
  }
  return status;
}


viet_status viet_decode (const viet_decoding *rules,
                         const char *text, size_t bytes,
                         const viet_allocator *allocator,
                         char **result, size_t *result_bytes,
                         viet_alignment **alignment) {
  *result = NULL;
  *result_bytes = 0;
  if (alignment)
    *alignment = NULL;
  if (bytes > VIET_MAX_BYTES)
    return VIET_ETOOLONG;
  if ((unsigned)rules->charset >= VIET_CHARSETS)
    return VIET_EINVAL;
  if (rules->charset == VIET_UTF_8) {
    const viet_rules nfc = {.form = VIET_NFC,
                            .replace_invalid = rules->replace_invalid};
    return viet_normalize(&nfc, text, bytes, allocator, result,
                          result_bytes, alignment);
  }
  decoder self = {
    .rules = rules, .table = &viet_charset_tables[rules->charset],
    .text = (const unsigned char *)text, .bytes = bytes,
    .output = {.allocator = allocator, .text = text,
               .aligned = alignment != NULL}
  };
  return run_clean(&self, result, result_bytes, alignment);
}
