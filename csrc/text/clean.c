/*
** clean.c
** See clean.h.
*/

#include "text/clean.h"

#include "text/utf8.h"

#define LINE_FEED 0x0Au


/* White space of Unicode that is not ASCII: general category Zs. */
static bool is_space (uint32_t c) {
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A)
      || c == 0x202F || c == 0x205F || c == 0x3000;
}


/* U+2028 and U+2029, the line and the paragraph separator */
static bool is_separator (uint32_t c) {
  return c == 0x2028 || c == 0x2029;
}


/* The ASCII quote for “ ” „ ‟ « » and ‘ ’ ‚ ‛ ‹ ›, or 0. Primes are no
** quotes: they count minutes and feet. */
static uint32_t ascii_quote (uint32_t c) {
  if (c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201F)) return '"';
  if (c == 0x2039 || c == 0x203A || (c >= 0x2018 && c <= 0x201B))
    return '\'';
  return 0;
}


/* Hyphen, no-break hyphen, figure, en and em dash, bar, minus. */
static bool is_dash (uint32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}


/* The count that a change to 'c' belongs to. */
static size_t *count_of (viet_report *report, uint32_t c) {
  if (c == VIET_NO_CODE_POINT) return &report->invalid;
  if (viet_is_invisible(c) || is_separator(c)) return &report->invisibles;
  if (is_dash(c)) return &report->dashes;
  return is_space(c) ? &report->spaces : &report->quotes;
}


uint32_t viet_clean (const viet_rules *rules, uint32_t c) {
  if (c < 0x80) return c;
  if (c == VIET_NO_CODE_POINT) return VIET_REPLACEMENT;
  if (rules->invisibles) {
    if (viet_is_invisible(c)) return VIET_DELETED;
    if (is_separator(c)) return LINE_FEED;
  }
  if (rules->spaces && is_space(c)) return ' ';
  if (rules->dashes && is_dash(c)) return '-';
  uint32_t quote = rules->quotes ? ascii_quote(c) : 0;
  return quote ? quote : c;
}


uint32_t viet_clean_counted (const viet_rules *rules, uint32_t c,
                             viet_report *report) {
  uint32_t cleaned = viet_clean(rules, c);
  if (cleaned != c) ++*count_of(report, c);
  return cleaned;
}
