/*
** inside.h
** Names that begin and end inside of the tokens of a text, on request. The
** text is a row of letters then, whatever tokens they are in, and a search
** goes over letters as if they were tokens. The tokens of names stand in it
** as pieces: letters of one token that, cut on their own, would be one.
**
**     token    #chốngMỹ2024
**     letters  # c h ố n g M ỹ 2 0 2 4     those of a hashtag
**     pieces   . . . . . . [M ỹ] . . . .   if a name has the token "Mỹ"
**
** A letter has its marks, and what is invisible behind it, composed or not.
** The pieces of a form are found once, and all that a name's token may look
** like in a text is found by a hash of its letters without their marks.
*/

#ifndef viet_match_inside_h
#define viet_match_inside_h

#include "match/search.h"

/* Letters of a form that may be a token of a name. */
typedef struct viet_piece {
  uint32_t first;    /* the first of them; UINT32_MAX: behind the last piece
                        of a form */
  uint32_t letters;  /* how many */
  uint32_t form;
} viet_piece;

/* What is known of a letter of the window, besides its token. */
typedef struct viet_place {
  uint32_t piece;    /* the first of those that begin with it, or
                        VIET_NO_PIECE; they follow each other */
  uint32_t token;    /* of the text */
} viet_place;

#define VIET_NO_PIECE UINT32_MAX

/* What the tokens of names look like. It does not change once it is made:
** searches beside each other share it. */
typedef struct viet_starts {
  viet_allocator allocator;
  size_t users;          /* searches; the last one frees it */
  size_t longest;        /* letters of the longest token */
  unsigned shift;        /* 64 less the bits that number the words of: */
  uint64_t filter[];     /* bits of how the tokens begin, and of all of them
                            (viet_filter_bits) */
} viet_starts;

typedef struct viet_inside {
  viet_starts *starts;   /* of the gazetteers */

  /* of the forms so far */
  viet_vector pieces;    /* viet_piece, those of a form together, in order */
  viet_vector lists;     /* uint32_t: the first piece of each form that is a
                            token of a text, or VIET_NO_PIECE */
  viet_vector spelling;  /* bytes: a copy of that of the form at hand */

  /* the tokens of the text */
  viet_vector batch;     /* viet_token, if it is scanned */
  viet_vector numbers;   /* uint32_t: of the forms of tokens, if it is cut */
  const viet_token *tokens;
  size_t count;          /* of them */
  size_t at;             /* the one at hand */
  bool is_cut;           /* are these all tokens? */
  uint32_t before;       /* tokens of the text before 'tokens' */
  size_t byte;           /* of the token at hand: all before it is letters */
  uint32_t letter;       /* how many */
  uint32_t piece;        /* the first one that begins with the next letter or
                            behind it */

  /* the letters of the window are those behind 'past' in 'own' */
  viet_vector places;    /* viet_place, one for each */
  size_t past;
} viet_inside;

/* Makes 'inside' of a search, whose layers are known, with what one beside it
** has; that may be NULL, or have none. */
viet_status viet_inside_open (viet_search *self, const viet_search *beside);
void viet_inside_close (viet_search *self);

/* Letters that a match may have. */
size_t viet_inside_reach (const viet_search *self);

/* Starts over a text, or over tokens if there are any. */
viet_status viet_inside_start (viet_search *self, const char *text,
                               size_t bytes, const viet_tokens *tokens);

/* Goes on to the letters of the next window, behind those that are kept. */
viet_status viet_inside_read (viet_search *self);

/* Finds all hits that begin in the window. */
viet_status viet_inside_sweep (viet_search *self);

/* As viet_search_grade, from letter 'start' up to 'end'. */
viet_level viet_inside_grade (viet_search *self,
                              const viet_layer_state *layer,
                              const viet_record *record, size_t start,
                              size_t end);

/* The token of the text that letter 'at' of all is in. */
uint32_t viet_inside_token (const viet_search *self, uint32_t at);

#endif
