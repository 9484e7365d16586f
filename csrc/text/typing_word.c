/*
** typing_word.c
** What the keys of one word give:
**
**              Telex             VNI
**     tones    s f r x j, z      1 2 3 4 5, 0     ́ ̀ ̉ ̃ ̣, none
**     â ê ô    aa ee oo          6
**     ơ ư      ow uw, w          7                "uow", "uo7": ươ, open uơ
**     ă        aw                8
**     đ        dd                9
**
** A key may stand anywhere after its letter, to the end of the syllable.
** The same key again undoes it, and both count as one letter: "ass" is
** "as". Whole words are read, not single strokes, so a word that would be
** no syllable stays as it was typed, as in an input method that restores
** foreign words.
*/

#include "text/typing.h"

#include <string.h>

#include "text/syllable.h"
#include "text/utf8.h"

/* What a key does besides being a letter, as bits. */
enum key_kind {
  KEY_LETTER = 0,
  KEY_TONE = 1,
  KEY_MARK = 2,     /* on a vowel */
  KEY_STROKE = 4    /* of đ */
};

#define KINDS 3
#define NOWHERE SIZE_MAX

/* One word while its keys are read. */
typedef struct typist {
  viet_typing method;
  viet_style style;
  bool check;          /* convert syllables alone? */
  viet_letter letters[VIET_WORD_KEYS];  /* without tone, digits too */
  size_t count;        /* of letters */
  viet_tone tone;
  viet_tone removed;   /* the tone that 'z' or '0' took off */
  bool used;           /* has a key been more than a letter? */
  unsigned undone;     /* kinds that are letters from now on */
  size_t lone;         /* the letter that is 'w' alone, or NOWHERE */
  size_t pair;         /* the u of "uow", or NOWHERE */
  size_t dropped[KINDS];  /* keys that undid another */
  size_t drops;
} typist;


/*
** {==================================================================
** The word so far
** ===================================================================
*/

/* The vowels [first, end) that may take marks: not the u of 'qu'. */
static void find_vowels (const viet_letter *letters, size_t count,
                         size_t *first, size_t *end) {
  size_t at = 0;
  while (at < count && !viet_letter_is_vowel(letters[at]))
    at++;
  if (at == 1 && letters[0].base == 'q' && count > 1
      && letters[1].base == 'u')
    at++;
  *first = at;
  while (at < count && viet_letter_is_vowel(letters[at]))
    at++;
  *end = at;
}


/*
** The u and o of a rime get their horns together. The one of u goes when
** nothing follows (thuở), that of o comes when something does (nguwoif).
*/
static void settle_horns (const typist *self, viet_letter *letters) {
  for (size_t i = 0; i + 1 < self->count; i++) {
    viet_letter *u = &letters[i], *o = &letters[i + 1];
    bool open = i + 2 == self->count;
    if (u->base != 'u' || u->mark != VIET_HORN || o->base != 'o')
      continue;
    if (open && i == self->pair && o->mark == VIET_HORN)
      u->mark = VIET_PLAIN;
    if (!open && o->mark == VIET_PLAIN)
      o->mark = VIET_HORN;
  }
}


/* The vowel for the tone in a word that is no syllable. */
static size_t foreign_place (const viet_letter *letters, size_t count) {
  size_t first, end;
  find_vowels(letters, count, &first, &end);
  for (size_t i = end; i-- > first; )
    if (letters[i].mark != VIET_PLAIN)
      return i;
  bool second = end - first > 2 || (end - first == 2 && end < count);
  return second ? first + 1 : first;
}


/*
** Writes the word as the keys make it, 'self->count' letters, and tells
** whether that is a syllable, or one letter: "đ", "ă". The tone first goes
** to the last vowel, since the grammar does not ask where it stands (but
** in "gịa").
*/
static bool compose (const typist *self, viet_letter *letters) {
  size_t first, end;
  viet_syllable syllable;
  memcpy(letters, self->letters, self->count * sizeof(*letters));
  settle_horns(self, letters);
  find_vowels(letters, self->count, &first, &end);
  if (end > first)
    letters[end - 1].tone = (uint8_t)self->tone;
  bool valid = viet_syllable_of(&syllable, letters, self->count);
  if (end == first)
    return valid || self->count == 1;
  letters[end - 1].tone = VIET_NGANG;
  size_t place = !valid ? foreign_place(letters, self->count)
               : self->style == VIET_STYLE_SECOND ? syllable.second_at
               : syllable.first_at;
  letters[place].tone = (uint8_t)self->tone;
  return valid || self->count == 1;
}


/* May the same key again undo what it did? Only in what a reader sees
** as a word: "access" has two letters, "ass" one that was undone. */
static bool may_undo (const typist *self) {
  viet_letter letters[VIET_WORD_KEYS];
  return !self->check || compose(self, letters);
}

/* }================================================================== */


/*
** {==================================================================
** Keys. Each function returns false if the key is a letter here.
** ===================================================================
*/

static void add_letter (typist *self, char key) {
  viet_letter letter = {.base = (uint8_t)key};
  if (key < '0' || key > '9')
    viet_letter_of(&letter, (uint8_t)key);
  self->letters[self->count++] = letter;
}


/* Notes that key number 'at' undid what a key of its kind had done. */
static void note_undo (typist *self, enum key_kind kind, size_t at) {
  self->undone |= (unsigned)kind;
  self->dropped[self->drops++] = at;
}


/* The key and the one that it undid make one letter. */
static void undo (typist *self, enum key_kind kind, char key, size_t at) {
  note_undo(self, kind, at);
  add_letter(self, key);
}


static bool type_tone (typist *self, char key, viet_tone tone, size_t at) {
  size_t first, end;
  find_vowels(self->letters, self->count, &first, &end);
  if (end == first)
    return false;
  bool again = tone == self->tone;
  if (again && tone == VIET_NGANG) {
    if (self->removed == VIET_NGANG || !may_undo(self))
      return false;
    self->tone = self->removed;
    undo(self, KEY_TONE, key, at);
  } else if (again) {
    if (!may_undo(self))
      return false;
    self->tone = VIET_NGANG;
    undo(self, KEY_TONE, key, at);
  } else {
    self->removed = tone == VIET_NGANG ? self->tone : VIET_NGANG;
    self->tone = tone;
  }
  return true;
}


static bool type_stroke (typist *self, char key, size_t at) {
  size_t i = self->count;
  while (i > 0 && self->letters[i - 1].base != 'd'
         && self->letters[i - 1].base != VIET_D_STROKE)
    i--;
  if (i == 0)
    return false;
  viet_letter *letter = &self->letters[i - 1];
  if (letter->base == 'd') {
    letter->base = VIET_D_STROKE;
    return true;
  }
  if (!may_undo(self))
    return false;
  letter->base = 'd';
  undo(self, KEY_STROKE, key, at);
  return true;
}


/* Is the letter 'i' an o that another o does not change: "ngoao"? */
static bool is_glide (const typist *self, size_t i) {
  if (self->letters[i].base != 'o' || i + 2 != self->count)
    return false;
  uint16_t next = self->letters[i + 1].base;
  return next == 'a' || next == 'e';
}


/* The last vowel that 'key' puts a circumflex on, or NOWHERE. */
static size_t circumflex_place (const typist *self, char key) {
  size_t first, end;
  find_vowels(self->letters, self->count, &first, &end);
  for (size_t i = end; i-- > first; ) {
    uint16_t base = self->letters[i].base;
    if (key != '6' && base == (uint16_t)key)
      return is_glide(self, i) ? NOWHERE : i;
    if (key == '6' && (base == 'a' || base == 'e' || base == 'o'))
      return i;
  }
  return NOWHERE;
}


static bool type_circumflex (typist *self, char key, size_t at) {
  size_t i = circumflex_place(self, (char)(key | 0x20));
  if (i == NOWHERE)
    return false;
  viet_letter *letter = &self->letters[i];
  if (letter->mark != VIET_CIRCUMFLEX) {
    if (i > 0 && i - 1 == self->pair)  /* "uow", then o: uô */
      self->letters[i - 1].mark = VIET_PLAIN;
    letter->mark = VIET_CIRCUMFLEX;
    return true;
  }
  if (!may_undo(self))
    return false;
  letter->mark = VIET_PLAIN;
  undo(self, KEY_MARK, key, at);
  return true;
}


/* Does 'key' (w, 7 or 8) put a horn or a breve on the letter? */
static bool takes_hook (char key, viet_letter letter) {
  if (letter.base == 'a')
    return key != '7';
  return (letter.base == 'o' || letter.base == 'u') && key != '8';
}


/*
** The vowel for the hook, and whether it is the u of a pair "uo"; NOWHERE
** if there is none. In "ua" and "uu" u takes it, else the last that can.
*/
static size_t hook_place (const typist *self, char key, bool *is_pair) {
  const viet_letter *letters = self->letters;
  size_t first, end, last = NOWHERE;
  find_vowels(letters, self->count, &first, &end);
  *is_pair = false;
  for (size_t i = first; i < end; i++) {
    if (!takes_hook(key, letters[i]))
      continue;
    last = i;
    if (letters[i].base != 'u' || i + 1 == end)
      continue;
    uint16_t next = letters[i + 1].base;
    *is_pair = next == 'o';
    if (next == 'o' || next == 'a' || next == 'u')
      break;
  }
  return last;
}


static void hook (typist *self, size_t i, bool is_pair) {
  viet_letter *letter = &self->letters[i];
  if (is_pair && letter->mark == VIET_PLAIN)
    self->pair = i;
  letter->mark = letter->base == 'a' ? VIET_BREVE : VIET_HORN;
  if (is_pair)
    letter[1].mark = VIET_HORN;
}


/* 'w' alone, a u with its horn, goes back to a letter w. */
static void unhook (typist *self, size_t i, bool is_pair, char key,
                    size_t at) {
  if (i == self->lone) {
    note_undo(self, KEY_MARK, at);
    viet_letter_of(&self->letters[i], self->letters[i].upper ? 'W' : 'w');
    return;
  }
  self->letters[i].mark = VIET_PLAIN;
  if (is_pair)
    self->letters[i + 1].mark = VIET_PLAIN;
  undo(self, KEY_MARK, key, at);
}


static bool type_hook (typist *self, char key, size_t at) {
  bool is_pair;
  size_t i = hook_place(self, (char)(key | 0x20), &is_pair);
  if (i == NOWHERE) {
    if (self->method == VIET_VNI)
      return false;
    self->lone = self->count;
    self->letters[self->count++] = (viet_letter){
      .base = 'u', .mark = VIET_HORN, .upper = key == 'W'
    };
    return true;
  }
  uint8_t mark = self->letters[i + is_pair].mark;
  if ((mark != VIET_HORN && mark != VIET_BREVE)
      || self->letters[i].mark == VIET_PLAIN) {
    hook(self, i, is_pair);
    return true;
  }
  if (!may_undo(self))
    return false;
  unhook(self, i, is_pair, key, at);
  return true;
}


/* The kind of a key in lower case, and its tone if it is one. */
static enum key_kind kind_of_key (viet_typing method, char key,
                                  viet_tone *tone) {
  static const char tone_keys[2][7] = {"zsfrxj", "012345"};
  static const viet_tone tones[] = {
    VIET_NGANG, VIET_SAC, VIET_HUYEN, VIET_HOI, VIET_NGA, VIET_NANG
  };
  const char *keys = tone_keys[method];
  const char *found = strchr(keys, key);
  if (found) {
    *tone = tones[found - keys];
    return KEY_TONE;
  }
  if (key == (method == VIET_TELEX ? 'd' : '9'))
    return KEY_STROKE;
  const char *marks = method == VIET_TELEX ? "aeow" : "678";
  return strchr(marks, key) ? KEY_MARK : KEY_LETTER;
}


/* Reads key number 'at' of the word. */
static void type_key (typist *self, char key, size_t at) {
  viet_tone tone = VIET_NGANG;
  char lower = key >= 'A' && key <= 'Z' ? (char)(key | 0x20) : key;
  enum key_kind kind = kind_of_key(self->method, lower, &tone);
  bool done = false;
  if ((self->undone & (unsigned)kind) == 0) {
    if (kind == KEY_TONE)
      done = type_tone(self, key, tone, at);
    if (kind == KEY_STROKE)
      done = type_stroke(self, key, at);
    if (kind == KEY_MARK)
      done = lower == 'w' || lower == '7' || lower == '8'
           ? type_hook(self, key, at) : type_circumflex(self, key, at);
  }
  if (done)
    self->used = true;
  else
    add_letter(self, key);
}

/* }================================================================== */


/*
** {==================================================================
** The word as it is written
** ===================================================================
*/

/* The keys without those that undid another; returns their bytes. */
static size_t write_keys (const typist *self, const char *keys,
                          size_t count, char *out) {
  size_t bytes = 0, drop = 0;
  for (size_t i = 0; i < count; i++) {
    if (drop < self->drops && self->dropped[drop] == i)
      drop++;
    else
      out[bytes++] = keys[i];
  }
  return bytes;
}


size_t viet_typing_write_letters (const viet_letter *letters, size_t count,
                                  char *out) {
  size_t bytes = 0;
  for (size_t i = 0; i < count; i++)
    bytes += viet_utf8_encode(out + bytes,
                              viet_letter_code_point(letters[i]));
  return bytes;
}


size_t viet_typing_read_word (const viet_typing_rules *rules,
                              const char *keys, size_t count, char *out) {
  viet_letter letters[VIET_WORD_KEYS];
  typist self = {
    .method = rules->method, .style = rules->style,
    .check = !rules->foreign, .lone = NOWHERE, .pair = NOWHERE
  };
  for (size_t i = 0; i < count; i++)
    type_key(&self, keys[i], i);
  bool is_word = compose(&self, letters);
  if (self.used && (is_word || !self.check))
    return viet_typing_write_letters(letters, self.count, out);
  return write_keys(&self, keys, count, out);
}

/* }================================================================== */
