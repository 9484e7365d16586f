/*
** unicode.h
** What Unicode says about one code point. ICU is the source; no other
** file asks it.
*/

#ifndef viet_unicode_h
#define viet_unicode_h

#include "viet.h"

/* What a code point is to a reader of words. */
typedef enum viet_class {
  VIET_CLASS_LETTER,     /* L*: any script */
  VIET_CLASS_MARK,       /* M*: belongs to what stands before it */
  VIET_CLASS_DIGIT,      /* Nd */
  VIET_CLASS_SPACE,      /* Z*, and the controls U+0009 to U+000D, 0085 */
  VIET_CLASS_INVISIBLE,  /* Cf: soft hyphen, joiners, direction marks */
  VIET_CLASS_PUNCT,      /* P* */
  VIET_CLASS_OTHER       /* symbols, other numbers, controls, unassigned */
} viet_class;

viet_class viet_unicode_class (uint32_t code_point);

/* VIET_LOWER, VIET_UPPER (title case letters too), or VIET_NO_CASE. */
viet_shape viet_unicode_case (uint32_t code_point);

/* Is it a letter of the Latin script? */
bool viet_unicode_is_latin (uint32_t code_point);

/* The columns it takes in a terminal: 0, 1 or 2. */
unsigned viet_unicode_width (uint32_t code_point);

#endif
