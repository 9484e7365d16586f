/*
** pattern_compare.c
** Comparisons of attributes: [len>2], <POST id="post/minister.*"/>. See
** pattern_reader.h.
*/

#include "match/pattern_reader.h"


uint8_t viet_reader_take_level (viet_reader *self) {
  if (!viet_reader_take(self, '~'))
    return VIET_LEVELS;
  return viet_reader_need_level(self);
}


/* "=", "<=" ...; false if none is next. */
static bool take_compare (viet_reader *self, uint8_t *mode) {
  static const struct { int kind; viet_compare mode; } signs[] = {
    {'=', COMPARE_LIKE}, {WORD_SAME, COMPARE_SAME},
    {WORD_UNLIKE, COMPARE_UNLIKE}, {'<', COMPARE_LESS},
    {WORD_AT_MOST, COMPARE_AT_MOST}, {'>', COMPARE_MORE},
    {WORD_AT_LEAST, COMPARE_AT_LEAST}
  };
  for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
    if (viet_reader_take(self, signs[i].kind)) {
      *mode = (uint8_t)signs[i].mode;
      return true;
    }
  return false;
}


/* The value of a comparison; words if 'of_form', otherwise a string. */
static void read_value (viet_reader *self, uint32_t node, bool of_form) {
  uint32_t value = 0;
  bool ignores_case = false;
  viet_value_type type = VALUE_STRING;
  const bool is_negative = viet_reader_take(self, '-');
  if (viet_reader_is(self, WORD_NUMBER)) {
    type = VALUE_NUMBER;
    value = viet_reader_take_digits(self, is_negative);
  }
  else if (is_negative)
    viet_reader_expected(self, "a number");
  else if (viet_reader_is(self, WORD_REGEX)) {
    value = viet_reader_take_string(self, &ignores_case);
    type = ignores_case ? VALUE_REGEX_I : VALUE_REGEX;
  }
  else if (viet_reader_is(self, WORD_STRING) && of_form) {
    type = VALUE_WORDS;
    value = viet_reader_take_words(self);
  }
  else if (viet_reader_is(self, WORD_STRING))
    value = viet_reader_take_string(self, &ignores_case);
  else if (viet_reader_is(self, WORD_NAME) && !of_form)
    value = viet_reader_take_bare(self);
  else
    viet_reader_expected(self, of_form
      ? "words in quotation marks"
      : "a string, a regular expression or a number");
  const uint8_t level = of_form ? viet_reader_take_level(self) : VIET_LEVELS;
  if (self->status != VIET_OK)
    return;
  viet_reader_node(self, node)->type = (uint8_t)type;
  viet_reader_node(self, node)->b = value;
  viet_reader_node(self, node)->level = level;
}


uint32_t viet_reader_comparison (viet_reader *self) {
  uint8_t mode = COMPARE_LIKE;
  const bool of_form = viet_reader_is_word(self, "form");
  const uint32_t node = viet_reader_new(self, NODE_COMPARE, self->word.first);
  const uint32_t name = viet_reader_need_name(self, "an attribute");
  const bool compares = take_compare(self, &mode);
  if (compares)
    read_value(self, node, of_form);
  else if (self->status == VIET_OK &&
           viet_reader_node(self, node)->kind == NODE_COMPARE)
    mode = UINT8_MAX;  /* [spaced] */
  if (node == 0 || self->status != VIET_OK)
    return 0;
  viet_reader_node(self, node)->mode = mode;
  viet_reader_node(self, node)->a = name;
  return viet_reader_close(self, node);
}
