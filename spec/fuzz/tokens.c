/*
** tokens.c
** A libFuzzer target: tokens, sentences, lines and paragraphs of any text.
** The first byte of an input chooses how the text is made of the rest.
*/

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "fuzz.h"
#include "text/quick.h"

/* forms that are compared each with each */
#define MOST_FORMS 48

static size_t blocks;  /* in use by the library */
static const viet_allocator allocator = {fuzz_resize, &blocks};


static bool is_same_token (const viet_token *a, const viet_token *b) {
  return a->first == b->first && a->end == b->end && a->form == b->form
      && a->line == b->line && a->kind == b->kind && a->shape == b->shape
      && a->spaced == b->spaced;
}


/* The tokens on one path, or on none, are the same. */
static void check_path (const viet_path *path, const viet_tokens *wanted,
                        const char *text, size_t bytes) {
  viet_tokens *made;
  require(viet_tokens_build_by(path, text, bytes, &allocator, &made)
          == VIET_OK);
  const viet_token *a = viet_tokens_array(made);
  const viet_token *b = viet_tokens_array(wanted);
  require(viet_tokens_count(made) == viet_tokens_count(wanted));
  for (size_t i = 0; i < viet_tokens_count(made); i++)
    require(is_same_token(&a[i], &b[i]));
  viet_free(&allocator, made, viet_tokens_bytes(made));
}


static void check_paths (const viet_tokens *wanted, const char *text,
                         size_t bytes) {
  static const char *const names[] = {"scalar", "sse2", "avx2", "neon"};
  check_path(NULL, wanted, text, bytes);
  for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
    const viet_path *path = viet_path_find(names[i]);
    if (path)
      check_path(path, wanted, text, bytes);
  }
}


static bool is_same_key (const viet_tokens *a, const viet_tokens *b,
                         uint32_t form, viet_level level) {
  size_t a_bytes, b_bytes;
  const char *a_key = viet_tokens_key(a, form, level, &a_bytes);
  const char *b_key = viet_tokens_key(b, form, level, &b_bytes);
  return a_bytes == b_bytes && memcmp(a_key, b_key, a_bytes) == 0;
}


/* Tokens that refer to the spellings of all texts so far are the same. */
static void check_spellings (const viet_tokens *wanted, const char *text,
                             size_t bytes, bool glued) {
  static size_t kept;  /* blocks of the spellings */
  static const viet_allocator keeper = {fuzz_resize, &kept};
  static viet_spellings *spellings;
  static uint64_t number;
  viet_tokens *made;
  if (spellings == NULL || viet_spellings_are_many(spellings)) {
    viet_spellings_close(spellings);
    require(kept == 0);
    require(viet_spellings_open(++number, &keeper, &spellings) == VIET_OK);
  }
  require(viet_spellings_tokens(spellings, text, bytes, glued, &allocator,
                                &made) == VIET_OK);
  const viet_token *a = viet_tokens_array(made);
  const viet_token *b = viet_tokens_array(wanted);
  require(viet_tokens_count(made) == viet_tokens_count(wanted));
  require(viet_tokens_form_count(made) == viet_tokens_form_count(wanted));
  for (size_t i = 0; i < viet_tokens_count(made); i++)
    require(is_same_token(&a[i], &b[i]));
  for (uint32_t i = 0; i < viet_tokens_form_count(made); i++)
    for (int level = 0; level < VIET_LEVELS; level++)
      require(is_same_key(made, wanted, i, (viet_level)level));
  viet_free(&allocator, made, viet_tokens_bytes(made));
}


static void check_all_spellings (const viet_tokens *wanted,
                                 const char *text, size_t bytes) {
  viet_tokens *glued;
  check_spellings(wanted, text, bytes, false);
  require(viet_tokens_build_glued(text, bytes, &allocator, &glued)
          == VIET_OK);
  check_spellings(glued, text, bytes, true);
  viet_free(&allocator, glued, viet_tokens_bytes(glued));
}


/* Builds the tokens of a text and moves them to a copy of their block. */
static viet_tokens *build (const char *text, size_t bytes) {
  viet_tokens *made;
  require(viet_tokens_build(text, bytes, &allocator, &made) == VIET_OK);
  const size_t size = viet_tokens_bytes(made);
  viet_tokens *copy = allocator.resize(allocator.context, NULL, 0, size);
  require(copy != NULL);
  memcpy(copy, made, size);
  memset(made, 0xA5, size);
  viet_free(&allocator, made, size);
  return copy;
}


static void discard (viet_tokens *self) {
  viet_free(&allocator, self, viet_tokens_bytes(self));
}


/*
** {==================================================================
** Tokens
** ===================================================================
*/

/* White space and invisible characters, for ICU. */
static bool is_gap (UChar32 c, bool *space) {
  const int8_t type = c < 0 ? U_UNASSIGNED : u_charType(c);
  *space = (c >= 9 && c <= 13) || c == 0x85 || type == U_SPACE_SEPARATOR
        || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR;
  return *space || type == U_FORMAT_CHAR;
}


/* Between two tokens is only what is no token; counts lines. */
static void check_gap (const char *text, size_t first, size_t end,
                       bool *spaced, uint32_t *line) {
  for (size_t at = first; at < end; ) {
    UChar32 c;
    bool space;
    U8_NEXT((const uint8_t *)text, at, end, c);
    require(is_gap(c, &space));
    if (space)
      *spaced = true;
    if (c == '\n')
      *line += 1;
  }
}


static void check_token (const viet_tokens *self, const char *text,
                         const viet_token *token) {
  size_t bytes;
  const char *key = viet_tokens_key(self, token->form, VIET_EXACT, &bytes);
  require(token->form < viet_tokens_form_count(self));
  require(token->kind <= VIET_SYMBOL && token->shape <= VIET_MIXED);
  require(bytes == token->end - token->first);
  require(memcmp(key, text + token->first, bytes) == 0);
  require(memchr(key, '\n', bytes) == NULL);
  key = viet_tokens_key(self, token->form, VIET_TONELESS, &bytes);
  require(bytes > 0);
}


/* Tokens and what stands between them are all of the text. */
static void check_tiling (const viet_tokens *self, const char *text,
                          size_t bytes) {
  const viet_token *tokens = viet_tokens_array(self);
  const size_t count = viet_tokens_count(self);
  size_t at = 0, forms = 0;
  uint32_t line = 0;
  bool spaced = true;
  for (size_t i = 0; i < count; i++) {
    require(at <= tokens[i].first && tokens[i].first < tokens[i].end);
    require(tokens[i].end <= bytes);
    check_gap(text, at, tokens[i].first, &spaced, &line);
    require(tokens[i].spaced == spaced && tokens[i].line == line);
    require(tokens[i].form <= forms);
    if (tokens[i].form == forms)
      forms++;
    check_token(self, text, &tokens[i]);
    at = tokens[i].end;
    spaced = false;
  }
  require(forms == viet_tokens_form_count(self));
  check_gap(text, at, bytes, &spaced, &line);
}


static void check_at (const viet_tokens *self, size_t bytes) {
  const viet_token *tokens = viet_tokens_array(self);
  size_t wanted = 0;
  for (size_t at = 0; at < bytes + 2; at++) {
    while (wanted < viet_tokens_count(self) && tokens[wanted].end <= at)
      wanted++;
    require(viet_tokens_at(self, at) == wanted);
  }
  require(viet_tokens_at(self, SIZE_MAX) == viet_tokens_count(self));
}


static bool is_alike (const viet_tokens *self, uint32_t a, uint32_t b,
                      viet_level level) {
  size_t a_bytes, b_bytes;
  const char *a_key = viet_tokens_key(self, a, level, &a_bytes);
  const char *b_key = viet_tokens_key(self, b, level, &b_bytes);
  return a_bytes == b_bytes && memcmp(a_key, b_key, a_bytes) == 0;
}


/* Forms are distinct, and what is alike at a level is so at the next. */
static void check_levels (const viet_tokens *self) {
  size_t count = viet_tokens_form_count(self);
  if (count > MOST_FORMS)
    count = MOST_FORMS;
  for (uint32_t a = 0; a < count; a++)
    for (uint32_t b = 0; b < a; b++) {
      require(!is_alike(self, a, b, VIET_EXACT));
      require(!is_alike(self, a, b, VIET_PLACEMENT)
              || is_alike(self, a, b, VIET_TONELESS));
    }
}

/* }================================================================== */


/*
** {==================================================================
** Other texts
** ===================================================================
*/

/* The tokens before a line feed are those of the text that ends there. */
static void check_lines_apart (const viet_tokens *self, const char *text,
                               size_t bytes) {
  const viet_token *tokens = viet_tokens_array(self);
  const char *feed = memchr(text + bytes / 2, '\n', bytes - bytes / 2);
  if (bytes == 0 || feed == NULL)
    return;
  const size_t end = (size_t)(feed - text);
  viet_tokens *part = build(text, end);
  const viet_token *own = viet_tokens_array(part);
  const size_t count = viet_tokens_count(part);
  require(count == viet_tokens_at(self, end));
  for (size_t i = 0; i < count; i++)
    require(own[i].first == tokens[i].first && own[i].end == tokens[i].end
            && own[i].kind == tokens[i].kind
            && own[i].form == tokens[i].form);
  discard(part);
}


static void check_same_key (const viet_tokens *a, uint32_t a_form,
                            const viet_tokens *b, uint32_t b_form,
                            viet_level level) {
  size_t a_bytes, b_bytes;
  const char *a_key = viet_tokens_key(a, a_form, level, &a_bytes);
  const char *b_key = viet_tokens_key(b, b_form, level, &b_bytes);
  require(a_bytes == b_bytes && memcmp(a_key, b_key, a_bytes) == 0);
}


static bool holds (const char *text, size_t bytes, const char *string) {
  const size_t length = strlen(string);
  for (size_t i = 0; i + length <= bytes; i++)
    if (memcmp(text + i, string, length) == 0)
      return true;
  return false;
}


/*
** Are there characters that are others in NFD, for which there are rules?
** The iota below is folded to a letter, so its place among the marks matters
** (Unicode 15, D145); a URL ends before a ` or <, or without a ;; and the
** Kelvin sign becomes a K, which may stand in an address.
*/
static bool is_exception (const char *text, size_t bytes,
                          const char *decomposed, size_t count) {
  return holds(decomposed, count, "\u0345")
      || holds(text, bytes, "\u212A")
      || holds(text, bytes, "\u1FEF") || holds(text, bytes, "\u037E")
      || holds(text, bytes, "\u226E") || holds(text, bytes, "\u226F");
}


/* The same text decomposed has the same tokens at all levels but one. */
static void check_decomposed (const viet_tokens *self, const char *text,
                              size_t bytes) {
  static const viet_rules nfd = {.form = VIET_NFD};
  char *other_text;
  size_t other_bytes;
  if (viet_normalize(&nfd, text, bytes, &viet_malloc, &other_text,
                     &other_bytes, NULL) != VIET_OK)
    return;
  if (is_exception(text, bytes, other_text, other_bytes)) {
    free(other_text);
    return;
  }
  viet_tokens *other = build(other_text, other_bytes);
  const viet_token *a = viet_tokens_array(self);
  const viet_token *b = viet_tokens_array(other);
  require(viet_tokens_count(self) == viet_tokens_count(other));
  for (size_t i = 0; i < viet_tokens_count(self); i++) {
    require(a[i].kind == b[i].kind && a[i].spaced == b[i].spaced);
    require(a[i].line == b[i].line);
    check_same_key(self, a[i].form, other, b[i].form, VIET_PLACEMENT);
    check_same_key(self, a[i].form, other, b[i].form, VIET_TONELESS);
  }
  discard(other);
  free(other_text);
}

/* }================================================================== */


/* A quantity begins with a number and stands on its line. */
static void check_quantities (const viet_tokens *self, const char *text) {
  const viet_token *tokens = viet_tokens_array(self);
  const size_t count = viet_tokens_count(self);
  for (size_t i = 0; i < count; i++) {
    viet_quantity found;
    const viet_status status = viet_quantity_read(&found, self, text, i,
                                                  &allocator);
    require(status == VIET_OK || status == VIET_EINVAL);
    if (status != VIET_OK)
      continue;
    require(tokens[i].kind == VIET_NUMBER && i < found.number_end);
    require(found.number_end <= found.end && found.end <= count);
    require(tokens[found.end - 1].line == tokens[i].line);
  }
}


/* Tokens that are cut are tokens and their parts, in order; 'count' is how
** many cuts there are. */
static void check_cut (const viet_tokens *parts, const viet_tokens *whole,
                       size_t count, const char *text) {
  const viet_token *token = viet_tokens_array(whole);
  const viet_token *part = viet_tokens_array(parts);
  uint32_t at = viet_tokens_count(whole) > 0 ? token->first : 0;
  require(viet_tokens_count(parts) == viet_tokens_count(whole) + count);
  for (size_t i = 0; i < viet_tokens_count(parts); i++, part++) {
    check_token(parts, text, part);
    require(part->first == at && part->first < part->end);
    require(part->line == token->line);
    require(part->spaced == (at == token->first && token->spaced));
    const bool is_last = part->end == token->end;
    require(is_last || part->end < token->end);
    at = part->end;
    if (is_last && i + 1 < viet_tokens_count(parts))
      at = (++token)->first;
  }
}


/* Cuts that are not in order are refused. */
static void check_bad_cuts (const viet_tokens *self, viet_glue *cuts,
                            size_t count) {
  viet_tokens *parts;
  viet_glue bad[2] = {cuts[count - 1], cuts[0]};
  require(viet_tokens_cut(self, bad, 2, &allocator, &parts) == VIET_EINVAL);
  require(parts == NULL);
  bad[0].at = viet_tokens_array(self)[bad[0].token].end;
  require(viet_tokens_cut(self, bad, 1, &allocator, &parts) == VIET_EINVAL);
}


/* Cuts are inside their tokens, in order, between letters. */
static void check_glued (const viet_tokens *self, const char *text) {
  const viet_token *tokens = viet_tokens_array(self);
  viet_glue *cuts;
  size_t count;
  require(viet_glued_build(self, &allocator, &cuts, &count) == VIET_OK);
  require((cuts == NULL) == (count == 0));
  for (size_t i = 0; i < count; i++) {
    require(cuts[i].token < viet_tokens_count(self));
    const viet_token *token = &tokens[cuts[i].token];
    require(token->first < cuts[i].at && cuts[i].at < token->end);
    require(token->kind == VIET_WORD);
    require(i == 0 || cuts[i - 1].at < cuts[i].at);
    require(((unsigned char)text[cuts[i].at] & 0xC0) != 0x80);
  }
  viet_tokens *parts;
  require(viet_tokens_cut(self, cuts, count, &allocator, &parts) == VIET_OK);
  check_cut(parts, self, count, text);
  discard(parts);
  if (cuts != NULL) {
    check_bad_cuts(self, cuts, count);
    viet_free(&allocator, cuts, count * sizeof(*cuts));
  }
}


/*
** {==================================================================
** Streams
** ===================================================================
*/

static void check_stream_key (const viet_scanner *scanner,
                              const viet_stream_token *token,
                              const viet_tokens *whole, uint32_t form,
                              viet_level level) {
  size_t a_bytes, b_bytes;
  const char *a = viet_scanner_key(scanner, token, level, &a_bytes);
  const char *b = viet_tokens_key(whole, form, level, &b_bytes);
  require(a_bytes == b_bytes && memcmp(a, b, a_bytes) == 0);
}


/* Takes all that is complete, which is that of the whole text; returns how
** many tokens there are then. */
static size_t check_complete (viet_scanner *scanner, const viet_tokens *whole,
                              size_t taken) {
  viet_stream_token token;
  size_t count;
  for (;; taken++) {
    require(viet_scanner_next(scanner, &token, 1, &count) == VIET_OK);
    if (count == 0)
      return taken;
    require(taken < viet_tokens_count(whole));
    const viet_token *wanted = viet_tokens_array(whole) + taken;
    require(token.first == wanted->first && token.end == wanted->end);
    require(token.line == wanted->line && token.kind == wanted->kind);
    require(token.shape == wanted->shape && token.spaced == wanted->spaced);
    check_stream_key(scanner, &token, whole, wanted->form, VIET_EXACT);
    check_stream_key(scanner, &token, whole, wanted->form, VIET_TONELESS);
  }
}


/* Chunks of any size have the tokens of the whole. */
static void check_chunks (const viet_tokens *whole, const char *text,
                          size_t bytes, size_t seed) {
  viet_scanner *scanner;
  size_t taken = 0;
  require(viet_scanner_open(&allocator, &scanner) == VIET_OK);
  for (size_t at = 0; at < bytes; ) {
    seed = seed * 1103515245 + 12345;
    size_t size = (seed >> 16) % 24;
    if (size > bytes - at)
      size = bytes - at;
    char *chunk = malloc(size + 1);  /* exact, to see what is read behind */
    require(chunk != NULL);
    memcpy(chunk, text + at, size);
    require(viet_scanner_feed(scanner, chunk, size) == VIET_OK);
    free(chunk);
    at += size;
    require(viet_scanner_fed(scanner) == at);
    if ((seed >> 8) % 4 != 0)
      taken = check_complete(scanner, whole, taken);
  }
  require(viet_scanner_finish(scanner) == VIET_OK);
  taken = check_complete(scanner, whole, taken);
  require(taken == viet_tokens_count(whole));
  viet_scanner_close(scanner);
}

/* }================================================================== */


/*
** {==================================================================
** Sentences, lines, paragraphs
** ===================================================================
*/

/* Sentences hold all tokens, and none goes past its line. */
static void check_sentences (const viet_tokens *self, const char *text) {
  const viet_token *tokens = viet_tokens_array(self);
  uint32_t *starts;
  size_t count;
  require(viet_sentences_build(self, text, &allocator, &starts, &count)
          == VIET_OK);
  require((count == 0) == (viet_tokens_count(self) == 0));
  require(starts[0] == 0 && starts[count] == viet_tokens_count(self));
  for (size_t i = 0; i < count; i++) {
    require(starts[i] < starts[i + 1]);
    require(tokens[starts[i]].line == tokens[starts[i + 1] - 1].line);
  }
  viet_free(&allocator, starts, (count + 1) * sizeof(*starts));
}


/* Lines hold all bytes but their ends. */
static void check_lines (const char *text, size_t bytes) {
  size_t at = 0, before = 0, first, end;
  while (viet_line_next(text, bytes, &at, &first, &end)) {
    require(first == before && first <= end && end <= at && at <= bytes);
    require(memchr(text + first, '\n', end - first) == NULL);
    require(at > before);
    for (size_t i = end; i < at; i++)
      require(text[i] == '\n' || text[i] == '\r');
    before = at;
  }
  require(before == bytes);
}


/* Paragraphs begin and end with a character; none is outside of them. */
static void check_paragraphs (const char *text, size_t bytes) {
  size_t at = 0, before = 0, first, end;
  uint32_t line = 0;
  bool spaced;
  while (viet_paragraph_next(text, bytes, &at, &first, &end)) {
    require(before <= first && first < end && end <= at && at <= bytes);
    check_gap(text, before, first, &spaced, &line);
    before = end;
  }
  check_gap(text, before, bytes, &spaced, &line);
}

/* }================================================================== */


int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  fuzz_input input = {data, size};
  const bool raw = (fuzz_byte(&input) & 1) != 0;
  fuzz_text text = fuzz_take_text(&input, raw);
  viet_tokens *tokens = build(text.text, text.bytes);
  check_tiling(tokens, text.text, text.bytes);
  check_paths(tokens, text.text, text.bytes);
  check_all_spellings(tokens, text.text, text.bytes);
  check_at(tokens, text.bytes);
  check_levels(tokens);
  check_lines_apart(tokens, text.text, text.bytes);
  check_decomposed(tokens, text.text, text.bytes);
  check_glued(tokens, text.text);
  check_quantities(tokens, text.text);
  check_chunks(tokens, text.text, text.bytes, size);
  check_sentences(tokens, text.text);
  check_lines(text.text, text.bytes);
  check_paragraphs(text.text, text.bytes);
  require(viet_width(text.text, text.bytes) <= 2 * text.bytes);
  discard(tokens);
  free(text.text);
  require(blocks == 0);
  return 0;
}
