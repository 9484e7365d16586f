/*
** lattice.c
** Names along the letters of a window. From each letter the pieces that
** begin with it lead on, to where they end, and where there may be signs
** between the tokens of a name (gaps.c), past one of them:
**
**     text    c h ố n g M ỹ
**     pieces  [chống  ] [Mỹ]
**               [hốn]                if names have such tokens
*/

#include "match/gaps.h"
#include "match/inside.h"

/* Pieces that are tried from one start: more than texts have, but not what
** names and a text of the same few letters may be made to have. */
#define MOST_STEPS 100000


static const viet_piece *pieces_at (const viet_search *self, size_t at) {
  const viet_inside *inside = self->inside;
  const viet_place *places = inside->places.items;
  const uint32_t piece = places[inside->past + at].piece;
  return piece == VIET_NO_PIECE ? NULL
       : (const viet_piece *)inside->pieces.items + piece;
}


/* The next piece that begins with the same letter, or NULL. */
static inline const viet_piece *next_piece (const viet_piece *piece) {
  return piece[1].first == piece->first ? piece + 1 : NULL;
}


/* Is letter 'at' a sign that is passed over behind a piece with this form? */
static bool is_passed (const viet_search *self, size_t at, uint32_t form) {
  return at + 1 < self->count && viet_search_has_gaps(self)
      && viet_search_is_gap(self, at) && self->tokens[at].form != form;
}


/*
** {==================================================================
** One name
** ===================================================================
*/

/* How far a name was laid, with some count of signs in it. */
typedef struct state {
  viet_level level;  /* VIET_LEVELS: not at all */
  uint32_t end;
  uint32_t form;     /* of the last piece */
} state;

typedef struct states {
  state items[VIET_MAX_GAPS + 1];  /* by the signs */
} states;


static void clear (states *self) {
  for (size_t i = 0; i <= VIET_MAX_GAPS; i++)
    self->items[i] = (state){.level = VIET_LEVELS};
}


/* Lays a token from letter 'at' on. */
static void lay_token (viet_search *self, const viet_layer_state *layer,
                       uint32_t token, const state *from, size_t at,
                       state *to) {
  if (at >= self->count)
    return;
  for (const viet_piece *piece = pieces_at(self, at); piece != NULL;
       piece = next_piece(piece)) {
    viet_level level = viet_search_grade_form(self, layer, piece->form,
                                              token);
    if (level < from->level && level < VIET_LEVELS)
      level = from->level;
    if (level < to->level && at + piece->letters <= self->count)
      *to = (state){level, (uint32_t)at + piece->letters, piece->form};
  }
}


/* Lays a name from letter 'start' on, in all the ways that there are. */
static void lay_name (viet_search *self, const viet_layer_state *layer,
                      const viet_record *record, uint32_t start,
                      states *made) {
  states next;
  clear(made);
  made->items[0] = (state){VIET_EXACT, start, UINT32_MAX};
  for (size_t i = 0; i < record->count; i++) {
    clear(&next);
    for (size_t gaps = 0; gaps <= VIET_MAX_GAPS; gaps++) {
      const state *from = &made->items[gaps];
      if (from->level == VIET_LEVELS)
        continue;
      lay_token(self, layer, record->tokens[i], from, from->end,
                &next.items[gaps]);
      if (i > 0 && gaps < VIET_MAX_GAPS
          && is_passed(self, from->end, from->form))
        lay_token(self, layer, record->tokens[i], from, from->end + 1,
                  &next.items[gaps + 1]);
    }
    *made = next;
  }
}


viet_level viet_inside_grade (viet_search *self,
                              const viet_layer_state *layer,
                              const viet_record *record, size_t start,
                              size_t end) {
  states made;
  viet_level best = VIET_LEVELS;
  lay_name(self, layer, record, (uint32_t)start, &made);
  for (size_t i = 0; i <= VIET_MAX_GAPS; i++)
    if (made.items[i].level < best && made.items[i].end == end)
      best = made.items[i].level;
  return best <= record->level ? best : VIET_LEVELS;
}

/* }================================================================== */


/*
** {==================================================================
** All names
** ===================================================================
*/

/* What is gone from one start. */
typedef struct walker {
  viet_search *search;
  const viet_layer_state *layer;
  uint32_t start;
  size_t steps;  /* that are left */
} walker;

/* The tokens of a name so far. */
typedef struct prefix {
  uint64_t hash;
  size_t length;  /* tokens */
  size_t gaps;    /* signs */
  uint32_t end;   /* letter */
  uint32_t form;  /* of the last piece */
} prefix;

static viet_status go_on (walker *self, const prefix *from);


/* Notes hits wherever the names of a tail end. */
static viet_status note_tail (const walker *self, uint32_t at) {
  viet_search *search = self->search;
  viet_record record;
  states made;
  viet_status status = VIET_OK;
  if (!viet_record_read(self->layer->layer.gazetteer, at, &record))
    return VIET_OK;
  lay_name(search, self->layer, &record, self->start, &made);
  for (size_t i = 0; i <= VIET_MAX_GAPS && status == VIET_OK; i++) {
    const state *found = &made.items[i];
    if (found->level < VIET_LEVELS
        && viet_search_may_reach(search, self->start, found->end - 1))
      status = viet_search_note_hit(search, self->start, found->end, at);
  }
  return status;
}


/* Looks for a prefix of two tokens and more, and for longer ones. */
static viet_status look (walker *self, const prefix *at) {
  const uint32_t value = viet_search_find(self->layer->layer.gazetteer,
                                          at->hash);
  const uint32_t kind = value & VIET_VALUE_KIND;
  const uint32_t record = value & ~VIET_VALUE_KIND;
  viet_status status = VIET_OK;
  if (value != 0 && kind == VIET_TAIL)
    status = note_tail(self, record);
  else if (value != 0 && kind != VIET_BRANCH)
    status = viet_search_note_hit(self->search, self->start, at->end,
                                  record);
  if (status == VIET_OK
      && (at->length < VIET_SHORTEST_PREFIX
          || (value != 0 && kind != VIET_TAIL)))
    status = go_on(self, at);
  return status;
}


/* Goes along one piece from letter 'at' on. */
static viet_status take_piece (walker *self, const prefix *from, size_t at,
                               const viet_piece *piece, size_t gaps) {
  const viet_row *row = (const viet_row *)self->layer->rows.items
                      + piece->form;
  if (row->path == 0
      || (from->length == 1 && (row->path & VIET_ROW_FOLLOWS) == 0)
      || at + piece->letters > self->search->count)
    return VIET_OK;
  const prefix made = {
    viet_hash_next(from->hash, row->hash), from->length + 1, gaps,
    (uint32_t)at + piece->letters, piece->form
  };
  return look(self, &made);
}


/* Goes along all pieces from letter 'at' on. */
static viet_status take_pieces (walker *self, const prefix *from, size_t at,
                                size_t gaps) {
  const viet_search *search = self->search;
  viet_status status = VIET_OK;
  if (at >= search->count
      || !viet_search_may_reach(search, self->start, at))
    return VIET_OK;
  for (const viet_piece *piece = pieces_at(search, at);
       piece != NULL && self->steps > 0 && status == VIET_OK;
       piece = next_piece(piece)) {
    self->steps--;
    status = take_piece(self, from, at, piece, gaps);
  }
  return status;
}


/* Makes a prefix longer in all the ways that there are. */
static viet_status go_on (walker *self, const prefix *from) {
  if (from->length == VIET_MAX_NAME_TOKENS)
    return VIET_OK;
  viet_status status = take_pieces(self, from, from->end, from->gaps);
  if (status == VIET_OK && from->gaps < VIET_MAX_GAPS
      && is_passed(self->search, from->end, from->form))
    status = take_pieces(self, from, from->end + 1, from->gaps + 1);
  return status;
}


/* Finds the names that begin with one piece. */
static viet_status start_with (walker *self, const viet_piece *piece) {
  const viet_layer_state *layer = self->layer;
  const viet_row *row = (const viet_row *)layer->rows.items + piece->form;
  const prefix made = {
    row->hash, 1, 0, self->start + piece->letters, piece->form
  };
  viet_status status = VIET_OK;
  if (made.end > self->search->count)
    return VIET_OK;
  if ((row->path & VIET_ROW_NAME) != 0) {
    const viet_word *word = viet_word_at(layer->layer.gazetteer,
                                         (row->path & VIET_ROW_PATH) - 1);
    if (word != NULL)
      status = viet_search_note_hit(self->search, self->start, made.end,
                                    word->start & VIET_ALONE);
  }
  if (status == VIET_OK && (row->path & VIET_ROW_STARTS) != 0)
    status = go_on(self, &made);
  return status;
}


/* Finds the names of a layer that begin with a letter. */
static viet_status walk (viet_search *self, viet_layer_state *layer,
                         uint32_t start) {
  walker made = {self, layer, start, MOST_STEPS};
  viet_status status = VIET_OK;
  for (const viet_piece *piece = pieces_at(self, start);
       piece != NULL && status == VIET_OK; piece = next_piece(piece))
    status = start_with(&made, piece);
  return status == VIET_OK ? viet_search_add_noted(self, layer) : status;
}


viet_status viet_inside_sweep (viet_search *self) {
  viet_status status = VIET_OK;
  self->tails.count = 0;
  for (size_t i = 0; i < self->layer_count && status == VIET_OK; i++) {
    viet_layer_state *layer = &self->layers[i];
    memset(layer->heads, 0, self->starts * sizeof(uint32_t));
    for (uint32_t k = 0; k < self->starts && status == VIET_OK; k++)
      status = walk(self, layer, k);
  }
  return status;
}

/* }================================================================== */
