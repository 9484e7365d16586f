/*
** normalize.c
** A libFuzzer target: any rules on any text, by all ways through the code.
** The first three bytes of an input choose the rules, and how the text is
** made of the rest.
**
** ICU is the oracle for what is no UTF-8, for the Unicode forms and for
** case folding; a walk from end to end is the one for alignments.
*/

#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "fuzz.h"
#include "text/alignment.h"
#include "text/quick.h"

static size_t blocks;  /* in use by the library */
static const viet_allocator allocator = {fuzz_resize, &blocks};

/* A text in UTF-16, as ICU has it. */
typedef struct wide {
  UChar *units;
  int32_t count;
} wide;


/*
** {==================================================================
** ICU
** ===================================================================
*/

/* What is no UTF-8 becomes U+FFFD. */
static wide widen (const char *text, size_t bytes) {
  UErrorCode error = U_ZERO_ERROR;
  wide made = {malloc((bytes + 1) * sizeof(UChar)), 0};
  u_strFromUTF8WithSub(made.units, (int32_t)bytes + 1, &made.count, text,
                       (int32_t)bytes, 0xFFFD, NULL, &error);
  require(U_SUCCESS(error));
  return made;
}


static wide fold (wide text) {
  UErrorCode error = U_ZERO_ERROR;
  const int32_t room = 3 * text.count + 1;
  wide made = {malloc((size_t)room * sizeof(UChar)), 0};
  made.count = u_strFoldCase(made.units, room, text.units, text.count,
                             U_FOLD_CASE_DEFAULT, &error);
  require(U_SUCCESS(error));
  free(text.units);
  return made;
}


static const UNormalizer2 *normalizer_of (viet_unicode_form form) {
  UErrorCode error = U_ZERO_ERROR;
  switch (form) {
    case VIET_NFC: return unorm2_getNFCInstance(&error);
    case VIET_NFD: return unorm2_getNFDInstance(&error);
    case VIET_NFKC: return unorm2_getNFKCInstance(&error);
    case VIET_NFKD: return unorm2_getNFKDInstance(&error);
    default: return NULL;
  }
}


static wide bring_into_form (wide text, viet_unicode_form form) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = normalizer_of(form);
  if (normalizer == NULL)
    return text;
  const int32_t room = 18 * text.count + 1;
  wide made = {malloc((size_t)room * sizeof(UChar)), 0};
  made.count = unorm2_normalize(normalizer, text.units, text.count,
                                made.units, room, &error);
  require(U_SUCCESS(error));
  free(text.units);
  return made;
}


/* What the rules for single characters make of one; 0 for nothing. */
static UChar clean_unit (const viet_rules *rules, UChar c) {
  static const UChar double_quotes[] = {
    0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x201F, 0
  };
  static const UChar quotes[] = {
    0x2018, 0x2019, 0x201A, 0x201B, 0x2039, 0x203A, 0
  };
  static const UChar dashes[] = {
    0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0
  };
  static const UChar invisibles[] = {
    0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xAD, 0
  };
  if (c < 0x80)
    return c;
  if (rules->invisibles && u_strchr(invisibles, c))
    return 0;
  if (rules->invisibles && (c == 0x2028 || c == 0x2029))
    return '\n';
  if (rules->spaces && u_charType(c) == U_SPACE_SEPARATOR)
    return ' ';
  if (rules->quotes && u_strchr(double_quotes, c))
    return '"';
  if (rules->quotes && u_strchr(quotes, c))
    return '\'';
  return rules->dashes && u_strchr(dashes, c) ? '-' : c;
}


/* All characters that these rules are about have one unit. */
static void clean (const viet_rules *rules, wide *text) {
  int32_t count = 0;
  for (int32_t i = 0; i < text->count; i++) {
    const UChar c = clean_unit(rules, text->units[i]);
    if (c != 0 || text->units[i] == 0)
      text->units[count++] = c;
  }
  text->count = count;
}


static bool is_same (wide a, wide b) {
  return u_strCompare(a.units, a.count, b.units, b.count, false) == 0;
}


/* Rules that look at more than one character, and that ICU has not. */
static bool has_word_rules (const viet_rules *rules) {
  return rules->entities || rules->mojibake || rules->homoglyphs
      || rules->eth || rules->mark_order || rules->style || rules->i_y
      || rules->strip;
}


/* Those that may read what they have written once more, and otherwise. */
static bool has_reading_rules (const viet_rules *rules) {
  return rules->entities || rules->mojibake || rules->homoglyphs;
}


/* Is a result what ICU gives, where only single characters change? */
static void check_reference (const viet_rules *rules, const char *text,
                             size_t bytes, const char *result,
                             size_t result_bytes) {
  wide made = widen(result, result_bytes);
  wide again = bring_into_form(widen(result, result_bytes), rules->form);
  require(is_same(made, again));
  free(again.units);
  if (!has_word_rules(rules)) {
    wide reference = widen(text, bytes);
    clean(rules, &reference);
    if (rules->fold)
      reference = fold(reference);
    reference = bring_into_form(reference, rules->form);
    require(is_same(made, reference));
    free(reference.units);
  }
  free(made.units);
}


/* The first byte that is no UTF-8, for ICU. */
static size_t first_bad (const char *text, size_t bytes) {
  for (size_t at = 0; at < bytes; ) {
    const size_t first = at;
    UChar32 c;
    U8_NEXT((const uint8_t *)text, at, bytes, c);
    if (c < 0)
      return first;
  }
  return bytes;
}

/* }================================================================== */


/*
** {==================================================================
** Alignments
** ===================================================================
*/

static bool is_boundary (const char *text, size_t bytes, size_t at) {
  return at == bytes || (text[at] & 0xC0) != 0x80;
}


/* The bits of an alignment. */
typedef enum row { STARTS, RESULT_STARTS, DELETED } row;

typedef struct unit {
  size_t source, source_end;
  size_t result, result_end;
} unit;


static bool has_bit (const viet_alignment *self, row of, size_t at) {
  const uint64_t *words = (const uint64_t *)(self + 1);
  if (self->units == self->source_bytes
      && self->units == self->result_bytes)
    return of != DELETED;
  if (of == DELETED && !self->deletes)
    return false;
  if (of != STARTS)
    words += self->source_bytes / 64 + 1;
  if (of == DELETED)
    words += self->result_bytes / 64 + 1;
  return (words[at / 64] >> at % 64 & 1) != 0;
}


/* Past the unit, or the bytes that were deleted; false at the end. */
static bool next_unit (const viet_alignment *self, unit *at) {
  const size_t first = at->source_end;
  const bool gone = first < self->source_bytes
                 && has_bit(self, DELETED, first);
  if (first == self->source_bytes)
    return false;
  *at = (unit){first, first + 1, at->result_end, at->result_end + !gone};
  require(has_bit(self, STARTS, first) == !gone);
  require(gone || (at->result < self->result_bytes
                   && has_bit(self, RESULT_STARTS, at->result)));
  while (at->source_end < self->source_bytes
         && !has_bit(self, STARTS, at->source_end)
         && has_bit(self, DELETED, at->source_end) == gone)
    at->source_end++;
  while (!gone && at->result_end < self->result_bytes
         && !has_bit(self, RESULT_STARTS, at->result_end))
    at->result_end++;
  return true;
}


/* Units take all of both texts, and cut no character but those that were
** copied. */
static void check_units (const viet_alignment *self, const char *text,
                         const char *result, bool valid) {
  unit at = {0};
  size_t count = 0;
  while (next_unit(self, &at)) {
    const bool gone = at.result == at.result_end;
    count += !gone;
    if (!gone && text[at.source] == result[at.result]
        && at.source_end - at.source == at.result_end - at.result)
      continue;
    require(is_boundary(result, self->result_bytes, at.result));
    require(!valid || is_boundary(text, self->source_bytes, at.source));
  }
  require(count == self->units && at.result_end == self->result_bytes);
}


/* The source span of a byte of the result; '*at' is a unit before it or its
** own, and becomes its own. */
static void find_source (const viet_alignment *self, size_t byte, unit *at,
                         size_t *first, size_t *end) {
  while (at->result_end <= byte)
    require(next_unit(self, at));
  *first = at->source;
  *end = at->source_end;
}


/* Each byte of the result, and the span of it and up to seven more. */
static void check_to_source (const viet_alignment *self) {
  unit at = {0}, last = {0};
  size_t before = 0;
  for (size_t i = 0; i < self->result_bytes; i++) {
    size_t first = i, end = i + 1, wanted, wanted_end, unused;
    find_source(self, i, &at, &wanted, &wanted_end);
    viet_alignment_to_source(self, &first, &end);
    require(first == wanted && end == wanted_end && before <= first);
    before = first;
    viet_alignment_to_result(self, &first, &end);
    require(first <= i && i < end);
    first = i;
    end = i + 8 < self->result_bytes ? i + 8 : self->result_bytes;
    find_source(self, end - 1, &last, &unused, &wanted_end);
    viet_alignment_to_source(self, &first, &end);
    require(first == wanted && end == wanted_end);
  }
}


/* Each byte of the source: nothing at all, or a span that leads back. */
static void check_to_result (const viet_alignment *self) {
  size_t before = 0;
  for (size_t i = 0; i < self->source_bytes; i++) {
    size_t first = i, end = i + 1;
    viet_alignment_to_result(self, &first, &end);
    require(before <= first && first <= end && end <= self->result_bytes);
    before = first;
    if (first == end)
      continue;
    viet_alignment_to_source(self, &first, &end);
    require(first <= i && i < end);
  }
}


/* Spans without bytes, or past the end, never lead outside. */
static void check_edges (const viet_alignment *self) {
  static const size_t spans[][2] = {
    {0, 0}, {1, 0}, {0, SIZE_MAX}, {SIZE_MAX, SIZE_MAX}, {3, 3}, {7, 2}
  };
  for (size_t i = 0; i < sizeof(spans) / sizeof(*spans); i++) {
    size_t first = spans[i][0], end = spans[i][1];
    viet_alignment_to_source(self, &first, &end);
    require(first <= end && end <= self->source_bytes);
    first = spans[i][0], end = spans[i][1];
    viet_alignment_to_result(self, &first, &end);
    require(first <= end && end <= self->result_bytes);
  }
}

/* }================================================================== */


static viet_status normalize (const viet_rules *rules, const char *text,
                              size_t bytes, char **result,
                              size_t *result_bytes) {
  viet_status status = viet_normalize(rules, text, bytes, &allocator,
                                      result, result_bytes, NULL);
  require((*result != NULL) == (status == VIET_OK));
  return status;
}


/*
** To normalize a result again changes nothing. This holds unless a rule
** takes or makes letters after the words were looked at: "tŷ" is no
** syllable, but "ty" is, and i_y makes it "ti".
*/
static void check_again (const viet_rules *rules, const char *result,
                         size_t result_bytes) {
  char *again;
  size_t bytes;
  if (has_reading_rules(rules) || rules->fold || rules->strip || rules->i_y
      || rules->form == VIET_NFKC || rules->form == VIET_NFKD)
    return;
  require(normalize(rules, result, result_bytes, &again, &bytes)
          == VIET_OK);
  require(bytes == result_bytes && memcmp(again, result, bytes) == 0);
  viet_free(&allocator, again, bytes + 1);
}


/* The same text decomposed gives the same, but that ICU folds the iota
** below to a letter, wherever it stands among the marks. */
static void check_decomposed (const viet_rules *rules, const char *text,
                              size_t bytes, const char *result,
                              size_t result_bytes) {
  static const viet_rules nfd = {.form = VIET_NFD};
  char *apart, *other;
  size_t apart_bytes, other_bytes;
  if (has_reading_rules(rules) || rules->fold || !rules->form
      || normalize(&nfd, text, bytes, &apart, &apart_bytes) != VIET_OK)
    return;
  require(normalize(rules, apart, apart_bytes, &other, &other_bytes)
          == VIET_OK);
  require(other_bytes == result_bytes);
  require(memcmp(other, result, result_bytes) == 0);
  viet_free(&allocator, apart, apart_bytes + 1);
  viet_free(&allocator, other, other_bytes + 1);
}


/* What stands before a space and what stands after it are independent. */
static void check_parts (const viet_rules *rules, const char *text,
                         size_t bytes, const char *result,
                         size_t result_bytes) {
  char *left, *right;
  size_t left_bytes, right_bytes, at = bytes / 2;
  while (at < bytes && text[at] != ' ')
    at++;
  if (at == bytes)
    return;
  require(normalize(rules, text, at, &left, &left_bytes) == VIET_OK);
  require(normalize(rules, text + at, bytes - at, &right, &right_bytes)
          == VIET_OK);
  require(left_bytes + right_bytes == result_bytes);
  require(memcmp(result, left, left_bytes) == 0);
  require(memcmp(result + left_bytes, right, right_bytes) == 0);
  viet_free(&allocator, left, left_bytes + 1);
  viet_free(&allocator, right, right_bytes + 1);
}


/*
** {==================================================================
** Paths
** ===================================================================
*/

static const char *const path_names[] = {"scalar", "sse2", "avx2", "neon"};

#define PATHS (sizeof(path_names) / sizeof(*path_names))


/* A result on one path, or on none, is the same; so is its alignment. */
static void check_path (const viet_path *path, const viet_rules *rules,
                        const char *text, size_t bytes, const char *result,
                        size_t result_bytes, const viet_alignment *wanted) {
  char *own;
  size_t own_bytes;
  viet_alignment *alignment;
  viet_report report;
  require(viet_normalize_by(path, rules, text, bytes, &allocator, &own,
                            &own_bytes, &alignment, &report) == VIET_OK);
  require(own_bytes == result_bytes);
  require(memcmp(own, result, result_bytes) == 0);
  require(alignment->units == wanted->units);
  require(memcmp(alignment, wanted, viet_alignment_bytes(wanted)) == 0);
  viet_free(&allocator, alignment, viet_alignment_bytes(alignment));
  viet_free(&allocator, own, own_bytes + 1);
  require(viet_normalize_by(path, rules, text, bytes, &allocator, &own,
                            &own_bytes, NULL, NULL) == VIET_OK);
  require(own_bytes == result_bytes);
  require(memcmp(own, result, result_bytes) == 0);
  viet_free(&allocator, own, own_bytes + 1);
}


static void check_paths (const viet_rules *rules, const char *text,
                         size_t bytes, const char *result,
                         size_t result_bytes,
                         const viet_alignment *alignment) {
  check_path(NULL, rules, text, bytes, result, result_bytes, alignment);
  for (size_t i = 0; i < PATHS; i++) {
    const viet_path *path = viet_path_find(path_names[i]);
    if (path)
      check_path(path, rules, text, bytes, result, result_bytes, alignment);
  }
}


/* Is a text in NFC for each path if it is for ICU? */
static void check_nfc (const char *text, size_t bytes) {
  wide own = widen(text, bytes);
  wide made = bring_into_form(widen(text, bytes), VIET_NFC);
  const bool same = is_same(own, made);
  size_t at, wanted;
  require(viet_nfc_check(text, bytes, &allocator, &wanted) == VIET_OK);
  require((wanted == bytes) == same && wanted <= bytes);
  for (size_t i = 0; i < PATHS; i++) {
    const viet_path *path = viet_path_find(path_names[i]);
    if (path == NULL)
      continue;
    require(viet_nfc_check_by(path, text, bytes, &allocator, &at)
            == VIET_OK);
    require(at == wanted);
  }
  free(own.units);
  free(made.units);
}


static void check_utf8 (const char *text, size_t bytes) {
  const size_t bad = first_bad(text, bytes);
  require(viet_utf8_check(text, bytes) == bad);
  for (size_t i = 0; i < PATHS; i++) {
    const viet_path *path = viet_path_find(path_names[i]);
    if (path)
      require(viet_utf8_check_by(path, text, bytes, 0) == bad);
  }
  if (bad == bytes)
    check_nfc(text, bytes);
}

/* }================================================================== */


static void check (const viet_rules *rules, const char *text,
                   size_t bytes) {
  const size_t bad = first_bad(text, bytes);
  char *result, *plain;
  size_t result_bytes, plain_bytes;
  viet_alignment *alignment;
  viet_status status = viet_normalize(rules, text, bytes, &allocator,
                                      &result, &result_bytes, &alignment);
  check_utf8(text, bytes);
  require(normalize(rules, text, bytes, &plain, &plain_bytes) == status);
  require(plain_bytes == result_bytes);
  if (bad < bytes && !rules->replace_invalid) {
    require(status == VIET_EUTF8 && result_bytes == bad);
    require(result == NULL && alignment == NULL);
    return;
  }
  require(status == VIET_OK && result[result_bytes] == '\0');
  require(memcmp(result, plain, plain_bytes) == 0);
  require(first_bad(result, result_bytes) == result_bytes);
  require(alignment->source_bytes == bytes);
  require(alignment->result_bytes == result_bytes);
  check_units(alignment, text, result, bad == bytes);
  check_to_source(alignment);
  check_to_result(alignment);
  check_edges(alignment);
  check_paths(rules, text, bytes, result, result_bytes, alignment);
  check_reference(rules, text, bytes, result, result_bytes);
  check_parts(rules, text, bytes, result, result_bytes);
  check_again(rules, result, result_bytes);
  check_decomposed(rules, text, bytes, result, result_bytes);
  viet_free(&allocator, alignment, viet_alignment_bytes(alignment));
  viet_free(&allocator, result, result_bytes + 1);
  viet_free(&allocator, plain, plain_bytes + 1);
}


int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  fuzz_input input = {data, size};
  const unsigned bits = fuzz_byte(&input), choices = fuzz_byte(&input);
  const unsigned more = fuzz_byte(&input);
  const viet_rules rules = {
    .replace_invalid = (bits & 1) != 0, .invisibles = (bits & 2) != 0,
    .spaces = (bits & 4) != 0, .eth = (bits & 8) != 0,
    .mark_order = (bits & 16) != 0,
    .i_y = (viet_i_y)((bits & 32) != 0 ? 1 + choices / 60 % 2 : 0),
    .fold = (bits & 64) != 0, .entities = (more & 1) != 0,
    .mojibake = (more & 2) != 0, .quotes = (more & 4) != 0,
    .dashes = (more & 8) != 0, .homoglyphs = (more & 16) != 0,
    .style = (viet_style)(choices % 3),
    .strip = (viet_strip)(choices / 3 % 4),
    .form = (viet_unicode_form)(choices / 12 % 5)
  };
  fuzz_text text = fuzz_take_text(&input, (bits & 128) != 0);
  check(&rules, text.text, text.bytes);
  free(text.text);
  require(blocks == 0);
  return 0;
}
