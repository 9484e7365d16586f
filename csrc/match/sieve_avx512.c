/*
** sieve_avx512.c
** The filter for x86 with AVX-512: eight tokens together. See sieve.h.
*/

#include "match/sieve.h"

#if defined(__GNUC__) && defined(__x86_64__)

#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512dq,avx512vl")))
#define LANES 8
#define vector __m512i  /* eight numbers of 64 bits */

TARGET static inline vector load (const uint64_t *numbers) {
  return _mm512_loadu_si512(numbers);
}


/* viet_hash_next */
TARGET static inline vector hash_next (vector hash, vector word) {
  const vector factor = _mm512_set1_epi64((long long)VIET_NEXT);
  return _mm512_add_epi64(_mm512_mullo_epi64(hash, factor), word);
}


/* The numbers of the words of the filter for eight hashes. */
TARGET static inline void number_words (const viet_sieve *self, vector hash,
                                        uint64_t at[8]) {
  const __m128i shift = _mm_cvtsi32_si128((int)self->shift);
  _mm512_storeu_si512(at, _mm512_srl_epi64(hash, shift));
}


/* The words themselves. Single loads are faster than one that gathers. */
TARGET static inline vector words_of (const viet_sieve *self, vector hash) {
  uint64_t at[8];
  number_words(self, hash, at);
  const uint64_t *words = self->words;
  return _mm512_set_epi64((long long)words[at[7]], (long long)words[at[6]],
                          (long long)words[at[5]], (long long)words[at[4]],
                          (long long)words[at[3]], (long long)words[at[2]],
                          (long long)words[at[1]], (long long)words[at[0]]);
}


/* viet_filter_has, a bit for each. A rotation looks at six bits alone. */
TARGET static inline __mmask8 has (vector word, vector hash) {
  const vector one = _mm512_set1_epi64(1);
  const vector second = _mm512_rolv_epi64(one, _mm512_srli_epi64(hash, 6));
  return _mm512_mask_test_epi64_mask(
    _mm512_test_epi64_mask(word, _mm512_rolv_epi64(one, hash)),
    word, second);
}


/* Which of eight tokens have prefixes that may be there, a bit for each. */
TARGET static inline unsigned look (const viet_sieve *self, size_t at) {
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
TARGET static inline unsigned starts_of (const viet_sieve *self,
                                         size_t at) {
  const __m256i *rows = (const __m256i *)(const void *)(self->rows + at);
  const __m256i *next = (const __m256i *)(const void *)(self->rows + at + 1);
  const __m256i starts = _mm256_set1_epi32((int)VIET_ROW_STARTS);
  const __m256i follows = _mm256_set1_epi32((int)VIET_ROW_FOLLOWS);
  return _mm256_mask_test_epi32_mask(
    _mm256_test_epi32_mask(_mm256_loadu_si256(rows), starts),
    _mm256_loadu_si256(next), follows);
}


#include "match/sieve_kernel.h"

viet_sieve_function *viet_sieve_avx512 (void) {
  return __builtin_cpu_supports("avx512f")
      && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512vl") ? sift : NULL;
}

#else

viet_sieve_function *viet_sieve_avx512 (void) {
  return NULL;
}

#endif
