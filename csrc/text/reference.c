/*
** reference.c
** See reference.h.
*/

#include "text/reference.h"

#include <string.h>

#include "text/charset.h"
#include "text/letter.h"
#include "text/utf8.h"

/* bytes of the longest reference, "&#0001114111;" with its zeros */
#define REFERENCE_BYTES 16


static int digit_value (char c, int base) {
  int value = -1;
  if (c >= '0' && c <= '9') value = c - '0';
  else if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
  else if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
  return value < base ? value : -1;
}


/*
** What a number stands for, or 0 for nothing. In HTML 128 to 159 are the
** characters of Windows-1252, which old editors wrote so.
*/
static uint32_t referred (uint32_t number) {
  if (number >= 0x80 && number < 0xA0) {
    const viet_code *code =
      &viet_charset_tables[VIET_WINDOWS_1252].codes[number];
    if (code->bytes > 0)
      viet_utf8_decode((const char *)code->utf8, code->bytes, &number);
  }
  bool is_surrogate = number >= 0xD800 && number < 0xE000;
  return number > 0x10FFFF || is_surrogate ? 0 : number;
}


/* The number in 'body' (between "&#" and ";"), or 0. */
static uint32_t read_number (const char *body, size_t bytes) {
  bool is_hex = bytes > 0 && (body[0] == 'x' || body[0] == 'X');
  uint32_t number = 0;
  int base = is_hex ? 16 : 10;
  if (bytes == is_hex) return 0;
  for (size_t i = is_hex; i < bytes; i++) {
    int digit = digit_value(body[i], base);
    if (digit < 0 || number > 0x10FFFF) return 0;
    number = number * (uint32_t)base + (uint32_t)digit;
  }
  return referred(number);
}


typedef struct name {
  const char *text;
  uint32_t value;
} name;

static const name names[] = {
  {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''},
  {"nbsp", 0xA0}, {"shy", 0xAD}, {"laquo", 0xAB}, {"raquo", 0xBB},
  {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018},
  {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D},
  {"bull", 0x2022}, {"hellip", 0x2026},
  {"Abreve", 0x102}, {"abreve", 0x103}, {"Dstrok", 0x110},
  {"dstrok", 0x111}, {"Itilde", 0x128}, {"itilde", 0x129},
  {"Utilde", 0x168}, {"utilde", 0x169}, {"ETH", 0xD0}, {"eth", 0xF0},
  {NULL, 0}
};


/* The value of a name in a list that ends with NULL, or 0. */
static uint32_t look_up (const name *list, const char *text, size_t bytes) {
  for (; list->text; list++)
    if (strlen(list->text) == bytes && memcmp(list->text, text, bytes) == 0)
      return list->value;
  return 0;
}


/* "agrave", "Ecirc": a vowel and what stands on it, Latin-1 only. */
static uint32_t read_vowel_name (const char *body, size_t bytes) {
  static const name accents[] = {
    {"grave", 0x300}, {"acute", 0x301}, {"circ", 0x302}, {"tilde", 0x303},
    {NULL, 0}
  };
  viet_letter letter;
  uint32_t mark = look_up(accents, body + 1, bytes - 1);
  if (mark == 0 || !viet_letter_of(&letter, (unsigned char)body[0])
      || !viet_letter_is_vowel(letter)) return 0;
  if (!viet_letter_add(&letter, mark)) return 0;
  uint32_t point = viet_letter_code_point(letter);
  return point < 0x100 ? point : 0;
}


/* The code point that 'body' (between "&" and ";") refers to, or 0. */
static uint32_t read_body (const char *body, size_t bytes) {
  if (bytes == 0) return 0;
  if (body[0] == '#') return read_number(body + 1, bytes - 1);
  uint32_t point = look_up(names, body, bytes);
  return point ? point : read_vowel_name(body, bytes);
}


size_t viet_reference_read (const char *text, size_t bytes,
                            uint32_t *code_point) {
  if (bytes > REFERENCE_BYTES) bytes = REFERENCE_BYTES;
  const char *end = bytes ? memchr(text, ';', bytes) : NULL;
  if (end == NULL) return 0;
  *code_point = read_body(text, (size_t)(end - text));
  return *code_point ? (size_t)(end - text) + 1 : 0;
}
