/*
** form.c
** Interning: each distinct string is kept once, and a spelling is
** normalized when it is seen first.
*/

#include <string.h>

#include "text/form.h"
#include "text/hash.h"
#include "text/letter.h"
#include "text/quick.h"
#include "text/quick_tables.h"
#include "text/syllable.h"
#include "text/token.h"
#include "text/unicode.h"
#include "text/measure.h"
#include "text/utf8.h"

#define NO_FORM UINT32_MAX

/* what VIET_PLACEMENT forgives */
static const viet_rules placement_rules = {
  .invisibles = true,
  .eth = true,
  .mark_order = true,
  .style = VIET_STYLE_FIRST,
  .i_y = VIET_I_Y_ALL,
  .fold = true,
  .form = VIET_NFC
};

/* and what VIET_TONELESS forgives on top of it */
static const viet_rules toneless_rules = {
  .strip = VIET_STRIP_ALL,
  .form = VIET_NFC
};


/*
** {==================================================================
** Strings
** ===================================================================
*/

size_t viet_forms_count (const viet_forms *self) {
  return self->forms.count;
}

/* bytes of the strings of a form: most have some twenty */
#define MOST_BYTES 128

bool viet_forms_are_many (const viet_forms *self, size_t most) {
  return self->forms.count >= most || self->arena.count / MOST_BYTES >= most;
}

size_t viet_forms_string_count (const viet_forms *self) {
  return self->offsets.count - 1;
}

/* The bytes of a string. They move when another one is added. */
static const char *string_at (const viet_forms *self, uint32_t string,
                              size_t *bytes) {
  const uint64_t *offset = (const uint64_t *)self->offsets.items + string;
  *bytes = (size_t)(offset[1] - offset[0]);
  return (const char *)self->arena.items + offset[0];
}

const char *viet_forms_key (const viet_forms *self, uint32_t form,
                            viet_level level, size_t *bytes) {
  const viet_form_key key = viet_key_of_level(level);
  return string_at(self, viet_forms_at(self, form)->key[key], bytes);
}

const char *viet_forms_string (const viet_forms *self, uint32_t string,
                               size_t *bytes) {
  return string_at(self, string, bytes);
}

static bool is_string (const viet_forms *self, uint32_t string,
                       const char *text, size_t bytes) {
  size_t string_bytes;
  const char *found = string_at(self, string, &string_bytes);
  return string_bytes == bytes && memcmp(found, text, bytes) == 0;
}

/*
** The slot of a string, or the free slot where it belongs. There is
** always a free slot: at most half of them are in use.
** A slot is the hash in the high half and the string + 1 in the low one.
*/
static uint64_t *find_slot (const viet_forms *self, uint32_t hash,
                            const char *text, size_t bytes) {
  const size_t mask = self->slot_count - 1;
  size_t i = hash & mask;
  for (;; i = (i + 1) & mask) {
    uint64_t *slot = self->slots + i;
    if (*slot == 0)
      return slot;
    if ((uint32_t)(*slot >> 32) == hash &&
        is_string(self, (uint32_t)*slot - 1, text, bytes))
      return slot;
  }
}

/* Doubles the table. */
static viet_status grow_slots (viet_forms *self) {
  const viet_allocator *a = self->allocator;
  const size_t count = self->slot_count == 0 ? 256 : self->slot_count * 2;
  if (count > SIZE_MAX / 2 / sizeof(uint64_t))
    return VIET_ENOMEM;
  uint64_t *slots = a->resize(a->context, NULL, 0, count * sizeof(*slots));
  if (slots == NULL)
    return VIET_ENOMEM;
  memset(slots, 0, count * sizeof(*slots));
  for (size_t i = 0; i < self->slot_count; i++) {
    if (self->slots[i] == 0)
      continue;
    size_t at = (self->slots[i] >> 32) & (count - 1);
    while (slots[at] != 0)
      at = (at + 1) & (count - 1);
    slots[at] = self->slots[i];
  }
  viet_free(a, self->slots, self->slot_count * sizeof(*slots));
  self->slots = slots;
  self->slot_count = count;
  return VIET_OK;
}

/* Room for one more string of 'bytes' bytes, in all that it touches. */
static viet_status reserve_string (viet_forms *self, size_t bytes) {
  const viet_allocator *a = self->allocator;
  const size_t strings = viet_forms_string_count(self);
  if (strings >= UINT32_MAX - 1)
    return VIET_ETOOLONG;
  if (strings >= self->slot_count / 2) {
    viet_status status = grow_slots(self);
    if (status != VIET_OK)
      return status;
  }
  if (viet_vector_reserve(&self->offsets, 1, sizeof(uint64_t), a) ||
      viet_vector_reserve(&self->form_of, 1, sizeof(uint32_t), a) ||
      viet_vector_reserve(&self->arena, bytes, 1, a))
    return VIET_ENOMEM;
  return VIET_OK;
}

/* The number of a string, which is added if it is new. */
static viet_status intern (viet_forms *self, const char *text,
                           size_t bytes, uint32_t *string) {
  const uint32_t hash = viet_hash_seeded(self->seed, text, bytes);
  if (self->slot_count > 0) {
    const uint64_t slot = *find_slot(self, hash, text, bytes);
    if (slot != 0) {
      *string = (uint32_t)slot - 1;
      return VIET_OK;
    }
  }
  viet_status status = reserve_string(self, bytes);
  if (status != VIET_OK)
    return status;
  *string = (uint32_t)viet_forms_string_count(self);
  memcpy((char *)self->arena.items + self->arena.count, text, bytes);
  self->arena.count += bytes;
  ((uint64_t *)self->offsets.items)[self->offsets.count++] =
    self->arena.count;
  ((uint32_t *)self->form_of.items)[self->form_of.count++] = NO_FORM;
  *find_slot(self, hash, text, bytes) =
    (uint64_t)hash << 32 | (*string + 1);
  return VIET_OK;
}

viet_status viet_forms_intern (viet_forms *self, const char *text,
                               size_t bytes, uint32_t *string) {
  return intern(self, text, bytes, string);
}

/* }================================================================== */


/*
** {==================================================================
** What a form is
** ===================================================================
*/

/* Digits and punctuation of ASCII: alike at no level but the exact one. */
static bool is_plain (const char *text, size_t bytes, viet_kind kind) {
  if (kind != VIET_NUMBER && kind != VIET_PUNCT && kind != VIET_SYMBOL)
    return false;
  for (size_t i = 0; i < bytes; i++) {
    if ((unsigned char)text[i] >= 0x80)
      return false;
  }
  return true;
}

/* The shape of a spelling: that of its letters, whatever else it holds. */
static viet_shape shape_of (const char *text, size_t bytes) {
  size_t upper = 0;
  size_t lower = 0;
  bool starts_upper = false;
  for (size_t at = 0; at < bytes; ) {
    uint32_t c;
    at += viet_utf8_decode(text + at, bytes - at, &c);
    const viet_shape shape = c == VIET_NO_CODE_POINT
                           ? VIET_NO_CASE : viet_unicode_case(c);
    if (shape == VIET_UPPER && upper + lower == 0)
      starts_upper = true;
    upper += shape == VIET_UPPER;
    lower += shape == VIET_LOWER;
  }
  if (upper + lower == 0)
    return VIET_NO_CASE;
  if (upper == 0)
    return VIET_LOWER;
  if (starts_upper && upper == 1)
    return VIET_TITLE;
  return lower == 0 ? VIET_UPPER : VIET_MIXED;
}

/* }================================================================== */


/*
** {==================================================================
** Keys and kinds
** ===================================================================
*/

/*
** The string that 'rules' make of 'source'; 'source' itself where that is
** no UTF-8, and where nothing would be left (a mark that stands alone).
*/
static viet_status derive (viet_forms *self, const viet_rules *rules,
                           uint32_t source, uint32_t *string) {
  size_t bytes, changed_bytes = 0;
  const char *text = string_at(self, source, &bytes);
  char *changed = NULL;
  viet_status status = viet_normalize(rules, text, bytes, self->allocator,
                                      &changed, &changed_bytes, NULL);
  *string = source;
  if (status == VIET_EUTF8)
    return VIET_OK;
  if (status == VIET_OK && changed_bytes > 0)
    status = intern(self, changed, changed_bytes, string);
  if (changed != NULL)
    viet_free(self->allocator, changed, changed_bytes + 1);
  return status;
}

/*
** Makes the other keys from the exact one, each from the one before it:
** what is alike at one level is then alike at the next. A word may turn
** into a syllable when its marks go ("tŷ", "ty"), hence the last step.
** 'key[VIET_KEY_PLACEMENT]' is what that one is made of.
*/
static viet_status derive_keys (viet_forms *self, uint32_t *key) {
  viet_status status = derive(self, &placement_rules, key[VIET_KEY_PLACEMENT],
                              &key[VIET_KEY_PLACEMENT]);
  if (status == VIET_OK)
    status = derive(self, &toneless_rules, key[VIET_KEY_PLACEMENT],
                    &key[VIET_KEY_TONELESS]);
  if (status == VIET_OK && key[VIET_KEY_TONELESS] != key[VIET_KEY_PLACEMENT])
    status = derive(self, &placement_rules, key[VIET_KEY_TONELESS],
                    &key[VIET_KEY_TONELESS]);
  return status;
}

/* letters of the longest acronym */
#define ACRONYM_LETTERS 6

/* Does the key of a word in capitals, which is no syllable, make it an
** acronym: two to six letters, and not those of "XIII"? */
static bool is_acronym (const char *key, size_t bytes) {
  size_t letters = 0, roman = 0;
  for (size_t at = 0; at < bytes && letters <= ACRONYM_LETTERS; ) {
    const char byte = key[at];
    const viet_class class = viet_class_next(key, bytes, &at);
    if (class != VIET_CLASS_LETTER && class != VIET_CLASS_MARK)
      return false;
    letters += class == VIET_CLASS_LETTER;
    roman += byte == 'i' || byte == 'v' || byte == 'x' || byte == 'l';
  }
  return letters >= 2 && letters <= ACRONYM_LETTERS && roman < letters;
}

static viet_kind kind_of_foreign (viet_shape shape, const char *key,
                                  size_t bytes) {
  return shape == VIET_UPPER && is_acronym(key, bytes) ? VIET_ACRONYM
                                                       : VIET_WORD;
}

/*
** A word is judged by its placement key, so that "Ðại" with an Icelandic
** eth and "ch" + soft hyphen + "ương" are the syllables they stand for.
*/
static viet_kind kind_of_word (const viet_forms *self,
                               const viet_form *form) {
  size_t bytes;
  const char *word = string_at(self, form->key[VIET_KEY_PLACEMENT], &bytes);
  viet_syllable syllable;
  return viet_syllable_parse(&syllable, word, bytes)
       ? VIET_SYLLABLE
       : kind_of_foreign((viet_shape)form->shape, word, bytes);
}

/* }================================================================== */


/*
** {==================================================================
** Plain words
**
** Most words are letters of Vietnamese, each of one code point, and nothing
** in them moves: their keys are written letter by letter.
** ===================================================================
*/

/* letters of the longest */
#define PLAIN_LETTERS 20

typedef struct word {
  size_t count;                        /* letters */
  viet_letter letters[PLAIN_LETTERS];
  char lower[PLAIN_LETTERS * 4];       /* the placement key */
  size_t lower_bytes;
  char bare[PLAIN_LETTERS];            /* the toneless key */
} word;

/* Adds a letter; false if there are too many, or if it has no place in a
** plain word. */
static bool add_letter (word *self, uint32_t c) {
  viet_letter letter;
  if (self->count == PLAIN_LETTERS || c == VIET_KELVIN_SIGN ||
      !viet_letter_of(&letter, c))
    return false;
  self->letters[self->count] = letter;
  self->bare[self->count++] =
    letter.base == VIET_D_STROKE ? 'd' : (char)letter.base;
  letter.upper = false;
  self->lower_bytes += viet_utf8_encode(self->lower + self->lower_bytes,
                                        viet_letter_code_point(letter));
  return true;
}

/* Do the rules of the placement key leave the letters of the word alone,
** and those of the toneless key no y that is written i? */
static bool stays (const word *self, const viet_syllable *syllable) {
  const viet_letter *last = &self->letters[self->count - 1];
  if (last->base == 'y' && self->count > 1)
    return false;
  return !syllable->valid || syllable->tone == VIET_NGANG ||
         syllable->tone_at == syllable->first_at;
}

/* Reads a word that is plain; false for all others. */
static bool read_plain (word *self, viet_syllable *syllable,
                        const char *text, size_t bytes) {
  self->count = 0;
  self->lower_bytes = 0;
  for (size_t at = 0; at < bytes; ) {
    uint32_t c;
    at += viet_utf8_decode(text + at, bytes - at, &c);
    if (c == VIET_NO_CODE_POINT || !add_letter(self, c))
      return false;
  }
  viet_syllable_of(syllable, self->letters, self->count);
  return stays(self, syllable);
}

/* Makes the keys of a plain word, its kind and its shape. */
static viet_status describe_plain (viet_forms *self, const word *plain,
                                   const viet_syllable *syllable,
                                   viet_form *made) {
  viet_status status = intern(self, plain->lower, plain->lower_bytes,
                              &made->key[VIET_KEY_PLACEMENT]);
  if (status == VIET_OK)
    status = intern(self, plain->bare, plain->count,
                    &made->key[VIET_KEY_TONELESS]);
  const viet_shape shape = viet_shape_of(plain->letters, plain->count);
  made->kind = syllable->valid
             ? VIET_SYLLABLE
             : (uint8_t)kind_of_foreign(shape, plain->lower,
                                        plain->lower_bytes);
  made->shape = (uint8_t)shape;
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Forms
** ===================================================================
*/

/* Makes the keys of any other form, its kind and its shape. */
static viet_status describe (viet_forms *self, const char *text,
                             size_t bytes, viet_kind kind,
                             viet_form *made) {
  viet_status status = VIET_OK;
  made->shape = (uint8_t)shape_of(text, bytes);
  if (kind == VIET_HASHTAG)  /* the others are without # */
    status = intern(self, text + 1, bytes - 1, &made->key[VIET_KEY_PLACEMENT]);
  if (status == VIET_OK && !is_plain(text, bytes, kind))
    status = derive_keys(self, made->key);
  if (status == VIET_OK && kind == VIET_WORD)
    kind = kind_of_word(self, made);
  made->kind = (uint8_t)kind;
  return status;
}

/* Makes the form of a string that is the spelling of none yet; 'text' is
** its bytes, which do not move. */
static viet_status add_form (viet_forms *self, uint32_t spelling,
                             const char *text, size_t bytes,
                             viet_kind kind, uint32_t *form) {
  viet_status status = viet_vector_reserve(&self->forms, 1,
                                           sizeof(viet_form),
                                           self->allocator);
  if (status != VIET_OK)
    return status;
  viet_form made = {.key = {spelling, spelling, spelling}};
  word plain;
  viet_syllable syllable;
  status = kind == VIET_WORD && read_plain(&plain, &syllable, text, bytes)
         ? describe_plain(self, &plain, &syllable, &made)
         : describe(self, text, bytes, kind, &made);
  if (status != VIET_OK)
    return status;
  size_t key_bytes;
  const char *key = string_at(self, made.key[VIET_KEY_PLACEMENT], &key_bytes);
  if (made.kind != VIET_HASHTAG)  /* "5 #km" is no unit */
    made.role = (uint8_t)viet_role_of(text, bytes, key, key_bytes);
  *form = (uint32_t)self->forms.count;
  ((viet_form *)self->forms.items)[self->forms.count++] = made;
  ((uint32_t *)self->form_of.items)[spelling] = *form;
  return VIET_OK;
}

viet_status viet_forms_add (viet_forms *self, const char *text,
                            size_t bytes, viet_kind kind, uint32_t *form) {
  uint32_t spelling;
  viet_status status = intern(self, text, bytes, &spelling);
  if (status != VIET_OK)
    return status;
  *form = ((const uint32_t *)self->form_of.items)[spelling];
  if (*form != NO_FORM)
    return VIET_OK;
  return add_form(self, spelling, text, bytes, kind, form);
}

/* bits that number the slots at first */
#define FIRST_BITS 8

static size_t slots_of (const viet_short_table *table) {
  return table->slots == NULL ? 0 : (size_t)1 << (64 - table->shift);
}

/* Is a token with this form looked at whenever it occurs: a unit, if there
** is a number before it, and the signs of addresses and hashtags? */
static bool is_looked_at (const viet_form *form, const char *text) {
  return viet_role_is_unit((viet_role)form->role) || *text == '@' ||
         *text == '#';
}

const viet_short *viet_short_next (const viet_short_table *in, size_t at,
                                   uint64_t low, uint64_t high) {
  for (;; at = (at + 1) & (size_t)(UINT64_MAX >> in->shift)) {
    const viet_short *slot = &in->slots[at];
    if (slot->low == low && slot->high == high)
      return slot;
    if (slot->low == 0)
      return NULL;
  }
}

void viet_forms_put_short (viet_forms *self, uint32_t form) {
  const viet_short_table *table = &self->shorts;
  size_t bytes;
  unsigned char room[16] = {0};
  const viet_form *of = (const viet_form *)self->forms.items + form;
  const char *text = string_at(self, of->key[VIET_KEY_EXACT], &bytes);
  if (bytes > VIET_SHORT_BYTES || *text == '\0' || is_looked_at(of, text))
    return;
  memcpy(room, text, bytes);
  if (!viet_quick_spelling(room, bytes))
    return;
  viet_short key = viet_short_key(room, bytes);
  key.form = form;
  key.kind = of->kind;
  key.shape = of->shape;
  size_t at = (size_t)(table->hash(table, &key) >> table->shift);
  if (viet_short_next(table, at, key.low, key.high) != NULL)
    return;
  while (table->slots[at].low != 0)
    at = (at + 1) & (slots_of(table) - 1);
  table->slots[at] = key;
  self->short_count++;
}

/* Makes a new table. Forms that were seen first, and most are frequent,
** are put in first: they are in the slots where the search begins. Those
** made without a fast path may be too many: then the others are put in when
** they are seen again. */
viet_status viet_forms_grow (viet_forms *self, viet_short_hash *hash) {
  const viet_allocator *a = self->allocator;
  viet_short_table *table = &self->shorts;
  const size_t old = slots_of(table);
  const bool is_full = self->short_count >= self->short_limit;
  const size_t count = old == 0 ? (size_t)1 << FIRST_BITS
                     : is_full ? 2 * old : old;
  if (count > SIZE_MAX / 2 / sizeof(viet_short))
    return VIET_ENOMEM;
  viet_short *slots = a->resize(a->context, NULL, 0,
                                count * sizeof(*slots));
  if (slots == NULL)
    return VIET_ENOMEM;
  for (size_t i = 0; i < count; i++)
    slots[i] = (viet_short){.high = 1};
  viet_free(a, table->slots, old * sizeof(*slots));
  table->slots = slots;
  table->hash = hash;
  table->shift = old == 0 ? 64 - FIRST_BITS
               : is_full ? table->shift - 1 : table->shift;
  self->short_count = 0;
  self->short_limit = count / 4;
  for (size_t i = 0; i < self->forms.count &&
                     self->short_count < self->short_limit; i++)
    viet_forms_put_short(self, (uint32_t)i);
  return VIET_OK;
}

viet_status viet_forms_init (viet_forms *self,
                             const viet_allocator *allocator) {
  *self = (viet_forms){.allocator = allocator};
  viet_status status = viet_vector_reserve(&self->offsets, 1,
                                           sizeof(uint64_t), allocator);
  if (status != VIET_OK)
    return status;
  ((uint64_t *)self->offsets.items)[self->offsets.count++] = 0;
  self->seed = viet_hash_mix((uint64_t)(uintptr_t)self->offsets.items,
                   (uint64_t)(uintptr_t)self);
  self->shorts.odd[0] = viet_hash_mix(self->seed, 1) | 1;
  self->shorts.odd[1] = viet_hash_mix(self->seed, 2) | 1;
  return VIET_OK;
}

void viet_forms_free (viet_forms *self) {
  const viet_allocator *a = self->allocator;
  viet_vector_free(&self->forms, sizeof(viet_form), a);
  viet_vector_free(&self->offsets, sizeof(uint64_t), a);
  viet_vector_free(&self->form_of, sizeof(uint32_t), a);
  viet_vector_free(&self->arena, 1, a);
  viet_free(a, self->slots, self->slot_count * sizeof(*self->slots));
  viet_free(a, self->shorts.slots,
            slots_of(&self->shorts) * sizeof(*self->shorts.slots));
  self->slots = NULL;
  self->slot_count = 0;
  self->shorts.slots = NULL;
  self->short_limit = 0;
}

/* }================================================================== */
