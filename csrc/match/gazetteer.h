/*
** gazetteer.h
** The inside of a compiled gazetteer, shared by the builder
** (gazetteer.c) and the matcher (search.c).
**
** Each spelling that occurs in a name has a key, one for each level, and
** equal keys have equal numbers. The toneless keys of a name are a path
** through a trie; the names that end in a state lie together:
**
**     root --hoa--> 1 --binh--> 2   names of 2: "Hòa Bình", "hoá bình"
**                               \
**                                \--2--> 3       names of 3: "Hoà Bình 2"
**
** So one trie serves all levels: it finds what is alike without marks,
** and the stricter keys of the name's tokens then tell how alike.
*/

#ifndef viet_match_gazetteer_h
#define viet_match_gazetteer_h

#include "viet.h"
#include "text/form.h"

/* The level at which each key tells all. */
static const viet_level viet_key_levels[VIET_KEYS] = {
  VIET_EXACT, VIET_PLACEMENT, VIET_TONELESS
};

/* The arrays of a gazetteer, in the order in which they follow the
** struct. The last one is of bytes, the others of 4-byte integers. */
typedef enum viet_part {
  PART_NAMES,    /* viet_stored_name, by state, then entry, then name */
  PART_TOKENS,   /* viet_stored_token, those of one name together */
  PART_STATES,   /* uint32_t: the first name of each state, and the end */
  PART_EDGES,    /* viet_edge, hashed; slots are a power of two */
  PART_SLOTS,    /* uint32_t: key + 1 or 0, hashed; a power of two */
  PART_KEYS,     /* uint32_t: the first byte of each key, and the end */
  PART_BYTES,    /* the bytes of all keys */
  PARTS
} viet_part;

/* One name; its path through the trie is known from its state. */
typedef struct viet_stored_name {
  uint32_t entry;   /* the caller's number */
  uint32_t name;    /* index of the name, as given to the builder */
  uint32_t tokens;  /* index of its first viet_stored_token */
  uint32_t level;   /* viet_level up to which it may be unlike the text */
} viet_stored_name;

/* The stricter keys of a name's token. */
typedef struct viet_stored_token {
  uint32_t exact;
  uint32_t placement;
} viet_stored_token;

/* An edge of the trie. The root, state 0, is never a target, so an
** empty slot has target 0. */
typedef struct viet_edge {
  uint32_t state;
  uint32_t key;     /* toneless */
  uint32_t target;
} viet_edge;

struct viet_gazetteer {
  size_t bytes;          /* of the whole block */
  size_t at[PARTS];      /* where each part begins in the block, bytes */
  uint32_t name_count;
  uint32_t edge_mask;    /* slots - 1 */
  uint32_t slot_mask;    /* slots - 1 */
};

/* The number of a key that no name has. */
#define NO_KEY UINT32_MAX

static inline const void *viet_gazetteer_array (
    const viet_gazetteer *self, viet_part part) {
  return (const char *)self + self->at[part];
}


static inline uint32_t viet_hash_edge (uint32_t state, uint32_t key) {
  uint64_t both = (uint64_t)state << 32 | key;
  return (uint32_t)(both * UINT64_C(0x9E3779B97F4A7C15) >> 32);
}


/*
** The slot of an edge, or the empty slot where it belongs. The table is
** never full.
*/
static inline uint32_t viet_edge_slot (const viet_edge *edges,
                                       uint32_t mask, uint32_t state,
                                       uint32_t key) {
  uint32_t slot = viet_hash_edge(state, key) & mask;
  while (edges[slot].target != 0
         && (edges[slot].state != state || edges[slot].key != key))
    slot = (slot + 1) & mask;
  return slot;
}


/* The number of a key, or NO_KEY if no name has it. */
uint32_t viet_gazetteer_key (const viet_gazetteer *self,
                             const char *text, size_t bytes);

#endif
