/*
** typing.c
** Vietnamese typed with the keys of a plain keyboard, as the well-known
** input methods read them:
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

#include "viet.h"

#include "text/bytes.h"
#include "text/syllable.h"
#include "text/unicode.h"
#include "text/utf8.h"

/* keys of the longest word that is read; "nghieengs" has 9 */
#define WORD_KEYS 24

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
  viet_letter letters[WORD_KEYS];  /* without tone; digits count as letters */
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
  viet_letter letters[WORD_KEYS];
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
** From keys to words
** ===================================================================
*/

/* bytes of the longest word that is read, when it is written */
#define WORD_BYTES (WORD_KEYS * 3)

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


static size_t write_letters (const viet_letter *letters, size_t count,
                             char *out) {
  size_t bytes = 0;
  for (size_t i = 0; i < count; i++)
    bytes += viet_utf8_encode(out + bytes,
                              viet_letter_code_point(letters[i]));
  return bytes;
}


/* Reads the keys of a word, up to WORD_KEYS, into 'out', which has room
** for WORD_BYTES; returns the bytes used there. */
static size_t read_word (const viet_typing_rules *rules, const char *keys,
                         size_t count, char *out) {
  viet_letter letters[WORD_KEYS];
  typist self = {
    .method = rules->method, .style = rules->style,
    .check = !rules->foreign, .lone = NOWHERE, .pair = NOWHERE
  };
  for (size_t i = 0; i < count; i++)
    type_key(&self, keys[i], i);
  bool is_word = compose(&self, letters);
  if (self.used && (is_word || !self.check))
    return write_letters(letters, self.count, out);
  return write_keys(&self, keys, count, out);
}


/* What stands between two characters that are no letter or digit. */
typedef struct stretch {
  const char *text;
  size_t bytes;
  size_t word;    /* bytes of the word that it begins with */
  bool ascii;
} stretch;


static bool is_digit (char c) {
  return c >= '0' && c <= '9';
}


/* The class of the code point at 'at'; '*length' is its bytes. */
static viet_class class_at (const char *text, size_t bytes, size_t at,
                            size_t *length) {
  uint32_t code_point;
  *length = viet_utf8_decode(text + at, bytes - at, &code_point);
  return viet_unicode_class(code_point);
}


/*
** The stretch at the start of 'text', no bytes if none begins there. To
** Telex digits end the word; to VNI they are keys. What begins with a
** digit ("60w") has no word.
*/
static stretch find_stretch (viet_typing method, const char *text,
                             size_t bytes) {
  stretch found = {.text = text, .ascii = true};
  while (found.bytes < bytes) {
    size_t length;
    viet_class class = class_at(text, bytes, found.bytes, &length);
    if (class != VIET_CLASS_LETTER && class != VIET_CLASS_MARK
        && class != VIET_CLASS_DIGIT)
      break;
    if (length > 1)
      found.ascii = false;
    found.bytes += length;
  }
  if (found.bytes == 0 || is_digit(text[0]))
    return found;
  while (found.word < found.bytes
         && (method == VIET_VNI || !is_digit(text[found.word])))
    found.word++;
  return found;
}


/* Appends what a stretch of keys stands for. Letters with marks are typed
** already: such a word is not read again. */
static viet_status read_stretch (const viet_typing_rules *rules,
                                 const stretch *part, viet_vector *out,
                                 const viet_allocator *allocator) {
  char word[WORD_BYTES];
  if (!part->ascii || part->word == 0 || part->word > WORD_KEYS)
    return viet_bytes_add(out, part->text, part->bytes, allocator);
  size_t bytes = read_word(rules, part->text, part->word, word);
  viet_status status = viet_bytes_add(out, word, bytes, allocator);
  if (status != VIET_OK)
    return status;
  return viet_bytes_add(out, part->text + part->word,
                        part->bytes - part->word, allocator);
}

/* }================================================================== */


/*
** {==================================================================
** From words to keys
** ===================================================================
*/

/* The keys of the longest syllable are fewer than half of these. */
typedef struct keys {
  size_t count;
  char key[WORD_KEYS];
} keys;


static void press (keys *self, char key, bool upper) {
  if (upper && key >= 'a' && key <= 'z')
    key = (char)(key & ~0x20);
  self->key[self->count++] = key;
}


static char mark_key (viet_typing method, viet_letter letter) {
  if (letter.mark == VIET_CIRCUMFLEX)
    return method == VIET_VNI ? '6' : (char)letter.base;
  if (method == VIET_TELEX)
    return 'w';
  return letter.mark == VIET_HORN ? '7' : '8';
}


/* A letter and the key of its mark. The u of "ươ" gets none: that of o
** is for both; and Telex writes a second plain o as "oo" undone. */
static void press_letter (keys *self, viet_typing method,
                          const viet_letter *letters, size_t count,
                          size_t i) {
  viet_letter letter = letters[i];
  bool stroke = letter.base == VIET_D_STROKE;
  bool pair = i + 1 < count && letter.base == 'u'
           && letter.mark == VIET_HORN && letters[i + 1].base == 'o';
  bool again = method == VIET_TELEX && i > 0 && letter.base == 'o'
            && letters[i - 1].base == 'o';
  press(self, stroke ? 'd' : (char)letter.base, letter.upper);
  if (stroke)
    press(self, method == VIET_VNI ? '9' : 'd', letter.upper);
  if (again)
    press(self, 'o', letter.upper);
  if (letter.mark != VIET_PLAIN && !pair)
    press(self, mark_key(method, letter), letter.upper);
}


/* The keys of a syllable: VNI's tone follows its letter, Telex's ends the
** word ("Tie61ng", "Tieengs"). */
static keys spell (viet_typing method, const viet_letter *letters,
                   const viet_syllable *syllable) {
  static const char tone_keys[2][7] = {"zfsxrj", "021435"};
  keys self = {0};
  size_t count = (size_t)syllable->onset + syllable->rime
               + syllable->coda;
  char tone = tone_keys[method][syllable->tone];
  bool toned = syllable->tone != VIET_NGANG;
  for (size_t i = 0; i < count; i++) {
    press_letter(&self, method, letters, count, i);
    if (toned && method == VIET_VNI && i == syllable->tone_at)
      press(&self, tone, false);
  }
  if (toned && method == VIET_TELEX)
    press(&self, tone, syllable->shape == VIET_UPPER);
  return self;
}


/* Do the keys give the word? */
static bool gives (viet_typing method, viet_style style, const keys *typed,
                   const char *word, size_t bytes) {
  char out[WORD_BYTES];
  const viet_typing_rules rules = {.method = method, .style = style};
  return read_word(&rules, typed->key, typed->count, out) == bytes
      && memcmp(out, word, bytes) == 0;
}


/* The letters of a word, however it is encoded; 0 if it has too many, or
** what is no letter of the alphabet. */
static size_t read_letters (const char *word, size_t bytes,
                            viet_letter letters[VIET_SYLLABLE_LETTERS]) {
  size_t count = 0;
  for (size_t at = 0; at < bytes; count++) {
    if (count == VIET_SYLLABLE_LETTERS)
      return 0;
    size_t length = viet_letter_read(&letters[count], word + at,
                                     bytes - at);
    if (length == 0)
      return 0;
    at += length;
  }
  return count;
}


/* The keys of a word that is a syllable with its tone where a style puts
** it; false for any other. */
static bool spell_syllable (viet_typing method, const char *word,
                            size_t bytes, keys *typed) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  viet_syllable syllable;
  char composed[WORD_BYTES];
  size_t count = read_letters(word, bytes, letters);
  if (!viet_syllable_of(&syllable, letters, count))
    return false;
  *typed = spell(method, letters, &syllable);
  size_t length = write_letters(letters, count, composed);
  return gives(method, VIET_STYLE_FIRST, typed, composed, length)
      || gives(method, VIET_STYLE_SECOND, typed, composed, length);
}


/* A word with the key 'extra' before letter 'at'. */
static keys insert_key (const char *word, size_t bytes, size_t at,
                        char extra) {
  keys typed = {.count = bytes + 1};
  memcpy(typed.key, word, at);
  typed.key[at] = extra;
  memcpy(typed.key + at + 1, word + at, bytes - at);
  return typed;
}


/*
** The keys of an ASCII word that would be read as another ("as"): those
** with one more that undoes a key. Where a key undoes itself there is one,
** since the word is read as a syllable, which is what may be undone.
*/
static bool escape (viet_typing method, const char *word, size_t bytes,
                    keys *typed) {
  const char *others = method == VIET_TELEX ? "sfrxjzaeowd" : "0123456789";
  for (size_t at = 1; at <= bytes; at++) {
    *typed = insert_key(word, bytes, at, word[at - 1]);
    if (gives(method, VIET_STYLE_FIRST, typed, word, bytes))
      return true;
  }
  for (const char *key = others; *key; key++)
    for (size_t at = bytes; at > 0; at--) {
      *typed = insert_key(word, bytes, at, *key);
      if (gives(method, VIET_STYLE_FIRST, typed, word, bytes))
        return true;
    }
  return false;
}


static bool is_ascii (const char *text, size_t bytes) {
  for (size_t i = 0; i < bytes; i++)
    if ((unsigned char)text[i] >= 0x80)
      return false;
  return true;
}


/* The keys of a word; false if it has to be written as it is. */
static bool find_keys (viet_typing method, const char *word, size_t bytes,
                       keys *typed) {
  if (!is_ascii(word, bytes))
    return spell_syllable(method, word, bytes, typed);
  if (bytes > WORD_KEYS)
    return false;
  *typed = (keys){.count = bytes};
  memcpy(typed->key, word, bytes);
  if (gives(method, VIET_STYLE_FIRST, typed, word, bytes))
    return true;
  return bytes < WORD_KEYS && escape(method, word, bytes, typed);
}


static viet_status write_stretch (viet_typing method, const stretch *part,
                                  viet_vector *out,
                                  const viet_allocator *allocator) {
  keys typed;
  size_t rest = part->bytes - part->word;
  if (!is_ascii(part->text + part->word, rest)
      || !find_keys(method, part->text, part->word, &typed))
    return viet_bytes_add(out, part->text, part->bytes, allocator);
  viet_status status = viet_bytes_add(out, typed.key, typed.count,
                                      allocator);
  if (status != VIET_OK)
    return status;
  return viet_bytes_add(out, part->text + part->word, rest, allocator);
}

/* }================================================================== */


/* Goes through a text; 'rules' are NULL when it is to be turned to keys. */
static viet_status convert (const viet_typing_rules *rules,
                            viet_typing method, const char *text,
                            size_t bytes, viet_vector *out,
                            const viet_allocator *allocator) {
  viet_status status = VIET_OK;
  for (size_t at = 0; at < bytes && status == VIET_OK; ) {
    stretch part = find_stretch(method, text + at, bytes - at);
    if (part.bytes == 0) {
      class_at(text, bytes, at, &part.bytes);
      status = viet_bytes_add(out, text + at, part.bytes, allocator);
    } else if (rules) {
      status = read_stretch(rules, &part, out, allocator);
    } else {
      status = write_stretch(method, &part, out, allocator);
    }
    at += part.bytes;
  }
  return status;
}


static viet_status run (const viet_typing_rules *rules, viet_typing method,
                        const char *text, size_t bytes,
                        const viet_allocator *allocator, char **result,
                        size_t *result_bytes) {
  viet_vector out = {0};
  *result = NULL;
  *result_bytes = 0;
  if (bytes > VIET_MAX_BYTES)
    return VIET_ETOOLONG;
  *result_bytes = viet_utf8_check(text, bytes);
  if (*result_bytes < bytes)
    return VIET_EUTF8;
  viet_status status = convert(rules, method, text, bytes, &out,
                               allocator);
  if (status == VIET_OK)
    status = viet_bytes_take(&out, allocator, result, result_bytes);
  viet_vector_free(&out, 1, allocator);
  return status;
}


viet_status viet_typing_read (const viet_typing_rules *rules,
                              const char *text, size_t bytes,
                              const viet_allocator *allocator,
                              char **result, size_t *result_bytes) {
  return run(rules, rules->method, text, bytes, allocator, result,
             result_bytes);
}


viet_status viet_typing_write (viet_typing method, const char *text,
                               size_t bytes,
                               const viet_allocator *allocator,
                               char **result, size_t *result_bytes) {
  return run(NULL, method, text, bytes, allocator, result, result_bytes);
}
