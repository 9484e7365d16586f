/*
** spellings.h
** Forms that are kept from text to text, and tokens that refer to them.
**
**     spellings       #0 "Hoà"  #1 "Bình"  #2 ","  #3 "HÒA"     of all texts
**     "HÒA, Hoà"      tokens  0 1 2     forms  0: #3  1: #2  2: #0
**
** The forms of each text are numbered on their own, so that what is made for
** each of them takes no more room than the text has.
*/

#ifndef viet_spellings_h
#define viet_spellings_h

#include "text/form.h"

/* What a form is to the text that is being cut. */
typedef struct viet_local {
  uint32_t text;    /* the last text that had it, */
  uint32_t number;  /* and its number there */
} viet_local;

struct viet_spellings {
  viet_allocator allocator;
  uint64_t number;    /* unlike that of others; not 0 */
  size_t users;
  viet_forms forms;
  viet_vector locals;   /* viet_local: of each form */
  viet_vector origins;  /* uint32_t: the forms of the present text */
  uint32_t text;        /* counts texts */
};

/* One user more, who has to call viet_spellings_close, too. */
void viet_spellings_hold (viet_spellings *self);

/* Numbers the forms of the tokens of a text from 0; 'origins' has the forms
** then. */
viet_status viet_spellings_renumber (viet_spellings *self,
                                     viet_token *tokens, size_t count);

/*
** The tokens of 'count' spans of bytes of a text, in order and apart, each of
** which begins where a line does and ends behind a line feed or with the text;
** and behind each span the next token of the text, before all of them its
** first one. Lines are numbered as they come.
*/
viet_status viet_spellings_lines (viet_spellings *self, const char *text,
                                  size_t bytes,
                                  const uint32_t (*spans)[2], size_t count,
                                  const viet_allocator *allocator,
                                  viet_tokens **result);

/* How many tokens there are from one such place to another. */
viet_status viet_spellings_count (viet_spellings *self, const char *text,
                                  size_t first, size_t end, size_t *count);

/* The spellings that tokens refer to; NULL: they have their own forms. And
** refers to none any more: the tokens are none. */
viet_spellings *viet_tokens_spellings (const viet_tokens *self);
void viet_tokens_forget (viet_tokens *self);

/* Are some of them parts, so that they are not those of the text alone? */
bool viet_tokens_are_cut (const viet_tokens *self);

/* The number in the spellings of each form of the tokens; NULL if they have
** forms of their own. */
const uint32_t *viet_tokens_origins (const viet_tokens *self);

#endif
