/*
** gazetteer.c
** A libFuzzer target: gazetteers of a few names, searched in a short text,
** against a search that tries every name at every place.
**
** The first byte of an input holds the options and how many names there
** are: bit 0 overlapping, bit 1 across lines, bit 5 inside of tokens. Each
** name is a byte for level and entry, and words up to a zero; the rest of the
** input is the text. Bytes are words as add_word has them.
*/

#include "fuzz.h"
#include "match/skeleton.h"

#define MOST_NAMES 8
#define MOST_MATCHES 4096

static size_t blocks;  /* in use by the library */
static const viet_allocator allocator = {fuzz_resize, &blocks};

/* A name or the text. */
typedef struct piece {
  fuzz_text text;
  viet_tokens *tokens;
} piece;


/*
** {==================================================================
** From bytes to names
** ===================================================================
*/

/* Adds a word for bytes below 64, else the byte itself. */
static void add_word (fuzz_text *self, unsigned byte) {
  static const char *const words[] = {
    "hòa", "hoà", "HÒA", "hoa", "Ho\u00E0", "hoa\u0300", "bình", "binh",
    "Bi\u0300nh", "kỹ", "kĩ", "ky", "ki", "\u0110ại", "\u00D0ại", "dai",
    "\u212Aỹ", "\u00E1\u0302", "ấ", "2", "2.5", ",", ".", "-", "F16",
    "\u0300", "\u00AD", "\u200B", "\n", "\n\n", "www.a.vn", "(", "tŷ",
    "ty", "ti", "a", "A", "b", "中", "\u1FB3"
  };
  const size_t count = sizeof(words) / sizeof(*words);
  const char c = (char)byte;
  if (byte < 64) {
    fuzz_add(self, words[byte % count], strlen(words[byte % count]));
    fuzz_add(self, " ", 1);
  } else {
    fuzz_add(self, &c, 1);
  }
}


static piece take_piece (fuzz_input *input, bool to_end) {
  piece made = {0};
  while (input->size > 0) {
    const unsigned byte = fuzz_byte(input);
    if (byte == 0 && !to_end)
      break;
    add_word(&made.text, byte);
  }
  fuzz_fit(&made.text);
  require(viet_tokens_build(made.text.text, made.text.bytes, &allocator,
                            &made.tokens) == VIET_OK);
  return made;
}


static void discard (piece *self) {
  viet_free(&allocator, self->tokens, viet_tokens_bytes(self->tokens));
  free(self->text.text);
}

/* }================================================================== */


/*
** {==================================================================
** The naive search
** ===================================================================
*/

/* What is searched, and what is found. */
typedef struct search {
  const viet_name *names;
  const piece *pieces;  /* of the names, and of the text behind them */
  size_t count;         /* of names */
  viet_match_kind kind;
  bool across_lines;
  bool inside;
  viet_match *matches;
  size_t found;
} search;


/* The level of token 'i' of a piece and token 'k' of another one. */
static viet_level level_of (const piece *text, size_t i, const piece *name,
                            size_t k) {
  const viet_token *a = viet_tokens_array(text->tokens) + i;
  const viet_token *b = viet_tokens_array(name->tokens) + k;
  viet_level level;
  require(viet_level_of(text->text.text + a->first, a->end - a->first,
                        name->text.text + b->first, b->end - b->first,
                        &allocator, &level) == VIET_OK);
  return level;
}


/* The strictest level at which a name is alike the tokens from 'start' on
** of the text, VIET_LEVELS if there is none. */
static viet_level grade (const search *self, size_t name, size_t start) {
  const piece *own = &self->pieces[name];
  const piece *text = &self->pieces[self->count];
  viet_level loosest = VIET_EXACT;
  for (size_t i = 0; i < viet_tokens_count(own->tokens); i++) {
    const viet_level level = level_of(text, start + i, own, i);
    if (level > loosest)
      loosest = level;
  }
  return loosest;
}


/* May a name of 'length' tokens stand at 'start'? */
static bool has_room (const search *self, size_t start, size_t length) {
  const viet_tokens *text = self->pieces[self->count].tokens;
  const viet_token *token = viet_tokens_array(text) + start;
  if (start + length > viet_tokens_count(text))
    return false;
  return self->across_lines || token[0].line == token[length - 1].line;
}


/* The best name of an entry with 'length' tokens at 'start', if any. */
static bool best_name (const search *self, size_t entry, size_t start,
                       size_t length, viet_match *match) {
  const viet_token *tokens =
    viet_tokens_array(self->pieces[self->count].tokens);
  bool found = false;
  for (size_t i = 0; i < self->count; i++) {
    if (self->names[i].entry != entry
        || viet_tokens_count(self->pieces[i].tokens) != length
        || !has_room(self, start, length))
      continue;
    const viet_level level = grade(self, i, start);
    if (level > self->names[i].level || (found && level >= match->level))
      continue;
    *match = (viet_match){
      tokens[start].first, tokens[start + length - 1].end,
      (uint32_t)start, (uint32_t)(start + length), (uint32_t)entry,
      (uint32_t)i, 0, level
    };
    found = true;
  }
  return found;
}


/* }================================================================== */


/*
** {==================================================================
** The naive search inside of tokens
** ===================================================================
*/

#define MOST_LETTERS 64
#define MOST_PIECE 12  /* letters of a token of a name, at most */

/* A letter of the text. */
typedef struct letter {
  uint32_t first;
  uint32_t end;
  uint32_t token;
} letter;

typedef struct letters {
  letter items[MOST_LETTERS];
  size_t count;
} letters;


/* The letters of a piece; false if there are too many. */
static bool read_letters (const piece *text, letters *made) {
  made->count = 0;
  for (uint32_t i = 0; i < viet_tokens_count(text->tokens); i++) {
    const viet_token *token = viet_tokens_array(text->tokens) + i;
    const char *start = text->text.text + token->first;
    const size_t bytes = token->end - token->first;
    for (size_t at = 0; at < bytes; ) {
      size_t next;
      const size_t end = viet_skeleton_letter(start, bytes, at, &next);
      if (made->count == MOST_LETTERS)
        return false;
      made->items[made->count++] = (letter){
        token->first + (uint32_t)at,
        token->first + (uint32_t)(next < bytes ? end : next), i
      };
      at = next;
    }
  }
  return true;
}


/* Has each name only tokens of few letters? */
static bool has_short_tokens (const search *self) {
  for (size_t i = 0; i < self->count; i++) {
    letters made;
    if (!read_letters(&self->pieces[i], &made))
      return false;
    for (size_t k = 0; k + MOST_PIECE < made.count; k++)
      if (made.items[k].token == made.items[k + MOST_PIECE].token)
        return false;
  }
  return true;
}


/* The level of the letters from 'first' up to 'end' and token 'k' of a
** name. */
static viet_level level_inside (const search *self, const letters *all,
                                size_t first, size_t end, size_t name,
                                size_t k) {
  const piece *own = &self->pieces[name];
  const viet_token *token = viet_tokens_array(own->tokens) + k;
  const letter *from = &all->items[first], *to = &all->items[end - 1];
  viet_level level;
  if (from->token != to->token)
    return VIET_LEVELS;
  require(viet_level_of(self->pieces[self->count].text.text + from->first,
                        to->end - from->first,
                        own->text.text + token->first,
                        token->end - token->first, &allocator, &level)
          == VIET_OK);
  return level;
}


/* The strictest level at which token 'k' of a name and those behind it stand
** from letter 'first' up to 'end'. */
static viet_level fit (const search *self, const letters *all, size_t name,
                       size_t k, size_t first, size_t end) {
  viet_level best = VIET_LEVELS;
  const bool is_last = k + 1 == viet_tokens_count(self->pieces[name].tokens);
  for (size_t i = first + 1; i <= end && i <= first + MOST_PIECE; i++) {
    if (is_last && i < end)
      continue;
    viet_level level = level_inside(self, all, first, i, name, k);
    const viet_level rest = level == VIET_LEVELS ? level
      : is_last ? VIET_EXACT : fit(self, all, name, k + 1, i, end);
    if (rest > level)
      level = rest;
    if (level < best)
      best = level;
  }
  return best;
}


/* The best name of an entry that stands from letter 'first' up to 'end', if
** any. */
static bool best_inside (const search *self, const letters *all,
                         size_t entry, size_t first, size_t end,
                         viet_match *match) {
  const viet_token *tokens =
    viet_tokens_array(self->pieces[self->count].tokens);
  const letter *from = &all->items[first], *to = &all->items[end - 1];
  bool found = false;
  if (!self->across_lines
      && tokens[from->token].line != tokens[to->token].line)
    return false;
  for (size_t i = 0; i < self->count; i++) {
    if (self->names[i].entry != entry)
      continue;
    const viet_level level = fit(self, all, i, 0, first, end);
    if (level > self->names[i].level || (found && level >= match->level))
      continue;
    *match = (viet_match){from->first, to->end, from->token, to->token + 1,
                          (uint32_t)entry, (uint32_t)i, 0, level};
    found = true;
  }
  return found;
}


static void match_inside (search *self, const letters *all) {
  for (size_t first = 0; first < all->count; ) {
    size_t end = all->count;
    for (; end > first; end--) {
      const size_t before = self->found;
      if (self->found + MOST_NAMES > MOST_MATCHES)
        return;
      for (size_t entry = 0; entry < MOST_NAMES; entry++)
        if (best_inside(self, all, entry, first, end,
                        &self->matches[self->found]))
          self->found++;
      if (self->found > before && self->kind == VIET_LONGEST)
        break;
    }
    first = end > first ? end : first + 1;
  }
}

/* }================================================================== */


/*
** {==================================================================
** All matches
** ===================================================================
*/

/* All matches of one length at one place, in order of entry. */
static bool match_entries (search *self, size_t start, size_t length) {
  const size_t before = self->found;
  for (size_t entry = 0; entry < MOST_NAMES; entry++)
    if (best_name(self, entry, start, length,
                  &self->matches[self->found]))
      self->found++;
  return self->found > before;
}


static void match_all (search *self) {
  const size_t count = viet_tokens_count(self->pieces[self->count].tokens);
  for (size_t start = 0; start < count; ) {
    size_t length = VIET_MAX_NAME_TOKENS;
    for (; length > 0; length--) {
      if (self->found + MOST_NAMES > MOST_MATCHES)
        return;
      if (match_entries(self, start, length)
          && self->kind == VIET_LONGEST)
        break;
    }
    start += length > 0 ? length : 1;
  }
}

/* }================================================================== */


/* Names that are refused are wrong, and the others are not. */
static viet_gazetteer *build (const search *self) {
  viet_gazetteer *made;
  size_t bad, wrong = 0;
  viet_status status = viet_gazetteer_build(self->names, self->count,
                                            &allocator, &made, &bad);
  for (size_t i = 0; i < self->count; i++) {
    const viet_name *name = &self->names[i];
    const size_t count = viet_tokens_count(self->pieces[i].tokens);
    const bool broken = viet_utf8_check(name->text, name->bytes)
                      < name->bytes;
    const bool empty = count == 0 || count > VIET_MAX_NAME_TOKENS;
    wrong += broken || empty;
    if (status != VIET_OK && bad == i)
      require(status == VIET_EUTF8 ? broken
                                   : empty && status == VIET_EINVAL);
  }
  require((status == VIET_OK) == (wrong == 0));
  require(status == VIET_OK || (made == NULL && bad < self->count));
  if (made)
    require(viet_gazetteer_name_count(made) == self->count);
  return made;
}


static void check_matches (const search *self,
                           const viet_gazetteer *gazetteer, bool cut) {
  const piece *text = &self->pieces[self->count];
  const viet_layer layer = {.gazetteer = gazetteer};
  const viet_search_rules rules = {
    .kind = self->kind, .gaps = self->across_lines ? VIET_GAP_LINE : 0,
    .inside = self->inside
  };
  viet_search *fast;
  viet_match match;
  require(viet_search_open(&layer, 1, &rules, &allocator, &fast)
          == VIET_OK);
  require((cut ? viet_search_tokens(fast, text->tokens)
               : viet_search_text(fast, text->text.text, text->text.bytes))
          == VIET_OK);
  for (size_t i = 0; i < self->found; i++) {
    const viet_match *wanted = &self->matches[i];
    require(viet_search_next(fast, &match));
    require(match.first == wanted->first && match.end == wanted->end);
    require(match.first_token == wanted->first_token);
    require(match.end_token == wanted->end_token);
    require(match.entry == wanted->entry && match.name == wanted->name);
    require(match.level == wanted->level);
  }
  if (self->found + MOST_NAMES <= MOST_MATCHES) {
    require(!viet_search_next(fast, &match));
    require(!viet_search_next(fast, &match));
  }
  viet_search_close(fast);
}


int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  static viet_match matches[MOST_MATCHES];
  fuzz_input input = {data, size};
  const unsigned bits = fuzz_byte(&input);
  piece pieces[MOST_NAMES + 1];
  viet_name names[MOST_NAMES];
  search naive = {
    .names = names, .pieces = pieces, .count = bits >> 2 & 7,
    .kind = (bits & 1) != 0 ? VIET_OVERLAPPING : VIET_LONGEST,
    .across_lines = (bits & 2) != 0, .inside = (bits & 32) != 0,
    .matches = matches
  };
  letters all;
  for (size_t i = 0; i < naive.count; i++) {
    const unsigned choice = fuzz_byte(&input);
    pieces[i] = take_piece(&input, false);
    names[i] = (viet_name){pieces[i].text.text, pieces[i].text.bytes,
                           choice / 3 % MOST_NAMES,
                           (viet_level)(choice % VIET_LEVELS)};
  }
  pieces[naive.count] = take_piece(&input, true);
  viet_gazetteer *gazetteer = build(&naive);
  const bool is_small = read_letters(&pieces[naive.count], &all)
                     && has_short_tokens(&naive);
  if (gazetteer && (is_small || !naive.inside)) {
    if (naive.inside)
      match_inside(&naive, &all);
    else
      match_all(&naive);
    check_matches(&naive, gazetteer, false);
    check_matches(&naive, gazetteer, true);
  }
  if (gazetteer)
    viet_free(&allocator, gazetteer, viet_gazetteer_bytes(gazetteer));
  for (size_t i = 0; i <= naive.count; i++)
    discard(&pieces[i]);
  require(blocks == 0);
  return 0;
}
