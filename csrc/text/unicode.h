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

/* Can ICU read its data? VIET_EICU if not; then ask nothing below. */
viet_status viet_unicode_ready (void);

/* The canonical combining class: 0 for what starts a letter. */
unsigned viet_unicode_combining (uint32_t code_point);

/* Full case folding, which no language changes: writes 1 to 3 code points
** and returns how many. */
#define VIET_FOLDED 3
size_t viet_unicode_fold (uint32_t code_point, uint32_t out[VIET_FOLDED]);

/* The full decomposition, canonical or compatible: writes at least one
** code point and returns how many. U+FDFA has the longest, 18. */
#define VIET_DECOMPOSED 32
size_t viet_unicode_decompose (uint32_t code_point, bool compatible,
                               uint32_t out[VIET_DECOMPOSED]);

/* The code point that two compose to, or 0 if they do not. */
uint32_t viet_unicode_compose (uint32_t first, uint32_t second);

/* Never changed by a form, nor by what stands beside it? Then text made
** of such code points alone is in that form. */
bool viet_unicode_is_stable (viet_unicode_form form, uint32_t code_point);

/* Does what stands before it never interact with it in a form? Then both
** sides may be brought into the form on their own. */
bool viet_unicode_starts (viet_unicode_form form, uint32_t code_point);

#endif
