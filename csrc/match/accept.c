/*
** accept.c
** Does a name hold where its path stands? It has to be wanted, and its
** tokens must not be more unlike those of the text than its level allows.
*/

#include "match/gaps.h"
#include "match/inside.h"
#include "match/level.h"

static bool has_bit (const viet_layer *layer, uint32_t entry) {
  return entry / 32 < layer->removed_count
      && (layer->removed[entry / 32] >> entry % 32 & 1) != 0;
}


/* Does the entry hold on the day that is asked for? */
static bool is_valid (const viet_gazetteer *of, uint32_t entry,
                      int32_t day) {
  const int32_t from = viet_signed_at(of, VIET_PART_FROM, entry);
  const int32_t to = viet_signed_at(of, VIET_PART_TO, entry);
  return (from == 0 || from <= day) && (to == 0 || to >= day);
}


bool viet_search_wants (const viet_search *self,
                        const viet_layer_state *layer, uint32_t entry) {
  if (layer->layer.removed_count > 0 && has_bit(&layer->layer, entry))
    return false;
  if (self->rules.as_of == 0 && !self->by_type)
    return true;
  const viet_gazetteer *of = layer->layer.gazetteer;
  if (self->rules.as_of != 0 && !is_valid(of, entry, self->rules.as_of))
    return false;
  if (!self->by_type)
    return true;
  const uint32_t type = viet_type_of(of, entry);
  return type < layer->types.count
      && ((const uint8_t *)self->types.items)
         [((const uint32_t *)layer->types.items)[type]];
}


/*
** {==================================================================
** Levels
** ===================================================================
*/

static const char *form_key (const viet_search *self, uint32_t form,
                             viet_level level, size_t *bytes) {
  return self->cut != NULL
       ? viet_tokens_key(self->cut, form, level, bytes)
       : viet_forms_key(&self->forms, form, level, bytes);
}


/* The level of a form of the text and a string of the gazetteer, which have
** the same path key. */
static viet_level grade_form (const viet_search *self,
                              const viet_gazetteer *gazetteer,
                              uint32_t form, uint32_t string) {
  viet_spelling text, name;
  const viet_word *word = viet_word_at(gazetteer, string);
  text.exact = form_key(self, form, VIET_EXACT, &text.exact_bytes);
  text.placement = form_key(self, form, VIET_PLACEMENT,
                            &text.placement_bytes);
  name.exact = viet_string_at(gazetteer, string, &name.exact_bytes);
  name.placement = viet_string_at(gazetteer, word->placement,
                                  &name.placement_bytes);
  return viet_level_of_spellings(&text, &name);
}


/* The same, remembered: a text has few forms of a name. Without memory for
** that it is found out each time. */
static viet_level grade_again (viet_search *self,
                               const viet_layer_state *layer,
                               uint32_t form, uint32_t string) {
  const viet_gazetteer *gazetteer = layer->layer.gazetteer;
  const viet_allocator *a = &self->allocator;
  if (self->graded == NULL) {
    self->graded = a->resize(a->context, NULL, 0,
                             VIET_GRADED * sizeof(viet_graded));
    if (self->graded == NULL)
      return grade_form(self, gazetteer, form, string);
    memset(self->graded, 0, VIET_GRADED * sizeof(viet_graded));
  }
  const uint32_t number = self->grading + layer->number;
  const uint64_t hash = ((uint64_t)form << 32 | string) * VIET_MIX;
  viet_graded *known = &self->graded[(hash >> 40) % VIET_GRADED];
  if (known->form != form || known->string != string
      || known->known != number)
    *known = (viet_graded){
      form, string, number,
      (uint32_t)grade_form(self, gazetteer, form, string)
    };
  return (viet_level)known->level;
}


/* Numbers that were used before are not used again, until there are no
** more of them. */
void viet_search_forget (viet_search *self) {
  if (self->grading < UINT32_MAX - 2 * (VIET_MAX_LAYERS + 1)) {
    self->grading += VIET_MAX_LAYERS + 1;
    return;
  }
  self->grading = 0;
  if (self->graded != NULL)
    memset(self->graded, 0, VIET_GRADED * sizeof(viet_graded));
}


/* The level of a form, whose path is that of a row, and a token of a name. */
static inline viet_level grade (viet_search *self,
                                const viet_layer_state *layer, uint32_t form,
                                uint32_t path, uint32_t token) {
  const viet_gazetteer *gazetteer = layer->layer.gazetteer;
  const uint32_t string = token & VIET_TOKEN_STRING;
  uint32_t *like = (uint32_t *)layer->likes.items + form;
  if (((const viet_row *)layer->rows.items)[form].spelling == string)
    return VIET_EXACT;
  if ((*like ^ string) << (32 - VIET_LIKE_LEVEL) == 0)
    return (viet_level)(*like >> VIET_LIKE_LEVEL);
  const viet_word *word = viet_word_at(gazetteer, string);
  if (word == NULL || word->path + 1 != (path & VIET_ROW_PATH))
    return VIET_LEVELS;
  const viet_level level = grade_again(self, layer, form, string);
  *like = string | (uint32_t)level << VIET_LIKE_LEVEL;
  return level;
}


static inline viet_level grade_token (viet_search *self,
                                      const viet_layer_state *layer,
                                      size_t at, uint32_t token) {
  return grade(self, layer, self->tokens[at].form, layer->paths[at], token);
}


viet_level viet_search_grade_token (viet_search *self,
                                    const viet_layer_state *layer, size_t at,
                                    uint32_t token) {
  return grade_token(self, layer, at, token);
}


viet_level viet_search_grade_form (viet_search *self,
                                   const viet_layer_state *layer,
                                   uint32_t form, uint32_t token) {
  return grade(self, layer, form,
               ((const viet_row *)layer->rows.items)[form].path, token);
}


/* From the last token on: the first ones are known to be on the path. */
static viet_level grade_row (viet_search *self,
                             const viet_layer_state *layer,
                             const viet_record *record, size_t start) {
  viet_level loosest = VIET_EXACT;
  for (size_t i = record->count; i > 0 && loosest <= record->level; i--) {
    const viet_level level = grade_token(self, layer, start + i - 1,
                                         record->tokens[i - 1]);
    if (level > loosest)
      loosest = level;
  }
  return loosest <= record->level ? loosest : VIET_LEVELS;
}


viet_level viet_search_grade (viet_search *self,
                              const viet_layer_state *layer,
                              const viet_record *record, size_t start,
                              size_t end) {
  viet_level levels[VIET_MAX_GAPS + 1];
  const size_t count = end - start;
  if (self->inside != NULL)
    return viet_inside_grade(self, layer, record, start, end);
  if (count == record->count && !viet_search_has_gaps(self))
    return grade_row(self, layer, record, start);
  if (count < record->count || count - record->count > VIET_MAX_GAPS)
    return VIET_LEVELS;
  viet_search_fit(self, layer, record, start, levels);
  const viet_level level = levels[count - record->count];
  return level <= record->level ? level : VIET_LEVELS;
}

/* }================================================================== */
