/*
** source.c
** See source.h.
**
** UTF-8 read as windows-1252: each byte has become a character of its own,
** 'ễ' E1 BB 85 is now U+00E1 U+00BB U+2026. The characters are turned back
** into bytes; where these are UTF-8, the code point is what was meant. It
** has to be one of those that Vietnamese pages are made of: French "déjà",
** a no-break space and "»" is good text, and no letter of the Samaritans.
** Nothing tells "Ã" and a no-break space, two characters, from 'à', or the
** end of a quotation, "đá»…", from 'ễ': hence this is no default.
*/

#include "text/source.h"

#include "text/charset.h"
#include "text/reference.h"

#define NO_BYTE 256u

/* bytes of the longest code point in UTF-8 */
#define MOST_BYTES 4


/* One character as it is written: a code point, or a reference to it. */
static size_t read_character (const viet_rules *rules, const char *text,
                              size_t bytes, uint32_t *c, unsigned *how) {
  if (rules->entities && text[0] == '&') {
    size_t length = viet_reference_read(text + 1, bytes - 1, c);
    if (length > 0) {
      *how |= VIET_READ_REFERENCE;
      return length + 1;
    }
  }
  return viet_utf8_decode(text, bytes, c);
}


/* The byte of windows-1252, from 80 on, that gives a character; programs
** that know Latin-1 alone, and bytes that windows-1252 has not, give the
** control of the same number. */
static unsigned byte_of (uint32_t c) {
  if (c >= 0x80 && c <= 0xFF) return (unsigned)c;
  const viet_code *codes = viet_charset_tables[VIET_WINDOWS_1252].codes;
  for (unsigned byte = 0x80; byte < 0xA0 && c > 0xFF; byte++) {
    uint32_t found = 0;
    if (codes[byte].bytes > 0)
      viet_utf8_decode((const char *)codes[byte].utf8, codes[byte].bytes,
                       &found);
    if (found == c) return byte;
  }
  return NO_BYTE;
}


/* The bytes of a code point that begins with 'lead', 0 for none. */
static size_t bytes_after (unsigned lead) {
  if (lead < 0xC2 || lead > 0xF4) return 0;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}


/* Latin letters, marks, punctuation and symbols. */
static bool is_plausible (uint32_t c) {
  return (c >= 0xA0 && c < 0x250) || (c >= 0x300 && c < 0x370)
      || (c >= 0x1E00 && c < 0x1F00) || (c >= 0x2000 && c < 0x2C00)
      || c == 0xFE0F || c == 0xFEFF || c == 0xFFFD
      || (c >= 0x1F000 && c < 0x1FB00);
}


/*
** Reads the rest of a code point whose first byte became the character
** '*c', of 'length' bytes. Returns the bytes of all of it, or 0.
*/
static size_t read_mojibake (const viet_rules *rules, const char *text,
                             size_t bytes, size_t length, uint32_t *c,
                             unsigned *how) {
  unsigned lead = byte_of(*c), how_read = *how;
  size_t wanted = bytes_after(lead);
  char utf8[MOST_BYTES] = {(char)lead};
  uint32_t point;
  for (size_t i = 1; i < wanted; i++) {
    if (length == bytes) return 0;
    length += read_character(rules, text + length, bytes - length, &point,
                             &how_read);
    unsigned byte = byte_of(point);
    if (byte == NO_BYTE || (byte & 0xC0) != 0x80) return 0;
    utf8[i] = (char)byte;
  }
  if (wanted == 0 || viet_utf8_decode(utf8, wanted, &point) != wanted
      || point == VIET_NO_CODE_POINT || !is_plausible(point)) return 0;
  *c = point;
  *how = how_read | VIET_READ_MOJIBAKE;
  return length;
}


size_t viet_source_read_rich (const viet_rules *rules, const char *text,
                              size_t bytes, uint32_t *code_point,
                              unsigned *how) {
  *how = 0;
  size_t length = read_character(rules, text, bytes, code_point, how);
  if (!rules->mojibake || *code_point < 0xC2 || *code_point > 0xF4)
    return length;
  size_t all = read_mojibake(rules, text, bytes, length, code_point, how);
  return all > 0 ? all : length;
}
