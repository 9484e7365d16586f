/*
** tokens_many.c
** What tells of many tokens at once: their keys, which of them are words that
** are looked for, how many of a kind each line has.
*/

#include <string.h>

#include "lua/tokens.h"
#include "text/spellings.h"


/* Does a token count as a word: letters, perhaps as a unit? */
static bool is_word (const viet_token *token) {
  switch ((viet_kind)token->kind) {
    case VIET_SYLLABLE: case VIET_WORD: case VIET_ACRONYM:
    case VIET_HASHTAG:
      return true;
    case VIET_UNIT:
      return token->shape != VIET_NO_CASE;
    default:
      return false;
  }
}


static bool is_any (const viet_token *token) {
  (void)token;
  return true;
}


static bool is_capital (const viet_token *token) {
  return is_word(token) && (token->shape == VIET_TITLE ||
                            token->shape == VIET_UPPER);
}


typedef bool token_test (const viet_token *token);

/* The test that argument 5 names. */
static token_test *check_which (lua_State *L) {
  static const char *const names[] = {"all", "words", "capitals"};
  static token_test *const tests[] = {is_any, is_word, is_capital};
  const char *name = luaL_optstring(L, 5, names[0]);
  for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++) {
    if (strcmp(name, names[i]) == 0)
      return tests[i];
  }
  luaL_argerror(L, 5, lua_pushfstring(L,
    "bad choice '%s' (expected all, words or capitals)", name));
  return NULL;
}


/* The number of a token in argument 'argument', from 1. */
static size_t check_index (lua_State *L, int argument, size_t count) {
  const lua_Integer index = luaL_checkinteger(L, argument);
  if (index < 1 || (size_t)index > count) {
    viet_lua_push_size(L, count);
    luaL_argerror(L, argument, lua_pushfstring(L,
      "token index %s out of range (1 to %s)", lua_tostring(L, argument),
      lua_tostring(L, -1)));
  }
  return (size_t)index;
}


/*
** tokens:keys(first, last [, level [, which]]): the keys of tokens 'first'
** to 'last' at a level (see tokens:key), in an array that is empty if 'last'
** is before 'first'. 'which' is "all" (the default), "words" (no numbers,
** no signs, no addresses) or "capitals" (words in title case or capitals).
** Raises an error for numbers of no tokens.
**
**     local tokens = viet.tokens "Hoà Bình, 10h30"
**     print(table.concat(tokens:keys(1, 5, "placement", "words"), " "))
**     --> hòa bình h30
*/
int viet_lua_token_keys (lua_State *L) {
  const viet_tokens *tokens = viet_lua_check_tokens(L);
  const size_t count = viet_tokens_count(tokens);
  const lua_Integer last = luaL_checkinteger(L, 3);
  const viet_level level = viet_lua_check_level(L, 4);
  token_test *test = check_which(L);
  if (last < luaL_checkinteger(L, 2)) {
    lua_newtable(L);
    return 1;
  }
  const size_t from = check_index(L, 2, count) - 1;
  const viet_token *token = viet_tokens_array(tokens) + from;
  const viet_token *end = viet_tokens_array(tokens) + check_index(L, 3, count);
  int wanted = 0, added = 0;
  for (const viet_token *each = token; each < end; each++)
    wanted += test(each);
  lua_createtable(L, wanted, 0);
  for (; token < end; token++) {
    size_t bytes;
    if (!test(token))
      continue;
    const char *key = viet_tokens_key(tokens, token->form, level, &bytes);
    lua_pushlstring(L, key, bytes);
    lua_rawseti(L, -2, ++added);
  }
  return 1;
}


/* The first word in [token, end), or 'end'. */
static const viet_token *find_word (const viet_token *token,
                                    const viet_token *end) {
  while (token < end && !is_word(token))
    token++;
  return token;
}


/* Where the words of tokens are compared. */
typedef struct reader {
  const viet_tokens *tokens;
  const viet_form *forms;   /* those of the text, or those that it shares */
  const uint32_t *origins;  /* with others, and the number of each there */
} reader;


static reader read_words (const viet_tokens *tokens) {
  const viet_spellings *shared = viet_tokens_spellings(tokens);
  return (reader){
    .tokens = tokens,
    .forms = shared != NULL ? viet_forms_at(&shared->forms, 0)
                            : viet_tokens_form(tokens, 0),
    .origins = viet_tokens_origins(tokens),
  };
}


/* The string that is a token's key at VIET_PLACEMENT: tokens with one key
** have one string. */
static uint32_t string_of (const reader *self, const viet_token *token) {
  const uint32_t form = self->origins != NULL ? self->origins[token->form]
                                              : token->form;
  return self->forms[form].key[VIET_KEY_PLACEMENT];
}


/* A word that is looked for. */
typedef struct wanted {
  const viet_token *token;
  uint32_t string;  /* see string_of */
  bool is_cut;      /* may what is found go on behind it? */
} wanted;


/* The first word in [token, end); its token is 'end' if there is none. */
static wanted take_word (const reader *self, const viet_token *token,
                         const viet_token *end) {
  wanted word = {.token = find_word(token, end)};
  if (word.token == end)
    return word;
  word.string = string_of(self, word.token);
  word.is_cut = find_word(word.token + 1, end) == end;
  return word;
}


/* Does the key of a token begin with that of a word? */
static bool is_longer (const reader *self, const viet_token *token,
                       const wanted *word) {
  size_t bytes, word_bytes;
  const char *key = viet_tokens_key(self->tokens, token->form,
                                    VIET_PLACEMENT, &bytes);
  const char *start = viet_tokens_key(self->tokens, word->token->form,
                                      VIET_PLACEMENT, &word_bytes);
  return bytes > word_bytes && memcmp(key, start, word_bytes) == 0;
}


static bool is_like (const reader *self, const viet_token *token,
                     const wanted *word) {
  return string_of(self, token) == word->string ||
         (word->is_cut && is_longer(self, token, word));
}


/* Do the words of [token, end) begin with 'word' and those of the tokens
** behind it, up to 'stop'? */
static bool begins_with (const reader *self, const viet_token *token,
                         const viet_token *end, wanted word,
                         const viet_token *stop) {
  while (word.token < stop) {
    token = find_word(token, end);
    if (token == end || !is_like(self, token, &word))
      return false;
    token++;
    word = take_word(self, word.token + 1, stop);
  }
  return true;
}


/*
** tokens:contain(first, last, from, to): do the words of tokens 'from' to
** 'to' stand one behind the other in tokens 'first' to 'last', at level
** "placement"? The last one may be cut short ("Hồ Chí Mi"); signs and numbers
** count for nothing. Raises an error for numbers of no tokens.
**
**     local tokens = viet.tokens "Ông thăm Hoà Bình - (Hòa Bình)"
**     print(tokens:contain(1, 4, 6, 8), tokens:contain(1, 2, 6, 8))
**     --> true  false
*/
int viet_lua_token_contain (lua_State *L) {
  const viet_tokens *tokens = viet_lua_check_tokens(L);
  const size_t count = viet_tokens_count(tokens);
  const viet_token *array = viet_tokens_array(tokens);
  const viet_token *token = array + check_index(L, 2, count) - 1;
  const viet_token *end = array + check_index(L, 3, count);
  const viet_token *from = array + check_index(L, 4, count) - 1;
  const viet_token *stop = array + check_index(L, 5, count);
  const reader words = read_words(tokens);
  const wanted first = take_word(&words, from, stop);
  bool found = first.token >= stop;
  for (; token < end && !found; token++)
    found = (first.is_cut || string_of(&words, token) == first.string) &&
            begins_with(&words, token, end, first, stop);
  lua_pushboolean(L, found);
  return 1;
}


static void set_number (lua_State *L, const char *name, size_t value) {
  viet_lua_push_size(L, value);
  lua_setfield(L, -2, name);
}


/* Has a token a byte beyond ASCII? */
static bool is_marked (const char *text, const viet_token *token) {
  for (uint32_t i = token->first; i < token->end; i++) {
    if ((unsigned char)text[i] >= 0x80)
      return true;
  }
  return false;
}


/* Pushes a table about the line of tokens [first, end) of 'array'. */
static void push_line (lua_State *L, const char *text,
                       const viet_token *array, size_t first, size_t end) {
  size_t words = 0, numbers = 0, marked = 0;
  for (size_t i = first; i < end; i++) {
    const bool word = is_word(array + i);
    words += word;
    numbers += array[i].kind == VIET_NUMBER;
    marked += word && is_marked(text, array + i);
  }
  lua_createtable(L, 0, 16);  /* the caller may add fields of his own */
  set_number(L, "number", (size_t)array[first].line + 1);
  set_number(L, "first", (size_t)array[first].first + 1);
  set_number(L, "last", array[end - 1].end);
  set_number(L, "from", first + 1);
  set_number(L, "to", end);
  set_number(L, "words", words);
  set_number(L, "numbers", numbers);
  set_number(L, "marked", marked);
}


/*
** tokens:line_counts(): an array of tables, one for each line that holds
** tokens: its 'number' (from 1); 'first' and 'last', its bytes without white
** space at the ends; its tokens 'from' and 'to'; and how many of them are
** 'words' (as in tokens:keys), words 'marked' by a letter beyond ASCII, and
** 'numbers'.
**
**     local line = viet.tokens("\n Hoà Bình, 10h30"):line_counts()[1]
**     print(line.number, line.to, line.words, line.marked, line.numbers)
**     --> 2  5  3  2  1
*/
int viet_lua_token_line_counts (lua_State *L) {
  const viet_tokens *tokens = viet_lua_check_tokens(L);
  const viet_token *array = viet_tokens_array(tokens);
  const size_t count = viet_tokens_count(tokens);
  const char *text = viet_lua_text_of(L, 1);
  int lines = 0;
  lua_newtable(L);
  for (size_t first = 0; first < count;) {
    size_t end = first + 1;
    while (end < count && array[end].line == array[first].line)
      end++;
    push_line(L, text, array, first, end);
    lua_rawseti(L, -2, ++lines);
    first = end;
  }
  return 1;
}
