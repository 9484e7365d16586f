/*
** tokens_parts.c
** Iterators: over tokens, parts of glued words, sentences, paragraphs and
** lines.
*/

#include "box.h"
#include "lua/tokens.h"

#define STARTS "viet.sentence_starts"
#define CUTS "viet.cuts"


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
int viet_lua_token_each (lua_State *L) {
  viet_lua_check_tokens(L);
  lua_pushvalue(L, 1);
  viet_lua_push_size(L, 0);
  lua_pushcclosure(L, next_token, 2);
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
int viet_lua_token_glued (lua_State *L) {
  const viet_tokens *tokens = viet_lua_check_tokens(L);
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
  const viet_tokens *tokens = viet_lua_check_tokens(L);
  const char *text = viet_lua_text_of(L, 1);
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
int viet_lua_token_sentences (lua_State *L) {
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
  const viet_token *tokens = viet_tokens_array(viet_lua_check_tokens(L));
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
  viet_lua_push_tokens(L, 1, false);
  lua_replace(L, 1);
  return viet_lua_token_sentences(L);
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


void viet_lua_open_parts (lua_State *L) {
  static const luaL_Reg methods[] = {{NULL, NULL}};
  static const luaL_Reg functions[] = {
    {"sentences", sentences},
    {"sentence_starts", sentence_starts},
    {"sentence_at", sentence_at},
    {"paragraphs", paragraphs},
    {"lines", lines},
    {NULL, NULL}
  };
  viet_lua_class(L, STARTS, methods);
  viet_lua_class(L, CUTS, methods);
  viet_lua_add(L, functions);
}
