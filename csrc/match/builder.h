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

struct viet_builder {
  const viet_allocator *allocator;
  viet_allocator own;     /* a copy, for 'allocator' to point to */
  viet_forms forms;       /* of all tokens */
  viet_vector text;       /* bytes: names that wait, with line feeds */
  viet_vector raw;        /* viet_raw_name: which they are */
  viet_vector names;      /* viet_cut_name */
  viet_vector tokens;     /* uint32_t: a string of 'forms', which may be
                             VIET_TOKEN_JOINED */
  viet_vector entries;    /* viet_stored_entry */
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
