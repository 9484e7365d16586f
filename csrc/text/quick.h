/*
** quick.h
** The fast paths: what Vietnamese text is made of, by whole blocks of
** bytes; everything else is left to the general code, which gives the same
** result for these texts, too.
**
** A character is clean if it is well formed and never changed by NFC, nor
** by what follows it, nor a look-alike of Đ. Of these the blocks know:
**
**     ASCII                  00..7F
**     U+0080 to U+023F       C2..C8 80..BF, but for Ð ð Ɖ
**     U+1E00 to U+1EFF       E1 B8..BB 80..BF
**     U+2002 to U+203F       E2 80 82..BF
**
** A combining mark is not clean, so decomposed text is not either.
*/

#ifndef viet_quick_h
#define viet_quick_h

#include "text/form.h"
#include "text/output.h"

/* bytes that are looked at together */
#define VIET_BLOCK 64

/* what must be readable before a block, and from there on */
#define VIET_BLOCK_BEFORE 4
#define VIET_BLOCK_READ (VIET_BLOCK + 16)

/* Why no more tokens were taken from blocks. */
typedef enum viet_take_end {
  VIET_TAKE_BLOCK,  /* there is no room for those of another block */
  VIET_TAKE_NEW,    /* the token is cut, but its spelling has no form yet */
  VIET_TAKE_OTHER   /* the token is none that blocks tell about */
} viet_take_end;

/*
** Tokens that are taken from blocks: words, numbers and signs of up to 15
** bytes that have a form (viet_quick_spelling).
*/
typedef struct viet_taker {
  viet_short_table shorts;   /* of the forms that there are */
  size_t start;              /* of the next token, or of what is before it */
  uint32_t line;             /* line feeds before it */
  bool spaced;               /* does it begin behind white space? */
  bool bare;                 /* are tokens only to get their bytes, line
                                and form? */
  viet_token *tokens;        /* where the next one goes, which has its place
                                there, if it is new */
  viet_token *end;           /* of the room for tokens */
  viet_take_end why;
} viet_taker;

/* What of 64 bytes is not ASCII; bit i tells of byte i. */
typedef struct viet_high {
  uint64_t all;
  uint64_t leads;       /* C0..FF */
  uint64_t long_leads;  /* E0..FF */
} viet_high;

/* The same functions for one kind of CPU. */
typedef struct viet_path {
  const char *name;

  /* The first of the blocks at 'at', 'at' + 64, ... that has a byte which
  ** is not clean, or is not all in the text of 'bytes' bytes; 'at' is
  ** VIET_BLOCK_BEFORE or more. */
  size_t (*skip_clean) (const unsigned char *text, size_t bytes,
                        size_t at);

  /* The same for blocks that are not UTF-8. */
  size_t (*skip_valid) (const unsigned char *text, size_t bytes,
                        size_t at);

  /* Bytes of a block that are not clean: those of each other character, or
  ** where it goes wrong. */
  uint64_t (*unclean) (const unsigned char *block);

  viet_high (*high) (const unsigned char *block);

  /* Takes tokens from the text of 'bytes' bytes, and moves 'self' behind
  ** them; there is room for those of a block. */
  void (*take) (const unsigned char *text, size_t bytes, viet_taker *self);

  /* The hash by which 'take' finds forms. */
  viet_short_hash *hash;
} viet_path;

/* A path by its name ("scalar", "sse2", "avx2", "avx512", "neon"); NULL if
** this build or this CPU has it not. */
const viet_path *viet_path_find (const char *name);

/* The fastest path of this CPU. */
const viet_path *viet_path_best (void);

/* The paths; NULL in a build without. */
const viet_path *viet_path_scalar (void);
const viet_path *viet_path_sse2 (void);
const viet_path *viet_path_avx2 (void);
const viet_path *viet_path_avx512 (void);
const viet_path *viet_path_neon (void);

/*
** A block of a text for the functions above: that at 'at', or, at the
** edges of the text, a copy in 'room', filled up with zeros. It tells only
** of the text's own bytes, and of a byte that is missing at the end.
*/
typedef unsigned char viet_block_room[VIET_BLOCK_BEFORE + VIET_BLOCK_READ];
const unsigned char *viet_block_at (const unsigned char *text, size_t bytes,
                                    size_t at, viet_block_room room);

/* The start of the first character at or after 'at', itself the start of
** one, that is not clean; or 'bytes'. */
size_t viet_quick_clean (const viet_path *path, const char *text,
                         size_t bytes, size_t at);

/* The lowest bit that is set; one must be. */
static inline unsigned viet_first_bit (uint64_t bits) {
#if defined(__GNUC__)
  return (unsigned)__builtin_ctzll(bits);
#else
  unsigned first = 0;
  while ((bits >> first & 1) == 0) first++;
  return first;
#endif
}

/* The highest one. */
static inline unsigned viet_last_bit (uint64_t bits) {
#if defined(__GNUC__)
  return 63 - (unsigned)__builtin_clzll(bits);
#else
  unsigned last = 63;
  while ((bits >> last & 1) == 0) last--;
  return last;
#endif
}


/*
** {==================================================================
** Normalization
** ===================================================================
*/

/* What the fast path can do for a normalization. */
typedef enum viet_quick_job {
  VIET_QUICK_NOTHING,
  VIET_QUICK_COMPOSE,  /* NFC: what is clean stays as it is */
  VIET_QUICK_BARE      /* NFC in lower case, without marks, d for đ */
} viet_quick_job;

viet_quick_job viet_quick_job_of (const viet_rules *rules);

/* A normalization at work. */
typedef struct viet_quick {
  const viet_path *path;
  viet_quick_job job;
  const char *text;
  size_t bytes;
  size_t clean;         /* what comes before is known to be clean */
  size_t retry;         /* the general code has to come up to there before
                           the fast path is tried again */
} viet_quick;

/* Without a path nothing is quick; where changes are 'counted' only what
** has none. */
viet_quick viet_quick_start (const viet_path *path, const viet_rules *rules,
                             const char *text, size_t bytes, bool counted);

/* Is the text surely left as it is, and looked at in a moment? */
bool viet_quick_keeps (const viet_rules *rules, const char *text,
                       size_t bytes);

/* As viet_utf8_check. */
size_t viet_quick_check (const viet_quick *self);

/*
** Writes from '*at' on, which is the start of a chunk (normalize.c), and up
** to which all is written. Moves '*at' to the end of what it wrote: the
** start of a chunk that needs the general code, or the end of the text.
*/
viet_status viet_quick_write (viet_quick *self, viet_output *output,
                              size_t *at);

/* room behind a result that is no longer than its source, in bytes */
#define VIET_QUICK_SLACK (2 * VIET_BLOCK)

/* viet_normalize_counted on one path, or on none: then the general code does
** all of it, and gives the same. Without a report nothing is counted. */
viet_status viet_normalize_by (const viet_path *path,
                               const viet_rules *rules,
                               const char *text, size_t bytes,
                               const viet_allocator *allocator,
                               char **result, size_t *result_bytes,
                               viet_alignment **alignment,
                               viet_report *report);

/* }================================================================== */


/*
** The bytes of the letter or combining mark at 'c', if it is one of U+00C0
** to U+023F, U+0300 to U+033F (which begin with CC), and U+1E00 to U+1EFF;
** 0 for all else.
*/
size_t viet_quick_letter_bytes (const unsigned char *c);

/* Is this one token wherever it is cut? So are an ASCII sign, ASCII digits
** with one of , - . / : between them, and words of ASCII and the letters
** above that begin with a letter; but no "www", "http" and "https", which
** may begin a URL. */
bool viet_quick_spelling (const unsigned char *text, size_t bytes);

/* The others on one path. */
size_t viet_utf8_check_by (const viet_path *path, const char *text,
                           size_t bytes, size_t at);

viet_status viet_nfc_check_by (const viet_path *path, const char *text,
                               size_t bytes,
                               const viet_allocator *allocator, size_t *at);

/* Without a path: character by character. */
viet_status viet_tokens_build_by (const viet_path *path, const char *text,
                                  size_t bytes,
                                  const viet_allocator *allocator,
                                  viet_tokens **result);

#endif
