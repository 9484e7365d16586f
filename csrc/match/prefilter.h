/*
** prefilter.h
** Which lines of a text may hold one of some words, seen from its bytes
** alone: only these lines have to be cut into tokens.
**
**     rule      ("Thủ tướng" | "Bộ trưởng") []{0,5} "quyết định"
**     needs     in each match there is     way 0: "quyết" before "định"
**               one of the words of        way 1: "Thủ" before "tướng", or
**               each way                          "Bộ" before "trưởng"
**     search    three bytes of each word, an anchor, are looked for, 32
**               places at a time; where they stand the word is compared,
**               and the one behind it
**
** The text is searched in one way, and the lines that it lets through in the
** others; which one lets the fewest through is found out meanwhile.
**
** A word at VIET_EXACT is its bytes. At VIET_PLACEMENT it is one of a few
** spellings in a line of plain characters: ASCII, and letters that nothing
** changes but a capital. Lines with other characters, such as combining
** marks or what is not to be seen, are taken as they come. At VIET_TONELESS
** a word may be spelled in too many ways.
*/

#ifndef viet_match_prefilter_h
#define viet_match_prefilter_h

#include "match/intern.h"

/*
** {==================================================================
** What a match needs
** ===================================================================
*/

/* A token, and behind it another one, or VIET_NONE: whatever. */
typedef struct viet_need_word {
  uint32_t key;
  uint32_t next;
  uint32_t link;   /* the next of them that would do, or VIET_NONE */
  uint8_t level;
} viet_need_word;

/* Words of which each match of a rule has one. */
typedef struct viet_need {
  uint32_t rule;
  uint32_t head;   /* in 'words' */
  uint32_t tail;
  uint32_t count;
  double cost;     /* how often they may occur: the less, the better */
} viet_need;

typedef struct viet_needs {
  viet_vector words;  /* viet_need_word */
  viet_vector all;    /* viet_need: those of a rule together */
  bool given_up;      /* has a rule none, or are there too many? */
} viet_needs;

/* }================================================================== */


/*
** {==================================================================
** The filter
** ===================================================================
*/

/* bytes of a spelling that are compared, and of one that are looked for */
#define VIET_SPELLING_BYTES 30
#define VIET_ANCHOR_BYTES 3

/* ways to filter the lines of a text */
#define VIET_WAYS 3

/* places that are looked at together, and bytes that must be readable from
** the first one on */
#define VIET_PLACES 32
#define VIET_PLACES_READ (VIET_PLACES + VIET_ANCHOR_BYTES)

#define VIET_BUCKETS 8

/* A spelling: each byte is that in 'low' or that in 'high'. */
typedef struct viet_spelled {
  uint8_t low[VIET_SPELLING_BYTES];
  uint8_t high[VIET_SPELLING_BYTES];
  uint8_t bytes;
  bool is_word;    /* is it of letters alone, so that none stands beside? */
} viet_spelled;

/* A word that is looked for. */
typedef struct viet_literal {
  viet_spelled spelled;
  uint8_t anchor;         /* where its anchor begins */
  uint32_t first_follow;  /* in 'follows': spellings of the word behind it; */
  uint32_t end_follow;    /* none: any */
} viet_literal;

/* Which bytes the anchors have: of the first byte, of the second one, ...,
** for each value of its half a bit for each bucket. */
typedef struct viet_anchors {
  uint8_t low[VIET_ANCHOR_BYTES][16];
  uint8_t high[VIET_ANCHOR_BYTES][16];
} viet_anchors;

typedef struct viet_way {
  viet_anchors anchors;
  uint32_t bucket[VIET_BUCKETS + 1];  /* where the literals of each begin */
  bool is_plain;   /* does it know plain lines alone? */
} viet_way;

typedef struct viet_prefilter {
  viet_vector literals;  /* viet_literal: of one way after the other, by
                            bucket */
  viet_vector follows;   /* viet_spelled */
  viet_way ways[VIET_WAYS];
  size_t way_count;
} viet_prefilter;

/*
** Makes a filter for what all rules need; '*result' is NULL if there is
** none that helps. 'keys' has the words.
*/
viet_status viet_prefilter_open (const viet_needs *needs, size_t rules,
                                 const viet_intern *keys,
                                 const viet_allocator *allocator,
                                 viet_prefilter **result);

void viet_prefilter_close (viet_prefilter *self,
                           const viet_allocator *allocator);

/*
** Finds the lines that may have a match: spans of bytes, uint32_t[2], in
** order and apart, each from the start of a line to the start of another or
** to the end of the text.
*/
viet_status viet_prefilter_lines (const viet_prefilter *self,
                                  const char *text, size_t bytes,
                                  const viet_allocator *allocator,
                                  viet_vector *lines);

/* The spellings of a word, which are added to 'to'; none if there are too
** many, or if it is not known how it may be spelled. */
viet_status viet_prefilter_spell (const char *key, size_t bytes,
                                  uint8_t level,
                                  const viet_allocator *allocator,
                                  viet_vector *to);

/* }================================================================== */


/*
** {==================================================================
** For each kind of CPU
** ===================================================================
*/

/* What may stand at some of the places from 'at' on, of which VIET_PLACES_READ
** bytes can be read: a bit for each place. */
typedef uint32_t viet_places;

typedef struct viet_eyes {
  /* Moves '*at' on, by VIET_PLACES, to the first places where anchors may
  ** stand, up to 'end'; '*buckets' has the buckets for each of them. */
  viet_places (*anchors) (const viet_anchors *self,
                          const unsigned char *text, size_t *at, size_t end,
                          uint8_t buckets[VIET_PLACES]);

  /* The same for characters that are perhaps not plain. */
  viet_places (*strange) (const unsigned char *text, size_t *at,
                          size_t end);
} viet_eyes;

extern const viet_eyes viet_eyes_plain;

/* NULL: this build or this CPU has them not. */
const viet_eyes *viet_eyes_avx2 (void);

/* viet_prefilter_lines with other eyes. */
viet_status viet_prefilter_lines_by (const viet_eyes *eyes,
                                     const viet_prefilter *self,
                                     const char *text, size_t bytes,
                                     const viet_allocator *allocator,
                                     viet_vector *lines);

/* }================================================================== */

#endif
