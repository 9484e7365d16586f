/*
** collation.c
** The Vietnamese order of texts, of keys and of names. ICU's collator is
** the order; here is what makes it work on UTF-8 and on names.
*/

#include "viet.h"

#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "text/bytes.h"
#include "text/unicode.h"
#include "text/utf8.h"

/* 'struct viet_collator' is never defined: a viet_collator is an ICU
** collator, which has a type of its own. */
static const UCollator *icu (const viet_collator *self) {
  return (const UCollator *)(const void *)self;
}


/* ICU takes the order of another language where it has none for 'vi'. */
static bool is_vietnamese (const UCollator *self) {
  UErrorCode error = U_ZERO_ERROR;
  const char *locale = ucol_getLocaleByType(self, ULOC_ACTUAL_LOCALE,
                                            &error);
  return U_SUCCESS(error) && locale && strncmp(locale, "vi", 2) == 0;
}


viet_status viet_collator_open (viet_order order, viet_collator **result) {
  UErrorCode error = U_ZERO_ERROR;
  const char *locale = order == VIET_ORDER_TRADITIONAL
                     ? "vi@collation=traditional" : "vi";
  UCollator *self = ucol_open(locale, &error);
  *result = NULL;
  if (U_FAILURE(error))
    return VIET_EICU;
  ucol_setAttribute(self, UCOL_NORMALIZATION_MODE, UCOL_ON, &error);
  if (U_FAILURE(error) || !is_vietnamese(self)) {
    ucol_close(self);
    return VIET_EICU;
  }
  *result = (viet_collator *)(void *)self;
  return VIET_OK;
}


void viet_collator_close (viet_collator *self) {
  if (self)
    ucol_close((UCollator *)(void *)self);
}


/*
** {==================================================================
** Long runs of marks
** ===================================================================
*/

/* Marks in a row that ICU is given. It compares each with those before it
** and behind it, which takes the square of their count. */
#define MOST_MARKS 64

/* So many may be MOST_MARKS in another encoding, where one code point can
** be two marks, or a letter with two. */
#define MANY_MARKS 30

/* Between marks it is of no weight, and keeps them apart: U+034F, as in
** the Stream-Safe Text Process (Unicode Standard Annex #15). */
#define JOINER "\xCD\x8F"

/* A text as ICU gets it. */
typedef struct input {
  const char *text;    /* UTF-8 */
  size_t bytes;
  viet_vector parted;  /* its bytes if it had a long run of marks */
} input;


/* Past the marks at 'at', or 'most' of them; '*marks' tells how many. */
static size_t skip_marks (const char *text, size_t bytes, size_t at,
                          size_t most, size_t *marks) {
  for (*marks = 0; at < bytes && *marks < most; ++*marks) {
    uint32_t c;
    size_t length = viet_utf8_decode(text + at, bytes - at, &c);
    if (c < 0x300 || viet_unicode_class(c) != VIET_CLASS_MARK)
      break;
    at += length;
  }
  return at;
}


/* The end of the first 'most' marks in a row from 'at' on; 'bytes' if there
** are not so many. */
static size_t run_end (const char *text, size_t bytes, size_t at,
                       size_t most) {
  while (at < bytes) {
    uint32_t c;
    size_t marks;
    at = skip_marks(text, bytes, at, most, &marks);
    if (marks == most || at == bytes)
      break;
    at += viet_utf8_decode(text + at, bytes - at, &c);
  }
  return at;
}


/* Copies a text, with a joiner behind each MOST_MARKS marks. */
static viet_status part_marks (viet_vector *out, const char *text,
                               size_t bytes,
                               const viet_allocator *allocator) {
  viet_status status = VIET_OK;
  for (size_t at = 0; at < bytes && status == VIET_OK; ) {
    size_t end = run_end(text, bytes, at, MOST_MARKS);
    status = viet_bytes_add(out, text + at, end - at, allocator);
    if (status == VIET_OK && end < bytes)
      status = viet_bytes_add(out, JOINER, 2, allocator);
    at = end;
  }
  return status;
}


/* Makes the input of a text, which is known to be UTF-8. A long run of
** marks is first put into the order that all encodings share. */
static viet_status input_open (input *self, const char *text, size_t bytes,
                               const viet_allocator *allocator) {
  static const viet_rules nfd = {.form = VIET_NFD};
  char *sorted;
  size_t sorted_bytes;
  *self = (input){.text = text, .bytes = bytes};
  if (run_end(text, bytes, 0, MANY_MARKS) == bytes)
    return VIET_OK;
  viet_status status = viet_normalize(&nfd, text, bytes, allocator, &sorted,
                                      &sorted_bytes, NULL);
  if (status != VIET_OK)
    return status;
  status = part_marks(&self->parted, sorted, sorted_bytes, allocator);
  viet_free(allocator, sorted, sorted_bytes + 1);
  self->text = self->parted.items;
  self->bytes = self->parted.count;
  return status;
}


static void input_close (input *self, const viet_allocator *allocator) {
  viet_vector_free(&self->parted, 1, allocator);
}

/* }================================================================== */


/* The order of two texts that are known to be UTF-8. What has to be made
** of them is made with malloc, as all that ICU makes. */
static viet_status compare (const viet_collator *self, const char *a,
                            size_t a_bytes, const char *b, size_t b_bytes,
                            int *result) {
  UErrorCode error = U_ZERO_ERROR;
  input first, second;
  viet_status status = input_open(&first, a, a_bytes, &viet_malloc);
  viet_status other = input_open(&second, b, b_bytes, &viet_malloc);
  if (status == VIET_OK)
    status = other;
  if (status == VIET_OK) {
    *result = (int)ucol_strcollUTF8(
      icu(self), first.text, (int32_t)first.bytes, second.text,
      (int32_t)second.bytes, &error);
    if (U_FAILURE(error))
      status = VIET_ENOMEM;
  }
  input_close(&first, &viet_malloc);
  input_close(&second, &viet_malloc);
  return status;
}


viet_status viet_collator_compare (const viet_collator *self,
                                   const char *a, size_t a_bytes,
                                   const char *b, size_t b_bytes,
                                   int *result, size_t *bad) {
  *result = -1;
  *bad = 0;
  if (a_bytes > VIET_MAX_ORDERED || b_bytes > VIET_MAX_ORDERED)
    return VIET_ETOOLONG;
  *bad = viet_utf8_check(a, a_bytes);
  if (*bad < a_bytes)
    return VIET_EUTF8;
  *result = 1;
  *bad = viet_utf8_check(b, b_bytes);
  if (*bad < b_bytes)
    return VIET_EUTF8;
  return compare(self, a, a_bytes, b, b_bytes, result);
}


/*
** {==================================================================
** Keys
** ===================================================================
*/

/* Appends the key of a text in UTF-16 and the NUL that ICU ends it with,
** which is not counted. */
static viet_status add_icu_key (const viet_collator *self,
                                const UChar *text, int32_t units,
                                viet_vector *out,
                                const viet_allocator *allocator) {
  size_t room = 2 * (size_t)units + 64;  /* enough for most */
  for (;;) {
    viet_status status = viet_vector_reserve(out, room, 1, allocator);
    if (status != VIET_OK)
      return status;
    int32_t used = ucol_getSortKey(icu(self), text, units,
                                   (uint8_t *)out->items + out->count,
                                   (int32_t)room);
    if (used <= 0)
      return VIET_ENOMEM;
    if ((size_t)used <= room) {
      out->count += (size_t)used - 1;
      return VIET_OK;
    }
    room = (size_t)used;
  }
}


/* Appends the key of an input. */
static viet_status add_input_key (const viet_collator *self,
                                  const input *from, viet_vector *out,
                                  const viet_allocator *allocator) {
  UErrorCode error = U_ZERO_ERROR;
  viet_vector wide = {0};  /* no more units than bytes */
  int32_t bytes = (int32_t)from->bytes, units = 0;
  viet_status status = viet_vector_reserve(&wide, from->bytes + 1,
                                           sizeof(UChar), allocator);
  if (status != VIET_OK)
    return status;
  u_strFromUTF8(wide.items, bytes + 1, &units, from->text, bytes, &error);
  status = U_FAILURE(error) ? VIET_ENOMEM
         : add_icu_key(self, wide.items, units, out, allocator);
  viet_vector_free(&wide, sizeof(UChar), allocator);
  return status;
}


/* Appends the key of a text that is known to be UTF-8. */
static viet_status add_key (const viet_collator *self, const char *text,
                            size_t bytes, viet_vector *out,
                            const viet_allocator *allocator) {
  input from;
  viet_status status = input_open(&from, text, bytes, allocator);
  if (status == VIET_OK)
    status = add_input_key(self, &from, out, allocator);
  input_close(&from, allocator);
  return status;
}


/* What is checked before any key; writes as the functions that make one. */
static viet_status check_text (const char *text, size_t bytes, char **key,
                               size_t *key_bytes) {
  *key = NULL;
  *key_bytes = 0;
  if (bytes > VIET_MAX_ORDERED)
    return VIET_ETOOLONG;
  *key_bytes = viet_utf8_check(text, bytes);
  return *key_bytes < bytes ? VIET_EUTF8 : VIET_OK;
}


viet_status viet_collator_key (const viet_collator *self,
                               const char *text, size_t bytes,
                               const viet_allocator *allocator,
                               char **key, size_t *key_bytes) {
  viet_vector out = {0};
  viet_status status = check_text(text, bytes, key, key_bytes);
  if (status != VIET_OK)
    return status;
  status = add_key(self, text, bytes, &out, allocator);
  if (status == VIET_OK)
    status = viet_bytes_take(&out, allocator, key, key_bytes);
  viet_vector_free(&out, 1, allocator);
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Names
** ===================================================================
*/

/* A word of a name, or none: bytes [first, end). */
typedef struct part {
  size_t first;
  size_t end;
} part;


/* The first word in bytes [first, end) of a name. */
static part next_word (const char *name, size_t first, size_t end) {
  part found = {end, end};
  for (size_t at = first; at < end; ) {
    uint32_t code_point;
    size_t length = viet_utf8_decode(name + at, end - at, &code_point);
    bool space = viet_unicode_class(code_point) == VIET_CLASS_SPACE;
    if (space && found.first < end) {
      found.end = at;
      break;
    }
    if (!space && found.first == end)
      found.first = at;
    at += length;
  }
  return found;
}


/* The last word of a name. */
static part last_word (const char *name, size_t bytes) {
  part found = {bytes, bytes};
  size_t at = bytes;
  while (at > 0) {
    uint32_t code_point;
    size_t before = viet_utf8_before(name, at);
    viet_utf8_decode(name + before, at - before, &code_point);
    bool space = viet_unicode_class(code_point) == VIET_CLASS_SPACE;
    if (space && found.first < found.end)
      break;
    if (space)
      found.first = found.end = before;
    else
      found.first = before;
    at = before;
  }
  return found;
}


static viet_status add_name (const viet_collator *self, const char *name,
                             size_t bytes, viet_vector *out,
                             const viet_allocator *allocator) {
  part given = last_word(name, bytes);
  viet_status status = add_key(self, name + given.first,
                               given.end - given.first, out, allocator);
  part word = next_word(name, 0, given.first);
  while (status == VIET_OK && word.first < word.end) {
    status = viet_bytes_add(out, "", 1, allocator);
    if (status == VIET_OK)
      status = add_key(self, name + word.first, word.end - word.first,
                       out, allocator);
    word = next_word(name, word.end, given.first);
  }
  return status;
}


viet_status viet_collator_name_key (const viet_collator *self,
                                    const char *name, size_t bytes,
                                    const viet_allocator *allocator,
                                    char **key, size_t *key_bytes) {
  viet_vector out = {0};
  viet_status status = check_text(name, bytes, key, key_bytes);
  if (status != VIET_OK)
    return status;
  status = add_name(self, name, bytes, &out, allocator);
  if (status == VIET_OK)
    status = viet_bytes_take(&out, allocator, key, key_bytes);
  viet_vector_free(&out, 1, allocator);
  return status;
}

/* }================================================================== */
