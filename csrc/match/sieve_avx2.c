/*
** sieve_avx2.c
** The filter for x86 with AVX2: four tokens together, and no branches. See
** sieve.h.
*/

#include "match/sieve.h"

#if defined(__GNUC__) && defined(__x86_64__)

#include <immintrin.h>

#define TARGET __attribute__((target("avx2")))
#define LANES 4
#define vector __m256i  /* four numbers of 64 bits */

TARGET static inline vector load (const uint64_t *numbers) {
  return _mm256_loadu_si256((const vector *)(const void *)numbers);
}


/* viet_hash_next: a product of 64 and 32 bits is two of 32 and 32. */
TARGET static inline vector hash_next (vector hash, vector word) {
  const vector factor = _mm256_set1_epi64x(VIET_NEXT);
  const vector low = _mm256_mul_epu32(hash, factor);
  const vector high = _mm256_mul_epu32(_mm256_srli_epi64(hash, 32), factor);
  return _mm256_add_epi64(_mm256_add_epi64(low, word),
                          _mm256_slli_epi64(high, 32));
}


/* The numbers of the words of the filter for four hashes. */
TARGET static inline void number_words (const viet_sieve *self, vector hash,
                                      uint64_t at[4]) {
  const __m128i shift = _mm_cvtsi32_si128((int)self->shift);
  _mm256_storeu_si256((vector *)(void *)at, _mm256_srl_epi64(hash, shift));
}


/* The words themselves. Single loads are faster than one that gathers. */
TARGET static inline vector words_of (const viet_sieve *self, vector hash) {
  uint64_t at[4];
  number_words(self, hash, at);
  return _mm256_set_epi64x((long long)self->words[at[3]],
                           (long long)self->words[at[2]],
                           (long long)self->words[at[1]],
                           (long long)self->words[at[0]]);
}


/* viet_filter_has, in the lowest bits. */
TARGET static inline vector has (vector word, vector hash) {
  const vector place = _mm256_set1_epi64x(63);
  const vector second = _mm256_and_si256(_mm256_srli_epi64(hash, 6), place);
  return _mm256_and_si256(
    _mm256_srlv_epi64(word, _mm256_and_si256(hash, place)),
    _mm256_srlv_epi64(word, second));
}


/* Which of four tokens have prefixes that may be there, a bit for each. */
TARGET static inline unsigned look (const viet_sieve *self, size_t at) {
  const uint64_t *hashes = self->hashes + at;
  const vector two = hash_next(load(hashes), load(hashes + 1));
  const vector three = hash_next(two, load(hashes + 2));
  const vector four = hash_next(three, load(hashes + 3));
  const vector second = words_of(self, two);
  const vector third = words_of(self, three);
  const vector found =
    _mm256_or_si256(has(second, two),
                    _mm256_or_si256(has(third, three), has(third, four)));
  return (unsigned)_mm256_movemask_pd(
    _mm256_castsi256_pd(_mm256_slli_epi64(found, 63)));
}


/* Which of four tokens begin names of two tokens, and are followed by one
** that is second in such a name, a bit for each. */
TARGET static inline unsigned starts_of (const viet_sieve *self, size_t at) {
  const __m128i *rows = (const __m128i *)(const void *)(self->rows + at);
  const __m128i *next = (const __m128i *)(const void *)(self->rows + at + 1);
  const __m128i follows = _mm_slli_epi32(_mm_loadu_si128(next), 1);
  return (unsigned)_mm_movemask_ps(
    _mm_castsi128_ps(_mm_and_si128(_mm_loadu_si128(rows), follows)));
}


#include "match/sieve_kernel.h"

viet_sieve_function *viet_sieve_avx2 (void) {
  return __builtin_cpu_supports("avx2") ? sift : NULL;
}

#else

viet_sieve_function *viet_sieve_avx2 (void) {
  return NULL;
}

#endif
