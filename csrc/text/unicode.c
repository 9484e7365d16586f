/*
** unicode.c
** See unicode.h.
*/

#include "text/unicode.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "text/utf8.h"


static viet_class class_by_category (UChar32 c) {
  uint32_t category = U_MASK(u_charType(c));
  if (category & U_GC_L_MASK)
    return VIET_CLASS_LETTER;
  if (category & U_GC_M_MASK)
    return VIET_CLASS_MARK;
  if (category & U_GC_ND_MASK)
    return VIET_CLASS_DIGIT;
  if (category & U_GC_Z_MASK)
    return VIET_CLASS_SPACE;
  if (category & U_GC_CF_MASK)
    return VIET_CLASS_INVISIBLE;
  if (category & U_GC_P_MASK)
    return VIET_CLASS_PUNCT;
  return c == 0x85 ? VIET_CLASS_SPACE : VIET_CLASS_OTHER;
}


viet_class viet_unicode_class (uint32_t code_point) {
  uint32_t lower = code_point | 0x20;
  if (lower >= 'a' && lower <= 'z')
    return VIET_CLASS_LETTER;
  if (code_point >= '0' && code_point <= '9')
    return VIET_CLASS_DIGIT;
  if (code_point == ' ' || (code_point >= 9 && code_point <= 13))
    return VIET_CLASS_SPACE;
  return class_by_category((UChar32)code_point);
}


viet_shape viet_unicode_case (uint32_t code_point) {
  if (code_point < 0x80) {
    uint32_t lower = code_point | 0x20;
    if (lower < 'a' || lower > 'z')
      return VIET_NO_CASE;
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
  if (code_point >= 0x20 && code_point < 0x7F)
    return 1;
  uint32_t zero = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK
                | U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  if (U_MASK(u_charType(c)) & zero || joins_hangul(c))
    return 0;
  int wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}


/*
** {==================================================================
** Case folding and forms
** ===================================================================
*/

static const UNormalizer2 *normalizer (viet_unicode_form form) {
  UErrorCode error = U_ZERO_ERROR;
  switch (form) {
    case VIET_NFD: return unorm2_getNFDInstance(&error);
    case VIET_NFKC: return unorm2_getNFKCInstance(&error);
    case VIET_NFKD: return unorm2_getNFKDInstance(&error);
    default: return unorm2_getNFCInstance(&error);
  }
}


viet_status viet_unicode_ready (void) {
  bool ready = normalizer(VIET_NFC) && normalizer(VIET_NFD)
            && normalizer(VIET_NFKC) && normalizer(VIET_NFKD);
  return ready ? VIET_OK : VIET_EICU;
}


unsigned viet_unicode_combining (uint32_t code_point) {
  return u_getCombiningClass((UChar32)code_point);
}


/* Code points from UTF-16 that ICU made, which is always well formed. */
static size_t read_utf16 (const UChar *units, int32_t count,
                          uint32_t *out) {
  size_t written = 0;
  for (int32_t at = 0; at < count; at++) {
    uint32_t c = units[at];
    if (U16_IS_LEAD(c)) {
      at++;
      c = 0x10000 + ((c & 0x3FFu) << 10) + (units[at] & 0x3FFu);
    }
    out[written++] = c;
  }
  return written;
}


size_t viet_unicode_fold (uint32_t code_point, uint32_t out[VIET_FOLDED]) {
  UChar source[2], folded[2 * VIET_FOLDED];
  int32_t count = 0;
  UErrorCode error = U_ZERO_ERROR;
  U16_APPEND_UNSAFE(source, count, (UChar32)code_point);
  count = u_strFoldCase(folded, 2 * VIET_FOLDED, source, count,
                        U_FOLD_CASE_DEFAULT, &error);
  return read_utf16(folded, count, out);
}


size_t viet_unicode_decompose (uint32_t code_point, bool compatible,
                               uint32_t out[VIET_DECOMPOSED]) {
  UChar units[VIET_DECOMPOSED];
  UErrorCode error = U_ZERO_ERROR;
  int32_t count = unorm2_getDecomposition(
    normalizer(compatible ? VIET_NFKD : VIET_NFD), (UChar32)code_point,
    units, VIET_DECOMPOSED, &error);
  if (count < 0) {  /* it stands for itself? */
    out[0] = code_point;
    return 1;
  }
  return read_utf16(units, count, out);
}


uint32_t viet_unicode_compose (uint32_t first, uint32_t second) {
  UChar32 pair = unorm2_composePair(normalizer(VIET_NFC), (UChar32)first,
                                    (UChar32)second);
  return pair < 0 ? 0 : (uint32_t)pair;
}


bool viet_unicode_is_stable (viet_unicode_form form, uint32_t code_point) {
  UChar32 c = (UChar32)code_point;
  UProperty check = form == VIET_NFD ? UCHAR_NFD_QUICK_CHECK
                  : form == VIET_NFKC ? UCHAR_NFKC_QUICK_CHECK
                  : form == VIET_NFKD ? UCHAR_NFKD_QUICK_CHECK
                  : UCHAR_NFC_QUICK_CHECK;
  return form == VIET_FORM_KEEP
      || (u_getIntPropertyValue(c, check) == UNORM_YES
          && u_getCombiningClass(c) == 0);
}


bool viet_unicode_starts (viet_unicode_form form, uint32_t code_point) {
  return code_point < 0x80 || form == VIET_FORM_KEEP
      || unorm2_hasBoundaryBefore(normalizer(form), (UChar32)code_point);
}

/* }================================================================== */


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
