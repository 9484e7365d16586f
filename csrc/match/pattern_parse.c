/*
** pattern_parse.c
** The grammar of patterns, by recursive descent. Brackets nest at most
** VIET_MAX_PATTERN_DEPTH deep, so the C stack is bounded.
**
**     source    = pattern [such] [within] | { import | let | rule }
**     import    = "@" "import" STRING
**     let       = "let" NAME ["(" NAME {"," NAME} ")"] "=" pattern
**     rule      = "rule" NAME ["(" option {"," option} ")"] "=" pattern
**                 [such] [within]
**     such      = "::" part ("=" | "!=") part [level] {"&" ...}
**     within    = "within" (NAME | "<" NAME {compare} "/>")
**     pattern   = near {"|" near}
**     near      = sequence {"near" "(" NUMBER ")" sequence}
**     sequence  = item {item}
**     item      = {NAME ":"} primary {quantifier}
*/

#include <string.h>

#include "match/pattern_reader.h"


/*
** {==================================================================
** Elements
** ===================================================================
*/

static uint32_t condition (viet_reader *self);


/* Counts brackets that are open; false if there are too many. */
static bool enter (viet_reader *self) {
  if (++self->depth <= VIET_MAX_PATTERN_DEPTH)
    return true;
  if (self->status == VIET_OK) {
    viet_reader_blame(self, self->word.first, self->word.end);
    viet_fault_add(self->tree->fault, "brackets nested too deeply (limit ");
    viet_fault_add_number(self->tree->fault, VIET_MAX_PATTERN_DEPTH);
    viet_fault_add(self->tree->fault, ")");
  }
  return false;
}


/* The comparisons of a span, up to the end of the tag. */
static void attributes (viet_reader *self, uint32_t node) {
  uint32_t last = 0;
  while (viet_reader_is(self, WORD_NAME)) {
    const uint32_t one = viet_reader_comparison(self);
    if (self->status == VIET_OK &&
        viet_reader_node(self, one)->mode == UINT8_MAX)
      viet_reader_expected(self, "'=', '==', '!=', '<', '<=', '>' or '>='");
    viet_reader_add_child(self, node, &last, one);
  }
}


uint32_t viet_reader_tag (viet_reader *self, bool edges) {
  const uint32_t node = viet_reader_new(self, NODE_SPAN, self->word.first);
  const viet_pattern_word open = self->word;
  const bool is_end = open.kind == WORD_CLOSING;
  viet_node_kind kind = is_end ? NODE_END : NODE_SPAN;
  viet_reader_advance(self);
  const uint32_t name = viet_reader_need_name(self, "the name of a layer");
  if (self->status == VIET_OK)
    attributes(self, node);
  if (is_end)
    viet_reader_need_closing(self, open, '>', "'>'");
  else if (edges && viet_reader_take(self, '>'))
    kind = NODE_BEGIN;
  else
    viet_reader_need_closing(self, open, WORD_SLASH_END,
                             edges ? "an attribute, '/>' or '>'"
                                   : "an attribute or '/>'");
  if (node == 0 || self->status != VIET_OK)
    return 0;
  viet_reader_node(self, node)->kind = (uint8_t)kind;
  viet_reader_node(self, node)->a = name;
  return viet_reader_close(self, node);
}


/* "{countries}" */
static uint32_t gazetteer (viet_reader *self) {
  const uint32_t node = viet_reader_new(self, NODE_NAMES, self->word.first);
  const viet_pattern_word open = self->word;
  viet_reader_advance(self);
  const uint32_t name = viet_reader_need_name(self, "the name of a gazetteer");
  if (self->status == VIET_OK)
    attributes(self, node);
  viet_reader_need_closing(self, open, '}', "an attribute or '}'");
  if (node == 0 || self->status != VIET_OK)
    return 0;
  viet_reader_node(self, node)->a = name;
  return viet_reader_close(self, node);
}


/* Words or a regex with a level: of one token in a condition, too. */
static uint32_t quoted (viet_reader *self) {
  bool ignores_case = false;
  const bool is_regex = viet_reader_is(self, WORD_REGEX);
  const uint32_t node = viet_reader_new(self,
                                        is_regex ? NODE_REGEX : NODE_WORDS,
                                        self->word.first);
  const uint32_t value = is_regex ? viet_reader_take_string(self, &ignores_case)
                                  : viet_reader_take_words(self);
  const uint8_t level = viet_reader_take_level(self);
  if (node == 0 || self->status != VIET_OK)
    return 0;
  viet_reader_node(self, node)->a = value;
  viet_reader_node(self, node)->b = ignores_case;
  viet_reader_node(self, node)->level = level;
  return viet_reader_close(self, node);
}


/* A condition of one token that is no list of others. */
static uint32_t simple_condition (viet_reader *self) {
  const viet_pattern_word open = self->word;
  uint32_t node = 0;
  if (!enter(self))
    return 0;
  if (viet_reader_is(self, '!')) {
    node = viet_reader_new(self, NODE_NOT, self->word.first);
    viet_reader_advance(self);
    const uint32_t child = simple_condition(self);
    if (self->status == VIET_OK)
      viet_reader_node(self, node)->child = child;
    viet_reader_close(self, node);
  }
  else if (viet_reader_take(self, '(')) {
    node = condition(self);
    viet_reader_need_closing(self, open, ')', "'&', '|' or ')'");
  }
  else if (viet_reader_is(self, WORD_STRING) ||
           viet_reader_is(self, WORD_REGEX))
    node = quoted(self);
  else if (viet_reader_is(self, '<'))
    node = viet_reader_tag(self, false);
  else if (viet_reader_is(self, '{'))
    node = gazetteer(self);
  else if (viet_reader_is(self, WORD_NAME))
    node = viet_reader_comparison(self);
  else
    viet_reader_expected(self, "a condition");
  self->depth--;
  return node;
}


/* Conditions with 'sign' between them. */
static uint32_t conditions (viet_reader *self, int sign) {
  const bool is_and = sign == '&';
  const uint32_t first = is_and ? simple_condition(self)
                                : conditions(self, '&');
  if (self->status != VIET_OK || !viet_reader_is(self, sign))
    return first;
  const uint32_t node = viet_reader_wrap(self, is_and ? NODE_AND : NODE_OR,
                                         first);
  uint32_t last = first;
  while (viet_reader_take(self, sign))
    viet_reader_add_child(self, node, &last, is_and ? simple_condition(self)
                                                    : conditions(self, '&'));
  return viet_reader_close(self, node);
}


static uint32_t condition (viet_reader *self) {
  return conditions(self, '|');
}


/* "[kind=number & len>2]", "[]" */
static uint32_t token (viet_reader *self) {
  const uint32_t node = viet_reader_new(self, NODE_ANY, self->word.first);
  const viet_pattern_word open = self->word;
  viet_reader_advance(self);
  if (!viet_reader_is(self, ']')) {
    const uint32_t child = condition(self);
    if (node != 0 && self->status == VIET_OK) {
      viet_reader_node(self, node)->kind = NODE_TEST;
      viet_reader_node(self, node)->child = child;
    }
  }
  viet_reader_need_closing(self, open, ']', "'&', '|' or ']'");
  return viet_reader_close(self, node);
}


/* "( ... )" and its relatives. */
static uint32_t group (viet_reader *self) {
  const viet_pattern_word open = self->word;
  const size_t first = open.first;
  const int kind = open.kind;
  viet_reader_advance(self);
  uint32_t node = viet_reader_pattern(self);
  viet_reader_need_closing(self, open, ')', "')' or an element");
  if (self->status != VIET_OK)
    return 0;
  if (kind == '(') {
    viet_reader_node(self, node)->first = (uint32_t)first;
    return viet_reader_close(self, node);
  }
  const bool is_atom = kind == WORD_ATOM || kind == WORD_LONGEST;
  node = viet_reader_wrap(self, is_atom ? NODE_ATOM : NODE_LOOK, node);
  if (node == 0)
    return 0;
  viet_reader_node(self, node)->first = (uint32_t)first;
  viet_reader_node(self, node)->mode = (uint8_t)(is_atom ? kind == WORD_LONGEST
                                 : kind == WORD_AHEAD ? LOOK_AHEAD
                                 : kind == WORD_NOT_AHEAD ? LOOK_NOT_AHEAD
                                 : kind == WORD_BEHIND ? LOOK_BEHIND
                                 : LOOK_NOT_BEHIND);
  return viet_reader_close(self, node);
}


/* The arguments of a named pattern, if any, behind the name. */
static uint32_t call (viet_reader *self, uint32_t name, size_t first) {
  const uint32_t node = viet_reader_new(self, NODE_CALL, first);
  uint32_t last = 0;
  if (node != 0)
    viet_reader_node(self, node)->a = name;
  viet_reader_close(self, node);
  const viet_pattern_word open = self->word;
  if (open.kind != '(' || open.first != self->end)
    return node;
  viet_reader_advance(self);
  do
    viet_reader_add_child(self, node, &last, viet_reader_pattern(self));
  while (viet_reader_take(self, ','));
  viet_reader_need_closing(self, open, ')', "',' or ')'");
  return viet_reader_close(self, node);
}


static uint32_t primary (viet_reader *self);


/* A named pattern, or a capture: "who:<PERSON/>". */
static uint32_t named (viet_reader *self) {
  const size_t first = self->word.first;
  const uint32_t name = viet_reader_need_name(self, "an element");
  if (!viet_reader_take(self, ':'))
    return self->status == VIET_OK ? call(self, name, first) : 0;
  const uint32_t child = primary(self);
  if (self->status != VIET_OK)
    return 0;
  const uint32_t node = viet_reader_wrap(self, NODE_CAPTURE, child);
  if (node != 0) {
    viet_reader_node(self, node)->first = (uint32_t)first;
    viet_reader_node(self, node)->a = name;
  }
  return node;
}


/* "!x" */
static uint32_t negation (viet_reader *self) {
  const uint32_t node = viet_reader_new(self, NODE_NOT, self->word.first);
  viet_reader_advance(self);
  const uint32_t child = primary(self);
  if (self->status == VIET_OK)
    viet_reader_node(self, node)->child = child;
  return viet_reader_close(self, node);
}


static uint32_t primary (viet_reader *self) {
  uint32_t node = 0;
  if (!enter(self))
    return 0;
  switch (self->word.kind) {
    case WORD_STRING: case WORD_REGEX: node = quoted(self); break;
    case '[': node = token(self); break;
    case '<': case WORD_CLOSING: node = viet_reader_tag(self, true); break;
    case '{': node = gazetteer(self); break;
    case '!': node = negation(self); break;
    case '(': case WORD_AHEAD: case WORD_NOT_AHEAD: case WORD_BEHIND:
    case WORD_NOT_BEHIND: case WORD_ATOM: case WORD_LONGEST:
      node = group(self);
      break;
    case WORD_NAME: node = named(self); break;
    default: viet_reader_expected(self, "an element");
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
static void bounds (viet_reader *self, uint32_t *least, uint32_t *most) {
  const size_t first = self->word.first;
  *least = viet_reader_is(self, ',')
         ? 0 : viet_reader_need_number(self, VIET_MAX_REPEAT);
  *most = *least;
  if (viet_reader_take(self, ','))
    *most = viet_reader_is(self, '}')
          ? VIET_NONE : viet_reader_need_number(self, VIET_MAX_REPEAT);
  viet_reader_need(self, '}', "',' or '}'");
  if (self->status == VIET_OK && *most < *least) {
    viet_reader_blame(self, first, self->end);
    viet_fault_add(self->tree->fault,
                   "the most is less than the least number of times");
  }
}


/* Is a digit or a comma behind the bracket that is next? */
static bool is_count (const viet_reader *self) {
  viet_pattern_word next;
  viet_fault fault;
  return viet_pattern_lex(self->source, self->word.end, &next, &fault) &&
         (next.kind == WORD_NUMBER || next.kind == ',');
}


/* A quantifier; false if none is next. */
static bool take_quantifier (viet_reader *self, uint32_t *least,
                             uint32_t *most) {
  *least = viet_reader_is(self, '+') ? 1 : 0;
  *most = viet_reader_is(self, '?') ? 1 : VIET_NONE;
  if (viet_reader_take(self, '?') || viet_reader_take(self, '*') ||
      viet_reader_take(self, '+'))
    return true;
  if (!viet_reader_is(self, '{') || !is_count(self))
    return false;
  viet_reader_advance(self);
  bounds(self, least, most);
  return true;
}


/* The mark that makes a quantifier lazy or possessive stands at once
** behind it. */
static viet_mode take_mode (viet_reader *self) {
  if (self->word.first == self->end) {
    if (viet_reader_take(self, '?'))
      return MODE_LAZY;
    if (viet_reader_take(self, '+'))
      return MODE_POSSESSIVE;
  }
  return MODE_GREEDY;
}


static uint32_t item (viet_reader *self) {
  uint32_t least, most;
  uint32_t node = primary(self);
  int depth = 0;
  while (self->status == VIET_OK && take_quantifier(self, &least, &most)) {
    const viet_mode mode = take_mode(self);
    if (self->status != VIET_OK || !enter(self))
      break;
    depth++;
    node = viet_reader_wrap(self, NODE_REPEAT, node);
    if (node == 0)
      break;
    viet_reader_node(self, node)->mode = (uint8_t)mode;
    viet_reader_node(self, node)->a = least;
    viet_reader_node(self, node)->b = most;
  }
  self->depth -= depth;
  return node;
}


/* Does another element follow? */
static bool is_element (const viet_reader *self) {
  if (viet_reader_is(self, WORD_NAME))
    return !viet_reader_is_reserved(self);
  if (self->word.kind < WORD_END)
    return self->word.kind > 0 &&
           strchr("[<{!(", self->word.kind) != NULL;
  return self->word.kind == WORD_STRING || self->word.kind == WORD_REGEX ||
         (self->word.kind >= WORD_AHEAD && self->word.kind <= WORD_CLOSING);
}


static uint32_t sequence (viet_reader *self) {
  const uint32_t first = item(self);
  if (self->status != VIET_OK || !is_element(self))
    return first;
  const uint32_t node = viet_reader_wrap(self, NODE_SEQUENCE, first);
  uint32_t last = first;
  while (is_element(self) && self->status == VIET_OK)
    viet_reader_add_child(self, node, &last, item(self));
  return viet_reader_close(self, node);
}


static uint32_t nearness (viet_reader *self) {
  uint32_t node = sequence(self);
  int depth = 0;
  while (self->status == VIET_OK && viet_reader_is_word(self, "near") &&
         enter(self)) {
    depth++;
    viet_reader_advance(self);
    viet_reader_need(self, '(', "'('");
    const uint32_t most = viet_reader_need_number(self, VIET_MAX_REPEAT);
    viet_reader_need(self, ')', "')'");
    uint32_t last = node;
    const uint32_t other = sequence(self);
    if (self->status != VIET_OK)
      break;
    node = viet_reader_wrap(self, NODE_NEAR, node);
    if (node == 0)
      break;
    viet_reader_node(self, node)->a = most;
    viet_reader_add_child(self, node, &last, other);
  }
  self->depth -= depth;
  return node;
}


uint32_t viet_reader_pattern (viet_reader *self) {
  const uint32_t first = nearness(self);
  uint32_t node = first;
  if (self->status == VIET_OK && viet_reader_is(self, '|')) {
    uint32_t last = first;
    node = viet_reader_wrap(self, NODE_CHOICE, first);
    while (viet_reader_take(self, '|'))
      viet_reader_add_child(self, node, &last, nearness(self));
    viet_reader_close(self, node);
  }
  return self->status == VIET_OK ? node : 0;
}

/* }================================================================== */
