/*
** spellings.c
** See spellings.h.
*/

#include "text/spellings.h"

#include <string.h>

/* forms up to which spellings are worth keeping */
#define MANY_FORMS ((size_t)1 << 16)


viet_status viet_spellings_open (uint64_t number,
                                 const viet_allocator *allocator,
                                 viet_spellings **result) {
  *result = NULL;
  viet_spellings *self = allocator->resize(allocator->context, NULL, 0,
                                           sizeof(*self));
  if (self == NULL)
    return VIET_ENOMEM;
  *self = (viet_spellings){.allocator = *allocator, .number = number,
                           .users = 1};
  viet_status status = viet_forms_init(&self->forms, &self->allocator);
  if (status == VIET_OK)
    *result = self;
  else
    viet_spellings_close(self);
  return status;
}


void viet_spellings_hold (viet_spellings *self) {
  self->users++;
}


void viet_spellings_close (viet_spellings *self) {
  if (self == NULL || --self->users > 0)
    return;
  const viet_allocator allocator = self->allocator;
  viet_forms_free(&self->forms);
  viet_vector_free(&self->locals, sizeof(viet_local), &allocator);
  viet_vector_free(&self->origins, sizeof(uint32_t), &allocator);
  viet_free(&allocator, self, sizeof(*self));
}


bool viet_spellings_are_many (const viet_spellings *self) {
  return viet_forms_are_many(&self->forms, MANY_FORMS);
}


/* Makes ready for a text: forms that were seen since the last one have not
** been in any. */
static viet_status start_text (viet_spellings *self) {
  viet_vector *locals = &self->locals;
  const size_t more = viet_forms_count(&self->forms) - locals->count;
  viet_status status = viet_vector_reserve(locals, more, sizeof(viet_local),
                                           &self->allocator);
  if (status != VIET_OK)
    return status;
  if (more > 0)
    memset((viet_local *)locals->items + locals->count, 0,
           more * sizeof(viet_local));
  locals->count += more;
  if (++self->text == 0) {  /* all texts are counted: begin again */
    self->text = 1;
    memset(locals->items, 0, locals->count * sizeof(viet_local));
  }
  self->origins.count = 0;
  return VIET_OK;
}


viet_status viet_spellings_renumber (viet_spellings *self,
                                     viet_token *tokens, size_t count) {
  viet_status status = start_text(self);
  const size_t most = count < self->locals.count ? count
                                                 : self->locals.count;
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->origins, most, sizeof(uint32_t),
                                 &self->allocator);
  if (status != VIET_OK)
    return status;
  viet_local *locals = self->locals.items;
  uint32_t *origins = self->origins.items, forms = 0;
  for (size_t i = 0; i < count; i++) {
    viet_local *local = &locals[tokens[i].form];
    if (local->text != self->text) {
      *local = (viet_local){self->text, forms};
      origins[forms++] = tokens[i].form;
    }
    tokens[i].form = local->number;
  }
  self->origins.count = forms;
  return VIET_OK;
}
