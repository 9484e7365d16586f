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

#include <string.h>

#include "viet.h"
#include "text/vector.h"

/* The keys of a form. VIET_CASE and VIET_TYPED have none of their own. */
typedef enum viet_form_key {
  VIET_KEY_EXACT,
  VIET_KEY_PLACEMENT,
  VIET_KEY_TONELESS,
  VIET_KEYS
} viet_form_key;

/* The key by which what may be alike at a level is found. */
static inline viet_form_key viet_key_of_level (viet_level level) {
  return level <= VIET_EXACT ? VIET_KEY_EXACT
       : level <= VIET_PLACEMENT ? VIET_KEY_PLACEMENT : VIET_KEY_TONELESS;
}

typedef struct viet_form {
  uint32_t key[VIET_KEYS];    /* a string for each key */
  uint8_t kind;               /* viet_kind */
  uint8_t shape;              /* viet_shape */
  uint8_t role;               /* viet_role: what it is to a number */
} viet_form;

/*
** A spelling of up to 15 bytes and its form: what most tokens are found by.
** The bytes are their own key, filled up with zeros: the last byte is one,
** which no key of a longer spelling has. A spelling that begins
** with a zero has none: 'low' is 0 in a free slot, where 'high' is not, so
** that no key is there.
*/
typedef struct viet_short {
  uint64_t low;   /* bytes 0 to 7 */
  uint64_t high;  /* bytes 8 to 15 */
  uint32_t form;
  uint8_t kind;   /* those of the form */
  uint8_t shape;
} viet_short;

#define VIET_SHORT_BYTES 15

typedef struct viet_short_table viet_short_table;

/* The hash of a key, of which the highest bits count: each fast path has one
** that it is quick to make. */
typedef uint64_t viet_short_hash (const viet_short_table *in,
                                  const viet_short *key);

/* A hash table of them with open addressing. */
struct viet_short_table {
  viet_short *slots;  /* 2 to the power of 64 - 'shift', or NULL */
  unsigned shift;
  viet_short_hash *hash;
  uint64_t odd[2];    /* of the hash: two odd numbers that are unlike from
                         text to text */
};

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
  viet_short_table shorts;
  size_t short_count;   /* slots in use, */
  size_t short_limit;   /* and at most: a quarter */
  uint64_t seed;        /* of the hash: unlike from text to text, so that
                           no text can be made to collide everywhere */
} viet_forms;

/* Starts without forms. */
viet_status viet_forms_init (viet_forms *self,
                             const viet_allocator *allocator);

void viet_forms_free (viet_forms *self);

/* Had one who keeps forms from text to text better begin anew: are there
** 'most' of them, or strings longer than those of so many words? */
bool viet_forms_are_many (const viet_forms *self, size_t most);

/*
** The form spelled 'text', made if need be. 'kind' is the kind of token it
** is cut from, VIET_WORD for all words: the form knows which of them are
** syllables.
*/
viet_status viet_forms_add (viet_forms *self, const char *text,
                            size_t bytes, viet_kind kind, uint32_t *form);

/* The number of a string, which is added if it is new, and is the spelling
** of no form then. */
viet_status viet_forms_intern (viet_forms *self, const char *text,
                               size_t bytes, uint32_t *string);

/* May no more short spellings be put in, or is their hash another one? */
static inline bool viet_forms_must_grow (const viet_forms *self,
                                         viet_short_hash *hash) {
  return self->short_count >= self->short_limit || self->shorts.hash != hash;
}

/* Makes the table of short spellings anew, larger if it is full, with this
** hash. */
viet_status viet_forms_grow (viet_forms *self, viet_short_hash *hash);

/* Puts a form into that table, if its spelling has a key there; when
** 'short_count' is below its limit. What may be a unit has none, nor have @
** and #: they stop the fast path. */
void viet_forms_put_short (viet_forms *self, uint32_t form);

/* The key of 1 to 64 bytes, of which the first 16 count and must be
** readable. */
static inline viet_short viet_short_key (const unsigned char *text,
                                         size_t bytes) {
#define ONES UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX
  static const uint64_t mask[10] = {ONES, ONES};  /* 64 bytes, and no more */
#undef ONES
  const unsigned char *keep = (const unsigned char *)mask + 64 - bytes;
  uint64_t low, high, keep_low, keep_high;
  memcpy(&low, text, 8);
  memcpy(&high, text + 8, 8);
  memcpy(&keep_low, keep, 8);
  memcpy(&keep_high, keep + 8, 8);
  return (viet_short){.low = low & keep_low, .high = high & keep_high};
}

/* The hash without vectors: a sum of products. */
static inline uint64_t viet_short_product (const viet_short_table *in,
                                           const viet_short *key) {
  return key->low * in->odd[0] + key->high * in->odd[1];
}

/* The slot of a key, or NULL, from slot 'at' on: that which the hash tells,
** where the search mostly ends. */
const viet_short *viet_short_next (const viet_short_table *in, size_t at,
                                   uint64_t low, uint64_t high);

size_t viet_forms_count (const viet_forms *self);
size_t viet_forms_string_count (const viet_forms *self);

/* A form by its number, which is below viet_forms_count; where it is stays
** so until another form is added. */
static inline const viet_form *viet_forms_at (const viet_forms *self,
                                              uint32_t form) {
  return (const viet_form *)self->forms.items + form;
}

/* A string by its number, as in viet_form.key; moves, too. */
const char *viet_forms_string (const viet_forms *self, uint32_t string,
                               size_t *bytes);

/* The key of a form at a level, as viet_tokens_key; the bytes, too, move
** when another form is added. Keys are alike if and only if the numbers
** 'key[...]' of the forms are equal. */
const char *viet_forms_key (const viet_forms *self, uint32_t form,
                            viet_level level, size_t *bytes);

/* A form of tokens by its number. */
const viet_form *viet_tokens_form (const viet_tokens *self, uint32_t form);

/* What a form is made with, in viet_forms_add: that of all words is
** VIET_WORD. */
static inline viet_kind viet_form_made_of (const viet_form *self) {
  return self->kind == VIET_SYLLABLE || self->kind == VIET_ACRONYM
       ? VIET_WORD : (viet_kind)self->kind;
}

/* Words that something may be glued to, besides those of the text; they are
** not cut themselves. */
typedef struct viet_glue_words {
  bool (*has) (void *context, const viet_forms *forms,
               const viet_form *form);
  void *context;
} viet_glue_words;

/* viet_glued_build, with more words that are known; NULL: none. */
viet_status viet_glued_among (const viet_tokens *tokens,
                              const viet_glue_words *words,
                              const viet_allocator *allocator,
                              viet_glue **cuts, size_t *count);

#endif
