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

typedef struct viet_form {
  uint32_t key[VIET_LEVELS];  /* a string for each level */
  uint8_t kind;               /* viet_kind */
  uint8_t shape;              /* viet_shape */
} viet_form;

/*
** A spelling of up to 16 bytes and its form: what most tokens are found by.
** The bytes are their own key, filled up with zeros; a free slot is all
** zero, so a spelling that begins with a zero has none.
*/
typedef struct viet_short {
  uint64_t low;   /* bytes 0 to 7 */
  uint64_t high;  /* bytes 8 to 15 */
  uint32_t form;
  uint8_t kind;   /* those of the form */
  uint8_t shape;
} viet_short;

#define VIET_SHORT_BYTES 16

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
  viet_short *shorts;   /* hash table with open addressing */
  size_t short_slots;   /* a power of two, or 0 */
  size_t short_count;   /* in use: at most half */
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

/*
** As viet_forms_add for a spelling that viet_forms_find has not found, with
** its key; it will be found then. '*found' is valid until the next one.
*/
viet_status viet_forms_add_short (viet_forms *self, viet_short key,
                                  const char *text, size_t bytes,
                                  viet_kind kind, const viet_short **found);

/* The key of 1 to 16 bytes; 16 bytes must be readable. */
static inline viet_short viet_short_key (const unsigned char *text,
                                         size_t bytes) {
  static const unsigned char mask[2 * VIET_SHORT_BYTES] = {
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF
  };
  uint64_t half[2], keep[2];
  memcpy(half, text, sizeof(half));
  memcpy(keep, mask + VIET_SHORT_BYTES - bytes, sizeof(keep));
  return (viet_short){.low = half[0] & keep[0], .high = half[1] & keep[1]};
}

static inline size_t viet_short_hash (const viet_forms *self,
                                      const viet_short *key) {
  uint64_t hash = (key->low ^ self->seed) * UINT64_C(0x9E3779B97F4A7C15);
  hash = (hash ^ hash >> 32 ^ key->high) * UINT64_C(0xD6E8FEB86659FD93);
  return (size_t)(hash >> 32);
}

/* The slot of a key, or NULL. There is always a free slot. */
static inline const viet_short *viet_forms_find (const viet_forms *self,
                                                 const viet_short *key) {
  const size_t mask = self->short_slots - 1;
  size_t i = viet_short_hash(self, key) & mask;
  for (;; i = (i + 1) & mask) {
    const viet_short *slot = self->shorts + i;
    if (slot->low == key->low && slot->high == key->high)
      return slot;
    if (slot->low == 0)
      return NULL;
  }
}

size_t viet_forms_count (const viet_forms *self);
size_t viet_forms_string_count (const viet_forms *self);

#endif
