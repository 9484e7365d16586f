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
