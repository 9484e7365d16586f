/*
** utf8.c
** Decoding by a table of lead bytes: how long a sequence is, and which
** values its second byte may have. The limits on the second byte alone
** exclude overlong forms, surrogates and what lies above U+10FFFF.
**
**     lead     bytes  second byte
**     C2..DF   2      80..BF
**     E0       3      A0..BF       (80..9F: overlong)
**     E1..EF   3      80..BF       (ED: 80..9F, no surrogates)
**     F0       4      90..BF       (80..8F: overlong)
**     F1..F4   4      80..BF       (F4: 80..8F, up to U+10FFFF)
*/

#include "text/utf8.h"

#include "text/quick.h"


static size_t lead_length (unsigned lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}


static bool second_fits (unsigned lead, unsigned second) {
  switch (lead) {
    case 0xE0: return second >= 0xA0 && second <= 0xBF;
    case 0xED: return second >= 0x80 && second <= 0x9F;
    case 0xF0: return second >= 0x90 && second <= 0xBF;
    case 0xF4: return second >= 0x80 && second <= 0x8F;
    default: return second >= 0x80 && second <= 0xBF;
  }
}


size_t viet_utf8_decode (const char *text, size_t bytes,
                         uint32_t *code_point) {
  const unsigned char *byte = (const unsigned char *)text;
  size_t length = lead_length(byte[0]);
  *code_point = VIET_NO_CODE_POINT;
  if (length <= 1) {
    if (length == 1) *code_point = byte[0];
    return 1;
  }
  if (bytes < 2 || !second_fits(byte[0], byte[1])) return 1;
  uint32_t value = byte[0] & (0x7Fu >> length);
  value = value << 6 | (byte[1] & 0x3Fu);
  for (size_t i = 2; i < length; i++) {
    if (i >= bytes || (byte[i] & 0xC0) != 0x80) return i;
    value = value << 6 | (byte[i] & 0x3Fu);
  }
  *code_point = value;
  return length;
}


size_t viet_utf8_encode (char *out, uint32_t code_point) {
  size_t length = code_point < 0x80 ? 1 : code_point < 0x800 ? 2
                : code_point < 0x10000 ? 3 : 4;
  if (length == 1) {
    out[0] = (char)code_point;
    return 1;
  }
  for (size_t i = length - 1; i > 0; i--) {
    out[i] = (char)(0x80u | (code_point & 0x3Fu));
    code_point >>= 6;
  }
  out[0] = (char)((0xF00u >> length & 0xFFu) | code_point);
  return length;
}


size_t viet_utf8_before (const char *text, size_t end) {
  size_t at = end - 1;
  for (int back = 0; back < 3 && at > 0; back++) {
    if (((unsigned char)text[at] & 0xC0) != 0x80) break;
    at--;
  }
  return at;
}


/* Up to which byte, or up to 'end' or the character behind it, characters
** are well formed; one starts at 'at'. */
static size_t check_some (const char *text, size_t bytes, size_t at,
                          size_t end) {
  while (at < end) {
    uint32_t code_point;
    size_t length = viet_utf8_decode(text + at, bytes - at, &code_point);
    if (code_point == VIET_NO_CODE_POINT) break;
    at += length;
  }
  return at;
}


/* Whole blocks are skipped; where one is not well formed, and at the edges
** of the text, characters are decoded. */
size_t viet_utf8_check_by (const viet_path *path, const char *text,
                           size_t bytes, size_t at) {
  while (at < bytes) {
    if (at >= VIET_BLOCK_BEFORE) {
      const size_t next =
        path->skip_valid((const unsigned char *)text, bytes, at);
      if (next > at) at = viet_utf8_before(text, next);
    }
    const size_t end = bytes - at < VIET_BLOCK ? bytes : at + VIET_BLOCK;
    const size_t good = check_some(text, bytes, at, end);
    if (good < end) return good;
    at = good;
  }
  return bytes;
}


size_t viet_utf8_check (const char *text, size_t bytes) {
  return viet_utf8_check_by(viet_path_best(), text, bytes, 0);
}
