/*
** scan.c
** Cuts a text into tokens, in one pass, batch by batch.
**
** What most tokens are is seen from the classes of 64 bytes: a word, a
** number, or one sign, between ASCII characters. Whatever else comes is
** left to token.c, which needs no blocks.
*/

#include "text/scan.h"
#include "text/token.h"


/* The batch that is being filled. */
typedef struct batch {
  viet_token *next;  /* where the next token goes */
  viet_token *end;   /* of the array */
} batch;


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
  token->kind = form->kind;
  token->shape = form->shape;
  out->next++;
  self->at = token->end;
  self->line = token->line;
  self->spaced = false;
  return VIET_OK;
}

/* Adds the token after white space at 'at', if there is one. */
static viet_status add_next (viet_scan *self, batch *out) {
  viet_kind kind;
  if (!skip_space(self))
    return VIET_OK;
  *out->next = (viet_token){
    .first = (uint32_t)self->at,
    .end = (uint32_t)viet_token_end(self->text, self->bytes, self->at,
                                    &kind),
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
  size_t at = out->next->first;
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

/* Adds the tokens of the block at 'at', at least one if there are any, and
** moves behind them. */
static viet_status add_block (viet_scan *self, batch *out) {
  viet_forms *forms = self->forms;
  const unsigned char *text = (const unsigned char *)self->text;
  if (forms->short_count >= forms->short_limit) {
    viet_status status = viet_forms_grow(forms);
    if (status != VIET_OK)
      return status;
  }
  if ((text[self->at] & 0xC0) == 0x80)  /* broken? */
    return add_next(self, out);
  viet_block_room room;
  viet_taker taker = {
    .shorts = forms->shorts, .start = self->at,
    .left = self->bytes - self->at, .line = self->line,
    .spaced = self->spaced, .tokens = out->next
  };
  self->path->take(viet_block_at(text, self->bytes, self->at, room), &taker);
  const bool none = taker.tokens == out->next;
  out->next = taker.tokens;
  self->at = taker.start;
  self->line = taker.line;
  self->spaced = taker.spaced;
  if (taker.why == VIET_TAKE_NEW)
    return add_new(self, out);
  return none || taker.why == VIET_TAKE_OTHER ? add_next(self, out)
                                              : VIET_OK;
}

/* }================================================================== */


viet_scan viet_scan_start (const viet_path *path, viet_forms *forms,
                           const char *text, size_t bytes) {
  return (viet_scan){.path = path, .forms = forms, .text = text,
                     .bytes = bytes, .spaced = true};
}

viet_status viet_scan_next (viet_scan *self, viet_token *tokens,
                            size_t capacity, size_t *count) {
  batch out = {tokens, tokens + capacity};
  viet_status status = VIET_OK;
  while (status == VIET_OK && self->at < self->bytes &&
         out.end - out.next >= VIET_BLOCK)
    status = self->path ? add_block(self, &out) : add_next(self, &out);
  *count = (size_t)(out.next - tokens);
  return status;
}
