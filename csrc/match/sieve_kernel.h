/*
** sieve_kernel.h
** How vectors go over the tokens of a window: the same text for each kind of
** CPU. A file that includes it (sieve_avx2.c, sieve_avx512.c) has defined
**
**     TARGET, LANES       for what CPU, and tokens that are looked at together
**     vector              as many numbers of 64 bits
**     load, hash_next     from memory, and viet_hash_next
**     number_words        of the filter, for hashes
**     look, starts_of     a bit for each token: has it prefixes that may be
**                         there, may it begin a name?
*/

/* bits that number the words of a filter that is near the processor */
#define NEAR_BITS 16

/* Asks for the words of the tokens up to 'count' from 'first' on. */
TARGET static void fetch (const viet_sieve *self, size_t first,
                          size_t count) {
  for (size_t i = 0; i < count; i += LANES) {
    uint64_t at[2 * LANES];
    const uint64_t *hashes = self->hashes + first + i;
    const vector two = hash_next(load(hashes), load(hashes + 1));
    number_words(self, two, at);
    number_words(self, hash_next(two, load(hashes + 2)), at + LANES);
    for (size_t k = 0; k < 2 * LANES; k++)
      __builtin_prefetch(&self->words[at[k]]);
  }
}


TARGET static void sift (const viet_sieve *self, size_t starts,
                         uint64_t *passed) {
  const bool is_far = self->shift < 64 - NEAR_BITS;
  for (size_t first = 0; first < starts; first += 64) {
    const size_t left = starts - first;
    if (is_far)
      fetch(self, first, left < 64 ? left : 64);
    uint64_t bits = 0;
    for (size_t i = 0; i < 64 && i < left; i += LANES)
      bits |= (uint64_t)(look(self, first + i)
                         & starts_of(self, first + i)) << i;
    passed[first / 64] = left < 64 ? bits & ((UINT64_C(1) << left) - 1)
                                   : bits;
  }
}
