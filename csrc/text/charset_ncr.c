/*
** charset_ncr.c
** UTF-8 with the references of HTML and XML (reference.h). What is no
** reference stays as it is.
*/

#include "text/charset.h"

#include <string.h>

#include "text/reference.h"
#include "text/utf8.h"


/* Reads what is at 'at': '*point' is 0 where it stays as it is. */
static size_t read_next (const char *text, size_t bytes, size_t at,
                         uint32_t *point) {
  *point = 0;
  if (text[at] == '&')
    return 1 + viet_reference_read(text + at + 1, bytes - at - 1, point);
  uint32_t c;
  size_t length = viet_utf8_decode(text + at, bytes - at, &c);
  if (c == VIET_NO_CODE_POINT)
    *point = c;
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
    if (point == 0)
      continue;
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
  if (status != VIET_OK)
    return status;
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
  for (size_t i = 0; i < count; i++)
    out[i] = digits[count - 1 - i];
  return count;
}


size_t viet_encode_ncr (uint32_t code_point, const char *rest,
                        size_t rest_bytes, char code[VIET_CODE_BYTES]) {
  uint32_t point;
  if (code_point == '&'
      && viet_reference_read(rest, rest_bytes, &point) > 0) {
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
