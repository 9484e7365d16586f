/*
** form.h
** Forms: the distinct spellings of a text. A form is normalized once,
** however often it occurs; forms that differ only in ways that a match
** level forgives share the string of that level.
**
**     form        EXACT      PLACEMENT   TONELESS
**     0  "Hoà"    #0 "Hoà"   #1 "hòa"    #2 "hoa"
**     1  "HÒA"    #3 "HÒA"   #1          #2
**     2  "hòa"    #1         #1          #2
**
**     offsets     0    4    8   11   15          string i is the bytes
**     arena       H o à h ò a h o a H Ò A        offsets[i] up to
**                                                offsets[i + 1]
*/

#ifndef viet_form_h
#define viet_form_h

#include "viet.h"
#include "text/vector.h"

typedef struct viet_form {
  uint32_t key[VIET_LEVELS];  /* a string for each level */
  uint8_t kind;               /* viet_kind */
  uint8_t shape;              /* viet_shape */
} viet_form;

/* Forms while they are collected. All of it is scratch. */
typedef struct viet_forms {
  const viet_allocator *allocator;
  viet_vector forms;    /* viet_form */
  viet_vector offsets;  /* uint64_t; one more than there are strings */
  viet_vector arena;    /* bytes */
  viet_vector form_of;  /* uint32_t for each string: the form that is
                           spelled so, or UINT32_MAX */
  uint64_t *slots;      /* hash table with open addressing: hash and
                           number of a string, 0 if the slot is free */
  size_t slot_count;    /* a power of two, or 0 */
  uint64_t seed;        /* of the hash: unlike from text to text, so that
                           no text can be made to collide everywhere */
} viet_forms;

/* Starts without forms. */
viet_status viet_forms_init (viet_forms *self,
                             const viet_allocator *allocator);

void viet_forms_free (viet_forms *self);

/*
** The form spelled 'text', made if need be. 'kind' is the kind of token it
** is cut from, VIET_WORD for all words: the form knows which of them are
** syllables.
*/
viet_status viet_forms_add (viet_forms *self, const char *text,
                            size_t bytes, viet_kind kind, uint32_t *form);

size_t viet_forms_count (const viet_forms *self);
size_t viet_forms_string_count (const viet_forms *self);

#endif
