/*
** quick.c
** See quick.h: the choice of a path, and what is the same for all.
*/

#include "text/quick.h"

#include <string.h>

#include "text/unicode.h"
#include "text/utf8.h"


/*
** {==================================================================
** Paths
** ===================================================================
*/

/* The fastest one first. */
static const viet_path *(*const paths[])(void) = {
  viet_path_avx512, viet_path_avx2, viet_path_neon, viet_path_sse2,
  viet_path_scalar
};

#define PATHS (sizeof(paths) / sizeof(paths[0]))


const viet_path *viet_path_find (const char *name) {
  for (size_t i = 0; i < PATHS; i++) {
    const viet_path *path = paths[i]();
    if (path && strcmp(path->name, name) == 0) return path;
  }
  return NULL;
}


/* The compiler's runtime asks the CPU once, when the program starts; here
** it is only read. */
const viet_path *viet_path_best (void) {
  for (size_t i = 0; i + 1 < PATHS; i++) {
    const viet_path *path = paths[i]();
    if (path) return path;
  }
  return viet_path_scalar();
}


const char *viet_cpu_path (void) {
  return viet_path_best()->name;
}

/* }================================================================== */


/*
** {==================================================================
** Clean text
** ===================================================================
*/

const unsigned char *viet_block_at (const unsigned char *text, size_t bytes,
                                    size_t at, viet_block_room room) {
  if (at >= VIET_BLOCK_BEFORE && bytes - at >= VIET_BLOCK_READ)
    return text + at;
  size_t before = at < VIET_BLOCK_BEFORE ? at : VIET_BLOCK_BEFORE;
  size_t here = bytes - at < VIET_BLOCK_READ ? bytes - at
              : VIET_BLOCK_READ;
  memset(room, 0, sizeof(viet_block_room));
  memcpy(room + VIET_BLOCK_BEFORE - before, text + at - before,
         before + here);
  return room + VIET_BLOCK_BEFORE;
}


/*
** The start of the character that goes wrong at byte 'at', not before
** 'least': a lead without all that should follow is one or two bytes back.
*/
static size_t wrong_character (const unsigned char *text, size_t least,
                               size_t at) {
  if (at > least && text[at - 1] >= 0xC0) return at - 1;
  if (at > least + 1 && text[at - 1] >= 0x80 && text[at - 2] >= 0xE0)
    return at - 2;
  return at;
}


size_t viet_quick_clean (const viet_path *path, const char *text,
                         size_t bytes, size_t at) {
  const unsigned char *byte = (const unsigned char *)text;
  const size_t least = at;
  while (at < bytes) {
    viet_block_room room;
    if (at >= VIET_BLOCK_BEFORE) at = path->skip_clean(byte, bytes, at);
    if (at >= bytes) break;
    const uint64_t bad = path->unclean(viet_block_at(byte, bytes, at,
                                                     room));
    if (bad) {
      size_t found = at + viet_first_bit(bad);
      return wrong_character(byte, least, found < bytes ? found : bytes);
    }
    /* A character that is cut at the end shows by what is not behind it. */
    at += bytes - at < VIET_BLOCK ? bytes - at : VIET_BLOCK / 2;
  }
  return bytes;
}

/* }================================================================== */


/*
** {==================================================================
** Is it in NFC?
** ===================================================================
*/

/* A text that is looked at for NFC. */
typedef struct checker {
  const viet_path *path;
  const char *text;
  size_t bytes;
  const viet_allocator *allocator;
} checker;


/* The end of what may change together with the character before 'at'. */
static size_t unstable_end (const checker *self, size_t at) {
  while (at < self->bytes) {
    uint32_t c;
    size_t length = viet_utf8_decode(self->text + at, self->bytes - at, &c);
    if (c == VIET_NO_CODE_POINT || viet_unicode_is_stable(VIET_NFC, c))
      break;
    at += length;
  }
  return at;
}


/* How many bytes two texts have in common from their starts on. */
static size_t common (const char *a, size_t a_bytes, const char *b,
                      size_t b_bytes) {
  size_t at = 0;
  while (at < a_bytes && at < b_bytes && a[at] == b[at]) at++;
  return at;
}


/* Where NFC first changes bytes ['*first', end), moved there; 'end' if it
** does not. */
static viet_status compare (const checker *self, size_t *first,
                            size_t end) {
  static const viet_rules nfc = {.form = VIET_NFC};
  const char *text = self->text + *first;
  char *changed;
  size_t bytes;
  viet_status status = viet_normalize_by(self->path, &nfc, text,
                                         end - *first, self->allocator,
                                         &changed, &bytes, NULL, NULL);
  if (status != VIET_OK) return status;
  size_t same = common(text, end - *first, changed, bytes);
  viet_free(self->allocator, changed, bytes + 1);
  if (*first + same < end)
    while (same > 0 && viet_is_continuation((unsigned char)text[same])) same--;
  *first += same;
  return VIET_OK;
}


viet_status viet_nfc_check_by (const viet_path *path, const char *text,
                               size_t bytes,
                               const viet_allocator *allocator,
                               size_t *at) {
  const checker self = {path, text, bytes, allocator};
  size_t before = 0;  /* the last character before '*at' */
  *at = 0;
  while (*at < bytes) {
    uint32_t c;
    const size_t clean = viet_quick_clean(self.path, text, bytes, *at);
    if (clean > *at) before = viet_utf8_before(text, clean);
    *at = clean;
    if (clean == bytes) break;
    size_t length = viet_utf8_decode(text + clean, bytes - clean, &c);
    if (c == VIET_NO_CODE_POINT) return VIET_EUTF8;
    if (viet_unicode_is_stable(VIET_NFC, c)) {
      before = clean;
      *at += length;
      continue;
    }
    const size_t end = unstable_end(&self, clean);
    *at = before;
    viet_status status = compare(&self, at, end);
    if (status != VIET_OK || *at < end) return status;
  }
  return VIET_OK;
}


viet_status viet_nfc_check (const char *text, size_t bytes,
                            const viet_allocator *allocator, size_t *at) {
  return viet_nfc_check_by(viet_path_best(), text, bytes, allocator, at);
}

/* }================================================================== */


/*
** {==================================================================
** Tokens
** ===================================================================
*/

size_t viet_quick_letter_bytes (const unsigned char *c) {
  if ((c[0] >= 0xC3 && c[0] <= 0xC8) || c[0] == 0xCC) {
    const bool is_sign = c[0] == 0xC3 && (c[1] == 0x97 || c[1] == 0xB7);
    return viet_is_continuation(c[1]) && !is_sign ? 2 : 0;
  }
  return c[0] == 0xE1 && c[1] >= 0xB8 && c[1] <= 0xBB
      && viet_is_continuation(c[2]) ? 3 : 0;
}


static bool is_letter (unsigned char byte) {
  const unsigned char lower = byte | 0x20;
  return lower >= 'a' && lower <= 'z';
}


static bool is_digit (unsigned char byte) {
  return byte >= '0' && byte <= '9';
}


/* May a URL begin with it? */
static bool begins_url (const unsigned char *text, size_t bytes) {
  static const char *const words[] = {"www", "http", "https"};
  unsigned char lower[5];
  if (bytes > sizeof(lower)) return false;
  for (size_t i = 0; i < bytes; i++) lower[i] = text[i] | 0x20;
  for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
    if (strlen(words[i]) == bytes && memcmp(words[i], lower, bytes) == 0)
      return true;
  return false;
}


/* Is it letters, marks and digits, of which the first is a letter? */
static bool is_word (const unsigned char *text, size_t bytes) {
  size_t at = 0;
  if (text[0] == 0xCC || is_digit(text[0])) return false;
  while (at < bytes) {
    const size_t length = is_letter(text[at]) || is_digit(text[at])
                        ? 1 : viet_quick_letter_bytes(text + at);
    if (length == 0) return false;
    at += length;
  }
  return at == bytes && !begins_url(text, bytes);
}


/* Is it digits, with single joiners between them? */
static bool is_number (const unsigned char *text, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) {
    const bool joins = text[i] >= ',' && text[i] <= ':' && i > 0
                    && is_digit(text[i - 1]) && i + 1 < bytes;
    if (!is_digit(text[i]) && !joins) return false;
  }
  return true;
}


bool viet_quick_spelling (const unsigned char *text, size_t bytes) {
  return (bytes == 1 && text[0] < 0x80) || is_number(text, bytes)
      || is_word(text, bytes);
}

/* }================================================================== */
