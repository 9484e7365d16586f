/*
** inside.c
** The pieces of tokens, and the letters of a window. See inside.h;
** lattice.c lays names along them.
*/

#include "match/inside.h"

#include "match/gaps.h"
#include "match/skeleton.h"
#include "text/token.h"


/*
** {==================================================================
** The gazetteers
** ===================================================================
*/

/* bits of the filter for a byte of the names' tokens */
#define BITS_OF_BYTE 16

/* and words of it, at most: 16 MB */
#define MOST_BITS 21

/* The hash of a whole token, other than that of its letters as a start. */
static inline uint64_t hash_of_whole (uint64_t hash) {
  return viet_hash_next(hash, 1);
}


static inline void set_bits (viet_starts *self, uint64_t hash) {
  self->filter[hash >> self->shift] |= viet_filter_bits(hash);
}


static inline bool has_bits (const viet_starts *self, uint64_t hash) {
  return viet_filter_has(self->filter[hash >> self->shift], hash) != 0;
}


/* The letters before the skeleton of what may be a hashtag: its #, which is
** in no key but the exact one. */
static size_t signs_of (const char *text, size_t bytes) {
  size_t next;
  if (bytes < 2 || text[0] != '#')
    return 0;
  viet_skeleton_letter(text, bytes, 0, &next);
  return next == 1;  /* has it no marks? */
}


/* Adds a token of names: each start of its skeleton, and all of it. */
static void add_token (viet_starts *self, const char *text, size_t bytes) {
  uint64_t hash = VIET_SKELETON;
  size_t count = 0;
  for (size_t at = signs_of(text, bytes); at < bytes; ) {
    size_t next;
    viet_skeleton_letter(text, bytes, at, &next);
    hash = viet_skeleton_add(hash, text + at, next - at, &count);
    set_bits(self, hash);
    at = next;
  }
  set_bits(self, hash_of_whole(hash));
  if (count + 2 > self->longest)  /* # and a mark may stand before */
    self->longest = count + 2;
}


/* Adds the path keys of a gazetteer. In a damaged one strings may overlap:
** no more bytes are read than there are. */
static void add_gazetteer (viet_starts *self, const viet_gazetteer *from) {
  const size_t count = viet_part_count(from, VIET_PART_WORDS);
  size_t left = viet_part_count(from, VIET_PART_BYTES);
  for (uint32_t i = 0; i < count; i++) {
    size_t bytes;
    const char *text = viet_string_at(from, i, &bytes);
    if (bytes > left)
      return;
    left -= bytes;
    if (viet_word_at(from, i)->path == i)
      add_token(self, text, bytes);
  }
}


/* The bytes of a block with as many words as 'shift' leaves. */
static size_t bytes_of_starts (unsigned shift) {
  return sizeof(viet_starts) + ((size_t)1 << (64 - shift)) * sizeof(uint64_t);
}


/* The shift of a filter that has room for the layers of a search. */
static unsigned shift_for (const viet_search *search) {
  size_t bits = 64;
  unsigned shift = 63;
  for (size_t i = 0; i < search->layer_count; i++)
    bits += BITS_OF_BYTE * viet_part_count(search->layers[i].layer.gazetteer,
                                           VIET_PART_BYTES);
  while (shift > 64 - MOST_BITS && ((size_t)64 << (64 - shift)) < bits)
    shift--;
  return shift;
}


/* Reads the names of a search. */
static viet_status make_starts (const viet_search *search,
                                viet_starts **result) {
  const viet_allocator *a = &search->allocator;
  const unsigned shift = shift_for(search);
  const size_t bytes = bytes_of_starts(shift);
  viet_starts *self = a->resize(a->context, NULL, 0, bytes);
  *result = self;
  if (self == NULL)
    return VIET_ENOMEM;
  memset(self, 0, bytes);
  self->allocator = *a;
  self->users = 1;
  self->longest = 1;
  self->shift = shift;
  for (size_t i = 0; i < search->layer_count; i++)
    add_gazetteer(self, search->layers[i].layer.gazetteer);
  return VIET_OK;
}


static void leave_starts (viet_starts *self) {
  if (self == NULL || --self->users > 0)
    return;
  const viet_allocator allocator = self->allocator;
  viet_free(&allocator, self, bytes_of_starts(self->shift));
}


viet_status viet_inside_open (viet_search *search,
                              const viet_search *beside) {
  const viet_allocator *a = &search->allocator;
  viet_status status = viet_unicode_ready();
  if (status != VIET_OK)
    return status;
  viet_inside *self = a->resize(a->context, NULL, 0, sizeof(*self));
  if (self == NULL)
    return VIET_ENOMEM;
  *self = (viet_inside){.starts = NULL};
  search->inside = self;
  if (beside == NULL || beside->inside == NULL)
    return make_starts(search, &self->starts);
  self->starts = beside->inside->starts;
  self->starts->users++;
  return VIET_OK;
}


void viet_inside_close (viet_search *search) {
  const viet_allocator *a = &search->allocator;
  viet_inside *self = search->inside;
  if (self == NULL)
    return;
  leave_starts(self->starts);
  viet_vector_free(&self->pieces, sizeof(viet_piece), a);
  viet_vector_free(&self->lists, sizeof(uint32_t), a);
  viet_vector_free(&self->spelling, 1, a);
  viet_vector_free(&self->batch, sizeof(viet_token), a);
  viet_vector_free(&self->numbers, sizeof(uint32_t), a);
  viet_vector_free(&self->places, sizeof(viet_place), a);
  viet_free(a, self, sizeof(*self));
  search->inside = NULL;
}


/* letters of the longest match */
#define MOST_LETTERS ((size_t)1 << 20)

size_t viet_inside_reach (const viet_search *search) {
  const size_t letters = search->inside->starts->longest;
  size_t tokens = 1;
  for (size_t i = 0; i < search->layer_count; i++) {
    const viet_gazetteer *gazetteer = search->layers[i].layer.gazetteer;
    if (gazetteer->longest > tokens)
      tokens = gazetteer->longest;
  }
  if (letters > MOST_LETTERS / tokens)
    return MOST_LETTERS;
  return tokens * letters + VIET_MAX_GAPS;
}

/* }================================================================== */


/*
** {==================================================================
** Pieces
** ===================================================================
*/

/* A form that is being cut. */
typedef struct cutter {
  viet_search *search;
  const char *text;
  size_t bytes;
  uint32_t form;
} cutter;


static viet_status add_piece (const cutter *self, uint32_t first,
                              uint32_t letters, uint32_t form) {
  viet_vector *pieces = &self->search->inside->pieces;
  viet_status status = viet_vector_reserve(pieces, 1, sizeof(viet_piece),
                                           &self->search->allocator);
  if (status != VIET_OK)
    return status;
  if (pieces->count >= VIET_NO_PIECE)
    return VIET_ENOMEM;
  ((viet_piece *)pieces->items)[pieces->count++] =
    (viet_piece){first, letters, form};
  return VIET_OK;
}


/* Is it one token if it is cut on its own? Then of which kind. */
static bool is_token (const char *text, size_t bytes, viet_kind *kind) {
  if (viet_token_end(text, bytes, 0, kind) == bytes)
    return true;
  *kind = VIET_EMAIL;
  return viet_email_end(text, bytes, 0) == bytes;
}


/* Adds the bytes from 'at' up to 'end' as a piece, if they may be a token of
** a name. */
static viet_status try_piece (const cutter *self, size_t at, size_t end,
                              uint32_t first, uint32_t letters) {
  uint32_t form = self->form;
  viet_kind kind;
  viet_status status = VIET_OK;
  if (at > 0 || end < self->bytes) {
    if (!is_token(self->text + at, end - at, &kind))
      return VIET_OK;
    status = viet_forms_add(&self->search->forms, self->text + at, end - at,
                            kind, &form);
  }
  return status == VIET_OK ? add_piece(self, first, letters, form) : status;
}


/* Adds the pieces that begin with a letter, whose skeletons begin as many
** signs behind it. Long ones begin with the form only: a text would cost its
** letters times those of the longest token of a name. */
static viet_status cut_behind (const cutter *self, size_t first_byte,
                               uint32_t first, size_t signs) {
  const viet_starts *starts = self->search->inside->starts;
  uint64_t hash = VIET_SKELETON;
  viet_status status = VIET_OK;
  size_t at = first_byte + signs;
  const uint32_t most = first == 0 ? UINT32_MAX : VIET_INSIDE_LETTERS;
  for (uint32_t letters = (uint32_t)signs + 1;
       at < self->bytes && letters <= most && status == VIET_OK; letters++) {
    size_t next;
    const size_t end = viet_skeleton_letter(self->text, self->bytes, at,
                                            &next);
    hash = viet_skeleton_add(hash, self->text + at, end - at, NULL);
    if (hash != VIET_SKELETON && !has_bits(starts, hash))
      break;
    if (has_bits(starts, hash_of_whole(hash)))
      status = try_piece(self, first_byte, next < self->bytes ? end : next,
                         first, letters);
    at = next;
  }
  return status;
}


/* Adds all pieces that begin with a letter. */
static viet_status cut_from (const cutter *self, size_t at,
                             uint32_t first) {
  viet_status status = cut_behind(self, at, first, 0);
  if (status == VIET_OK
      && signs_of(self->text + at, self->bytes - at) > 0)
    status = cut_behind(self, at, first, 1);
  return status;
}


/* A copy of the spelling of a form, which does not move. */
static viet_status copy_spelling (viet_search *search, cutter *self) {
  viet_vector *copy = &search->inside->spelling;
  const char *text = viet_forms_key(&search->forms, self->form, VIET_EXACT,
                                    &self->bytes);
  viet_status status = viet_vector_reserve(copy, self->bytes, 1,
                                           &search->allocator);
  if (status != VIET_OK)
    return status;
  memcpy(copy->items, text, self->bytes);
  self->text = copy->items;
  return VIET_OK;
}


/* Cuts a form into its pieces. */
static viet_status cut_form (viet_search *search, uint32_t form) {
  viet_vector *pieces = &search->inside->pieces;
  cutter self = {.search = search, .form = form};
  const size_t before = pieces->count;
  viet_status status = copy_spelling(search, &self);
  uint32_t letter = 0;
  for (size_t at = 0; at < self.bytes && status == VIET_OK; letter++) {
    status = cut_from(&self, at, letter);
    viet_skeleton_letter(self.text, self.bytes, at, &at);
  }
  if (status == VIET_OK)
    status = add_piece(&self, UINT32_MAX, 0, 0);
  if (status == VIET_OK)
    ((uint32_t *)search->inside->lists.items)[form] = (uint32_t)before;
  else
    pieces->count = before;
  return status;
}


/* Cuts a form unless it is cut. */
static viet_status want_pieces (viet_search *search, uint32_t form) {
  viet_vector *lists = &search->inside->lists;
  if (form >= lists->count) {
    viet_status status = viet_vector_reserve(lists, form + 1 - lists->count,
                                             sizeof(uint32_t),
                                             &search->allocator);
    if (status != VIET_OK)
      return status;
    while (lists->count <= form)
      ((uint32_t *)lists->items)[lists->count++] = VIET_NO_PIECE;
  }
  if (((const uint32_t *)lists->items)[form] != VIET_NO_PIECE)
    return VIET_OK;
  return cut_form(search, form);
}

/* }================================================================== */


/*
** {==================================================================
** Letters
** ===================================================================
*/

/* pieces up to which they are kept for the next text: 24 MB */
#define MANY_PIECES ((size_t)1 << 21)

/* Gives up the pieces of all forms: these went, or have too many. */
static void forget_pieces (viet_search *search) {
  const viet_allocator *a = &search->allocator;
  viet_vector_free(&search->inside->pieces, sizeof(viet_piece), a);
  viet_vector_free(&search->inside->lists, sizeof(uint32_t), a);
}


viet_status viet_inside_start (viet_search *search, const char *text,
                               size_t bytes, const viet_tokens *tokens) {
  viet_inside *self = search->inside;
  viet_status status = VIET_OK;
  if (self->lists.count > viet_forms_count(&search->forms)
      || self->pieces.count > MANY_PIECES)
    forget_pieces(search);
  self->is_cut = tokens != NULL;
  self->tokens = NULL;
  self->count = self->at = self->byte = self->past = 0;
  self->before = self->letter = 0;
  self->numbers.count = 0;
  search->own.count = self->places.count = 0;
  if (tokens != NULL) {
    self->tokens = viet_tokens_array(tokens);
    self->count = viet_tokens_count(tokens);
    status = viet_search_adopt_forms(search, tokens, &self->numbers);
  } else {
    search->scan = viet_scan_start(viet_path_best(), &search->forms, text,
                                   bytes);
    search->scan.bare = true;
  }
  return status;
}


/* Goes on to the next token; '*found' is false at the end of the text. */
static viet_status next_token (viet_search *search, bool *found) {
  viet_inside *self = search->inside;
  viet_status status = VIET_OK;
  self->byte = 0;
  self->letter = 0;
  if (self->at == self->count && !self->is_cut) {
    self->before += (uint32_t)self->count;
    self->at = self->count = 0;
    status = viet_vector_reserve(&self->batch, VIET_BATCH,
                                 sizeof(viet_token), &search->allocator);
    if (status == VIET_OK)
      status = viet_scan_next(&search->scan, self->batch.items, VIET_BATCH,
                              &self->count);
    self->tokens = self->batch.items;
  }
  *found = self->at < self->count;
  return status;
}


/* The form of the token at hand among those of the search. */
static uint32_t form_of (const viet_inside *self) {
  const uint32_t form = self->tokens[self->at].form;
  return self->is_cut ? ((const uint32_t *)self->numbers.items)[form] : form;
}


/* The form of a letter as a sign. Its bytes are those of another form, which
** move when this one is added. */
static viet_status add_sign (viet_search *search, const char *text,
                             size_t bytes, uint32_t *form) {
  viet_vector *copy = &search->inside->spelling;
  viet_status status = viet_vector_reserve(copy, bytes, 1,
                                           &search->allocator);
  if (status != VIET_OK)
    return status;
  memcpy(copy->items, text, bytes);
  return viet_forms_add(&search->forms, copy->items, bytes, VIET_PUNCT, form);
}


/* Adds a letter to the window. If it may be passed over between the tokens
** of a name it has a form of its own. */
static viet_status add_letter (viet_search *search, const char *text,
                               size_t bytes, viet_token letter,
                               viet_place place) {
  viet_inside *self = search->inside;
  viet_vector *own = &search->own;
  viet_status status = VIET_OK;
  size_t at = 0;
  letter.form = UINT32_MAX;
  letter.kind = VIET_SYMBOL;
  if (viet_search_has_gaps(search)
      && viet_class_next(text, bytes, &at) == VIET_CLASS_PUNCT) {
    letter.kind = VIET_PUNCT;
    status = add_sign(search, text, bytes, &letter.form);
  }
  if (status != VIET_OK)
    return status;
  ((viet_token *)own->items)[own->count++] = letter;
  ((viet_place *)self->places.items)[self->places.count++] = place;
  return VIET_OK;
}


/* The pieces that begin with the next letter of the token at hand. */
static uint32_t next_pieces (viet_inside *self) {
  const viet_piece *pieces = self->pieces.items;
  while (pieces[self->piece].first < self->letter)
    self->piece++;
  return pieces[self->piece].first == self->letter ? self->piece
                                                   : VIET_NO_PIECE;
}


/* Adds letters of the token at hand, until there are 'most' of the window
** or no more of the token. */
static viet_status split_token (viet_search *search, size_t most) {
  viet_inside *self = search->inside;
  const viet_token *token = &self->tokens[self->at];
  viet_status status = want_pieces(search, form_of(self));
  if (status != VIET_OK)
    return status;
  if (self->byte == 0)
    self->piece = ((const uint32_t *)self->lists.items)[form_of(self)];
  const size_t bytes = token->end - token->first;
  while (status == VIET_OK && self->byte < bytes
         && search->own.count - self->past < most) {
    size_t ignored, next;
    const char *text = viet_forms_key(&search->forms, form_of(self),
                                      VIET_EXACT, &ignored);
    const size_t end = viet_skeleton_letter(text, bytes, self->byte, &next);
    const viet_token letter = {
      .first = token->first + (uint32_t)self->byte, .line = token->line,
      .end = token->first + (uint32_t)(next < bytes ? end : next)
    };
    const viet_place place = {next_pieces(self),
                              self->before + (uint32_t)self->at};
    status = add_letter(search, text + self->byte, end - self->byte, letter,
                        place);
    self->byte = next;
    self->letter++;
  }
  if (self->byte == bytes) {
    self->at++;
    self->byte = 0;
    self->letter = 0;
  }
  return status;
}


/* Forgets the letters behind which the window begins, when they are as many
** as those of a window. */
static void drop_letters (viet_search *search, size_t most) {
  viet_inside *self = search->inside;
  viet_token *own = search->own.items;
  viet_place *places = self->places.items;
  if (self->past < most)
    return;
  const size_t kept = search->own.count - self->past;
  memmove(own, own + self->past, kept * sizeof(*own));
  memmove(places, places + self->past, kept * sizeof(*places));
  search->own.count = self->places.count = kept;
  self->past = 0;
}


viet_status viet_inside_read (viet_search *search) {
  viet_inside *self = search->inside;
  const viet_allocator *a = &search->allocator;
  const size_t most = VIET_WINDOW + search->reach - 1;
  bool found = true;
  search->base += (uint32_t)search->starts;
  self->past += search->starts;
  drop_letters(search, most);
  viet_status status = viet_vector_reserve(&search->own, most,
                                           sizeof(viet_token), a);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->places, most, sizeof(viet_place), a);
  while (status == VIET_OK && found
         && search->own.count - self->past < most) {
    if (self->byte == 0)
      status = next_token(search, &found);
    if (status == VIET_OK && found)
      status = split_token(search, most);
  }
  search->tokens = (const viet_token *)search->own.items + self->past;
  search->count = search->own.count - self->past;
  search->is_over = !found;
  return status;
}


uint32_t viet_inside_token (const viet_search *search, uint32_t at) {
  const viet_inside *self = search->inside;
  const viet_place *places = self->places.items;
  return places[self->past + (at - search->base)].token;
}

/* }================================================================== */
