/*
** gaps.c
** Names that have signs between their tokens in the text, on request: a
** "Hà-Nội" is a "Hà Nội". Between two tokens of a name one sign is passed
** over, in a match VIET_MAX_GAPS of them at most, but none that is the token
** before it again: "- - -" is one name in one way.
**
** How many signs were passed over tells, with the tokens of the name that
** are found, where in the text that is. So what is known of a name on its
** way is a number for each count of signs.
**
**     text    Hà - Nội         tokens found   signs 0      signs 1
**     name    Hà Nội           1 (Hà)         at "-"
**                              2 (Nội)                     at the end
*/

#include "match/gaps.h"

#include <string.h>

/* Prefixes of a start that are looked for at the same time: more than texts
** have, but not what a text of signs alone may be made to have. */
#define MOST_PREFIXES 64


static bool is_hyphen (const char *text, size_t bytes) {
  static const char *const hyphens[] = {
    "-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015"
  };
  for (size_t i = 0; i < sizeof(hyphens) / sizeof(*hyphens); i++)
    if (strlen(hyphens[i]) == bytes && memcmp(text, hyphens[i], bytes) == 0)
      return true;
  return false;
}


bool viet_search_is_gap (const viet_search *self, size_t at) {
  const viet_token *token = &self->tokens[at];
  size_t bytes;
  if (token->kind != VIET_PUNCT)
    return false;
  if ((self->rules.gaps & VIET_GAP_PUNCT) != 0)
    return true;
  const char *text = self->cut != NULL
    ? viet_tokens_key(self->cut, token->form, VIET_EXACT, &bytes)
    : viet_forms_key(&self->forms, token->form, VIET_EXACT, &bytes);
  return is_hyphen(text, bytes);
}


/* Is token 'at', which is not the first one of a match, passed over? */
static bool is_passed (const viet_search *self, size_t at) {
  return viet_search_is_gap(self, at)
      && self->tokens[at].form != self->tokens[at - 1].form;
}


/*
** {==================================================================
** One name
** ===================================================================
*/

/* The loosest of two levels. */
static viet_level looser (viet_level a, viet_level b) {
  return a > b ? a : b;
}


/* One token more of a name: from the levels after 'found' tokens of it to
** those after the next one. */
static void step (viet_search *self, const viet_layer_state *layer,
                  uint32_t token, size_t at, const viet_level *levels,
                  viet_level *next) {
  for (size_t gaps = 0; gaps <= VIET_MAX_GAPS; gaps++)
    next[gaps] = VIET_LEVELS;
  for (size_t gaps = 0; gaps <= VIET_MAX_GAPS; gaps++) {
    const size_t here = at + gaps;
    if (levels[gaps] == VIET_LEVELS || here >= self->count)
      continue;
    const viet_level level =
      looser(levels[gaps], viet_search_grade_token(self, layer, here,
                                                   token));
    if (level < next[gaps])
      next[gaps] = level;
    if (gaps == VIET_MAX_GAPS || here + 1 >= self->count
        || !is_passed(self, here))
      continue;
    next[gaps + 1] =
      looser(levels[gaps], viet_search_grade_token(self, layer, here + 1,
                                                   token));
  }
}


void viet_search_fit (viet_search *self, const viet_layer_state *layer,
                      const viet_record *record, size_t start,
                      viet_level levels[VIET_MAX_GAPS + 1]) {
  viet_level next[VIET_MAX_GAPS + 1];
  for (size_t gaps = 0; gaps <= VIET_MAX_GAPS; gaps++)
    levels[gaps] = VIET_LEVELS;
  levels[0] = viet_search_grade_token(self, layer, start,
                                      record->tokens[0]);
  for (size_t i = 1; i < record->count; i++) {
    step(self, layer, record->tokens[i], start + i, levels, next);
    memcpy(levels, next, sizeof(next));
  }
}

/* }================================================================== */


/*
** {==================================================================
** All names at a start
** ===================================================================
*/

/* Prefixes of one length at a start. */
typedef struct prefixes {
  viet_probe items[MOST_PREFIXES];
  size_t count;
} prefixes;


/* Adds a prefix with one more token, that at 'at', if it is in the window,
** in a line that may be reached, and not there yet. */
static void add_prefix (const viet_search *self,
                        const viet_layer_state *layer, prefixes *to,
                        const viet_probe *from, size_t at) {
  if (at >= self->count || layer->paths[at] == 0
      || to->count == MOST_PREFIXES
      || !viet_search_may_reach(self, from->start, at))
    return;
  const viet_probe made = {viet_hash_next(from->hash, layer->hashes[at]),
                           from->start, (uint32_t)at + 1};
  for (size_t i = 0; i < to->count; i++)
    if (to->items[i].hash == made.hash && to->items[i].end == made.end)
      return;
  to->items[to->count++] = made;
}


viet_status viet_search_note_hit (viet_search *self, uint32_t start,
                                  uint32_t end, uint32_t record) {
  const viet_probe made = {record, start, end};
  viet_status status = viet_vector_reserve(&self->tails, 1, sizeof(made),
                                           &self->allocator);
  if (status != VIET_OK)
    return status;
  viet_probe *hits = self->tails.items;
  size_t at = self->tails.count++;
  for (; at > 0 && hits[at - 1].end > end; at--)
    hits[at] = hits[at - 1];
  hits[at] = made;
  return VIET_OK;
}


/* Notes hits wherever the names of a tail may end. */
static viet_status note_tail (viet_search *self,
                              const viet_layer_state *layer, uint32_t at,
                              uint32_t start) {
  viet_level levels[VIET_MAX_GAPS + 1];
  viet_record record;
  viet_status status = VIET_OK;
  if (!viet_record_read(layer->layer.gazetteer, at, &record))
    return VIET_OK;
  viet_search_fit(self, layer, &record, start, levels);
  for (uint32_t gaps = 0; gaps <= VIET_MAX_GAPS && status == VIET_OK;
       gaps++) {
    const uint32_t end = start + record.count + gaps;
    if (levels[gaps] < VIET_LEVELS
        && viet_search_may_reach(self, start, end - 1))
      status = viet_search_note_hit(self, start, end, at);
  }
  return status;
}


/* Looks for a prefix of 'length' tokens; '*goes_on' tells whether longer
** ones may be found. */
static viet_status look (viet_search *self, const viet_layer_state *layer,
                         const viet_probe *probe, size_t length,
                         bool *goes_on) {
  const uint32_t value = viet_search_find(layer->layer.gazetteer,
                                          probe->hash);
  const uint32_t kind = value & VIET_VALUE_KIND;
  const uint32_t record = value & ~VIET_VALUE_KIND;
  *goes_on = length < VIET_SHORTEST_PREFIX
          || (value != 0 && kind != VIET_TAIL);
  if (value == 0 || kind == VIET_BRANCH)
    return VIET_OK;
  return kind == VIET_TAIL ? note_tail(self, layer, record, probe->start)
                           : viet_search_note_hit(self, probe->start,
                                                  probe->end, record);
}


/* Finds all names of two tokens and more at a start. */
static viet_status walk (viet_search *self, const viet_layer_state *layer,
                         uint32_t start) {
  prefixes now = {.count = 1}, next;
  now.items[0] = (viet_probe){layer->hashes[start], start, start + 1};
  for (size_t length = 2; now.count > 0 && length <= VIET_MAX_NAME_TOKENS;
       length++) {
    size_t left = 0;
    next.count = 0;
    for (size_t i = 0; i < now.count; i++) {
      const viet_probe *from = &now.items[i];
      add_prefix(self, layer, &next, from, from->end);
      if (from->end < self->count
          && from->end - start < length - 1 + VIET_MAX_GAPS
          && is_passed(self, from->end))
        add_prefix(self, layer, &next, from, from->end + 1u);
    }
    for (size_t i = 0; i < next.count; i++) {
      bool goes_on;
      viet_status status = look(self, layer, &next.items[i], length,
                                &goes_on);
      if (status != VIET_OK)
        return status;
      now.items[left] = next.items[i];
      left += goes_on;
    }
    now.count = left;
  }
  return VIET_OK;
}


viet_status viet_search_add_noted (viet_search *self,
                                   viet_layer_state *layer) {
  const viet_probe *hits = self->tails.items;
  viet_status status = VIET_OK;
  for (size_t i = 0; i < self->tails.count && status == VIET_OK; i++)
    status = viet_search_add_hit(self, layer, hits[i].start, hits[i].end,
                                 (uint32_t)hits[i].hash);
  self->tails.count = 0;
  return status;
}


viet_status viet_search_walk_all (viet_search *self,
                                  viet_layer_state *layer) {
  viet_status status = VIET_OK;
  for (uint32_t i = 0; i < self->starts && status == VIET_OK; i++)
    if ((layer->paths[i] & VIET_ROW_STARTS) != 0) {
      status = walk(self, layer, i);
      if (status == VIET_OK)
        status = viet_search_add_noted(self, layer);
    }
  self->tails.count = 0;
  return status;
}

/* }================================================================== */
