/*
** typing_keys.c
** The keys of one word: those that give it when they are read again.
*/

#include "text/typing.h"

#include <string.h>

#include "text/syllable.h"
#include "text/utf8.h"


static void press (viet_keys *self, char key, bool upper) {
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
static void press_letter (viet_keys *self, viet_typing method,
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
static viet_keys spell (viet_typing method, const viet_letter *letters,
                        const viet_syllable *syllable) {
  static const char tone_keys[2][7] = {"zfsxrj", "021435"};
  viet_keys self = {0};
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
static bool gives (viet_typing method, viet_style style, const viet_keys *typed,
                   const char *word, size_t bytes) {
  char out[VIET_TYPED_BYTES];
  const viet_typing_rules rules = {.method = method, .style = style};
  return viet_typing_read_word(&rules, typed->key, typed->count, out) == bytes
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
                            size_t bytes, viet_keys *typed) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  viet_syllable syllable;
  char composed[VIET_TYPED_BYTES];
  size_t count = read_letters(word, bytes, letters);
  if (!viet_syllable_of(&syllable, letters, count))
    return false;
  *typed = spell(method, letters, &syllable);
  size_t length = viet_typing_write_letters(letters, count, composed);
  return gives(method, VIET_STYLE_FIRST, typed, composed, length)
      || gives(method, VIET_STYLE_SECOND, typed, composed, length);
}


/* A word with the key 'extra' before letter 'at'. */
static viet_keys insert_key (const char *word, size_t bytes, size_t at,
                             char extra) {
  viet_keys typed = {.count = bytes + 1};
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
                    viet_keys *typed) {
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


bool viet_typing_find_keys (viet_typing method, const char *word,
                            size_t bytes, viet_keys *typed) {
  if (!viet_utf8_is_ascii(word, bytes))
    return spell_syllable(method, word, bytes, typed);
  if (bytes > VIET_WORD_KEYS)
    return false;
  *typed = (viet_keys){.count = bytes};
  memcpy(typed->key, word, bytes);
  if (gives(method, VIET_STYLE_FIRST, typed, word, bytes))
    return true;
  return bytes < VIET_WORD_KEYS && escape(method, word, bytes, typed);
}
