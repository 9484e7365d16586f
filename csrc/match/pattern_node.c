/*
** pattern_node.c
** Nodes of the tree of a pattern, and the strings that they number. See
** pattern_reader.h.
*/

#include <string.h>

#include "match/pattern_reader.h"


uint32_t viet_reader_new (viet_reader *self, viet_node_kind kind,
                          size_t first) {
  viet_tree *tree = self->tree;
  viet_status status = viet_vector_reserve(&tree->nodes, 1,
                                           sizeof(viet_node),
                                           tree->allocator);
  if (self->status != VIET_OK || status != VIET_OK) {
    viet_reader_fail(self, status);
    return 0;
  }
  const uint32_t node = (uint32_t)tree->nodes.count++;
  *viet_tree_node(tree, node) = (viet_node){
    .kind = (uint8_t)kind, .level = VIET_LEVELS, .source = self->number,
    .first = (uint32_t)first, .end = (uint32_t)first
  };
  return node;
}


uint32_t viet_reader_close (viet_reader *self, uint32_t node) {
  if (node != 0)
    viet_reader_node(self, node)->end = (uint32_t)self->end;
  return node;
}


void viet_reader_add_child (viet_reader *self, uint32_t parent,
                            uint32_t *last, uint32_t child) {
  if (self->status != VIET_OK)
    return;
  if (*last == 0)
    viet_reader_node(self, parent)->child = child;
  else
    viet_reader_node(self, *last)->next = child;
  *last = child;
}


uint32_t viet_reader_wrap (viet_reader *self, viet_node_kind kind,
                           uint32_t child) {
  const size_t first = viet_reader_node(self, child)->first;
  const uint32_t node = viet_reader_new(self, kind, first);
  if (node != 0)
    viet_reader_node(self, node)->child = child;
  return viet_reader_close(self, node);
}


/* Copies what stands between the quotation marks. In a string a backslash
** stands for itself but before a mark and another one; of a regex only the
** slash is freed of it. */
static size_t unquote (const char *text, size_t bytes, char *to,
                       bool is_regex) {
  size_t length = 0;
  for (size_t i = 0; i < bytes; i++) {
    const char next = i + 1 < bytes ? text[i + 1] : '\0';
    const bool escapes = text[i] == '\\' &&
      (is_regex ? next == '/'
                : next == '"' || next == '\'' || next == '\\');
    if (escapes)
      i++;
    else if (is_regex && text[i] == '\\' && next != '\0')
      to[length++] = text[i++];
    to[length++] = text[i];
  }
  return length;
}


/* Adds what a word quotes, and 'end' behind it, to an arena. */
static uint32_t add_quoted (viet_reader *self, viet_vector *starts,
                            viet_vector *arena, char end) {
  const viet_allocator *a = self->tree->allocator;
  const bool is_regex = self->word.kind == WORD_REGEX;
  const size_t first = self->word.first + 1;
  const size_t bytes = self->word.flags - 1 - first;
  viet_status status = viet_vector_reserve(starts, 1, sizeof(uint32_t), a);
  if (status == VIET_OK)
    status = viet_vector_reserve(arena, bytes + 1, 1, a);
  if (status != VIET_OK) {
    viet_reader_fail(self, status);
    return 0;
  }
  char *to = (char *)arena->items + arena->count;
  const size_t length = unquote(self->source->text + first, bytes, to,
                                is_regex);
  to[length] = end;
  ((uint32_t *)starts->items)[starts->count++] = (uint32_t)arena->count;
  arena->count += length + 1;
  return (uint32_t)starts->count - 1;
}


uint32_t viet_reader_take_words (viet_reader *self) {
  viet_tree *tree = self->tree;
  const uint32_t words = add_quoted(self, &tree->words, &tree->text, '\n');
  viet_reader_advance(self);
  return words;
}


uint32_t viet_reader_take_string (viet_reader *self, bool *ignores_case) {
  viet_tree *tree = self->tree;
  const viet_pattern_word word = self->word;
  const uint32_t string = add_quoted(self, &tree->strings, &tree->arena,
                                     '\0');
  *ignores_case = word.end > word.flags;
  if (word.end > word.flags + 1 ||
      (*ignores_case && self->source->text[word.flags] != 'i')) {
    viet_reader_blame(self, word.flags, word.end);
    viet_fault_add(tree->fault, "unknown flag '");
    viet_fault_add_bytes(tree->fault, self->source->text + word.flags,
                         word.end - word.flags);
    viet_fault_add(tree->fault, "' (expected i)");
  }
  viet_reader_advance(self);
  return string;
}


uint32_t viet_reader_take_digits (viet_reader *self, bool is_negative) {
  viet_tree *tree = self->tree;
  const size_t bytes = self->word.end - self->word.first;
  const viet_allocator *a = tree->allocator;
  viet_status status = viet_vector_reserve(&tree->strings, 1,
                                           sizeof(uint32_t), a);
  if (status == VIET_OK)
    status = viet_vector_reserve(&tree->arena, bytes + 2, 1, a);
  if (status != VIET_OK) {
    viet_reader_fail(self, status);
    return 0;
  }
  char *to = (char *)tree->arena.items + tree->arena.count;
  ((uint32_t *)tree->strings.items)[tree->strings.count++] =
    (uint32_t)tree->arena.count;
  tree->arena.count += bytes + 1 + is_negative;
  if (is_negative)
    *to++ = '-';
  memcpy(to, self->source->text + self->word.first, bytes);
  to[bytes] = '\0';
  viet_reader_advance(self);
  return (uint32_t)tree->strings.count - 1;
}


uint32_t viet_reader_take_bare (viet_reader *self) {
  /* a name is quoted by the bytes before and behind it */
  viet_pattern_word word = self->word;
  self->word.flags = word.end + 1;
  self->word.first = word.first - 1;
  const uint32_t string = add_quoted(self, &self->tree->strings,
                                     &self->tree->arena, '\0');
  viet_reader_advance(self);
  return string;
}
