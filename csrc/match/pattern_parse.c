/*
** pattern_parse.c
** The grammar of patterns, by recursive descent. Brackets nest at most
** VIET_MAX_PATTERN_DEPTH deep, so the C stack is bounded.
**
**     source    = pattern [within] | { import | let | rule }
**     import    = "@" "import" STRING
**     let       = "let" NAME ["(" NAME {"," NAME} ")"] "=" pattern
**     rule      = "rule" NAME ["(" option {"," option} ")"] "=" pattern
**                 [within]
**     within    = "within" (NAME | "<" NAME {compare} "/>")
**     pattern   = near {"|" near}
**     near      = sequence {"near" "(" NUMBER ")" sequence}
**     sequence  = item {item}
**     item      = {NAME ":"} primary {quantifier}
*/

#include <string.h>

#include "match/pattern_tree.h"
#include "text/utf8.h"

/* Tokens of the text that is read, one ahead. After a fault the word is
** WORD_END for good, so that all loops come to their end. */
typedef struct parser {
  viet_tree *tree;
  const viet_source *source;
  uint32_t number;         /* of the source */
  viet_pattern_word word;
  size_t end;              /* of the word before, bytes */
  int depth;
  viet_status status;
} parser;


/*
** {==================================================================
** Words
** ===================================================================
*/

static void fail (parser *self, viet_status status) {
  if (self->status == VIET_OK)
    self->status = status;
  self->word.kind = WORD_END;
}


/* Starts a message about the bytes from 'first' to the end of 'last'. */
static void blame (parser *self, size_t first, size_t end) {
  viet_fault_start(self->tree->fault, self->number, first, end);
  fail(self, VIET_EPATTERN);
}


/* Adds "expected ')', found 'x'" to the message. */
static void add_expected (parser *self, viet_pattern_word word,
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


static void expected (parser *self, const char *what) {
  const viet_pattern_word word = self->word;
  if (self->status != VIET_OK)
    return;
  const size_t end = word.first < word.end || word.first == 0
                   ? word.end : word.first;
  blame(self, word.first, end);
  add_expected(self, word, what);
}


static void advance (parser *self) {
  if (self->status != VIET_OK)
    return;
  self->end = self->word.end;
  if (!viet_pattern_lex(self->source, self->end, &self->word,
                        self->tree->fault)) {
    self->tree->fault->source = self->number;
    fail(self, VIET_EPATTERN);
  }
}


static bool is_kind (const parser *self, int kind) {
  return self->word.kind == kind;
}


/* Takes a word of a kind, if the next one is. */
static bool take (parser *self, int kind) {
  if (!is_kind(self, kind) || self->status != VIET_OK)
    return false;
  advance(self);
  return true;
}


static void need (parser *self, int kind, const char *what) {
  if (!take(self, kind))
    expected(self, what);
}


static bool is_word (const parser *self, const char *text) {
  const size_t bytes = strlen(text);
  return is_kind(self, WORD_NAME) &&
         self->word.end - self->word.first == bytes &&
         memcmp(self->source->text + self->word.first, text, bytes) == 0;
}


static bool is_reserved (const parser *self) {
  return is_word(self, "let") || is_word(self, "rule") ||
         is_word(self, "within") || is_word(self, "near");
}


/* Takes what closes the bracket 'open'. Where the text or the statement ends
** before it, the bracket is blamed, which may stand far away. */
static void need_closing (parser *self, viet_pattern_word open, int kind,
                          const char *what) {
  const viet_pattern_word word = self->word;
  const bool is_over = is_kind(self, WORD_END) || is_word(self, "let") ||
                       is_word(self, "rule");
  if (take(self, kind) || self->status != VIET_OK)
    return;
  if (!is_over) {
    expected(self, what);
    return;
  }
  viet_fault *fault = self->tree->fault;
  blame(self, open.first, open.end);
  viet_fault_add(fault, "'");
  viet_fault_add_bytes(fault, self->source->text + open.first,
                       open.end - open.first);
  viet_fault_add(fault, "' is not closed: ");
  add_expected(self, word, what);
}


static uint32_t need_name (parser *self, const char *what) {
  uint32_t name = 0;
  if (!is_kind(self, WORD_NAME) || is_reserved(self)) {
    expected(self, what);
    return 0;
  }
  const viet_status status = viet_intern_add(&self->tree->names,
    self->source->text + self->word.first,
    self->word.end - self->word.first, self->tree->allocator, &name);
  if (status != VIET_OK)
    fail(self, status);
  advance(self);
  return name;
}


/* A whole number up to 'most'. */
static uint32_t need_number (parser *self, uint32_t most) {
  uint64_t value = 0;
  const char *text = self->source->text + self->word.first;
  if (!is_kind(self, WORD_NUMBER)) {
    expected(self, "a number");
    return 0;
  }
  for (size_t i = 0; i < self->word.end - self->word.first; i++) {
    if (text[i] == '.') {
      expected(self, "a whole number");
      return 0;
    }
    if (value <= most)
      value = value * 10 + (uint64_t)(text[i] - '0');
  }
  if (value > most) {
    blame(self, self->word.first, self->word.end);
    viet_fault_add(self->tree->fault, "number too large (limit ");
    viet_fault_add_number(self->tree->fault, most);
    viet_fault_add(self->tree->fault, ")");
    return 0;
  }
  advance(self);
  return (uint32_t)value;
}

/* }================================================================== */


/*
** {==================================================================
** Nodes and strings
** ===================================================================
*/

static uint32_t new_node (parser *self, viet_node_kind kind, size_t first) {
  viet_tree *tree = self->tree;
  viet_status status = viet_vector_reserve(&tree->nodes, 1,
                                           sizeof(viet_node),
                                           tree->allocator);
  if (self->status != VIET_OK || status != VIET_OK) {
    fail(self, status);
    return 0;
  }
  const uint32_t node = (uint32_t)tree->nodes.count++;
  *viet_tree_node(tree, node) = (viet_node){
    .kind = (uint8_t)kind, .level = VIET_LEVELS, .source = self->number,
    .first = (uint32_t)first, .end = (uint32_t)first
  };
  return node;
}


static viet_node *at (parser *self, uint32_t node) {
  return viet_tree_node(self->tree, node);
}


/* The node, which ends where the last word did. */
static uint32_t close_node (parser *self, uint32_t node) {
  if (node != 0)
    at(self, node)->end = (uint32_t)self->end;
  return node;
}


/* Adds a child behind '*last', which is 0 before the first. */
static void add_child (parser *self, uint32_t parent, uint32_t *last,
                       uint32_t child) {
  if (self->status != VIET_OK)
    return;
  if (*last == 0)
    at(self, parent)->child = child;
  else
    at(self, *last)->next = child;
  *last = child;
}


/* A node around another one. */
static uint32_t wrap (parser *self, viet_node_kind kind, uint32_t child) {
  const uint32_t node = new_node(self, kind, at(self, child)->first);
  if (node != 0)
    at(self, node)->child = child;
  return close_node(self, node);
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
static uint32_t add_quoted (parser *self, viet_vector *starts,
                            viet_vector *arena, char end) {
  const viet_allocator *a = self->tree->allocator;
  const bool is_regex = self->word.kind == WORD_REGEX;
  const size_t first = self->word.first + 1;
  const size_t bytes = self->word.flags - 1 - first;
  viet_status status = viet_vector_reserve(starts, 1, sizeof(uint32_t), a);
  if (status == VIET_OK)
    status = viet_vector_reserve(arena, bytes + 1, 1, a);
  if (status != VIET_OK) {
    fail(self, status);
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


/* Takes the string that is next, as words of a text. */
static uint32_t take_words (parser *self) {
  viet_tree *tree = self->tree;
  const uint32_t words = add_quoted(self, &tree->words, &tree->text, '\n');
  advance(self);
  return words;
}


/* Takes the string or regex that is next; '*ignores_case' if it has the
** flag i. */
static uint32_t take_string (parser *self, bool *ignores_case) {
  viet_tree *tree = self->tree;
  const viet_pattern_word word = self->word;
  const uint32_t string = add_quoted(self, &tree->strings, &tree->arena,
                                     '\0');
  *ignores_case = word.end > word.flags;
  if (word.end > word.flags + 1 ||
      (*ignores_case && self->source->text[word.flags] != 'i')) {
    blame(self, word.flags, word.end);
    viet_fault_add(tree->fault, "unknown flag '");
    viet_fault_add_bytes(tree->fault, self->source->text + word.flags,
                         word.end - word.flags);
    viet_fault_add(tree->fault, "' (expected i)");
  }
  advance(self);
  return string;
}


/* Takes the number that is next, as it is written. */
static uint32_t take_digits (parser *self, bool is_negative) {
  viet_tree *tree = self->tree;
  const size_t bytes = self->word.end - self->word.first;
  const viet_allocator *a = tree->allocator;
  viet_status status = viet_vector_reserve(&tree->strings, 1,
                                           sizeof(uint32_t), a);
  if (status == VIET_OK)
    status = viet_vector_reserve(&tree->arena, bytes + 2, 1, a);
  if (status != VIET_OK) {
    fail(self, status);
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
  advance(self);
  return (uint32_t)tree->strings.count - 1;
}

/* }================================================================== */


/*
** {==================================================================
** Values
** ===================================================================
*/

static const char *const level_names[VIET_LEVELS] = {
  "exact", "case", "placement", "typed", "toneless"
};


/* "expected exact, placement or toneless, found 'x'" */
static void expected_choice (parser *self, const char *const *names,
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
  expected(self, list);
}


/* Takes one of some names; its index. */
static size_t need_choice (parser *self, const char *const *names,
                           size_t count) {
  for (size_t i = 0; i < count; i++)
    if (is_word(self, names[i])) {
      advance(self);
      return i;
    }
  expected_choice(self, names, count);
  return 0;
}


/* "~toneless", or nothing. */
static uint8_t take_level (parser *self) {
  if (!take(self, '~'))
    return VIET_LEVELS;
  return (uint8_t)need_choice(self, level_names, VIET_LEVELS);
}


/* "=", "<=" ...; false if none is next. */
static bool take_compare (parser *self, uint8_t *mode) {
  static const struct { int kind; viet_compare mode; } signs[] = {
    {'=', COMPARE_LIKE}, {WORD_SAME, COMPARE_SAME},
    {WORD_UNLIKE, COMPARE_UNLIKE}, {'<', COMPARE_LESS},
    {WORD_AT_MOST, COMPARE_AT_MOST}, {'>', COMPARE_MORE},
    {WORD_AT_LEAST, COMPARE_AT_LEAST}
  };
  for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
    if (take(self, signs[i].kind)) {
      *mode = (uint8_t)signs[i].mode;
      return true;
    }
  return false;
}


/* The bare word that is next, as a string. */
static uint32_t take_bare (parser *self) {
  /* a name is quoted by the bytes before and behind it */
  viet_pattern_word word = self->word;
  self->word.flags = word.end + 1;
  self->word.first = word.first - 1;
  const uint32_t string = add_quoted(self, &self->tree->strings,
                                     &self->tree->arena, '\0');
  advance(self);
  return string;
}


/* The value of a comparison; words if 'of_form', otherwise a string. */
static void read_value (parser *self, uint32_t node, bool of_form) {
  uint32_t value = 0;
  bool ignores_case = false;
  viet_value_type type = VALUE_STRING;
  const bool is_negative = take(self, '-');
  if (is_kind(self, WORD_NUMBER)) {
    type = VALUE_NUMBER;
    value = take_digits(self, is_negative);
  }
  else if (is_negative)
    expected(self, "a number");
  else if (is_kind(self, WORD_REGEX)) {
    value = take_string(self, &ignores_case);
    type = ignores_case ? VALUE_REGEX_I : VALUE_REGEX;
  }
  else if (is_kind(self, WORD_STRING) && of_form) {
    type = VALUE_WORDS;
    value = take_words(self);
  }
  else if (is_kind(self, WORD_STRING))
    value = take_string(self, &ignores_case);
  else if (is_kind(self, WORD_NAME) && !of_form)
    value = take_bare(self);
  else
    expected(self, of_form ? "words in quotation marks"
                           : "a string, a regular expression or a number");
  const uint8_t level = of_form ? take_level(self) : VIET_LEVELS;
  if (self->status != VIET_OK)
    return;
  at(self, node)->type = (uint8_t)type;
  at(self, node)->b = value;
  at(self, node)->level = level;
}


/* "id=/minister/": the comparison of an attribute. */
static uint32_t comparison (parser *self) {
  uint8_t mode = COMPARE_LIKE;
  const bool of_form = is_word(self, "form");
  const uint32_t node = new_node(self, NODE_COMPARE, self->word.first);
  const uint32_t name = need_name(self, "an attribute");
  const bool compares = take_compare(self, &mode);
  if (compares)
    read_value(self, node, of_form);
  else if (self->status == VIET_OK && at(self, node)->kind == NODE_COMPARE)
    mode = UINT8_MAX;  /* [spaced] */
  if (node == 0 || self->status != VIET_OK)
    return 0;
  at(self, node)->mode = mode;
  at(self, node)->a = name;
  return close_node(self, node);
}

/* }================================================================== */


/*
** {==================================================================
** Elements
** ===================================================================
*/

static uint32_t pattern (parser *self);
static uint32_t condition (parser *self);


/* Counts brackets that are open; false if there are too many. */
static bool enter (parser *self) {
  if (++self->depth <= VIET_MAX_PATTERN_DEPTH)
    return true;
  if (self->status == VIET_OK) {
    blame(self, self->word.first, self->word.end);
    viet_fault_add(self->tree->fault, "brackets nested too deeply (limit ");
    viet_fault_add_number(self->tree->fault, VIET_MAX_PATTERN_DEPTH);
    viet_fault_add(self->tree->fault, ")");
  }
  return false;
}


/* The comparisons of a span, up to the end of the tag. */
static void attributes (parser *self, uint32_t node) {
  uint32_t last = 0;
  while (is_kind(self, WORD_NAME)) {
    const uint32_t one = comparison(self);
    if (self->status == VIET_OK && at(self, one)->mode == UINT8_MAX)
      expected(self, "'=', '==', '!=', '<', '<=', '>' or '>='");
    add_child(self, node, &last, one);
  }
}


/* "<PERSON/>", and if 'edges' "<line>" and "</line>" as well. */
static uint32_t tag (parser *self, bool edges) {
  const uint32_t node = new_node(self, NODE_SPAN, self->word.first);
  const viet_pattern_word open = self->word;
  const bool is_end = open.kind == WORD_CLOSING;
  viet_node_kind kind = is_end ? NODE_END : NODE_SPAN;
  advance(self);
  const uint32_t name = need_name(self, "the name of a layer");
  if (self->status == VIET_OK)
    attributes(self, node);
  if (is_end)
    need_closing(self, open, '>', "'>'");
  else if (edges && take(self, '>'))
    kind = NODE_BEGIN;
  else
    need_closing(self, open, WORD_SLASH_END,
                 edges ? "an attribute, '/>' or '>'"
                       : "an attribute or '/>'");
  if (node == 0 || self->status != VIET_OK)
    return 0;
  at(self, node)->kind = (uint8_t)kind;
  at(self, node)->a = name;
  return close_node(self, node);
}


/* "{countries}" */
static uint32_t gazetteer (parser *self) {
  const uint32_t node = new_node(self, NODE_NAMES, self->word.first);
  const viet_pattern_word open = self->word;
  advance(self);
  const uint32_t name = need_name(self, "the name of a gazetteer");
  if (self->status == VIET_OK)
    attributes(self, node);
  need_closing(self, open, '}', "an attribute or '}'");
  if (node == 0 || self->status != VIET_OK)
    return 0;
  at(self, node)->a = name;
  return close_node(self, node);
}


/* Words or a regex with a level: of one token in a condition, too. */
static uint32_t quoted (parser *self) {
  bool ignores_case = false;
  const bool is_regex = is_kind(self, WORD_REGEX);
  const uint32_t node = new_node(self, is_regex ? NODE_REGEX : NODE_WORDS,
                                 self->word.first);
  const uint32_t value = is_regex ? take_string(self, &ignores_case)
                                  : take_words(self);
  const uint8_t level = take_level(self);
  if (node == 0 || self->status != VIET_OK)
    return 0;
  at(self, node)->a = value;
  at(self, node)->b = ignores_case;
  at(self, node)->level = level;
  return close_node(self, node);
}


/* A condition of one token that is no list of others. */
static uint32_t simple_condition (parser *self) {
  const viet_pattern_word open = self->word;
  uint32_t node = 0;
  if (!enter(self))
    return 0;
  if (is_kind(self, '!')) {
    node = new_node(self, NODE_NOT, self->word.first);
    advance(self);
    const uint32_t child = simple_condition(self);
    if (self->status == VIET_OK)
      at(self, node)->child = child;
    close_node(self, node);
  }
  else if (take(self, '(')) {
    node = condition(self);
    need_closing(self, open, ')', "'&', '|' or ')'");
  }
  else if (is_kind(self, WORD_STRING) || is_kind(self, WORD_REGEX))
    node = quoted(self);
  else if (is_kind(self, '<'))
    node = tag(self, false);
  else if (is_kind(self, '{'))
    node = gazetteer(self);
  else if (is_kind(self, WORD_NAME))
    node = comparison(self);
  else
    expected(self, "a condition");
  self->depth--;
  return node;
}


/* Conditions with 'sign' between them. */
static uint32_t conditions (parser *self, int sign) {
  const bool is_and = sign == '&';
  const uint32_t first = is_and ? simple_condition(self)
                                : conditions(self, '&');
  if (self->status != VIET_OK || !is_kind(self, sign))
    return first;
  const uint32_t node = wrap(self, is_and ? NODE_AND : NODE_OR, first);
  uint32_t last = first;
  while (take(self, sign))
    add_child(self, node, &last, is_and ? simple_condition(self)
                                        : conditions(self, '&'));
  return close_node(self, node);
}


static uint32_t condition (parser *self) {
  return conditions(self, '|');
}


/* "[kind=number & len>2]", "[]" */
static uint32_t token (parser *self) {
  const uint32_t node = new_node(self, NODE_ANY, self->word.first);
  const viet_pattern_word open = self->word;
  advance(self);
  if (!is_kind(self, ']')) {
    const uint32_t child = condition(self);
    if (node != 0 && self->status == VIET_OK) {
      at(self, node)->kind = NODE_TEST;
      at(self, node)->child = child;
    }
  }
  need_closing(self, open, ']', "'&', '|' or ']'");
  return close_node(self, node);
}


/* "( ... )" and its relatives. */
static uint32_t group (parser *self) {
  const viet_pattern_word open = self->word;
  const size_t first = open.first;
  const int kind = open.kind;
  advance(self);
  uint32_t node = pattern(self);
  need_closing(self, open, ')', "')' or an element");
  if (self->status != VIET_OK)
    return 0;
  if (kind == '(') {
    at(self, node)->first = (uint32_t)first;
    return close_node(self, node);
  }
  const bool is_atom = kind == WORD_ATOM || kind == WORD_LONGEST;
  node = wrap(self, is_atom ? NODE_ATOM : NODE_LOOK, node);
  if (node == 0)
    return 0;
  at(self, node)->first = (uint32_t)first;
  at(self, node)->mode = (uint8_t)(is_atom ? kind == WORD_LONGEST
                                 : kind == WORD_AHEAD ? LOOK_AHEAD
                                 : kind == WORD_NOT_AHEAD ? LOOK_NOT_AHEAD
                                 : kind == WORD_BEHIND ? LOOK_BEHIND
                                 : LOOK_NOT_BEHIND);
  return close_node(self, node);
}


/* The arguments of a named pattern, if any, behind the name. */
static uint32_t call (parser *self, uint32_t name, size_t first) {
  const uint32_t node = new_node(self, NODE_CALL, first);
  uint32_t last = 0;
  if (node != 0)
    at(self, node)->a = name;
  close_node(self, node);
  const viet_pattern_word open = self->word;
  if (open.kind != '(' || open.first != self->end)
    return node;
  advance(self);
  do
    add_child(self, node, &last, pattern(self));
  while (take(self, ','));
  need_closing(self, open, ')', "',' or ')'");
  return close_node(self, node);
}


static uint32_t primary (parser *self);


/* A named pattern, or a capture: "who:<PERSON/>". */
static uint32_t named (parser *self) {
  const size_t first = self->word.first;
  const uint32_t name = need_name(self, "an element");
  if (!take(self, ':'))
    return self->status == VIET_OK ? call(self, name, first) : 0;
  const uint32_t child = primary(self);
  if (self->status != VIET_OK)
    return 0;
  const uint32_t node = wrap(self, NODE_CAPTURE, child);
  if (node != 0) {
    at(self, node)->first = (uint32_t)first;
    at(self, node)->a = name;
  }
  return node;
}


/* "!x" */
static uint32_t negation (parser *self) {
  const uint32_t node = new_node(self, NODE_NOT, self->word.first);
  advance(self);
  const uint32_t child = primary(self);
  if (self->status == VIET_OK)
    at(self, node)->child = child;
  return close_node(self, node);
}


static uint32_t primary (parser *self) {
  uint32_t node = 0;
  if (!enter(self))
    return 0;
  switch (self->word.kind) {
    case WORD_STRING: case WORD_REGEX: node = quoted(self); break;
    case '[': node = token(self); break;
    case '<': case WORD_CLOSING: node = tag(self, true); break;
    case '{': node = gazetteer(self); break;
    case '!': node = negation(self); break;
    case '(': case WORD_AHEAD: case WORD_NOT_AHEAD: case WORD_BEHIND:
    case WORD_NOT_BEHIND: case WORD_ATOM: case WORD_LONGEST:
      node = group(self);
      break;
    case WORD_NAME: node = named(self); break;
    default: expected(self, "an element");
  }
  self->depth--;
  return self->status == VIET_OK ? node : 0;
}

/* }================================================================== */


/*
** {==================================================================
** Patterns
** ===================================================================
*/

/* "{2,3}" behind its bracket. */
static void bounds (parser *self, uint32_t *least, uint32_t *most) {
  const size_t first = self->word.first;
  *least = is_kind(self, ',') ? 0 : need_number(self, VIET_MAX_REPEAT);
  *most = *least;
  if (take(self, ','))
    *most = is_kind(self, '}') ? VIET_NONE
                               : need_number(self, VIET_MAX_REPEAT);
  need(self, '}', "',' or '}'");
  if (self->status == VIET_OK && *most < *least) {
    blame(self, first, self->end);
    viet_fault_add(self->tree->fault,
                   "the most is less than the least number of times");
  }
}


/* Is a digit or a comma behind the bracket that is next? */
static bool is_count (const parser *self) {
  viet_pattern_word next;
  viet_fault fault;
  return viet_pattern_lex(self->source, self->word.end, &next, &fault) &&
         (next.kind == WORD_NUMBER || next.kind == ',');
}


/* A quantifier; false if none is next. */
static bool take_quantifier (parser *self, uint32_t *least,
                             uint32_t *most) {
  *least = is_kind(self, '+') ? 1 : 0;
  *most = is_kind(self, '?') ? 1 : VIET_NONE;
  if (take(self, '?') || take(self, '*') || take(self, '+'))
    return true;
  if (!is_kind(self, '{') || !is_count(self))
    return false;
  advance(self);
  bounds(self, least, most);
  return true;
}


/* The mark that makes a quantifier lazy or possessive stands at once
** behind it. */
static viet_mode take_mode (parser *self) {
  if (self->word.first == self->end) {
    if (take(self, '?'))
      return MODE_LAZY;
    if (take(self, '+'))
      return MODE_POSSESSIVE;
  }
  return MODE_GREEDY;
}


static uint32_t item (parser *self) {
  uint32_t least, most;
  uint32_t node = primary(self);
  int depth = 0;
  while (self->status == VIET_OK && take_quantifier(self, &least, &most)) {
    const viet_mode mode = take_mode(self);
    if (self->status != VIET_OK || !enter(self))
      break;
    depth++;
    node = wrap(self, NODE_REPEAT, node);
    if (node == 0)
      break;
    at(self, node)->mode = (uint8_t)mode;
    at(self, node)->a = least;
    at(self, node)->b = most;
  }
  self->depth -= depth;
  return node;
}


/* Does another element follow? */
static bool is_element (const parser *self) {
  if (is_kind(self, WORD_NAME))
    return !is_reserved(self);
  if (self->word.kind < WORD_END)
    return self->word.kind > 0 &&
           strchr("[<{!(", self->word.kind) != NULL;
  return self->word.kind == WORD_STRING || self->word.kind == WORD_REGEX ||
         (self->word.kind >= WORD_AHEAD && self->word.kind <= WORD_CLOSING);
}


static uint32_t sequence (parser *self) {
  const uint32_t first = item(self);
  if (self->status != VIET_OK || !is_element(self))
    return first;
  const uint32_t node = wrap(self, NODE_SEQUENCE, first);
  uint32_t last = first;
  while (is_element(self) && self->status == VIET_OK)
    add_child(self, node, &last, item(self));
  return close_node(self, node);
}


static uint32_t nearness (parser *self) {
  uint32_t node = sequence(self);
  int depth = 0;
  while (self->status == VIET_OK && is_word(self, "near") && enter(self)) {
    depth++;
    advance(self);
    need(self, '(', "'('");
    const uint32_t most = need_number(self, VIET_MAX_REPEAT);
    need(self, ')', "')'");
    uint32_t last = node;
    const uint32_t other = sequence(self);
    if (self->status != VIET_OK)
      break;
    node = wrap(self, NODE_NEAR, node);
    if (node == 0)
      break;
    at(self, node)->a = most;
    add_child(self, node, &last, other);
  }
  self->depth -= depth;
  return node;
}


static uint32_t pattern (parser *self) {
  const uint32_t first = nearness(self);
  uint32_t node = first;
  if (self->status == VIET_OK && is_kind(self, '|')) {
    uint32_t last = first;
    node = wrap(self, NODE_CHOICE, first);
    while (take(self, '|'))
      add_child(self, node, &last, nearness(self));
    close_node(self, node);
  }
  return self->status == VIET_OK ? node : 0;
}

/* }================================================================== */


/*
** {==================================================================
** Statements
** ===================================================================
*/

/* "within line", "within <zone id='body'/>" */
static void read_within (parser *self, viet_parsed_rule *rule) {
  static const char *const units[] = {"line", "sentence", "document"};
  if (!is_word(self, "within"))
    return;
  advance(self);
  rule->within = WITHIN_LAYER;
  if (is_kind(self, '<')) {
    rule->within_node = tag(self, false);
    return;
  }
  for (size_t i = 0; i < 3; i++)
    if (is_word(self, units[i])) {
      rule->within = (viet_within)i;
      advance(self);
      return;
    }
  const uint32_t node = new_node(self, NODE_SPAN, self->word.first);
  const uint32_t name = need_name(self, "line, sentence, document or the "
                                        "name of a layer");
  if (self->status != VIET_OK)
    return;
  at(self, node)->a = name;
  rule->within_node = close_node(self, node);
}


static bool need_switch (parser *self) {
  static const char *const names[] = {"yes", "no"};
  return need_choice(self, names, 2) == 0;
}


/* One option of a rule: "priority=2". */
static void rule_option (parser *self, viet_parsed_rule *rule) {
  static const char *const names[] = {
    "match", "priority", "consume", "level", "most"
  };
  static const char *const chooses[] = {"longest", "first", "all"};
  const size_t option = need_choice(self, names, 5);
  need(self, '=', "'='");
  if (self->status != VIET_OK)
    return;
  if (option == 0)
    rule->choose = (viet_choose)(1 + need_choice(self, chooses, 3));
  else if (option == 1) {
    const bool is_negative = take(self, '-');
    const int32_t value = (int32_t)need_number(self, INT32_MAX);
    rule->priority = is_negative ? -value : value;
  }
  else if (option == 2)
    rule->consume = need_switch(self);
  else if (option == 4)
    rule->most = need_number(self, VIET_MAX_MOST);
  else
    rule->level = (viet_level)need_choice(self, level_names, VIET_LEVELS);
}


/* Makes a rule with the presets of the text. */
static viet_parsed_rule new_rule (const parser *self, uint32_t name) {
  return (viet_parsed_rule){
    .name = name, .within = WITHIN_LINE, .level = self->source->level,
    .choose = self->source->choose, .priority = self->source->priority,
    .consume = self->source->consume, .most = self->source->most
  };
}


static void add_rule (parser *self, const viet_parsed_rule *rule) {
  viet_vector *rules = &self->tree->rules;
  if (self->status != VIET_OK)
    return;
  const viet_status status = viet_vector_reserve(rules, 1, sizeof(*rule),
                                                 self->tree->allocator);
  if (status != VIET_OK)
    fail(self, status);
  else
    ((viet_parsed_rule *)rules->items)[rules->count++] = *rule;
}


static void rule_statement (parser *self) {
  advance(self);
  viet_parsed_rule rule = new_rule(self, need_name(self,
                                                   "the name of a rule"));
  if (take(self, '(')) {
    do
      rule_option(self, &rule);
    while (take(self, ','));
    need(self, ')', "',' or ')'");
  }
  need(self, '=', "'='");
  if (self->status == VIET_OK)
    rule.body = pattern(self);
  read_within(self, &rule);
  add_rule(self, &rule);
}


/* Gives a name its definition, unless it has one. */
static void add_let (parser *self, const viet_let *let, size_t first,
                     size_t end) {
  viet_tree *tree = self->tree;
  viet_vector *of = &tree->let_of;
  if (self->status != VIET_OK)
    return;
  viet_status status = viet_vector_reserve(&tree->lets, 1, sizeof(*let),
                                           tree->allocator);
  if (status == VIET_OK && of->count <= let->name)
    status = viet_vector_reserve(of, let->name + 1 - of->count,
                                 sizeof(uint32_t), tree->allocator);
  if (status != VIET_OK) {
    fail(self, status);
    return;
  }
  while (of->count <= let->name)
    ((uint32_t *)of->items)[of->count++] = 0;
  if (((uint32_t *)of->items)[let->name] != 0) {
    blame(self, first, end);
    viet_fault_add(tree->fault, "pattern '");
    viet_fault_add(tree->fault, viet_intern_text(&tree->names, let->name));
    viet_fault_add(tree->fault, "' is defined twice");
    return;
  }
  ((viet_let *)tree->lets.items)[tree->lets.count++] = *let;
  ((uint32_t *)of->items)[let->name] = (uint32_t)tree->lets.count;
}


static void add_parameter (parser *self, viet_let *let) {
  viet_vector *all = &self->tree->parameters;
  const uint32_t name = need_name(self, "the name of a parameter");
  const viet_status status = viet_vector_reserve(all, 1, sizeof(uint32_t),
                                                 self->tree->allocator);
  if (status != VIET_OK) {
    fail(self, status);
    return;
  }
  ((uint32_t *)all->items)[all->count++] = name;
  let->parameters++;
}


static void let_statement (parser *self) {
  advance(self);
  const size_t first = self->word.first;
  viet_let let = {.first_parameter = (uint32_t)self->tree->parameters.count};
  let.name = need_name(self, "the name of a pattern");
  const size_t end = self->end;
  if (take(self, '(')) {
    do
      add_parameter(self, &let);
    while (take(self, ','));
    need(self, ')', "',' or ')'");
  }
  need(self, '=', "'='");
  if (self->status == VIET_OK)
    let.body = pattern(self);
  add_let(self, &let, first, end);
}


/* "@import 'file'", which the caller has followed. */
static void import_statement (parser *self) {
  advance(self);
  if (!is_word(self, "import"))
    expected(self, "'import'");
  advance(self);
  need(self, WORD_STRING, "a path in quotation marks");
}


static void statements (parser *self) {
  while (self->status == VIET_OK && !is_kind(self, WORD_END)) {
    if (is_kind(self, '@'))
      import_statement(self);
    else if (is_word(self, "let"))
      let_statement(self);
    else if (is_word(self, "rule"))
      rule_statement(self);
    else
      expected(self, "'let', 'rule' or '@import'");
  }
}


/* A text that is one pattern. */
static void single (parser *self) {
  uint32_t name = 0;
  const char *text = self->source->rule;
  const viet_status status = viet_intern_add(&self->tree->names, text,
                                             strlen(text),
                                             self->tree->allocator, &name);
  if (status != VIET_OK) {
    fail(self, status);
    return;
  }
  viet_parsed_rule rule = new_rule(self, name);
  rule.body = pattern(self);
  read_within(self, &rule);
  if (self->status == VIET_OK && !is_kind(self, WORD_END))
    expected(self, "an element or the end");
  add_rule(self, &rule);
}


/* The first node and the first name are none. */
static viet_status prepare (viet_tree *self) {
  uint32_t none;
  if (self->nodes.count > 0)
    return VIET_OK;
  viet_status status = viet_intern_add(&self->names, "", 0,
                                       self->allocator, &none);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->nodes, 1, sizeof(viet_node),
                                 self->allocator);
  if (status == VIET_OK)
    ((viet_node *)self->nodes.items)[self->nodes.count++] = (viet_node){0};
  return status;
}


viet_status viet_tree_read (viet_tree *self, uint32_t source) {
  parser reader = {.tree = self, .source = &self->sources[source],
                   .number = source};
  const viet_source *text = reader.source;
  const size_t bad = viet_utf8_check(text->text, text->bytes);
  if (bad < text->bytes) {
    viet_fault_start(self->fault, source, bad, bad + 1);
    viet_fault_add(self->fault, "invalid UTF-8");
    return VIET_EUTF8;
  }
  reader.status = prepare(self);
  advance(&reader);
  if (text->rule == NULL || is_kind(&reader, '@') ||
      is_word(&reader, "let") || is_word(&reader, "rule"))
    statements(&reader);
  else
    single(&reader);
  return reader.status;
}

/* }================================================================== */


void viet_tree_free (viet_tree *self) {
  const viet_allocator *a = self->allocator;
  viet_intern_free(&self->names, a);
  viet_vector_free(&self->nodes, sizeof(viet_node), a);
  viet_vector_free(&self->lets, sizeof(viet_let), a);
  viet_vector_free(&self->let_of, sizeof(uint32_t), a);
  viet_vector_free(&self->parameters, sizeof(uint32_t), a);
  viet_vector_free(&self->rules, sizeof(viet_parsed_rule), a);
  viet_vector_free(&self->strings, sizeof(uint32_t), a);
  viet_vector_free(&self->arena, 1, a);
  viet_vector_free(&self->words, sizeof(uint32_t), a);
  viet_vector_free(&self->text, 1, a);
}


viet_status viet_tree_blame (const viet_tree *self, uint32_t node,
                             const char *message) {
  const viet_node *of = viet_tree_node(self, node);
  viet_fault_start(self->fault, of->source, of->first, of->end);
  viet_fault_add(self->fault, message);
  return VIET_EPATTERN;
}
