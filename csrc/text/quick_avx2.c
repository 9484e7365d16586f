/*
** quick_avx2.c
** The fast path for x86 with AVX2, 32 bytes together, and BMI, for bits.
*/

#include "text/quick.h"

#if defined(__GNUC__) && defined(__x86_64__)

#include <immintrin.h>

#define PATH_NAME "avx2"
#define LANES 32
#define vector __m256i

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt"))), \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,popcnt")
#endif

static inline vector load (const unsigned char *text) {
  return _mm256_loadu_si256((const __m256i *)(const void *)text);
}

static inline vector all (unsigned byte) {
  return _mm256_set1_epi8((char)byte);
}

static inline vector same (vector v, unsigned byte) {
  return _mm256_cmpeq_epi8(v, all(byte));
}

static inline vector plus (vector v, unsigned byte) {
  return _mm256_add_epi8(v, all(byte));
}

static inline vector above (vector v, unsigned byte) {
  return _mm256_cmpgt_epi8(v, all(byte));
}

static inline vector below (vector v, unsigned byte) {
  return _mm256_cmpgt_epi8(all(byte), v);
}

static inline vector both (vector a, vector b) {
  return _mm256_and_si256(a, b);
}

static inline vector either (vector a, vector b) {
  return _mm256_or_si256(a, b);
}

static inline vector differ (vector a, vector b) {
  return _mm256_xor_si256(a, b);
}

static inline vector without (vector a, vector b) {
  return _mm256_andnot_si256(b, a);
}

static inline uint32_t bits (vector v) {
  return (uint32_t)_mm256_movemask_epi8(v);
}

static inline uint32_t high_bits (vector v) {
  return (uint32_t)_mm256_movemask_epi8(v);
}

static inline bool is_zero (vector v) {
  return _mm256_testz_si256(v, v);
}

static inline unsigned count_bits (uint64_t bits) {
  return (unsigned)__builtin_popcountll(bits);
}

#include "text/quick_kernel.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

const viet_path *viet_path_avx2 (void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")
      && __builtin_cpu_supports("bmi2") ? &path : NULL;
}

#else

const viet_path *viet_path_avx2 (void) {
  return NULL;
}

#endif
