/*
** numeral.c
** viet.numeral: numbers in words, read and written.
*/

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/box.h"
#include "lua/options.h"

/* the longest that snprintf writes here: a number below 10^309 */
#define NUMBER_BYTES 400

static const viet_choice thousands[] = {
  {"nghìn", false}, {"ngàn", true}, {NULL, 0}
};
static const viet_choice zeros[] = {
  {"linh", false}, {"lẻ", true}, {NULL, 0}
};
static const viet_choice billions[] = {
  {"tỷ", false}, {"tỉ", true}, {NULL, 0}
};
static const viet_choice ones[] = {
  {"mốt", false}, {"một", true}, {NULL, 0}
};
static const viet_choice fours[] = {
  {"tư", false}, {"bốn", true}, {NULL, 0}
};
static const viet_choice fives[] = {
  {"lăm", false}, {"nhăm", true}, {NULL, 0}
};
static const viet_choice halves[] = {
  {"phẩy năm", false}, {"rưỡi", true}, {NULL, 0}
};

enum option {
  THOUSAND, ZERO, BILLION, ONE, FOUR, FIVE, HALF, ORDINAL, OPTIONS
};

static const viet_option options[OPTIONS] = {
  [THOUSAND] = {"thousand", thousands, false},
  [ZERO] = {"zero", zeros, false},
  [BILLION] = {"billion", billions, false},
  [ONE] = {"one", ones, false},
  [FOUR] = {"four", fours, false},
  [FIVE] = {"five", fives, false},
  [HALF] = {"half", halves, false},
  [ORDINAL] = {"ordinal", viet_switch, false},
};


/*
** {==================================================================
** numeral_read(words)
** ===================================================================
*/

/* up to these, Lua's numbers tell whole numbers apart */
#define MOST_FLOAT "9007199254740992"
#if LUA_VERSION_NUM >= 503
#define MOST_WHOLE "9223372036854775807"
#else
#define MOST_WHOLE MOST_FLOAT
#endif

/* Are the digits in front of the point, without a sign, at most 'limit'? */
static bool is_at_most (const char *digits, const char *limit) {
  size_t bytes = strcspn(digits, "."), most = strlen(limit);
  return bytes < most
      || (bytes == most && memcmp(digits, limit, most) <= 0);
}


void viet_lua_push_decimal (lua_State *L, const char *decimal) {
  const char *digits = decimal + (*decimal == '-');
  bool is_whole = strchr(decimal, '.') == NULL;
  lua_pushstring(L, decimal);
  if (!is_at_most(digits, is_whole ? MOST_WHOLE : MOST_FLOAT)
      || !lua_isnumber(L, -1))
    return;  /* Lua 5.1 reads the locale's comma */
#if LUA_VERSION_NUM >= 503
  if (is_whole) {
    lua_pushinteger(L, lua_tointeger(L, -1));
    lua_remove(L, -2);
    return;
  }
#endif
  lua_pushnumber(L, lua_tonumber(L, -1));
  lua_remove(L, -2);
}


/* Pushes nil, what does not fit, and where. */
static int push_fault (lua_State *L, const char *words, size_t first,
                       size_t end) {
  lua_pushnil(L);
  if (first == end) {
    lua_pushliteral(L, "number word expected at the end");
  } else {
    lua_pushlstring(L, words + first, end - first);
    lua_pushfstring(L, "unexpected '%s' in a number",
                    lua_tostring(L, -1));
    lua_remove(L, -2);
  }
  viet_lua_push_size(L, first + 1);
  return 3;
}


/*
** viet.numeral.read(words): the number that a text says, in words, digits
** ("1.250,5", the comma before decimals) or both. All of the text has to be
** the number; a range gives both of its ends, an ordinal its number.
** Returns integers where the number is whole (Lua 5.3 on), numbers else,
** and a string of digits where neither is exact to the unit. Fails with
** nil, a message and a position:
**   unexpected 'mèo' in a number
**   number word expected at the end
**   invalid UTF-8 at byte 3
**
**     viet.numeral.read "hai mươi lăm"        --> 25
**     viet.numeral.read "1,2 tỷ"              --> 1200000000
**     viet.numeral.read "hai đến ba triệu"    --> 2000000, 3000000
**     viet.numeral.read "thứ nhất"            --> 1
*/
static int numeral_read (lua_State *L) {
  size_t bytes, first, end;
  viet_numeral numeral;
  const char *words = viet_lua_check_text(L, 1, &bytes);
  const viet_allocator allocator = viet_box_allocator(L);
  viet_status status = viet_numeral_read(&numeral, words, bytes,
                                         &allocator, &first, &end);
  if (status == VIET_EUTF8)
    return viet_lua_push_bad_byte(L, first);
  if (status == VIET_EINVAL)
    return push_fault(L, words, first, end);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  viet_lua_push_decimal(L, numeral.low);
  if (!numeral.is_range)
    return 1;
  viet_lua_push_decimal(L, numeral.high);
  return 2;
}

/* }================================================================== */


/*
** {==================================================================
** numeral_write(number [, options])
** ===================================================================
*/

/*
** Writes a floating-point number with as few decimals as give the same
** number again; false if there are too many.
*/
static bool write_float (double value, char out[NUMBER_BYTES]) {
  for (int decimals = 0; decimals <= VIET_NUMERAL_DIGITS; decimals++) {
    snprintf(out, NUMBER_BYTES, "%.*f", decimals, value);
    if (strtod(out, NULL) < value || strtod(out, NULL) > value)
      continue;
    char *point = strpbrk(out, ".,");  /* the locale's */
    if (point)
      *point = '.';
    return true;
  }
  return false;
}


/* An argument, a number or a string, as a decimal number, which is at
** 'buffer' or on the stack. */
static const char *check_number (lua_State *L, int argument, size_t *bytes,
                                 char buffer[NUMBER_BYTES]) {
#if LUA_VERSION_NUM >= 503
  if (lua_isinteger(L, argument)) {
    lua_pushvalue(L, argument);
    return lua_tolstring(L, -1, bytes);
  }
#endif
  if (lua_type(L, argument) != LUA_TNUMBER)
    return luaL_checklstring(L, argument, bytes);
  double value = (double)lua_tonumber(L, argument);
  if (!isfinite(value))
    luaL_argerror(L, argument, "finite number expected");
  if (!write_float(value, buffer))
    luaL_argerror(L, argument, "number with too many decimals (limit 36)");
  *bytes = strlen(buffer);
  return buffer;
}


/* Pushes nil, what is wrong with a number, and where. */
static int push_bad_number (lua_State *L, const char *number,
                            size_t bytes, size_t at, bool ordinal) {
  bool too_long = at < bytes && number[at] >= '0' && number[at] <= '9';
  lua_pushnil(L);
  if (ordinal && at == 0 && bytes > 0)
    lua_pushfstring(L, "no ordinal of '%s' (expected a whole number "
                    "above 0)", number);
  else if (too_long)
    lua_pushliteral(L, "number too long (limit 36 digits)");
  else
    lua_pushfstring(L, "bad number '%s' (expected digits, with a dot "
                    "before decimals)", number);
  viet_lua_push_size(L, at + 1);
  return 3;
}


/* Pushes the words in a box. */
static int push_words (lua_State *L, viet_box *box, char *words,
                       size_t bytes) {
  viet_box_set_text(box, words, bytes, NULL, NULL);
  lua_pushlstring(L, words, bytes);
  viet_box_clear(box);
  return 1;
}


static int write_number (lua_State *L, const viet_numeral_rules *rules) {
  size_t bytes, result_bytes;
  char buffer[NUMBER_BYTES], *words;
  const char *number = check_number(L, 1, &bytes, buffer);
  viet_box *box = viet_box_new(L);
  viet_status status = viet_numeral_write(rules, number, bytes,
                                          &box->allocator, &words,
                                          &result_bytes);
  if (status == VIET_EINVAL)
    return push_bad_number(L, number, bytes, result_bytes, rules->ordinal);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  return push_words(L, box, words, result_bytes);
}


static int write_range (lua_State *L, const viet_numeral_rules *rules) {
  size_t low_bytes, high_bytes, bytes;
  char low_buffer[NUMBER_BYTES], high_buffer[NUMBER_BYTES], *words;
  const char *low = check_number(L, 1, &low_bytes, low_buffer);
  const char *high = check_number(L, 2, &high_bytes, high_buffer);
  viet_box *box = viet_box_new(L);
  viet_status status = viet_numeral_write_range(rules, low, low_bytes, high,
                                                high_bytes, &box->allocator,
                                                &words, &bytes);
  if (status == VIET_EINVAL) {
    lua_pushnil(L);
    lua_pushfstring(L, "no words for the range from '%s' to '%s'", low,
                    high);
    return 2;
  }
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  return push_words(L, box, words, bytes);
}


/*
** viet.numeral.write(number [, high] [, options]): a number in words, or a
** range from one to another. A number is one of Lua's or a string such as
** "-12.5", of up to 36 digits on each side of the point. Options, the
** default first:
**   thousand  "nghìn", "ngàn"        billion  "tỷ", "tỉ"
**   zero      "linh", "lẻ": in 105   one      "mốt", "một": in 21
**   four      "tư", "bốn": in 24     five     "lăm", "nhăm": in 25
**   half      "phẩy năm", "rưỡi": in 2.5, 3500000
**   ordinal   false; true: "thứ nhất" for 1
** Returns a string, or nil, a message and a position in the number:
**   bad number '1e5' (expected digits, with a dot before decimals)
**   number too long (limit 36 digits)
**   no ordinal of '0' (expected a whole number above 0)
** For a range: nil and "no words for the range from '2' to '3000000'" if a
** number is wrong, or no words are read as these two: "hai đến ba triệu"
** are millions. Raises on an unknown option or value, and on inf and nan.
**
**     viet.numeral.write(1005)     --> "một nghìn không trăm linh năm"
**     viet.numeral.write(20, 30)   --> "hai mươi đến ba mươi"
*/
static int numeral_write (lua_State *L) {
  int values[OPTIONS];
  const bool is_range = lua_isstring(L, 2);  /* a string or a number? */
  viet_lua_read_options(L, 2 + is_range, options, OPTIONS, values);
  const viet_numeral_rules rules = {
    .ngan = values[THOUSAND], .le = values[ZERO], .ti = values[BILLION],
    .mot = values[ONE], .bon = values[FOUR], .nham = values[FIVE],
    .half = values[HALF], .ordinal = values[ORDINAL]
  };
  return is_range ? write_range(L, &rules) : write_number(L, &rules);
}

/* }================================================================== */


int viet_open_numeral (lua_State *L) {
  static const luaL_Reg functions[] = {
    {"numeral_read", numeral_read},
    {"numeral_write", numeral_write},
    {NULL, NULL}
  };
  viet_lua_add(L, functions);
  return 0;
}
