/*
** match_ours.c
** Our matcher, from the raw text to the spans in it. This is the one file
** of the benchmark that knows its interface.
*/

#include "match.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viet.h"

/* A gazetteer, built or opened, and a search of it, kept for all texts. */
typedef struct compiled {
  viet_gazetteer *built;   /* NULL: opened */
  viet_mapping file;
  viet_search *search;
} compiled;


static void drop (void *made) {
  compiled *self = made;
  viet_search_close(self->search);
  if (self->built)
    viet_free(&viet_malloc, self->built, viet_gazetteer_bytes(self->built));
  else if (self->file.gazetteer)
    viet_mapping_close(&self->file);
  free(self);
}


static bool open_search (compiled *self, mode wanted) {
  const viet_search_rules rules = {
    .kind = wanted == LONGEST ? VIET_LONGEST : VIET_OVERLAPPING
  };
  const viet_layer layer = {
    .gazetteer = self->built ? self->built : self->file.gazetteer
  };
  return viet_search_open(&layer, 1, &rules, &viet_malloc, &self->search)
      == VIET_OK;
}


/* Each name with an entry of its own, whose id is its number. */
static bool add (viet_builder *builder, const names *from,
                 viet_level level) {
  char id[24];
  for (size_t i = 0; i < from->count; i++) {
    viet_entry entry = {.id = id};
    viet_name name = {from->array[i].text, from->array[i].bytes, 0, level};
    entry.id_bytes = (size_t)snprintf(id, sizeof(id), "name/%zu", i + 1);
    if (viet_builder_add_entry(builder, &entry, &name.entry) != VIET_OK
        || viet_builder_add_name(builder, &name, NULL) != VIET_OK)
      return false;
  }
  return true;
}


static viet_gazetteer *compile (const names *from, viet_level level,
                                const viet_allocator *allocator) {
  viet_builder *builder;
  viet_gazetteer *made = NULL;
  if (viet_builder_open(allocator, &builder) != VIET_OK)
    return NULL;
  if (add(builder, from, level))
    viet_builder_build(builder, NULL, NULL, &made);
  viet_builder_close(builder);
  return made;
}


static void *build (const names *from, mode wanted, viet_level level) {
  compiled *self = must(calloc(1, sizeof(*self)));
  self->built = compile(from, level, &viet_malloc);
  if (self->built && open_search(self, wanted))
    return self;
  drop(self);
  return NULL;
}


static void *build_exact (const names *from, mode wanted) {
  return build(from, wanted, VIET_EXACT);
}


static void *build_placement (const names *from, mode wanted) {
  return build(from, wanted, VIET_PLACEMENT);
}


static void *build_toneless (const names *from, mode wanted) {
  return build(from, wanted, VIET_TONELESS);
}


static bool take (void *found, const viet_match *match) {
  hits_take(found, match->first, match->end);
  return true;
}


static void scan (const void *made, span document, hits *found) {
  const compiled *self = made;
  if (viet_search_text(self->search, document.text, document.bytes)
        != VIET_OK
      || viet_search_each(self->search, take, found) != VIET_OK)
    fail("the search failed", "ours");
}


const matcher ours_exact = {
  "ours", OF_WORDS, 1e9, build_exact, scan, drop
};

const matcher ours_placement = {
  "ours", OF_WORDS, 1e9, build_placement, scan, drop
};

const matcher ours_toneless = {
  "ours", OF_WORDS, 1e9, build_toneless, scan, drop
};


/*
** {==================================================================
** Files, and what a build takes
** ===================================================================
*/

bool ours_save (const void *index, const char *path) {
  const compiled *self = index;
  return viet_gazetteer_save(self->built, path, &viet_malloc) == VIET_OK;
}


void *ours_open (const char *path, double *seconds) {
  compiled *self = must(calloc(1, sizeof(*self)));
  double start = now();
  viet_status status = viet_mapping_open(&self->file, path, false,
                                         &viet_malloc);
  *seconds = now() - start;
  if (status == VIET_OK && open_search(self, LONGEST))
    return self;
  drop(self);
  return NULL;
}


/* Bytes in use, and the most that ever were. */
typedef struct meter {
  size_t bytes, peak;
} meter;


static void *resize (void *context, void *block, size_t old_bytes,
                     size_t new_bytes) {
  meter *self = context;
  void *moved = viet_malloc.resize(viet_malloc.context, block, old_bytes,
                                   new_bytes);
  if (moved == NULL && new_bytes > 0)
    return NULL;
  self->bytes += new_bytes - old_bytes;
  if (self->bytes > self->peak)
    self->peak = self->bytes;
  return moved;
}


bool ours_build_cost (const names *from, build_cost *cost) {
  meter used = {0};
  const viet_allocator allocator = {resize, &used};
  double start = now();
  viet_gazetteer *made = compile(from, VIET_EXACT, &allocator);
  cost->seconds = now() - start;
  if (made == NULL)
    return false;
  cost->bytes = viet_gazetteer_bytes(made);
  cost->peak_bytes = used.peak;
  viet_free(&allocator, made, cost->bytes);
  return true;
}

/* }================================================================== */
