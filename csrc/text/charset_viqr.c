/*
** charset_viqr.c
** VIQR (RFC 1456): Vietnamese in ASCII. A vowel may have one sign of its
** mark, then one of its tone; "dd" is đ; a backslash takes a sign literally.
**
**     "Vie^.t Nam\."    V i e^. t ' ' N a m \.      Việt Nam.
**
** The signs . ? ' are punctuation too. In text that was typed without
** backslashes ('smart') a word is read as a whole: its signs are marks if
** that makes a syllable, and . or ? at the end of a line is punctuation.
**
** RFC 1456 knows no bytes above 7F; those that Windows has for quotes and
** dashes (80 to 9F) are kept, as converters do.
*/

#include "text/charset.h"

#include <string.h>

#include "text/syllable.h"
#include "text/utf8.h"

/* what a backslash may stand before */
static const char escapable[] = "^(+'`?~.dD\\";

typedef struct reader {
  const viet_decoding *rules;
  const char *text;
  size_t bytes;
  size_t at;          /* everything before it is read */
  size_t copied;      /* everything before it is written */
  viet_output *output;
} reader;


/*
** {==================================================================
** Letters
** ===================================================================
*/

static bool is_escapable (unsigned char c) {
  return c != '\0' && c < 0x80 && strchr(escapable, c) != NULL;
}


static bool is_ascii_letter (unsigned char c) {
  unsigned lower = c | 0x20u;
  return lower >= 'a' && lower <= 'z';
}


/* The vowel mark that a sign gives to a vowel. */
static viet_vowel_mark mark_of (uint16_t base, unsigned char sign) {
  switch (sign) {
    case '(': return base == 'a' ? VIET_BREVE : VIET_PLAIN;
    case '+': return base == 'o' || base == 'u' ? VIET_HORN : VIET_PLAIN;
    case '^': return base == 'a' || base == 'e' || base == 'o'
                   ? VIET_CIRCUMFLEX : VIET_PLAIN;
    default: return VIET_PLAIN;
  }
}


static viet_tone tone_of (unsigned char sign) {
  switch (sign) {
    case '`': return VIET_HUYEN;
    case '\'': return VIET_SAC;
    case '~': return VIET_NGA;
    case '?': return VIET_HOI;
    case '.': return VIET_NANG;
    default: return VIET_NGANG;
  }
}


/* The byte at 'at', or 0 at the end. */
static unsigned char peek (const reader *self, size_t at) {
  return at < self->bytes ? (unsigned char)self->text[at] : 0;
}


/* Reads the letter at 'at' with its signs and returns its bytes, 1 to 3;
** 0 if no ASCII letter stands there. */
static size_t read_letter (const reader *self, size_t at,
                           viet_letter *letter) {
  unsigned char c = peek(self, at), next = peek(self, at + 1);
  size_t length = 1;
  if (!is_ascii_letter(c))
    return 0;
  viet_letter_of(letter, c);
  if (letter->base == 'd' && (next == 'd' || (next == 'D' && c == 'D'))) {
    letter->base = VIET_D_STROKE;
    return 2;
  }
  if (!viet_letter_is_vowel(*letter))
    return 1;
  letter->mark = (uint8_t)mark_of(letter->base, next);
  if (letter->mark != VIET_PLAIN)
    length++;
  letter->tone = (uint8_t)tone_of(peek(self, at + length));
  return letter->tone == VIET_NGANG ? length : length + 1;
}

/* }================================================================== */


/*
** {==================================================================
** Words
** ===================================================================
*/

/* A run of letters with their signs. */
typedef struct word {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  size_t count;      /* letters; only the first ones are kept */
  size_t end;        /* bytes of the text */
  size_t sure;       /* signs that are no punctuation; "dd" that begins the
                        word, as no foreign word does, counts as two */
  unsigned char last;  /* the tone sign at its end, or 0 */
} word;


static word read_word (const reader *self) {
  word found = {.end = self->at};
  viet_letter letter;
  size_t length;
  while ((length = read_letter(self, found.end, &letter)) > 0) {
    found.end += length;
    unsigned char sign = peek(self, found.end - 1);
    found.last = letter.tone == VIET_NGANG ? 0 : sign;
    if (letter.mark != VIET_PLAIN)
      found.sure++;
    if (found.last && sign != '.' && sign != '?')
      found.sure++;
    if (letter.base == VIET_D_STROKE)
      found.sure += found.count ? 1 : 2;
    if (found.count < VIET_SYLLABLE_LETTERS)
      found.letters[found.count] = letter;
    found.count++;
  }
  return found;
}


/* Is it a syllable, with its tone where one of the styles has it? */
static bool is_spelt (const viet_letter *letters, size_t count) {
  viet_syllable parsed;
  if (count > VIET_SYLLABLE_LETTERS
      || !viet_syllable_of(&parsed, letters, count))
    return false;
  return parsed.tone == VIET_NGANG || parsed.tone_at == parsed.first_at
      || parsed.tone_at == parsed.second_at;
}


/*
** Is the sign before 'at' more likely punctuation, where both can be? So
** it is at the end of a line, if not of a heading in capitals, and in an
** ellipsis of three or more. Two are a mark and a full stop: "tri..".
*/
static bool ends_sentence (const reader *self, const word *found) {
  size_t at = found->end;
  if (found->last != '.' && found->last != '?')
    return false;
  if (peek(self, at) == found->last)
    return peek(self, at + 1) == found->last;
  while (peek(self, at) == ' ')
    at++;
  unsigned char c = peek(self, at);
  bool is_heading = found->count > 1 && found->letters[0].upper
                 && found->letters[1].upper;
  return !is_heading && (c == '\0' || c == '\n' || c == '\r');
}


/*
** How many bytes of the word are read as letters with signs: all, all but
** the last sign, which is punctuation, or none: the word is as it is.
*/
static size_t marked_end (const reader *self, word *found) {
  bool is_whole = is_spelt(found->letters, found->count);
  bool is_shorter = false;
  if (found->last && found->count <= VIET_SYLLABLE_LETTERS) {
    viet_letter *letter = &found->letters[found->count - 1];
    uint8_t tone = letter->tone;
    letter->tone = VIET_NGANG;
    is_shorter = is_spelt(found->letters, found->count);
    letter->tone = tone;
  }
  if (is_shorter && ends_sentence(self, found))
    is_whole = false;
  if (is_whole)
    return found->end;
  if (is_shorter)
    return found->end - 1;
  return found->sure >= 2 ? found->end : self->at;
}

/* }================================================================== */


/*
** {==================================================================
** Decoding
** ===================================================================
*/

/* Puts a code point for the next 'length' bytes. */
static viet_status put (reader *self, size_t length, uint32_t point) {
  viet_status status = viet_output_copy(self->output, self->copied,
                                        self->at);
  if (status == VIET_OK)
    status = viet_output_write(self->output, self->at, self->at + length,
                               &point, 1);
  self->at += length;
  self->copied = self->at;
  return status;
}


/* Puts letters with their signs up to 'end'. */
static viet_status put_letters (reader *self, size_t end) {
  reader part = *self;  /* which ends there */
  viet_status status = VIET_OK;
  part.bytes = end;
  while (part.at < end && status == VIET_OK) {
    viet_letter letter;
    size_t length = read_letter(&part, part.at, &letter);
    if (length == 1)
      part.at++;
    else
      status = put(&part, length, viet_letter_code_point(letter));
  }
  self->at = part.at;
  self->copied = part.copied;
  return status;
}


static viet_status read_one_word (reader *self) {
  word found = read_word(self);
  viet_status status = put_letters(self, self->rules->smart
                                         ? marked_end(self, &found)
                                         : found.end);
  self->at = found.end;
  return status;
}


/* A byte above 7F: as Windows has it, or bad. */
static viet_status read_high_byte (reader *self, unsigned char c) {
  const viet_code *code = &viet_charset_tables[VIET_TCVN3].codes[c];
  uint32_t point = VIET_REPLACEMENT;
  if (c < 0xA0 && code->bytes > 0)
    viet_utf8_decode((const char *)code->utf8, code->bytes, &point);
  else if (!self->rules->replace_invalid)
    return VIET_ECHARSET;
  return put(self, 1, point);
}


static viet_status read_next (reader *self) {
  unsigned char c = peek(self, self->at);
  if (is_ascii_letter(c))
    return read_one_word(self);
  if (c >= 0x80)
    return read_high_byte(self, c);
  unsigned char next = peek(self, self->at + 1);
  if (c == '\\' && is_escapable(next))
    return put(self, 2, next);
  self->at++;
  return VIET_OK;
}


viet_status viet_decode_viqr (const viet_decoding *rules,
                              const char *text, size_t bytes,
                              viet_output *output) {
  reader self = {.rules = rules, .text = text, .bytes = bytes,
                 .output = output};
  viet_status status = VIET_OK;
  while (self.at < bytes && status == VIET_OK)
    status = read_next(&self);
  if (status == VIET_OK)
    status = viet_output_copy(output, self.copied, bytes);
  else
    output->source = self.at;
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Encoding
** ===================================================================
*/

/* Would the reader take 'c' for a sign of what was written before? */
static bool is_sign_after (uint32_t before, unsigned char c) {
  viet_letter letter;
  if (!viet_letter_of(&letter, before))
    return false;
  if (before < 0x80 && letter.base == 'd')
    return c == 'd' || (c == 'D' && letter.upper);
  if (!viet_letter_is_vowel(letter) || letter.tone != VIET_NGANG)
    return false;
  return tone_of(c) != VIET_NGANG
      || (letter.mark == VIET_PLAIN
          && mark_of(letter.base, c) != VIET_PLAIN);
}


/* Would the reader take 'c' and the beginning of a đ in 'rest' for a đ? */
static bool joins_next (unsigned char c, const char *rest, size_t bytes) {
  uint32_t next = 0;
  if (bytes > 0)
    viet_utf8_decode(rest, bytes, &next);
  return (c == 'd' && next == VIET_D_STROKE)
      || (c == 'D' && (next | 1) == VIET_D_STROKE);
}


static size_t write_letter (viet_letter letter, char *code) {
  static const char mark_signs[] = {
    [VIET_CIRCUMFLEX] = '^', [VIET_BREVE] = '(', [VIET_HORN] = '+'
  };
  static const char tone_signs[] = {
    [VIET_HUYEN] = '`', [VIET_SAC] = '\'', [VIET_NGA] = '~',
    [VIET_HOI] = '?', [VIET_NANG] = '.'
  };
  size_t bytes = 0;
  bool is_d = letter.base == VIET_D_STROKE;
  char base = is_d ? 'd' : (char)letter.base;
  if (letter.upper)
    base = (char)(base - ('a' - 'A'));
  code[bytes++] = base;
  if (is_d)
    code[bytes++] = base;
  if (letter.mark != VIET_PLAIN)
    code[bytes++] = mark_signs[letter.mark];
  if (letter.tone != VIET_NGANG)
    code[bytes++] = tone_signs[letter.tone];
  return bytes;
}


/* The byte that Windows has for a character, or 0. */
static unsigned char high_byte (uint32_t code_point) {
  const viet_code *codes = viet_charset_tables[VIET_TCVN3].codes;
  for (unsigned c = 0x80; c < 0xA0; c++) {
    uint32_t point = 0;
    if (codes[c].bytes > 0)
      viet_utf8_decode((const char *)codes[c].utf8, codes[c].bytes, &point);
    if (point == code_point)
      return (unsigned char)c;
  }
  return 0;
}


size_t viet_encode_viqr (uint32_t before, uint32_t code_point,
                         const char *rest, size_t rest_bytes,
                         char code[VIET_CODE_BYTES]) {
  viet_letter letter;
  size_t bytes = 0;
  if (code_point < 0x80) {
    unsigned char c = (unsigned char)code_point;
    if (c == '\\' || is_sign_after(before, c)
        || joins_next(c, rest, rest_bytes))
      code[bytes++] = '\\';
    code[bytes++] = (char)c;
  } else if (viet_letter_of(&letter, code_point)) {
    bytes = write_letter(letter, code);
  } else {
    code[0] = (char)high_byte(code_point);
    bytes = code[0] != 0;
  }
  return bytes;
}

/* }================================================================== */
