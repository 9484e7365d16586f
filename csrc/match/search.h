/*
** search.h
** A search at work. The text is cut into tokens, some thousand at a time: a
** window. At each step over a window
**
**     scan      tokens, and what their forms are to each gazetteer: a row
**               (window.c)
**     sweep     rows to hits: the paths that stand in the text (sweep.c)
**     choose    hits to matches: the names that hold (choose.c, accept.c)
**
** A window keeps, from the one before it, the tokens that a name which
** begins there may reach.
*/

#ifndef viet_match_search_h
#define viet_match_search_h

#include "match/sieve.h"
#include "text/scan.h"

/* tokens of a window at which names may begin */
#define VIET_WINDOW 1024

/* What a form is to a gazetteer. */
typedef struct viet_row {
  uint32_t path;      /* its path key + 1 and VIET_ROW_..., 0: in no name */
  uint32_t spelling;  /* itself as a string, or VIET_NO_STRING */
  uint64_t hash;      /* of its path key */
} viet_row;

/* besides those of sieve.h */
#define VIET_ROW_NAME 0x20000000u     /* it is a name */
#define VIET_ROW_PATH 0x1FFFFFFFu

#define VIET_LIKE_LEVEL 29
#define VIET_NO_LIKE UINT32_MAX

/* A path that stands in the text. Those of one layer at one start make a
** list, from those that end last to those that end first. */
typedef struct viet_hit {
  uint32_t next;    /* index of the next one + 1, 0: the last one */
  uint32_t end;     /* token behind it, in the window */
  uint32_t record;  /* its names */
} viet_hit;

/* A start that the filter lets pass: a prefix that is to be looked for. */
typedef struct viet_probe {
  uint64_t hash;
  uint32_t start;
  uint32_t end;     /* token behind the prefix */
} viet_probe;

/* A gazetteer that is searched. */
typedef struct viet_layer_state {
  viet_layer layer;
  viet_vector rows;        /* viet_row, one for each form that is known */
  viet_vector likes;       /* uint32_t, as many: the string that the form was
                              compared to last, and its level above
                              VIET_LIKE_LEVEL */
  viet_vector types;       /* uint32_t: for each of its types, the number
                              among those of all layers */
  uint32_t number;         /* its index + 1 */
  uint32_t seen;           /* VIET_ROW_...: which of them the window has */
  uint32_t *paths;         /* of the tokens of the window, and zeros */
  uint64_t *hashes;        /* of the tokens, and as many zeros */
  uint32_t *heads;         /* first hit + 1 at each start of the window */
} viet_layer_state;

/* The level of a form and a string, as it was found before. */
typedef struct viet_graded {
  uint32_t form;
  uint32_t string;
  uint32_t known;  /* the number of the layer, and of what is forgotten
                      before ('grading'); 0: a free place */
  uint32_t level;
} viet_graded;

/* what is remembered of texts without marks and a million names */
#define VIET_GRADED 16384

/* A name that is being chosen: where in a hit. */
typedef struct viet_cursor {
  uint32_t record;  /* the next one, 0: none */
  uint32_t layer;
  uint32_t end;     /* token */
} viet_cursor;

/* The last match of a type. */
typedef struct viet_last {
  uint32_t first;  /* token */
  uint32_t end;
} viet_last;

struct viet_search {
  viet_allocator allocator;
  viet_search_rules rules;
  size_t layer_count;
  viet_layer_state layers[VIET_MAX_LAYERS];
  viet_vector types;       /* uint8_t for each type of all layers: is it
                              asked for? Type 0: none */
  bool by_type;            /* are there types that are not? */
  size_t reach;            /* tokens that a match may have */
  viet_status status;

  struct viet_inside *inside;  /* inside.h; NULL: whole tokens only, as all
                                  below is told of. Otherwise the tokens of
                                  windows are letters */

  /* the text */
  viet_forms forms;        /* of the texts so far */
  bool has_forms;
  viet_scan scan;
  const viet_tokens *cut;  /* tokens of the text, if it is cut already and
                              its forms are theirs */
  const viet_token *array; /* all tokens, if they are known, */
  size_t total;            /* and how many */
  size_t known;            /* forms that have rows */
  bool is_over;            /* is the window the last one? */

  /* the window */
  viet_vector own;         /* viet_token, if the text is scanned: bare ones
                              (scan.h) where nothing asks for more; all of
                              them, if glued words are cut */
  viet_vector origins;     /* uint32_t: the tokens that these are parts of */
  const viet_token *tokens;
  size_t count;
  size_t starts;           /* tokens at which names may begin */
  size_t capacity;         /* of the arrays of the layers */
  uint32_t base;           /* token of the text that is the first */
  uint64_t hit_at[VIET_WINDOW / 64];  /* bit i: hits begin at token i */

  /* scratch of sweep.c */
  viet_sieve_function *sift;
  viet_vector hits;        /* viet_hit */
  viet_vector probes;      /* viet_probe: 'capacity' for each of LENGTHS */
  viet_vector tails;       /* viet_probe, as many: 'hash' is a record */

  /* what is being chosen */
  uint32_t start;          /* token of the window */
  bool at_start;           /* are there hits left at 'start'? */
  bool found;              /* has a name matched in the bundle? */
  uint32_t lists[VIET_MAX_LAYERS];  /* hit + 1 */
  viet_vector bundle;      /* viet_cursor: hits of one end */
  uint32_t free;           /* token of the text from which on matches may
                              begin that do not overlap */
  viet_last outer;         /* of the match that ends last */
  viet_vector lasts;       /* viet_last for each type of all layers */
  viet_graded *graded;     /* VIET_GRADED, or NULL as long as nothing was
                              compared */
  uint32_t grading;        /* of those that are not forgotten */
};

/* Cuts the glued words of a text, whose tokens these are: makes 'array' of
** tokens and parts, with forms among 'forms' (parts.c). */
viet_status viet_search_cut_glued (viet_search *self,
                                   const viet_tokens *tokens);

/* The number among the forms of the search of each form of tokens: items of
** 'numbers', uint32_t (parts.c). */
viet_status viet_search_adopt_forms (viet_search *self,
                                     const viet_tokens *tokens,
                                     viet_vector *numbers);

/* Makes the arrays of windows large enough for 'tokens' tokens. */
viet_status viet_search_prepare_window (viet_search *self, size_t tokens);

void viet_search_free_window (viet_search *self);

/* Goes on to the next window; false after the last one, or if memory ran
** out ('status'). */
bool viet_search_next_window (viet_search *self);

/* Finds all hits that begin in the window. */
viet_status viet_search_sweep (viet_search *self);

/* The value of a prefix, or 0 if it is none. */
uint32_t viet_search_find (const viet_gazetteer *gazetteer, uint64_t hash);

/* Adds a hit at 'start', which ends behind all others there. */
viet_status viet_search_add_hit (viet_search *self, viet_layer_state *layer,
                                 uint32_t start, uint32_t end,
                                 uint32_t record);

/* May a match reach from one token of the window to the other? */
static inline bool viet_search_may_reach (const viet_search *self,
                                          size_t first, size_t last) {
  return self->tokens[first].line == self->tokens[last].line
      || (self->rules.gaps & VIET_GAP_LINE) != 0;
}

/* Is the entry one that is asked for? */
bool viet_search_wants (const viet_search *self,
                        const viet_layer_state *layer, uint32_t entry);

/* Forgets the levels of forms that are numbered anew. */
void viet_search_forget (viet_search *self);

/* The level of token 'at' of the window and a token of a name; VIET_LEVELS
** if their path keys differ. */
viet_level viet_search_grade_token (viet_search *self,
                                    const viet_layer_state *layer, size_t at,
                                    uint32_t token);

/* The same of any form. */
viet_level viet_search_grade_form (viet_search *self,
                                   const viet_layer_state *layer,
                                   uint32_t form, uint32_t token);

/*
** The level at which a name holds from token 'start' up to 'end', of the
** window; VIET_LEVELS if it does not.
*/
viet_level viet_search_grade (viet_search *self,
                              const viet_layer_state *layer,
                              const viet_record *record, size_t start,
                              size_t end);

#endif
