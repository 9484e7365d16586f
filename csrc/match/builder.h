/*
** builder.h
** What has been collected for a gazetteer (builder.c), before it is
** compiled (compile.c).
*/

#ifndef viet_match_builder_h
#define viet_match_builder_h

#include "match/index.h"
#include "text/form.h"
#include "text/vector.h"

/* A name that was cut into tokens. */
typedef struct viet_cut_name {
  uint32_t first;  /* its first token */
  uint32_t entry;
  uint8_t count;   /* of tokens */
  uint8_t level;
} viet_cut_name;

/* A name that is yet to be cut. */
typedef struct viet_raw_name {
  uint32_t end;    /* of its text among those that wait, bytes */
  uint32_t entry;
  uint8_t level;
} viet_raw_name;

/* A column of texts, as index.h has them; all zero is one without any. */
typedef struct viet_texts {
  viet_vector starts;  /* uint32_t, which may be VIET_NO_BYTES */
  viet_vector bytes;
} viet_texts;

struct viet_builder {
  const viet_allocator *allocator;
  viet_allocator own;     /* a copy, for 'allocator' to point to */
  viet_forms forms;       /* of all tokens */
  viet_vector text;       /* bytes: names that wait, with line feeds */
  viet_vector raw;        /* viet_raw_name: which they are */
  viet_vector names;      /* viet_cut_name */
  viet_vector tokens;     /* uint32_t: a string of 'forms', which may be
                             VIET_TOKEN_JOINED */
  size_t entries;
  viet_texts ids;         /* columns: an item for each entry, or none at all
                             as long as there is nothing to say */
  viet_texts attributes;
  viet_vector types_of;   /* uint32_t: of 'types', or VIET_NO_TEXT */
  viet_vector from;       /* uint32_t, as all columns of numbers are: */
  viet_vector to;         /* what int32_t would be */
  viet_vector priorities;
  viet_vector types;      /* viet_text */
  viet_vector type_slots; /* uint32_t: type + 1 or 0, hashed */
  viet_vector originals;  /* viet_original */
  viet_vector texts;      /* bytes */
  uint64_t type_seed;
  bool is_broken;         /* did memory run out? */
};

/* Cuts the names that wait. */
viet_status viet_builder_flush (viet_builder *self);

/* Forgets everything. */
void viet_builder_clear (viet_builder *self);

#endif
