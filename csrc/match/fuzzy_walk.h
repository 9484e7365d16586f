/*
** fuzzy_walk.h
** A fuzzy search at work, and its steps:
**
**     exact    what viet_search finds, with the score 1
**     walk     from each token along the names (a range of sorted names is
**              a node), by the words that a token of the text may stand for
**              (fuzzy.c; the words are found in fuzzy_words.c, once for each
**              form)
**     choose   the best of what overlaps (fuzzy_choose.c)
*/

#ifndef viet_match_fuzzy_walk_h
#define viet_match_fuzzy_walk_h

#include "match/fuzzy.h"
#include "match/search.h"

/* A word that a part of the text may stand for. */
typedef struct viet_fuzzy_candidate {
  uint32_t word;
  uint16_t cost;
  bool is_same;  /* are the base letters right? */
  bool capital;  /* is the capital kept, if the word has one? */
} viet_fuzzy_candidate;

/* What a form, or tokens with hyphens between them, may stand for. */
typedef struct viet_fuzzy_part {
  uint32_t first;  /* of the candidates */
  uint32_t count;
  bool is_known;
} viet_fuzzy_part;

/* A match with what it is compared by. */
typedef struct viet_fuzzy_hit {
  viet_match match;
  uint32_t cost;
  uint32_t letters;
  int32_t priority;
  bool is_out;
} viet_fuzzy_hit;

typedef struct viet_fuzzy_walk {
  const viet_fuzzy *self;
  const viet_fuzzy_rules *rules;
  const viet_tokens *tokens;
  const viet_token *array;
  size_t count;             /* of tokens */
  viet_allocator allocator;
  viet_search *search;      /* tells which entries are wanted */
  unsigned budget;          /* most that a name may cost */
  viet_vector parts;        /* viet_fuzzy_part, for each form */
  viet_vector candidates;   /* viet_fuzzy_candidate */
  size_t most;              /* that there may be now */
  viet_vector states;       /* those of fuzzy.c that wait */
  viet_vector hits;         /* viet_fuzzy_hit */
  viet_vector key;          /* bytes */
  viet_forms pieces;        /* of glued words, without an allocator as long
                               as there are none, */
  viet_vector piece_parts;  /* and a viet_fuzzy_part for each */
  size_t steps;             /* left from this token */
  size_t room;              /* hits that it may still have */
} viet_fuzzy_walk;

/* Finds the words that the key in 'key' may stand for, as candidates behind
** those that there are. */
viet_status viet_fuzzy_find_words (viet_fuzzy_walk *self,
                                   viet_fuzzy_part *result);

/* Gives the hits that are best as a block of their own, in order; NULL if
** there are none. */
viet_status viet_fuzzy_deliver (viet_fuzzy_walk *self,
                                viet_fuzzy_match **result, size_t *count);

#endif
