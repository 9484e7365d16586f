/*
** store.h
** Gazetteers that lie outside of every Lua state: files that are mapped, and
** those that states and threads share. A store is counted, and freed with
** its last user, whichever state that is in.
*/

#ifndef viet_store_h
#define viet_store_h

#include "viet.h"

typedef struct viet_store viet_store;

/* Opens a file (viet_mapping_open). '*version' is that of the file if it is
** refused by VIET_EVERSION. */
viet_status viet_store_open (const char *path, unsigned flags,
                             viet_store **result, uint32_t *version);

/* Copies a gazetteer; NULL without memory. */
viet_store *viet_store_copy (const viet_gazetteer *gazetteer);

const viet_gazetteer *viet_store_gazetteer (const viet_store *self);

void viet_store_retain (viet_store *self);
void viet_store_release (viet_store *self);  /* NULL is allowed */

/* What is shared under a number: gazetteers one over the other. */
typedef struct viet_shared viet_shared;

/* Shares layers, whose stores it retains and whose bits it copies; NULL
** without memory. */
viet_shared *viet_shared_new (const viet_layer *layers,
                              viet_store *const *stores, size_t count);

/* What is shared under a number, retained; NULL if nothing is, any more. */
viet_shared *viet_shared_find (uint64_t number);

uint64_t viet_shared_number (const viet_shared *self);
size_t viet_shared_count (const viet_shared *self);
viet_store *viet_shared_store (const viet_shared *self, size_t layer);
viet_layer viet_shared_layer (const viet_shared *self, size_t layer);

void viet_shared_release (viet_shared *self);  /* NULL is allowed */

#endif
