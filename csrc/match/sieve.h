/*
** sieve.h
** Which tokens of a window may begin a name of two tokens and more: the
** filter of a gazetteer (index.h) at work. It is asked at each token, so
** there is a function for each kind of CPU; all of them give the same.
*/

#ifndef viet_match_sieve_h
#define viet_match_sieve_h

#include "match/index.h"

/* Prefixes are looked for from two, three and four tokens on. */
#define VIET_LENGTHS 3

/* The highest bits of what a token is to a gazetteer: */
#define VIET_ROW_STARTS 0x80000000u   /* names of two tokens begin with it */
#define VIET_ROW_FOLLOWS 0x40000000u  /* it is the second token of one */

/* tokens behind the last start whose numbers must be readable; those of the
** three next ones matter */
#define VIET_SIEVE_BEHIND 12

typedef struct viet_sieve {
  const uint64_t *words;   /* the filter */
  unsigned shift;          /* 64 less the bits that number its words */
  const uint64_t *hashes;  /* of the tokens */
  const uint32_t *rows;    /* VIET_ROW_..., and more */
} viet_sieve;

/* Sets bit i % 64 of passed[i / 64] if token i passes, and clears it if it
** does not; for all i below 'starts', and the rest of the last word. */
typedef void viet_sieve_function (const viet_sieve *self, size_t starts,
                                  uint64_t *passed);

viet_sieve_function viet_sieve_plain;

/* NULL: this build or this CPU has it not. */
viet_sieve_function *viet_sieve_avx2 (void);
viet_sieve_function *viet_sieve_avx512 (void);

/* The fastest one of this CPU. */
viet_sieve_function *viet_sieve_best (void);

/* The hashes of the prefixes at a start, the shortest one first. */
typedef struct viet_prefixes {
  uint64_t hash[VIET_LENGTHS];
} viet_prefixes;

static inline viet_prefixes viet_sieve_prefixes (const viet_sieve *self,
                                                 size_t start) {
  const uint64_t *word = &self->hashes[start];
  viet_prefixes made;
  made.hash[0] = viet_hash_next(word[0], word[1]);
  made.hash[1] = viet_hash_next(made.hash[0], word[2]);
  made.hash[2] = viet_hash_next(made.hash[1], word[3]);
  return made;
}

/* Which of them may be there, a bit for each. */
static inline unsigned viet_sieve_look (const viet_sieve *self,
                                        const viet_prefixes *at) {
  const uint64_t two = self->words[at->hash[0] >> self->shift];
  const uint64_t three = self->words[at->hash[1] >> self->shift];
  return viet_filter_has(two, at->hash[0])
       | viet_filter_has(three, at->hash[1]) << 1
       | viet_filter_has(three, at->hash[2]) << 2;
}

#endif
