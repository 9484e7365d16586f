/*
** typing.c
** Vietnamese typed with the keys of a plain keyboard, and back: a text is
** cut into stretches, which begin with a word (typing.h).
*/

#include "text/typing.h"

#include "text/bytes.h"
#include "text/unicode.h"
#include "text/utf8.h"

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
  char word[VIET_TYPED_BYTES];
  if (!part->ascii || part->word == 0 || part->word > VIET_WORD_KEYS)
    return viet_bytes_add(out, part->text, part->bytes, allocator);
  size_t bytes = viet_typing_read_word(rules, part->text, part->word, word);
  viet_status status = viet_bytes_add(out, word, bytes, allocator);
  if (status != VIET_OK)
    return status;
  return viet_bytes_add(out, part->text + part->word,
                        part->bytes - part->word, allocator);
}


/* Appends the keys of a stretch. */
static viet_status write_stretch (viet_typing method, const stretch *part,
                                  viet_vector *out,
                                  const viet_allocator *allocator) {
  viet_keys typed;
  size_t rest = part->bytes - part->word;
  if (!viet_utf8_is_ascii(part->text + part->word, rest)
      || !viet_typing_find_keys(method, part->text, part->word, &typed))
    return viet_bytes_add(out, part->text, part->bytes, allocator);
  viet_status status = viet_bytes_add(out, typed.key, typed.count,
                                      allocator);
  if (status != VIET_OK)
    return status;
  return viet_bytes_add(out, part->text + part->word, rest, allocator);
}


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
