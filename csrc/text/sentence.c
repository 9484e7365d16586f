/*
** sentence.c
** Sentences over tokens, lines and paragraphs over bytes.
*/

#include "viet.h"

#include <string.h>

#include "text/token.h"
#include "text/vector.h"


/*
** {==================================================================
** Abbreviations
** ===================================================================
*/

/* What an abbreviation stands before: its full stop ends no sentence if
** that follows. */
typedef enum follower {
  NOTHING,  /* it is no abbreviation */
  NAME,     /* a title: "TS. Nguyễn"; only with a capital, "ts" is a word */
  ANYTHING, /* in lower case too: "tp. Huế", "nxb. Trẻ" */
  NUMERAL   /* only a number: "tr. 15", "No. 5" */
} follower;

typedef struct abbreviation {
  const char *key;  /* at VIET_PLACEMENT */
  follower before;
} abbreviation;

/* In the order of strcmp. A capital that stands alone ("Q. Tân Bình") needs
** no entry. */
static const abbreviation abbreviations[] = {
  {"adm", NAME},      /* rank: admiral */
  {"bs", NAME},       /* degree: bác sĩ */
  {"capt", NAME},     /* rank: captain */
  {"cd", NAME},       /* school: cao đẳng, typed without marks */
  {"ckii", NAME},     /* degree: chuyên khoa II */
  {"cn", NAME},       /* degree: cử nhân */
  {"col", NAME},      /* rank: colonel */
  {"cty", ANYTHING},  /* body: công ty */
  {"dr", NAME},       /* title: doctor */
  {"ds", NAME},       /* degree: dược sĩ */
  {"gen", NAME},      /* rank: general */
  {"gov", NAME},      /* post: governor */
  {"gs", NAME},       /* degree: giáo sư */
  {"gsts", NAME},     /* degree: giáo sư tiến sĩ */
  {"ks", NAME},       /* degree: kỹ sư */
  {"kts", NAME},      /* degree: kiến trúc sư */
  {"ls", NAME},       /* title: luật sư */
  {"lt", NAME},       /* rank: lieutenant */
  {"maj", NAME},      /* rank: major */
  {"mr", NAME},       /* title */
  {"mrs", NAME},      /* title */
  {"ms", NAME},       /* title */
  {"ngnd", NAME},     /* honour: nhà giáo nhân dân */
  {"ngưt", NAME},     /* honour: nhà giáo ưu tú */
  {"no", NUMERAL},    /* number */
  {"nsnd", NAME},     /* honour: nghệ sĩ nhân dân */
  {"nsưt", NAME},     /* honour: nghệ sĩ ưu tú */
  {"nxb", ANYTHING},  /* body: nhà xuất bản */
  {"pgs", NAME},      /* degree: phó giáo sư */
  {"pgsts", NAME},    /* degree: phó giáo sư tiến sĩ */
  {"ph", NAME},       /* initial: "Ph. Ăngghen" */
  {"pp", NUMERAL},    /* pages */
  {"prof", NAME},     /* title: professor */
  {"pts", NAME},      /* degree: phó tiến sĩ */
  {"rev", NAME},      /* title: reverend */
  {"sgt", NAME},      /* rank: sergeant */
  {"st", NAME},       /* place and name: saint */
  {"sđt", NUMERAL},   /* telephone: số điện thoại */
  {"tel", NUMERAL},   /* telephone */
  {"th", NAME},       /* degree: "Th.S" */
  {"ths", NAME},      /* degree: thạc sĩ */
  {"tp", ANYTHING},   /* place: thành phố */
  {"tr", NUMERAL},    /* page: trang */
  {"ts", NAME},       /* degree: tiến sĩ */
  {"tskh", NAME},     /* degree: tiến sĩ khoa học */
  {"tt", NAME},       /* place: thị trấn */
  {"tx", ANYTHING},   /* place: thị xã */
  {"vol", NUMERAL},   /* volume */
  {"đh", NAME},       /* school: đại học */
  {"đt", NUMERAL}     /* telephone: điện thoại */
};

/* The order of a key, which no NUL ends, and a string. */
static int compare (const char *key, size_t bytes, const char *string) {
  const size_t length = strlen(string);
  const int order = memcmp(key, string, bytes < length ? bytes : length);
  return order != 0 ? order : (bytes > length) - (bytes < length);
}

static follower find_abbreviation (const char *key, size_t bytes) {
  size_t low = 0;
  size_t high = sizeof(abbreviations) / sizeof(*abbreviations);
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = compare(key, bytes, abbreviations[middle].key);
    if (order == 0)
      return abbreviations[middle].before;
    if (order > 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NOTHING;
}

/* }================================================================== */


/*
** {==================================================================
** What tokens are to a sentence
** ===================================================================
*/

/* A text being cut into sentences. */
typedef struct cutter {
  const viet_tokens *tokens;
  const viet_token *token;  /* the array of 'count' tokens */
  size_t count;
  const char *text;
  const viet_allocator *allocator;
  viet_vector starts;       /* uint32_t: the first token of each sentence;
                               the last one is that of the open sentence */
} cutter;

/* Is token 'i' one of the strings (NULL ends them)? */
static bool is_any (const cutter *self, size_t i,
                    const char *const *strings) {
  const viet_token *token = self->token + i;
  const char *text = self->text + token->first;
  const size_t bytes = token->end - token->first;
  if (token->kind != VIET_PUNCT)
    return false;
  for (; *strings != NULL; strings++) {
    if (**strings == *text && strlen(*strings) == bytes &&
        memcmp(*strings, text, bytes) == 0)
      return true;
  }
  return false;
}

static bool is_full_stop (const cutter *self, size_t i) {
  static const char *const marks[] = {".", NULL};
  return is_any(self, i, marks);
}

static bool is_terminator (const cutter *self, size_t i) {
  static const char *const marks[] = {".", "!", "?", "…", "。", "！", "？",
                                      NULL};
  return is_any(self, i, marks);
}

static bool is_closer (const cutter *self, size_t i) {
  static const char *const marks[] = {"”", "’", "»", "›", ")", "]", "}",
                                      NULL};
  return is_any(self, i, marks);
}

static bool is_opener (const cutter *self, size_t i) {
  static const char *const marks[] = {"“", "‘", "„", "«", "‹", "(", "[",
                                      NULL};
  return is_any(self, i, marks);
}

static bool is_straight_quote (const cutter *self, size_t i) {
  static const char *const marks[] = {"\"", "'", NULL};
  return is_any(self, i, marks);
}

static bool is_bullet (const cutter *self, size_t i) {
  static const char *const marks[] = {"-", "–", "—", "•", "·", "*", NULL};
  return is_any(self, i, marks);
}

static bool is_letters (const cutter *self, size_t i) {
  switch (self->token[i].kind) {
    case VIET_SYLLABLE: case VIET_WORD: case VIET_ACRONYM:
      return true;
    case VIET_UNIT:
      return self->token[i].shape != VIET_NO_CASE;
    default:
      return false;
  }
}

static bool is_title_syllable (const cutter *self, size_t i) {
  return self->token[i].kind == VIET_SYLLABLE &&
         self->token[i].shape == VIET_TITLE;
}

/* Is there more than ASCII in it? */
static bool is_marked (const cutter *self, size_t i) {
  const viet_token *token = self->token + i;
  for (size_t at = token->first; at < token->end; at++) {
    if ((unsigned char)self->text[at] >= 0x80)
      return true;
  }
  return false;
}

/* One letter, with its marks, and no digit. */
static bool is_lone_letter (const cutter *self, size_t i) {
  const viet_token *token = self->token + i;
  size_t at = token->first;
  if (!is_letters(self, i))
    return false;
  viet_class_next(self->text, token->end, &at);
  while (at < token->end) {
    if (viet_class_next(self->text, token->end, &at) != VIET_CLASS_MARK)
      return false;
  }
  return true;
}

/* "II", "XIV": by their letters only. */
static bool is_roman_numeral (const cutter *self, size_t i) {
  const viet_token *token = self->token + i;
  for (size_t at = token->first; at < token->end; at++) {
    if (memchr("IVXLC", self->text[at], 5) == NULL)
      return false;
  }
  return true;
}

/* Is token 'i' a word with a capital, or of a script that has none? */
static bool is_capitalised (const cutter *self, size_t i) {
  const viet_token *token = self->token + i;
  const char first = self->text[token->first];
  return is_letters(self, i) && token->shape != VIET_LOWER &&
         !(first >= 'a' && first <= 'z');
}

/* }================================================================== */


/*
** {==================================================================
** Where sentences end
** ===================================================================
*/

/* tokens before a quotation mark in which others are counted */
#define QUOTED 256

/*
** Does the straight quote 'i', which follows white space, open a quotation?
** One with white space behind it, too, does if those before it in the
** sentence are in pairs.
*/
static bool opens_quotation (const cutter *self, size_t i) {
  const uint32_t *starts = self->starts.items;
  const size_t first = starts[self->starts.count - 1];
  bool open = false;
  if (i + 1 == self->count || !(is_letters(self, i + 1) ||
                                self->token[i + 1].kind == VIET_NUMBER))
    return false;
  if (!self->token[i + 1].spaced)
    return true;
  if (!is_capitalised(self, i + 1))
    return false;
  for (size_t k = i; k > first && i - k < QUOTED; k--)
    open = is_straight_quote(self, k - 1) != open;
  return !open;
}

/* May a sentence begin with token 'i', which follows white space? */
static bool may_begin (const cutter *self, size_t i) {
  const viet_kind kind = (viet_kind)self->token[i].kind;
  if (kind == VIET_NUMBER || kind == VIET_URL || kind == VIET_EMAIL ||
      kind == VIET_HASHTAG)
    return true;
  if (is_letters(self, i))
    return is_capitalised(self, i);
  if (kind == VIET_SYMBOL || is_bullet(self, i))  /* of a list, a talk? */
    return i + 1 < self->count && is_capitalised(self, i + 1);
  if (is_straight_quote(self, i))
    return opens_quotation(self, i);
  return is_opener(self, i);
}

/*
** May a sentence begin with token 'i', which follows the mark that ends
** the one of token 'last' without white space, as in "nước.Đại tướng"?
** Not in "TP.HCM", "T.Ư", "dantri.com", "Đ.Hà".
*/
static bool may_begin_unspaced (const cutter *self, size_t last, size_t i) {
  const viet_token *token = self->token + last;
  switch (token->kind) {
    case VIET_SYLLABLE:
      if (token->shape == VIET_LOWER)
        return is_capitalised(self, i);
      return token->shape == VIET_TITLE && !is_lone_letter(self, last) &&
             is_title_syllable(self, i);
    case VIET_NUMBER: case VIET_UNIT:
      return is_title_syllable(self, i);
    case VIET_WORD:  /* "Mattis.Đại tướng", not "Node.Js" */
      return token->shape != VIET_LOWER && is_title_syllable(self, i) &&
             !is_lone_letter(self, last) && is_marked(self, i);
    case VIET_ACRONYM:  /* "TTXVN.Đại tướng", not "TP.Đà Nẵng" */
      return token->end - token->first > 3 && is_title_syllable(self, i) &&
             is_marked(self, i);
    case VIET_PUNCT:
      return is_title_syllable(self, i) &&
             (is_closer(self, last) || is_straight_quote(self, last));
    default:
      return false;
  }
}

/* Do two Vietnamese names stand before token 'i', "Nguyễn Văn"? */
static bool ends_name (const cutter *self, size_t i) {
  return i >= 2 && self->token[i - 2].line == self->token[i].line &&
         is_title_syllable(self, i - 1) && is_title_syllable(self, i - 2);
}

/*
** Is the letter 'i' an initial, "J. Mattis", "C. Mác", before token
** 'next'? In "Nguyễn Văn A. Theo" it ends a name, and the sentence. A small
** one is only if no word with a capital follows.
*/
static bool is_initial (const cutter *self, size_t i, size_t next) {
  if (!is_lone_letter(self, i) || self->token[i].kind == VIET_UNIT)
    return false;
  if (i > 0 && !self->token[i].spaced &&
      self->token[i - 1].kind == VIET_NUMBER)  /* "quốc lộ 1A." */
    return false;
  if (self->token[i].shape != VIET_TITLE)  /* "cô m. 14 tuổi" */
    return !is_capitalised(self, next);
  return !(ends_name(self, i) && is_title_syllable(self, next));
}

/* Is token 'i' the first of the open sentence? */
static bool is_first (const cutter *self, size_t i) {
  const uint32_t *starts = self->starts.items;
  return i == starts[self->starts.count - 1];
}

/* Does token 'i' number what follows: "1. Khái quát", "II. Tình hình"? */
static bool is_list_number (const cutter *self, size_t i) {
  return is_first(self, i) &&
         (self->token[i].kind == VIET_NUMBER || is_roman_numeral(self, i));
}

/* Is token 'i' abbreviated, with a full stop, before token 'next'? */
static bool is_abbreviated (const cutter *self, size_t i, size_t next) {
  if (!is_letters(self, i))
    return false;
  size_t bytes;
  const char *key = viet_tokens_key(self->tokens, self->token[i].form,
                                    VIET_PLACEMENT, &bytes);
  switch (find_abbreviation(key, bytes)) {
    case NAME:
      return self->token[i].shape != VIET_LOWER;
    case ANYTHING:
      return true;
    case NUMERAL:
      return self->token[next].kind == VIET_NUMBER;
    default:
      return is_initial(self, i, next);
  }
}

/* Past the marks and closing quotes that stand together from 'i' on. */
static size_t skip_marks (const cutter *self, size_t i) {
  size_t next = i + 1;
  while (next < self->count && !self->token[next].spaced &&
         is_terminator(self, next))
    next++;
  while (next < self->count && !self->token[next].spaced) {
    const bool closes = is_closer(self, next) ||
      (is_straight_quote(self, next) &&
       (next + 1 == self->count || self->token[next + 1].spaced ||
        !is_letters(self, next + 1)));
    if (!closes)
      break;
    next++;
  }
  return next;
}

/* Are the marks from 'i' up to 'next' dots alone, "...", or "…"? What is
** left out before a number is no end: "tăng... 98%". */
static bool is_ellipsis (const cutter *self, size_t i, size_t next) {
  static const char *const marks[] = {"…", NULL};
  if (is_any(self, next - 1, marks))
    return true;
  return next - i >= 2 && is_full_stop(self, i) && is_full_stop(self, i + 1);
}

/* Do the marks from 'i' up to 'next', which is on the same line, end a
** sentence? */
static bool ends_sentence (const cutter *self, size_t i, size_t next) {
  const bool spaced = self->token[next].spaced;
  if (is_first(self, i))  /* marks alone? */
    return spaced && may_begin(self, next);
  if (next == i + 1 && is_full_stop(self, i) && !self->token[i].spaced &&
      (is_abbreviated(self, i - 1, next) || is_list_number(self, i - 1)))
    return false;
  if (self->token[next].kind == VIET_NUMBER && is_ellipsis(self, i, next))
    return false;
  if (spaced)
    return may_begin(self, next);
  return !self->token[i].spaced && may_begin_unspaced(self, i - 1, next);
}

static viet_status add_start (cutter *self, size_t start) {
  viet_status status = viet_vector_reserve(&self->starts, 1,
                                           sizeof(uint32_t),
                                           self->allocator);
  if (status == VIET_OK)
    ((uint32_t *)self->starts.items)[self->starts.count++] =
      (uint32_t)start;
  return status;
}

/* Adds the start of each sentence, and the count of tokens at the end. */
static viet_status cut (cutter *self) {
  viet_status status = add_start(self, 0);
  size_t i = 0;
  while (status == VIET_OK && i < self->count) {
    const bool marked = is_terminator(self, i);
    const size_t next = marked ? skip_marks(self, i) : i + 1;
    if (next == self->count ||
        self->token[next].line != self->token[i].line ||
        (marked && ends_sentence(self, i, next)))
      status = add_start(self, next);
    i = next;
  }
  return status;
}

viet_status viet_sentences_build (const viet_tokens *tokens,
                                  const char *text,
                                  const viet_allocator *allocator,
                                  uint32_t **starts, size_t *count) {
  cutter self = {.tokens = tokens,
                 .token = viet_tokens_array(tokens),
                 .count = viet_tokens_count(tokens),
                 .text = text,
                 .allocator = allocator};
  const size_t unit = sizeof(uint32_t);
  *starts = NULL;
  *count = 0;
  viet_status status = cut(&self);
  if (status == VIET_OK)
    *starts = allocator->resize(allocator->context, self.starts.items,
                                self.starts.capacity * unit,
                                self.starts.count * unit);
  if (*starts == NULL) {
    viet_vector_free(&self.starts, unit, allocator);
    return VIET_ENOMEM;
  }
  *count = self.starts.count - 1;
  return VIET_OK;
}

/* }================================================================== */


/*
** {==================================================================
** Lines and paragraphs
** ===================================================================
*/

bool viet_line_next (const char *text, size_t bytes, size_t *at,
                     size_t *first, size_t *end) {
  if (*at >= bytes)
    return false;
  const char *feed = memchr(text + *at, '\n', bytes - *at);
  *first = *at;
  *end = feed == NULL ? bytes : (size_t)(feed - text);
  *at = feed == NULL ? bytes : *end + 1;
  if (*end > *first && text[*end - 1] == '\r')
    (*end)--;
  return true;
}

/*
** Narrows a line to what is neither white space nor invisible; false if
** nothing is left.
*/
static bool trim (const char *text, size_t *first, size_t *end) {
  size_t at = *first;
  size_t last = *first;  /* end of the last character that is seen */
  bool seen = false;
  while (at < *end) {
    const size_t start = at;
    const viet_class class = viet_class_next(text, *end, &at);
    if (class == VIET_CLASS_SPACE || class == VIET_CLASS_INVISIBLE)
      continue;
    if (!seen)
      *first = start;
    seen = true;
    last = at;
  }
  *end = last;
  return seen;
}

bool viet_paragraph_next (const char *text, size_t bytes, size_t *at,
                          size_t *first, size_t *end) {
  bool found = false;
  size_t from, to;
  while (viet_line_next(text, bytes, at, &from, &to)) {
    const bool blank = !trim(text, &from, &to);
    if (blank && found)
      return true;
    if (blank)
      continue;
    if (!found)
      *first = from;
    *end = to;
    found = true;
  }
  return found;
}

/* }================================================================== */
