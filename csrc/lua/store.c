/*
** store.c
** See store.h. All counts, and the list of what is shared, are changed by
** one thread at a time; nothing is asked of the system meanwhile, so that no
** one waits long.
*/

#include "lua/store.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct viet_store {
  size_t users;
  viet_mapping mapping;            /* of a file, */
  viet_gazetteer *copy;            /* or a copy */
  const viet_gazetteer *gazetteer;
};

struct viet_shared {
  size_t users;
  uint64_t number;
  viet_shared *next;               /* of the list */
  size_t count;
  viet_layer layers[VIET_MAX_LAYERS];
  viet_store *stores[VIET_MAX_LAYERS];
};

/* The one lock, and what it guards besides the counts of users. */
static atomic_flag lock = ATOMIC_FLAG_INIT;
static viet_shared *all;
static uint64_t last_number;


static void enter (void) {
  while (atomic_flag_test_and_set_explicit(&lock, memory_order_acquire))
    ;
}


static void leave (void) {
  atomic_flag_clear_explicit(&lock, memory_order_release);
}


/*
** {==================================================================
** Stores
** ===================================================================
*/

viet_status viet_store_open (const char *path, unsigned flags,
                             viet_store **result, uint32_t *version) {
  viet_store *self = malloc(sizeof(*self));
  *result = NULL;
  if (self == NULL)
    return VIET_ENOMEM;
  *self = (viet_store){.users = 1};
  viet_status status = viet_mapping_open(&self->mapping, path, flags,
                                         &viet_malloc);
  *version = self->mapping.version;
  if (status != VIET_OK) {
    free(self);
    return status;
  }
  self->gazetteer = self->mapping.gazetteer;
  *result = self;
  return VIET_OK;
}


viet_store *viet_store_copy (const viet_gazetteer *gazetteer) {
  const size_t bytes = viet_gazetteer_bytes(gazetteer);
  viet_store *self = malloc(sizeof(*self));
  if (self == NULL)
    return NULL;
  *self = (viet_store){.users = 1};
  self->copy = aligned_alloc(64, (bytes + 63) / 64 * 64);
  if (self->copy == NULL) {
    free(self);
    return NULL;
  }
  memcpy((void *)self->copy, gazetteer, bytes);
  self->gazetteer = self->copy;
  return self;
}


const viet_gazetteer *viet_store_gazetteer (const viet_store *self) {
  return self->gazetteer;
}


void viet_store_retain (viet_store *self) {
  enter();
  self->users++;
  leave();
}


void viet_store_release (viet_store *self) {
  if (self == NULL)
    return;
  enter();
  const bool is_last = --self->users == 0;
  leave();
  if (!is_last)
    return;
  viet_mapping_close(&self->mapping);
  free(self->copy);
  free(self);
}

/* }================================================================== */


/*
** {==================================================================
** Sharing
** ===================================================================
*/

/* Frees what no one can reach any more. */
static void discard (viet_shared *self) {
  for (size_t i = 0; i < self->count; i++) {
    viet_store_release(self->stores[i]);
    free((void *)(uintptr_t)self->layers[i].removed);
  }
  free(self);
}


/* Copies the bits of a layer. */
static bool copy_bits (viet_layer *layer) {
  const size_t bytes = layer->removed_count * sizeof(uint32_t);
  if (bytes == 0) {
    layer->removed = NULL;
    return true;
  }
  uint32_t *copy = malloc(bytes);
  if (copy != NULL)
    memcpy(copy, layer->removed, bytes);
  layer->removed = copy;
  return copy != NULL;
}


viet_shared *viet_shared_new (const viet_layer *layers,
                              viet_store *const *stores, size_t count) {
  viet_shared *self = malloc(sizeof(*self));
  if (self == NULL)
    return NULL;
  *self = (viet_shared){.users = 1};
  for (; self->count < count; self->count++) {
    const size_t i = self->count;
    self->layers[i] = layers[i];
    self->layers[i].gazetteer = viet_store_gazetteer(stores[i]);
    if (!copy_bits(&self->layers[i])) {
      discard(self);
      return NULL;
    }
    self->stores[i] = stores[i];
    viet_store_retain(stores[i]);
  }
  enter();
  self->number = ++last_number;
  self->next = all;
  all = self;
  leave();
  return self;
}


viet_shared *viet_shared_find (uint64_t number) {
  enter();
  viet_shared *found = all;
  while (found != NULL && found->number != number)
    found = found->next;
  if (found != NULL)
    found->users++;
  leave();
  return found;
}


void viet_shared_release (viet_shared *self) {
  if (self == NULL)
    return;
  enter();
  const bool is_last = --self->users == 0;
  for (viet_shared **at = &all; is_last && *at != NULL; at = &(*at)->next)
    if (*at == self) {
      *at = self->next;
      break;
    }
  leave();
  if (is_last)
    discard(self);
}


uint64_t viet_shared_number (const viet_shared *self) {
  return self->number;
}


size_t viet_shared_count (const viet_shared *self) {
  return self->count;
}


viet_store *viet_shared_store (const viet_shared *self, size_t layer) {
  return self->stores[layer];
}


viet_layer viet_shared_layer (const viet_shared *self, size_t layer) {
  return self->layers[layer];
}

/* }================================================================== */
