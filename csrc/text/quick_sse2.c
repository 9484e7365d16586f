/*
** quick_sse2.c
** The fast path for every x86-64: 16 bytes together.
*/

#include "text/quick.h"

#if defined(__x86_64__) || defined(_M_X64)

#include <emmintrin.h>

#define PATH_NAME "sse2"
#define LANES 16
#define vector __m128i

static inline vector load (const unsigned char *text) {
  return _mm_loadu_si128((const __m128i *)(const void *)text);
}

static inline vector all (unsigned byte) {
  return _mm_set1_epi8((char)byte);
}

static inline vector same (vector v, unsigned byte) {
  return _mm_cmpeq_epi8(v, all(byte));
}

static inline vector plus (vector v, unsigned byte) {
  return _mm_add_epi8(v, all(byte));
}

static inline vector above (vector v, unsigned byte) {
  return _mm_cmpgt_epi8(v, all(byte));
}

static inline vector below (vector v, unsigned byte) {
  return _mm_cmpgt_epi8(all(byte), v);
}

static inline vector both (vector a, vector b) {
  return _mm_and_si128(a, b);
}

static inline vector either (vector a, vector b) {
  return _mm_or_si128(a, b);
}

static inline vector differ (vector a, vector b) {
  return _mm_xor_si128(a, b);
}

static inline vector without (vector a, vector b) {
  return _mm_andnot_si128(b, a);
}

static inline uint32_t bits (vector v) {
  return (uint32_t)_mm_movemask_epi8(v);
}

static inline uint32_t high_bits (vector v) {
  return (uint32_t)_mm_movemask_epi8(v);
}

static inline bool is_zero (vector v) {
  return bits(v) == 0;
}

/* Few are set. */
static inline unsigned count_bits (uint64_t bits) {
  unsigned count = 0;
  for (; bits != 0; bits &= bits - 1) count++;
  return count;
}

#include "text/quick_kernel.h"

const viet_path *viet_path_sse2 (void) {
  return &path;
}

#else

const viet_path *viet_path_sse2 (void) {
  return NULL;
}

#endif
