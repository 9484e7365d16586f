/*
** pattern_statement.c
** Statements of the language of patterns: rules, named patterns, imports. See
** pattern_parse.c for the grammar.
*/

#include <string.h>

#include "match/pattern_reader.h"
#include "text/utf8.h"


/* "within line", "within <zone id='body'/>" */
static void read_within (viet_reader *self, viet_parsed_rule *rule) {
  static const char *const units[] = {"line", "sentence", "document"};
  if (!viet_reader_is_word(self, "within"))
    return;
  viet_reader_advance(self);
  rule->within = WITHIN_LAYER;
  if (viet_reader_is(self, '<')) {
    rule->within_node = viet_reader_tag(self, false);
    return;
  }
  for (size_t i = 0; i < 3; i++)
    if (viet_reader_is_word(self, units[i])) {
      rule->within = (viet_within)i;
      viet_reader_advance(self);
      return;
    }
  const uint32_t node = viet_reader_new(self, NODE_SPAN, self->word.first);
  const uint32_t name = viet_reader_need_name(self,
    "line, sentence, document or the name of a layer");
  if (self->status != VIET_OK)
    return;
  viet_reader_node(self, node)->a = name;
  rule->within_node = viet_reader_close(self, node);
}


/* "who.id": a capture and what of it is compared. */
static viet_parsed_part need_part (viet_reader *self) {
  static const char what[] = "a capture with its attribute, such as a.form";
  viet_parsed_part part = {0, 0};
  const char *text = self->source->text + self->word.first;
  const size_t bytes = self->word.end - self->word.first;
  size_t dot = bytes;
  while (dot > 0 && text[dot - 1] != '.')
    dot--;
  if (!viet_reader_is(self, WORD_NAME) || dot == 0) {
    viet_reader_expected(self, what);
    return part;
  }
  viet_intern *names = &self->tree->names;
  const viet_allocator *a = self->tree->allocator;
  viet_status status = viet_intern_add(names, text, dot - 1, a,
                                       &part.capture);
  if (status == VIET_OK)
    status = viet_intern_add(names, text + dot, bytes - dot, a,
                             &part.attribute);
  if (status != VIET_OK)
    viet_reader_fail(self, status);
  viet_reader_advance(self);
  return part;
}


/* "a.form = b.form~toneless" */
static void read_equal (viet_reader *self) {
  viet_vector *all = &self->tree->equals;
  viet_parsed_equal made = {
    .source = self->number, .first = (uint32_t)self->word.first
  };
  made.left = need_part(self);
  made.is_unlike = viet_reader_take(self, WORD_UNLIKE);
  if (!made.is_unlike)
    viet_reader_need(self, '=', "'=' or '!='");
  made.right = need_part(self);
  made.level = viet_reader_take_level(self);
  made.end = (uint32_t)self->end;
  const viet_status status = viet_vector_reserve(all, 1, sizeof(made),
                                                 self->tree->allocator);
  if (status != VIET_OK)
    viet_reader_fail(self, status);
  else if (self->status == VIET_OK)
    ((viet_parsed_equal *)all->items)[all->count++] = made;
}


/* ":: a.form = b.form & a.id != b.id" */
static void read_equals (viet_reader *self, viet_parsed_rule *rule) {
  rule->first_equal = (uint32_t)self->tree->equals.count;
  if (viet_reader_take(self, WORD_SUCH_THAT)) {
    do
      read_equal(self);
    while (viet_reader_take(self, '&'));
  }
  rule->end_equal = (uint32_t)self->tree->equals.count;
}


static bool need_switch (viet_reader *self) {
  static const char *const names[] = {"yes", "no"};
  return viet_reader_need_choice(self, names, 2) == 0;
}


/* One option of a rule: "priority=2". */
static void rule_option (viet_reader *self, viet_parsed_rule *rule) {
  static const char *const names[] = {
    "match", "priority", "consume", "level", "most"
  };
  static const char *const chooses[] = {"longest", "first", "all"};
  const size_t option = viet_reader_need_choice(self, names, 5);
  viet_reader_need(self, '=', "'='");
  if (self->status != VIET_OK)
    return;
  if (option == 0)
    rule->choose = (viet_choose)(1 + viet_reader_need_choice(self, chooses, 3));
  else if (option == 1) {
    const bool is_negative = viet_reader_take(self, '-');
    const int32_t value = (int32_t)viet_reader_need_number(self, INT32_MAX);
    rule->priority = is_negative ? -value : value;
  }
  else if (option == 2)
    rule->consume = need_switch(self);
  else if (option == 4)
    rule->most = viet_reader_need_number(self, VIET_MAX_MOST);
  else
    rule->level = (viet_level)viet_reader_need_level(self);
}


/* Makes a rule with the presets of the text. */
static viet_parsed_rule new_rule (const viet_reader *self, uint32_t name) {
  return (viet_parsed_rule){
    .name = name, .within = WITHIN_LINE, .level = self->source->level,
    .choose = self->source->choose, .priority = self->source->priority,
    .consume = self->source->consume, .most = self->source->most
  };
}


static void add_rule (viet_reader *self, const viet_parsed_rule *rule) {
  viet_vector *rules = &self->tree->rules;
  if (self->status != VIET_OK)
    return;
  const viet_status status = viet_vector_reserve(rules, 1, sizeof(*rule),
                                                 self->tree->allocator);
  if (status != VIET_OK)
    viet_reader_fail(self, status);
  else
    ((viet_parsed_rule *)rules->items)[rules->count++] = *rule;
}


static void rule_statement (viet_reader *self) {
  viet_reader_advance(self);
  const uint32_t name = viet_reader_need_name(self, "the name of a rule");
  viet_parsed_rule rule = new_rule(self, name);
  if (viet_reader_take(self, '(')) {
    do
      rule_option(self, &rule);
    while (viet_reader_take(self, ','));
    viet_reader_need(self, ')', "',' or ')'");
  }
  viet_reader_need(self, '=', "'='");
  if (self->status == VIET_OK)
    rule.body = viet_reader_pattern(self);
  read_equals(self, &rule);
  read_within(self, &rule);
  add_rule(self, &rule);
}


/* Gives a name its definition, unless it has one. */
static void add_let (viet_reader *self, const viet_let *let, size_t first,
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
    viet_reader_fail(self, status);
    return;
  }
  while (of->count <= let->name)
    ((uint32_t *)of->items)[of->count++] = 0;
  if (((uint32_t *)of->items)[let->name] != 0) {
    viet_reader_blame(self, first, end);
    viet_fault_add(tree->fault, "pattern '");
    viet_fault_add(tree->fault, viet_intern_text(&tree->names, let->name));
    viet_fault_add(tree->fault, "' is defined twice");
    return;
  }
  ((viet_let *)tree->lets.items)[tree->lets.count++] = *let;
  ((uint32_t *)of->items)[let->name] = (uint32_t)tree->lets.count;
}


static void add_parameter (viet_reader *self, viet_let *let) {
  viet_vector *all = &self->tree->parameters;
  const uint32_t name = viet_reader_need_name(self, "the name of a parameter");
  const viet_status status = viet_vector_reserve(all, 1, sizeof(uint32_t),
                                                 self->tree->allocator);
  if (status != VIET_OK) {
    viet_reader_fail(self, status);
    return;
  }
  ((uint32_t *)all->items)[all->count++] = name;
  let->parameters++;
}


static void let_statement (viet_reader *self) {
  viet_reader_advance(self);
  const size_t first = self->word.first;
  viet_let let = {.first_parameter = (uint32_t)self->tree->parameters.count};
  let.name = viet_reader_need_name(self, "the name of a pattern");
  const size_t end = self->end;
  if (viet_reader_take(self, '(')) {
    do
      add_parameter(self, &let);
    while (viet_reader_take(self, ','));
    viet_reader_need(self, ')', "',' or ')'");
  }
  viet_reader_need(self, '=', "'='");
  if (self->status == VIET_OK)
    let.body = viet_reader_pattern(self);
  add_let(self, &let, first, end);
}


/* "@import 'file'", which the caller has followed. */
static void import_statement (viet_reader *self) {
  viet_reader_advance(self);
  if (!viet_reader_is_word(self, "import"))
    viet_reader_expected(self, "'import'");
  viet_reader_advance(self);
  viet_reader_need(self, WORD_STRING, "a path in quotation marks");
}


static void statements (viet_reader *self) {
  while (self->status == VIET_OK && !viet_reader_is(self, WORD_END)) {
    if (viet_reader_is(self, '@'))
      import_statement(self);
    else if (viet_reader_is_word(self, "let"))
      let_statement(self);
    else if (viet_reader_is_word(self, "rule"))
      rule_statement(self);
    else
      viet_reader_expected(self, "'let', 'rule' or '@import'");
  }
}


/* A text that is one pattern. */
static void single (viet_reader *self) {
  uint32_t name = 0;
  const char *text = self->source->rule;
  const viet_status status = viet_intern_add(&self->tree->names, text,
                                             strlen(text),
                                             self->tree->allocator, &name);
  if (status != VIET_OK) {
    viet_reader_fail(self, status);
    return;
  }
  viet_parsed_rule rule = new_rule(self, name);
  rule.body = viet_reader_pattern(self);
  read_equals(self, &rule);
  read_within(self, &rule);
  if (self->status == VIET_OK && !viet_reader_is(self, WORD_END))
    viet_reader_expected(self, "an element or the end");
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
  viet_reader reader = {.tree = self, .source = &self->sources[source],
                        .number = source};
  const viet_source *text = reader.source;
  const size_t bad = viet_utf8_check(text->text, text->bytes);
  if (bad < text->bytes) {
    viet_fault_start(self->fault, source, bad, bad + 1);
    viet_fault_add(self->fault, "invalid UTF-8");
    return VIET_EUTF8;
  }
  reader.status = prepare(self);
  viet_reader_advance(&reader);
  if (text->rule == NULL || viet_reader_is(&reader, '@') ||
      viet_reader_is_word(&reader, "let") ||
      viet_reader_is_word(&reader, "rule"))
    statements(&reader);
  else
    single(&reader);
  return reader.status;
}


void viet_tree_free (viet_tree *self) {
  const viet_allocator *a = self->allocator;
  viet_intern_free(&self->names, a);
  viet_vector_free(&self->nodes, sizeof(viet_node), a);
  viet_vector_free(&self->lets, sizeof(viet_let), a);
  viet_vector_free(&self->let_of, sizeof(uint32_t), a);
  viet_vector_free(&self->parameters, sizeof(uint32_t), a);
  viet_vector_free(&self->rules, sizeof(viet_parsed_rule), a);
  viet_vector_free(&self->equals, sizeof(viet_parsed_equal), a);
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
