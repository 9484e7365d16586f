/*
** utf8.h
** Code points from bytes and back (RFC 3629).
*/

#ifndef viet_utf8_h
#define viet_utf8_h

#include "viet.h"

/* What stands for bytes that are no code point. */
#define VIET_NO_CODE_POINT UINT32_MAX

#define VIET_REPLACEMENT 0xFFFDu

/*
** Reads the code point at the start of 'text' ('bytes' > 0) and returns
** how many bytes it takes, 1 to 4. Where the text is not UTF-8 it writes
** VIET_NO_CODE_POINT and returns the length of the maximal subpart, 1 to
** 3: the bytes that one U+FFFD replaces (Unicode 15, section 3.9).
*/
size_t viet_utf8_decode (const char *text, size_t bytes,
                         uint32_t *code_point);

/* Writes a code point (not a surrogate) and returns its length in bytes,
** 1 to 4. */
size_t viet_utf8_encode (char *out, uint32_t code_point);

/* The start of the code point that ends at 'end' > 0; in text that is not
** UTF-8, at most 3 bytes back. */
size_t viet_utf8_before (const char *text, size_t end);

/* Is a byte one of those behind the first one of a code point? */
static inline bool viet_is_continuation (unsigned byte) {
  return (byte & 0xC0) == 0x80;
}

/* Is each byte below 80? */
static inline bool viet_utf8_is_ascii (const char *text, size_t bytes) {
  for (size_t i = 0; i < bytes; i++)
    if ((unsigned char)text[i] >= 0x80)
      return false;
  return true;
}

#endif
