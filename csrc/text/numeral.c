/*
** numeral.c
** Numbers in words, read. The rules are those that schools teach (Toán,
** classes 2 to 5) and that CLDR writes by, and what people say besides:
**
**     hundreds   hai trăm linh năm, hai trăm mười, hai trăm năm mươi tư
**     scales     nghìn/ngàn 3, vạn 4, triệu 6, tỷ 9; "tỷ tỷ" 18: each part
**                below a tỷ has falling scales, and so have those of tỷ
**     short      hai lăm 25, hăm mốt 21, trăm hai 120, nghìn rưỡi 1500,
**                triệu hai 1200000: a digit behind a scale is its tenths
**     decimals   hai phẩy năm triệu: the scale holds for both sides
**     ranges     hai đến ba triệu, hai ba chục, 2-3 nghìn
**
** "năm" is 5 but also a year, and stands for no 5 behind a ten: "mười lăm"
** is 15, "mười năm" no number.
*/

#include "text/decimal.h"

#include <string.h>

#include "text/utf8.h"

/* What a word is to a number; 'value' in an item tells more. */
typedef enum item_kind {
  ITEM_OTHER,    /* no word of a number */
  ITEM_END,      /* behind the last one */
  ITEM_DIGIT,    /* không to chín: 0 to 9 */
  ITEM_TAIL,     /* mốt tư lăm nhăm: 1 4 5 behind a ten */
  ITEM_TEN,      /* mười */
  ITEM_TENS,     /* mươi, behind a digit */
  ITEM_DOZENS,   /* hăm, băm: 2 3 */
  ITEM_CHUC,     /* chục */
  ITEM_HUNDRED,  /* trăm */
  ITEM_SCALE,    /* nghìn vạn triệu tỷ: 3 4 6 9 */
  ITEM_LINH,     /* linh, lẻ: no tens */
  ITEM_HALF,     /* rưỡi: half of the last scale */
  ITEM_A_HALF,   /* nửa */
  ITEM_POINT,    /* phẩy */
  ITEM_MINUS,    /* âm, trừ */
  ITEM_DASH,     /* - */
  ITEM_COMMA,    /* in "hai, ba" */
  ITEM_TO,       /* đến, tới */
  ITEM_FROM,     /* từ */
  ITEM_NTH,      /* thứ */
  ITEM_RANK,     /* nhất, nhì: 1 2 behind "thứ" */
  ITEM_NUMBER    /* in digits */
} item_kind;

typedef struct item {
  item_kind kind;
  int value;
} item;

/* Words as the keys of tokens have them: lower case, "tỷ" with i. */
static const struct numeral_word {
  const char *key;
  item item;
} numeral_words[] = {
  {"không", {ITEM_DIGIT, 0}}, {"một", {ITEM_DIGIT, 1}},
  {"hai", {ITEM_DIGIT, 2}}, {"ba", {ITEM_DIGIT, 3}},
  {"bốn", {ITEM_DIGIT, 4}}, {"năm", {ITEM_DIGIT, 5}},
  {"sáu", {ITEM_DIGIT, 6}}, {"bảy", {ITEM_DIGIT, 7}},
  {"bẩy", {ITEM_DIGIT, 7}}, {"tám", {ITEM_DIGIT, 8}},
  {"chín", {ITEM_DIGIT, 9}}, {"mốt", {ITEM_TAIL, 1}},
  {"tư", {ITEM_TAIL, 4}}, {"lăm", {ITEM_TAIL, 5}},
  {"nhăm", {ITEM_TAIL, 5}}, {"mười", {ITEM_TEN, 0}},
  {"mươi", {ITEM_TENS, 0}}, {"hăm", {ITEM_DOZENS, 2}},
  {"băm", {ITEM_DOZENS, 3}}, {"chục", {ITEM_CHUC, 0}},
  {"trăm", {ITEM_HUNDRED, 0}}, {"nghìn", {ITEM_SCALE, 3}},
  {"ngàn", {ITEM_SCALE, 3}}, {"vạn", {ITEM_SCALE, 4}},
  {"triệu", {ITEM_SCALE, 6}}, {"tỉ", {ITEM_SCALE, 9}},
  {"linh", {ITEM_LINH, 0}}, {"lẻ", {ITEM_LINH, 0}},
  {"rưỡi", {ITEM_HALF, 0}}, {"rưởi", {ITEM_HALF, 0}},
  {"nửa", {ITEM_A_HALF, 0}}, {"phẩy", {ITEM_POINT, 0}},
  {"phảy", {ITEM_POINT, 0}}, {"chấm", {ITEM_POINT, 0}},
  {"âm", {ITEM_MINUS, 0}}, {"trừ", {ITEM_MINUS, 0}},
  {"\xE2\x88\x92", {ITEM_MINUS, 0}}, {"-", {ITEM_DASH, 0}},
  {"–", {ITEM_DASH, 0}}, {"—", {ITEM_DASH, 0}}, {"~", {ITEM_DASH, 0}},
  {",", {ITEM_COMMA, 0}}, {"đến", {ITEM_TO, 0}}, {"tới", {ITEM_TO, 0}},
  {"từ", {ITEM_FROM, 0}}, {"thứ", {ITEM_NTH, 0}},
  {"nhất", {ITEM_RANK, 1}}, {"nhì", {ITEM_RANK, 2}},
};

#define NUMERAL_WORDS (sizeof(numeral_words) / sizeof(numeral_words[0]))

/* Where the reading of a text stands. Functions that read return false,
** with 'at' on what does not fit. */
typedef struct reader {
  const char *text;
  size_t bytes;
  const viet_tokens *tokens;
  size_t at;       /* index of a token */
  viet_decimal spare;  /* the second half of "2-3" */
  bool has_spare;
} reader;

/* A number while it is read: 'total' is done, in tỷ or more; 'group' is
** what will be multiplied by the next tỷ, or by none. */
typedef struct sum {
  viet_decimal total;
  viet_decimal group;
  int scale;      /* power of ten of the last scale in the group, or NONE */
  int billions;   /* how many tỷ the last part had, or NONE */
  int half;       /* power of ten that "rưỡi" is half of */
  int small;      /* of that of a part: 1 for "chục", 2 for "trăm", or 0 */
  int power;      /* of ten, of all scales of the last part: 5 for "trăm
                     nghìn" */
  int parts;      /* how many were added */
  bool complete;  /* can nothing follow but a scale? */
} sum;

#define NONE 99


/*
** {==================================================================
** Items
** ===================================================================
*/

static item find_word (const char *key, size_t bytes) {
  for (size_t i = 0; i < NUMERAL_WORDS; i++)
    if (strlen(numeral_words[i].key) == bytes
        && memcmp(numeral_words[i].key, key, bytes) == 0)
      return numeral_words[i].item;
  return (item){ITEM_OTHER, 0};
}


/* The item 'ahead' tokens after the current one. */
static item peek (const reader *self, size_t ahead) {
  size_t index = self->at + ahead, bytes;
  if (index >= viet_tokens_count(self->tokens))
    return (item){ITEM_END, 0};
  const viet_token *token = viet_tokens_array(self->tokens) + index;
  if (token->kind == VIET_NUMBER)
    return (item){ITEM_NUMBER, 0};
  const char *key = viet_tokens_key(self->tokens, token->form,
                                    VIET_PLACEMENT, &bytes);
  return find_word(key, bytes);
}


static item_kind kind_at (const reader *self, size_t ahead) {
  return peek(self, ahead).kind;
}


static bool skip (reader *self, item_kind kind) {
  if (kind_at(self, 0) != kind)
    return false;
  self->at++;
  return true;
}

/* }================================================================== */


/*
** {==================================================================
** Numbers in digits
** ===================================================================
*/

/* A token of digits, or two numbers with a dash between, of which the
** second is kept for the end of a range. */
static bool read_number (reader *self, viet_decimal *value) {
  const viet_token *token = viet_tokens_array(self->tokens) + self->at;
  const char *text = self->text + token->first;
  size_t bytes = token->end - token->first;
  const char *dash = memchr(text, '-', bytes);
  size_t first = dash ? (size_t)(dash - text) : bytes;
  if (dash && self->has_spare)
    return false;
  if (!viet_decimal_read(value, text, first))
    return false;
  if (dash && !viet_decimal_read(&self->spare, dash + 1, bytes - first - 1))
    return false;
  if (dash)
    self->has_spare = true;
  else
    self->at++;
  return true;
}

/* }================================================================== */


/*
** {==================================================================
** Numbers below a thousand
** ===================================================================
*/

/* Does a number from 10 to 99 start here? */
static bool starts_tens (const reader *self) {
  item_kind next = kind_at(self, 1);
  switch (kind_at(self, 0)) {
    case ITEM_TEN: case ITEM_DOZENS: return true;
    case ITEM_DIGIT:
      return peek(self, 0).value > 0
          && (next == ITEM_TENS || next == ITEM_CHUC || next == ITEM_TAIL);
    default: return false;
  }
}


/* The unit behind "linh". */
static bool read_after_linh (reader *self, unsigned *unit) {
  item next = peek(self, 0);
  if ((next.kind != ITEM_DIGIT && next.kind != ITEM_TAIL)
      || next.value == 0)
    return false;
  *unit = (unsigned)next.value;
  self->at++;
  return true;
}


/* Is this a digit that may end a number, behind "mươi", "trăm" or a scale?
** "năm" is a year there: "mười năm", "nghìn năm". */
static bool is_short (item next) {
  return next.kind == ITEM_TAIL
      || (next.kind == ITEM_DIGIT && next.value != 0 && next.value != 5);
}


/* Adds a number from 10 to 99; '*half' is 1 if it is in "chục". */
static void read_tens (reader *self, unsigned *value, int *half) {
  item first = peek(self, 0);
  unsigned tens = first.kind == ITEM_TEN ? 1 : (unsigned)first.value;
  *value += tens * 10;
  self->at++;
  bool is_chuc = first.kind == ITEM_DIGIT && skip(self, ITEM_CHUC);
  if (first.kind == ITEM_DIGIT)
    skip(self, ITEM_TENS);
  if (is_chuc)
    *half = 1;
  else if (is_short(peek(self, 0))) {
    *value += (unsigned)peek(self, 0).value;
    self->at++;
  }
}


/* Adds what stands behind "trăm": "linh hai", "hai mươi", or a digit of
** tens ("trăm hai" is 120, but not "không trăm hai"). */
static bool read_after_hundred (reader *self, unsigned *value,
                                bool zero) {
  int half;
  unsigned unit = 0;
  if (skip(self, ITEM_LINH)) {
    if (!read_after_linh(self, &unit))
      return false;
    *value += unit;
  } else if (starts_tens(self)) {
    read_tens(self, value, &half);
  } else if (is_short(peek(self, 0)) && !zero) {
    *value += (unsigned)peek(self, 0).value * 10;
    self->at++;
  }
  return true;
}


/* A number below a thousand in words; '*half' is the power of ten that
** "rưỡi" is half of. */
static bool read_small (reader *self, viet_decimal *part, int *half) {
  item first = peek(self, 0);
  unsigned value = 0;
  *half = 0;
  if (starts_tens(self)) {
    read_tens(self, &value, half);
  } else if (first.kind == ITEM_CHUC) {
    self->at++;
    value = 10;
    *half = 1;
  } else {
    bool has_digit = first.kind == ITEM_DIGIT;
    if (!has_digit && first.kind != ITEM_HUNDRED)
      return false;
    value = has_digit ? (unsigned)first.value : 1;
    self->at += has_digit;
    if (skip(self, ITEM_HUNDRED)) {
      size_t behind = self->at;
      bool zero = value == 0;
      value *= 100;
      if (!read_after_hundred(self, &value, zero))
        return false;
      if (self->at == behind)
        *half = 2;
    }
  }
  *part = viet_decimal_of(value, 0);
  return true;
}

/* }================================================================== */


/*
** {==================================================================
** Parts: coefficients with their decimals
** ===================================================================
*/

/* Sets 'count' digits of 'value' at decimal place '*place', and goes on. */
static bool set_decimals (viet_decimal *part, unsigned value, int count,
                          int *place) {
  if (*place + count > VIET_NUMERAL_DIGITS)
    return false;
  *place += count;
  viet_decimal decimals = viet_decimal_of(value, -*place);
  return viet_decimal_add(part, &decimals);
}


/* Reads behind "phẩy": digit by digit, or as a number of two or three
** digits: "không trăm bảy mươi lăm" is 075. */
static bool read_decimals (reader *self, viet_decimal *part) {
  int place = 0;
  for (;;) {
    item next = peek(self, 0);
    bool hundreds = next.kind == ITEM_DIGIT
                 && kind_at(self, 1) == ITEM_HUNDRED;
    if (hundreds || starts_tens(self)) {
      viet_decimal number;
      int half;
      if (!read_small(self, &number, &half))
        return false;
      const uint8_t *digit = number.digit + VIET_NUMERAL_DIGITS;
      unsigned value = digit[0] + digit[1] * 10u + digit[2] * 100u;
      return set_decimals(part, value, hundreds ? 3 : 2, &place);
    }
    if (next.kind != ITEM_DIGIT && next.kind != ITEM_TAIL)
      return place > 0;
    if (!set_decimals(part, (unsigned)next.value, 1, &place))
      return false;
    self->at++;
  }
}


/* "2 trăm", "5 chục". */
static bool read_small_scale (reader *self, viet_decimal *part, int *half) {
  *half = kind_at(self, 0) == ITEM_HUNDRED ? 2
        : kind_at(self, 0) == ITEM_CHUC ? 1 : 0;
  if (*half == 0)
    return true;
  if (!viet_decimal_scale(part, *half))
    return false;
  self->at++;
  return true;
}


/* A coefficient; '*complete' tells that nothing but a scale may follow. */
static bool read_part (reader *self, viet_decimal *part, int *half,
                       bool *complete) {
  *complete = false;
  if (peek(self, 0).kind == ITEM_DIGIT && peek(self, 0).value == 1
      && kind_at(self, 1) == ITEM_A_HALF)
    self->at++;  /* "một nửa" */
  if (skip(self, ITEM_A_HALF)) {
    *part = viet_decimal_of(5, -1);
    *complete = true;
    return read_small_scale(self, part, half);
  }
  if (kind_at(self, 0) == ITEM_NUMBER) {
    bool had_spare = self->has_spare;
    if (!read_number(self, part))
      return false;
    *half = 0;
    *complete = self->has_spare != had_spare;
    if (*complete)
      return true;
    for (int i = 0; i < VIET_NUMERAL_DIGITS; i++)
      if (part->digit[i] != 0)
        *complete = true;
    return read_small_scale(self, part, half);
  }
  if (!read_small(self, part, half))
    return false;
  if (!skip(self, ITEM_POINT))
    return true;
  *complete = true;
  *half = 0;
  return read_decimals(self, part);
}

/* }================================================================== */


/*
** {==================================================================
** Sums of parts
** ===================================================================
*/

/* Is this one digit, the last of a number, behind a scale? "triệu hai" */
static bool is_tenths (const reader *self, unsigned *digit) {
  item next = peek(self, 0);
  if (next.kind == ITEM_NUMBER) {
    const viet_token *token = viet_tokens_array(self->tokens) + self->at;
    char c = self->text[token->first];
    if (token->end - token->first != 1 || c == '0')
      return false;
    *digit = (unsigned)(c - '0');
  } else {
    if (!is_short(next))
      return false;
    *digit = (unsigned)next.value;
  }
  item_kind behind = kind_at(self, 1);
  return behind == ITEM_END || behind == ITEM_TO || behind == ITEM_DASH;
}


/* "rưỡi", or a digit, behind a scale of 10^power. */
static bool read_tenths (reader *self, sum *number, int power) {
  unsigned digit = 5;
  if (number->complete)
    return true;
  if (power >= 3 && is_tenths(self, &digit))
    self->at++;
  else if (!skip(self, ITEM_HALF))
    return true;
  viet_decimal tenths = viet_decimal_of(digit, power - 1);
  number->complete = true;
  number->parts++;
  return viet_decimal_add(&number->total, &tenths);
}


/* Adds a part with its scale (0: none) to the group. */
static bool add_part (sum *number, viet_decimal part, int scale) {
  bool first = number->scale == NONE;
  if (!viet_decimal_scale(&part, scale))
    return false;
  if (!first && (scale >= number->scale
                 || !viet_decimal_is_below(&part, number->scale)))
    return false;
  if (number->billions != NONE
      && !viet_decimal_is_below(&part, 9 * number->billions))
    return false;
  number->scale = scale;
  number->parts++;
  return viet_decimal_add(&number->group, &part);
}


/* Multiplies the group by the tỷ that follow it, and adds it. */
static bool read_billions (reader *self, sum *number) {
  int count = 0;
  while (peek(self, 0).kind == ITEM_SCALE && peek(self, 0).value == 9) {
    self->at++;
    count++;
  }
  if (count >= number->billions || 9 * count >= VIET_NUMERAL_DIGITS
      || !viet_decimal_scale(&number->group, 9 * count))
    return false;
  if (number->billions != NONE
      && !viet_decimal_is_below(&number->group, 9 * number->billions))
    return false;
  bool fits = viet_decimal_add(&number->total, &number->group);
  number->group = (viet_decimal){{0}};
  number->scale = NONE;
  number->billions = count;
  number->half = 9 * count;
  number->power += 9 * count;
  return fits;
}


static bool is_billion (item next) {
  return next.kind == ITEM_SCALE && next.value == 9;
}


/* A scale alone at the start is one of it: "nghìn rưỡi". */
static bool read_coefficient (reader *self, sum *number,
                              viet_decimal *part, int *half) {
  bool complete = false;
  if (number->parts == 0 && kind_at(self, 0) == ITEM_SCALE) {
    *part = viet_decimal_of(1, 0);
    *half = 0;
    return true;
  }
  if (number->parts > 0 && skip(self, ITEM_LINH)) {
    unsigned unit = 0;
    bool fits = read_after_linh(self, &unit);
    *part = viet_decimal_of(unit, 0);
    *half = 0;
    return fits;
  }
  if (!read_part(self, part, half, &complete))
    return false;
  number->complete = complete;
  return true;
}


/* One part of a sum, with the scales behind it. A single digit in words is
** none but at the start: "nghìn năm" is no 1005, which has "linh". */
static bool read_scaled (reader *self, sum *number) {
  viet_decimal part;
  size_t start = self->at;
  int scale = 0;
  bool is_digit = kind_at(self, 0) == ITEM_DIGIT;
  if (!read_coefficient(self, number, &part, &number->half))
    return false;
  item next = peek(self, 0);
  is_digit = is_digit && self->at == start + 1
          && (next.kind != ITEM_SCALE
              || (next.value == 9 && number->scale != NONE));
  number->small = number->power = number->half;
  if (next.kind == ITEM_SCALE && next.value != 9) {
    self->at++;
    scale = number->half = next.value;
    number->power += scale;
  }
  if ((is_digit && number->parts > 0) || !add_part(number, part, scale)) {
    self->at = start;
    return false;
  }
  if (!is_billion(peek(self, 0)))
    return true;
  start = self->at;
  if (read_billions(self, number))
    return true;
  self->at = start;
  return false;
}


static bool starts_part (const reader *self) {
  item_kind kind = kind_at(self, 0);
  return kind == ITEM_LINH || kind == ITEM_DIGIT || kind == ITEM_NUMBER
      || starts_tens(self);
}


/* Decimals behind a scale, which are those of the whole number: "một nghìn
** phẩy năm" is 1000.5. */
static bool read_last_decimals (reader *self, sum *number) {
  if (number->complete || !skip(self, ITEM_POINT))
    return true;
  number->complete = true;
  return read_decimals(self, &number->total);
}


/* A number with its scales. */
static bool read_sum (reader *self, sum *number, viet_decimal *value) {
  *number = (sum){.scale = NONE, .billions = NONE};
  do {
    if (!read_scaled(self, number)
        || !read_tenths(self, number, number->half)
        || !read_last_decimals(self, number))
      return false;
  } while (!number->complete && number->scale != 0 && starts_part(self));
  if (self->has_spare && number->parts > 1)
    return false;
  *value = number->total;
  return viet_decimal_add(value, &number->group);
}

/* }================================================================== */


/*
** {==================================================================
** Ranges and ordinals
** ===================================================================
*/

/*
** "hai đến ba trăm nghìn": the scales of the second number hold for the
** first, or only "nghìn" does, if it has none and stays the smaller one.
*/
static void share_scale (viet_decimal *low, const sum *low_sum,
                         const viet_decimal *high, const sum *high_sum) {
  if (low_sum->parts != 1 || low_sum->power != 0 || high_sum->parts != 1)
    return;
  int power = high_sum->power;
  for (int i = 0; i < 2 && power > 0; i++) {
    viet_decimal scaled = *low;
    if (viet_decimal_scale(&scaled, power)
        && viet_decimal_compare(&scaled, high) < 0) {
      *low = scaled;
      return;
    }
    power = high_sum->power - high_sum->small;
  }
}


/* "hai ba", "hai, ba": two digits, the second one more than the first. */
static bool starts_pair (const reader *self) {
  item first = peek(self, 0);
  item second = peek(self, kind_at(self, 1) == ITEM_COMMA ? 2 : 1);
  return first.kind == ITEM_DIGIT && second.kind == ITEM_DIGIT
      && first.value > 0 && second.value == first.value + 1;
}


/* "hai ba chục": both digits have what follows the second. */
static bool read_pair (reader *self, viet_decimal *low,
                       viet_decimal *high) {
  sum number;
  int digit = peek(self, 0).value, power = 0;
  self->at++;
  skip(self, ITEM_COMMA);
  size_t second = self->at;
  if (!read_sum(self, &number, high))
    return false;
  while (power < VIET_NUMERAL_DIGITS
         && high->digit[VIET_NUMERAL_DIGITS + power] == 0)
    power++;
  *low = viet_decimal_of((unsigned)digit + 1, power);
  if (viet_decimal_compare(low, high) != 0) {
    self->at = second;
    return false;
  }
  *low = viet_decimal_of((unsigned)digit, power);
  return true;
}


/* The end of "2-3 nghìn", of which the digits are read already. */
static bool read_spare (reader *self, sum *number, viet_decimal *high) {
  *high = self->spare;
  *number = (sum){.parts = 1};
  self->at++;
  if (!read_small_scale(self, high, &number->small))
    return false;
  number->power = number->small;
  while (kind_at(self, 0) == ITEM_SCALE) {
    int scale = peek(self, 0).value;
    if (!viet_decimal_scale(high, scale))
      return false;
    number->power += scale;
    self->at++;
  }
  return true;
}


/* One number, or the two ends of a range. */
static bool read_range (reader *self, viet_decimal *low,
                        viet_decimal *high, bool *is_range) {
  sum first, second;
  *is_range = true;
  if (starts_pair(self))
    return read_pair(self, low, high);
  if (!read_sum(self, &first, low))
    return false;
  if (self->has_spare) {
    if (!read_spare(self, &second, high))
      return false;
  } else if (skip(self, ITEM_TO) || skip(self, ITEM_DASH)) {
    if (!read_sum(self, &second, high) || self->has_spare)
      return false;
  } else {
    *high = *low;
    *is_range = false;
    return true;
  }
  share_scale(low, &first, high, &second);
  return true;
}


/* Behind "thứ". */
static bool read_ordinal (reader *self, viet_decimal *value) {
  sum number;
  item next = peek(self, 0);
  bool is_short_form = next.kind == ITEM_RANK
                    || (next.kind == ITEM_TAIL && next.value == 4);
  if (!is_short_form)
    return read_sum(self, &number, value) && !self->has_spare;
  *value = viet_decimal_of((unsigned)next.value, 0);
  self->at++;
  return true;
}


static bool read_all (reader *self, viet_numeral *numeral) {
  viet_decimal low, high;
  bool negative = false, from = false, fits;
  numeral->is_ordinal = skip(self, ITEM_NTH);
  if (numeral->is_ordinal) {
    fits = read_ordinal(self, &low);
    high = low;
  } else {
    from = skip(self, ITEM_FROM);
    negative = skip(self, ITEM_MINUS) || skip(self, ITEM_DASH);
    fits = read_range(self, &low, &high, &numeral->is_range);
  }
  if (!fits || kind_at(self, 0) != ITEM_END
      || (from && !numeral->is_range))
    return false;
  viet_decimal_write(&low, negative, numeral->low);
  viet_decimal_write(&high, negative && !numeral->is_range,
                     numeral->high);
  return true;
}

/* }================================================================== */


viet_status viet_numeral_read (viet_numeral *self,
                               const char *words, size_t bytes,
                               const viet_allocator *allocator,
                               size_t *first, size_t *end) {
  viet_tokens *tokens;
  *self = (viet_numeral){.is_range = false};
  *first = *end = 0;
  if (bytes > VIET_MAX_BYTES)
    return VIET_ETOOLONG;
  *first = *end = viet_utf8_check(words, bytes);
  if (*first < bytes)
    return VIET_EUTF8;
  viet_status status = viet_tokens_build(words, bytes, allocator, &tokens);
  if (status != VIET_OK)
    return status;
  reader reading = {.text = words, .bytes = bytes, .tokens = tokens};
  if (!read_all(&reading, self)) {
    status = VIET_EINVAL;
    if (reading.at < viet_tokens_count(tokens)) {
      *first = viet_tokens_array(tokens)[reading.at].first;
      *end = viet_tokens_array(tokens)[reading.at].end;
    }
  }
  viet_free(allocator, tokens, viet_tokens_bytes(tokens));
  return status;
}
