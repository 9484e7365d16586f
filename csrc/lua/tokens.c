/*
** tokens.c
** Tokens of a text as a userdata, and iterators over its sentences,
** paragraphs and lines.
**
** The userdata is the block of viet_tokens itself, tied to its text. All
** positions in Lua are bytes from 1, both ends inside. An argument of a
** wrong type or out of range raises an error; no text does, whatever its
** bytes, but one that is longer than VIET_MAX_BYTES.
*/

#include <string.h>

#include "box.h"
#include "lua/options.h"
#include "text/spellings.h"

#if LUA_VERSION_NUM < 502
#define lua_rawlen lua_objlen
#endif

#define TOKENS "viet.tokens"
#define STARTS "viet.sentence_starts"
#define CUTS "viet.cuts"
#define SPELLINGS "viet.spellings"

const char *viet_lua_shape_name (unsigned shape) {
  static const char *const names[] = {
    "none", "lower", "title", "upper", "mixed"
  };
  return names[shape];
}


/*
** {==================================================================
** Arguments
** ===================================================================
*/

static const viet_tokens *check_tokens (lua_State *L) {
  return luaL_checkudata(L, 1, TOKENS);
}


/* The text of the tokens at 'index', which keep it alive. */
static const char *text_of (lua_State *L, int index) {
  viet_lua_push_tied(L, index);
  const char *text = lua_tostring(L, -1);
  lua_pop(L, 1);
  return text;
}


/* The token that argument 2 numbers, from 1. */
static const viet_token *check_token (lua_State *L,
                                      const viet_tokens *tokens) {
  const lua_Integer index = luaL_checkinteger(L, 2);
  const size_t count = viet_tokens_count(tokens);
  if (index < 1 || (size_t)index > count) {
    viet_lua_push_size(L, count);
    luaL_argerror(L, 2, count == 0
      ? lua_pushfstring(L, "token index %s out of range (no tokens)",
                        lua_tostring(L, 2))
      : lua_pushfstring(L, "token index %s out of range (1 to %s)",
                        lua_tostring(L, 2), lua_tostring(L, -1)));
  }
  return viet_tokens_array(tokens) + (index - 1);
}


viet_level viet_lua_check_level (lua_State *L, int argument) {
  static const char *const names[] = {"exact", "case", "placement",
                                      "typed", "toneless"};
  const char *name = luaL_optstring(L, argument, "placement");
  for (int level = 0; level < VIET_LEVELS; level++) {
    if (strcmp(names[level], name) == 0)
      return (viet_level)level;
  }
  luaL_argerror(L, argument, lua_pushfstring(L,
    "bad level '%s' (expected exact, case, placement, typed or toneless)",
    name));
  return VIET_LEVELS;
}

/* }================================================================== */


/*
** {==================================================================
** Tokens
** ===================================================================
*/

/* Longer texts have spellings of their own. */
#define SHORT_BYTES ((size_t)1 << 20)

/* The spellings of all texts of a state, in its registry. When they are many,
** others take their place; they live on as long as tokens refer to them. */
typedef struct keeper {
  viet_spellings *made;
  uint64_t number;  /* of those made last */
} keeper;


static int keeper_gc (lua_State *L) {
  keeper *self = luaL_checkudata(L, 1, SPELLINGS);
  viet_spellings_close(self->made);
  self->made = NULL;
  return 0;
}


static int tokens_gc (lua_State *L) {
  viet_tokens *self = luaL_checkudata(L, 1, TOKENS);
  viet_spellings_close(viet_tokens_spellings(self));
  viet_tokens_forget(self);
  return 0;
}


viet_spellings *viet_lua_spellings (lua_State *L) {
  const viet_allocator allocator = viet_box_allocator(L);
  lua_getfield(L, LUA_REGISTRYINDEX, SPELLINGS ".kept");
  keeper *self = lua_touserdata(L, -1);
  lua_pop(L, 1);
  if (self->made != NULL && !viet_spellings_are_many(self->made))
    return self->made;
  viet_spellings_close(self->made);
  viet_status status = viet_spellings_open(++self->number, &allocator,
                                           &self->made);
  if (status != VIET_OK)
    viet_lua_raise(L, status);
  return self->made;
}


/* Makes what keeps spellings. */
static void open_spellings (lua_State *L) {
  static const luaL_Reg methods[] = {{"__gc", keeper_gc}, {NULL, NULL}};
  viet_lua_class(L, SPELLINGS, methods);
  keeper *self = lua_newuserdata(L, sizeof(*self));
  *self = (keeper){NULL, 0};
  viet_lua_set_class(L, SPELLINGS);
  lua_setfield(L, LUA_REGISTRYINDEX, SPELLINGS ".kept");
}


/* Builds the tokens of a text. */
static viet_status build (lua_State *L, const char *text, size_t bytes,
                          bool glued, const viet_allocator *allocator,
                          viet_tokens **result) {
  if (bytes <= SHORT_BYTES)
    return viet_spellings_tokens(viet_lua_spellings(L), text, bytes, glued,
                                 allocator, result);
  return (glued ? viet_tokens_build_glued : viet_tokens_build)
    (text, bytes, allocator, result);
}


/* Pushes the tokens of the text that argument 'argument' is. */
static const viet_tokens *push_tokens (lua_State *L, int argument,
                                       bool glued) {
  size_t bytes;
  const char *text = viet_lua_check_text(L, argument, &bytes);
  viet_box *box = viet_box_new(L);
  viet_tokens *tokens = NULL;
  viet_status status = build(L, text, bytes, glued, &box->allocator,
                             &tokens);
  if (status != VIET_OK)
    viet_lua_raise(L, status);
  box->block = tokens;
  box->bytes = viet_tokens_bytes(tokens);
  tokens = viet_box_to_userdata(L, box, TOKENS);
  if (viet_tokens_spellings(tokens) != NULL)
    viet_spellings_hold(viet_tokens_spellings(tokens));
  lua_pushvalue(L, argument);
  viet_lua_tie(L, -2);
  return tokens;
}


const viet_tokens *viet_lua_to_tokens (lua_State *L, int argument) {
  const viet_tokens *tokens = viet_lua_test(L, argument, TOKENS);
  if (tokens == NULL) {
    if (!lua_isstring(L, argument))
      luaL_argerror(L, argument, lua_pushfstring(L,
        "string or " TOKENS " expected, got %s",
        luaL_typename(L, argument)));
    tokens = push_tokens(L, argument, false);
    lua_replace(L, argument);
  }
  return tokens;
}


/*
** viet.tokens(text [, options]): the tokens of a text (viet_kind in viet.h
** tells what they are). White space and invisible characters around them are
** none. With {glued = true} words that lack a space between them are cut
** into parts (see tokens:glued), each of which is a token.
**
**     local tokens = viet.tokens "Hoà Bình, 10h30"
**     print(#tokens)                           --> 5
**     tokens = viet.tokens("đọc TinHãy", {glued = true})
**     print(#tokens, tokens:text(3))           --> 3  Hãy
*/
static int tokens_new (lua_State *L) {
  static const viet_option options[] = {{"glued", viet_switch, false}};
  int glued;
  viet_lua_read_options(L, 2, options, 1, &glued);
  push_tokens(L, 1, glued != 0);
  return 1;
}


/* #tokens: how many there are. */
static int tokens_count (lua_State *L) {
  viet_lua_push_size(L, viet_tokens_count(check_tokens(L)));
  return 1;
}


/*
** tokens:span(i): the bytes of token i, first and last.
**
**     print(tokens:span(2))                    --> 6  10
*/
static int tokens_span (lua_State *L) {
  const viet_token *token = check_token(L, check_tokens(L));
  return viet_lua_push_span(L, token->first, token->end);
}


/*
** tokens:text(i): token i as it stands in the text.
**
**     print(tokens:text(2))                    --> Bình
*/
static int tokens_text (lua_State *L) {
  const viet_token *token = check_token(L, check_tokens(L));
  const char *text = text_of(L, 1);
  lua_pushlstring(L, text + token->first, token->end - token->first);
  return 1;
}


/*
** tokens:kind(i): "syllable", "word", "acronym", "number", "unit" (behind a
** number), "url", "email", "hashtag", "punct" or "symbol".
**
**     print(tokens:kind(4), tokens:kind(5))    --> number  word
*/
static int tokens_kind (lua_State *L) {
  const viet_token *token = check_token(L, check_tokens(L));
  lua_pushstring(L, viet_kind_name((viet_kind)token->kind));
  return 1;
}


/*
** tokens:shape(i): the case of its letters, "none", "lower", "title" ("Hòa",
** "A", "F16"), "upper" ("HÒA", two letters or more) or "mixed".
**
**     print(tokens:shape(1))                   --> title
*/
static int tokens_shape (lua_State *L) {
  const viet_token *token = check_token(L, check_tokens(L));
  lua_pushstring(L, viet_lua_shape_name(token->shape));
  return 1;
}


/*
** tokens:key(i [, level]): what tokens that count as the same share, at
** level "exact" (the bytes), "placement" (the default: lower case, composed,
** "hòa" for "hoà", i for y where they sound alike) or "toneless" (without
** marks, d for đ). "case" is found as "placement" is, "typed" as "toneless".
**
**     print(tokens:key(1), tokens:key(1, "toneless"))  --> hòa  hoa
*/
static int tokens_key (lua_State *L) {
  const viet_tokens *tokens = check_tokens(L);
  const viet_token *token = check_token(L, tokens);
  size_t bytes;
  const char *key = viet_tokens_key(tokens, token->form,
                                    viet_lua_check_level(L, 3), &bytes);
  lua_pushlstring(L, key, bytes);
  return 1;
}


/* tokens:line(i): the line it stands on, from 1; "\n" ends a line. */
static int tokens_line (lua_State *L) {
  const viet_token *token = check_token(L, check_tokens(L));
  viet_lua_push_size(L, (size_t)token->line + 1);
  return 1;
}


/*
** tokens:is_spaced(i): does white space stand before it, or nothing?
**
**     print(tokens:is_spaced(2), tokens:is_spaced(3))  --> true  false
*/
static int tokens_is_spaced (lua_State *L) {
  const viet_token *token = check_token(L, check_tokens(L));
  lua_pushboolean(L, token->spaced);
  return 1;
}


/*
** tokens:at(byte): the first token that ends at or after a byte of the
** text; #tokens + 1 if there is none.
**
**     print(tokens:at(5), tokens:at(100))      --> 2  6
*/
static int tokens_at (lua_State *L) {
  const viet_tokens *tokens = check_tokens(L);
  const lua_Integer byte = luaL_checkinteger(L, 2);
  if (byte < 1)
    luaL_argerror(L, 2, lua_pushfstring(L,
      "byte %s out of range (1 or more)", lua_tostring(L, 2)));
  viet_lua_push_size(L, viet_tokens_at(tokens, (size_t)byte - 1) + 1);
  return 1;
}


static int tokens_tostring (lua_State *L) {
  viet_lua_push_size(L, viet_tokens_count(check_tokens(L)));
  lua_pushfstring(L, TOKENS " (%s tokens)", lua_tostring(L, -1));
  return 1;
}

/* }================================================================== */


/*
** {==================================================================
** Many tokens at once
** ===================================================================
*/

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
static int tokens_keys (lua_State *L) {
  const viet_tokens *tokens = check_tokens(L);
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
static int tokens_contain (lua_State *L) {
  const viet_tokens *tokens = check_tokens(L);
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
    found = is_like(&words, token, &first) && is_word(token) &&
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
static int tokens_line_counts (lua_State *L) {
  const viet_tokens *tokens = check_tokens(L);
  const viet_token *array = viet_tokens_array(tokens);
  const size_t count = viet_tokens_count(tokens);
  const char *text = text_of(L, 1);
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

/* }================================================================== */


/*
** {==================================================================
** Iterators
** ===================================================================
*/

/* The position in upvalue 'index', an integer from 0; and its change. */
static size_t position (lua_State *L, int index) {
  return (size_t)lua_tonumber(L, lua_upvalueindex(index));
}


static void set_position (lua_State *L, int index, size_t value) {
  viet_lua_push_size(L, value);
  lua_replace(L, lua_upvalueindex(index));
}


/* Upvalues: tokens, position. */
static int next_token (lua_State *L) {
  const viet_tokens *tokens = lua_touserdata(L, lua_upvalueindex(1));
  const size_t i = position(L, 2);
  if (i >= viet_tokens_count(tokens))
    return 0;
  const viet_token *token = viet_tokens_array(tokens) + i;
  set_position(L, 2, i + 1);
  viet_lua_push_span(L, token->first, token->end);
  lua_pushstring(L, viet_kind_name((viet_kind)token->kind));
  viet_lua_push_size(L, i + 1);
  return 4;
}


/*
** tokens:each(): iterates over all tokens.
**
**     for first, last, kind, i in tokens:each() do ... end
*/
static int tokens_each (lua_State *L) {
  check_tokens(L);
  lua_pushvalue(L, 1);
  viet_lua_push_size(L, 0);
  lua_pushcclosure(L, next_token, 2);
  return 1;
}


static void set_decimal (lua_State *L, const char *key,
                         const char *decimal) {
  viet_lua_push_decimal(L, decimal);
  lua_setfield(L, -2, key);
}


/* Tokens [first, end) as they stand in the text. */
static void set_source (lua_State *L, const char *key, const char *text,
                        const viet_token *first, const viet_token *end) {
  lua_pushlstring(L, text + first->first, end[-1].end - first->first);
  lua_setfield(L, -2, key);
}


/*
** tokens:quantity(i): the value of the number at token i with the words that
** scale it, and the unit behind it. A table with value (a number; a string
** of digits where that could not be exact, as viet.numeral.read has it), high
** (of a range), unit (its text) and last_token; nil if token i is no number,
** or no value (a date, a time).
**
**     local q = viet.tokens("chi 1,2 tỷ đồng"):quantity(2)
**     print(q.value, q.unit, q.last_token)     --> 1200000000  đồng  4
*/
static int tokens_quantity (lua_State *L) {
  const viet_tokens *tokens = check_tokens(L);
  const viet_token *token = check_token(L, tokens);
  const viet_token *array = viet_tokens_array(tokens);
  const char *text = text_of(L, 1);
  viet_quantity quantity;
  viet_status status = viet_quantity_read(&quantity, tokens, text,
                                          (size_t)(token - array),
                                          &viet_malloc);
  if (status == VIET_ENOMEM)
    return viet_lua_raise(L, status);
  if (status != VIET_OK) {
    lua_pushnil(L);
    return 1;
  }
  lua_createtable(L, 0, 4);
  set_decimal(L, "value", quantity.value.low);
  if (quantity.value.is_range)
    set_decimal(L, "high", quantity.value.high);
  if (quantity.end > quantity.number_end)
    set_source(L, "unit", text, array + quantity.number_end,
               array + quantity.end);
  viet_lua_push_size(L, quantity.end);
  lua_setfield(L, -2, "last_token");
  return 1;
}


/* Upvalues: tokens, cuts, count of cuts, next cut, first byte of the next
** part (from 1; 0: the next cut begins a token). */
static int next_part_glued (lua_State *L) {
  const viet_tokens *tokens = lua_touserdata(L, lua_upvalueindex(1));
  const viet_glue *cuts = lua_touserdata(L, lua_upvalueindex(2));
  const size_t count = position(L, 3), next = position(L, 4);
  const size_t from = position(L, 5);
  if (from == 0 && next == count)
    return 0;
  const uint32_t index = cuts[from == 0 ? next : next - 1].token;
  const viet_token *token = viet_tokens_array(tokens) + index;
  const size_t first = from == 0 ? token->first : from - 1;
  const bool is_last = next == count || cuts[next].token != index;
  const size_t end = is_last ? token->end : cuts[next].at;
  set_position(L, 4, is_last ? next : next + 1);
  set_position(L, 5, is_last ? 0 : end + 1);
  viet_lua_push_size(L, (size_t)index + 1);
  return 1 + viet_lua_push_span(L, first, end);
}


/*
** tokens:glued(): iterates over the parts of words that were glued
** together, as a suggestion: "TinHãy", and "Azerbaijancủa" if "Azerbaijan"
** stands elsewhere in the text.
**
**     for i, first, last in tokens:glued() do
**       print(tokens:text(i), text:sub(first, last))
**     end                             --> TinHãy  Tin, TinHãy  Hãy
*/
static int tokens_glued (lua_State *L) {
  const viet_tokens *tokens = check_tokens(L);
  viet_box *box = viet_box_new(L);
  viet_glue *cuts;
  size_t count;
  viet_status status = viet_glued_build(tokens, &box->allocator, &cuts,
                                        &count);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  lua_pushvalue(L, 1);
  if (count > 0) {
    box->block = cuts;
    box->bytes = count * sizeof(*cuts);
    viet_box_to_userdata(L, box, CUTS);
  } else
    lua_pushnil(L);
  viet_lua_push_size(L, count);
  viet_lua_push_size(L, 0);
  viet_lua_push_size(L, 0);
  lua_pushcclosure(L, next_part_glued, 5);
  return 1;
}


/* Upvalues: tokens, starts, count of sentences, position. */
static int next_sentence (lua_State *L) {
  const viet_tokens *tokens = lua_touserdata(L, lua_upvalueindex(1));
  const uint32_t *starts = lua_touserdata(L, lua_upvalueindex(2));
  const size_t i = position(L, 4);
  if (i >= position(L, 3))
    return 0;
  const viet_token *array = viet_tokens_array(tokens);
  const size_t first = starts[i];
  const size_t end = starts[i + 1];
  set_position(L, 4, i + 1);
  viet_lua_push_span(L, array[first].first, array[end - 1].end);
  return 2 + viet_lua_push_span(L, first, end);
}


/* Pushes where the sentences of the tokens at argument 1 start, and where the
** last one ends: token numbers from 0, in a block. Returns how many sentences
** there are. */
static size_t push_starts (lua_State *L) {
  const viet_tokens *tokens = check_tokens(L);
  const char *text = text_of(L, 1);
  viet_box *box = viet_box_new(L);
  uint32_t *starts;
  size_t count;
  viet_status status = viet_sentences_build(tokens, text, &box->allocator,
                                            &starts, &count);
  if (status != VIET_OK)
    viet_lua_raise(L, status);
  box->block = starts;
  box->bytes = (count + 1) * sizeof(*starts);
  viet_box_to_userdata(L, box, STARTS);
  return count;
}


/*
** tokens:sentences(): iterates over the sentences, each a span of bytes
** and of tokens. A sentence never goes past a line end.
**
**     for first, last, first_token, last_token in tokens:sentences() do
*/
static int tokens_sentences (lua_State *L) {
  lua_pushvalue(L, 1);
  const size_t count = push_starts(L);
  lua_remove(L, -2);  /* the box */
  viet_lua_push_size(L, count);
  viet_lua_push_size(L, 0);
  lua_pushcclosure(L, next_sentence, 4);
  return 1;
}


/* core.sentence_starts(tokens): what core.sentence_at looks through. */
static int sentence_starts (lua_State *L) {
  push_starts(L);
  return 1;
}


/* core.sentence_at(tokens, starts, byte): the sentence that holds a byte, as
** bytes of the text, or nothing between sentences. */
static int sentence_at (lua_State *L) {
  const viet_token *tokens = viet_tokens_array(check_tokens(L));
  const uint32_t *starts = luaL_checkudata(L, 2, STARTS);
  const lua_Number byte = luaL_checknumber(L, 3);
  size_t low = 0, high = lua_rawlen(L, 2) / sizeof(*starts) - 1;
  while (low < high) {  /* those before 'low' start before the byte */
    const size_t middle = low + (high - low) / 2;
    if ((lua_Number)tokens[starts[middle]].first < byte)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0)
    return 0;
  const size_t first = tokens[starts[low - 1]].first;
  const size_t end = tokens[starts[low] - 1].end;
  return byte <= (lua_Number)end ? viet_lua_push_span(L, first, end) : 0;
}


/*
** viet.sentences(text): iterates over the sentences of a text.
**
**     for first, last in viet.sentences "Ông đến. Bà về." do ... end
*/
static int sentences (lua_State *L) {
  push_tokens(L, 1, false);
  lua_replace(L, 1);
  return tokens_sentences(L);
}


typedef bool next_function (const char *text, size_t bytes, size_t *at,
                            size_t *first, size_t *end);

/* Upvalues: text, position. */
static int next_part (lua_State *L, next_function *next) {
  size_t bytes, first, end;
  const char *text = lua_tolstring(L, lua_upvalueindex(1), &bytes);
  size_t at = position(L, 2);
  if (!next(text, bytes, &at, &first, &end))
    return 0;
  set_position(L, 2, at);
  return viet_lua_push_span(L, first, end);
}


static int push_parts (lua_State *L, lua_CFunction next) {
  size_t bytes;
  viet_lua_check_text(L, 1, &bytes);
  lua_pushvalue(L, 1);
  viet_lua_push_size(L, 0);
  lua_pushcclosure(L, next, 2);
  return 1;
}


static int next_paragraph (lua_State *L) {
  return next_part(L, viet_paragraph_next);
}


static int next_line (lua_State *L) {
  return next_part(L, viet_line_next);
}


/*
** viet.paragraphs(text): iterates over runs of lines between blank ones,
** without the white space and invisible characters at their ends. A line
** with nothing else is blank.
**
**     for first, last in viet.paragraphs(text) do ... end
*/
static int paragraphs (lua_State *L) {
  return push_parts(L, next_paragraph);
}


/*
** viet.lines(text): iterates over the lines, without "\n" and "\r" at
** their ends. An empty line has a last byte before its first.
**
**     for first, last in viet.lines(text) do ... end
*/
static int lines (lua_State *L) {
  return push_parts(L, next_line);
}

/* }================================================================== */


int viet_open_tokens (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__gc", tokens_gc},
    {"__len", tokens_count},
    {"__tostring", tokens_tostring},
    {"span", tokens_span},
    {"text", tokens_text},
    {"kind", tokens_kind},
    {"shape", tokens_shape},
    {"key", tokens_key},
    {"line", tokens_line},
    {"is_spaced", tokens_is_spaced},
    {"at", tokens_at},
    {"each", tokens_each},
    {"sentences", tokens_sentences},
    {"glued", tokens_glued},
    {"quantity", tokens_quantity},
    {"keys", tokens_keys},
    {"contain", tokens_contain},
    {"line_counts", tokens_line_counts},
    {NULL, NULL}
  };
  static const luaL_Reg starts_methods[] = {{NULL, NULL}};
  static const luaL_Reg functions[] = {
    {"tokens", tokens_new},
    {"sentences", sentences},
    {"sentence_starts", sentence_starts},
    {"sentence_at", sentence_at},
    {"paragraphs", paragraphs},
    {"lines", lines},
    {NULL, NULL}
  };
  viet_lua_class(L, TOKENS, methods);
  open_spellings(L);
  viet_lua_class(L, STARTS, starts_methods);
  viet_lua_class(L, CUTS, starts_methods);
  viet_lua_add(L, functions);
  return 0;
}
