/*
** charset_ncr.c
** UTF-8 with the references of HTML and XML: decimal "&#7879;",
** hexadecimal "&#x1EC7;", and the names that Vietnamese pages use. What is
** no reference stays as it is.
*/

#include "text/charset.h"

#include <string.h>

#include "text/letter.h"
#include "text/utf8.h"

/* bytes of the longest reference, "&#0001114111;" with its zeros */
#define REFERENCE_BYTES 16


/*
** {==================================================================
** References
** ===================================================================
*/

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
  static const name others[] = {
    {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''},
    {"nbsp", 0xA0}, {NULL, 0}
  };
  if (bytes == 0) return 0;
  if (body[0] == '#') return read_number(body + 1, bytes - 1);
  uint32_t point = look_up(others, body, bytes);
  return point ? point : read_vowel_name(body, bytes);
}


/* Reads the reference at the start of 'text', after its "&"; returns its
** bytes with ";", 0 if there is none. */
static size_t read_reference (const char *text, size_t bytes,
                              uint32_t *point) {
  if (bytes > REFERENCE_BYTES) bytes = REFERENCE_BYTES;
  const char *end = bytes ? memchr(text, ';', bytes) : NULL;
  if (end == NULL) return 0;
  *point = read_body(text, (size_t)(end - text));
  return *point ? (size_t)(end - text) + 1 : 0;
}

/* }================================================================== */


/* Reads what is at 'at': '*point' is 0 where it stays as it is. */
static size_t read_next (const char *text, size_t bytes, size_t at,
                         uint32_t *point) {
  *point = 0;
  if (text[at] == '&')
    return 1 + read_reference(text + at + 1, bytes - at - 1, point);
  uint32_t c;
  size_t length = viet_utf8_decode(text + at, bytes - at, &c);
  if (c == VIET_NO_CODE_POINT) *point = c;
  return length;
}


viet_status viet_decode_ncr (const viet_decoding *rules,
                             const char *text, size_t bytes,
                             viet_output *output) {
  viet_status status = VIET_OK;
  size_t copied = 0, at = 0;
  while (at < bytes && status == VIET_OK) {
    uint32_t point;
    size_t first = at;
    at += read_next(text, bytes, at, &point);
    if (point == 0) continue;
    if (point == VIET_NO_CODE_POINT) {
      if (!rules->replace_invalid) {
        output->source = first;
        return VIET_EUTF8;
      }
      point = VIET_REPLACEMENT;
    }
    status = viet_output_copy(output, copied, first);
    if (status == VIET_OK)
      status = viet_output_write(output, first, at, &point, 1);
    copied = at;
  }
  if (status != VIET_OK) return status;
  return viet_output_copy(output, copied, bytes);
}


/* Writes a number in decimal and returns its digits. */
static size_t write_number (uint32_t number, char *out) {
  char digits[10];
  size_t count = 0;
  do {
    digits[count++] = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  for (size_t i = 0; i < count; i++) out[i] = digits[count - 1 - i];
  return count;
}


size_t viet_encode_ncr (uint32_t code_point, const char *rest,
                        size_t rest_bytes, char code[VIET_CODE_BYTES]) {
  uint32_t point;
  if (code_point == '&' && read_reference(rest, rest_bytes, &point) > 0) {
    memcpy(code, "&amp;", 5);
    return 5;
  }
  if (code_point < 0xA0)  /* 80 to 9F would be read as Windows-1252 */
    return viet_utf8_encode(code, code_point);
  code[0] = '&';
  code[1] = '#';
  size_t digits = write_number(code_point, code + 2);
  code[2 + digits] = ';';
  return digits + 3;
}
