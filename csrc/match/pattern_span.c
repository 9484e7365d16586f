/*
** pattern_span.c
** Tests of spans and of entries, made ready: layers and attributes are
** numbers.
*/

#include <string.h>

#include "match/pattern.h"

/* A span test is looked for among so many that were made before it. */
#define SEEN_SPANS 256


/* The number of a layer of the user's, which is added if need be. */
static viet_status find_layer (viet_resolver *self, uint32_t node,
                               uint32_t *layer) {
  viet_pattern *out = self->out;
  const viet_node *of = viet_tree_node(self->tree, node);
  const bool is_gazetteer = of->kind == NODE_NAMES;
  const char *name = viet_resolve_text(self, of->a);
  const viet_names *known = is_gazetteer ? &self->tree->lexicon->gazetteers
                                         : &self->tree->lexicon->layers;
  viet_pattern_layer_name made = {.is_gazetteer = is_gazetteer};
  if (!viet_names_have(known, name))
    return viet_resolve_refuse(self, node,
                               is_gazetteer ? "gazetteer" : "layer", name,
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


viet_status viet_resolve_column (viet_resolver *self, const char *name,
                                 uint32_t layer, uint32_t *column) {
  viet_pattern *out = self->out;
  viet_layer_attribute made = {.layer = layer};
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


/* The column of the attribute that is compared. */
static viet_status find_column (viet_resolver *self, uint32_t node,
                                uint32_t layer, uint32_t *column) {
  const viet_names *known = &self->tree->lexicon->attributes;
  const uint32_t number = viet_tree_node(self->tree, node)->a;
  const char *name = viet_resolve_text(self, number);
  if (!viet_names_have(known, name))
    return viet_resolve_refuse(self, node, "attribute", name, known);
  return viet_resolve_column(self, name, layer, column);
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
  const uint32_t number = viet_tree_node(self->tree, node)->a;
  const char *name = viet_resolve_text(self, number);
  return strcmp(name, "tokens") == 0 &&
         !viet_names_have(&self->tree->lexicon->attributes, name);
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
    const uint32_t number = viet_tree_node(self->tree, child)->a;
    const char *name = viet_resolve_text(self, number);
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
                                    : find_unit(viet_resolve_text(self, of->a)),
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
