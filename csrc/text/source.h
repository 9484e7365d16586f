/*
** source.h
** The text as a normalization reads it: code point by code point, where a
** reference or a few characters that are one misread letter count as the
** code point that they stand for.
**
**     rules        source            code points, and the bytes of each
**     entities     "Vi&#7879;t"      V 1  i 1  ệ 7  t 1
**     mojibake     "Viá»‡t"          V 1  i 1  ệ 7  t 1
*/

#ifndef viet_source_h
#define viet_source_h

#include "text/utf8.h"

/* How a code point was read; bits. */
#define VIET_READ_REFERENCE 1u  /* from a reference, or several */
#define VIET_READ_MOJIBAKE 2u   /* from UTF-8 read as windows-1252 */

/* viet_source_read for rules that have more to read than code points. */
size_t viet_source_read_rich (const viet_rules *rules, const char *text,
                              size_t bytes, uint32_t *code_point,
                              unsigned *how);

/*
** Reads the code point at the start of 'text' ('bytes' > 0) and returns
** how many bytes it takes. '*how' tells the bits above, 0 for a plain code
** point. What is not UTF-8 is VIET_NO_CODE_POINT, as in utf8.h.
*/
static inline size_t viet_source_read (const viet_rules *rules,
                                       const char *text, size_t bytes,
                                       uint32_t *code_point,
                                       unsigned *how) {
  if (rules->entities || rules->mojibake)
    return viet_source_read_rich(rules, text, bytes, code_point, how);
  *how = 0;
  return viet_utf8_decode(text, bytes, code_point);
}

#endif
