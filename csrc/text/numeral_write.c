/*
** numeral_write.c
** Numbers written in words, as schools teach them (Toán, classes 2 to 5)
** and as CLDR spells them out:
**
**     1 005 000 021   một tỷ | không trăm linh năm triệu | không trăm hai
**                     mươi mốt
**
** A group of three digits is spoken with all its hundreds if anything
** stands before it, and not at all if it is zero. Each nine digits are
** followed by as many "tỷ" as there are nines behind them. Decimals are
** read digit by digit, as in CLDR.
*/

#include "viet.h"

#include "text/bytes.h"

/* room for the longest number in words: 12 groups of five words, tỷ, and
** as many decimals as there are digits */
#define WORDS_BYTES 4096

typedef struct writer {
  const viet_numeral_rules *rules;
  size_t bytes;
  char words[WORDS_BYTES];
} writer;

/* A number taken apart. */
typedef struct figures {
  bool negative;
  size_t whole;                        /* digits before the point */
  uint8_t digit[VIET_NUMERAL_DIGITS];  /* from the units up */
  const char *decimals;
  size_t decimal_count;
} figures;

static const char *const digit_words[] = {
  "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"
};


static void add (writer *self, const char *word) {
  size_t bytes = strlen(word);
  if (self->bytes > 0)
    self->words[self->bytes++] = ' ';
  memcpy(self->words + self->bytes, word, bytes);
  self->bytes += bytes;
}


/* The unit behind "mười" or, if 'tens' are more than one, "mươi". */
static void add_unit (writer *self, unsigned tens, unsigned unit) {
  const viet_numeral_rules *rules = self->rules;
  if (unit == 0)
    return;
  if (unit == 5)
    add(self, tens > 1 && rules->nham ? "nhăm" : "lăm");
  else if (unit == 1 && tens > 1 && !rules->mot)
    add(self, "mốt");
  else if (unit == 4 && tens > 1 && !rules->bon)
    add(self, "tư");
  else
    add(self, digit_words[unit]);
}


/* A group of three digits, other than zero. */
static void add_group (writer *self, unsigned value, bool all_hundreds) {
  unsigned hundreds = value / 100, tens = value / 10 % 10;
  unsigned unit = value % 10;
  bool has_hundreds = hundreds > 0 || all_hundreds;
  if (has_hundreds) {
    add(self, digit_words[hundreds]);
    add(self, "trăm");
  }
  if (tens == 0) {
    if (unit == 0)
      return;
    if (has_hundreds)
      add(self, self->rules->le ? "lẻ" : "linh");
    add(self, digit_words[unit]);
    return;
  }
  if (tens > 1)
    add(self, digit_words[tens]);
  add(self, tens == 1 ? "mười" : "mươi");
  add_unit(self, tens, unit);
}


/* The three digits worth 10^power, 10^(power + 1), 10^(power + 2). */
static unsigned group_at (const figures *self, size_t power) {
  return self->digit[power] + self->digit[power + 1] * 10u
       + self->digit[power + 2] * 100u;
}


static void add_whole (writer *self, const figures *number) {
  bool started = false, nine = false;  /* of the nine digits at hand */
  for (size_t power = VIET_NUMERAL_DIGITS; power > 0; ) {
    power -= 3;
    unsigned value = group_at(number, power);
    if (value > 0) {
      add_group(self, value, started);
      if (power % 9 == 6)
        add(self, "triệu");
      if (power % 9 == 3)
        add(self, self->rules->ngan ? "ngàn" : "nghìn");
      started = nine = true;
    }
    if (power % 9 > 0)
      continue;
    for (size_t i = power; nine && i > 0; i -= 9)
      add(self, self->rules->ti ? "tỉ" : "tỷ");
    nine = false;
  }
  if (!started)
    add(self, digit_words[0]);
}


/*
** The power of ten of a scale that has five tenths of it, and nothing
** else, behind it: 3 in 2500, "hai nghìn rưỡi". 0 if there is none.
*/
static size_t half_scale (const figures *self) {
  static const size_t scales[] = {2, 3, 6, 9};
  size_t lowest = 0;
  while (lowest < 9 && self->digit[lowest] == 0)
    lowest++;
  for (size_t i = 0; i < 4; i++) {
    size_t scale = scales[i];
    if (lowest + 1 != scale || self->digit[lowest] != 5)
      continue;
    bool spoken = scale == 2 ? self->digit[2] > 0
                             : group_at(self, scale) > 0;
    return spoken ? scale : 0;
  }
  return 0;
}


/* "ba triệu rưỡi", "hai rưỡi"; false if there is no such half. */
static bool add_with_half (writer *self, figures *number) {
  if (number->decimal_count > 0) {
    bool half = number->decimal_count == 1 && number->decimals[0] == '5';
    if (!half || group_at(number, 0) % 100 == 0)
      return false;
  } else {
    size_t scale = half_scale(number);
    if (scale == 0)
      return false;
    number->digit[scale - 1] = 0;
  }
  add_whole(self, number);
  add(self, "rưỡi");
  return true;
}


static void add_number (writer *self, figures *number) {
  if (number->negative)
    add(self, "âm");
  if (self->rules->half && add_with_half(self, number))
    return;
  add_whole(self, number);
  if (number->decimal_count > 0)
    add(self, "phẩy");
  for (size_t i = 0; i < number->decimal_count; i++)
    add(self, digit_words[number->decimals[i] - '0']);
}


/* Behind "thứ" 1 and 4 have words of their own. */
static void add_ordinal (writer *self, const figures *number) {
  add(self, "thứ");
  if (number->whole == 1 && number->digit[0] == 1)
    add(self, "nhất");
  else if (number->whole == 1 && number->digit[0] == 4)
    add(self, "tư");
  else
    add_whole(self, number);
}


static size_t count_digits (const char *text, size_t bytes) {
  size_t count = 0;
  while (count < bytes && text[count] >= '0' && text[count] <= '9')
    count++;
  return count;
}


/* Takes a decimal number apart; the offset where it is wrong, or 'bytes'
** if it is right. */
static size_t parse (figures *self, const char *text, size_t bytes) {
  *self = (figures){.negative = bytes > 0 && text[0] == '-'};
  size_t at = self->negative;
  size_t count = count_digits(text + at, bytes - at);
  if (count == 0)
    return bytes > at ? at : bytes - (bytes > 0);
  while (count > 1 && text[at] == '0') {
    at++;
    count--;
  }
  if (count > VIET_NUMERAL_DIGITS)
    return at + VIET_NUMERAL_DIGITS;
  self->whole = count;
  for (size_t i = 0; i < count; i++)
    self->digit[i] = (uint8_t)(text[at + count - 1 - i] - '0');
  at += count;
  if (at == bytes)
    return bytes;
  if (text[at] != '.')
    return at;
  self->decimals = text + at + 1;
  self->decimal_count = count_digits(self->decimals, bytes - at - 1);
  if (self->decimal_count == 0)
    return at;
  if (self->decimal_count > VIET_NUMERAL_DIGITS)
    return at + 1 + VIET_NUMERAL_DIGITS;
  return at + 1 + self->decimal_count;
}


static bool is_zero (const figures *self) {
  for (size_t i = 0; i < self->whole; i++)
    if (self->digit[i] > 0)
      return false;
  return true;
}


viet_status viet_numeral_write (const viet_numeral_rules *rules,
                                const char *text, size_t bytes,
                                const viet_allocator *allocator,
                                char **result, size_t *result_bytes) {
  figures parsed;
  writer self = {.rules = rules};
  viet_vector out = {0};
  *result = NULL;
  *result_bytes = parse(&parsed, text, bytes);
  if (*result_bytes < bytes || bytes == 0)
    return VIET_EINVAL;
  if (rules->ordinal) {
    *result_bytes = 0;
    if (parsed.negative || parsed.decimal_count > 0 || is_zero(&parsed))
      return VIET_EINVAL;
    add_ordinal(&self, &parsed);
  } else {
    add_number(&self, &parsed);
  }
  viet_status status = viet_bytes_add(&out, self.words, self.bytes,
                                      allocator);
  if (status == VIET_OK)
    status = viet_bytes_take(&out, allocator, result, result_bytes);
  viet_vector_free(&out, 1, allocator);
  return status;
}


/*
** {==================================================================
** Ranges
** ===================================================================
*/

/* A number in words; a block of 'bytes' + 1 bytes. */
typedef struct written {
  char *words;
  size_t bytes;
} written;


static viet_status write_one (const viet_numeral_rules *rules,
                              const char *number, size_t bytes,
                              const viet_allocator *allocator,
                              written *made) {
  return viet_numeral_write(rules, number, bytes, allocator, &made->words,
                            &made->bytes);
}


static viet_status join (const written *low, const written *high,
                         const viet_allocator *allocator, written *made) {
  static const char to[] = " đến ";
  viet_vector out = {0};
  viet_status status = viet_bytes_add(&out, low->words, low->bytes,
                                      allocator);
  if (status == VIET_OK)
    status = viet_bytes_add(&out, to, sizeof(to) - 1, allocator);
  if (status == VIET_OK)
    status = viet_bytes_add(&out, high->words, high->bytes, allocator);
  if (status == VIET_OK)
    status = viet_bytes_take(&out, allocator, &made->words, &made->bytes);
  viet_vector_free(&out, 1, allocator);
  return status;
}


static viet_status read_back (const written *made,
                              const viet_allocator *allocator,
                              viet_numeral *number) {
  size_t first, end;
  return viet_numeral_read(number, made->words, made->bytes, allocator,
                           &first, &end);
}


/* Are the words of a range read as its two numbers? */
static viet_status check_range (const written *low, const written *high,
                                const written *both,
                                const viet_allocator *allocator) {
  viet_numeral first, last, range;
  viet_status status = read_back(low, allocator, &first);
  if (status == VIET_OK)
    status = read_back(high, allocator, &last);
  if (status == VIET_OK)
    status = read_back(both, allocator, &range);
  if (status != VIET_OK)
    return status;
  bool same = range.is_range && strcmp(range.low, first.low) == 0
           && strcmp(range.high, last.low) == 0;
  return same ? VIET_OK : VIET_EINVAL;
}


static void discard (written *self, const viet_allocator *allocator) {
  if (self->words)
    viet_free(allocator, self->words, self->bytes + 1);
  *self = (written){0};
}


viet_status viet_numeral_write_range (const viet_numeral_rules *rules,
                                      const char *low, size_t low_bytes,
                                      const char *high, size_t high_bytes,
                                      const viet_allocator *allocator,
                                      char **result,
                                      size_t *result_bytes) {
  written first = {0}, last = {0}, both = {0};
  viet_status status = rules->ordinal ? VIET_EINVAL
    : write_one(rules, low, low_bytes, allocator, &first);
  if (status == VIET_OK)
    status = write_one(rules, high, high_bytes, allocator, &last);
  if (status == VIET_OK)
    status = join(&first, &last, allocator, &both);
  if (status == VIET_OK)
    status = check_range(&first, &last, &both, allocator);
  if (status != VIET_OK)
    discard(&both, allocator);
  discard(&first, allocator);
  discard(&last, allocator);
  *result = both.words;
  *result_bytes = both.bytes;
  return status;
}

/* }================================================================== */
