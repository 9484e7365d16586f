/*
** quick_avx2.c
** The fast path for x86 with AVX2, 32 bytes together, and BMI, for bits.
*/

#include "text/quick.h"

#if defined(__GNUC__) && defined(__x86_64__)

#include <immintrin.h>

#define PATH_NAME "avx2"

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target( \
  "avx2,aes,bmi,bmi2,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,aes,bmi,bmi2,popcnt")
#endif

#include "text/quick_vector256.h"
#include "text/quick_kernel.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

const viet_path *viet_path_avx2 (void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("aes")
      && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")
      && __builtin_cpu_supports("popcnt") ? &path : NULL;
}

#else

const viet_path *viet_path_avx2 (void) {
  return NULL;
}

#endif
