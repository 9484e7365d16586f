/*
** numbers.c
** A libFuzzer target: numbers in words, and the order of texts and names.
** The first byte of an input chooses what is done; the rest is a number in
** digits, or words of numbers, or a text of any kind.
*/

#include "fuzz.h"
#include "text/token.h"

static size_t blocks;  /* in use by the library */
static const viet_allocator allocator = {fuzz_resize, &blocks};


/*
** {==================================================================
** Numbers
** ===================================================================
*/

/* A text in which each byte is a word of numbers. */
static fuzz_text take_words (fuzz_input *input) {
  static const char *const words[] = {
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám",
    "chín", "mười", "mươi", "mốt", "tư", "lăm", "nhăm", "trăm", "nghìn",
    "ngàn", "vạn", "triệu", "tỷ", "tỉ", "linh", "lẻ", "phẩy", "rưỡi",
    "nửa", "âm", "trừ", "đến", "tới", "từ", "thứ", "nhất", "nhì", "hăm",
    "băm", "chục", "-", ",", ".", "1", "25", "1.250", "0,5", "007", "BA",
    "Ba\u0300", "bảy\u200B", "mươi ba", "99", "000", "người"
  };
  const size_t count = sizeof(words) / sizeof(*words);
  fuzz_text made = {0};
  while (input->size > 0) {
    const char *word = words[fuzz_byte(input) % count];
    fuzz_add(&made, word, strlen(word));
    if (input->size > 0)
      fuzz_add(&made, " ", 1);
  }
  fuzz_fit(&made);
  return made;
}


/* A minus, digits and a decimal point, without needless zeros. */
static void check_decimal (const char *number) {
  require(memchr(number, '\0', VIET_NUMERAL_BYTES) != NULL);
  const char *digits = number + (*number == '-');
  const char *point = strchr(digits, '.');
  const size_t whole = strspn(digits, "0123456789");
  require(whole > 0 && whole <= VIET_NUMERAL_DIGITS);
  require(digits[0] != '0' || whole == 1);
  require(digits[whole] == '\0' || digits + whole == point);
  require(strcmp(number, "-0") != 0);
  if (point == NULL)
    return;
  const size_t rest = strspn(point + 1, "0123456789");
  require(rest > 0 && rest <= VIET_NUMERAL_DIGITS);
  require(point[rest + 1] == '\0' && point[rest] != '0');
}


/* What is written is read as the same number; false if it cannot be. */
static bool check_write (const viet_numeral_rules *rules,
                         const char *number, size_t bytes,
                         const char *wanted) {
  char *words;
  size_t count, first, end;
  viet_numeral again;
  viet_status status = viet_numeral_write(rules, number, bytes, &allocator,
                                          &words, &count);
  if (status != VIET_OK) {
    require(status == VIET_EINVAL && words == NULL && count <= bytes);
    return false;
  }
  require(words[count] == '\0' && viet_utf8_check(words, count) == count);
  require(viet_numeral_read(&again, words, count, &allocator, &first, &end)
          == VIET_OK);
  check_decimal(again.low);
  require(!again.is_range && again.is_ordinal == rules->ordinal);
  if (wanted)
    require(strcmp(again.low, wanted) == 0);
  viet_free(&allocator, words, count + 1);
  return true;
}


static void check_read (const viet_numeral_rules *rules, const char *text,
                        size_t bytes) {
  viet_numeral number;
  size_t first, end;
  viet_status status = viet_numeral_read(&number, text, bytes, &allocator,
                                         &first, &end);
  const size_t good = viet_utf8_check(text, bytes);
  require((status == VIET_EUTF8) == (good < bytes));
  if (status == VIET_EUTF8)
    require(first == good);
  if (status == VIET_EINVAL)
    require(first <= end && end <= bytes);
  if (status != VIET_OK) {
    require(status == VIET_EUTF8 || status == VIET_EINVAL);
    return;
  }
  check_decimal(number.low);
  check_decimal(number.high);
  require(number.is_range || strcmp(number.low, number.high) == 0);
  viet_numeral_rules plain = *rules;
  plain.ordinal = false;
  require(check_write(&plain, number.low, strlen(number.low), number.low));
  require(check_write(&plain, number.high, strlen(number.high),
                      number.high));
}

/* }================================================================== */


/*
** {==================================================================
** Order
** ===================================================================
*/

/* A key that the library made. */
typedef struct key {
  char *text;
  size_t bytes;
} key;


/* Opened once: ICU takes long for it. */
static const viet_collator *collator_of (viet_order order) {
  static viet_collator *made[2];
  if (made[order] == NULL)
    require(viet_collator_open(order, &made[order]) == VIET_OK);
  return made[order];
}


static key key_of (const viet_collator *order, const char *text,
                   size_t bytes) {
  key made;
  require(viet_collator_key(order, text, bytes, &allocator, &made.text,
                            &made.bytes) == VIET_OK);
  require(strlen(made.text) == made.bytes);
  return made;
}


static void discard (key *self) {
  viet_free(&allocator, self->text, self->bytes + 1);
}


static int compare (const key *a, const key *b) {
  const size_t both = a->bytes < b->bytes ? a->bytes : b->bytes;
  const int order = memcmp(a->text, b->text, both);
  if (order != 0)
    return order < 0 ? -1 : 1;
  return (a->bytes > b->bytes) - (a->bytes < b->bytes);
}


/* Keys are in the order of their texts, which is one both ways. */
static void check_keys (const viet_collator *order, const char *a,
                        size_t a_bytes, const char *b, size_t b_bytes) {
  key a_key = key_of(order, a, a_bytes), b_key = key_of(order, b, b_bytes);
  int there, back;
  size_t bad;
  require(viet_collator_compare(order, a, a_bytes, b, b_bytes, &there,
                                &bad) == VIET_OK);
  require(viet_collator_compare(order, b, b_bytes, a, a_bytes, &back,
                                &bad) == VIET_OK);
  require(there == -back && there == compare(&a_key, &b_key));
  discard(&a_key);
  discard(&b_key);
}


/* Are there marks apart? ICU 72 does not order all of those alike in all
** encodings: letters with two vowel marks, marks above U+FFFF. */
static bool has_mark (const char *text, size_t bytes) {
  for (size_t at = 0; at < bytes; )
    if (viet_class_next(text, bytes, &at) == VIET_CLASS_MARK)
      return true;
  return false;
}


/* A text decomposed is equal to it. */
static void check_decomposed (const viet_collator *order, const char *text,
                              size_t bytes) {
  static const viet_rules nfd = {.form = VIET_NFD};
  char *apart;
  size_t apart_bytes;
  if (has_mark(text, bytes))
    return;
  require(viet_normalize(&nfd, text, bytes, &allocator, &apart,
                         &apart_bytes, NULL) == VIET_OK);
  key own = key_of(order, text, bytes);
  key other = key_of(order, apart, apart_bytes);
  require(compare(&own, &other) == 0);
  discard(&own);
  discard(&other);
  viet_free(&allocator, apart, apart_bytes + 1);
}


/* White space around a name does not matter; its given name comes first. */
static void check_name (const viet_collator *order, const char *name,
                        size_t bytes) {
  fuzz_text spaced = {0};
  key own, other;
  fuzz_add(&spaced, " \n", 2);
  fuzz_add(&spaced, name, bytes);
  fuzz_add(&spaced, "\u3000", 3);
  if (spaced.bytes == bytes + 5) {
    require(viet_collator_name_key(order, name, bytes, &allocator,
                                   &own.text, &own.bytes) == VIET_OK);
    require(viet_collator_name_key(order, spaced.text, spaced.bytes,
                                   &allocator, &other.text, &other.bytes)
            == VIET_OK);
    require(compare(&own, &other) == 0);
    discard(&own);
    discard(&other);
  }
  free(spaced.text);
}


static void check_order (viet_order which, const char *text, size_t bytes) {
  const viet_collator *order = collator_of(which);
  const size_t good = viet_utf8_check(text, bytes);
  if (good < bytes) {
    key made;
    require(viet_collator_key(order, text, bytes, &allocator, &made.text,
                              &made.bytes) == VIET_EUTF8);
    require(made.text == NULL && made.bytes == good);
    return;
  }
  const char *bar = bytes > 0 ? memchr(text, '/', bytes) : NULL;
  const size_t left = bar ? (size_t)(bar - text) : bytes;
  const size_t right = bar ? left + 1 : left;
  check_keys(order, text, left, text + right, bytes - right);
  check_decomposed(order, text, bytes);
  check_name(order, text, bytes);
}

/* }================================================================== */


int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  fuzz_input input = {data, size};
  const unsigned what = fuzz_byte(&input), bits = fuzz_byte(&input);
  const viet_numeral_rules rules = {
    (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0,
    (bits & 16) != 0, (bits & 32) != 0, (bits & 64) != 0, (bits & 128) != 0
  };
  fuzz_text text = what % 4 == 0 ? take_words(&input)
                 : fuzz_take_text(&input, what % 4 == 1);
  if (what % 4 < 3) {
    check_read(&rules, text.text, text.bytes);
    check_write(&rules, text.text, text.bytes, NULL);
  } else {
    check_order(bits & 1 ? VIET_ORDER_TRADITIONAL : VIET_ORDER_STANDARD,
                text.text, text.bytes);
  }
  free(text.text);
  require(blocks == 0);
  return 0;
}
