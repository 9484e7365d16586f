/*
** quick_kernel.h
** The text of the fast paths, for whatever a vector is: a file that
** includes it (quick_sse2.c, quick_avx2.c, quick_avx512.c, quick_neon.c) has
** defined
**
**     vector            bytes that are worked on together
**     LANES             how many
**     load(text)        from any address
**     all(byte)         that byte in all lanes
**     plus(v, byte)     that byte added to all, without a carry
**     same(v, byte)     all bits where a byte is 'byte', else none
**     above(v, byte)    the same for bytes above it, as signed numbers
**     below(v, byte)    and below it
**     both, either, differ, without (a and not b)
**     bits(v)           one bit for each lane
**     high_bits(v)      the highest bit of each
**     is_zero(v)
**     PATH_NAME
**
** and may have functions of its own in place of those here: cut() (OWN_CUT)
** and those of quick_take.h (OWN_FIND).
**
** Signed numbers put the bytes of UTF-8 in this order:
**
**     80 .. BF  continuation | C0 .. FF  lead | 00 .. 7F  ASCII
*/

#include "text/quick_take.h"

/* From 'first' to 'last', less than 128 bytes: they are moved to the highest
** signed numbers. */
static inline vector within (vector v, unsigned first, unsigned last) {
  return above(plus(v, 127 - last), 127 - (last - first + 1));
}


static inline vector continuations (vector v) {
  return below(v, 0xC0);
}


/* What is not ASCII. */
static inline vector high_of (vector v) {
  return below(v, 0);
}


/* A block and what stands before its bytes. */
typedef struct sight {
  vector here;   /* bytes i, i + 1, ... */
  vector before; /* bytes i - 1, i, ... */
  vector second; /* bytes i - 2, ... */
} sight;

static inline sight see (const unsigned char *text) {
  return (sight){load(text), load(text - 1), load(text - 2)};
}


/* Where continuation bytes are missing or too much, if 'leads' are all
** leads and 'long_leads' those of three bytes, one and two bytes before. */
static inline vector misplaced (sight s, vector leads, vector long_leads) {
  return differ(continuations(s.here), either(leads, long_leads));
}


/* Leads of clean characters. */
static inline vector clean_leads (vector v) {
  return either(within(v, 0xC2, 0xC8), either(same(v, 0xE1), same(v, 0xE2)));
}


/* E1 before other than B8..BB. */
static inline vector strange_after_e1 (sight s) {
  return without(same(s.before, 0xE1), within(s.here, 0xB8, 0xBB));
}


static inline vector unclean_of (const unsigned char *text) {
  const sight s = see(text);
  const vector e2 = same(s.second, 0xE2);
  vector bad = misplaced(s, clean_leads(s.before),
                         either(same(s.second, 0xE1), e2));
  bad = either(bad, without(high_of(s.here),
                            either(clean_leads(s.here),
                                   continuations(s.here))));
  bad = either(bad, strange_after_e1(s));
  bad = either(bad, without(same(s.before, 0xE2), same(s.here, 0x80)));
  bad = either(bad, both(e2, below(s.here, 0x82)));
  bad = either(bad, both(same(s.before, 0xC3),
                         either(same(s.here, 0x90), same(s.here, 0xB0))));
  return either(bad, both(same(s.before, 0xC6), same(s.here, 0x89)));
}


static inline vector invalid_of (const unsigned char *text) {
  const sight s = see(text);
  const vector third = load(text - 3);
  vector bad = misplaced(s, within(s.before, 0xC0, 0xFF),
                         either(within(s.second, 0xE0, 0xFF),
                                within(third, 0xF0, 0xFF)));
  bad = either(bad, within(s.here, 0xC0, 0xC1));
  bad = either(bad, within(s.here, 0xF5, 0xFF));
  bad = either(bad, without(same(s.before, 0xE0), above(s.here, 0x9F)));
  bad = either(bad, both(same(s.before, 0xED), above(s.here, 0x9F)));
  bad = either(bad, without(same(s.before, 0xF0), above(s.here, 0x8F)));
  return either(bad, both(same(s.before, 0xF4), above(s.here, 0x8F)));
}


static size_t skip_clean (const unsigned char *text, size_t bytes,
                          size_t at) {
  for (; bytes - at > VIET_BLOCK; at += VIET_BLOCK) {
    vector bad = unclean_of(text + at);
    for (size_t i = LANES; i < VIET_BLOCK; i += LANES)
      bad = either(bad, unclean_of(text + at + i));
    if (!is_zero(bad)) break;
  }
  return at;
}


static size_t skip_valid (const unsigned char *text, size_t bytes,
                          size_t at) {
  for (; bytes - at >= VIET_BLOCK; at += VIET_BLOCK) {
    vector bad = invalid_of(text + at);
    for (size_t i = LANES; i < VIET_BLOCK; i += LANES)
      bad = either(bad, invalid_of(text + at + i));
    if (!is_zero(bad)) break;
  }
  return at;
}


static uint64_t unclean (const unsigned char *block) {
  uint64_t found = 0;
  for (unsigned i = 0; i < VIET_BLOCK; i += LANES)
    found |= (uint64_t)bits(unclean_of(block + i)) << i;
  return found;
}


static viet_high high (const unsigned char *block) {
  viet_high found = {0};
  for (unsigned i = 0; i < VIET_BLOCK; i += LANES) {
    const vector v = load(block + i), all = high_of(v);
    found.all |= (uint64_t)bits(all) << i;
    found.leads |= (uint64_t)bits(both(all, above(v, 0xBF))) << i;
    found.long_leads |= (uint64_t)bits(both(all, above(v, 0xDF))) << i;
  }
  return found;
}


#if !defined(OWN_CUT)

/* Adds the classes of the lanes that begin at byte 'at' of a block. */
static inline void add_lanes (classes *found, const unsigned char *block,
                              unsigned at) {
  const vector v = load(block + at);
  const vector digit = within(v, '0', '9');
  const vector letter = within(either(v, all(0x20)), 'a', 'z');
  const vector space = either(same(v, ' '), within(v, '\t', '\r'));
  const uint64_t high = high_bits(v);
  found->word |= (bits(either(letter, digit)) | high) << at;
  found->high |= high << at;
  found->digit |= (uint64_t)bits(digit) << at;
  found->space |= (uint64_t)bits(space) << at;
  found->feed |= (uint64_t)bits(same(v, '\n')) << at;
  found->joiner |= (uint64_t)bits(within(v, ',', ':')) << at;
}


static inline classes cut (const unsigned char *block) {
  classes found = {0};
  add_lanes(&found, block, 0);
  add_lanes(&found, block, LANES);
  if (LANES < VIET_BLOCK / 2) {
    add_lanes(&found, block, 2 * LANES);
    add_lanes(&found, block, 3 * LANES);
  }
  found.joiner &= ~found.digit;  /* which stand among them */
  return found;
}

#endif


static const viet_path path = {
  PATH_NAME, skip_clean, skip_valid, unclean, high, take,
  hash_short
};
