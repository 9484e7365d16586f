/*
** prefilter_avx2.c
** The eyes of the prefilter for x86 with AVX2. See prefilter.h.
*/

#include "match/prefilter.h"

#if defined(__GNUC__) && defined(__x86_64__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define vector __m256i  /* 32 bytes */


AVX2 static inline vector load (const unsigned char *text) {
  return _mm256_loadu_si256((const vector *)(const void *)text);
}


AVX2 static inline vector all (unsigned byte) {
  return _mm256_set1_epi8((char)byte);
}


AVX2 static inline vector same (vector v, unsigned byte) {
  return _mm256_cmpeq_epi8(v, all(byte));
}


AVX2 static inline vector both (vector a, vector b) {
  return _mm256_and_si256(a, b);
}


AVX2 static inline vector either (vector a, vector b) {
  return _mm256_or_si256(a, b);
}


/* A table of 16 in both halves. */
AVX2 static inline vector table (const uint8_t *items) {
  return _mm256_broadcastsi128_si256(
    _mm_loadu_si128((const __m128i *)(const void *)items));
}


/* The buckets that a byte of an anchor allows. */
AVX2 static inline vector allowed (vector low, vector high, vector v) {
  const vector half = all(0x0F);
  return both(
    _mm256_shuffle_epi8(low, both(v, half)),
    _mm256_shuffle_epi8(high, both(_mm256_srli_epi16(v, 4), half)));
}


AVX2 static viet_places find_anchors (const viet_anchors *self,
                                      const unsigned char *text, size_t *at,
                                      size_t end,
                                      uint8_t buckets[VIET_PLACES]) {
  vector low[VIET_ANCHOR_BYTES], high[VIET_ANCHOR_BYTES];
  for (size_t k = 0; k < VIET_ANCHOR_BYTES; k++) {
    low[k] = table(self->low[k]);
    high[k] = table(self->high[k]);
  }
  for (; *at < end; *at += VIET_PLACES) {
    vector found = allowed(low[0], high[0], load(text + *at));
    found = both(found, allowed(low[1], high[1], load(text + *at + 1)));
    found = both(found, allowed(low[2], high[2], load(text + *at + 2)));
    if (_mm256_testz_si256(found, found))
      continue;
    _mm256_storeu_si256((vector *)(void *)buckets, found);
    return ~(viet_places)_mm256_movemask_epi8(same(found, 0));
  }
  return 0;
}


/* Leads from 'first' on, but for one. */
AVX2 static inline vector leads_from (vector v, unsigned first,
                                      unsigned but) {
  const vector at_least = _mm256_cmpeq_epi8(_mm256_max_epu8(v, all(first)),
                                            v);
  return _mm256_andnot_si256(same(v, but), at_least);
}


AVX2 static inline vector strange_at (const unsigned char *text) {
  const vector v = load(text), next = load(text + 1);
  vector found = either(leads_from(v, 0xC7, 0xE1),
                        same(both(v, all(0xFE)), 0xC0));
  found = either(found, both(same(v, 0xC2), same(next, 0xAD)));
  found = either(found, both(same(v, 0xC3),
                             either(same(both(next, all(0xDF)), 0x90),
                                    same(next, 0x9F))));
  found = either(found, both(same(v, 0xC5), same(next, 0xBF)));
  found = either(found, both(same(v, 0xC6), same(next, 0x89)));
  found = either(found, both(same(v, 0xBA),
                             same(both(next, all(0xE0)), 0x80)));
  return either(found, _mm256_andnot_si256(same(both(next, all(0xFE)), 0xBA),
                                           same(v, 0xE1)));
}


AVX2 static viet_places find_strange (const unsigned char *text, size_t *at,
                                      size_t end) {
  for (; *at < end; *at += VIET_PLACES) {
    const vector found = strange_at(text + *at);
    if (!_mm256_testz_si256(found, found))
      return (viet_places)_mm256_movemask_epi8(found);
  }
  return 0;
}


const viet_eyes *viet_eyes_avx2 (void) {
  static const viet_eyes eyes = {find_anchors, find_strange};
  return __builtin_cpu_supports("avx2") ? &eyes : NULL;
}

#else

const viet_eyes *viet_eyes_avx2 (void) {
  return NULL;
}

#endif
