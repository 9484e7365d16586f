/*
** pattern_memory.h
** What a pattern has found out about forms and about entries of gazetteers,
** which is the same in each text: keys, and what tests give.
**
** Forms are those of spellings that texts share, or else those of one text:
** then nothing is remembered.
*/

#ifndef viet_match_pattern_memory_h
#define viet_match_pattern_memory_h

#include "match/arena.h"
#include "match/pattern.h"

/* results of tests: two bits */
enum { VIET_UNKNOWN, VIET_NO, VIET_YES };

/* Results are kept by form, since the tests of a rule ask for the same token
** one after the other. A word has those of so many tests, two bits each. They
** are those of tokens that are no units ("m"): units are tested again. */
#define VIET_TESTS_IN_WORD 32

/* Results of the tests of a gazetteer's entries, for each entry 'words' words
** of bits: the first one is VIET_MASK_KNOWN, the others are those of tests
** that hold. */
typedef struct viet_masks {
  uint64_t *items;    /* NULL: none yet */
  size_t count;       /* of entries */
  size_t words;
  size_t tests;       /* that have a bit */
  uint64_t of;        /* the gazetteer */
} viet_masks;

#define VIET_MASK_KNOWN ((uint64_t)1)

/* A test that has no bit. */
#define VIET_NO_BIT 0

struct viet_scratch {
  viet_allocator allocator;  /* of itself */
  viet_arena arena;
};

struct viet_memory {
  const viet_pattern *pattern;
  viet_allocator allocator;
  viet_arena scratch;       /* of searches that bring none */
  uint64_t number;          /* of the spellings; 0: none */
  size_t forms;             /* that are known */
  size_t capacity;          /* forms that there is room for */
  viet_mark *marks;         /* of each form: those of its keys, each for its
                               own level */
  uint64_t *marked;         /* bits: forms of which a key is first or alone */
  uint32_t *keys;           /* of each form: 'columns' */
  unsigned columns;
  uint8_t column[VIET_LEVELS];  /* of each level */
  uint64_t *results;        /* of tests: 'words' for each form; NULL: none
                               yet */
  size_t words;
  size_t kept;              /* tests with results; those from there on have no
                               room */
  viet_masks *masks;        /* of each layer */
  uint8_t *bits;            /* of each span test: its bit in the masks of its
                               layer, or VIET_NO_BIT */
  size_t cached;            /* bytes of results */
  pcre2_general_context *context;
  pcre2_match_data *match;
  pcre2_match_context *limits;
};

/* Makes a memory that is empty, in place. It is freed also where that
** fails. */
viet_status viet_memory_init (viet_memory *self, const viet_pattern *pattern,
                              const viet_allocator *allocator);
void viet_memory_free (viet_memory *self);

/* Are the forms of some tokens worth remembering? Those of a text alone are
** not, nor those of spellings that others have taken the place of: texts that
** take turns would be forgotten each time. */
bool viet_memory_is_of (const viet_memory *self, const viet_tokens *tokens);

/* Learns the forms of some tokens. */
viet_status viet_memory_learn (viet_memory *self, const viet_tokens *tokens);

/* May a key of a form enter a rule, by itself or with the next one? */
static inline bool viet_memory_is_marked (const viet_memory *self,
                                          uint32_t form) {
  return (self->marked[form / 64] >> form % 64 & 1) != 0;
}

/* Makes room for results, if there is none yet and any at all. */
viet_status viet_memory_make_results (viet_memory *self);

/* What is known of a test for tokens of a form. */
static inline unsigned viet_memory_result (const viet_memory *self,
                                           uint32_t test, uint32_t form) {
  if (test >= self->kept)
    return VIET_UNKNOWN;
  const uint64_t word = self->results[form * self->words +
                                      test / VIET_TESTS_IN_WORD];
  return word >> test % VIET_TESTS_IN_WORD * 2 & 3;
}

/* Notes that. */
static inline void viet_memory_set_result (viet_memory *self, uint32_t test,
                                           uint32_t form, bool holds) {
  if (test < self->kept)
    self->results[form * self->words + test / VIET_TESTS_IN_WORD] |=
      (uint64_t)(holds ? VIET_YES : VIET_NO)
      << test % VIET_TESTS_IN_WORD * 2;
}

/* The masks of the 'count' entries of a gazetteer, which is what a layer is;
** NULL if there is no room, with '*status' set where memory ran out. */
uint64_t *viet_memory_masks (viet_memory *self, size_t layer,
                             uint64_t gazetteer, size_t count,
                             viet_status *status);

#endif
