/*
** verdict.c
** The rules of syllables, in words.
*/

#include "viet.h"


const char *viet_verdict_message (viet_verdict verdict) {
  switch (verdict) {
    case VIET_VALID: return "a syllable";
    case VIET_BAD_LETTER:
      return "a syllable has Vietnamese letters only";
    case VIET_BAD_LENGTH: return "a syllable has 1 to 7 letters";
    case VIET_TWO_TONES: return "a syllable has one tone";
    case VIET_NO_VOWEL: return "a syllable has a vowel";
    case VIET_TWO_WORDS:
      return "the vowels of a syllable stand together";
    case VIET_BAD_ONSET:
      return "no syllable begins with these consonants";
    case VIET_BAD_CODA:
      return "only c ch m n ng nh p t end a syllable";
    case VIET_BAD_RIME: return "no syllable has this rime";
    case VIET_BAD_C:
      return "c g ng do not stand before e ê i y (but gì, gìn)";
    case VIET_BAD_K: return "k gh ngh stand only before e ê i y";
    case VIET_BAD_GLIDE:
      return "c does not stand before a glide (qu does)";
    case VIET_BAD_QU:
      return "qu stands only before a ă â e ê i y ơ and in quốc";
    case VIET_BAD_GI: return "gi does not stand before i or y";
    case VIET_BAD_Y:
      return "after an onset y stands alone, and yê only after qu";
    case VIET_BAD_IE: return "iê stands only after an onset";
    case VIET_BAD_TONE:
      return "final p t c ch allow only sắc and nặng";
  }
  return "unknown verdict";
}
