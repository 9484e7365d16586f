/*
** scan.c
** Cuts a text into tokens, in one pass, batch by batch.
**
** What most tokens are is seen from the classes of 64 bytes: a word, a
** number, or one sign, between ASCII characters. Whatever else comes is
** left to token.c, which needs no blocks.
*/

#include <string.h>

#include "text/scan.h"
#include "text/token.h"


/* The batch that is being filled. */
typedef struct batch {
  viet_token *first;
  viet_token *next;  /* where the next token goes */
  viet_token *end;   /* of the array */
} batch;


/*
** {==================================================================
** What stands before
** ===================================================================
*/

static viet_neighbour neighbour_of (const viet_scan *self,
                                    const viet_token *token) {
  return (viet_neighbour){
    .line = token->line,
    .kind = token->kind,
    .role = viet_forms_at(self->forms, token->form)->role,
    .spaced = token->spaced
  };
}

/* The last tokens before the next one, up to VIET_UNIT_BEFORE; returns how
** many. 'before' may be 'self->past'. */
static size_t tokens_before (const viet_scan *self, const batch *out,
                             viet_neighbour before[VIET_UNIT_BEFORE]) {
  size_t here = (size_t)(out->next - out->first);
  if (here > VIET_UNIT_BEFORE)
    here = VIET_UNIT_BEFORE;
  const size_t room = VIET_UNIT_BEFORE - here;
  const size_t past = self->past_count < room ? self->past_count : room;
  memmove(before, self->past + (self->past_count - past),
          past * sizeof(*before));
  for (size_t i = 0; i < here; i++)
    before[past + i] = neighbour_of(self, out->next - here + i);
  return past + here;
}

/* Is the next token, whose form is 'form', a unit? */
static bool is_unit (const viet_scan *self, const batch *out,
                     const viet_form *form) {
  viet_neighbour before[VIET_UNIT_BEFORE];
  if (!viet_role_is_unit((viet_role)form->role))
    return false;
  const viet_neighbour token = {
    .line = out->next->line, .role = form->role, .spaced = out->next->spaced
  };
  return viet_is_unit(&token, before, tokens_before(self, out, before));
}

/*
** Takes back the tokens that may be part of an address before the @ at
** 'sign'. All of them have forms that are older, since what makes a form
** asks viet_leads_to_at first: so none is left without a token.
*/
static void take_back (viet_scan *self, batch *out, size_t sign) {
  const size_t first = viet_local_start(self->text, sign);
  while (out->next > out->first && out->next[-1].end > first) {
    out->next--;
    self->at = out->next->first;
    self->line = out->next->line;
    self->spaced = out->next->spaced;
  }
  self->settled = sign + 1;
}

/* Are tokens taken from blocks here? */
static bool is_quick (const viet_scan *self) {
  return self->path != NULL && self->at >= self->settled;
}

/* }================================================================== */


/*
** {==================================================================
** Character by character
** ===================================================================
*/

/* Moves past white space and invisible characters; false at the end. */
static bool skip_space (viet_scan *self) {
  while (self->at < self->bytes) {
    size_t next = self->at;
    switch (viet_class_next(self->text, self->bytes, &next)) {
      case VIET_CLASS_SPACE:
        self->spaced = true;
        self->line += self->text[self->at] == '\n';
        break;
      case VIET_CLASS_INVISIBLE:
        break;
      default:
        return true;
    }
    self->at = next;
  }
  return false;
}

/* Gives a token, whose span is known, its form, and moves past it. */
static viet_status finish_token (viet_scan *self, batch *out,
                                 viet_kind kind) {
  viet_token *token = out->next;
  viet_status status = viet_forms_add(self->forms,
                                      self->text + token->first,
                                      token->end - token->first, kind,
                                      &token->form);
  if (status != VIET_OK)
    return status;
  const viet_form *form = viet_forms_at(self->forms, token->form);
  if (!self->bare) {
    token->kind = is_unit(self, out, form) ? VIET_UNIT : form->kind;
    token->shape = form->shape;
  }
  out->next++;
  self->at = token->end;
  self->line = token->line;
  self->spaced = false;
  return VIET_OK;
}

/* Adds the token after white space at 'at', if there is one, and if it is
** clear that no address begins before it. */
static viet_status add_next (viet_scan *self, batch *out) {
  if (!skip_space(self))
    return VIET_OK;
  viet_kind kind = VIET_EMAIL;
  size_t end = 0, sign = self->at;
  const bool leads = viet_leads_to_at(self->text, self->bytes, &sign);
  if (leads && is_quick(self)) {
    take_back(self, out, sign);
    return VIET_OK;
  }
  if (leads)
    end = viet_email_end(self->text, self->bytes, self->at);
  if (end == 0)
    end = viet_token_end(self->text, self->bytes, self->at, &kind);
  *out->next = (viet_token){
    .first = (uint32_t)self->at,
    .end = (uint32_t)end,
    .line = self->line,
    .spaced = self->spaced
  };
  return finish_token(self, out, kind);
}

/* }================================================================== */


/*
** {==================================================================
** Block by block
** ===================================================================
*/

/* Adds the token that was cut at last, and makes its form. */
static viet_status add_new (viet_scan *self, batch *out) {
  size_t at = out->next->first, sign = at;
  if (self->text[at] == '#' ||
      viet_leads_to_at(self->text, self->bytes, &sign))
    return add_next(self, out);
  const viet_class class = viet_class_next(self->text, self->bytes, &at);
  const viet_kind kind = class == VIET_CLASS_LETTER ? VIET_WORD
                       : class == VIET_CLASS_DIGIT ? VIET_NUMBER
                       : class == VIET_CLASS_PUNCT ? VIET_PUNCT
                                                   : VIET_SYMBOL;
  viet_status status = finish_token(self, out, kind);
  if (status == VIET_OK)
    viet_forms_put_short(self->forms, out->next[-1].form);
  return status;
}

/* Adds the tokens of some blocks, at least one if there are any, and moves
** behind them. */
static viet_status add_block (viet_scan *self, batch *out) {
  viet_forms *forms = self->forms;
  const unsigned char *text = (const unsigned char *)self->text;
  if (viet_forms_must_grow(forms, self->path->hash)) {
    viet_status status = viet_forms_grow(forms, self->path->hash);
    if (status != VIET_OK)
      return status;
  }
  viet_taker taker = {
    .shorts = forms->shorts, .start = self->at, .line = self->line,
    .spaced = self->spaced, .bare = self->bare, .tokens = out->next,
    .end = out->end
  };
  self->path->take(text, self->bytes, &taker);
  out->next = taker.tokens;
  self->at = taker.start;
  self->line = taker.line;
  self->spaced = taker.spaced;
  if (taker.why == VIET_TAKE_NEW)
    return add_new(self, out);
  return taker.why == VIET_TAKE_OTHER ? add_next(self, out) : VIET_OK;
}

/* }================================================================== */


viet_scan viet_scan_start (const viet_path *path, viet_forms *forms,
                           const char *text, size_t bytes) {
  return (viet_scan){.path = path, .forms = forms, .text = text,
                     .bytes = bytes, .stop = bytes, .spaced = true};
}

/* Adds tokens while there is room for a block of them. */
static viet_status fill (viet_scan *self, batch *out) {
  viet_status status = VIET_OK;
  while (status == VIET_OK && self->at < self->stop &&
         out->end - out->next >= VIET_BLOCK)
    status = is_quick(self) ? add_block(self, out) : add_next(self, out);
  return status;
}

viet_status viet_scan_next (viet_scan *self, viet_token *tokens,
                            size_t capacity, size_t *count) {
  batch out = {tokens, tokens, tokens + capacity};
  viet_status status;
  size_t sign;
  do {
    status = fill(self, &out);
    sign = self->at;
    if (is_quick(self) &&
        viet_leads_to_at(self->text, self->bytes, &sign))
      take_back(self, &out, sign);  /* and begin with it next time */
  } while (status == VIET_OK && out.next == tokens &&
           self->at < self->stop);
  if (!self->bare)
    self->past_count = tokens_before(self, &out, self->past);
  *count = (size_t)(out.next - tokens);
  return status;
}
