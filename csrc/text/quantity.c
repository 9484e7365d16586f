/*
** quantity.c
** A number with the words that scale it, and the unit behind: the value
** of "1,2 tỷ đồng" is 1200000000, its unit "đồng".
*/

#include <string.h>

#include "viet.h"

/* tokens of the longest number with what scales it */
#define LONGEST 16

/* A text that is being read. */
typedef struct reader {
  const viet_tokens *tokens;
  const viet_token *token;  /* its array */
  size_t count;
  uint32_t line;            /* all of a quantity stands on one */
} reader;

static bool is_there (const reader *self, size_t i) {
  return i < self->count && self->token[i].line == self->line;
}

/* Is token 'i' one of the words (NULL ends them), by its placement key? */
static bool is_any (const reader *self, size_t i, const char *const *words) {
  size_t bytes;
  if (!is_there(self, i) || self->token[i].kind != VIET_SYLLABLE)
    return false;
  const char *key = viet_tokens_key(self->tokens, self->token[i].form,
                                    VIET_PLACEMENT, &bytes);
  for (; *words != NULL; words++) {
    if (strlen(*words) == bytes && memcmp(*words, key, bytes) == 0)
      return true;
  }
  return false;
}

static bool is_scale (const reader *self, size_t i) {
  static const char *const words[] = {"chục", "trăm", "nghìn", "ngàn",
                                      "vạn", "triệu", "tỉ", NULL};
  return is_any(self, i, words);
}

static bool is_number (const reader *self, size_t i) {
  return is_there(self, i) && self->token[i].kind == VIET_NUMBER;
}

/* Past the number at token 'i': "2", "2 triệu", "2 tỷ 500 triệu", "3 triệu
** rưỡi". */
static size_t number_end (const reader *self, size_t i) {
  static const char *const half[] = {"rưỡi", NULL};
  size_t end = i + 1;
  while (end - i < LONGEST &&
         (is_scale(self, end) ||
          (is_number(self, end) && is_scale(self, end - 1) &&
           is_scale(self, end + 1))))
    end++;
  return end > i + 1 && is_any(self, end, half) ? end + 1 : end;
}

/* Past the word at token 'i' that is a unit; 'i' if it is none. "đồng" is
** none in "5 đồng chí". */
static size_t word_end (const reader *self, size_t i) {
  static const char *const units[] = {"tấn", "tạ", "lít", "gam", NULL};
  static const char *const dong[] = {"đồng", NULL};
  static const char *const others[] = {"chí", "bào", "đội", "nghiệp",
    "phạm", "minh", "hương", "môn", "loạt", NULL};
  static const char *const metre[] = {"mét", NULL};
  static const char *const powers[] = {"vuông", "khối", NULL};
  static const char *const dollar[] = {"đô", NULL};
  static const char *const la[] = {"la", NULL};
  if (is_any(self, i, units) ||
      (is_any(self, i, dong) && !is_any(self, i + 1, others)))
    return i + 1;
  if (is_any(self, i, metre))
    return is_any(self, i + 1, powers) ? i + 2 : i + 1;
  return is_any(self, i, dollar) && is_any(self, i + 1, la) ? i + 2 : i;
}

/* Past the unit at token 'i': "km", the three tokens of "km/h"; 'i' if
** there is none. */
static size_t unit_end (const reader *self, size_t i) {
  size_t end = i;
  while (is_there(self, end) && self->token[end].kind == VIET_UNIT) {
    end++;
    if (is_there(self, end + 1) && self->token[end].kind == VIET_PUNCT &&
        self->token[end + 1].kind == VIET_UNIT)  /* a slash? */
      end++;
  }
  return end > i ? end : word_end(self, i);
}

viet_status viet_quantity_read (viet_quantity *self,
                                const viet_tokens *tokens, const char *text,
                                size_t token,
                                const viet_allocator *allocator) {
  reader in = {.tokens = tokens, .token = viet_tokens_array(tokens),
               .count = viet_tokens_count(tokens)};
  if (token >= in.count || in.token[token].kind != VIET_NUMBER)
    return VIET_EINVAL;
  in.line = in.token[token].line;
  viet_status status = VIET_EINVAL;
  size_t end = number_end(&in, token) + 1;
  while (status == VIET_EINVAL && --end > token) {
    size_t first, bad;
    const size_t from = in.token[token].first;
    status = viet_numeral_read(&self->value, text + from,
                               in.token[end - 1].end - from, allocator,
                               &first, &bad);
  }
  self->number_end = (uint32_t)end;
  self->end = (uint32_t)unit_end(&in, end);
  return status;
}
