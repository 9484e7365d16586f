/*
** sieve.c
** The filter for any CPU. See sieve.h.
*/

#include "match/sieve.h"


/* The tokens of a word of 'passed' that begin names of two tokens, and are
** followed by one that is second in such a name; returns how many. Most are
** not, and which ones cannot be foreseen: so there is no branch. */
static size_t find_starts (const uint32_t *rows, size_t count,
                           uint8_t starts[64]) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++) {
    starts[found] = (uint8_t)i;
    found += (rows[i] & rows[i + 1] << 1) >> 31;
  }
  return found;
}


void viet_sieve_plain (const viet_sieve *self, size_t starts,
                       uint64_t *passed) {
  for (size_t first = 0; first < starts; first += 64) {
    uint8_t found[64];
    uint64_t bits = 0;
    const size_t left = starts - first;
    const size_t count = find_starts(self->rows + first,
                                     left < 64 ? left : 64, found);
    for (size_t i = 0; i < count; i++) {
      const viet_prefixes at = viet_sieve_prefixes(self, first + found[i]);
      bits |= (uint64_t)(viet_sieve_look(self, &at) != 0) << found[i];
    }
    passed[first / 64] = bits;
  }
}


viet_sieve_function *viet_sieve_best (void) {
  if (viet_sieve_avx512() != NULL)
    return viet_sieve_avx512();
  return viet_sieve_avx2() != NULL ? viet_sieve_avx2() : viet_sieve_plain;
}
