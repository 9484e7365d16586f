/*
** match_texts.c
** Texts and names as all engines get them. See match.h.
*/

#define _GNU_SOURCE  /* memrchr */

#include "match.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viet.h"

enum { PIECE = 1 << 18 };

/* The result of the last operation on a document. */
static char *made;
static size_t made_bytes, made_room;


static void put (const char *text, size_t bytes) {
  if (made_room - made_bytes < bytes) {
    made_room = 2 * made_room + bytes;
    made = must(realloc(made, made_room));
  }
  if (bytes > 0)
    memcpy(made + made_bytes, text, bytes);
  made_bytes += bytes;
}


static viet_tokens *tokens_of (span document) {
  viet_tokens *tokens;
  if (viet_tokens_build(document.text, document.bytes, &viet_malloc, &tokens)
      != VIET_OK)
    fail("no tokens", "a document");
  return tokens;
}


static void drop_tokens (viet_tokens *tokens) {
  viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
}


static bool is_letters (const viet_token *token) {
  return token->kind == VIET_SYLLABLE || token->kind == VIET_WORD;
}


/* What stands between two tokens in a canonical text. */
static const char *gap (const viet_token *left, const viet_token *right) {
  if (left->line != right->line)
    return "\n";
  bool glued = left->end == right->first
            || (!right->spaced && !(is_letters(left) && is_letters(right)));
  return glued ? "" : " ";
}


bool canonical (span document, span *result) {
  viet_tokens *tokens = tokens_of(document);
  const viet_token *array = viet_tokens_array(tokens);
  made_bytes = 0;
  for (size_t i = 0; i < viet_tokens_count(tokens); i++) {
    const char *text = document.text + array[i].first;
    size_t bytes = array[i].end - array[i].first;
    const char *before = i > 0 ? gap(&array[i - 1], &array[i]) : "";
    put(before, strlen(before));
    if (viet_utf8_check(text, bytes) < bytes)
      put("?", 1);
    else put(text, bytes);
  }
  put("\n", 1);
  drop_tokens(tokens);
  *result = (span){made, made_bytes};
  return true;
}


/* The bytes of a document that go into a piece of at most PIECE bytes, all
** lines whole; a longer line is a piece of its own. */
static size_t piece_of (span document) {
  if (document.bytes <= PIECE)
    return document.bytes;
  const char *end = memrchr(document.text, '\n', PIECE);
  if (end == NULL)
    end = memchr(document.text, '\n', document.bytes);
  return end ? (size_t)(end - document.text) + 1 : document.bytes;
}


void texts_split (texts *self) {
  size_t count = 0, most = 2 * self->bytes / PIECE + self->count + 2;
  span *pieces = must(malloc(most * sizeof(*pieces)));
  for (size_t i = 0; i < self->count; i++) {
    for (span left = self->documents[i]; left.bytes > 0; count++) {
      span piece = {left.text, piece_of(left)};
      pieces[count] = piece;
      left = (span){left.text + piece.bytes, left.bytes - piece.bytes};
    }
  }
  free(self->documents);
  self->documents = pieces;
  self->count = count;
}


/*
** {==================================================================
** Folding
** ===================================================================
*/

/* A token as it is written, or in the spelling of all that are alike. */
static span spelling (const viet_tokens *tokens, const viet_token *token,
                      span document, likeness wanted) {
  span one;
  if (wanted == EXACT)
    return (span){document.text + token->first, token->end - token->first};
  one.text = viet_tokens_key(tokens, token->form,
                             wanted == PLACEMENT ? VIET_PLACEMENT
                                                 : VIET_TONELESS,
                             &one.bytes);
  return one;
}


static bool fold (span document, likeness wanted, span *result) {
  viet_tokens *tokens = tokens_of(document);
  const viet_token *array = viet_tokens_array(tokens);
  size_t at = 0;
  made_bytes = 0;
  for (size_t i = 0; i < viet_tokens_count(tokens); i++) {
    span word = spelling(tokens, &array[i], document, wanted);
    put(document.text + at, array[i].first - at);
    put(word.text, word.bytes);
    at = array[i].end;
  }
  put(document.text + at, document.bytes - at);
  drop_tokens(tokens);
  *result = (span){made, made_bytes};
  return true;
}


static bool fold_placement (span document, span *result) {
  return fold(document, PLACEMENT, result);
}


static bool fold_toneless (span document, span *result) {
  return fold(document, TONELESS, result);
}

/* }================================================================== */


/*
** {==================================================================
** Edges
** ===================================================================
*/

static void set_bit (uint64_t *bits, size_t at) {
  bits[at / 64] |= (uint64_t)1 << (at % 64);
}


/* Marks the tokens of a document where they are once it is folded, from
** byte 'base' of the block on; returns how many there are. */
static size_t mark (edged *self, span document, likeness wanted,
                    size_t base) {
  viet_tokens *tokens = tokens_of(document);
  const viet_token *array = viet_tokens_array(tokens);
  size_t count = viet_tokens_count(tokens), at = 0;
  for (size_t i = 0; i < count; i++) {
    base += array[i].first - at;
    set_bit(self->starts, base);
    base += spelling(tokens, &array[i], document, wanted).bytes;
    set_bit(self->ends, base);
    at = array[i].end;
  }
  drop_tokens(tokens);
  return count;
}


static uint32_t *ranks_of (const uint64_t *bits, size_t words) {
  uint32_t *ranks = must(malloc(words * sizeof(*ranks)));
  uint32_t count = 0;
  for (size_t i = 0; i < words; i++) {
    ranks[i] = count;
    count += (uint32_t)__builtin_popcountll(bits[i]);
  }
  return ranks;
}


static edged find_edges (texts text, const texts *source, likeness wanted) {
  size_t words = text.bytes / 64 + 1;
  edged self = {.text = text,
                .starts = must(calloc(words, sizeof(uint64_t))),
                .ends = must(calloc(words, sizeof(uint64_t)))};
  for (size_t i = 0; i < source->count; i++)
    self.tokens += mark(&self, source->documents[i], wanted,
                        (size_t)(text.documents[i].text - text.block));
  self.start_ranks = ranks_of(self.starts, words);
  self.end_ranks = ranks_of(self.ends, words);
  return self;
}


edged edged_make (texts text) {
  return find_edges(text, &text, EXACT);
}


edged edged_fold (const texts *source, likeness wanted) {
  texts folded = texts_make(source, wanted == PLACEMENT ? fold_placement
                                                        : fold_toneless);
  return find_edges(folded, source, wanted);
}


void edged_free (edged *self) {
  texts_free(&self->text);
  free(self->starts);
  free(self->ends);
  free(self->start_ranks);
  free(self->end_ranks);
  *self = (edged){.starts = NULL};
}


static uint32_t rank (const uint64_t *bits, const uint32_t *ranks,
                      size_t at) {
  uint64_t before = bits[at / 64] & (((uint64_t)1 << (at % 64)) - 1);
  return ranks[at / 64] + (uint32_t)__builtin_popcountll(before);
}


bool edged_tokens (const edged *self, place *one) {
  if (!has_bit(self->starts, one->first) || !has_bit(self->ends, one->end))
    return false;
  one->first = rank(self->starts, self->start_ranks, one->first);
  one->end = rank(self->ends, self->end_ranks, one->end);
  return true;
}


/* In order of start, longer ones first. */
static int by_place (const void *a, const void *b) {
  const place *x = a, *y = b;
  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;
  return (x->end < y->end) - (x->end > y->end);
}


void places_sort (place *array, size_t count) {
  qsort(array, count, sizeof(*array), by_place);
}


size_t places_longest (place *array, size_t count) {
  size_t left = 0;
  for (size_t i = 0; i < count; i++) {
    if (left == 0 || array[i].first > array[left - 1].end)
      array[left++] = array[i];
  }
  return left;
}

/* }================================================================== */


/*
** {==================================================================
** Names
** ===================================================================
*/

/* The first 'limit' lines of a file. */
static span read_lines (const char *path, size_t limit) {
  FILE *file = fopen(path, "rb");
  size_t bytes = 0, room = 1 << 26, end = 0;
  char *text = must(malloc(room));
  if (file == NULL)
    fail("cannot be read", path);
  while ((end = fread(text + bytes, 1, room - bytes, file)) > 0) {
    bytes += end;
    if (bytes == room)
      text = must(realloc(text, room *= 2));
  }
  fclose(file);
  for (end = 0; end < bytes && limit > 0; end++)
    limit -= text[end] == '\n';
  return (span){text, end};
}


/* One name, with a number to keep the order by. */
typedef struct pair {
  span written, folded;
  size_t number;
} pair;


static int by_folded (const void *a, const void *b) {
  const pair *x = a, *y = b;
  size_t bytes = x->folded.bytes < y->folded.bytes ? x->folded.bytes
                                                   : y->folded.bytes;
  int order = memcmp(x->folded.text, y->folded.text, bytes);
  if (order != 0)
    return order;
  if (x->folded.bytes != y->folded.bytes)
    return x->folded.bytes < y->folded.bytes ? -1 : 1;
  return (x->number > y->number) - (x->number < y->number);
}


static int by_number (const void *a, const void *b) {
  const pair *x = a, *y = b;
  return (x->number > y->number) - (x->number < y->number);
}


static span take_line (const char **at) {
  const char *end = strchr(*at, '\n');
  span line = {*at, (size_t)(end - *at)};
  *at = end + 1;
  return line;
}


/* Leaves one pair of each folded name, the first one; returns how many. */
static size_t drop_doubles (pair *pairs, size_t count) {
  size_t left = 0;
  qsort(pairs, count, sizeof(*pairs), by_folded);
  for (size_t i = 0; i < count; i++) {
    const span *last = left > 0 ? &pairs[left - 1].folded : NULL;
    const span *one = &pairs[i].folded;
    if (last && last->bytes == one->bytes
        && memcmp(last->text, one->text, one->bytes) == 0) continue;
    pairs[left++] = pairs[i];
  }
  qsort(pairs, left, sizeof(*pairs), by_number);
  return left;
}


static name_set set_of (const pair *pairs, size_t count) {
  name_set self = {.count = count,
                   .written = must(malloc((count + 1) * sizeof(span))),
                   .folded = must(malloc((count + 1) * sizeof(span)))};
  for (size_t i = 0; i < count; i++) {
    self.written[i] = pairs[i].written;
    self.folded[i] = pairs[i].folded;
  }
  return self;
}


name_set names_read (const char *path, size_t limit, likeness wanted) {
  span lines = read_lines(path, limit), folded;
  fold(lines, wanted, &folded);
  char *block = must(malloc(lines.bytes + folded.bytes + 2));
  memcpy(block, lines.text, lines.bytes);
  memcpy(block + lines.bytes + 1, folded.text, folded.bytes);
  block[lines.bytes] = block[lines.bytes + folded.bytes + 1] = '\0';
  free((char *)lines.text);
  pair *pairs = must(calloc(limit, sizeof(*pairs)));
  const char *line = block, *other = block + lines.bytes + 1;
  size_t count = 0;
  for (; count < limit && *line != '\0'; count++)
    pairs[count] = (pair){take_line(&line), take_line(&other), count};
  name_set self = set_of(pairs, drop_doubles(pairs, count));
  self.block = block;
  free(pairs);
  return self;
}


void names_free (name_set *self) {
  free(self->block);
  free(self->written);
  free(self->folded);
  *self = (name_set){.block = NULL};
}

/* }================================================================== */
