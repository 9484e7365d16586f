/*
** pattern_reader.h
** What reads the text of patterns: words, one ahead, and the nodes that are
** made of them.
**
**     pattern_reader.c     takes words, and blames what is none that is wanted
**     pattern_node.c       makes nodes, and strings
**     pattern_compare.c    comparisons of attributes
**     pattern_parse.c      elements and patterns
**     pattern_statement.c  rules, named patterns, imports
**
** After a fault the word is WORD_END for good, so that all loops come to
** their end; what is made from then on is 0.
*/

#ifndef viet_match_pattern_reader_h
#define viet_match_pattern_reader_h

#include "match/pattern_tree.h"

typedef struct viet_reader {
  viet_tree *tree;
  const viet_source *source;
  uint32_t number;         /* of the source */
  viet_pattern_word word;  /* the next one */
  size_t end;              /* of the word before, bytes */
  int depth;               /* of brackets */
  viet_status status;
} viet_reader;


/*
** {==================================================================
** Words
** ===================================================================
*/

/* Ends reading with a status, unless it has ended. */
void viet_reader_fail (viet_reader *self, viet_status status);

/* Ends it with a message, which is started, about the bytes ['first',
** 'end'). */
void viet_reader_blame (viet_reader *self, size_t first, size_t end);

/* Ends it with "expected ')', found 'x'". */
void viet_reader_expected (viet_reader *self, const char *what);

/* Goes on to the next word. */
void viet_reader_advance (viet_reader *self);

/* Is the next word of a kind? */
static inline bool viet_reader_is (const viet_reader *self, int kind) {
  return self->word.kind == kind;
}

/* Is it this name? Does a statement begin with it, of which only @import does
** not begin with a name? Is it one that no user may give? */
bool viet_reader_is_word (const viet_reader *self, const char *text);
bool viet_reader_is_statement (const viet_reader *self);
bool viet_reader_is_reserved (const viet_reader *self);

/* Takes a word of a kind, if the next one is. */
bool viet_reader_take (viet_reader *self, int kind);

/* Takes a word of a kind, or blames the next one. */
void viet_reader_need (viet_reader *self, int kind, const char *what);

/* Takes what closes the bracket 'open'. Where the text or the statement ends
** before it, the bracket is blamed, which may stand far away. */
void viet_reader_need_closing (viet_reader *self, viet_pattern_word open,
                               int kind, const char *what);

/* Takes a name: its number in 'names' of the tree. */
uint32_t viet_reader_need_name (viet_reader *self, const char *what);

/* Takes a whole number up to 'most'. */
uint32_t viet_reader_need_number (viet_reader *self, uint32_t most);

/* Takes one of some names; its index. */
size_t viet_reader_need_choice (viet_reader *self, const char *const *names,
                                size_t count);

/* Takes the name of a level. */
uint8_t viet_reader_need_level (viet_reader *self);

/* }================================================================== */


/*
** {==================================================================
** Nodes and strings
** ===================================================================
*/

static inline viet_node *viet_reader_node (const viet_reader *self,
                                           uint32_t node) {
  return viet_tree_node(self->tree, node);
}

/* A node that begins at byte 'first'; 0 without memory. */
uint32_t viet_reader_new (viet_reader *self, viet_node_kind kind,
                          size_t first);

/* The node, which ends where the last word did. */
uint32_t viet_reader_close (viet_reader *self, uint32_t node);

/* Adds a child behind '*last', which is 0 before the first. */
void viet_reader_add_child (viet_reader *self, uint32_t parent,
                            uint32_t *last, uint32_t child);

/* A node around another one. */
uint32_t viet_reader_wrap (viet_reader *self, viet_node_kind kind,
                           uint32_t child);

/* Takes the string that is next, as words of a text. */
uint32_t viet_reader_take_words (viet_reader *self);

/* Takes the string or regex that is next; '*ignores_case' if it has the
** flag i. */
uint32_t viet_reader_take_string (viet_reader *self, bool *ignores_case);

/* Takes the number that is next, as it is written. */
uint32_t viet_reader_take_digits (viet_reader *self, bool is_negative);

/* Takes the bare word that is next, as a string. */
uint32_t viet_reader_take_bare (viet_reader *self);

/* }================================================================== */


/*
** {==================================================================
** The grammar (see pattern_parse.c)
** ===================================================================
*/

/* "~toneless": the level, or VIET_LEVELS for nothing. */
uint8_t viet_reader_take_level (viet_reader *self);

/* "id=/minister/": the comparison of an attribute. An attribute that stands
** alone, [spaced], has the mode UINT8_MAX. */
uint32_t viet_reader_comparison (viet_reader *self);

/* "<PERSON/>", and if 'edges' "<line>" and "</line>" as well. */
uint32_t viet_reader_tag (viet_reader *self, bool edges);

/* Alternatives of sequences. */
uint32_t viet_reader_pattern (viet_reader *self);

/* }================================================================== */

#endif
