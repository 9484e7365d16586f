/*
** pattern_lex.c
** The words of the language of patterns.
*/

#include <string.h>

#include "match/pattern_tree.h"
#include "text/utf8.h"

static bool is_digit (char c) {
  return c >= '0' && c <= '9';
}


/* Letters are those of ASCII and all that is not ASCII. */
static bool is_letter (char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (unsigned char)c >= 0x80;
}


/* The byte at 'at', or a NUL behind the end. */
static char byte_at (const viet_source *self, size_t at) {
  return at < self->bytes ? self->text[at] : '\0';
}


static size_t skip_spaces (const viet_source *self, size_t at) {
  while (at < self->bytes) {
    const char c = self->text[at];
    if (c == '#') {
      const char *line = memchr(self->text + at, '\n', self->bytes - at);
      at = line ? (size_t)(line - self->text) : self->bytes;
    }
    else if (c == ' ' || (c >= '\t' && c <= '\r'))
      at++;
    else
      break;
  }
  return at;
}


/* Past a name: dots and hyphens are in it only before a letter or digit. */
static size_t name_end (const viet_source *self, size_t at) {
  for (;; at++) {
    const char c = byte_at(self, at);
    const char behind = byte_at(self, at + 1);
    if (is_letter(c) || is_digit(c))
      continue;
    if ((c != '.' && c != '-') || !(is_letter(behind) || is_digit(behind)))
      return at;
  }
}


/* Past digits, and a point with digits. */
static size_t number_end (const viet_source *self, size_t at) {
  while (is_digit(byte_at(self, at)))
    at++;
  if (byte_at(self, at) == '.' && is_digit(byte_at(self, at + 1)))
    for (at++; is_digit(byte_at(self, at));)
      at++;
  return at;
}


/* Past what 'quote' encloses; a backslash takes the next byte along. The
** offset of the line end, or of the end, where it is not closed. */
static size_t quoted_end (const viet_source *self, size_t at, char quote,
                          bool *closed) {
  for (at++; at < self->bytes && self->text[at] != '\n'; at++) {
    if (self->text[at] == quote) {
      *closed = true;
      return at + 1;
    }
    if (self->text[at] == '\\' && at + 1 < self->bytes &&
        self->text[at + 1] != '\n')
      at++;
  }
  *closed = false;
  return at;
}


static bool lex_quoted (const viet_source *self, viet_pattern_word *word,
                        viet_fault *fault) {
  bool closed;
  const char quote = self->text[word->first];
  const bool is_regex = quote == '/';
  word->kind = is_regex ? WORD_REGEX : WORD_STRING;
  word->end = quoted_end(self, word->first, quote, &closed);
  word->flags = word->end;
  if (!closed) {
    viet_fault_start(fault, 0, word->first, word->end);
    viet_fault_add(fault, is_regex ? "expected '/' behind the regular "
                                     "expression"
                                   : "expected a quotation mark behind "
                                     "the words");
    return false;
  }
  if (is_regex)
    while (is_letter(byte_at(self, word->end)))
      word->end++;
  return true;
}


/* A mark of several characters, longer ones before those they begin with. */
static const struct { char text[5]; int kind; } marks[] = {
  {"(?<=", WORD_BEHIND}, {"(?<!", WORD_NOT_BEHIND}, {"(?=", WORD_AHEAD},
  {"(?!", WORD_NOT_AHEAD}, {"(?>>", WORD_LONGEST}, {"(?>", WORD_ATOM},
  {"</", WORD_CLOSING}, {"/>", WORD_SLASH_END}, {"==", WORD_SAME},
  {"!=", WORD_UNLIKE}, {"<=", WORD_AT_MOST}, {">=", WORD_AT_LEAST},
  {"::", WORD_SUCH_THAT}
};


static bool lex_mark (const viet_source *self, viet_pattern_word *word) {
  for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
    const size_t bytes = strlen(marks[i].text);
    if (self->bytes - word->first >= bytes &&
        memcmp(self->text + word->first, marks[i].text, bytes) == 0) {
      word->kind = marks[i].kind;
      word->end = word->first + bytes;
      return true;
    }
  }
  return false;
}


/* A mark of one character, or what is no word. */
static bool lex_character (const viet_source *self, viet_pattern_word *word,
                           viet_fault *fault) {
  const char c = self->text[word->first];
  word->kind = (unsigned char)c;
  word->end = word->first + 1;
  if (c != '\0' && strchr("()[]{}<>|?*+!&~:,=.@-", c) != NULL)
    return true;
  viet_fault_start(fault, 0, word->first, word->end);
  viet_fault_add(fault, "unexpected character '");
  viet_fault_add_bytes(fault, &c, 1);
  viet_fault_add(fault, "'");
  return false;
}


bool viet_pattern_lex (const viet_source *source, size_t at,
                       viet_pattern_word *word, viet_fault *fault) {
  *word = (viet_pattern_word){.first = skip_spaces(source, at)};
  const char c = byte_at(source, word->first);
  word->kind = WORD_END;
  word->end = word->first;
  if (word->first == source->bytes)
    return true;
  if (is_letter(c)) {
    word->kind = WORD_NAME;
    word->end = name_end(source, word->first);
    return true;
  }
  if (is_digit(c)) {
    word->kind = WORD_NUMBER;
    word->end = number_end(source, word->first);
    return true;
  }
  if (lex_mark(source, word))
    return true;
  if (c == '"' || c == '\'' || c == '/')
    return lex_quoted(source, word, fault);
  return lex_character(source, word, fault);
}
