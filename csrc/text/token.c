/*
** token.c
** Cuts a text into tokens, in one pass.
**
**   - A word begins with a letter and runs over letters, marks, digits:
**     "Hoà", "F16", "B52H".
**   - A number begins with a digit and ends before a letter: "10h30" is
**     the number "10" and the word "h30". One of . , / - : joins it to a
**     digit that follows at once. A sign before it is punctuation.
**   - A mark belongs to the character before it, an invisible character
**     to the word or number that it stands in the middle of.
*/

#include <string.h>

#include "text/form.h"
#include "text/quick.h"
#include "text/token.h"
#include "text/utf8.h"


/*
** {==================================================================
** Characters
** ===================================================================
*/

/* The classes of ASCII, as viet_unicode_class has them. */
static const uint8_t ascii_class[128] = {
#define L VIET_CLASS_LETTER
#define D VIET_CLASS_DIGIT
#define S VIET_CLASS_SPACE
#define P VIET_CLASS_PUNCT
#define O VIET_CLASS_OTHER
  O, O, O, O, O, O, O, O, O, S, S, S, S, S, O, O,  /* \t \n \v \f \r */
  O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
  S, P, P, P, O, P, P, P, P, P, P, O, P, P, P, P,  /* but $ and + */
  D, D, D, D, D, D, D, D, D, D, P, P, O, O, O, P,  /* but < = and > */
  P, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
  L, L, L, L, L, L, L, L, L, L, L, P, P, P, O, P,  /* but ^ */
  O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,  /* but ` */
  L, L, L, L, L, L, L, L, L, L, L, P, O, P, O, O   /* but | and ~ */
#undef L
#undef D
#undef S
#undef P
#undef O
};

/* ASCII, the letters of Vietnamese and their marks are known here; ICU
** tells the rest. All of U+1E00 to U+1EFF and U+00C0 to U+024F but two are
** letters, all of U+0300 to U+036F are marks. */
viet_class viet_class_next (const char *text, size_t bytes, size_t *at) {
  const unsigned char byte = (unsigned char)text[*at];
  if (byte < 0x80) {
    *at += 1;
    return (viet_class)ascii_class[byte];
  }
  uint32_t c;
  const size_t length = viet_utf8_decode(text + *at, bytes - *at, &c);
  *at += c == VIET_NO_CODE_POINT ? 1 : length;
  if ((c >= 0x1E00 && c <= 0x1EFF) ||
      (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7))
    return VIET_CLASS_LETTER;
  if (c >= 0x300 && c <= 0x36F)
    return VIET_CLASS_MARK;
  return viet_unicode_class(c);
}

/* Is this byte no part of a character? */
static bool is_broken (const char *text, size_t bytes) {
  return bytes == 1 && (unsigned char)*text >= 0x80;
}

/* Is it one of the invisible characters that no key keeps? Others, which
** change the direction of writing, end a word. */
static bool is_dropped (const char *text, size_t bytes) {
  uint32_t c;
  viet_utf8_decode(text, bytes, &c);
  return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF ||
         c == 0xAD;
}

/* }================================================================== */


/*
** {==================================================================
** The end of a token
** ===================================================================
*/

/* Past the marks at 'at'. */
static size_t marks_end (const char *text, size_t bytes, size_t at) {
  size_t end = at;
  while (at < bytes && viet_class_next(text, bytes, &at) == VIET_CLASS_MARK)
    end = at;
  return end;
}

/* Past the word at 'at'. Invisible characters are in it only if a letter,
** a mark or a digit follows. */
static size_t word_end (const char *text, size_t bytes, size_t at) {
  size_t end = at;
  while (at < bytes) {
    const size_t first = at;
    const viet_class class = viet_class_next(text, bytes, &at);
    if (class == VIET_CLASS_LETTER || class == VIET_CLASS_DIGIT ||
        class == VIET_CLASS_MARK)
      end = at;
    else if (class != VIET_CLASS_INVISIBLE ||
             !is_dropped(text + first, at - first))
      return end;
  }
  return end;
}

static bool is_one_of (char byte, const char *set) {
  return byte != '\0' && strchr(set, byte) != NULL;
}

/* Past the number at 'at'. A joiner is in it only if a digit follows. */
static size_t number_end (const char *text, size_t bytes, size_t at) {
  size_t end = at;
  bool joining = false;  /* has a joiner come after the last digit? */
  while (at < bytes) {
    const size_t first = at;
    const viet_class class = viet_class_next(text, bytes, &at);
    if (class == VIET_CLASS_DIGIT) {
      joining = false;
      end = at;
    }
    else if (joining)
      return end;
    else if (class == VIET_CLASS_MARK)
      end = at;
    else if (is_one_of(text[first], ".,/-:"))
      joining = true;
    else if (class != VIET_CLASS_INVISIBLE ||
             !is_dropped(text + first, at - first))
      return end;
  }
  return end;
}

static char to_lower (char byte) {
  return byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
}

/*
** The bytes of "http://", "https://" or "www." at 'at', in any case, if
** a letter or a digit follows; 0 otherwise.
*/
static size_t url_prefix (const char *text, size_t bytes, size_t at) {
  static const char *const prefixes[] = {"http://", "https://", "www."};
  for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
    const char *prefix = prefixes[i];
    size_t next = at;
    while (*prefix != '\0' && next < bytes &&
           to_lower(text[next]) == *prefix) {
      prefix++;
      next++;
    }
    const size_t length = next - at;
    if (*prefix != '\0' || next >= bytes)
      continue;
    const viet_class class = viet_class_next(text, bytes, &next);
    if (class == VIET_CLASS_LETTER || class == VIET_CLASS_DIGIT)
      return length;
  }
  return 0;
}

static bool is_quote (const char *text, size_t bytes) {
  static const char *const quotes[] = {
    "\"", "'", "“", "”", "„", "‘", "’", "‚", "«", "»", "‹", "›"
  };
  for (size_t i = 0; i < sizeof(quotes) / sizeof(*quotes); i++) {
    if (strlen(quotes[i]) == bytes && memcmp(quotes[i], text, bytes) == 0)
      return true;
  }
  return false;
}

/* Does a URL end before this character? */
static bool stops_url (const char *text, size_t bytes, viet_class class) {
  switch (class) {
    case VIET_CLASS_SPACE: case VIET_CLASS_INVISIBLE:
      return true;
    case VIET_CLASS_PUNCT:
      return is_quote(text, bytes);
    default:  /* a control character? */
      return is_one_of(*text, "<>`") || (unsigned char)*text < ' ' ||
             *text == 0x7F || is_broken(text, bytes);
  }
}

/*
** Counts brackets; false if 'byte' closes one that none has opened.
** 'open' holds how many ( and [ are open.
*/
static bool count_brackets (char byte, size_t *open) {
  switch (byte) {
    case '(':
      open[0]++;
      return true;
    case '[':
      open[1]++;
      return true;
    case ')':
      return open[0]-- > 0;
    case ']':
      return open[1]-- > 0;
    default:
      return true;
  }
}

/* Past the URL whose prefix ends at 'at'. The punctuation of the sentence
** around it is in it only if more of the URL follows. */
static size_t url_end (const char *text, size_t bytes, size_t at) {
  size_t end = at;
  size_t open[2] = {0, 0};
  while (at < bytes) {
    const size_t first = at;
    const viet_class class = viet_class_next(text, bytes, &at);
    if (stops_url(text + first, at - first, class) ||
        !count_brackets(text[first], open))
      return end;
    if (!is_one_of(text[first], ".,;:!?"))
      end = at;
  }
  return end;
}

/* }================================================================== */


/*
** {==================================================================
** Building
** ===================================================================
*/

/*
** One block, in this order. 'bytes' counts all of it.
**
**   [viet_tokens][viet_token ...][viet_form ...][offsets ...][arena ...]
*/
struct viet_tokens {
  size_t bytes;
  size_t forms_at;    /* where they start in the block, bytes */
  size_t offsets_at;
  size_t arena_at;
  uint32_t count;
  uint32_t form_count;
};

/* A tokenizer at work. */
typedef struct builder {
  const viet_path *path;  /* NULL: character by character */
  const char *text;
  size_t bytes;
  size_t at;
  uint32_t line;
  bool spaced;         /* is there white space before 'at'? */
  viet_tokens *block;  /* the result: header and tokens at first */
  size_t capacity;     /* tokens that it has room for */
  viet_forms forms;
} builder;

static viet_token *tokens_of (viet_tokens *self) {
  return (viet_token *)(self + 1);
}

static size_t block_bytes (size_t capacity) {
  return sizeof(viet_tokens) + capacity * sizeof(viet_token);
}

/* Gives the block room for 'capacity' tokens. */
static viet_status resize (builder *self, size_t capacity) {
  const viet_allocator *a = self->forms.allocator;
  if (capacity > (SIZE_MAX - sizeof(viet_tokens)) / sizeof(viet_token))
    return VIET_ENOMEM;
  viet_tokens *block = a->resize(a->context, self->block,
                                 self->block ? block_bytes(self->capacity)
                                             : 0,
                                 block_bytes(capacity));
  if (block == NULL)
    return VIET_ENOMEM;
  self->block = block;
  self->capacity = capacity;
  return VIET_OK;
}

/* Moves past white space and invisible characters; false at the end. */
static bool skip_space (builder *self) {
  while (self->at < self->bytes) {
    size_t next = self->at;
    switch (viet_class_next(self->text, self->bytes, &next)) {
      case VIET_CLASS_SPACE:
        self->spaced = true;
        self->line += self->text[self->at] == '\n';
        break;
      case VIET_CLASS_INVISIBLE:
        break;
      default:
        return true;
    }
    self->at = next;
  }
  return false;
}

/* The end of the token at 'at', and its kind (VIET_WORD for syllables). */
static size_t token_end (const builder *self, viet_kind *kind) {
  size_t at = self->at;
  const viet_class class = viet_class_next(self->text, self->bytes, &at);
  if (class == VIET_CLASS_LETTER) {
    const size_t prefix = url_prefix(self->text, self->bytes, self->at);
    *kind = prefix > 0 ? VIET_URL : VIET_WORD;
    if (prefix > 0)
      return url_end(self->text, self->bytes, self->at + prefix);
    return word_end(self->text, self->bytes, at);
  }
  if (class == VIET_CLASS_DIGIT) {
    *kind = VIET_NUMBER;
    return number_end(self->text, self->bytes, at);
  }
  *kind = class == VIET_CLASS_PUNCT ? VIET_PUNCT : VIET_SYMBOL;
  if (is_broken(self->text + self->at, at - self->at))
    return at;
  return marks_end(self->text, self->bytes, at);
}

/* Adds the token at 'at' and moves past it. */
static viet_status add_token (builder *self) {
  viet_status status = VIET_OK;
  viet_kind kind;
  const size_t end = token_end(self, &kind);
  if (self->block->count == self->capacity)
    status = resize(self, self->capacity + self->capacity / 2 + VIET_BLOCK);
  if (status != VIET_OK)
    return status;
  viet_token *token = tokens_of(self->block) + self->block->count;
  status = viet_forms_add(&self->forms, self->text + self->at,
                          end - self->at, kind, &token->form);
  if (status != VIET_OK)
    return status;
  const viet_form *form = (const viet_form *)self->forms.forms.items +
                          token->form;
  token->first = (uint32_t)self->at;
  token->end = (uint32_t)end;
  token->line = self->line;
  token->kind = form->kind;
  token->shape = form->shape;
  token->spaced = self->spaced;
  self->block->count++;
  self->at = end;
  self->spaced = false;
  return VIET_OK;
}

/* Adds the token after white space at 'at', if there is one. */
static viet_status add_next (builder *self) {
  return skip_space(self) ? add_token(self) : VIET_OK;
}

/* }================================================================== */


/*
** {==================================================================
** Building, block by block
**
** What most tokens are is seen from the classes of 64 bytes: a word, a
** number, or one sign, between ASCII characters. Whatever else comes is
** left to the functions above, which need no blocks.
** ===================================================================
*/

/* Adds the token that was cut at last, and makes its form. */
static viet_status add_new (builder *self, const viet_taker *taker) {
  viet_token *token = taker->tokens;
  const char *text = self->text + token->first;
  const unsigned char byte = (unsigned char)*text;
  const viet_class class = byte < 0x80 ? (viet_class)ascii_class[byte]
                                       : VIET_CLASS_LETTER;
  const viet_kind kind = class == VIET_CLASS_LETTER ? VIET_WORD
                       : class == VIET_CLASS_DIGIT ? VIET_NUMBER
                       : class == VIET_CLASS_PUNCT ? VIET_PUNCT
                                                   : VIET_SYMBOL;
  viet_status status = viet_forms_add(&self->forms, text,
                                      token->end - token->first, kind,
                                      &token->form);
  if (status != VIET_OK)
    return status;
  viet_forms_put_short(&self->forms, token->form);
  const viet_form *form = (const viet_form *)self->forms.forms.items +
                          token->form;
  token->kind = form->kind;
  token->shape = form->shape;
  self->block->count++;
  self->at = token->end;
  self->line = token->line;
  self->spaced = false;
  return VIET_OK;
}

/* Makes room for what a block may add. */
static viet_status reserve_block (builder *self) {
  viet_status status = VIET_OK;
  if (self->capacity - self->block->count < VIET_BLOCK)
    status = resize(self, self->capacity + self->capacity / 2 + VIET_BLOCK);
  if (status == VIET_OK &&
      self->forms.short_count >= self->forms.short_limit)
    status = viet_forms_grow(&self->forms);
  return status;
}

/* Adds the tokens of the block at 'at', at least one if there are any, and
** moves behind them. */
static viet_status add_block (builder *self) {
  viet_block_room room;
  viet_status status = reserve_block(self);
  if (status != VIET_OK)
    return status;
  if (((unsigned char)self->text[self->at] & 0xC0) == 0x80)  /* broken? */
    return add_next(self);
  viet_token *const tokens = tokens_of(self->block) + self->block->count;
  viet_taker taker = {
    .shorts = self->forms.shorts, .start = self->at,
    .left = self->bytes - self->at, .line = self->line,
    .spaced = self->spaced, .tokens = tokens
  };
  self->path->take(viet_block_at((const unsigned char *)self->text,
                                 self->bytes, self->at, room), &taker);
  const bool none = taker.tokens == tokens;
  self->block->count += (uint32_t)(taker.tokens - tokens);
  self->at = taker.start;
  self->line = taker.line;
  self->spaced = taker.spaced;
  if (taker.why == VIET_TAKE_NEW)
    return add_new(self, &taker);
  return none || taker.why == VIET_TAKE_OTHER ? add_next(self) : VIET_OK;
}

static size_t round_up (size_t bytes, size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

/*
** Puts the forms behind the tokens. The sum of their sizes cannot
** overflow: all of them are in memory already.
*/
static viet_status assemble (builder *self) {
  const viet_allocator *a = self->forms.allocator;
  const viet_forms *forms = &self->forms;
  viet_tokens block = *self->block;
  const size_t forms_bytes = forms->forms.count * sizeof(viet_form);
  const size_t offsets_bytes = forms->offsets.count * sizeof(uint64_t);
  block.forms_at = block_bytes(block.count);
  block.offsets_at = round_up(block.forms_at + forms_bytes,
                              sizeof(uint64_t));
  block.arena_at = block.offsets_at + offsets_bytes;
  block.bytes = block.arena_at + forms->arena.count;
  block.form_count = (uint32_t)forms->forms.count;
  char *bytes = a->resize(a->context, self->block,
                          block_bytes(self->capacity), block.bytes);
  if (bytes == NULL)
    return VIET_ENOMEM;
  self->block = (viet_tokens *)(void *)bytes;
  *self->block = block;
  if (forms_bytes > 0)
    memcpy(bytes + block.forms_at, forms->forms.items, forms_bytes);
  memcpy(bytes + block.offsets_at, forms->offsets.items, offsets_bytes);
  if (forms->arena.count > 0)
    memcpy(bytes + block.arena_at, forms->arena.items, forms->arena.count);
  return VIET_OK;
}

static viet_status build (builder *self) {
  viet_status status = resize(self, self->bytes / 4 + VIET_BLOCK);
  if (status != VIET_OK)
    return status;
  *self->block = (viet_tokens){0};
  while (status == VIET_OK && self->at < self->bytes)
    status = self->path ? add_block(self) : add_next(self);
  return status == VIET_OK ? assemble(self) : status;
}

viet_status viet_tokens_build_by (const viet_path *path, const char *text,
                                  size_t bytes,
                                  const viet_allocator *allocator,
                                  viet_tokens **result) {
  *result = NULL;
  if (bytes > VIET_MAX_BYTES)
    return VIET_ETOOLONG;
  builder self = {.path = path, .text = text, .bytes = bytes,
                  .spaced = true};
  viet_status status = viet_forms_init(&self.forms, allocator);
  if (status == VIET_OK)
    status = build(&self);
  viet_forms_free(&self.forms);
  if (status == VIET_OK)
    *result = self.block;
  else if (self.block != NULL)
    viet_free(allocator, self.block, block_bytes(self.capacity));
  return status;
}

viet_status viet_tokens_build (const char *text, size_t bytes,
                               const viet_allocator *allocator,
                               viet_tokens **result) {
  return viet_tokens_build_by(viet_path_best(), text, bytes, allocator,
                              result);
}

/* }================================================================== */


/*
** {==================================================================
** Reading
** ===================================================================
*/

static const void *part (const viet_tokens *self, size_t at) {
  return (const char *)self + at;
}

size_t viet_tokens_bytes (const viet_tokens *self) {
  return self->bytes;
}

size_t viet_tokens_count (const viet_tokens *self) {
  return self->count;
}

size_t viet_tokens_form_count (const viet_tokens *self) {
  return self->form_count;
}

const viet_token *viet_tokens_array (const viet_tokens *self) {
  return (const viet_token *)(self + 1);
}

const char *viet_tokens_key (const viet_tokens *self, uint32_t form,
                             viet_level level, size_t *bytes) {
  const viet_form *forms = part(self, self->forms_at);
  const uint64_t *offsets = part(self, self->offsets_at);
  const char *arena = part(self, self->arena_at);
  const uint32_t string = forms[form].key[level];
  *bytes = (size_t)(offsets[string + 1] - offsets[string]);
  return arena + offsets[string];
}

size_t viet_tokens_at (const viet_tokens *self, size_t offset) {
  const viet_token *tokens = viet_tokens_array(self);
  size_t low = 0;
  size_t high = self->count;
  while (low < high) {  /* all before 'low' end at or before 'offset' */
    const size_t middle = low + (high - low) / 2;
    if (tokens[middle].end <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* }================================================================== */
