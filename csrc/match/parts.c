/*
** parts.c
** Words that were glued together, on request: a search goes over their parts
** as if they were tokens.
**
**     token   Azerbaijancủa
**     parts   Azerbaijan, của     origins  both are token 0
*/

#include "match/search.h"

/* What is cut, and where. */
typedef struct cutter {
  viet_search *search;
  const viet_tokens *tokens;
  const viet_glue *cuts;     /* those that are left */
  const viet_glue *end;
} cutter;


/* The kind that a form is made with: that of all words is VIET_WORD. */
static viet_kind kind_of (const viet_token *token) {
  switch ((viet_kind)token->kind) {
    case VIET_SYLLABLE: case VIET_WORD: case VIET_ACRONYM:
      return VIET_WORD;
    case VIET_UNIT:
      return token->shape == VIET_NO_CASE ? VIET_SYMBOL : VIET_WORD;
    default:
      return (viet_kind)token->kind;
  }
}


/* Adds a part of token 'number': 'first' up to 'end' of the text. */
static viet_status add_part (cutter *self, uint32_t number, uint32_t first,
                             uint32_t end) {
  viet_search *search = self->search;
  const viet_token *token = viet_tokens_array(self->tokens) + number;
  viet_token made = *token;
  size_t bytes;
  const char *spelling = viet_tokens_key(self->tokens, token->form,
                                         VIET_EXACT, &bytes);
  viet_status status = viet_vector_reserve(&search->own, 1, sizeof(made),
                                           &search->allocator);
  if (status == VIET_OK)
    status = viet_vector_reserve(&search->origins, 1, sizeof(uint32_t),
                                 &search->allocator);
  if (status == VIET_OK)
    status = viet_forms_add(&search->forms,
                            spelling + (first - token->first), end - first,
                            kind_of(token), &made.form);
  if (status != VIET_OK)
    return status;
  made.first = first;
  made.end = end;
  made.spaced = first == token->first && token->spaced;
  ((viet_token *)search->own.items)[search->own.count++] = made;
  ((uint32_t *)search->origins.items)[search->origins.count++] = number;
  return VIET_OK;
}


/* Adds the parts of a token, or the whole of it. */
static viet_status add_token (cutter *self, uint32_t number) {
  const viet_token *token = viet_tokens_array(self->tokens) + number;
  uint32_t first = token->first;
  viet_status status = VIET_OK;
  for (; self->cuts < self->end && self->cuts->token == number
         && status == VIET_OK; self->cuts++) {
    if (self->cuts->at > first && self->cuts->at < token->end) {
      status = add_part(self, number, first, self->cuts->at);
      first = self->cuts->at;
    }
  }
  return status == VIET_OK ? add_part(self, number, first, token->end)
                           : status;
}


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


viet_status viet_search_cut_glued (viet_search *self,
                                   const viet_tokens *tokens) {
  viet_glue *cuts;
  size_t count;
  const viet_glue_words words = {has_word, self};
  viet_status status = viet_glued_among(tokens, &words, &self->allocator,
                                        &cuts, &count);
  if (status != VIET_OK)
    return status;
  cutter cut = {self, tokens, cuts, cuts + count};
  self->own.count = 0;
  self->origins.count = 0;
  for (uint32_t i = 0; i < viet_tokens_count(tokens) && status == VIET_OK;
       i++)
    status = add_token(&cut, i);
  viet_free(&self->allocator, cuts, count * sizeof(*cuts));
  return status;
}
