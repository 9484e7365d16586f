/*
** sieve_avx512.c
** The filter for x86 with AVX-512: eight tokens together. See sieve.h.
*/

#include "match/sieve.h"

#if defined(__GNUC__) && defined(__x86_64__)

#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512dq,avx512vl")))
#define vector __m512i  /* eight numbers of 64 bits */

/* bits that number the words of a filter that is near the processor */
#define NEAR_BITS 16

AVX512 static inline vector load (const uint64_t *numbers) {
  return _mm512_loadu_si512(numbers);
}


/* viet_hash_next */
AVX512 static inline vector hash_next (vector hash, vector word) {
  const vector factor = _mm512_set1_epi64((long long)VIET_NEXT);
  return _mm512_add_epi64(_mm512_mullo_epi64(hash, factor), word);
}


/* The numbers of the words of the filter for eight hashes. */
AVX512 static inline void number_words (const viet_sieve *self, vector hash,
                                        uint64_t at[8]) {
  const __m128i shift = _mm_cvtsi32_si128((int)self->shift);
  _mm512_storeu_si512(at, _mm512_srl_epi64(hash, shift));
}


/* The words themselves. Single loads are faster than one that gathers. */
AVX512 static inline vector words_of (const viet_sieve *self, vector hash) {
  uint64_t at[8];
  number_words(self, hash, at);
  const uint64_t *words = self->words;
  return _mm512_set_epi64((long long)words[at[7]], (long long)words[at[6]],
                          (long long)words[at[5]], (long long)words[at[4]],
                          (long long)words[at[3]], (long long)words[at[2]],
                          (long long)words[at[1]], (long long)words[at[0]]);
}


/* viet_filter_has, a bit for each. A rotation looks at six bits alone. */
AVX512 static inline __mmask8 has (vector word, vector hash) {
  const vector one = _mm512_set1_epi64(1);
  const vector second = _mm512_rolv_epi64(one, _mm512_srli_epi64(hash, 6));
  return _mm512_mask_test_epi64_mask(
    _mm512_test_epi64_mask(word, _mm512_rolv_epi64(one, hash)),
    word, second);
}


/* Which of eight tokens have prefixes that may be there, a bit for each. */
AVX512 static inline unsigned look (const viet_sieve *self, size_t at) {
  const uint64_t *hashes = self->hashes + at;
  const vector two = hash_next(load(hashes), load(hashes + 1));
  const vector three = hash_next(two, load(hashes + 2));
  const vector four = hash_next(three, load(hashes + 3));
  const vector third = words_of(self, three);
  return has(words_of(self, two), two) | has(third, three)
       | has(third, four);
}


/* Which of eight tokens begin names of two tokens, and are followed by one
** that is second in such a name, a bit for each. */
AVX512 static inline unsigned starts_of (const viet_sieve *self,
                                         size_t at) {
  const __m256i *rows = (const __m256i *)(const void *)(self->rows + at);
  const __m256i *next = (const __m256i *)(const void *)(self->rows + at + 1);
  const __m256i starts = _mm256_set1_epi32((int)VIET_ROW_STARTS);
  const __m256i follows = _mm256_set1_epi32((int)VIET_ROW_FOLLOWS);
  return _mm256_mask_test_epi32_mask(
    _mm256_test_epi32_mask(_mm256_loadu_si256(rows), starts),
    _mm256_loadu_si256(next), follows);
}


/* Asks for the words of the tokens up to 'count' from 'first' on. */
AVX512 static void fetch (const viet_sieve *self, size_t first,
                          size_t count) {
  for (size_t i = 0; i < count; i += 8) {
    uint64_t at[16];
    const uint64_t *hashes = self->hashes + first + i;
    const vector two = hash_next(load(hashes), load(hashes + 1));
    number_words(self, two, at);
    number_words(self, hash_next(two, load(hashes + 2)), at + 8);
    for (size_t k = 0; k < 16; k++)
      __builtin_prefetch(&self->words[at[k]]);
  }
}


AVX512 static void sift (const viet_sieve *self, size_t starts,
                         uint64_t *passed) {
  const bool is_far = self->shift < 64 - NEAR_BITS;
  for (size_t first = 0; first < starts; first += 64) {
    const size_t left = starts - first;
    if (is_far)
      fetch(self, first, left < 64 ? left : 64);
    uint64_t bits = 0;
    for (size_t i = 0; i < 64 && i < left; i += 8)
      bits |= (uint64_t)(look(self, first + i)
                         & starts_of(self, first + i)) << i;
    passed[first / 64] = left < 64 ? bits & ((UINT64_C(1) << left) - 1)
                                   : bits;
  }
}


viet_sieve_function *viet_sieve_avx512 (void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512vl") ? sift : NULL;
}

#else

viet_sieve_function *viet_sieve_avx512 (void) {
  return NULL;
}

#endif
