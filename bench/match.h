/*
** match.h
** What the files of the benchmark of matchers share. Each engine makes an
** index of the same names and finds them in the same texts.
**
** A hit counts when it starts and ends on the edges of tokens. The edges
** are found beforehand, by our own tokens, and given to every peer as two
** sets of bits; we find them each time anew.
*/

#ifndef match_h
#define match_h

#include <stdint.h>

#include "bench.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A hit: bytes of the block of the texts. */
typedef struct place {
  uint32_t first, end;
} place;

/* Where hits are counted, and kept if there is room. */
typedef struct hits {
  const uint64_t *starts;  /* bit i: does a token start at byte i? */
  const uint64_t *ends;    /* bit i: does a token end before byte i? */
  size_t base;             /* of the document in the block */
  uint64_t count;
  uint64_t sum;            /* of 31 * first + end */
  place *kept;             /* NULL: they are only counted */
  size_t room;
} hits;

static inline bool has_bit (const uint64_t *bits, size_t at) {
  return bits[at / 64] >> (at % 64) & 1;
}

/* Counts a hit that is known to be whole tokens. */
static inline void hits_take (hits *self, size_t first, size_t end) {
  if (self->kept && self->count < self->room) {
    place one = {(uint32_t)(self->base + first),
                 (uint32_t)(self->base + end)};
    self->kept[self->count] = one;
  }
  self->count++;
  self->sum += 31 * (uint64_t)(self->base + first) + self->base + end;
}

/* Counts a hit, bytes of the document, if it is whole tokens. */
static inline void hits_add (hits *self, size_t first, size_t end) {
  if (has_bit(self->starts, self->base + first)
      && has_bit(self->ends, self->base + end))
    hits_take(self, first, end);
}

/* Names to be found, no two alike. */
typedef struct names {
  const span *array;
  size_t count;
} names;

typedef enum mode {
  LONGEST,     /* leftmost-longest */
  OVERLAPPING  /* each name at each place */
} mode;

typedef enum likeness { EXACT, PLACEMENT, TONELESS } likeness;

/* What the longest hits are to an engine. */
typedef enum longest_of {
  OF_WORDS,  /* leftmost-longest among hits on the edges of tokens: what is
                asked for */
  OF_BYTES,  /* leftmost-longest among all hits, of which those off the edges
                are dropped afterwards. That is not the same: a longer one
                that ends inside a word hides the right one. Such engines
                agree with each other, and with ours on all hits. */
  OF_NONE    /* it reports all hits whatever is asked for */
} longest_of;

/* An engine. */
typedef struct matcher {
  const char *name;   /* with its version; NULL: it cannot be had */
  longest_of longest;
  double megabytes;   /* of text at most, for those that are slow */
  void *(*build) (const names *from, mode wanted);  /* NULL: it failed */
  void (*scan) (const void *index, span document, hits *found);
  void (*drop) (void *index);
} matcher;

/* Rust (match_rust.c) */
extern const matcher aho_dfa, aho_nfa, daachorse_bytes, daachorse_chars;
size_t daachorse_bytes_of (const void *index);

/* C and C++ (match_vectorscan.c, match_darts.cc, match_re2.cc,
** match_pcre2.c) */
extern const matcher vectorscan, darts, re2_longest, pcre2;

/* Names with one edit of bytes, and with two (match_vectorscan.c). */
extern const matcher vectorscan_edits[2];

/* Ours (match_ours.c): at each likeness, from texts as they are. */
extern const matcher ours_exact, ours_placement, ours_toneless;

/* What a build of ours took. */
typedef struct build_cost {
  double seconds;
  size_t bytes;       /* of the result */
  size_t peak_bytes;  /* at most in use at one time, the result included */
} build_cost;

bool ours_build_cost (const names *from, build_cost *cost);

/* Writes an index of ours to a file; opens one, for the longest hits, in
** '*seconds'. False and NULL when that fails. */
bool ours_save (const void *index, const char *path);
void *ours_open (const char *path, double *seconds);

/* Texts and names, prepared for all engines (match_texts.c) */

/* Texts with the edges of their tokens. */
typedef struct edged {
  texts text;
  uint64_t *starts, *ends;   /* one bit for each byte, and one behind */
  uint32_t *start_ranks;     /* how many are set before each 64 */
  uint32_t *end_ranks;
  size_t tokens;
} edged;

/* One document, with one space or one line end for each gap between two
** tokens, so that gaps are the same to engines that know nothing of them. */
bool canonical (span document, span *result);

/* Cuts long documents into pieces between lines, so that a slice of the texts
** can be small; the block stays as it is. */
void texts_split (texts *self);

/* Finds the edges; the texts belong to the result from then on. */
edged edged_make (texts text);

/* The same tokens, each in the spelling that stands for all that are alike:
** what a peer reads that knows nothing of likeness. */
edged edged_fold (const texts *source, likeness wanted);

void edged_free (edged *self);

/* Numbers of the first and the last token in place of bytes, the same for
** each spelling of a text; false if the place is off the edges. */
bool edged_tokens (const edged *self, place *one);

/* In order of start, longer ones first. */
void places_sort (place *array, size_t count);

/* The leftmost-longest ones among sorted places in token numbers; returns how
** many are left. */
size_t places_longest (place *array, size_t count);

/* Names from a file, one on each line, and those that differ at a likeness:
** as they are written, and folded. */
typedef struct name_set {
  char *block;
  span *written, *folded;
  size_t count;
} name_set;

name_set names_read (const char *path, size_t limit, likeness wanted);
void names_free (name_set *self);

/*
** Our matcher as a script uses it (match_lua.c): opens a Lua state with a
** gazetteer of the names and the documents as strings. False, with a message
** on stderr, when that fails.
*/
bool match_lua_start (const char *build, const names *from,
                      const span *documents, size_t count);

/* Seconds of one pass over all documents; '*found' counts the hits. */
double match_lua_seconds (uint64_t *found);

void match_lua_stop (void);

/* What an engine of Python (match_python.c) found in a slice of a text. */
typedef struct python_result {
  char key[16];      /* of the engine and what it was asked for */
  char name[80];
  double seconds;    /* of one pass */
  uint64_t count;
  uint64_t sum;      /* of 31 * first + last, in numbers of tokens */
} python_result;

/*
** Runs them on the first 'bytes' bytes of a text, which are 'tokens' tokens,
** with the first 'name_count' names. Returns how many results there are, 0
** where Python or its packages cannot be had.
*/
size_t python_results (const char *build, size_t name_count,
                       const edged *text, size_t bytes, size_t tokens,
                       python_result *results, size_t room);

/* Runs spaCy's Matcher with the rules of the benchmark of patterns; the sum
** is of 31 * first + end, in bytes. */
size_t python_patterns (const char *build, const edged *text, size_t bytes,
                        python_result *results, size_t room);

#ifdef __cplusplus
}
#endif

#endif
