/*
** sweep.c
** From rows to hits: where the paths of a gazetteer stand in the window.
**
**   - Most tokens begin no name, which their row tells.
**   - Of the others most are not followed as in a name, which the filter
**     tells, in one word of memory near the processor.
**   - Prefixes of what is left are looked for in the table, one token longer
**     at each round, all of the window together: while one line comes from
**     memory the others are asked for.
**
** Nothing is compared here but hashes and, for tails, keys: a hit says only
** that names may stand there.
*/

#include "match/search.h"


static inline void prefetch (const void *address) {
#if defined(__GNUC__)
  __builtin_prefetch(address);
#else
  (void)address;
#endif
}


viet_status viet_search_add_hit (viet_search *self, viet_layer_state *layer,
                                 uint32_t start, uint32_t end,
                                 uint32_t record) {
  viet_status status = viet_vector_reserve(&self->hits, 1, sizeof(viet_hit),
                                           &self->allocator);
  if (status != VIET_OK)
    return status;
  ((viet_hit *)self->hits.items)[self->hits.count++] =
    (viet_hit){layer->heads[start], end, record};
  layer->heads[start] = (uint32_t)self->hits.count;
  self->hit_at[start / 64] |= UINT64_C(1) << start % 64;
  return VIET_OK;
}


/*
** {==================================================================
** The filter
** ===================================================================
*/

/* What the filter needs of a gazetteer. */
typedef struct sieve {
  const uint64_t *words;
  unsigned shift;
  uint64_t seed;
} sieve;


/* May a name of two tokens or more begin at 'path'? '*hash' is that of two
** of them. There are zeros behind the window. */
static inline bool passes (const sieve *self, const uint32_t *path,
                           uint64_t *hash) {
  const uint32_t first = (path[0] & VIET_ROW_PATH) - 1;
  const uint32_t second = (path[1] & VIET_ROW_PATH) - 1;
  const uint32_t third = (path[2] & VIET_ROW_PATH) - 1;
  *hash = viet_hash_next(viet_hash_first(self->seed, first), second);
  const uint64_t word = self->words[*hash >> self->shift];
  const uint64_t pair = viet_filter_pair(*hash);
  const uint64_t triple = viet_filter_triple(*hash, third);
  return (int)((word & pair) == pair) | (int)((word & triple) == triple);
}


/* Puts the starts that pass to 'probes', which has room for all of them;
** returns how many there are. */
static size_t filter_starts (const viet_search *self,
                             const viet_layer_state *layer,
                             viet_probe *probes) {
  const viet_gazetteer *gazetteer = layer->layer.gazetteer;
  const sieve filter = {viet_part_of(gazetteer, VIET_PART_FILTER),
                         gazetteer->filter_shift, gazetteer->seed};
  const uint32_t *paths = layer->paths;
  uint16_t starts[VIET_WINDOW];
  size_t count = 0, passed = 0;
  for (size_t i = 0; i < self->starts; i++) {
    starts[count] = (uint16_t)i;
    count += (paths[i] >> 31) & (paths[i + 1] != 0);
  }
  for (size_t i = 0; i < count; i++) {
    viet_probe *probe = &probes[passed];
    probe->start = starts[i];
    probe->end = starts[i] + 2u;
    passed += passes(&filter, paths + starts[i], &probe->hash);
  }
  return passed;
}

/* }================================================================== */


/*
** {==================================================================
** Probes
** ===================================================================
*/

/* The value of a prefix, or 0 if it is none. */
static uint32_t find_prefix (const viet_gazetteer *self, uint64_t hash) {
  const viet_line *lines = viet_part_of(self, VIET_PART_LINES);
  const size_t count = viet_part_count(self, VIET_PART_LINES);
  const uint32_t check = (uint32_t)hash;
  size_t at = viet_line_of(hash, count);
  for (uint32_t i = 0; i < self->line_limit; i++) {
    const viet_line *line = &lines[at];
    for (size_t k = 0; k < VIET_LINE_SLOTS; k++)
      if (line->check[k] == check && line->value[k] != 0)
        return line->value[k];
    if (line->value[VIET_LINE_SLOTS - 1] == 0)  /* is there room? */
      break;
    at = at + 1 < count ? at + 1 : 0;
  }
  return 0;
}


static void fetch_line (const viet_gazetteer *self, uint64_t hash) {
  const viet_line *lines = viet_part_of(self, VIET_PART_LINES);
  prefetch(&lines[viet_line_of(hash,
                               viet_part_count(self, VIET_PART_LINES))]);
}


static void fetch_record (const viet_gazetteer *self, uint32_t record) {
  const uint32_t *records = viet_part_of(self, VIET_PART_RECORDS);
  if (record < self->parts[VIET_PART_RECORDS].count)
    prefetch(records + record);
}


/* Lengthens a prefix by a token; false if no name goes on so. */
static bool lengthen (const viet_search *self,
                      const viet_layer_state *layer, viet_probe *probe) {
  const uint32_t next = layer->paths[probe->end] & VIET_ROW_PATH;
  if (next == 0 || probe->end - probe->start >= self->reach
      || !viet_search_may_reach(self, probe->start, probe->end))
    return false;
  probe->hash = viet_hash_next(probe->hash, next - 1);
  probe->end++;
  fetch_line(layer->layer.gazetteer, probe->hash);
  return true;
}


/* Looks for a prefix. '*goes_on' tells whether a longer one is to be looked
** for. */
static viet_status look (viet_search *self, viet_layer_state *layer,
                         viet_probe *probe, bool *goes_on) {
  const viet_gazetteer *gazetteer = layer->layer.gazetteer;
  const uint32_t value = find_prefix(gazetteer, probe->hash);
  const uint32_t record = value & ~VIET_VALUE_KIND;
  viet_status status = VIET_OK;
  *goes_on = false;
  if (value == 0
      || !viet_search_may_reach(self, probe->start, probe->end - 1))
    return VIET_OK;
  if ((value & VIET_VALUE_KIND) == VIET_TAIL) {
    fetch_record(gazetteer, record);
    ((viet_probe *)self->tails.items)[self->tails.count++] =
      (viet_probe){record, probe->start, probe->end};
    return VIET_OK;
  }
  if ((value & VIET_VALUE_KIND) != VIET_BRANCH) {
    fetch_record(gazetteer, record);
    status = viet_search_add_hit(self, layer, probe->start, probe->end,
                                 record);
  }
  *goes_on = lengthen(self, layer, probe);
  return status;
}


/* Looks for all prefixes, round by round; each round is a token longer. */
static viet_status look_all (viet_search *self, viet_layer_state *layer,
                             size_t count) {
  viet_probe *probes = self->probes.items;
  for (size_t i = 0; i < count; i++)
    fetch_line(layer->layer.gazetteer, probes[i].hash);
  while (count > 0) {
    size_t left = 0;
    for (size_t i = 0; i < count; i++) {
      bool goes_on;
      viet_probe probe = probes[i];
      viet_status status = look(self, layer, &probe, &goes_on);
      if (status != VIET_OK)
        return status;
      probes[left] = probe;
      left += goes_on;
    }
    count = left;
  }
  return VIET_OK;
}


/* Does the path of a record stand in the window from 'start' on? */
static bool is_path (const viet_search *self, const viet_layer_state *layer,
                     const viet_record *record, size_t start) {
  const viet_gazetteer *gazetteer = layer->layer.gazetteer;
  const uint32_t *paths = layer->paths + start;
  if (start + record->count > self->count
      || !viet_search_may_reach(self, start, start + record->count - 1))
    return false;
  for (size_t i = 0; i < record->count; i++) {
    const viet_word *word =
      viet_word_at(gazetteer, record->tokens[i] & VIET_TOKEN_STRING);
    if (word == NULL || word->path + 1 != (paths[i] & VIET_ROW_PATH))
      return false;
  }
  return true;
}


static viet_status check_tails (viet_search *self,
                                viet_layer_state *layer) {
  const viet_probe *tails = self->tails.items;
  viet_status status = VIET_OK;
  for (size_t i = 0; i < self->tails.count && status == VIET_OK; i++) {
    viet_record record;
    const uint32_t at = (uint32_t)tails[i].hash, start = tails[i].start;
    if (viet_record_read(layer->layer.gazetteer, at, &record)
        && start + record.count >= tails[i].end
        && is_path(self, layer, &record, start))
      status = viet_search_add_hit(self, layer, start,
                                   start + record.count, at);
  }
  self->tails.count = 0;
  return status;
}

/* }================================================================== */


/* Adds the names of one token. */
static viet_status add_short_names (viet_search *self,
                                    viet_layer_state *layer) {
  viet_status status = VIET_OK;
  for (size_t i = 0; i < self->starts && status == VIET_OK; i++) {
    if ((layer->paths[i] & VIET_ROW_NAME) == 0)
      continue;
    const viet_word *word =
      viet_word_at(layer->layer.gazetteer,
                   (layer->paths[i] & VIET_ROW_PATH) - 1);
    if (word != NULL)
      status = viet_search_add_hit(self, layer, (uint32_t)i,
                                   (uint32_t)i + 1,
                                   word->start & ~VIET_STARTS);
  }
  return status;
}


viet_status viet_search_sweep (viet_search *self) {
  viet_status status = VIET_OK;
  for (size_t i = 0; i < self->layer_count && status == VIET_OK; i++) {
    viet_layer_state *layer = &self->layers[i];
    status = add_short_names(self, layer);
    if (status != VIET_OK)
      break;
    const size_t count = filter_starts(self, layer, self->probes.items);
    status = look_all(self, layer, count);
    if (status == VIET_OK)
      status = check_tails(self, layer);
  }
  return status;
}
