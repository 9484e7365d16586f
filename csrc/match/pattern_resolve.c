/*
** pattern_resolve.c
** From the tree of a rule, which has names, to its pieces, which have
** numbers: named patterns are put in where they are called, words become
** keys, near becomes a choice, a choice between tokens one test.
*/

#include <string.h>

#include "match/pattern.h"

/* how deep pieces may nest, with what is called */
#define DEEPEST (8 * VIET_MAX_PATTERN_DEPTH)

/* The named pattern that is being put in, and where it was called. */
typedef struct scope {
  const viet_let *let;
  uint32_t call;              /* the node */
  const struct scope *outer;  /* what its arguments may name */
} scope;

static viet_status resolve (viet_resolver *self, uint32_t node,
                            const scope *in, bool back, uint32_t *result);


/*
** {==================================================================
** Pieces
** ===================================================================
*/

viet_status viet_pattern_add (const viet_allocator *allocator,
                              viet_vector *vector, const void *item,
                              size_t bytes, uint32_t *index) {
  viet_status status = vector->count >= UINT32_MAX - 1
                     ? VIET_ETOOLONG
                     : viet_vector_reserve(vector, 1, bytes, allocator);
  if (status != VIET_OK)
    return status;
  memcpy((char *)vector->items + vector->count * bytes, item, bytes);
  if (index)
    *index = (uint32_t)vector->count;
  vector->count++;
  return VIET_OK;
}


viet_status viet_resolve_seen (viet_resolver *self, const void *key,
                               size_t bytes, uint32_t *at) {
  const viet_allocator *a = self->tree->allocator;
  const uint32_t none = VIET_NONE;
  viet_status status = viet_intern_add(&self->seen, key, bytes, a, at);
  if (status == VIET_OK && *at == self->numbers.count)
    status = viet_pattern_add(a, &self->numbers, &none, sizeof(none), NULL);
  return status;
}


bool viet_names_have (const viet_names *names, const char *text) {
  for (size_t i = 0; i < names->count; i++)
    if (strcmp(names->items[i], text) == 0)
      return true;
  return false;
}


viet_status viet_resolve_refuse (const viet_resolver *self, uint32_t node,
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


static viet_status too_large (viet_resolver *self, uint32_t node) {
  viet_fault *fault = self->tree->fault;
  viet_tree_blame(self->tree, node, "the rule is too large (limit ");
  viet_fault_add_number(fault, VIET_MAX_RULE_CODE);
  viet_fault_add(fault, " elements)");
  return VIET_EPATTERN;
}


viet_status viet_resolve_bytes (viet_resolver *self, uint32_t source,
                                uint32_t first, uint32_t end,
                                uint32_t *result) {
  const viet_place place = {source, first, end};
  const viet_allocator *a = self->tree->allocator;
  viet_vector *places = &self->out->places;
  viet_status status = viet_intern_add(&self->spots, (const void *)&place,
                                       sizeof(place), a, result);
  if (status == VIET_OK && *result == places->count)
    status = viet_pattern_add(a, places, &place, sizeof(place), NULL);
  return status;
}


viet_status viet_resolve_place (viet_resolver *self, uint32_t node,
                                uint32_t *result) {
  const viet_node *of = viet_tree_node(self->tree, node);
  return viet_resolve_bytes(self, of->source, of->first, of->end, result);
}


/* Adds a piece for a node. */
static viet_status new_piece (viet_resolver *self, uint32_t node,
                              viet_piece_kind kind, bool back,
                              uint32_t *result) {
  viet_piece piece = {.kind = (uint8_t)kind, .back = back};
  if (self->pieces.count > VIET_MAX_RULE_CODE)
    return too_large(self, node);
  viet_status status = viet_resolve_place(self, node, &piece.place);
  if (status != VIET_OK)
    return status;
  return viet_pattern_add(self->tree->allocator, &self->pieces, &piece,
                          sizeof(piece), result);
}


/* Adds a child behind '*last', or where one reads from right to left,
** before all others. */
static void add_child (viet_resolver *self, uint32_t parent, uint32_t *last,
                       uint32_t child) {
  viet_piece *of = viet_piece_at(self, parent);
  if (of->back || *last == 0) {
    viet_piece_at(self, child)->next = of->child;
    of->child = child;
  }
  else
    viet_piece_at(self, *last)->next = child;
  *last = child;
}


static bool is_token (const viet_piece *piece) {
  return piece->kind == PIECE_KEY || piece->kind == PIECE_TOKEN ||
         piece->kind == PIECE_ANY;
}

/* }================================================================== */


/*
** {==================================================================
** Words
** ===================================================================
*/

void viet_resolve_words (const viet_resolver *self, uint32_t words,
                         size_t *first, size_t *end) {
  const viet_tree *tree = self->tree;
  const uint32_t *starts = tree->words.items;
  const size_t behind = words + 1 < tree->words.count ? starts[words + 1]
                                                      : tree->text.count;
  const size_t count = viet_tokens_count(self->words);
  const viet_token *tokens = viet_tokens_array(self->words);
  *first = viet_tokens_at(self->words, starts[words]);
  *end = viet_tokens_at(self->words, behind);
  if (*end < count && tokens[*end].first < behind)
    *end = *end + 1;
}


/* Adds the key of a token of the words. */
static viet_status add_string (viet_resolver *self, size_t token,
                               viet_level level, uint32_t *key) {
  size_t bytes;
  const uint32_t form = viet_tokens_array(self->words)[token].form;
  const char *text = viet_tokens_key(self->words, form, level, &bytes);
  return viet_intern_add(&self->out->keys, text, bytes,
                         self->tree->allocator, key);
}


/* What is alike at VIET_CASE or VIET_TYPED is found by the key of the level
** behind it, and then looked at. */
viet_status viet_resolve_token (viet_resolver *self, size_t token,
                                viet_level level, viet_atom *atom) {
  const bool looks = level == VIET_CASE || level == VIET_TYPED;
  const viet_level found_by = level == VIET_CASE ? VIET_PLACEMENT
                            : level == VIET_TYPED ? VIET_TONELESS : level;
  *atom = (viet_atom){.op = looks ? ATOM_ALIKE : ATOM_KEY,
                      .level = (uint8_t)found_by,
                      .compare = (uint8_t)level};
  self->out->levels |= 1u << found_by;
  viet_status status = add_string(self, token, found_by, &atom->a);
  if (status == VIET_OK && looks)
    status = add_string(self, token, level == VIET_CASE ? VIET_EXACT
                                                        : VIET_PLACEMENT,
                        &atom->b);
  return status;
}


static viet_level level_of (const viet_resolver *self, uint8_t level) {
  return level < VIET_LEVELS ? (viet_level)level : self->level;
}


viet_status viet_resolve_key (viet_resolver *self, uint32_t node,
                              uint32_t words, uint8_t level,
                              viet_atom *atom) {
  size_t first, end;
  viet_resolve_words(self, words, &first, &end);
  if (end - first != 1) {
    viet_tree_blame(self->tree, node, "a condition is about one token, and "
                                      "these words have ");
    viet_fault_add_number(self->tree->fault, end - first);
    return VIET_EPATTERN;
  }
  return viet_resolve_token(self, first, level_of(self, level), atom);
}


/* A piece for one token of words. */
static viet_status add_key (viet_resolver *self, uint32_t node,
                            size_t token, bool back, uint32_t *result) {
  const uint8_t level = viet_tree_node(self->tree, node)->level;
  viet_atom atom;
  viet_status status = viet_resolve_token(self, token,
                                          level_of(self, level), &atom);
  const bool looks = atom.op == ATOM_ALIKE;
  if (status == VIET_OK && looks)
    status = viet_resolve_atom(self, &atom, &atom.a);
  if (status == VIET_OK)
    status = new_piece(self, node, looks ? PIECE_TOKEN : PIECE_KEY, back,
                       result);
  if (status != VIET_OK)
    return status;
  viet_piece_at(self, *result)->a = atom.a;
  viet_piece_at(self, *result)->level = atom.level;
  return VIET_OK;
}


static viet_status resolve_words (viet_resolver *self, uint32_t node,
                                  bool back, uint32_t *result) {
  size_t first, end;
  uint32_t last = 0;
  viet_resolve_words(self, viet_tree_node(self->tree, node)->a, &first,
                     &end);
  if (first == end)
    return viet_tree_blame(self->tree, node, "no words between the "
                                             "quotation marks");
  if (end - first == 1)
    return add_key(self, node, first, back, result);
  viet_status status = new_piece(self, node, PIECE_SEQUENCE, back, result);
  for (size_t i = first; i < end && status == VIET_OK; i++) {
    uint32_t child;
    status = add_key(self, node, i, back, &child);
    if (status == VIET_OK)
      add_child(self, *result, &last, child);
  }
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Named patterns
** ===================================================================
*/

/* The argument for a parameter of the scope, or 0 if 'name' is none. */
static uint32_t find_argument (const viet_resolver *self, const scope *in,
                               uint32_t name) {
  if (in == NULL)
    return 0;
  const uint32_t *names = self->tree->parameters.items;
  uint32_t argument = viet_tree_node(self->tree, in->call)->child;
  for (uint32_t i = 0; i < in->let->parameters && argument != 0; i++) {
    if (names[in->let->first_parameter + i] == name)
      return argument;
    argument = viet_tree_node(self->tree, argument)->next;
  }
  return 0;
}


static const char *name_of (const viet_resolver *self, uint32_t name) {
  return viet_intern_text(&self->tree->names, name);
}


/* Adds the names that are called, the innermost last: "A -> B -> A". */
static void add_path (viet_resolver *self, const scope *in,
                      const viet_let *to) {
  if (in == NULL)
    return;
  if (in->let != to)
    add_path(self, in->outer, to);
  viet_fault_add(self->tree->fault, name_of(self, in->let->name));
  viet_fault_add(self->tree->fault, " -> ");
}


static viet_status refuse_cycle (viet_resolver *self, uint32_t node,
                                 const scope *in, const viet_let *let) {
  viet_tree_blame(self->tree, node, "patterns refer to themselves: ");
  add_path(self, in, let);
  viet_fault_add(self->tree->fault, name_of(self, let->name));
  return VIET_EPATTERN;
}


/* "unknown pattern 'x' (did you mean 'y'?)" */
static viet_status refuse_unknown (viet_resolver *self, uint32_t node) {
  const viet_tree *tree = self->tree;
  const viet_let *lets = tree->lets.items;
  const char *text = name_of(self, viet_tree_node(tree, node)->a);
  viet_vector known = {0};
  viet_status status = VIET_OK;
  for (size_t i = 0; i < tree->lets.count && status == VIET_OK; i++) {
    const char *name = name_of(self, lets[i].name);
    status = viet_pattern_add(tree->allocator, &known, &name, sizeof(name),
                              NULL);
  }
  if (status == VIET_OK) {
    const viet_names names = {known.items, known.count};
    status = viet_tree_blame(tree, node, "unknown pattern '");
    viet_fault_add(tree->fault, text);
    viet_fault_add(tree->fault, "'");
    viet_fault_add_nearest(tree->fault, text, strlen(text), &names);
  }
  viet_vector_free(&known, sizeof(const char *), tree->allocator);
  return status;
}


static uint32_t count_children (const viet_tree *tree, uint32_t node) {
  uint32_t count = 0;
  for (uint32_t child = viet_tree_node(tree, node)->child; child != 0;
       child = viet_tree_node(tree, child)->next)
    count++;
  return count;
}


static viet_status refuse_arguments (viet_resolver *self, uint32_t node,
                                     uint32_t wanted, uint32_t given) {
  viet_fault *fault = self->tree->fault;
  viet_tree_blame(self->tree, node, "pattern '");
  viet_fault_add(fault, name_of(self, viet_tree_node(self->tree, node)->a));
  viet_fault_add(fault, "' takes ");
  viet_fault_add_number(fault, wanted);
  viet_fault_add(fault, wanted == 1 ? " argument, got " : " arguments, got ");
  viet_fault_add_number(fault, given);
  return VIET_EPATTERN;
}


static viet_status resolve_call (viet_resolver *self, uint32_t node,
                                 const scope *in, bool back,
                                 uint32_t *result) {
  const viet_tree *tree = self->tree;
  const uint32_t name = viet_tree_node(tree, node)->a;
  const uint32_t given = count_children(tree, node);
  const uint32_t argument = find_argument(self, in, name);
  if (argument != 0 && given > 0)
    return refuse_arguments(self, node, 0, given);
  if (argument != 0)
    return resolve(self, argument, in->outer, back, result);
  const uint32_t index = name < tree->let_of.count
                       ? *VIET_ITEM(uint32_t, tree->let_of, name) : 0;
  if (index == 0)
    return refuse_unknown(self, node);
  const viet_let *let = VIET_ITEM(viet_let, tree->lets, index - 1);
  if (let->parameters != given)
    return refuse_arguments(self, node, let->parameters, given);
  for (const scope *one = in; one != NULL; one = one->outer)
    if (one->let == let)
      return refuse_cycle(self, node, in, let);
  const scope inner = {let, node, in};
  return resolve(self, let->body, &inner, back, result);
}

/* }================================================================== */


/*
** {==================================================================
** Elements
** ===================================================================
*/

/* A node with children becomes a piece with children. */
static viet_status resolve_children (viet_resolver *self, uint32_t node,
                                     const scope *in, bool back,
                                     viet_piece_kind kind,
                                     uint32_t *result) {
  uint32_t last = 0;
  viet_status status = new_piece(self, node, kind, back, result);
  /* alternatives are tried in their order, whatever the direction */
  if (status == VIET_OK && kind == PIECE_CHOICE)
    viet_piece_at(self, *result)->back = false;
  for (uint32_t child = viet_tree_node(self->tree, node)->child;
       child != 0 && status == VIET_OK;
       child = viet_tree_node(self->tree, child)->next) {
    uint32_t piece;
    status = resolve(self, child, in, back, &piece);
    if (status == VIET_OK)
      add_child(self, *result, &last, piece);
  }
  return status;
}


/* Makes a piece one for a token of which a test holds. */
static void make_token (viet_resolver *self, uint32_t piece, uint32_t test,
                        bool back) {
  viet_piece *of = viet_piece_at(self, piece);
  of->kind = PIECE_TOKEN;
  of->child = 0;
  of->a = test;
  of->back = back;
}


/* A choice between tokens is one test. */
static viet_status resolve_choice (viet_resolver *self, uint32_t node,
                                   const scope *in, bool back,
                                   uint32_t *result) {
  viet_status status = resolve_children(self, node, in, back, PIECE_CHOICE,
                                        result);
  if (status != VIET_OK)
    return status;
  for (uint32_t child = viet_piece_at(self, *result)->child; child != 0;
       child = viet_piece_at(self, child)->next)
    if (!is_token(viet_piece_at(self, child)))
      return VIET_OK;
  uint32_t test;
  status = viet_resolve_choice(self, *result, &test);
  if (status == VIET_OK)
    make_token(self, *result, test, back);
  return status;
}


/* "!x": a token that is no x; before a span, one that is in none. */
static viet_status resolve_not (viet_resolver *self, uint32_t node,
                                const scope *in, bool back,
                                uint32_t *result) {
  uint32_t test;
  viet_status status = resolve(self,
                               viet_tree_node(self->tree, node)->child, in,
                               back, result);
  if (status != VIET_OK)
    return status;
  const uint8_t kind = viet_piece_at(self, *result)->kind;
  if (!is_token(viet_piece_at(self, *result)) && kind != PIECE_SPAN)
    return viet_tree_blame(self->tree, node,
                           "'!' stands before what is one token or a span "
                           "((?! ... ) looks ahead for more)");
  status = viet_resolve_not(self, *result, &test);
  if (status == VIET_OK)
    status = new_piece(self, node, PIECE_TOKEN, back, result);
  if (status == VIET_OK)
    make_token(self, *result, test, back);
  return status;
}


static viet_status resolve_repeat (viet_resolver *self, uint32_t node,
                                   const scope *in, bool back,
                                   uint32_t *result) {
  viet_status status = resolve_children(self, node, in, back, PIECE_REPEAT,
                                        result);
  const viet_node *of = viet_tree_node(self->tree, node);
  self->lazy = self->lazy || of->mode == MODE_LAZY;
  if (status == VIET_OK) {
    viet_piece *piece = viet_piece_at(self, *result);
    piece->mode = of->mode;
    piece->a = of->a;
    piece->b = of->b;
  }
  return status;
}


/* The index of a capture of the present rule; VIET_EPATTERN if there are
** too many. */
static viet_status find_capture (viet_resolver *self, const char *text,
                                 uint32_t *index) {
  viet_pattern *out = self->out;
  viet_rule_capture made = {0};
  const viet_compiled_rule *rule = VIET_ITEM(viet_compiled_rule, out->rules,
                                             self->rule);
  viet_status status = viet_intern_add(&out->names, text, strlen(text),
                                       self->tree->allocator, &made.name);
  if (status != VIET_OK)
    return status;
  for (*index = rule->first_capture; *index < out->captures.count; ++*index)
    if (VIET_ITEM(viet_rule_capture, out->captures, *index)->name ==
        made.name)
      return VIET_OK;
  if (*index - rule->first_capture >= VIET_MAX_CAPTURES)
    return VIET_EPATTERN;
  return viet_pattern_add(self->tree->allocator, &out->captures, &made,
                          sizeof(made), index);
}


static viet_status resolve_capture (viet_resolver *self, uint32_t node,
                                    const scope *in, bool back,
                                    uint32_t *result) {
  uint32_t capture;
  viet_status status = find_capture(self, name_of(self,
    viet_tree_node(self->tree, node)->a), &capture);
  if (status == VIET_EPATTERN) {
    viet_tree_blame(self->tree, node, "too many captures (limit ");
    viet_fault_add_number(self->tree->fault, VIET_MAX_CAPTURES);
    viet_fault_add(self->tree->fault, ")");
  }
  if (status == VIET_OK)
    status = resolve_children(self, node, in, back, PIECE_CAPTURE, result);
  if (status == VIET_OK)
    viet_piece_at(self, *result)->a = capture;
  return status;
}


static viet_status resolve_look (viet_resolver *self, uint32_t node,
                                 const scope *in, uint32_t *result) {
  const viet_node *of = viet_tree_node(self->tree, node);
  const viet_look look = (viet_look)of->mode;
  const bool back = look == LOOK_BEHIND || look == LOOK_NOT_BEHIND;
  const size_t captures = self->out->captures.count;
  viet_status status = resolve_children(self, node, in, back, PIECE_LOOK,
                                        result);
  if (status != VIET_OK)
    return status;
  if (self->out->captures.count > captures &&
      (look == LOOK_NOT_AHEAD || look == LOOK_NOT_BEHIND))
    return viet_tree_blame(self->tree, node, "what must not stand there "
                                             "cannot be captured");
  viet_piece_at(self, *result)->mode = (uint8_t)look;
  return VIET_OK;
}


/* "x, at most n tokens, y" in the order of the text. */
static viet_status near_sequence (viet_resolver *self, uint32_t node,
                                  const scope *in, bool back, bool swapped,
                                  uint32_t *result) {
  const viet_node near = *viet_tree_node(self->tree, node);
  const uint32_t other = viet_tree_node(self->tree, near.child)->next;
  uint32_t last = 0, x, y, gap, any;
  viet_status status = new_piece(self, node, PIECE_SEQUENCE, back, result);
  if (status == VIET_OK)
    status = resolve(self, swapped ? other : near.child, in, back, &x);
  if (status == VIET_OK)
    status = new_piece(self, node, PIECE_REPEAT, back, &gap);
  if (status == VIET_OK)
    status = new_piece(self, node, PIECE_ANY, back, &any);
  if (status == VIET_OK)
    status = resolve(self, swapped ? near.child : other, in, back, &y);
  if (status != VIET_OK)
    return status;
  viet_piece *repeat = viet_piece_at(self, gap);
  repeat->mode = MODE_LAZY;
  repeat->child = any;
  repeat->b = near.a;
  add_child(self, *result, &last, x);
  add_child(self, *result, &last, gap);
  add_child(self, *result, &last, y);
  return VIET_OK;
}


static viet_status resolve_near (viet_resolver *self, uint32_t node,
                                 const scope *in, bool back,
                                 uint32_t *result) {
  uint32_t last = 0, one, other;
  viet_status status = new_piece(self, node, PIECE_CHOICE, false, result);
  if (status == VIET_OK)
    status = near_sequence(self, node, in, back, false, &one);
  if (status == VIET_OK)
    status = near_sequence(self, node, in, back, true, &other);
  if (status != VIET_OK)
    return status;
  add_child(self, *result, &last, one);
  add_child(self, *result, &last, other);
  return VIET_OK;
}


/* A piece that has a number of its own: a test or a span test. */
static viet_status resolve_numbered (viet_resolver *self, uint32_t node,
                                     viet_piece_kind kind, bool back,
                                     uint32_t *result) {
  uint32_t number = 0;
  viet_status status = VIET_OK;
  const uint32_t child = viet_tree_node(self->tree, node)->child;
  if (kind == PIECE_SPAN || kind == PIECE_BEGIN || kind == PIECE_END)
    status = viet_resolve_span(self, node, &number);
  else if (kind == PIECE_TOKEN)
    status = viet_resolve_test(self, child != 0 ? child : node, &number);
  if (status == VIET_OK)
    status = new_piece(self, node, kind, back, result);
  if (status == VIET_OK)
    viet_piece_at(self, *result)->a = number;
  return status;
}


static viet_status resolve_atom (viet_resolver *self, uint32_t node,
                                 const scope *in, bool back,
                                 uint32_t *result) {
  const uint8_t mode = viet_tree_node(self->tree, node)->mode;
  viet_status status = resolve_children(self, node, in, back, PIECE_ATOM,
                                        result);
  if (status == VIET_OK)
    viet_piece_at(self, *result)->mode = mode;
  return status;
}


static viet_status resolve_kind (viet_resolver *self, uint32_t node,
                                 const scope *in, bool back,
                                 uint32_t *result) {
  switch ((viet_node_kind)viet_tree_node(self->tree, node)->kind) {
    case NODE_WORDS: return resolve_words(self, node, back, result);
    case NODE_REGEX: case NODE_TEST:
      return resolve_numbered(self, node, PIECE_TOKEN, back, result);
    case NODE_ANY:
      return resolve_numbered(self, node, PIECE_ANY, back, result);
    case NODE_SPAN: case NODE_NAMES:
      return resolve_numbered(self, node, PIECE_SPAN, back, result);
    case NODE_BEGIN:
      return resolve_numbered(self, node, PIECE_BEGIN, back, result);
    case NODE_END:
      return resolve_numbered(self, node, PIECE_END, back, result);
    case NODE_SEQUENCE:
      return resolve_children(self, node, in, back, PIECE_SEQUENCE, result);
    case NODE_CHOICE: return resolve_choice(self, node, in, back, result);
    case NODE_REPEAT: return resolve_repeat(self, node, in, back, result);
    case NODE_CAPTURE: return resolve_capture(self, node, in, back, result);
    case NODE_LOOK: return resolve_look(self, node, in, result);
    case NODE_ATOM: return resolve_atom(self, node, in, back, result);
    case NODE_NOT: return resolve_not(self, node, in, back, result);
    case NODE_NEAR: return resolve_near(self, node, in, back, result);
    case NODE_CALL: return resolve_call(self, node, in, back, result);
    default: return VIET_EINVAL;
  }
}


static viet_status resolve (viet_resolver *self, uint32_t node,
                            const scope *in, bool back, uint32_t *result) {
  viet_status status;
  if (++self->depth > DEEPEST)
    status = viet_tree_blame(self->tree, node, "patterns nested too deeply");
  else
    status = resolve_kind(self, node, in, back, result);
  self->depth--;
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Rules
** ===================================================================
*/

/* How often a capture can occur in a match: 0, 1 or 2 for more. */
static uint32_t count_captures (const viet_resolver *self, uint32_t piece,
                                uint32_t capture) {
  const viet_piece *of = viet_piece_at(self, piece);
  uint32_t sum = 0, most = 0;
  for (uint32_t child = of->child; child != 0;
       child = viet_piece_at(self, child)->next) {
    const uint32_t count = count_captures(self, child, capture);
    sum += count;
    most = count > most ? count : most;
  }
  if (of->kind == PIECE_CHOICE)
    sum = most;
  if (of->kind == PIECE_REPEAT && of->b > 1)
    sum *= 2;
  if (of->kind == PIECE_CAPTURE && of->a == capture)
    sum++;
  return sum < 2 ? sum : 2;
}


viet_status viet_resolve (viet_resolver *self, const viet_parsed_rule *rule,
                          uint32_t *result) {
  viet_pattern *out = self->out;
  const viet_piece none = {0};
  self->pieces.count = 0;
  self->level = rule->level;
  self->depth = 0;
  self->lazy = false;
  viet_status status = viet_pattern_add(self->tree->allocator,
                                        &self->pieces, &none, sizeof(none),
                                        NULL);
  if (status == VIET_OK)
    status = resolve(self, rule->body, NULL, false, result);
  if (status != VIET_OK)
    return status;
  viet_compiled_rule *made = VIET_ITEM(viet_compiled_rule, out->rules,
                                       self->rule);
  made->end_capture = (uint32_t)out->captures.count;
  if (made->choose == VIET_CHOOSE_USUAL)
    made->choose = self->lazy ? VIET_CHOOSE_FIRST : VIET_CHOOSE_LONGEST;
  for (uint32_t i = made->first_capture; i < made->end_capture; i++)
    VIET_ITEM(viet_rule_capture, out->captures, i)->is_list =
      count_captures(self, *result, i) > 1;
  return VIET_OK;
}

/* }================================================================== */
