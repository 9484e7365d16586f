/*
** pattern.c
** Opens and closes patterns, and tells what is in them.
*/

#include "match/pattern.h"

#include <string.h>

/*
** {==================================================================
** Memory of the regexes
** ===================================================================
*/

/* A block begins with its size, which pcre2 does not keep. */
typedef union header {
  size_t bytes;
  max_align_t alignment;
} header;


static void *take_block (size_t bytes, void *context) {
  const viet_allocator *a = context;
  if (bytes > SIZE_MAX - sizeof(header))
    return NULL;
  header *made = a->resize(a->context, NULL, 0, bytes + sizeof(header));
  if (made == NULL)
    return NULL;
  made->bytes = bytes + sizeof(header);
  return made + 1;
}


static void give_block (void *block, void *context) {
  if (block == NULL)
    return;
  header *made = (header *)block - 1;
  viet_free(context, made, made->bytes);
}


pcre2_general_context *viet_regex_memory (const viet_allocator *allocator) {
  return pcre2_general_context_create(take_block, give_block,
                                      (void *)(uintptr_t)allocator);
}

/* }================================================================== */


/*
** {==================================================================
** Opening
** ===================================================================
*/

/* "rule 'x' is defined twice" */
static viet_status refuse_twice (const viet_tree *tree,
                                 const viet_parsed_rule *rule) {
  viet_tree_blame(tree, rule->body, "rule '");
  viet_fault_add(tree->fault, viet_intern_text(&tree->names, rule->name));
  viet_fault_add(tree->fault, "' is defined twice");
  return VIET_EPATTERN;
}


/* Names of rules are unlike. 'seen' has a byte for each name. */
static viet_status check_names (const viet_tree *tree, viet_vector *seen) {
  const viet_parsed_rule *rules = tree->rules.items;
  const size_t count = viet_intern_count(&tree->names);
  viet_status status = viet_vector_reserve(seen, count, 1,
                                           tree->allocator);
  if (status != VIET_OK)
    return status;
  bool *is_seen = seen->items;
  memset(is_seen, 0, count);
  for (size_t i = 0; i < tree->rules.count; i++) {
    if (is_seen[rules[i].name])
      return refuse_twice(tree, &rules[i]);
    is_seen[rules[i].name] = true;
  }
  return VIET_OK;
}


/* Adds a rule without code. */
static viet_status add_rule (viet_resolver *self,
                             const viet_parsed_rule *parsed) {
  viet_pattern *out = self->out;
  const viet_allocator *a = self->tree->allocator;
  const char *name = viet_intern_text(&self->tree->names, parsed->name);
  viet_compiled_rule made = {
    .within = parsed->within, .choose = parsed->choose,
    .priority = parsed->priority, .consume = parsed->consume,
    .most = parsed->most,
    .first_capture = (uint32_t)out->captures.count
  };
  viet_status status = viet_intern_add(&out->names, name, strlen(name), a,
                                       &made.name);
  if (status == VIET_OK)
    status = viet_resolve_place(self, parsed->body, &made.place);
  if (status == VIET_OK && parsed->within_node != 0)
    status = viet_resolve_span(self, parsed->within_node,
                               &made.within_test);
  if (status == VIET_OK)
    status = viet_pattern_add(a, &out->rules, &made, sizeof(made),
                              &self->rule);
  return status;
}


static viet_status compile_rules (viet_resolver *self) {
  const viet_parsed_rule *rules = self->tree->rules.items;
  viet_status status = VIET_OK;
  for (size_t i = 0; i < self->tree->rules.count && status == VIET_OK;
       i++) {
    uint32_t piece;
    status = add_rule(self, &rules[i]);
    if (status == VIET_OK)
      status = viet_resolve(self, &rules[i], &piece);
    if (status == VIET_OK)
      status = viet_resolve_equals(self, &rules[i]);
    if (status == VIET_OK)
      status = viet_pattern_code(self, piece);
    if (status == VIET_OK)
      status = viet_pattern_entry(self, piece);
    if (status == VIET_OK)
      status = viet_pattern_need(self, piece);
  }
  return status;
}


/* Compiles a tree that has been read. */
static viet_status compile (viet_tree *tree, viet_pattern *out) {
  viet_resolver self = {.tree = tree, .out = out};
  viet_tokens *words = NULL;
  viet_vector seen = {0};
  viet_status status = check_names(tree, &seen);
  if (status == VIET_OK)
    status = viet_tokens_build(tree->text.items ? tree->text.items : "",
                               tree->text.count, tree->allocator, &words);
  self.words = words;
  if (status == VIET_OK)
    status = compile_rules(&self);
  if (status == VIET_OK)
    status = viet_pattern_index(out);
  if (status == VIET_OK)
    status = viet_prefilter_open(&self.needs, out->rules.count, &out->keys,
                                 &out->allocator, &out->prefilter);
  if (words)
    viet_free(tree->allocator, words, viet_tokens_bytes(words));
  viet_vector_free(&seen, 1, tree->allocator);
  viet_vector_free(&self.pieces, sizeof(viet_piece), tree->allocator);
  viet_vector_free(&self.items, sizeof(viet_rule_entry), tree->allocator);
  viet_vector_free(&self.numbers, sizeof(uint32_t), tree->allocator);
  viet_intern_free(&self.seen, tree->allocator);
  viet_intern_free(&self.spots, tree->allocator);
  viet_vector_free(&self.draft, sizeof(viet_code), tree->allocator);
  viet_vector_free(&self.linked, sizeof(uint32_t), tree->allocator);
  viet_vector_free(&self.code_slots, sizeof(uint32_t), tree->allocator);
  viet_lead_free(&self);
  viet_vector_free(&self.needs.words, sizeof(viet_need_word),
                   tree->allocator);
  viet_vector_free(&self.needs.all, sizeof(viet_need), tree->allocator);
  return status;
}


/* Are all texts together within the limit? */
static viet_status check_bytes (const viet_source *sources, size_t count,
                                viet_fault *fault) {
  size_t bytes = 0;
  for (size_t i = 0; i < count; i++) {
    if (sources[i].bytes > VIET_MAX_PATTERN_BYTES - bytes) {
      viet_fault_start(fault, i, 0, 0);
      viet_fault_add(fault, "the patterns are too long (limit ");
      viet_fault_add_number(fault, VIET_MAX_PATTERN_BYTES);
      viet_fault_add(fault, " bytes)");
      return VIET_EPATTERN;
    }
    bytes += sources[i].bytes;
  }
  return VIET_OK;
}


static viet_status read_all (viet_tree *tree, size_t count) {
  viet_status status = check_bytes(tree->sources, count, tree->fault);
  for (size_t i = 0; i < count && status == VIET_OK; i++)
    status = viet_tree_read(tree, (uint32_t)i);
  return status;
}


viet_status viet_pattern_open (const viet_source *sources, size_t count,
                               const viet_lexicon *lexicon,
                               const viet_allocator *allocator,
                               viet_pattern **result, viet_fault *fault) {
  viet_tree tree = {.sources = sources, .lexicon = lexicon,
                    .allocator = allocator, .fault = fault};
  *result = NULL;
  viet_fault_start(fault, 0, 0, 0);
  viet_pattern *self = allocator->resize(allocator->context, NULL, 0,
                                         sizeof(*self));
  if (self == NULL)
    return VIET_ENOMEM;
  *self = (viet_pattern){.allocator = *allocator};
  self->context = viet_regex_memory(&self->allocator);
  viet_status status = self->context ? read_all(&tree, count) : VIET_ENOMEM;
  if (status == VIET_OK)
    status = compile(&tree, self);
  viet_tree_free(&tree);
  if (status != VIET_OK) {
    viet_pattern_close(self);
    self = NULL;
  }
  *result = self;
  return status;
}


static void free_vectors (viet_pattern *self, const viet_allocator *a) {
  viet_intern_free(&self->keys, a);
  viet_intern_free(&self->names, a);
  viet_vector_free(&self->code, sizeof(viet_code), a);
  viet_vector_free(&self->places, sizeof(viet_place), a);
  viet_vector_free(&self->rules, sizeof(viet_compiled_rule), a);
  viet_vector_free(&self->captures, sizeof(viet_rule_capture), a);
  viet_vector_free(&self->equals, sizeof(viet_equal), a);
  viet_vector_free(&self->atoms, sizeof(viet_atom), a);
  viet_vector_free(&self->tests, sizeof(viet_token_test), a);
  viet_vector_free(&self->lists, sizeof(uint32_t), a);
  viet_vector_free(&self->regexes, sizeof(pcre2_code *), a);
  viet_vector_free(&self->layers, sizeof(viet_pattern_layer_name), a);
  viet_vector_free(&self->attributes, sizeof(viet_layer_attribute), a);
  viet_vector_free(&self->conditions, sizeof(viet_condition), a);
  viet_vector_free(&self->span_tests, sizeof(viet_span_test), a);
  viet_vector_free(&self->asked, sizeof(viet_asked_value), a);
  viet_vector_free(&self->strings, 1, a);
  viet_vector_free(&self->posts, sizeof(viet_post), a);
  viet_vector_free(&self->post_slots, sizeof(uint32_t), a);
  viet_vector_free(&self->marks, sizeof(viet_mark), a);
  viet_vector_free(&self->entries, sizeof(viet_rule_entry), a);
  viet_vector_free(&self->branches, sizeof(viet_branch), a);
  viet_vector_free(&self->tables, sizeof(viet_table), a);
  viet_vector_free(&self->leads, sizeof(viet_lead), a);
}


void viet_pattern_close (viet_pattern *self) {
  if (self == NULL)
    return;
  for (size_t i = 0; i < self->regexes.count; i++)
    pcre2_code_free(*VIET_ITEM(pcre2_code *, self->regexes, i));
  pcre2_general_context_free(self->context);
  const viet_allocator a = self->allocator;
  viet_prefilter_close(self->prefilter, &a);
  free_vectors(self, &a);
  viet_free(&a, self, sizeof(*self));
}

/* }================================================================== */


/*
** {==================================================================
** What is in them
** ===================================================================
*/

size_t viet_pattern_rule_count (const viet_pattern *self) {
  return self->rules.count;
}


viet_rule viet_pattern_rule (const viet_pattern *self, size_t rule) {
  const viet_compiled_rule *of = VIET_ITEM(viet_compiled_rule, self->rules,
                                           rule);
  const viet_place *place = VIET_ITEM(viet_place, self->places, of->place);
  return (viet_rule){
    .name = viet_intern_text(&self->names, of->name),
    .source = place->source, .first = place->first, .end = place->end,
    .first_capture = of->first_capture, .end_capture = of->end_capture,
    .choose = of->choose, .priority = of->priority, .consume = of->consume
  };
}


size_t viet_pattern_capture_count (const viet_pattern *self) {
  return self->captures.count;
}


const char *viet_pattern_capture (const viet_pattern *self, size_t capture,
                                  bool *is_list) {
  const viet_rule_capture *of = VIET_ITEM(viet_rule_capture,
                                          self->captures, capture);
  *is_list = of->is_list;
  return viet_intern_text(&self->names, of->name);
}


size_t viet_pattern_layer_count (const viet_pattern *self) {
  return self->layers.count;
}


const char *viet_pattern_layer (const viet_pattern *self, size_t layer,
                                bool *is_gazetteer) {
  const viet_pattern_layer_name *of = VIET_ITEM(viet_pattern_layer_name,
                                                self->layers, layer);
  *is_gazetteer = of->is_gazetteer;
  return viet_intern_text(&self->names, of->name);
}


size_t viet_pattern_attribute_count (const viet_pattern *self,
                                     size_t layer) {
  return VIET_ITEM(viet_pattern_layer_name, self->layers,
                   layer)->attributes;
}


const char *viet_pattern_attribute (const viet_pattern *self, size_t layer,
                                    size_t attribute) {
  const viet_layer_attribute *all = self->attributes.items;
  while (all->layer != layer || all->column != attribute)
    all++;
  return viet_intern_text(&self->names, all->name);
}


size_t viet_pattern_asked_count (const viet_pattern *self) {
  return self->asked.count;
}


viet_asked viet_pattern_asked (const viet_pattern *self, size_t asked) {
  const viet_asked_value *of = VIET_ITEM(viet_asked_value, self->asked,
                                         asked);
  const viet_place *place = VIET_ITEM(viet_place, self->places, of->place);
  return (viet_asked){
    .layer = of->layer, .attribute = of->column,
    .text = of->string == VIET_NONE
          ? NULL : (const char *)self->strings.items + of->string,
    .source = place->source, .first = place->first, .end = place->end
  };
}

/* }================================================================== */
