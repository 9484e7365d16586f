/*
** sieve.c
** The filter of a gazetteer on each kind of CPU: random tokens and filters,
** with what passes found out token by token.
**
**   usage: sieve [SEED]
*/

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "match/sieve.h"

enum { ROUNDS = 20000, MOST = 300, WORDS = 64 };

static uint64_t state;

static uint64_t next (void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state * UINT64_C(0x2545F4914F6CDD1D);
}


/* Fills the arrays; tokens are few different ones, and so are prefixes. */
static void make (uint64_t *words, uint64_t *hashes, uint32_t *rows) {
  const unsigned kinds = 1 + (unsigned)(next() % 12);
  const uint64_t full = next() % 3;
  for (size_t i = 0; i < WORDS; i++)
    words[i] = full == 0 ? next() : full == 1 ? next() | next() | next()
                                              : next() & next() & next();
  for (size_t i = 0; i < MOST + VIET_SIEVE_BEHIND; i++) {
    hashes[i] = viet_hash_word(7, (uint32_t)(next() % kinds));
    rows[i] = (uint32_t)next();
  }
}


/* Does token 'at' pass? As index.h has it, in so many words. */
static bool passes (const viet_sieve *self, size_t at) {
  const uint64_t two = viet_hash_next(self->hashes[at],
                                      self->hashes[at + 1]);
  const uint64_t three = viet_hash_next(two, self->hashes[at + 2]);
  const uint64_t four = viet_hash_next(three, self->hashes[at + 3]);
  const uint64_t second = self->words[two >> self->shift];
  const uint64_t third = self->words[three >> self->shift];
  const uint64_t bits[] = {viet_filter_bits(two), viet_filter_bits(three),
                           viet_filter_bits(four)};
  return (self->rows[at] & VIET_ROW_STARTS) != 0
      && (self->rows[at + 1] & VIET_ROW_FOLLOWS) != 0
      && ((second & bits[0]) == bits[0] || (third & bits[1]) == bits[1]
          || (third & bits[2]) == bits[2]);
}


static bool is_right (viet_sieve_function *sift, const viet_sieve *sieve,
                      size_t starts) {
  uint64_t passed[MOST / 64 + 2];
  memset(passed, 0xA5, sizeof(passed));
  sift(sieve, starts, passed);
  for (size_t i = 0; i < (starts + 63) / 64 * 64; i++)
    if ((passed[i / 64] >> i % 64 & 1)
        != (i < starts && passes(sieve, i)))
      return false;
  return passed[(starts + 63) / 64] == UINT64_C(0xA5A5A5A5A5A5A5A5);
}


/* The rounds that go wrong. */
static int run (const char *name, viet_sieve_function *sift, uint64_t seed) {
  static uint64_t words[WORDS], hashes[MOST + VIET_SIEVE_BEHIND];
  static uint32_t rows[MOST + VIET_SIEVE_BEHIND];
  int failed = 0;
  state = seed;
  for (int i = 0; i < ROUNDS; i++) {
    const viet_sieve sieve = {words, 58, hashes, rows};
    make(words, hashes, rows);
    failed += !is_right(sift, &sieve, (size_t)(next() % (MOST + 1)));
  }
  if (failed > 0)
    printf("not ok: %s, %d of %d\n", name, failed, ROUNDS);
  return failed;
}


int main (int argc, char **argv) {
  const uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10)
                                 : (uint64_t)time(NULL) | 1;
  int failed = run("plain", viet_sieve_plain, seed);
  if (viet_sieve_avx2() != NULL)
    failed += run("avx2", viet_sieve_avx2(), seed);
  if (viet_sieve_avx512() != NULL)
    failed += run("avx512", viet_sieve_avx512(), seed);
  printf("seed %llu\n", (unsigned long long)seed);
  puts(failed > 0 ? "not ok sieve" : "ok sieve");
  return failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
