/*
** pattern_condition.c
** Conditions of tokens and of spans, made ready: names become numbers,
** regexes are compiled.
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

/* A span test is looked for among so many that were made before it. */
#define SEEN_SPANS 256

/* Where the number of what is made of 'bytes' bytes is kept; the number is
** VIET_NONE if it is new. */
static viet_status find_seen (viet_resolver *self, const void *key,
                              size_t bytes, uint32_t *at) {
  const viet_allocator *a = self->tree->allocator;
  const uint32_t none = VIET_NONE;
  viet_status status = viet_intern_add(&self->seen, key, bytes, a, at);
  if (status == VIET_OK && *at == self->numbers.count)
    status = viet_pattern_add(a, &self->numbers, &none, sizeof(none), NULL);
  return status;
}


static uint32_t *number_at (const viet_resolver *self, uint32_t at) {
  return VIET_ITEM(uint32_t, self->numbers, at);
}


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
  viet_status status = find_seen(self, key, test->count * sizeof(*key), &at);
  if (status != VIET_OK)
    return status;
  if (*number_at(self, at) != VIET_NONE)
    out->atoms.count = test->first;
  else
    status = viet_pattern_add(self->tree->allocator, &out->tests, test,
                              sizeof(*test), number_at(self, at));
  *result = *number_at(self, at);
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


static const char *text_of (const viet_resolver *self, uint32_t name) {
  return viet_intern_text(&self->tree->names, name);
}


/* "unknown layer 'x' (did you mean 'y'?)" */
static viet_status refuse (const viet_resolver *self, uint32_t node,
                           const char *what, const char *name,
                           const viet_names *known) {
  viet_fault *fault = self->tree->fault;
  viet_tree_blame(self->tree, node, "unknown ");
  viet_fault_add(fault, what);
  viet_fault_add(fault, " '");
  viet_fault_add(fault, name);
  viet_fault_add(fault, "'");
  viet_fault_add_nearest(fault, name, strlen(name), known);
  return VIET_EPATTERN;
}


static bool contains (const viet_names *names, const char *text) {
  for (size_t i = 0; i < names->count; i++)
    if (strcmp(names->items[i], text) == 0)
      return true;
  return false;
}


/*
** {==================================================================
** Regexes
** ===================================================================
*/

/* limits of one match, and bytes of a regex */
#define REGEX_MATCHES 1000000
#define REGEX_BYTES 10000


static viet_status refuse_regex (viet_resolver *self, uint32_t node,
                                 int error, size_t offset) {
  viet_fault *fault = self->tree->fault;
  PCRE2_UCHAR message[VIET_FAULT_BYTES];
  viet_tree_blame(self->tree, node, "bad regular expression: ");
  if (pcre2_get_error_message(error, message, sizeof(message)) > 0)
    viet_fault_add(fault, (const char *)message);
  if (viet_tree_node(self->tree, node)->kind == NODE_REGEX &&
      fault->first + 1 + offset < fault->end)
    fault->first += 1 + offset;
  return VIET_EPATTERN;
}


/* Adds a compiled regex, which the pattern owns from now on. */
static viet_status keep_regex (viet_resolver *self, pcre2_code *code,
                               uint32_t *regex) {
  viet_status status = viet_pattern_add(self->tree->allocator,
                                        &self->out->regexes, &code,
                                        sizeof(code), regex);
  if (status != VIET_OK)
    pcre2_code_free(code);
  else  /* where it fails, the regex is interpreted */
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
  return status;
}


static viet_status compile_regex (viet_resolver *self, uint32_t node,
                                  const char *text, bool ignores_case,
                                  bool whole, uint32_t *regex) {
  int error;
  size_t offset = 0;
  uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF
                   | PCRE2_NEVER_BACKSLASH_C;
  if (ignores_case)
    options |= PCRE2_CASELESS;
  if (whole)
    options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
  pcre2_compile_context *context =
    pcre2_compile_context_create(self->out->context);
  if (context == NULL)
    return VIET_ENOMEM;
  pcre2_set_max_pattern_length(context, REGEX_BYTES);
  pcre2_code *code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
                                   options, &error, &offset, context);
  pcre2_compile_context_free(context);
  if (code == NULL && error == PCRE2_ERROR_HEAP_FAILED)
    return VIET_ENOMEM;
  if (code == NULL)
    return refuse_regex(self, node, error, offset);
  return keep_regex(self, code, regex);
}


/* A regex that stands in many rules is compiled once. */
viet_status viet_resolve_regex (viet_resolver *self, uint32_t node,
                                uint32_t string, bool ignores_case,
                                bool whole, uint32_t *regex) {
  const char *text = viet_tree_string(self->tree, string);
  uint32_t at;
  viet_status status = find_seen(self, text, strlen(text) + 1, &at);
  if (status != VIET_OK)
    return status;
  /* tests have longer keys, and no text has a NUL in its middle */
  const uint32_t key[2] = {at, 1u + ignores_case + 2u * whole};
  status = find_seen(self, key, sizeof(key), &at);
  if (status != VIET_OK)
    return status;
  if (*number_at(self, at) == VIET_NONE) {
    status = compile_regex(self, node, text, ignores_case, whole, regex);
    if (status == VIET_OK)
      *number_at(self, at) = *regex;
  }
  *regex = *number_at(self, at);
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Tests of tokens
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
  return refuse(self, node, text_of(self, of->a), text, &known);
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
  const char *name = text_of(self, of->a);
  if (!contains(&known, name))
    return refuse(self, node, "attribute", name, &known);
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


/*
** {==================================================================
** Tests of spans
** ===================================================================
*/

/* The number of a layer of the user's, which is added if need be. */
static viet_status find_layer (viet_resolver *self, uint32_t node,
                               uint32_t *layer) {
  viet_pattern *out = self->out;
  const viet_node *of = viet_tree_node(self->tree, node);
  const bool is_gazetteer = of->kind == NODE_NAMES;
  const char *name = text_of(self, of->a);
  const viet_names *known = is_gazetteer ? &self->tree->lexicon->gazetteers
                                         : &self->tree->lexicon->layers;
  viet_pattern_layer_name made = {.is_gazetteer = is_gazetteer};
  if (!contains(known, name))
    return refuse(self, node, is_gazetteer ? "gazetteer" : "layer", name,
                  known);
  viet_status status = viet_intern_add(&out->names, name, strlen(name),
                                       self->tree->allocator, &made.name);
  for (*layer = 0; *layer < out->layers.count && status == VIET_OK;
       ++*layer) {
    const viet_pattern_layer_name *one = VIET_ITEM(viet_pattern_layer_name,
                                                   out->layers, *layer);
    if (one->name == made.name && one->is_gazetteer == is_gazetteer)
      return VIET_OK;
  }
  return status != VIET_OK ? status
    : viet_pattern_add(self->tree->allocator, &out->layers, &made,
                       sizeof(made), layer);
}


/* The column of an attribute of a layer. */
static viet_status find_column (viet_resolver *self, uint32_t node,
                                uint32_t layer, uint32_t *column) {
  viet_pattern *out = self->out;
  const viet_names *known = &self->tree->lexicon->attributes;
  const char *name = text_of(self, viet_tree_node(self->tree, node)->a);
  viet_layer_attribute made = {.layer = layer};
  if (!contains(known, name))
    return refuse(self, node, "attribute", name, known);
  viet_status status = viet_intern_add(&out->names, name, strlen(name),
                                       self->tree->allocator, &made.name);
  if (status != VIET_OK)
    return status;
  for (size_t i = 0; i < out->attributes.count; i++) {
    const viet_layer_attribute *one = VIET_ITEM(viet_layer_attribute,
                                                out->attributes, i);
    if (one->layer == layer && one->name == made.name) {
      *column = one->column;
      return VIET_OK;
    }
  }
  viet_pattern_layer_name *of = VIET_ITEM(viet_pattern_layer_name,
                                          out->layers, layer);
  *column = made.column = of->attributes;
  status = viet_pattern_add(self->tree->allocator, &out->attributes, &made,
                            sizeof(made), NULL);
  of->attributes += status == VIET_OK;
  return status;
}


/* A decimal number as it is written: "-12.5". */
static double read_number (const char *text) {
  const bool is_negative = *text == '-';
  double value = 0, unit = 1;
  for (text += is_negative; *text >= '0' && *text <= '9'; text++)
    value = value * 10 + (*text - '0');
  if (*text == '.')
    for (text++; *text >= '0' && *text <= '9'; text++)
      value += (*text - '0') * (unit /= 10);
  return is_negative ? -value : value;
}


/* Copies a string of the tree into the pattern. */
static viet_status copy_string (viet_resolver *self, uint32_t string,
                                uint32_t *at) {
  viet_vector *to = &self->out->strings;
  const char *text = viet_tree_string(self->tree, string);
  const size_t bytes = strlen(text) + 1;
  viet_status status = viet_vector_reserve(to, bytes, 1,
                                           self->tree->allocator);
  if (status != VIET_OK)
    return status;
  memcpy((char *)to->items + to->count, text, bytes);
  *at = (uint32_t)to->count;
  to->count += bytes;
  return VIET_OK;
}


/* Is the value of a comparison a regex? A string is one behind '=' and
** '!=' if it holds any of the characters that mean something there. */
static bool is_regex (const viet_resolver *self, const viet_node *of) {
  if (of->type == VALUE_REGEX || of->type == VALUE_REGEX_I)
    return true;
  return of->type == VALUE_STRING &&
         (of->mode == COMPARE_LIKE || of->mode == COMPARE_UNLIKE) &&
         strpbrk(viet_tree_string(self->tree, of->b), "\\^$.[|()?*+{");
}


/* Is a comparison that of the number of tokens? The user may have an
** attribute of that name. */
static bool is_of_tokens (const viet_resolver *self, uint32_t node) {
  const char *name = text_of(self, viet_tree_node(self->tree, node)->a);
  return strcmp(name, "tokens") == 0 &&
         !contains(&self->tree->lexicon->attributes, name);
}


/* "tokens>1" */
static viet_status resolve_tokens (viet_resolver *self, uint32_t node) {
  const viet_node of = *viet_tree_node(self->tree, node);
  viet_condition made = {
    .column = COLUMN_TOKENS, .regex = VIET_NONE, .compare = of.mode,
    .is_number = true
  };
  if (of.type != VALUE_NUMBER)
    return viet_tree_blame(self->tree, node,
                           "expected a number behind 'tokens'");
  made.number = read_number(viet_tree_string(self->tree, of.b));
  viet_status status = copy_string(self, of.b, &made.string);
  return status != VIET_OK ? status
    : viet_pattern_add(self->tree->allocator, &self->out->conditions, &made,
                       sizeof(made), NULL);
}


/* Is the value of a comparison one, or several with '|' between them? */
static bool is_plain (const viet_resolver *self, const viet_node *of) {
  if (of->type != VALUE_STRING)
    return false;
  const char *text = viet_tree_string(self->tree, of->b);
  return of->mode == COMPARE_SAME ? strchr(text, '|') == NULL
       : (of->mode == COMPARE_LIKE || of->mode == COMPARE_UNLIKE) &&
         strpbrk(text, "\\^$.[()?*+{") == NULL;
}


/* Notes what is asked of the entries of a gazetteer. */
static viet_status note_asked (viet_resolver *self, uint32_t node,
                               uint32_t layer, uint32_t column) {
  const viet_node of = *viet_tree_node(self->tree, node);
  viet_asked_value made = {layer, column, VIET_NONE, 0};
  if (!VIET_ITEM(viet_pattern_layer_name, self->out->layers,
                 layer)->is_gazetteer)
    return VIET_OK;
  viet_status status = viet_resolve_place(self, node, &made.place);
  if (status == VIET_OK && is_plain(self, &of))
    status = copy_string(self, of.b, &made.string);
  return status != VIET_OK ? status
    : viet_pattern_add(self->tree->allocator, &self->out->asked, &made,
                       sizeof(made), NULL);
}


static viet_status resolve_condition (viet_resolver *self, uint32_t node,
                                      uint32_t layer) {
  const viet_node of = *viet_tree_node(self->tree, node);
  const bool of_regex = is_regex(self, &of);
  viet_condition made = {.compare = of.mode, .regex = VIET_NONE,
                         .is_number = of.type == VALUE_NUMBER};
  if (is_of_tokens(self, node))
    return resolve_tokens(self, node);
  if (of.type == VALUE_WORDS)
    return viet_tree_blame(self->tree, node,
                           "'form' is an attribute of tokens");
  if (of_regex && of.mode != COMPARE_LIKE && of.mode != COMPARE_UNLIKE)
    return viet_tree_blame(self->tree, node,
                           "expected '=' or '!=' before a regular "
                           "expression");
  viet_status status = find_column(self, node, layer, &made.column);
  if (status == VIET_OK)
    status = note_asked(self, node, layer, made.column);
  if (status == VIET_OK && of_regex)
    status = viet_resolve_regex(self, node, of.b, of.type == VALUE_REGEX_I,
                                of.type == VALUE_STRING, &made.regex);
  else if (status == VIET_OK)
    status = copy_string(self, of.b, &made.string);
  if (status != VIET_OK)
    return status;
  if (made.is_number)
    made.number = read_number(viet_tree_string(self->tree, of.b));
  return viet_pattern_add(self->tree->allocator, &self->out->conditions,
                          &made, sizeof(made), NULL);
}


/* The layer of a text itself that a name is, or VIET_NONE. */
static uint32_t find_unit (const char *name) {
  return strcmp(name, "line") == 0 ? LAYER_LINE
       : strcmp(name, "sentence") == 0 ? LAYER_SENTENCE
       : strcmp(name, "document") == 0 ? LAYER_DOCUMENT : VIET_NONE;
}


/* Do two conditions say the same? */
static bool is_same_condition (const viet_pattern *of,
                               const viet_condition *a,
                               const viet_condition *b) {
  const char *strings = of->strings.items;
  return a->column == b->column && a->regex == b->regex &&
         a->compare == b->compare && a->is_number == b->is_number &&
         (a->regex != VIET_NONE ||
          strcmp(strings + a->string, strings + b->string) == 0);
}


static bool is_same_test (const viet_pattern *of, const viet_span_test *a,
                          const viet_span_test *b) {
  if (a->layer != b->layer || a->count != b->count)
    return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (!is_same_condition(of, VIET_ITEM(viet_condition, of->conditions,
                                         a->first + i),
                           VIET_ITEM(viet_condition, of->conditions,
                                     b->first + i)))
      return false;
  return true;
}


/* Keeps a span test, the conditions of which are the last ones, unless one
** of the last tests is the same: then these are dropped. */
static viet_status keep_span_test (viet_resolver *self,
                                   const viet_span_test *test,
                                   uint32_t *result) {
  viet_pattern *out = self->out;
  const size_t count = out->span_tests.count;
  for (size_t i = count > SEEN_SPANS ? count - SEEN_SPANS : 0; i < count;
       i++)
    if (is_same_test(out, test, VIET_ITEM(viet_span_test, out->span_tests,
                                          i))) {
      out->conditions.count = test->first;
      *result = (uint32_t)i;
      return VIET_OK;
    }
  return viet_pattern_add(self->tree->allocator, &out->span_tests, test,
                          sizeof(*test), result);
}


/* Sets what a test depends on. How exactly an entry matches is not the same
** for all its matches. */
static void set_scope (const viet_resolver *self, uint32_t node,
                       viet_span_test *test) {
  test->per_entry = viet_tree_node(self->tree, node)->kind == NODE_NAMES;
  for (uint32_t child = viet_tree_node(self->tree, node)->child; child != 0;
       child = viet_tree_node(self->tree, child)->next) {
    const char *name = text_of(self, viet_tree_node(self->tree, child)->a);
    if (is_of_tokens(self, child))
      test->has_tokens = true;
    else if (strcmp(name, "level") == 0)
      test->per_entry = false;
  }
}


viet_status viet_resolve_span (viet_resolver *self, uint32_t node,
                               uint32_t *result) {
  const viet_node *of = viet_tree_node(self->tree, node);
  viet_status status = VIET_OK;
  viet_span_test made = {
    .layer = of->kind == NODE_NAMES ? VIET_NONE
                                    : find_unit(text_of(self, of->a)),
    .first = (uint32_t)self->out->conditions.count
  };
  if (made.layer != VIET_NONE && of->child != 0)
    return viet_tree_blame(self->tree, of->child,
                           "lines, sentences and the document have no "
                           "attributes");
  if (made.layer == VIET_NONE)
    status = find_layer(self, node, &made.layer);
  for (uint32_t child = of->child; child != 0 && status == VIET_OK;
       child = viet_tree_node(self->tree, child)->next)
    status = resolve_condition(self, child, made.layer);
  made.count = (uint32_t)self->out->conditions.count - made.first;
  set_scope(self, node, &made);
  return status == VIET_OK ? keep_span_test(self, &made, result) : status;
}

/* }================================================================== */
