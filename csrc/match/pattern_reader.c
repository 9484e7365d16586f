/*
** pattern_reader.c
** Words of a pattern, one ahead: taken, demanded, and blamed. See
** pattern_reader.h.
*/

#include <string.h>

#include "match/pattern_reader.h"


void viet_reader_fail (viet_reader *self, viet_status status) {
  if (self->status == VIET_OK)
    self->status = status;
  self->word.kind = WORD_END;
}


void viet_reader_blame (viet_reader *self, size_t first, size_t end) {
  viet_fault_start(self->tree->fault, self->number, first, end);
  viet_reader_fail(self, VIET_EPATTERN);
}


/* Adds "expected ')', found 'x'" to the message. */
static void add_expected (viet_reader *self, viet_pattern_word word,
                          const char *what) {
  viet_fault *fault = self->tree->fault;
  viet_fault_add(fault, "expected ");
  viet_fault_add(fault, what);
  viet_fault_add(fault, ", found ");
  if (word.kind == WORD_END) {
    viet_fault_add(fault, "the end");
    return;
  }
  const size_t bytes = word.end - word.first;
  viet_fault_add(fault, "'");
  const char *found = self->source->text + word.first;
  viet_fault_add_bytes(fault, found, viet_fault_clip(found, bytes, 40));
  viet_fault_add(fault, "'");
}


void viet_reader_expected (viet_reader *self, const char *what) {
  const viet_pattern_word word = self->word;
  if (self->status != VIET_OK)
    return;
  const size_t end = word.first < word.end || word.first == 0
                   ? word.end : word.first;
  viet_reader_blame(self, word.first, end);
  add_expected(self, word, what);
}


void viet_reader_advance (viet_reader *self) {
  if (self->status != VIET_OK)
    return;
  self->end = self->word.end;
  if (!viet_pattern_lex(self->source, self->end, &self->word,
                        self->tree->fault)) {
    self->tree->fault->source = self->number;
    viet_reader_fail(self, VIET_EPATTERN);
  }
}


bool viet_reader_take (viet_reader *self, int kind) {
  if (!viet_reader_is(self, kind) || self->status != VIET_OK)
    return false;
  viet_reader_advance(self);
  return true;
}


void viet_reader_need (viet_reader *self, int kind, const char *what) {
  if (!viet_reader_take(self, kind))
    viet_reader_expected(self, what);
}


bool viet_reader_is_word (const viet_reader *self, const char *text) {
  const size_t bytes = strlen(text);
  return viet_reader_is(self, WORD_NAME) &&
         self->word.end - self->word.first == bytes &&
         memcmp(self->source->text + self->word.first, text, bytes) == 0;
}


bool viet_reader_is_statement (const viet_reader *self) {
  return viet_reader_is_word(self, "let") ||
         viet_reader_is_word(self, "rule");
}


bool viet_reader_is_reserved (const viet_reader *self) {
  return viet_reader_is_statement(self) ||
         viet_reader_is_word(self, "within") ||
         viet_reader_is_word(self, "near");
}


void viet_reader_need_closing (viet_reader *self, viet_pattern_word open,
                               int kind, const char *what) {
  const viet_pattern_word word = self->word;
  const bool is_over = viet_reader_is(self, WORD_END) ||
                       viet_reader_is_statement(self);
  if (viet_reader_take(self, kind) || self->status != VIET_OK)
    return;
  if (!is_over) {
    viet_reader_expected(self, what);
    return;
  }
  viet_fault *fault = self->tree->fault;
  viet_reader_blame(self, open.first, open.end);
  viet_fault_add(fault, "'");
  viet_fault_add_bytes(fault, self->source->text + open.first,
                       open.end - open.first);
  viet_fault_add(fault, "' is not closed: ");
  add_expected(self, word, what);
}


uint32_t viet_reader_need_name (viet_reader *self, const char *what) {
  uint32_t name = 0;
  if (!viet_reader_is(self, WORD_NAME) || viet_reader_is_reserved(self)) {
    viet_reader_expected(self, what);
    return 0;
  }
  const viet_status status = viet_intern_add(&self->tree->names,
    self->source->text + self->word.first,
    self->word.end - self->word.first, self->tree->allocator, &name);
  if (status != VIET_OK)
    viet_reader_fail(self, status);
  viet_reader_advance(self);
  return name;
}


uint32_t viet_reader_need_number (viet_reader *self, uint32_t most) {
  uint64_t value = 0;
  const char *text = self->source->text + self->word.first;
  if (!viet_reader_is(self, WORD_NUMBER)) {
    viet_reader_expected(self, "a number");
    return 0;
  }
  for (size_t i = 0; i < self->word.end - self->word.first; i++) {
    if (text[i] == '.') {
      viet_reader_expected(self, "a whole number");
      return 0;
    }
    if (value <= most)
      value = value * 10 + (uint64_t)(text[i] - '0');
  }
  if (value > most) {
    viet_reader_blame(self, self->word.first, self->word.end);
    viet_fault_add(self->tree->fault, "number too large (limit ");
    viet_fault_add_number(self->tree->fault, most);
    viet_fault_add(self->tree->fault, ")");
    return 0;
  }
  viet_reader_advance(self);
  return (uint32_t)value;
}


/* "expected exact, placement or toneless, found 'x'" */
static void expected_choice (viet_reader *self, const char *const *names,
                             size_t count) {
  char list[VIET_FAULT_BYTES] = "";
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    const char *joint = i == 0 ? "" : i + 1 < count ? ", " : " or ";
    const size_t bytes = strlen(joint) + strlen(names[i]);
    if (used + bytes >= sizeof(list))
      break;
    memcpy(list + used, joint, strlen(joint));
    memcpy(list + used + strlen(joint), names[i], strlen(names[i]) + 1);
    used += bytes;
  }
  viet_reader_expected(self, list);
}


size_t viet_reader_need_choice (viet_reader *self, const char *const *names,
                                size_t count) {
  for (size_t i = 0; i < count; i++)
    if (viet_reader_is_word(self, names[i])) {
      viet_reader_advance(self);
      return i;
    }
  expected_choice(self, names, count);
  return 0;
}


uint8_t viet_reader_need_level (viet_reader *self) {
  static const char *const levels[VIET_LEVELS] = {
    "exact", "case", "placement", "typed", "toneless"
  };
  return (uint8_t)viet_reader_need_choice(self, levels, VIET_LEVELS);
}
