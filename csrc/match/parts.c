/*
** parts.c
** Words that were glued together, on request: a search goes over their parts
** as if they were tokens.
**
**     token   Azerbaijancủa
**     parts   Azerbaijan, của     origins  both are token 0
*/

#include "match/search.h"

/* Is a form a token of a name? */
static bool has_word (void *context, const viet_forms *forms,
                      const viet_form *form) {
  const viet_search *self = context;
  for (size_t i = 0; i < self->layer_count; i++) {
    const viet_gazetteer *gazetteer = self->layers[i].layer.gazetteer;
    size_t bytes;
    const char *key = viet_forms_string(forms, form->key[gazetteer->path],
                                        &bytes);
    if (viet_string_find(gazetteer, key, bytes) != VIET_NO_STRING)
      return true;
  }
  return false;
}


viet_status viet_search_adopt_forms (viet_search *self,
                                     const viet_tokens *tokens,
                                     viet_vector *numbers) {
  const size_t count = viet_tokens_form_count(tokens);
  viet_status status = viet_vector_reserve(numbers, count, sizeof(uint32_t),
                                           &self->allocator);
  for (uint32_t i = 0; i < count && status == VIET_OK; i++) {
    size_t bytes;
    const char *text = viet_tokens_key(tokens, i, VIET_EXACT, &bytes);
    const viet_kind kind = viet_form_made_of(viet_tokens_form(tokens, i));
    status = viet_forms_add(&self->forms, text, bytes, kind,
                            (uint32_t *)numbers->items + i);
  }
  return status;
}


/* Makes 'own' of the tokens of a text, which are parts of 'whole', and
** 'origins'. */
static viet_status adopt (viet_search *self, const viet_tokens *tokens,
                          const viet_tokens *whole) {
  const size_t count = viet_tokens_count(tokens);
  const viet_token *parts = viet_tokens_array(tokens);
  const viet_token *origins = viet_tokens_array(whole);
  viet_vector numbers = {0};
  viet_status status = viet_search_adopt_forms(self, tokens, &numbers);
  self->own.count = self->origins.count = 0;
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->own, count, sizeof(viet_token),
                                 &self->allocator);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->origins, count, sizeof(uint32_t),
                                 &self->allocator);
  for (uint32_t i = 0, origin = 0; i < count && status == VIET_OK; i++) {
    viet_token made = parts[i];
    while (origins[origin].end < made.end)
      origin++;
    made.form = ((const uint32_t *)numbers.items)[made.form];
    ((viet_token *)self->own.items)[self->own.count++] = made;
    ((uint32_t *)self->origins.items)[self->origins.count++] = origin;
  }
  viet_vector_free(&numbers, sizeof(uint32_t), &self->allocator);
  return status;
}


viet_status viet_search_cut_glued (viet_search *self,
                                   const viet_tokens *tokens) {
  const viet_allocator *a = &self->allocator;
  viet_glue *cuts;
  size_t count;
  viet_tokens *parts = NULL;
  const viet_glue_words words = {has_word, self};
  viet_status status = viet_glued_among(tokens, &words, a, &cuts, &count);
  if (status == VIET_OK && count > 0)
    status = viet_tokens_cut(tokens, cuts, count, a, &parts);
  if (status == VIET_OK)
    status = adopt(self, parts != NULL ? parts : tokens, tokens);
  viet_free(a, cuts, count * sizeof(*cuts));
  if (parts != NULL)
    viet_free(a, parts, viet_tokens_bytes(parts));
  return status;
}
