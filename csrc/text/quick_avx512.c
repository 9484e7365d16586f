/*
** quick_avx512.c
** The fast path for x86 with AVX-512: that with AVX2, but that the 64 bytes
** of a block are classed together.
*/

#include "text/quick.h"

#if defined(__GNUC__) && defined(__x86_64__)

#include <immintrin.h>

#define PATH_NAME "avx512"

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target( \
  "avx2,avx512f,avx512bw,aes,bmi,bmi2,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,avx512f,avx512bw,aes,bmi,bmi2,popcnt")
#endif

#include "text/quick_vector256.h"

#define OWN_CUT
#include "text/quick_kernel.h"

/* The bytes from 'first' to 'last'. */
static inline uint64_t range (__m512i v, unsigned first, unsigned last) {
  const __m512i start = _mm512_set1_epi8((char)first);
  const __m512i count = _mm512_set1_epi8((char)(last - first));
  return _mm512_cmple_epu8_mask(_mm512_sub_epi8(v, start), count);
}


static inline classes cut (const unsigned char *block) {
  const __m512i v = _mm512_loadu_si512(block);
  const __m512i lower = _mm512_or_si512(v, _mm512_set1_epi8(0x20));
  classes found;
  found.high = _mm512_movepi8_mask(v);
  found.digit = range(v, '0', '9');
  found.word = range(lower, 'a', 'z') | found.digit | found.high;
  found.space = range(v, '\t', '\r')
              | _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(' '));
  found.feed = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\n'));
  found.joiner = range(v, ',', ':') & ~found.digit;
  return found;
}

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

const viet_path *viet_path_avx512 (void) {
  return viet_path_avx2() != NULL && __builtin_cpu_supports("avx512bw")
       ? &path : NULL;
}

#else

const viet_path *viet_path_avx512 (void) {
  return NULL;
}

#endif
