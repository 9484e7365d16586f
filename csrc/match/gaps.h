/*
** gaps.h
** Names with signs between their tokens, for the search.
*/

#ifndef viet_match_gaps_h
#define viet_match_gaps_h

#include "match/search.h"

/* Are there signs that are passed over? */
static inline bool viet_search_has_gaps (const viet_search *self) {
  return (self->rules.gaps & (VIET_GAP_HYPHEN | VIET_GAP_PUNCT)) != 0;
}

/* Is token 'at' of the window a sign that is passed over? */
bool viet_search_is_gap (const viet_search *self, size_t at);

/* The levels at which a name stands from 'start' on, one for each count of
** signs in it; VIET_LEVELS where it does not. */
void viet_search_fit (viet_search *self, const viet_layer_state *layer,
                      const viet_record *record, size_t start,
                      viet_level levels[VIET_MAX_GAPS + 1]);

/* Notes a hit among those of a start, which are kept in 'tails'. */
viet_status viet_search_note_hit (viet_search *self, uint32_t start,
                                  uint32_t end, uint32_t record);

/* Adds the hits that were noted, those that end first before the others. */
viet_status viet_search_add_noted (viet_search *self,
                                   viet_layer_state *layer);

/* Finds all names of two tokens and more in the window. */
viet_status viet_search_walk_all (viet_search *self,
                                  viet_layer_state *layer);

#endif
