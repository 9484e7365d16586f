/*
** unicode.c
** See unicode.h.
*/

#include "text/unicode.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "text/utf8.h"


static viet_class class_by_category (UChar32 c) {
  uint32_t category = U_MASK(u_charType(c));
  if (category & U_GC_L_MASK) return VIET_CLASS_LETTER;
  if (category & U_GC_M_MASK) return VIET_CLASS_MARK;
  if (category & U_GC_ND_MASK) return VIET_CLASS_DIGIT;
  if (category & U_GC_Z_MASK) return VIET_CLASS_SPACE;
  if (category & U_GC_CF_MASK) return VIET_CLASS_INVISIBLE;
  if (category & U_GC_P_MASK) return VIET_CLASS_PUNCT;
  return c == 0x85 ? VIET_CLASS_SPACE : VIET_CLASS_OTHER;
}


viet_class viet_unicode_class (uint32_t code_point) {
  uint32_t lower = code_point | 0x20;
  if (lower >= 'a' && lower <= 'z') return VIET_CLASS_LETTER;
  if (code_point >= '0' && code_point <= '9') return VIET_CLASS_DIGIT;
  if (code_point == ' ' || (code_point >= 9 && code_point <= 13))
    return VIET_CLASS_SPACE;
  return class_by_category((UChar32)code_point);
}


viet_shape viet_unicode_case (uint32_t code_point) {
  if (code_point < 0x80) {
    uint32_t lower = code_point | 0x20;
    if (lower < 'a' || lower > 'z') return VIET_NO_CASE;
    return code_point == lower ? VIET_LOWER : VIET_UPPER;
  }
  switch (u_charType((UChar32)code_point)) {
    case U_LOWERCASE_LETTER: return VIET_LOWER;
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER: return VIET_UPPER;
    default: return VIET_NO_CASE;
  }
}


bool viet_unicode_is_latin (uint32_t code_point) {
  UErrorCode error = U_ZERO_ERROR;
  return viet_unicode_class(code_point) == VIET_CLASS_LETTER
      && uscript_getScript((UChar32)code_point, &error) == USCRIPT_LATIN;
}


/*
** A Hangul vowel or final consonant that stands alone is drawn into the
** wide initial before it.
*/
static bool joins_hangul (UChar32 c) {
  int type = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
  return type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
}


unsigned viet_unicode_width (uint32_t code_point) {
  UChar32 c = (UChar32)code_point;
  if (code_point >= 0x20 && code_point < 0x7F) return 1;
  uint32_t zero = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK
                | U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  if (U_MASK(u_charType(c)) & zero || joins_hangul(c)) return 0;
  int wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}


size_t viet_width (const char *text, size_t bytes) {
  size_t columns = 0;
  for (size_t at = 0; at < bytes; ) {
    uint32_t code_point;
    at += viet_utf8_decode(text + at, bytes - at, &code_point);
    columns += code_point == VIET_NO_CODE_POINT ? 1
             : viet_unicode_width(code_point);
  }
  return columns;
}
