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

#include "match/gaps.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif


static inline void prefetch (const void *address) {
#if defined(__GNUC__)
  __builtin_prefetch(address);
#else
  (void)address;
#endif
}


static inline void fetch_line (const viet_gazetteer *self, uint64_t hash) {
  const viet_line *lines = viet_part_of(self, VIET_PART_LINES);
  const viet_line *line =
    &lines[viet_line_of(hash, viet_part_count(self, VIET_PART_LINES))];
  prefetch(line);
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

/* Where the filter puts the prefixes that pass. */
typedef struct sifted {
  viet_probe *items;              /* for each length room for all starts */
  size_t room;
  size_t counts[VIET_LENGTHS];
} sifted;


/* Puts a prefix to those of its length, if it passed; no branch could be
** foreseen. */
static inline void put (sifted *to, unsigned length, unsigned passed,
                        uint64_t hash, uint32_t start) {
  to->items[length * to->room + to->counts[length]] =
    (viet_probe){hash, start, start + length + 2};
  to->counts[length] += passed;
}


/* Puts the prefixes at the starts that passed. */
static void put_starts (const viet_sieve *sieve, const uint64_t *starts,
                        size_t count, sifted *to) {
  for (size_t i = 0; i < count; i += 64)
    for (uint64_t left = starts[i / 64]; left != 0; left &= left - 1) {
      const uint32_t start = (uint32_t)i + viet_first_bit(left);
      const viet_prefixes at = viet_sieve_prefixes(sieve, start);
      const unsigned passed = viet_sieve_look(sieve, &at);
      for (unsigned length = 0; length < VIET_LENGTHS; length++)
        put(to, length, passed >> length & 1, at.hash[length], start);
    }
}


/* Finds the prefixes that may be there, and asks for their lines. */
static void filter (const viet_search *self, const viet_layer_state *layer,
                    sifted *to) {
  const viet_gazetteer *gazetteer = layer->layer.gazetteer;
  const viet_sieve sieve = {
    .words = viet_part_of(gazetteer, VIET_PART_FILTER),
    .shift = gazetteer->filter_shift,
    .hashes = layer->hashes, .rows = layer->paths
  };
  uint64_t starts[VIET_WINDOW / 64];
  self->sift(&sieve, self->starts, starts);
  put_starts(&sieve, starts, self->starts, to);
  for (size_t length = 0; length < VIET_LENGTHS; length++)
    for (size_t i = 0; i < to->counts[length]; i++)
      fetch_line(gazetteer, to->items[length * to->room + i].hash);
}

/* }================================================================== */


/*
** {==================================================================
** Probes
** ===================================================================
*/

/* Which places of a line have the check, a bit for each. */
#if defined(__SSE2__)
static inline unsigned places_of (const viet_line *line, uint32_t check) {
  const __m128i wanted = _mm_set1_epi32((int)check);
  const __m128i *checks = (const __m128i *)(const void *)line->check;
  const __m128i low = _mm_cmpeq_epi32(_mm_loadu_si128(checks), wanted);
  const __m128i high = _mm_cmpeq_epi32(_mm_loadu_si128(checks + 1), wanted);
  return (unsigned)_mm_movemask_ps(_mm_castsi128_ps(low))
       | (unsigned)_mm_movemask_ps(_mm_castsi128_ps(high)) << 4;
}
#else
static inline unsigned places_of (const viet_line *line, uint32_t check) {
  unsigned places = 0;
  for (unsigned i = 0; i < VIET_LINE_SLOTS; i++)
    places |= (unsigned)(line->check[i] == check) << i;
  return places;
}
#endif


/* The value of a prefix that is not in line 'at', which is full, or 0. */
static uint32_t find_behind (const viet_gazetteer *self, uint64_t hash,
                             size_t at) {
  const viet_line *lines = viet_part_of(self, VIET_PART_LINES);
  const size_t count = viet_part_count(self, VIET_PART_LINES);
  for (uint32_t i = 1; i < self->line_limit; i++) {
    at = at + 1 < count ? at + 1 : 0;
    const viet_line *line = &lines[at];
    const unsigned places = places_of(line, (uint32_t)hash);
    if (places != 0)  /* a free place has a value of 0, and so says none */
      return line->value[viet_first_bit(places)];
    if (line->value[VIET_LINE_SLOTS - 1] == 0)  /* is there room? */
      break;
  }
  return 0;
}


/* The value of a prefix, or 0 if it is none. Whether it is cannot be
** foreseen, so there is no branch as long as its line is not full. */
static inline uint32_t find_prefix (const viet_gazetteer *self,
                                    uint64_t hash) {
  const viet_line *lines = viet_part_of(self, VIET_PART_LINES);
  const size_t at = viet_line_of(hash,
                                 viet_part_count(self, VIET_PART_LINES));
  const uint32_t *values = lines[at].value;
  const unsigned places = places_of(&lines[at], (uint32_t)hash);
  const unsigned last = 1u << (VIET_LINE_SLOTS - 1);
  const uint32_t value = values[viet_first_bit(places | last)];
  const uint32_t found = (uint32_t)0 - (uint32_t)(places != 0);
  if (places == 0 && value != 0)  /* is there no room? */
    return find_behind(self, hash, at);
  return value & found;
}


uint32_t viet_search_find (const viet_gazetteer *gazetteer, uint64_t hash) {
  return find_prefix(gazetteer, hash);
}


static void fetch_record (const viet_gazetteer *self, uint32_t record) {
  const uint32_t *records = viet_part_of(self, VIET_PART_RECORDS);
  if (record < self->parts[VIET_PART_RECORDS].count) {
    prefetch(records + record);
  }
}


/* Lengthens a prefix by a token; false if no name goes on so. */
static bool lengthen (const viet_search *self,
                      const viet_layer_state *layer, viet_probe *probe) {
  if (layer->paths[probe->end] == 0 || probe->end - probe->start >= self->reach
      || !viet_search_may_reach(self, probe->start, probe->end))
    return false;
  probe->hash = viet_hash_next(probe->hash, layer->hashes[probe->end]);
  probe->end++;
  fetch_line(layer->layer.gazetteer, probe->hash);
  return true;
}


/* Adds what a prefix was found to be. '*goes_on' tells whether a longer one
** is to be looked for. */
static viet_status add_found (viet_search *self, viet_layer_state *layer,
                              viet_probe *probe, uint32_t value,
                              bool *goes_on) {
  const uint32_t kind = value & VIET_VALUE_KIND;
  const uint32_t record = value & ~VIET_VALUE_KIND;
  viet_status status = VIET_OK;
  *goes_on = false;
  if (!viet_search_may_reach(self, probe->start, probe->end - 1))
    return VIET_OK;
  if (kind == VIET_TAIL) {
    ((viet_probe *)self->tails.items)[self->tails.count++] =
      (viet_probe){record, probe->start, probe->end};
    return VIET_OK;
  }
  if (kind != VIET_BRANCH)
    status = viet_search_add_hit(self, layer, probe->start, probe->end,
                                 record);
  *goes_on = probe->end - probe->start >= VIET_SHORTEST_PREFIX
          && lengthen(self, layer, probe);
  return status;
}


/* Keeps the prefixes that are there, with their values, and asks for the
** records of these; returns how many. */
static size_t find_values (const viet_gazetteer *gazetteer,
                           viet_probe *probes, uint32_t *values,
                           size_t count) {
  size_t left = 0;
  for (size_t i = 0; i < count; i++) {
    const viet_probe probe = probes[i];
    const uint32_t value = find_prefix(gazetteer, probe.hash);
    probes[left] = probe;
    values[left] = value;
    left += value != 0;
    fetch_record(gazetteer, value & ~VIET_VALUE_KIND);
  }
  return left;
}


/* Looks for prefixes of one length, then for longer ones, round by round;
** each round is a token longer. */
static viet_status look_all (viet_search *self, viet_layer_state *layer,
                             viet_probe *probes, size_t count) {
  uint32_t values[VIET_WINDOW];
  while (count > 0) {
    size_t left = 0;
    const size_t found = find_values(layer->layer.gazetteer, probes, values,
                                     count);
    for (size_t i = 0; i < found; i++) {
      bool goes_on;
      viet_probe probe = probes[i];
      viet_status status = add_found(self, layer, &probe, values[i],
                                     &goes_on);
      if (status != VIET_OK)
        return status;
      probes[left] = probe;
      left += goes_on;
    }
    count = left;
  }
  return VIET_OK;
}


/* Finds the names of two tokens and more; shorter ones first, as lists of
** hits want it. */
static viet_status add_long_names (viet_search *self,
                                   viet_layer_state *layer) {
  sifted found = {.items = self->probes.items, .room = self->capacity};
  viet_status status = VIET_OK;
  filter(self, layer, &found);
  for (size_t length = 0; length < VIET_LENGTHS && status == VIET_OK;
       length++)
    status = look_all(self, layer,
                      found.items + length * found.room,
                      found.counts[length]);
  return status;
}


/* May the path of a record stand in the window from 'start' on? Its first
** tokens do; the others are compared when its level is asked for. */
static bool may_stand (const viet_search *self, const viet_record *record,
                       size_t start) {
  const size_t end = start + record->count;
  return end <= self->count && viet_search_may_reach(self, start, end - 1);
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
        && may_stand(self, &record, start))
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
  if ((layer->seen & VIET_ROW_NAME) == 0)
    return VIET_OK;
  for (size_t i = 0; i < self->starts && status == VIET_OK; i++) {
    if ((layer->paths[i] & VIET_ROW_NAME) == 0)
      continue;
    const viet_word *word =
      viet_word_at(layer->layer.gazetteer,
                   (layer->paths[i] & VIET_ROW_PATH) - 1);
    if (word != NULL)
      status = viet_search_add_hit(self, layer, (uint32_t)i,
                                   (uint32_t)i + 1,
                                   word->start & VIET_ALONE);
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
    status = viet_search_has_gaps(self) ? viet_search_walk_all(self, layer)
                                        : add_long_names(self, layer);
    if (status == VIET_OK)
      status = check_tails(self, layer);
  }
  return status;
}
