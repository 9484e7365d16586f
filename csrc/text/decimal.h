/*
** decimal.h
** Exact decimal numbers: digit i is worth 10^(i - VIET_NUMERAL_DIGITS).
**
**     digit   0 ... 34  35  36  37  38 ... 71
**     1.250,5  0 ... 0   5   0   5   2 ... 0
*/

#ifndef viet_decimal_h
#define viet_decimal_h

#include "viet.h"

#define VIET_DECIMAL_DIGITS (2 * VIET_NUMERAL_DIGITS)

typedef struct viet_decimal {
  uint8_t digit[VIET_DECIMAL_DIGITS];
} viet_decimal;

/* value * 10^power. */
viet_decimal viet_decimal_of (unsigned value, int power);

/* Are all digits worth 10^power or more zero? 'power' may be any. */
bool viet_decimal_is_below (const viet_decimal *self, int power);

/* Multiplies by 10^power, 'power' >= 0; false if that is too large. */
bool viet_decimal_scale (viet_decimal *self, int power);

/* Adds; false if the sum is too large. */
bool viet_decimal_add (viet_decimal *self, const viet_decimal *other);

/* Below 0, 0, or above 0, as memcmp. */
int viet_decimal_compare (const viet_decimal *a, const viet_decimal *b);

/*
** Reads digits with a comma before decimals and dots between thousands, or
** the other way round where that is sure: "1.250,5", "1,250,000.5", "0.25".
** False if it is no such number, or has too many digits.
*/
bool viet_decimal_read (viet_decimal *self, const char *text,
                        size_t bytes);

/* Writes it with a NUL behind, without needless zeros. */
void viet_decimal_write (const viet_decimal *self, bool negative,
                         char out[VIET_NUMERAL_BYTES]);

#endif
