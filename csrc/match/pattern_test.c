/*
** pattern_test.c
** Conditions of a token, made ready: rows of atoms, in which names are
** numbers.
*/

#include <stdlib.h>
#include <string.h>

#include "match/pattern.h"

static const char *const kinds[VIET_KINDS] = {
  "syllable", "word", "acronym", "number", "unit", "url", "email", "hashtag",
  "punct", "symbol"
};

static const char *const shapes[] = {
  "none", "lower", "title", "upper", "mixed"
};

static const char *const token_attributes[] = {
  "form", "kind", "shape", "len", "spaced"
};

/* A test of more atoms is not looked for among those that were made. */
#define SEEN_ATOMS 512


/* Adds a test, the atoms of which are the last ones, unless there is one of
** the same atoms: then these are dropped. */
static viet_status keep_test (viet_resolver *self,
                              const viet_token_test *test,
                              uint32_t *result) {
  viet_pattern *out = self->out;
  uint32_t key[SEEN_ATOMS][3], at;
  const viet_atom *atoms = VIET_ITEM(viet_atom, out->atoms, test->first);
  if (test->count > SEEN_ATOMS)
    return viet_pattern_add(self->tree->allocator, &out->tests, test,
                            sizeof(*test), result);
  for (uint32_t i = 0; i < test->count; i++) {
    key[i][0] = (uint32_t)atoms[i].op | (uint32_t)atoms[i].level << 8 |
                (uint32_t)atoms[i].compare << 16;
    key[i][1] = atoms[i].a;
    key[i][2] = atoms[i].b;
  }
  viet_status status = viet_resolve_seen(self, key,
                                         test->count * sizeof(*key), &at);
  if (status != VIET_OK)
    return status;
  if (*viet_resolve_number(self, at) != VIET_NONE)
    out->atoms.count = test->first;
  else
    status = viet_pattern_add(self->tree->allocator, &out->tests, test,
                              sizeof(*test), viet_resolve_number(self, at));
  *result = *viet_resolve_number(self, at);
  return status;
}


viet_status viet_resolve_atom (viet_resolver *self, const viet_atom *atom,
                               uint32_t *test) {
  const viet_token_test made = {.first = (uint32_t)self->out->atoms.count,
                                .count = 1, .kinds = UINT32_MAX,
                                .per_form = true};
  viet_status status = viet_pattern_add(self->tree->allocator,
                                        &self->out->atoms, atom,
                                        sizeof(*atom), NULL);
  return status == VIET_OK ? keep_test(self, &made, test) : status;
}


/*
** {==================================================================
** Tests of conditions
** ===================================================================
*/

/* The row of atoms that is being made is the end of 'atoms'. */
static viet_status add_atom (viet_resolver *self, viet_atom atom) {
  return viet_pattern_add(self->tree->allocator, &self->out->atoms, &atom,
                          sizeof(atom), NULL);
}


static viet_status add_op (viet_resolver *self, viet_atom_op op) {
  return add_atom(self, (viet_atom){.op = (uint8_t)op});
}


/* How many operands a row of atoms piles up. */
static uint32_t depth_of (const viet_atom *atoms, size_t count) {
  uint32_t depth = 0, most = 0;
  for (size_t i = 0; i < count; i++) {
    if (atoms[i].op < ATOM_SKIP)
      depth++;
    else if (atoms[i].op > ATOM_NOT)
      depth--;
    most = depth > most ? depth : most;
  }
  return most;
}


/* Tells each SKIP of a row how far it goes: to the operator behind the right
** operand, which is that of the last SKIP that has none. */
static void close_skips (viet_atom *atoms, size_t count) {
  uint32_t open[VIET_TEST_DEPTH + 1];
  size_t depth = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (atoms[i].op == ATOM_SKIP)
      open[depth++] = i;
    else if (atoms[i].op == ATOM_AND || atoms[i].op == ATOM_OR) {
      const uint32_t skip = open[--depth];
      atoms[skip].a = i - skip;
      atoms[skip].b = atoms[i].op == ATOM_OR;
    }
  }
}


/* The kinds of tokens of which alone a row of atoms can hold: a set. */
static uint32_t kinds_of (const viet_atom *atoms, size_t count) {
  uint32_t stack[VIET_TEST_DEPTH + 1];
  size_t depth = 0;
  for (size_t i = 0; i < count; i++) {
    if (atoms[i].op == ATOM_NOT)
      stack[depth - 1] = UINT32_MAX;
    else if (atoms[i].op == ATOM_AND || atoms[i].op == ATOM_OR) {
      depth--;
      stack[depth - 1] = atoms[i].op == ATOM_AND
                       ? stack[depth - 1] & stack[depth]
                       : stack[depth - 1] | stack[depth];
    }
    else if (atoms[i].op != ATOM_SKIP)
      stack[depth++] = atoms[i].op == ATOM_KIND ? atoms[i].a : UINT32_MAX;
  }
  return stack[0];
}


/* Makes a test of the atoms from 'first' on. */
static viet_status close_test (viet_resolver *self, uint32_t first,
                               uint32_t *result) {
  viet_pattern *out = self->out;
  viet_atom *atoms = VIET_ITEM(viet_atom, out->atoms, first);
  viet_token_test test = {
    .first = first, .count = (uint32_t)out->atoms.count - first,
    .per_form = true
  };
  if (depth_of(atoms, test.count) > VIET_TEST_DEPTH) {
    viet_fault_start(self->tree->fault, 0, 0, 0);
    viet_fault_add(self->tree->fault, "conditions nested too deeply");
    return VIET_EPATTERN;
  }
  close_skips(atoms, test.count);
  test.kinds = kinds_of(atoms, test.count);
  for (uint32_t i = 0; i < test.count; i++)
    test.per_form = test.per_form && atoms[i].op != ATOM_SPACED
                 && atoms[i].op != ATOM_INSIDE;
  return keep_test(self, &test, result);
}


/* Adds a reference to a test of one regex: what it gives is kept for each
** form, also where the rest depends on the token. */
static viet_status add_regex (viet_resolver *self, uint32_t node,
                              uint32_t string, bool ignores_case,
                              uint8_t level) {
  viet_atom atom = {.op = ATOM_REGEX, .level = level};
  uint32_t test;
  viet_status status = viet_resolve_regex(self, node, string, ignores_case,
                                          false, &atom.a);
  if (status == VIET_OK)
    status = viet_resolve_atom(self, &atom, &test);
  if (status == VIET_OK)
    status = add_atom(self, (viet_atom){.op = ATOM_TEST, .a = test});
  return status;
}


/* The set that one word of a list is: a bit. */
static viet_status resolve_set (viet_resolver *self, uint32_t node,
                                const char *const *names, size_t count,
                                uint32_t *set) {
  const viet_node *of = viet_tree_node(self->tree, node);
  const viet_names known = {names, count};
  if (of->type != VALUE_STRING)
    return viet_tree_blame(self->tree, node, "expected a word behind '='");
  const char *text = viet_tree_string(self->tree, of->b);
  for (size_t i = 0; i < count; i++)
    if (strcmp(names[i], text) == 0) {
      *set = 1u << i;
      return VIET_OK;
    }
  return viet_resolve_refuse(self, node, viet_resolve_text(self, of->a),
                             text, &known);
}


/* "kind=number", "shape!=upper" */
static viet_status add_set (viet_resolver *self, uint32_t node,
                            viet_atom_op op) {
  const bool is_kind = op == ATOM_KIND;
  const uint8_t mode = viet_tree_node(self->tree, node)->mode;
  viet_atom atom = {.op = (uint8_t)op};
  if (mode > COMPARE_UNLIKE)
    return viet_tree_blame(self->tree, node, "expected '=' or '!='");
  viet_status status = resolve_set(self, node, is_kind ? kinds : shapes,
                                   is_kind ? VIET_KINDS : 5, &atom.a);
  if (status == VIET_OK)
    status = add_atom(self, atom);
  if (status == VIET_OK && mode == COMPARE_UNLIKE)
    status = add_op(self, ATOM_NOT);
  return status;
}


/* "len>2" */
static viet_status add_length (viet_resolver *self, uint32_t node) {
  const viet_node *of = viet_tree_node(self->tree, node);
  const char *text = of->type == VALUE_NUMBER
                   ? viet_tree_string(self->tree, of->b) : "?";
  uint32_t value = 0;
  for (; *text >= '0' && *text <= '9'; text++)
    value = value < 1000000 ? value * 10 + (uint32_t)(*text - '0') : value;
  if (*text != '\0' || of->mode == UINT8_MAX)
    return viet_tree_blame(self->tree, node, "expected a whole number of "
                                             "characters behind 'len'");
  return add_atom(self, (viet_atom){.op = ATOM_LENGTH, .a = value,
                                    .compare = of->mode});
}


/* "form='ký'~exact", "form=/^ký/" */
static viet_status add_form (viet_resolver *self, uint32_t node) {
  const viet_node of = *viet_tree_node(self->tree, node);
  viet_status status;
  if (of.mode > COMPARE_UNLIKE)
    return viet_tree_blame(self->tree, node, "expected '=' or '!='");
  if (of.type == VALUE_WORDS) {
    const uint8_t level = of.level < VIET_LEVELS ? of.level
                                                 : (uint8_t)self->level;
    viet_atom atom;
    status = viet_resolve_key(self, node, of.b, level, &atom);
    if (status == VIET_OK)
      status = add_atom(self, atom);
  }
  else if (of.type == VALUE_NUMBER)
    return viet_tree_blame(self->tree, node, "expected words in quotation "
                                             "marks");
  else
    status = add_regex(self, node, of.b, of.type == VALUE_REGEX_I,
                       of.level);
  if (status == VIET_OK && of.mode == COMPARE_UNLIKE)
    status = add_op(self, ATOM_NOT);
  return status;
}


static viet_status add_comparison (viet_resolver *self, uint32_t node) {
  static const viet_names known = {token_attributes, 5};
  const viet_node *of = viet_tree_node(self->tree, node);
  const char *name = viet_resolve_text(self, of->a);
  if (!viet_names_have(&known, name))
    return viet_resolve_refuse(self, node, "attribute", name, &known);
  const bool is_spaced = strcmp(name, "spaced") == 0;
  if (is_spaced != (of->mode == UINT8_MAX))
    return viet_tree_blame(self->tree, node, is_spaced
      ? "'spaced' stands alone (or behind '!')"
      : "expected '=' and a value behind the attribute");
  if (is_spaced)
    return add_op(self, ATOM_SPACED);
  if (strcmp(name, "form") == 0)
    return add_form(self, node);
  if (strcmp(name, "len") == 0)
    return add_length(self, node);
  return add_set(self, node,
                 strcmp(name, "kind") == 0 ? ATOM_KIND : ATOM_SHAPE);
}


static viet_status add_condition (viet_resolver *self, uint32_t node);


/* The children of a node with an operator between two. */
static viet_status add_list (viet_resolver *self, uint32_t node,
                             viet_atom_op op) {
  viet_status status = VIET_OK;
  const uint32_t first = viet_tree_node(self->tree, node)->child;
  for (uint32_t child = first; child != 0 && status == VIET_OK;
       child = viet_tree_node(self->tree, child)->next) {
    if (child != first)
      status = add_op(self, ATOM_SKIP);
    if (status == VIET_OK)
      status = add_condition(self, child);
    if (status == VIET_OK && child != first)
      status = add_op(self, op);
  }
  return status;
}


static viet_status add_condition (viet_resolver *self, uint32_t node) {
  const viet_node of = *viet_tree_node(self->tree, node);
  viet_atom atom = {0};
  viet_status status = VIET_OK;
  switch ((viet_node_kind)of.kind) {
    case NODE_OR: return add_list(self, node, ATOM_OR);
    case NODE_AND: return add_list(self, node, ATOM_AND);
    case NODE_NOT:
      status = add_condition(self, of.child);
      return status == VIET_OK ? add_op(self, ATOM_NOT) : status;
    case NODE_COMPARE: return add_comparison(self, node);
    case NODE_REGEX:
      return add_regex(self, node, of.a, of.b != 0, of.level);
    case NODE_SPAN: case NODE_NAMES:
      atom.op = ATOM_INSIDE;
      status = viet_resolve_span(self, node, &atom.a);
      break;
    default:  /* NODE_WORDS */
      status = viet_resolve_key(self, node, of.a, of.level, &atom);
  }
  return status == VIET_OK ? add_atom(self, atom) : status;
}


viet_status viet_resolve_test (viet_resolver *self, uint32_t node,
                               uint32_t *result) {
  viet_atom row[1];
  viet_pattern *out = self->out;
  const uint32_t before = (uint32_t)out->atoms.count;
  viet_status status = add_condition(self, node);
  if (status != VIET_OK)
    return status;
  /* tests of regexes lie between the atoms: move these behind them */
  uint32_t first = (uint32_t)out->atoms.count;
  for (uint32_t i = before; i < first && status == VIET_OK; i++) {
    row[0] = *VIET_ITEM(viet_atom, out->atoms, i);
    if (row[0].op != ATOM_REGEX)
      status = add_atom(self, row[0]);
  }
  return status == VIET_OK ? close_test(self, first, result) : status;
}

/* }================================================================== */



/*
** {==================================================================
** Tests made of pieces
** ===================================================================
*/

/* Adds the atoms of a piece that is one token, or of a span. */
static viet_status add_piece (viet_resolver *self, uint32_t piece) {
  const viet_piece of = *viet_piece_at(self, piece);
  viet_status status = VIET_OK;
  if (of.kind == PIECE_ANY)
    return add_op(self, ATOM_TRUE);
  if (of.kind == PIECE_SPAN)
    return add_atom(self, (viet_atom){.op = ATOM_INSIDE, .a = of.a});
  if (of.kind == PIECE_KEY)
    return add_atom(self, (viet_atom){.op = ATOM_KEY, .level = of.level,
                                      .a = of.a});
  const viet_token_test test = *VIET_ITEM(viet_token_test, self->out->tests,
                                          of.a);
  if (test.per_form && test.count > 4)
    return add_atom(self, (viet_atom){.op = ATOM_TEST, .a = of.a});
  for (uint32_t i = 0; i < test.count && status == VIET_OK; i++)
    status = add_atom(self, *VIET_ITEM(viet_atom, self->out->atoms,
                                       test.first + i));
  return status;
}


static int compare_keys (const void *a, const void *b) {
  const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}


/* Adds one atom for all keys of a level among the children of a choice;
** '*added' if there are any. */
static viet_status add_keys (viet_resolver *self, uint32_t piece,
                             uint8_t level, bool *added) {
  viet_vector *lists = &self->out->lists;
  viet_atom atom = {.op = ATOM_KEYS, .level = level,
                    .a = (uint32_t)lists->count};
  viet_status status = VIET_OK;
  for (uint32_t i = viet_piece_at(self, piece)->child;
       i != 0 && status == VIET_OK; i = viet_piece_at(self, i)->next) {
    const viet_piece *of = viet_piece_at(self, i);
    if (of->kind == PIECE_KEY && of->level == level)
      status = viet_pattern_add(self->tree->allocator, lists, &of->a,
                                sizeof(of->a), NULL);
  }
  atom.b = (uint32_t)lists->count - atom.a;
  *added = atom.b > 0;
  if (status != VIET_OK || atom.b == 0)
    return status;
  qsort(VIET_ITEM(uint32_t, *lists, atom.a), atom.b, sizeof(uint32_t),
        compare_keys);
  return add_atom(self, atom);
}


viet_status viet_resolve_choice (viet_resolver *self, uint32_t piece,
                                 uint32_t *test) {
  const uint32_t first = (uint32_t)self->out->atoms.count;
  viet_status status = VIET_OK;
  bool is_first = true, added = false;
  for (uint8_t level = 0; level < VIET_LEVELS && status == VIET_OK;
       level++) {
    if (!is_first)
      status = add_op(self, ATOM_SKIP);
    if (status == VIET_OK)
      status = add_keys(self, piece, level, &added);
    if (status == VIET_OK && added && !is_first)
      status = add_op(self, ATOM_OR);
    else if (status == VIET_OK && !is_first)
      self->out->atoms.count--;
    is_first = is_first && !added;
  }
  for (uint32_t i = viet_piece_at(self, piece)->child;
       i != 0 && status == VIET_OK; i = viet_piece_at(self, i)->next) {
    if (viet_piece_at(self, i)->kind == PIECE_KEY)
      continue;
    if (!is_first)
      status = add_op(self, ATOM_SKIP);
    if (status == VIET_OK)
      status = add_piece(self, i);
    if (status == VIET_OK && !is_first)
      status = add_op(self, ATOM_OR);
    is_first = false;
  }
  return status == VIET_OK ? close_test(self, first, test) : status;
}


viet_status viet_resolve_not (viet_resolver *self, uint32_t piece,
                              uint32_t *test) {
  const uint32_t first = (uint32_t)self->out->atoms.count;
  viet_status status = add_piece(self, piece);
  if (status == VIET_OK)
    status = add_op(self, ATOM_NOT);
  return status == VIET_OK ? close_test(self, first, test) : status;
}

/* }================================================================== */
