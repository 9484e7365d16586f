/*
** choose.c
** Which of the hits in the windows of a search are matches.
*/

#include "match/inside.h"


/* The next start from 'start' on that has hits; false if the window has no
** more of them. */
static bool find_start (viet_search *self) {
  size_t word = self->start / 64;
  if (self->start >= self->starts)
    return false;
  uint64_t bits = self->hit_at[word] & UINT64_MAX << self->start % 64;
  while (bits == 0) {
    if (++word >= VIET_WINDOW / 64)
      return false;
    bits = self->hit_at[word];
  }
  self->start = (uint32_t)(word * 64 + viet_first_bit(bits));
  return true;
}


static bool is_exclusive (const viet_search *self) {
  return self->rules.kind == VIET_LONGEST || self->rules.kind == VIET_FIRST;
}


/* Puts the lists of hits at their beginning. */
static void rewind_lists (viet_search *self) {
  for (size_t i = 0; i < self->layer_count; i++)
    self->lists[i] = self->layers[i].heads[self->start];
}


/* Goes to the next start that may have matches; false at the end. */
static bool next_start (viet_search *self) {
  for (;;) {
    if (is_exclusive(self) && self->base + self->start < self->free)
      self->start = self->free - self->base;
    if (find_start(self))
      break;
    if (!viet_search_next_window(self))
      return false;
  }
  rewind_lists(self);
  self->at_start = true;
  return true;
}


/* Collects the hits at the start that end last, of those that are left;
** false if there are none. */
static bool next_bundle (viet_search *self) {
  const viet_hit *hits = self->hits.items;
  uint32_t end = 0;
  self->bundle.count = 0;
  self->found = false;
  for (size_t i = 0; i < self->layer_count; i++)
    if (self->lists[i] != 0 && hits[self->lists[i] - 1].end > end)
      end = hits[self->lists[i] - 1].end;
  for (uint32_t i = 0; end != 0 && i < self->layer_count; i++)
    while (self->lists[i] != 0 && hits[self->lists[i] - 1].end == end) {
      const viet_hit *hit = &hits[self->lists[i] - 1];
      self->status = viet_vector_reserve(&self->bundle, 1,
                                         sizeof(viet_cursor),
                                         &self->allocator);
      if (self->status != VIET_OK)
        return false;
      ((viet_cursor *)self->bundle.items)[self->bundle.count++] =
        (viet_cursor){hit->record, i, end};
      self->lists[i] = hit->next;
    }
  return end != 0;
}


/* A name in the order in which names of one span are given. */
typedef struct rank {
  int64_t priority;  /* lower ones first */
  uint32_t layer;
  uint32_t entry;
} rank;

static bool is_before (rank a, rank b) {
  if (a.priority != b.priority)
    return a.priority < b.priority;
  return a.layer != b.layer ? a.layer < b.layer : a.entry < b.entry;
}


static rank rank_of (const viet_search *self, const viet_cursor *cursor,
                     const viet_record *record) {
  const viet_gazetteer *of = self->layers[cursor->layer].layer.gazetteer;
  const int32_t priority = viet_signed_at(of, VIET_PART_PRIORITIES,
                                          record->entry);
  return (rank){-(int64_t)priority, cursor->layer, record->entry};
}


/* The cursor whose name comes next; NULL if there are no more names. */
static viet_cursor *first_cursor (const viet_search *self, rank *first) {
  viet_cursor *cursors = self->bundle.items;
  viet_cursor *found = NULL;
  viet_record record;
  for (size_t i = 0; i < self->bundle.count; i++) {
    if (cursors[i].record == 0
        || !viet_record_read(self->layers[cursors[i].layer].layer.gazetteer,
                             cursors[i].record, &record))
      continue;
    const rank here = rank_of(self, &cursors[i], &record);
    if (found == NULL || is_before(here, *first)) {
      found = &cursors[i];
      *first = here;
    }
  }
  return found;
}


/* Tries the names of one entry that a cursor stands at, and moves it past
** them; 'match' takes the one that is most like the text. */
static void try_names (viet_search *self, viet_cursor *cursor,
                       uint32_t entry, viet_match *match) {
  const viet_layer_state *layer = &self->layers[cursor->layer];
  viet_record record;
  const bool wanted = viet_search_wants(self, layer, entry);
  while (cursor->record != 0
         && viet_record_read(layer->layer.gazetteer, cursor->record,
                             &record)
         && record.entry == entry) {
    cursor->record = record.next;
    if (!wanted)
      continue;
    const viet_level level = viet_search_grade(self, layer, &record,
                                               self->start, cursor->end);
    if (level < match->level
        || (level == match->level && level < VIET_LEVELS
            && record.name < match->name)) {
      match->level = level;
      match->name = record.name;
    }
  }
}


/* Describes the match of an entry in the bundle. */
static void describe (const viet_search *self, const viet_cursor *cursor,
                      uint32_t entry, viet_match *match) {
  match->first = self->tokens[self->start].first;
  match->end = self->tokens[cursor->end - 1].end;
  match->first_token = self->base + self->start;
  match->end_token = self->base + cursor->end;
  match->entry = entry;
  match->layer = cursor->layer;
}


/* The next entry that matches of a bundle of one path, whose names are in
** order. */
static bool next_of_path (viet_search *self, viet_cursor *cursor,
                          viet_match *match) {
  const viet_gazetteer *of = self->layers[cursor->layer].layer.gazetteer;
  viet_record record;
  while (cursor->record != 0
         && viet_record_read(of, cursor->record, &record)) {
    match->level = VIET_LEVELS;
    try_names(self, cursor, record.entry, match);
    if (match->level < VIET_LEVELS) {
      describe(self, cursor, record.entry, match);
      return true;
    }
  }
  return false;
}


/* The next entry of the bundle that matches; false after the last. */
static bool next_entry (viet_search *self, viet_match *match) {
  rank first = {0};
  viet_cursor *cursor;
  if (self->bundle.count == 1)  /* nothing to choose? */
    return next_of_path(self, self->bundle.items, match);
  while ((cursor = first_cursor(self, &first)) != NULL) {
    viet_cursor *cursors = self->bundle.items;
    match->level = VIET_LEVELS;
    for (size_t i = 0; i < self->bundle.count; i++) {
      viet_record record;
      if (cursors[i].layer == first.layer && cursors[i].record != 0
          && viet_record_read(self->layers[first.layer].layer.gazetteer,
                              cursors[i].record, &record)
          && record.entry == first.entry)
        try_names(self, &cursors[i], first.entry, match);
    }
    if (match->level < VIET_LEVELS) {
      describe(self, cursor, first.entry, match);
      return true;
    }
  }
  return false;
}


/* The number of a match's type among those of all layers. */
static uint32_t type_of (const viet_search *self, const viet_match *match) {
  const viet_layer_state *layer = &self->layers[match->layer];
  const uint32_t type = viet_type_of(layer->layer.gazetteer, match->entry);
  return type < layer->types.count
       ? ((const uint32_t *)layer->types.items)[type] : 0;
}


/* Is the match one that its type has still room for? */
static bool is_longest_of_type (viet_search *self,
                                const viet_match *match) {
  viet_last *last = (viet_last *)self->lasts.items + type_of(self, match);
  if (match->first_token < last->end
      && (match->first_token != last->first
          || match->end_token != last->end))
    return false;
  *last = (viet_last){match->first_token, match->end_token};
  return true;
}


/* Is the match in no longer one? Those are known already: they begin before
** it, or with it and come first. */
static bool is_outermost (viet_search *self, const viet_match *match) {
  if (match->end_token > self->outer.end) {
    self->outer = (viet_last){match->first_token, match->end_token};
    return true;
  }
  return match->end_token == self->outer.end
      && match->first_token == self->outer.first;
}


/* Is a match, the next in order, one of the kind that is asked for? */
static bool is_chosen (viet_search *self, const viet_match *match) {
  switch (self->rules.kind) {
    case VIET_LONGEST: case VIET_FIRST: case VIET_OVERLAPPING:
      return true;
    case VIET_OUTERMOST:
      return is_outermost(self, match);
    case VIET_LONGEST_PER_TYPE:
      return is_longest_of_type(self, match);
  }
  return false;
}


static int64_t priority_of (const viet_search *self,
                            const viet_match *match) {
  return -(int64_t)viet_signed_at(self->layers[match->layer].layer.gazetteer,
                                  VIET_PART_PRIORITIES, match->entry);
}


/* Of all entries that match at the start, finds the first one by rank, and
** leaves in the lists only hits that end where the longest match of it does.
** False if there is none. */
static bool find_first (viet_search *self) {
  rank first = {0};
  uint32_t end = 0;
  viet_match match;
  while (next_bundle(self))
    while (next_entry(self, &match)) {
      const rank here = {priority_of(self, &match), match.layer,
                         match.entry};
      if (end == 0 || is_before(here, first)) {
        first = here;
        end = match.end_token - self->base;
      }
    }
  rewind_lists(self);
  const viet_hit *hits = self->hits.items;
  for (size_t i = 0; i < self->layer_count && end != 0; i++)
    while (self->lists[i] != 0 && hits[self->lists[i] - 1].end > end)
      self->lists[i] = hits[self->lists[i] - 1].next;
  return end != 0;
}


/* The next match at the start; false if there are no more. */
static bool next_at_start (viet_search *self, viet_match *match) {
  for (;;) {
    while (next_entry(self, match)) {
      self->found = true;
      if (is_chosen(self, match))
        return true;
    }
    if (self->found && is_exclusive(self))
      return false;
    if (!next_bundle(self))
      return false;
  }
}


/* Gives the tokens of a match as the caller has them: those that its parts
** stand in. */
static void name_tokens (const viet_search *self, viet_match *match) {
  const uint32_t *origins = self->origins.items;
  if (self->inside != NULL) {
    match->end_token = viet_inside_token(self, match->end_token - 1) + 1;
    match->first_token = viet_inside_token(self, match->first_token);
    return;
  }
  if (self->origins.count == 0)
    return;
  match->end_token = origins[match->end_token - 1] + 1;
  match->first_token = origins[match->first_token];
}


bool viet_search_next (viet_search *self, viet_match *match) {
  while (self->status == VIET_OK) {
    const bool is_new = !self->at_start;
    if (is_new && !next_start(self))
      return false;
    if ((!is_new || self->rules.kind != VIET_FIRST || find_first(self))
        && next_at_start(self, match)) {
      if (is_exclusive(self))
        self->free = match->end_token;
      name_tokens(self, match);
      return true;
    }
    self->at_start = false;
    self->found = false;
    self->bundle.count = 0;
    self->start++;
  }
  return false;
}


viet_status viet_search_each (viet_search *self, viet_match_function *each,
                              void *context) {
  viet_match match;
  while (viet_search_next(self, &match))
    if (!each(context, &match))
      break;
  return self->status;
}
