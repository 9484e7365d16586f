/*
** measure.c
** The closed list of units: SI with the prefixes that are in use, some
** technical ones, currencies by their ISO 4217 codes and their signs, and
** what Vietnamese writes for money ("5tr", "100k").
*/

#include <string.h>

#include "text/measure.h"

typedef struct entry {
  const char *key;    /* at VIET_PLACEMENT */
  const char *exact;  /* the one spelling; NULL: any with that key */
  viet_role role;
} entry;

#define UNIT(key) {key, NULL, VIET_ROLE_UNIT}
#define ONLY(key, spelling) {key, spelling, VIET_ROLE_UNIT}
#define GLUED(key, spelling) {key, spelling, VIET_ROLE_GLUED}
#define SCALE(key) {key, NULL, VIET_ROLE_SCALE}

/* In the order of their bytes. */
static const entry entries[] = {
  UNIT("$"), UNIT("%"), {"/", NULL, VIET_ROLE_SLASH}, UNIT("atm"),
  UNIT("aud"), UNIT("bar"), UNIT("bit"), {"c", "C", VIET_ROLE_DEGREES},
  UNIT("cad"), UNIT("cal"), UNIT("cc"), UNIT("chf"), SCALE("chục"),
  UNIT("cl"), UNIT("cm"), UNIT("cm2"), UNIT("cm3"), UNIT("cny"), UNIT("db"),
  UNIT("dkk"), UNIT("dl"), UNIT("dm"), UNIT("dm2"), UNIT("dm3"), UNIT("dwt"),
  UNIT("eur"), {"f", "F", VIET_ROLE_DEGREES}, UNIT("ft"), ONLY("g", "g"),
  UNIT("gb"), UNIT("gbp"), UNIT("gbps"), UNIT("ghz"), UNIT("gw"),
  UNIT("gwh"), ONLY("h", "h"), ONLY("ha", "ha"), UNIT("hkd"), UNIT("hpa"),
  UNIT("hz"), UNIT("idr"), UNIT("inch"), UNIT("inr"), UNIT("jpy"),
  GLUED("k", "k"), UNIT("kb"), UNIT("kbps"), UNIT("kcal"), UNIT("kg"),
  UNIT("khr"), UNIT("khz"), UNIT("kj"), UNIT("km"), UNIT("km2"), UNIT("km3"),
  UNIT("kmh"), UNIT("kpa"), UNIT("kph"), UNIT("krw"), UNIT("kv"),
  UNIT("kva"), UNIT("kw"), UNIT("kwh"), ONLY("l", "l"), UNIT("lak"),
  UNIT("lux"), ONLY("m", "m"), UNIT("m2"), UNIT("m3"), ONLY("ma", "mA"),
  UNIT("mah"), UNIT("mb"), UNIT("mbps"), UNIT("mg"), UNIT("mhz"),
  ONLY("min", "min"), UNIT("mj"), UNIT("ml"), UNIT("mm"), UNIT("mm2"),
  UNIT("mmhg"), UNIT("mpa"), UNIT("mph"), ONLY("ms", "ms"), UNIT("mv"),
  UNIT("mva"), UNIT("mw"), UNIT("mwh"), UNIT("myr"), UNIT("ndt"),
  SCALE("nghìn"), SCALE("ngàn"), UNIT("nm"), UNIT("nok"), UNIT("nzd"),
  ONLY("pa", "Pa"), UNIT("php"), UNIT("ppb"), UNIT("ppm"), UNIT("psi"),
  UNIT("rmb"), UNIT("rpm"), UNIT("rub"), ONLY("s", "s"), UNIT("sek"),
  UNIT("sgd"), UNIT("tb"), UNIT("teu"), UNIT("thb"), GLUED("tr", "tr"),
  SCALE("triệu"), SCALE("trăm"), UNIT("twd"), SCALE("tỉ"), UNIT("usd"),
  GLUED("v", "V"), ONLY("va", "VA"), UNIT("vnd"), UNIT("vnđ"), SCALE("vạn"),
  GLUED("w", "W"), UNIT("wh"), UNIT("£"), UNIT("¥"),
  {"°", NULL, VIET_ROLE_DEGREE}, {"²", NULL, VIET_ROLE_POWER},
  {"³", NULL, VIET_ROLE_POWER}, ONLY("ºc", "ºC"), ONLY("ºf", "ºF"),
  ONLY("đ", "đ"), UNIT("μg"), UNIT("μm"), UNIT("฿"), UNIT("‰"), UNIT("₩"),
  UNIT("₫"), UNIT("€"), UNIT("₭"), UNIT("₱"), UNIT("₽")
};

/* bytes of the longest key */
#define LONGEST 7

/* The order of a key, which no NUL ends, and a string. */
static int compare (const char *key, size_t bytes, const char *string) {
  if (bytes > 0 && *key != *string)
    return (unsigned char)*key - (unsigned char)*string;
  const size_t length = strlen(string);
  const int order = memcmp(key, string, bytes < length ? bytes : length);
  return order != 0 ? order : (bytes > length) - (bytes < length);
}

viet_role viet_role_of (const char *text, size_t text_bytes,
                        const char *key, size_t key_bytes) {
  size_t low = 0;
  size_t high = key_bytes <= LONGEST ? sizeof(entries) / sizeof(*entries)
                                     : 0;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const entry *found = &entries[middle];
    const int order = compare(key, key_bytes, found->key);
    if (order == 0)
      return found->exact == NULL ||
             compare(text, text_bytes, found->exact) == 0
           ? found->role : VIET_ROLE_NONE;
    if (order > 0)
      low = middle + 1;
    else
      high = middle;
  }
  return VIET_ROLE_NONE;
}


/* What came last. */
typedef enum last {
  OTHER,
  NUMBER,     /* or a scale behind it */
  WHOLE,      /* a unit, with all that belongs to it so far */
  DEGREE,     /* "°" */
  SLASH       /* behind a unit */
} last;

/* What the last of 'count' tokens is to one that follows on its line. */
static last last_of (const viet_neighbour *tokens, size_t count) {
  size_t scales = 0;
  while (scales < count && tokens[count - scales - 1].kind != VIET_NUMBER &&
         tokens[count - scales - 1].role == VIET_ROLE_SCALE)
    scales++;
  if (scales == count)
    return OTHER;
  if (tokens[count - scales - 1].kind == VIET_NUMBER)
    return NUMBER;
  if (scales > 0)
    return OTHER;
  const viet_neighbour *token = &tokens[count - 1];
  if (token->kind == VIET_UNIT)
    return token->role == VIET_ROLE_DEGREE ? DEGREE : WHOLE;
  return token->role == VIET_ROLE_SLASH && !token->spaced && count > 1 &&
         tokens[count - 2].kind == VIET_UNIT ? SLASH : OTHER;
}

bool viet_is_unit (const viet_neighbour *token,
                   const viet_neighbour *before, size_t count) {
  const bool glued = !token->spaced;
  while (count > 0 && before->line != token->line) {
    before++;
    count--;
  }
  const last behind = last_of(before, count);
  switch (token->role) {
    case VIET_ROLE_UNIT:
      return behind == NUMBER || (behind == SLASH && glued);
    case VIET_ROLE_GLUED:
      return behind == NUMBER && glued;
    case VIET_ROLE_POWER:
      return behind == WHOLE && glued;
    case VIET_ROLE_DEGREE:
      return behind == NUMBER;
    case VIET_ROLE_DEGREES:
      return behind == DEGREE && glued;
    default:
      return false;
  }
}
