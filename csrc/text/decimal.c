/*
** decimal.c
** See decimal.h.
*/

#include "text/decimal.h"

#include <string.h>


viet_decimal viet_decimal_of (unsigned value, int power) {
  viet_decimal self = {{0}};
  int i = VIET_NUMERAL_DIGITS + power;
  for (; value > 0 && i < VIET_DECIMAL_DIGITS; i++, value /= 10)
    self.digit[i] = (uint8_t)(value % 10);
  return self;
}


bool viet_decimal_is_below (const viet_decimal *self, int power) {
  int i = VIET_NUMERAL_DIGITS + power;
  for (i = i < 0 ? 0 : i; i < VIET_DECIMAL_DIGITS; i++)
    if (self->digit[i] != 0)
      return false;
  return true;
}


bool viet_decimal_scale (viet_decimal *self, int power) {
  if (power >= VIET_DECIMAL_DIGITS
      || !viet_decimal_is_below(self, VIET_NUMERAL_DIGITS - power))
    return false;
  size_t shift = (size_t)power;
  memmove(self->digit + shift, self->digit, VIET_DECIMAL_DIGITS - shift);
  memset(self->digit, 0, shift);
  return true;
}


bool viet_decimal_add (viet_decimal *self, const viet_decimal *other) {
  unsigned carry = 0;
  for (size_t i = 0; i < VIET_DECIMAL_DIGITS; i++) {
    unsigned sum = (unsigned)self->digit[i] + other->digit[i] + carry;
    self->digit[i] = (uint8_t)(sum % 10);
    carry = sum / 10;
  }
  return carry == 0;
}


int viet_decimal_compare (const viet_decimal *a, const viet_decimal *b) {
  for (size_t i = VIET_DECIMAL_DIGITS; i-- > 0; )
    if (a->digit[i] != b->digit[i])
      return a->digit[i] - b->digit[i];
  return 0;
}


void viet_decimal_write (const viet_decimal *self, bool negative,
                         char out[VIET_NUMERAL_BYTES]) {
  int first = VIET_DECIMAL_DIGITS - 1, last = 0;
  while (first > VIET_NUMERAL_DIGITS && self->digit[first] == 0)
    first--;
  while (last < VIET_NUMERAL_DIGITS && self->digit[last] == 0)
    last++;
  bool zero = viet_decimal_is_below(self, -VIET_NUMERAL_DIGITS);
  if (negative && !zero)
    *out++ = '-';
  for (int i = first; i >= last; i--) {
    if (i == VIET_NUMERAL_DIGITS - 1)
      *out++ = '.';
    *out++ = (char)('0' + self->digit[i]);
  }
  *out = '\0';
}


/*
** {==================================================================
** Reading
** ===================================================================
*/

/* Do groups of three digits stand behind each of the marks? "1.250.000" */
static bool is_grouped (const char *text, size_t bytes, char mark) {
  size_t digits = 0, marks = 0;
  for (size_t i = 0; i < bytes; i++) {
    if (text[i] != mark) {
      digits++;
      continue;
    }
    if (marks > 0 ? digits != 3 : digits == 0 || digits > 3)
      return false;
    marks++;
    digits = 0;
  }
  return marks > 0 && digits == 3 && text[0] != '0';
}


/* How many digits and marks stand before the decimals, 'bytes' if there
** are none: a comma, or a dot that does not part thousands. */
static size_t whole_bytes (const char *text, size_t bytes, char *mark) {
  const char *comma = memchr(text, ',', bytes);
  const char *dot = memchr(text, '.', bytes);
  *mark = '.';
  if (comma && memchr(comma + 1, ',', (size_t)(text + bytes - comma) - 1)) {
    *mark = ',';  /* 1,250,000 or 1,250,000.5 */
    return dot && dot > comma ? (size_t)(dot - text) : bytes;
  }
  if (comma && dot && comma < dot) {  /* 1,250.5 */
    *mark = ',';
    return (size_t)(dot - text);
  }
  if (comma)
    return (size_t)(comma - text);
  if (dot && !is_grouped(text, bytes, '.'))
    return (size_t)(dot - text);
  return bytes;
}


/* Sets the digits of 'text', the last of which is worth 10^power. */
static bool set_digits (viet_decimal *self, const char *text, size_t bytes,
                        int power, char mark) {
  for (size_t i = bytes; i-- > 0; ) {
    if (text[i] == mark)
      continue;
    if (text[i] < '0' || text[i] > '9')
      return false;
    unsigned digit = (unsigned)(text[i] - '0');
    bool room = power >= -VIET_NUMERAL_DIGITS
             && power < VIET_NUMERAL_DIGITS;
    if (!room && digit > 0)
      return false;
    if (room)
      self->digit[VIET_NUMERAL_DIGITS + power] = (uint8_t)digit;
    if (power < VIET_NUMERAL_DIGITS)
      power++;  /* zeros may be many */
  }
  return bytes > 0;
}


bool viet_decimal_read (viet_decimal *self, const char *text,
                        size_t bytes) {
  char mark;
  size_t whole = whole_bytes(text, bytes, &mark);
  *self = (viet_decimal){{0}};
  if (memchr(text, mark, whole) && !is_grouped(text, whole, mark))
    return false;
  if (!set_digits(self, text, whole, 0, mark))
    return false;
  if (whole == bytes)
    return true;
  size_t decimals = bytes - whole - 1;
  return decimals <= VIET_NUMERAL_DIGITS
      && set_digits(self, text + whole + 1, decimals, -(int)decimals, '\0');
}

/* }================================================================== */
