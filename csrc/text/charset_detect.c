/*
** charset_detect.c
** Which charset are some bytes in? They are decoded in every way; the
** right one gives words that can be spelt, the others do not. Only words
** with a letter that is not ASCII tell anything, and of these not the ones
** of a single letter, nor those that look like units: µ ¶ ° would be à ả,
** and µm would be "àm".
**
** UTF-8 needs no spelling: its long characters are a pattern of their own,
** whatever the language.
*/

#include "text/charset.h"

#include "text/hash.h"
#include "text/syllable.h"
#include "text/unicode.h"
#include "text/utf8.h"

/*
** {==================================================================
** Words
** ===================================================================
*/

/* A run of letters. */
typedef struct word {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  size_t count;        /* letters, of which the first ones are kept */
  bool is_foreign;     /* has it a letter that Vietnamese has not? */
  bool has_marks;      /* has it a letter that is not ASCII? */
} word;


static bool is_plain (viet_letter letter) {
  return letter.mark == VIET_PLAIN && letter.tone == VIET_NGANG
      && letter.base != VIET_D_STROKE;
}


/* Do charsets like it write capitals with tones as small letters? */
static bool folds_capitals (viet_charset charset) {
  return charset == VIET_TCVN3 || charset == VIET_VIETWARE_F;
}


/* "cu." in VIQR: a mark, or the end of a sentence? */
static bool may_be_punctuation (const word *self) {
  const viet_letter *last = &self->letters[self->count - 1];
  for (size_t i = 0; i + 1 < self->count; i++)
    if (!is_plain(self->letters[i]))
      return false;
  return last->mark == VIET_PLAIN && last->base != VIET_D_STROKE
      && (last->tone == VIET_SAC || last->tone == VIET_HOI
          || last->tone == VIET_NANG);
}


static bool is_spelt (const word *self, viet_charset charset) {
  viet_syllable parsed;
  if (self->is_foreign || self->count > VIET_SYLLABLE_LETTERS
      || !viet_syllable_of(&parsed, self->letters, self->count))
    return false;
  return parsed.shape != VIET_MIXED || folds_capitals(charset);
}


/* A symbol before a letter, such as µm or °C? */
static bool may_be_unit (const word *self) {
  return self->count == 2 && !self->is_foreign
      && !is_plain(self->letters[0]) && is_plain(self->letters[1])
      && !viet_letter_is_vowel(self->letters[1]);
}


static void count_word (const word *self, viet_candidate *candidate) {
  if (!self->has_marks || self->count < 2 || may_be_unit(self))
    return;
  if (candidate->charset == VIET_VIQR
      && self->count <= VIET_SYLLABLE_LETTERS && may_be_punctuation(self))
    return;
  bool good = is_spelt(self, candidate->charset);
  if (good)
    candidate->good++;
  else
    candidate->bad++;
  if (good && self->count > 2)
    candidate->longer++;
}


/* Adds a letter, ASCII or not, to the word. */
static void add_letter (word *self, uint32_t c) {
  viet_letter letter;
  if (c >= 0x80)
    self->has_marks = true;
  if (!viet_letter_of(&letter, c))
    self->is_foreign = true;
  else if (self->count < VIET_SYLLABLE_LETTERS)
    self->letters[self->count] = letter;
  self->count++;
}


/* Counts the words of a text in NFC. A symbol that is not ASCII between
** two letters is as bad as a word that is none. */
static void count_words (const char *text, size_t bytes,
                         viet_candidate *candidate) {
  word now = {0};
  bool after_symbol = false;  /* and is there a letter before it? */
  for (size_t at = 0; at < bytes; ) {
    uint32_t c;
    at += viet_utf8_decode(text + at, bytes - at, &c);
    if (c == VIET_REPLACEMENT)
      candidate->bad++;
    if (viet_unicode_class(c) == VIET_CLASS_LETTER) {
      if (after_symbol)
        candidate->bad++;
      after_symbol = false;
      add_letter(&now, c);
      continue;
    }
    count_word(&now, candidate);
    after_symbol = now.count > 0 && c >= 0x80 && c != VIET_REPLACEMENT
                && viet_unicode_class(c) != VIET_CLASS_SPACE;
    now = (word){0};
  }
  count_word(&now, candidate);
}

/* }================================================================== */


/*
** {==================================================================
** UTF-8
** ===================================================================
*/

/* Is 'left' bytes of 'text' the beginning of a character? */
static bool is_cut (const char *text, size_t left) {
  unsigned char lead = (unsigned char)text[0];
  uint32_t c;
  size_t length = viet_utf8_decode(text, left, &c);
  return lead >= 0xC2 && lead < 0xF5 && length == left && left < 4
      && c == VIET_NO_CODE_POINT;
}


/* Counts the bytes of longer characters. The text may be cut out of a
** longer one: a character cut at either end is not counted. */
static void count_utf8 (const char *text, size_t bytes,
                        viet_candidate *candidate) {
  size_t at = 0;
  while (at < bytes && at < 3 && ((unsigned char)text[at] & 0xC0) == 0x80)
    at++;
  while (at < bytes) {
    uint32_t c;
    size_t length = viet_utf8_decode(text + at, bytes - at, &c);
    if (c != VIET_NO_CODE_POINT)
      candidate->good += c < 0x80 ? 0 : length;
    else if (!is_cut(text + at, bytes - at))
      candidate->bad++;
    at += length;
  }
}

/* }================================================================== */


/* Can the charset be meant at all? References are in ASCII; so is VIQR,
** but for quotes and dashes. */
static bool is_candidate (viet_charset charset, bool ascii) {
  if (charset == VIET_UTF_8 || charset == VIET_VIQR)
    return true;
  return ascii ? charset == VIET_NCR
       : charset != VIET_NCR && charset != VIET_WINDOWS_1252;
}


/* Decodes the bytes in the candidate's charset and counts. '*hash' is that
** of the text: the same for the same text. */
static viet_status read_as (viet_candidate *candidate, uint64_t *hash,
                            const char *text, size_t bytes,
                            const viet_allocator *allocator) {
  const viet_decoding rules = {.charset = candidate->charset,
                               .replace_invalid = true};
  char *decoded;
  size_t decoded_bytes;
  viet_status status = viet_decode(&rules, text, bytes, allocator, &decoded,
                                   &decoded_bytes, NULL);
  if (status != VIET_OK)
    return status;
  *hash = viet_hash_bytes(decoded, decoded_bytes);
  if (candidate->charset == VIET_UTF_8)
    count_utf8(text, bytes, candidate);
  else
    count_words(decoded, decoded_bytes, candidate);
  viet_free(allocator, decoded, decoded_bytes + 1);
  size_t all = candidate->good + candidate->bad;
  if (all > 0)
    candidate->score = (double)candidate->good / (double)all;
  return VIET_OK;
}


/* Is 'a' better than 'b'? By what is good and not bad. */
static bool is_better (const viet_candidate *a, const viet_candidate *b) {
  return a->good + b->bad > b->good + a->bad;
}


/* Puts reading 'last' in its place among those before it, the best first;
** of equal ones the first stays first. */
static void insert (viet_candidate *candidates, uint64_t *hashes,
                    size_t last) {
  for (size_t i = last; i > 0; i--) {
    if (!is_better(&candidates[i], &candidates[i - 1]))
      return;
    viet_candidate candidate = candidates[i];
    uint64_t hash = hashes[i];
    candidates[i] = candidates[i - 1];
    hashes[i] = hashes[i - 1];
    candidates[i - 1] = candidate;
    hashes[i - 1] = hash;
  }
}


/* Is it more than chance? */
static bool is_sure (const viet_candidate *self) {
  if (self->good <= self->bad)
    return false;
  return self->good + self->longer >= 2 || self->charset == VIET_UTF_8
      || self->charset == VIET_NCR;
}


/* The charset of the first candidate, if no other one is as good and reads
** the bytes otherwise. */
static viet_charset judge (const viet_candidate *candidates,
                           const uint64_t *hashes, size_t count,
                           bool ascii) {
  if (!is_sure(&candidates[0]))
    return ascii ? VIET_UTF_8 : VIET_CHARSETS;
  for (size_t i = 1; i < count; i++) {
    if (is_better(&candidates[0], &candidates[i]))
      break;
    if (hashes[i] != hashes[0])
      return VIET_CHARSETS;
  }
  return candidates[0].charset;
}


viet_status viet_detect (const char *text, size_t bytes,
                         const viet_allocator *allocator,
                         viet_candidate candidates[VIET_CHARSETS],
                         size_t *count, viet_charset *best) {
  uint64_t hashes[VIET_CHARSETS];
  *count = 0;
  *best = VIET_CHARSETS;
  if (bytes > VIET_DETECT_BYTES)
    bytes = VIET_DETECT_BYTES;
  bool ascii = viet_utf8_is_ascii(text, bytes);
  for (int i = 0; i < VIET_CHARSETS; i++) {
    if (!is_candidate((viet_charset)i, ascii))
      continue;
    candidates[*count] = (viet_candidate){.charset = (viet_charset)i};
    viet_status status = read_as(&candidates[*count], &hashes[*count],
                                 text, bytes, allocator);
    if (status != VIET_OK) {
      *count = 0;
      return status;
    }
    insert(candidates, hashes, (*count)++);
  }
  *best = judge(candidates, hashes, *count, ascii);
  return VIET_OK;
}
