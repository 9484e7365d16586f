/*
** charset_encode.c
** Encoding, and what it would lose. The text is first brought into NFC, so
** that a letter is one code point; each is then looked up. A character is
** lost if what is written for it reads as another one.
*/

#include "text/charset.h"

#include <string.h>

#include "text/bytes.h"
#include "text/letter.h"
#include "text/unicode.h"
#include "text/utf8.h"

typedef struct encoder {
  const viet_encoding *rules;
  const viet_charset_table *table;
  const viet_allocator *allocator;
  const char *source;     /* the caller's text */
  size_t source_bytes;
  char *text;             /* in NFC */
  size_t bytes;
  viet_alignment *alignment;  /* source to text */
  size_t at;              /* everything before it is encoded */
  uint32_t before;        /* the code point before it, 0 at the start */
} encoder;

/* One character of the text, and what is written for it. */
typedef struct unit {
  size_t first;           /* bytes of the text */
  char code[VIET_CODE_BYTES];
  size_t bytes;           /* of the code */
  bool is_lost;
  char becomes[8];        /* if so, what the code reads as; NUL behind */
} unit;


/*
** {==================================================================
** Codes of tables
** ===================================================================
*/

/* The number of a letter, or VIET_LETTERS if it is none. */
static size_t letter_number (uint32_t code_point) {
  if (code_point >= 0xC0 && code_point <= 0x1B0)
    return viet_charset_numbers[code_point - 0xC0];
  if (code_point >= 0x1EA0 && code_point <= 0x1EF9)
    return viet_charset_numbers[code_point - 0x1EA0 + 0x1B1 - 0xC0];
  return VIET_LETTERS;
}


/* Writes the code of a letter, exact or not; 0 if it is none. */
static size_t letter_code (const encoder *self, uint32_t code_point,
                           char *code) {
  const uint8_t (*letters)[2] = self->rules->apart && self->table->apart
                              ? self->table->apart : self->table->letters;
  size_t number = letters ? letter_number(code_point) : VIET_LETTERS;
  if (number == VIET_LETTERS)
    return 0;
  memcpy(code, letters[number], 2);
  return letters[number][1] ? 2 : 1;
}


static uint32_t meaning_of (const viet_code *code) {
  uint32_t point = VIET_NO_CODE_POINT;
  if (code->bytes > 0)
    viet_utf8_decode((const char *)code->utf8, code->bytes, &point);
  return point;
}


/* The single byte that means 'code_point'; 256 if there is none. */
static unsigned byte_of (const viet_charset_table *table,
                         uint32_t code_point) {
  if (code_point < 0x80 && meaning_of(&table->codes[code_point])
                           == code_point)
    return code_point;
  char utf8[4];
  size_t bytes = code_point < 0x10000 ? viet_utf8_encode(utf8, code_point)
               : 0;
  for (unsigned i = 256; i-- > 0 && bytes > 0; ) {
    const viet_code *code = viet_charset_single(table, (unsigned char)i);
    if (code->bytes == bytes && memcmp(code->utf8, utf8, bytes) == 0)
      return i;
  }
  return 256;
}


/* The byte of a base that makes 'code_point' with a mark; 256 if there is
** none. */
static unsigned base_of (const viet_charset_table *table,
                         uint32_t code_point, uint32_t mark) {
  for (unsigned byte = 0; byte < 256; byte++)
    if (table->codes[byte].bytes > 0
        && viet_unicode_compose(meaning_of(&table->codes[byte]), mark)
           == code_point)
      return byte;
  return 256;
}


/* Writes a character such as ǹ as a base and a combining mark, if the
** charset has both; 0 if not. */
static size_t composed_code (const viet_charset_table *table,
                             uint32_t code_point, char *code) {
  uint32_t parts[VIET_DECOMPOSED];
  if (table->alone == 0)
    return 0;  /* no combining marks? */
  size_t count = viet_unicode_decompose(code_point, false, parts);
  for (size_t i = 1; i < count; i++) {
    unsigned mark = byte_of(table, parts[i]);
    if (mark == 256
        || !viet_charset_is_combining(table, (unsigned char)mark))
      continue;
    unsigned base = base_of(table, code_point, parts[i]);
    if (base == 256)
      continue;
    code[0] = (char)base;
    code[1] = (char)mark;
    return 2;
  }
  return 0;
}


static size_t table_code (const encoder *self, uint32_t code_point,
                          char *code) {
  size_t bytes = letter_code(self, code_point, code);
  if (bytes > 0)
    return bytes;
  unsigned byte = byte_of(self->table, code_point);
  if (byte == 256)
    return composed_code(self->table, code_point, code);
  code[0] = (char)byte;
  return 1;
}


/* Does a code of a letter read as another one? Then '*found' tells which. */
static bool reads_otherwise (const encoder *self, uint32_t code_point,
                             unit *found) {
  const viet_code *code;
  if (self->table->letters == NULL
      || letter_number(code_point) == VIET_LETTERS)
    return false;
  viet_charset_read(self->table, (const unsigned char *)found->code,
                    found->bytes, &code);
  memcpy(found->becomes, code->utf8, code->bytes);
  return meaning_of(code) != code_point;
}

/* }================================================================== */


/*
** {==================================================================
** What comes nearest
** ===================================================================
*/

/* The ASCII character that is used for a quote or a dash, or 0. */
static char plain_punctuation (uint32_t c) {
  if ((c >= 0x2018 && c <= 0x201B) || c == 0x2032 || c == 0x2039
      || c == 0x203A)
    return '\'';
  if ((c >= 0x201C && c <= 0x201F) || c == 0x2033 || c == 0xAB
      || c == 0xBB)
    return '"';
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ? '-' : 0;
}


/* Writes ASCII that stands for a character, such as "n" for ñ, "..." for
** the ellipsis, "?" if nothing does; returns its bytes, 1 to 3. */
static size_t nearest (uint32_t code_point, char ascii[3]) {
  uint32_t parts[VIET_DECOMPOSED];
  size_t bytes = 0, left = 0;
  ascii[0] = plain_punctuation(code_point);
  if (ascii[0])
    return 1;
  if ((code_point | 1) == VIET_D_STROKE)  /* Đ, đ */
    ascii[bytes++] = code_point == VIET_D_STROKE ? 'd' : 'D';
  else
    left = viet_unicode_decompose(code_point, true, parts);
  for (size_t i = 0; i < left; i++) {
    if (viet_unicode_combining(parts[i]) > 0)
      continue;
    if (parts[i] >= 0x80 || bytes == 3)
      left = bytes = 0;
    else
      ascii[bytes++] = (char)parts[i];
  }
  if (bytes == 0)
    ascii[bytes++] = '?';
  return bytes;
}

/* }================================================================== */


/*
** {==================================================================
** One character
** ===================================================================
*/

/* The code of a character that stands at 'at' and ends at 'end'. */
static size_t find_code (const encoder *self, uint32_t code_point,
                         size_t end, char *code) {
  const char *rest = self->text + end;
  size_t left = self->bytes - end;
  if (self->table->codes)
    return table_code(self, code_point, code);
  if (self->rules->charset == VIET_VIQR)
    return viet_encode_viqr(self->before, code_point, rest, left, code);
  return viet_encode_ncr(code_point, rest, left, code);
}


/* Writes what comes nearest to a character that has no code. */
static void replace (encoder *self, uint32_t code_point, unit *found) {
  char ascii[3];
  size_t count = nearest(code_point, ascii);
  found->is_lost = true;
  for (size_t i = 0; i < count; i++) {
    char c = ascii[i];
    char *code = found->code + found->bytes;
    size_t bytes = find_code(self, (unsigned char)c, self->at, code);
    if (bytes == 0) {  /* taken for a letter, as ~ in isc? */
      c = '?';
      bytes = find_code(self, '?', self->at, code);
    }
    found->bytes += bytes;
    found->becomes[i] = c;
    self->before = (unsigned char)c;
  }
  found->becomes[count] = '\0';
}


/* Reads the next character and finds its code. */
static unit next_unit (encoder *self) {
  uint32_t c;
  unit found = {.first = self->at};
  self->at += viet_utf8_decode(self->text + self->at,
                               self->bytes - self->at, &c);
  found.bytes = find_code(self, c, self->at, found.code);
  if (found.bytes == 0) {
    replace(self, c, &found);
  } else {
    self->before = c;
    found.is_lost = self->table->codes && reads_otherwise(self, c, &found);
  }
  return found;
}

/* }================================================================== */


/*
** {==================================================================
** Texts
** ===================================================================
*/

/* Brings the text into NFC; '*bad' is where it is not UTF-8. */
static viet_status start (encoder *self, const viet_encoding *rules,
                          const char *text, size_t bytes,
                          const viet_allocator *allocator, size_t *bad) {
  static const viet_rules nfc = {.form = VIET_NFC};
  *self = (encoder){.rules = rules, .allocator = allocator,
                    .source = text, .source_bytes = bytes};
  if ((unsigned)rules->charset >= VIET_CHARSETS)
    return VIET_EINVAL;
  self->table = &viet_charset_tables[rules->charset];
  viet_status status = viet_normalize(&nfc, text, bytes, allocator,
                                      &self->text, &self->bytes,
                                      &self->alignment);
  if (status == VIET_EUTF8)
    *bad = self->bytes;
  return status;
}


static void finish (encoder *self) {
  if (self->text)
    viet_free(self->allocator, self->text, self->bytes + 1);
  if (self->alignment)
    viet_free(self->allocator, self->alignment,
              viet_alignment_bytes(self->alignment));
}


/* The source bytes of the character that starts at 'first'. */
static void find_source (const encoder *self, size_t first, size_t *from,
                         size_t *end) {
  *from = first;
  *end = self->at;
  viet_alignment_to_source(self->alignment, from, end);
}


/* Copies ASCII that is written as it is, up to anything else. */
static viet_status copy_ascii (encoder *self, viet_vector *out) {
  const viet_code *codes = self->table->codes;
  size_t end = self->at;
  while (codes && end < self->bytes) {
    unsigned char c = (unsigned char)self->text[end];
    if (c >= 0x80 || codes[c].bytes != 1 || codes[c].utf8[0] != c)
      break;
    end++;
  }
  size_t count = end - self->at;
  viet_status status = viet_vector_reserve(out, count + VIET_CODE_BYTES, 1,
                                           self->allocator);
  if (status != VIET_OK)
    return status;
  if (count > 0)
    memcpy((char *)out->items + out->count, self->text + self->at, count);
  out->count += count;
  self->at = end;
  return VIET_OK;
}


/* Fills 'out'; on VIET_ECHARSET '*bad' is where the source is lost. */
static viet_status encode (encoder *self, viet_vector *out, size_t *bad) {
  for (;;) {
    viet_status status = copy_ascii(self, out);
    if (status != VIET_OK || self->at == self->bytes)
      return status;
    unit next = next_unit(self);
    if (next.is_lost && !self->rules->lossy) {
      size_t end;
      find_source(self, next.first, bad, &end);
      return VIET_ECHARSET;
    }
    memcpy((char *)out->items + out->count, next.code, next.bytes);
    out->count += next.bytes;
    if (out->count > VIET_MAX_BYTES)
      return VIET_ETOOLONG;
  }
}


viet_status viet_encode (const viet_encoding *rules,
                         const char *text, size_t bytes,
                         const viet_allocator *allocator,
                         char **result, size_t *result_bytes) {
  encoder self;
  viet_vector out = {0};
  *result = NULL;
  *result_bytes = 0;
  viet_status status = start(&self, rules, text, bytes, allocator,
                             result_bytes);
  if (status == VIET_OK && rules->charset == VIET_UTF_8) {
    *result = self.text;
    *result_bytes = self.bytes;
    self.text = NULL;
  } else if (status == VIET_OK) {
    status = encode(&self, &out, result_bytes);
    if (status == VIET_OK)
      status = viet_bytes_take(&out, allocator, result, result_bytes);
    viet_vector_free(&out, 1, allocator);
  }
  finish(&self);
  return status;
}


/*
** A letter may lose several of its marks, which have one source where their
** order was not canonical: that is one loss, which becomes all that they
** do, as far as there is room.
*/
static bool join_loss (viet_vector *losses, const unit *lost, size_t first) {
  if (losses->count == 0)
    return false;
  viet_loss *last = (viet_loss *)losses->items + losses->count - 1;
  if (last->first != first)
    return false;
  size_t length = strlen(last->becomes), more = strlen(lost->becomes);
  if (length + more < sizeof(last->becomes))
    memcpy(last->becomes + length, lost->becomes, more + 1);
  return true;
}


static viet_status add_loss (const encoder *self, const unit *lost,
                             viet_vector *losses) {
  size_t first, end;
  find_source(self, lost->first, &first, &end);
  if (join_loss(losses, lost, first))
    return VIET_OK;
  viet_status status = viet_vector_reserve(losses, 1, sizeof(viet_loss),
                                           self->allocator);
  if (status != VIET_OK)
    return status;
  viet_loss *loss = (viet_loss *)losses->items + losses->count++;
  loss->first = (uint32_t)first;
  loss->end = (uint32_t)end;
  memcpy(loss->becomes, lost->becomes, sizeof(loss->becomes));
  return VIET_OK;
}


static viet_status find_losses (encoder *self, viet_vector *losses) {
  viet_status status = VIET_OK;
  if (self->rules->charset == VIET_UTF_8)
    return VIET_OK;
  while (self->at < self->bytes && status == VIET_OK) {
    unit next = next_unit(self);
    if (next.is_lost)
      status = add_loss(self, &next, losses);
  }
  return status;
}


/* Cuts the block of losses to its size; NULL if there are none. */
static viet_status take_losses (viet_vector *found, viet_loss **losses,
                                size_t *count,
                                const viet_allocator *allocator) {
  if (found->count == 0)
    return VIET_OK;
  viet_loss *block = allocator->resize(
    allocator->context, found->items, found->capacity * sizeof(*block),
    found->count * sizeof(*block));
  if (block == NULL)
    return VIET_ENOMEM;
  *losses = block;
  *count = found->count;
  *found = (viet_vector){0};
  return VIET_OK;
}


viet_status viet_losses (const viet_encoding *rules,
                         const char *text, size_t bytes,
                         const viet_allocator *allocator,
                         viet_loss **losses, size_t *count) {
  encoder self;
  viet_vector found = {0};
  *losses = NULL;
  *count = 0;
  viet_status status = start(&self, rules, text, bytes, allocator, count);
  if (status == VIET_OK)
    status = find_losses(&self, &found);
  if (status == VIET_OK)
    status = take_losses(&found, losses, count, allocator);
  viet_vector_free(&found, sizeof(viet_loss), allocator);
  finish(&self);
  return status;
}

/* }================================================================== */
