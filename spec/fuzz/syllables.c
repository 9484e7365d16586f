/*
** syllables.c
** A libFuzzer target: the syllable that a text may be, and the keys that
** it is typed with. The first byte of an input chooses the options, and
** how the text is made of the rest.
*/

#include "fuzz.h"
#include "text/token.h"

static size_t blocks;  /* in use by the library */
static const viet_allocator allocator = {fuzz_resize, &blocks};

/* A block that the library made. */
typedef struct block {
  char *text;
  size_t bytes;
} block;


static void discard (block *self) {
  viet_free(&allocator, self->text, self->bytes + 1);
}


static bool is_same (const block *a, const block *b) {
  return a->bytes == b->bytes && memcmp(a->text, b->text, a->bytes) == 0;
}


/* A text that is known to be UTF-8, in a style and a form, with its marks in
** the order of letters. */
static block normalize (const char *text, size_t bytes, viet_style style,
                        viet_unicode_form form) {
  const viet_rules rules = {.mark_order = true, .style = style,
                            .form = form};
  block made;
  require(viet_normalize(&rules, text, bytes, &allocator, &made.text,
                         &made.bytes, NULL) == VIET_OK);
  return made;
}


/*
** {==================================================================
** Syllables
** ===================================================================
*/

static void check_parts (const viet_syllable *self) {
  const unsigned coda = self->onset + self->rime;
  require(self->valid && self->rime > 0 && coda + self->coda <= 7);
  require(self->tone <= VIET_NANG && self->shape <= VIET_MIXED);
  require(self->shape != VIET_NO_CASE);
  require(self->first_at < coda && self->second_at < coda);
  require(self->first_at >= self->onset && self->second_at >= self->onset);
  require(self->tone_at < coda + self->coda);
}


/* Only the place of the tone may be another one. */
static void check_same (const viet_syllable *self, const block *word) {
  viet_syllable other;
  require(viet_syllable_parse(&other, word->text, word->bytes));
  check_parts(&other);
  require(other.tone == self->tone && other.shape == self->shape);
  require(other.onset == self->onset && other.rime == self->rime);
  require(other.coda == self->coda);
  require(other.first_at == self->first_at);
  require(other.second_at == self->second_at);
}


/* Its code is that of the spelling that the code is written as. */
static void check_code (const viet_syllable *self, const char *word,
                        size_t bytes) {
  char spelling[VIET_SYLLABLE_BYTES];
  uint16_t code, again;
  viet_syllable other;
  require(viet_syllable_code(word, bytes, &code));
  require(code < VIET_SYLLABLE_CODES);
  const size_t count = viet_syllable_write(code, VIET_STYLE_SECOND,
                                           spelling);
  require(count > 0 && count < VIET_SYLLABLE_BYTES);
  require(viet_syllable_code(spelling, count, &again) && again == code);
  require(viet_syllable_parse(&other, spelling, count));
  require(other.tone == self->tone && other.rime == self->rime);
  require(other.onset == self->onset && other.coda == self->coda);
}


/* Both styles, from any other one, in any form, are the same syllable. */
static void check_styles (const viet_syllable *self, const char *word,
                          size_t bytes) {
  block first = normalize(word, bytes, VIET_STYLE_FIRST, VIET_NFC);
  block apart = normalize(word, bytes, VIET_STYLE_SECOND, VIET_NFD);
  block second = normalize(apart.text, apart.bytes, VIET_STYLE_SECOND,
                           VIET_NFC);
  block again = normalize(apart.text, apart.bytes, VIET_STYLE_FIRST,
                          VIET_NFC);
  check_same(self, &first);
  check_same(self, &apart);
  check_same(self, &second);
  require(is_same(&first, &again));
  require((self->first_at == self->second_at
           || self->tone == VIET_NGANG) == is_same(&first, &second));
  discard(&first);
  discard(&apart);
  discard(&second);
  discard(&again);
}

/* }================================================================== */


/*
** {==================================================================
** Typing
** ===================================================================
*/

static block read_keys (const viet_typing_rules *rules, const char *keys,
                        size_t bytes) {
  block made;
  require(viet_typing_read(rules, keys, bytes, &allocator, &made.text,
                           &made.bytes) == VIET_OK);
  require(viet_utf8_check(made.text, made.bytes) == made.bytes);
  require(made.text[made.bytes] == '\0');
  return made;
}


/* What stands before a space and what stands after it are independent. */
static void check_apart (const viet_typing_rules *rules, const char *keys,
                         size_t bytes, const block *whole) {
  size_t at = bytes / 2;
  while (at < bytes && keys[at] != ' ')
    at++;
  if (at == bytes)
    return;
  block left = read_keys(rules, keys, at);
  block right = read_keys(rules, keys + at, bytes - at);
  require(left.bytes + right.bytes == whole->bytes);
  require(memcmp(whole->text, left.text, left.bytes) == 0);
  require(memcmp(whole->text + left.bytes, right.text, right.bytes) == 0);
  discard(&left);
  discard(&right);
}


/* Past the word at 'at', or past one other character. */
static size_t word_end (const char *text, size_t bytes, size_t at) {
  size_t end = at;
  while (at < bytes) {
    const viet_class class = viet_class_next(text, bytes, &at);
    if (class != VIET_CLASS_LETTER && class != VIET_CLASS_MARK
        && class != VIET_CLASS_DIGIT)
      return end > 0 ? end : at;
    end = at;
  }
  return end;
}


/* The keys of a word give the word, if there are any. */
static void check_word (const viet_typing_rules *rules, const char *word,
                        size_t bytes) {
  block keys;
  require(viet_typing_write(rules->method, word, bytes, &allocator,
                            &keys.text, &keys.bytes) == VIET_OK);
  if (keys.bytes != bytes || memcmp(keys.text, word, bytes) != 0) {
    block back = read_keys(rules, keys.text, keys.bytes);
    require(back.bytes == bytes && memcmp(back.text, word, bytes) == 0);
    discard(&back);
  }
  discard(&keys);
}


/* So do those of each word of a text, in the style that is asked for. */
static void check_written (const viet_typing_rules *rules,
                           const char *text, size_t bytes) {
  viet_typing_rules plain = *rules;
  block whole = normalize(text, bytes, rules->style, VIET_NFC);
  plain.foreign = false;
  for (size_t at = 0; at < whole.bytes; ) {
    size_t length = word_end(whole.text + at, whole.bytes - at, 0);
    check_word(&plain, whole.text + at, length);
    at += length;
  }
  discard(&whole);
}


static void check_typing (const viet_typing_rules *rules,
                          const char *text, size_t bytes) {
  char *result;
  size_t result_bytes;
  const size_t good = viet_utf8_check(text, bytes);
  if (good < bytes) {
    require(viet_typing_read(rules, text, bytes, &allocator, &result,
                             &result_bytes) == VIET_EUTF8);
    require(result == NULL && result_bytes == good);
    require(viet_typing_write(rules->method, text, bytes, &allocator,
                              &result, &result_bytes) == VIET_EUTF8);
    require(result == NULL && result_bytes == good);
    return;
  }
  block whole = read_keys(rules, text, bytes);
  check_apart(rules, text, bytes, &whole);
  check_written(rules, text, bytes);
  discard(&whole);
}

/* }================================================================== */


int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  fuzz_input input = {data, size};
  const unsigned bits = fuzz_byte(&input);
  const viet_typing_rules rules = {
    .method = (viet_typing)(bits & 1),
    .style = (bits & 2) != 0 ? VIET_STYLE_SECOND : VIET_STYLE_FIRST,
    .foreign = (bits & 12) == 12
  };
  fuzz_text text = fuzz_take_text(&input, (bits & 128) != 0);
  viet_syllable syllable;
  if (viet_syllable_parse(&syllable, text.text, text.bytes)) {
    check_parts(&syllable);
    require(syllable.verdict == VIET_VALID);
    check_code(&syllable, text.text, text.bytes);
    check_styles(&syllable, text.text, text.bytes);
  } else {
    require(!syllable.valid && syllable.verdict != VIET_VALID);
  }
  check_typing(&rules, text.text, text.bytes);
  free(text.text);
  require(blocks == 0);
  return 0;
}
