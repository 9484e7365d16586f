/*
** clean.h
** The rules for single code points that need not know what stands beside
** them: bytes that are no UTF-8, invisible characters, spaces, quotes,
** dashes.
*/

#ifndef viet_clean_h
#define viet_clean_h

#include "viet.h"

#define VIET_DELETED (UINT32_MAX - 1)

/* Is it one of the invisible characters that the rules drop? */
static inline bool viet_is_invisible (uint32_t c) {
  return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF
      || c == 0xAD;
}

/* What the rules make of a code point, or VIET_DELETED. */
uint32_t viet_clean (const viet_rules *rules, uint32_t code_point);

/* viet_clean that also counts what it did. */
uint32_t viet_clean_counted (const viet_rules *rules, uint32_t code_point,
                             viet_report *report);

#endif
