/*
** tokens.c
** Tokens of a text as a userdata, and what is known of each. Those that tell
** of many at once are in tokens_many.c, and the iterators in tokens_parts.c.
**
** The userdata is the block of viet_tokens itself, tied to its text. All
** positions in Lua are bytes from 1, both ends inside. An argument of a
** wrong type or out of range raises an error; no text does, whatever its
** bytes, but one that is longer than VIET_MAX_BYTES.
*/

#include <string.h>

#include "box.h"
#include "lua/options.h"
#include "lua/tokens.h"
#include "text/spellings.h"

#define TOKENS "viet.tokens"
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

const viet_tokens *viet_lua_check_tokens (lua_State *L) {
  return luaL_checkudata(L, 1, TOKENS);
}


const char *viet_lua_text_of (lua_State *L, int index) {
  viet_lua_push_tied(L, index);
  const char *text = lua_tostring(L, -1);
  lua_pop(L, 1);
  return text;
}


const viet_token *viet_lua_check_token (lua_State *L,
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


const viet_tokens *viet_lua_push_tokens (lua_State *L, int argument,
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
    tokens = viet_lua_push_tokens(L, argument, false);
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
  viet_lua_push_tokens(L, 1, glued != 0);
  return 1;
}


/* #tokens: how many there are. */
static int tokens_count (lua_State *L) {
  viet_lua_push_size(L, viet_tokens_count(viet_lua_check_tokens(L)));
  return 1;
}


/*
** tokens:span(i): the bytes of token i, first and last.
**
**     print(tokens:span(2))                    --> 6  10
*/
static int tokens_span (lua_State *L) {
  const viet_token *token = viet_lua_check_token(L, viet_lua_check_tokens(L));
  return viet_lua_push_span(L, token->first, token->end);
}


/*
** tokens:text(i): token i as it stands in the text.
**
**     print(tokens:text(2))                    --> Bình
*/
static int tokens_text (lua_State *L) {
  const viet_token *token = viet_lua_check_token(L, viet_lua_check_tokens(L));
  const char *text = viet_lua_text_of(L, 1);
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
  const viet_token *token = viet_lua_check_token(L, viet_lua_check_tokens(L));
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
  const viet_token *token = viet_lua_check_token(L, viet_lua_check_tokens(L));
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
  const viet_tokens *tokens = viet_lua_check_tokens(L);
  const viet_token *token = viet_lua_check_token(L, tokens);
  size_t bytes;
  const char *key = viet_tokens_key(tokens, token->form,
                                    viet_lua_check_level(L, 3), &bytes);
  lua_pushlstring(L, key, bytes);
  return 1;
}


/* tokens:line(i): the line it stands on, from 1; "\n" ends a line. */
static int tokens_line (lua_State *L) {
  const viet_token *token = viet_lua_check_token(L, viet_lua_check_tokens(L));
  viet_lua_push_size(L, (size_t)token->line + 1);
  return 1;
}


/*
** tokens:is_spaced(i): does white space stand before it, or nothing?
**
**     print(tokens:is_spaced(2), tokens:is_spaced(3))  --> true  false
*/
static int tokens_is_spaced (lua_State *L) {
  const viet_token *token = viet_lua_check_token(L, viet_lua_check_tokens(L));
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
  const viet_tokens *tokens = viet_lua_check_tokens(L);
  const lua_Integer byte = luaL_checkinteger(L, 2);
  if (byte < 1)
    luaL_argerror(L, 2, lua_pushfstring(L,
      "byte %s out of range (1 or more)", lua_tostring(L, 2)));
  viet_lua_push_size(L, viet_tokens_at(tokens, (size_t)byte - 1) + 1);
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
  const viet_tokens *tokens = viet_lua_check_tokens(L);
  const viet_token *token = viet_lua_check_token(L, tokens);
  const viet_token *array = viet_tokens_array(tokens);
  const char *text = viet_lua_text_of(L, 1);
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


static int tokens_tostring (lua_State *L) {
  viet_lua_push_size(L, viet_tokens_count(viet_lua_check_tokens(L)));
  lua_pushfstring(L, TOKENS " (%s tokens)", lua_tostring(L, -1));
  return 1;
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
    {"each", viet_lua_token_each},
    {"sentences", viet_lua_token_sentences},
    {"glued", viet_lua_token_glued},
    {"quantity", tokens_quantity},
    {"keys", viet_lua_token_keys},
    {"contain", viet_lua_token_contain},
    {"line_counts", viet_lua_token_line_counts},
    {NULL, NULL}
  };
  static const luaL_Reg functions[] = {
    {"tokens", tokens_new},
    {NULL, NULL}
  };
  viet_lua_class(L, TOKENS, methods);
  open_spellings(L);
  viet_lua_add(L, functions);
  viet_lua_open_parts(L);
  return 0;
}
