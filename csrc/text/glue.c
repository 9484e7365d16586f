/*
** glue.c
** Words that lack the space between them: where they have to be cut.
**
**   - Before capitals, if each part is a syllable and one has a mark:
**     "TinHãy", "QuốcNgụy". Names such as "YouTube", "MoMo" and "VietJet"
**     have parts that are none, or no marks.
**   - Between a foreign word of four letters or more that stands alone
**     elsewhere in the text, or is in a list, and a syllable behind it
**     ("Azerbaijancủa") or before it ("củaAzerbaijan"). A shorter one may
**     begin another name: "Đak", "Đakrông".
**   - Between a name's syllable that stands elsewhere, and another one in
**     small letters, if one has a tone with which no foreign name is
**     written: "Trọngmong", but not "Côoét".
*/

#include <string.h>

#include "text/form.h"
#include "text/token.h"
#include "text/utf8.h"

/* bytes of the longest word that is looked at; what is longer is none */
#define LONGEST 48

/* letters of the shortest foreign word that something is glued to */
#define SHORTEST 4

/* A text whose words are looked at. */
typedef struct gluer {
  const viet_allocator *allocator;
  const viet_tokens *tokens;
  const viet_glue_words *words;  /* others that are known, or NULL */
  viet_forms forms;   /* of parts of words */
  viet_vector known;  /* uint8_t for each string of 'forms', the placement
                         key of a word: a bit for each shape that it stands
                         in; empty until it is asked for */
  viet_vector cuts;   /* viet_glue */
  viet_vector of_form;  /* span for each form of the text, in 'found' */
  viet_vector found;  /* uint32_t: the cuts of forms, bytes into them */
} gluer;

typedef struct span {
  uint32_t first;
  uint32_t end;
} span;

/* A word and the letters that begin in it. */
typedef struct spelling {
  const char *text;
  size_t bytes;
  size_t at[LONGEST];          /* where each letter begins, bytes */
  viet_shape shape[LONGEST];   /* its case */
  size_t count;
  bool marked;                 /* is there more than ASCII? */
} spelling;

/* The code point at 'at' in good UTF-8. */
static uint32_t point_at (const char *text, size_t bytes, size_t at) {
  uint32_t c;
  viet_utf8_decode(text + at, bytes - at, &c);
  return c;
}

/* Reads a word of letters and their marks; false if it has anything else or
** is too long. */
static bool read_word (spelling *self, const char *text, size_t bytes) {
  *self = (spelling){.text = text, .bytes = bytes};
  if (bytes > LONGEST)
    return false;
  for (size_t at = 0; at < bytes; ) {
    const size_t first = at;
    const viet_class class = viet_class_next(text, bytes, &at);
    self->marked = self->marked || at - first > 1;
    if (class == VIET_CLASS_LETTER) {
      self->shape[self->count] = viet_unicode_case(point_at(text, bytes,
                                                            first));
      self->at[self->count++] = first;
    } else if (class != VIET_CLASS_MARK)
      return false;
  }
  return self->count > 2;
}

/* The form of the part [first, end) of a word. */
static viet_status part_form (gluer *self, const spelling *word, size_t first,
                              size_t end, viet_form *form) {
  uint32_t number;
  viet_status status = viet_forms_add(&self->forms, word->text + first,
                                      end - first, VIET_WORD, &number);
  if (status == VIET_OK)
    *form = *viet_forms_at(&self->forms, number);
  return status;
}

static viet_status add_cut (gluer *self, size_t at) {
  viet_status status = viet_vector_reserve(&self->found, 1,
                                           sizeof(uint32_t),
                                           self->allocator);
  if (status == VIET_OK)
    ((uint32_t *)self->found.items)[self->found.count++] = (uint32_t)at;
  return status;
}

/* Adds the cuts before capitals, if all parts are syllables; otherwise adds
** none. */
static viet_status cut_at_capitals (gluer *self, const spelling *word) {
  const size_t before = self->found.count;
  viet_status status = VIET_OK;
  viet_form form = {.kind = VIET_SYLLABLE};
  size_t first = 0;
  for (size_t i = 1; i <= word->count && status == VIET_OK &&
                     form.kind == VIET_SYLLABLE; i++) {
    const bool is_end = i == word->count;
    if (!is_end && (word->shape[i] != VIET_UPPER ||
                    word->shape[i - 1] != VIET_LOWER))
      continue;
    const size_t end = is_end ? word->bytes : word->at[i];
    status = part_form(self, word, first, end, &form);
    if (status == VIET_OK && !is_end)
      status = add_cut(self, end);
    if (form.shape != VIET_TITLE && (first > 0 || form.shape != VIET_LOWER))
      form.kind = VIET_WORD;  /* a capital that stands alone? */
    first = end;
  }
  if (status != VIET_OK || form.kind != VIET_SYLLABLE)
    self->found.count = before;
  return status;
}

/* Notes a word with a capital. */
static viet_status learn (gluer *self, const viet_form *form,
                          uint32_t number) {
  size_t bytes;
  uint32_t string;
  const char *key = viet_tokens_key(self->tokens, number, VIET_PLACEMENT,
                                    &bytes);
  viet_status status = viet_forms_intern(&self->forms, key, bytes, &string);
  if (status == VIET_OK && string >= self->known.count) {
    const size_t more = string + 1 - self->known.count;
    status = viet_vector_reserve(&self->known, more, 1, self->allocator);
    if (status == VIET_OK) {
      memset((uint8_t *)self->known.items + self->known.count, 0, more);
      self->known.count += more;
    }
  }
  if (status == VIET_OK)
    ((uint8_t *)self->known.items)[string] |= (uint8_t)(1U << form->shape);
  return status;
}

/* Learns the words of the text, unless that is done. */
static viet_status learn_all (gluer *self) {
  const size_t count = viet_tokens_form_count(self->tokens);
  viet_status status = VIET_OK;
  if (self->known.count > 0)
    return VIET_OK;
  for (uint32_t i = 0; i < count && status == VIET_OK; i++) {
    const viet_form *form = viet_tokens_form(self->tokens, i);
    const bool is_word = form->kind == VIET_SYLLABLE ||
                         form->kind == VIET_WORD ||
                         form->kind == VIET_ACRONYM;
    if (is_word && form->shape != VIET_LOWER && form->shape != VIET_NO_CASE)
      status = learn(self, form, i);
  }
  return status;
}

/* Does a word stand elsewhere, or is it one of the others? */
static bool is_known (const gluer *self, const viet_form *form) {
  const uint32_t string = form->key[VIET_KEY_PLACEMENT];
  if (string < self->known.count &&
      (((const uint8_t *)self->known.items)[string] >> form->shape & 1) != 0)
    return true;
  return self->words != NULL && form->shape != VIET_LOWER &&
         self->words->has(self->words->context, &self->forms, form);
}

static viet_syllable parse (const gluer *self, const viet_form *form) {
  size_t bytes;
  viet_syllable syllable;
  const char *key = viet_forms_string(&self->forms,
                                      form->key[VIET_KEY_PLACEMENT], &bytes);
  viet_syllable_parse(&syllable, key, bytes);
  return syllable;
}

/* Has a syllable a tone that no foreign name is written with? */
static bool is_native (viet_tone tone) {
  return tone != VIET_NGANG && tone != VIET_SAC;
}

/* Are two syllables, of which the first is that of a name, surely glued? A
** second one without an onset may be more of the rime, misspelt. */
static bool are_glued (const viet_syllable *head, const viet_syllable *tail) {
  return tail->onset > 0 && (is_native(head->tone) || is_native(tail->tone));
}

/* Is a word of two parts, the first of 'letters' letters, glued together if
** the first one is known? */
static bool may_be_glued (const gluer *self, const viet_form *head,
                          const viet_form *tail, size_t letters) {
  if (head->kind != VIET_SYLLABLE)
    return letters >= SHORTEST &&
           (tail->shape == VIET_LOWER || tail->shape == VIET_TITLE);
  const viet_syllable first = parse(self, head), second = parse(self, tail);
  return tail->shape == VIET_LOWER && are_glued(&first, &second);
}

/* Cuts a word behind its first 'letters' letters, if that is a word that is
** known. */
static viet_status cut_behind (gluer *self, const spelling *word,
                               size_t letters) {
  const size_t at = word->at[letters];
  viet_form head, tail;
  viet_status status = part_form(self, word, at, word->bytes, &tail);
  if (status != VIET_OK || tail.kind != VIET_SYLLABLE)
    return status;
  status = part_form(self, word, 0, at, &head);
  if (status != VIET_OK || !may_be_glued(self, &head, &tail, letters))
    return status;
  status = learn_all(self);
  return status == VIET_OK && is_known(self, &head) ? add_cut(self, at)
                                                    : status;
}

/* Adds the cut behind a word that is known, the longest one. */
static viet_status cut_known (gluer *self, const spelling *word) {
  const size_t before = self->found.count;
  viet_status status = VIET_OK;
  for (size_t i = word->count - 1;
       i-- > 2 && status == VIET_OK && self->found.count == before; )
    status = cut_behind(self, word, i);
  return status;
}

/* Cuts a word before its letter 'letter', a capital, if a syllable stands
** before it and a foreign word that is known behind. */
static viet_status cut_before (gluer *self, const spelling *word,
                               size_t letter) {
  const size_t at = word->at[letter];
  viet_form head, tail;
  viet_status status = part_form(self, word, 0, at, &head);
  if (status != VIET_OK || head.kind != VIET_SYLLABLE)
    return status;
  status = part_form(self, word, at, word->bytes, &tail);
  if (status != VIET_OK || tail.kind == VIET_SYLLABLE)
    return status;
  status = learn_all(self);
  return status == VIET_OK && is_known(self, &tail) ? add_cut(self, at)
                                                    : status;
}

/* Adds the cut before a foreign word that is known. */
static viet_status cut_before_known (gluer *self, const spelling *word) {
  const size_t before = self->found.count;
  viet_status status = VIET_OK;
  for (size_t i = 1; i + SHORTEST <= word->count && status == VIET_OK
                     && self->found.count == before; i++)
    if (word->shape[i] == VIET_UPPER && word->shape[i - 1] == VIET_LOWER)
      status = cut_before(self, word, i);
  return status;
}

/* Finds the cuts of a word, which has none if it is one of the others as it
** is. */
static viet_status cut (gluer *self, const spelling *word) {
  const size_t before = self->found.count;
  viet_form form;
  viet_status status = VIET_OK;
  if (self->words != NULL) {
    status = part_form(self, word, 0, word->bytes, &form);
    if (status == VIET_OK && self->words->has(self->words->context,
                                              &self->forms, &form))
      return VIET_OK;
  }
  if (status == VIET_OK)
    status = cut_at_capitals(self, word);
  if (status == VIET_OK && self->found.count == before)
    status = cut_known(self, word);
  if (status == VIET_OK && self->found.count == before)
    status = cut_before_known(self, word);
  return status;
}

/* Finds the cuts of all forms. */
static viet_status cut_forms (gluer *self) {
  const size_t count = viet_tokens_form_count(self->tokens);
  viet_status status = viet_vector_reserve(&self->of_form, count,
                                           sizeof(span), self->allocator);
  span *of_form = self->of_form.items;
  for (uint32_t i = 0; i < count && status == VIET_OK; i++) {
    size_t bytes;
    spelling word;
    const char *text = viet_tokens_key(self->tokens, i, VIET_EXACT, &bytes);
    of_form[i].first = (uint32_t)self->found.count;
    if (viet_tokens_form(self->tokens, i)->kind == VIET_WORD &&
        read_word(&word, text, bytes) && word.marked)
      status = cut(self, &word);
    of_form[i].end = (uint32_t)self->found.count;
  }
  return status;
}

static viet_status add_glue (gluer *self, size_t token, uint32_t at) {
  viet_status status = viet_vector_reserve(&self->cuts, 1,
                                           sizeof(viet_glue),
                                           self->allocator);
  if (status == VIET_OK)
    ((viet_glue *)self->cuts.items)[self->cuts.count++] =
      (viet_glue){.token = (uint32_t)token, .at = at};
  return status;
}

/* Adds the cuts of all tokens. */
static viet_status cut_tokens (gluer *self) {
  const viet_token *tokens = viet_tokens_array(self->tokens);
  const size_t count = viet_tokens_count(self->tokens);
  const span *of_form = self->of_form.items;
  viet_status status = VIET_OK;
  for (size_t i = 0; i < count && status == VIET_OK; i++) {
    const span own = of_form[tokens[i].form];
    if (tokens[i].kind != VIET_WORD)
      continue;  /* a unit? */
    for (uint32_t k = own.first; k < own.end && status == VIET_OK; k++)
      status = add_glue(self, i, tokens[i].first +
                        ((const uint32_t *)self->found.items)[k]);
  }
  return status;
}

viet_status viet_glued_among (const viet_tokens *tokens,
                              const viet_glue_words *words,
                              const viet_allocator *allocator,
                              viet_glue **cuts, size_t *count) {
  gluer self = {.allocator = allocator, .tokens = tokens, .words = words};
  viet_status status = viet_forms_init(&self.forms, allocator);
  *cuts = NULL;
  *count = 0;
  if (status == VIET_OK)
    status = cut_forms(&self);
  if (status == VIET_OK && self.found.count > 0)
    status = cut_tokens(&self);
  if (status == VIET_OK && self.cuts.count > 0) {
    const size_t unit = sizeof(viet_glue);
    *cuts = allocator->resize(allocator->context, self.cuts.items,
                              self.cuts.capacity * unit,
                              self.cuts.count * unit);
    status = *cuts == NULL ? VIET_ENOMEM : VIET_OK;
  }
  if (*cuts != NULL)
    *count = self.cuts.count;
  else
    viet_vector_free(&self.cuts, sizeof(viet_glue), allocator);
  viet_forms_free(&self.forms);
  viet_vector_free(&self.known, 1, allocator);
  viet_vector_free(&self.of_form, sizeof(span), allocator);
  viet_vector_free(&self.found, sizeof(uint32_t), allocator);
  return status;
}

viet_status viet_glued_build (const viet_tokens *tokens,
                              const viet_allocator *allocator,
                              viet_glue **cuts, size_t *count) {
  return viet_glued_among(tokens, NULL, allocator, cuts, count);
}

viet_status viet_tokens_build_glued (const char *text, size_t bytes,
                                     const viet_allocator *allocator,
                                     viet_tokens **result) {
  viet_glue *cuts = NULL;
  size_t count = 0;
  viet_tokens *whole;
  *result = NULL;
  viet_status status = viet_tokens_build(text, bytes, allocator, &whole);
  if (status != VIET_OK)
    return status;
  status = viet_glued_build(whole, allocator, &cuts, &count);
  if (status == VIET_OK && count == 0) {
    *result = whole;
    return VIET_OK;
  }
  if (status == VIET_OK)
    status = viet_tokens_cut(whole, cuts, count, allocator, result);
  viet_free(allocator, cuts, count * sizeof(*cuts));
  viet_free(allocator, whole, viet_tokens_bytes(whole));
  return status;
}
