/*
** fuzzy.h
** What is made of layers for fuzzy searches. Names become rows of words:
** tokens, where those with hyphens between them are one.
**
**     "Xéc-gây Sôi-gu"    xéc-gây  sôi-gu
**     "Phan Văn Giang"    phan     văn      giang
**
** A name with hyphens is there again with the words between them:
**
**     "Xéc-gây Sôi-gu"    xéc      gây      sôi      gu
**
** Words are numbered in the order of their letters, the solid ones behind
** all others; names are sorted by the numbers of their words, so that those
** that begin alike are neighbours: a range of names is a node of a trie.
**
**     word   letters  shared       names, sorted     depth 1   depth 2
**     #0     giang    0            [#1 #0]           [0, 3)    [0, 1)
**     #1     phan     0            [#1 #3 #0]                  [1, 3)
**     #2     phương   2            [#1 #3 #2]
**     #3     văn      0
*/

#ifndef viet_match_fuzzy_h
#define viet_match_fuzzy_h

#include "match/fuzzy_cost.h"
#include "match/index.h"
#include "match/intern.h"
#include "text/vector.h"

/* A word of names. */
typedef struct viet_fuzzy_key {
  uint32_t string;   /* of 'keys': a C or an s, for a capital or none, and
                        the keys at VIET_PLACEMENT */
  uint32_t first;    /* of 'letters' */
  uint8_t count;     /* of letters; 0: solid */
  uint8_t shared;    /* letters at the start that the word before has */
  bool is_heard;     /* viet_fuzzy_is_heard */
  bool capital;
} viet_fuzzy_key;

typedef struct viet_fuzzy_name {
  uint32_t record;   /* of its layer */
  uint32_t first;    /* of 'rows' */
  uint32_t letters;  /* of all words; a solid one counts as 1 */
  uint16_t count;    /* of words */
  uint8_t layer;
  uint8_t hyphens;   /* that it was cut at */
  bool is_short;     /* one or two words of up to 3 letters, or a single
                        syllable? */
} viet_fuzzy_name;

struct viet_fuzzy {
  viet_allocator allocator;
  size_t layer_count;
  viet_layer layers[VIET_MAX_LAYERS];
  viet_intern keys;     /* what words are found by */
  viet_vector words;    /* viet_fuzzy_key, sorted by letters */
  viet_vector numbers;  /* uint32_t: the word of each of the keys */
  viet_vector letters;  /* viet_fuzzy_letter */
  viet_vector names;    /* viet_fuzzy_name, sorted by words */
  viet_vector rows;     /* uint32_t: the words of names */
  viet_fuzzy_costs costs;
  viet_fuzzy_costs ear; /* of names that were spelt by ear */
  bool has_heard;       /* is any word spelt by ear? */
  size_t plain;         /* words that are not solid */
};

/* Is the number 'a' to stand before 'b'? Equal ones stay as they are. */
typedef bool viet_fuzzy_before (const void *context, uint32_t a,
                                uint32_t b);

/* Sorts numbers; needs as much memory again for the time. */
viet_status viet_fuzzy_sort (uint32_t *items, size_t count,
                             viet_fuzzy_before *before, const void *context,
                             const viet_allocator *allocator);

static inline const viet_fuzzy_key *viet_fuzzy_key_at (
    const viet_fuzzy *self, uint32_t word) {
  return (const viet_fuzzy_key *)self->words.items + word;
}

static inline const viet_fuzzy_letter *viet_fuzzy_letters_of (
    const viet_fuzzy *self, const viet_fuzzy_key *word) {
  return (const viet_fuzzy_letter *)self->letters.items + word->first;
}

/* Word 'at' of a name, which has more words than that. */
static inline uint32_t viet_fuzzy_word_of (const viet_fuzzy *self,
                                           const viet_fuzzy_name *name,
                                           size_t at) {
  return ((const uint32_t *)self->rows.items)[name->first + at];
}

/* The word with a key, as in viet_fuzzy_key; VIET_NONE if there is none. */
uint32_t viet_fuzzy_find (const viet_fuzzy *self, const char *key,
                          size_t bytes);

/* Reads the key of a word, which 'key' is, apart from its first byte. */
void viet_fuzzy_read_key (viet_fuzzy_word *self, const char *key,
                          size_t bytes);

/* Does a spelling begin with a capital? */
bool viet_fuzzy_is_capital (const char *spelling, size_t bytes);

#endif
