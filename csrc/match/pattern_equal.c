/*
** pattern_equal.c
** What captures of a rule have to have in common, made ready:
** "a:[] "và" b:[] :: a.form = b.form".
*/

#include <string.h>

#include "match/pattern.h"


/* Makes a message about an equation: "before 'name'behind". */
static viet_status blame (const viet_resolver *self,
                          const viet_parsed_equal *of, const char *before,
                          const char *name, const char *behind) {
  viet_fault *fault = self->tree->fault;
  viet_fault_start(fault, of->source, of->first, of->end);
  viet_fault_add(fault, before);
  viet_fault_add(fault, " '");
  viet_fault_add(fault, name);
  viet_fault_add(fault, "'");
  viet_fault_add(fault, behind);
  return VIET_EPATTERN;
}


/* "unknown capture 'x' (did you mean 'y'?)" */
static viet_status refuse_capture (const viet_resolver *self,
                                   const viet_parsed_equal *of,
                                   const char *name) {
  const char *known[VIET_MAX_CAPTURES];
  viet_names names = {known, 0};
  const viet_pattern *out = self->out;
  const viet_compiled_rule *rule = VIET_ITEM(viet_compiled_rule, out->rules,
                                             self->rule);
  for (uint32_t i = rule->first_capture; i < rule->end_capture; i++)
    known[names.count++] = viet_intern_text(&out->names,
      VIET_ITEM(viet_rule_capture, out->captures, i)->name);
  blame(self, of, "unknown capture", name, "");
  viet_fault_add_nearest(self->tree->fault, name, strlen(name), &names);
  return VIET_EPATTERN;
}


/* The number of a capture of the rule that occurs once. */
static viet_status find_capture (const viet_resolver *self,
                                 const viet_parsed_equal *of,
                                 uint32_t name, uint32_t *capture) {
  const viet_pattern *out = self->out;
  const char *text = viet_resolve_text(self, name);
  const viet_compiled_rule *rule = VIET_ITEM(viet_compiled_rule, out->rules,
                                             self->rule);
  for (uint32_t i = rule->first_capture; i < rule->end_capture; i++) {
    const viet_rule_capture *one = VIET_ITEM(viet_rule_capture,
                                             out->captures, i);
    if (strcmp(viet_intern_text(&out->names, one->name), text) != 0)
      continue;
    *capture = i;
    if (!one->is_list)
      return VIET_OK;
    return blame(self, of, "capture", text,
                 " may occur more than once, which is not compared");
  }
  return refuse_capture(self, of, text);
}


/* Gives the layers of the spans that a capture may be the attribute. */
static viet_status add_columns (viet_resolver *self,
                                const viet_parsed_equal *of,
                                uint32_t capture, const char *attribute) {
  viet_status status = VIET_OK;
  for (uint32_t i = 1; i < self->pieces.count && status == VIET_OK; i++) {
    const viet_piece *piece = viet_piece_at(self, i);
    uint32_t column;
    if (piece->kind != PIECE_CAPTURE || piece->a != capture)
      continue;
    const viet_piece *what = viet_piece_at(self, piece->child);
    const uint32_t layer = what->kind != PIECE_SPAN ? LAYER_DOCUMENT
      : VIET_ITEM(viet_span_test, self->out->span_tests, what->a)->layer;
    if (layer >= LAYER_DOCUMENT)
      return blame(self, of, "only a span or an entry has the attribute",
                   attribute, "");
    status = viet_resolve_column(self, attribute, layer, &column);
  }
  return status;
}


/* One side of an equation: "who.id". */
static viet_status resolve_side (viet_resolver *self,
                                 const viet_parsed_equal *of,
                                 const viet_parsed_part *part,
                                 viet_equal_side *side) {
  const viet_names *known = &self->tree->lexicon->attributes;
  const char *attribute = viet_resolve_text(self, part->attribute);
  viet_status status = find_capture(self, of, part->capture,
                                    &side->capture);
  side->attribute = VIET_NONE;
  if (status != VIET_OK || strcmp(attribute, "form") == 0)
    return status;
  if (!viet_names_have(known, attribute)) {
    blame(self, of, "unknown attribute", attribute, "");
    viet_fault_add_nearest(self->tree->fault, attribute, strlen(attribute),
                           known);
    return VIET_EPATTERN;
  }
  status = add_columns(self, of, side->capture, attribute);
  return status != VIET_OK ? status
    : viet_intern_add(&self->out->names, attribute, strlen(attribute),
                      self->tree->allocator, &side->attribute);
}


static viet_status resolve_equal (viet_resolver *self,
                                  const viet_parsed_equal *of) {
  viet_equal made = {
    .level = of->level < VIET_LEVELS ? of->level : (uint8_t)self->level,
    .is_unlike = of->is_unlike
  };
  viet_status status = resolve_side(self, of, &of->left, &made.left);
  if (status == VIET_OK)
    status = resolve_side(self, of, &of->right, &made.right);
  if (status == VIET_OK &&
      (made.left.attribute == VIET_NONE) !=
      (made.right.attribute == VIET_NONE))
    return blame(self, of, "words, the", "form",
                 " of a capture, are compared with words alone");
  if (status == VIET_OK && made.left.attribute != VIET_NONE &&
      of->level < VIET_LEVELS)
    return blame(self, of, "a level is of words, not of the attribute",
                 viet_resolve_text(self, of->left.attribute), "");
  if (status == VIET_OK)
    status = viet_resolve_bytes(self, of->source, of->first, of->end,
                                &made.place);
  return status != VIET_OK ? status
    : viet_pattern_add(self->tree->allocator, &self->out->equals, &made,
                       sizeof(made), NULL);
}


viet_status viet_resolve_equals (viet_resolver *self,
                                 const viet_parsed_rule *rule) {
  const viet_parsed_equal *all = self->tree->equals.items;
  viet_compiled_rule *made = VIET_ITEM(viet_compiled_rule, self->out->rules,
                                       self->rule);
  viet_status status = VIET_OK;
  made->first_equal = (uint32_t)self->out->equals.count;
  for (uint32_t i = rule->first_equal; i < rule->end_equal &&
       status == VIET_OK; i++)
    status = resolve_equal(self, &all[i]);
  made->end_equal = (uint32_t)self->out->equals.count;
  return status;
}
