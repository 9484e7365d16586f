/*
** scanner.c
** Tokens of a stream, chunk by chunk.
**
** The userdata owns a viet_scanner, which the collector closes. It gives
** out one token at a time; what is asked of it is asked of that one.
*/

#include <string.h>

#include "binding.h"

#define SCANNER "viet.scanner"

/* Tokens are taken one by one: those that are left stay in the scanner,
** which keeps their text when more is fed. */
typedef struct scanner {
  viet_scanner *own;
  bool present;             /* is there a present token? */
  viet_stream_token token;  /* that */
} scanner;


static scanner *check_scanner (lua_State *L) {
  scanner *self = luaL_checkudata(L, 1, SCANNER);
  if (self->own == NULL)
    luaL_error(L, "the scanner is closed");
  return self;
}


static const viet_stream_token *check_present (lua_State *L,
                                               const scanner *self) {
  if (!self->present)
    luaL_error(L, "no token (they come from scanner:each())");
  return &self->token;
}


static void push_offset (lua_State *L, uint64_t offset) {
#if LUA_VERSION_NUM >= 503
  lua_pushinteger(L, (lua_Integer)offset);
#else
  lua_pushnumber(L, (lua_Number)offset);
#endif
}


/*
** viet.scanner(): the tokens of a text that comes in chunks, such as a file
** that is larger than memory: the same as those of the whole text.
**
**     local scanner = viet.scanner()
**     for chunk in file:lines(65536) do
**       assert(scanner:feed(chunk))
**       for first, last, kind in scanner:each() do ... end
**     end
**     scanner:finish()
**     for first, last, kind in scanner:each() do ... end
*/
static int scanner_new (lua_State *L) {
  scanner *self = lua_newuserdata(L, sizeof(scanner));
  memset(self, 0, sizeof(*self));
  viet_lua_set_class(L, SCANNER);
  viet_status status = viet_scanner_open(&viet_malloc, &self->own);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  return 1;
}


static int scanner_gc (lua_State *L) {
  scanner *self = lua_touserdata(L, 1);
  viet_scanner_close(self->own);
  self->own = NULL;
  return 0;
}


/* Pushes what feed and finish return: the scanner; or nil, a message and
** the byte where the token begins that is too long. */
static int push_result (lua_State *L, const scanner *self,
                        viet_status status) {
  if (status == VIET_OK) {
    lua_settop(L, 1);
    return 1;
  }
  if (status != VIET_ETOOLONG)
    return viet_lua_raise(L, status);
  lua_pushnil(L);
  viet_lua_push_size(L, VIET_MAX_HELD);
  lua_pushfstring(L, "token too long (limit %s bytes)",
                  lua_tostring(L, -1));
  lua_remove(L, -2);
  push_offset(L, viet_scanner_held(self->own) + 1);
  return 3;
}


/*
** scanner:feed(chunk): adds a chunk of any size, cut anywhere. Returns the
** scanner; or nil, a message and the byte where a token begins of which
** more than a megabyte has come without its end. Take the tokens before the
** next chunk, or they are held, too.
*/
static int scanner_feed (lua_State *L) {
  scanner *self = check_scanner(L);
  size_t bytes;
  const char *chunk = viet_lua_check_text(L, 2, &bytes);
  viet_status status = viet_scanner_feed(self->own, chunk, bytes);
  self->present = false;
  if (status == VIET_EINVAL)
    return luaL_error(L, "the scanner is finished");
  return push_result(L, self, status);
}


/* scanner:finish(): says that no more comes, so that the last token is
** complete. Returns as feed does. */
static int scanner_finish (lua_State *L) {
  scanner *self = check_scanner(L);
  return push_result(L, self, viet_scanner_finish(self->own));
}


/* Upvalue: scanner. */
static int next_token (lua_State *L) {
  scanner *self = lua_touserdata(L, lua_upvalueindex(1));
  self->present = false;
  if (self->own == NULL)
    return luaL_error(L, "the scanner is closed");
  size_t count;
  viet_status status = viet_scanner_next(self->own, &self->token, 1, &count);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  if (count == 0)
    return 0;
  self->present = true;
  push_offset(L, self->token.first + 1);
  push_offset(L, self->token.end);
  lua_pushstring(L, viet_kind_name((viet_kind)self->token.kind));
  return 3;
}


/*
** scanner:each(): iterates over the tokens that are complete and were not
** given yet. Bytes are counted through all chunks.
**
**     for first, last, kind in scanner:each() do print(scanner:text()) end
*/
static int scanner_each (lua_State *L) {
  check_scanner(L);
  lua_settop(L, 1);
  lua_pushcclosure(L, next_token, 1);
  return 1;
}


/*
** {==================================================================
** The present token
** ===================================================================
*/

/* scanner:text(): its source text. */
static int scanner_text (lua_State *L) {
  const scanner *self = check_scanner(L);
  size_t bytes;
  const char *text = viet_scanner_text(self->own, check_present(L, self),
                                       &bytes);
  lua_pushlstring(L, text, bytes);
  return 1;
}


/* scanner:key([level]): what tokens that count as the same share, as
** tokens:key. */
static int scanner_key (lua_State *L) {
  const scanner *self = check_scanner(L);
  size_t bytes;
  const char *key = viet_scanner_key(self->own, check_present(L, self),
                                     viet_lua_check_level(L, 2), &bytes);
  lua_pushlstring(L, key, bytes);
  return 1;
}


/* scanner:shape(): the case of its letters, as tokens:shape. */
static int scanner_shape (lua_State *L) {
  const scanner *self = check_scanner(L);
  lua_pushstring(L, viet_lua_shape_name(check_present(L, self)->shape));
  return 1;
}


/* scanner:line(): the line it stands on, from 1. */
static int scanner_line (lua_State *L) {
  const scanner *self = check_scanner(L);
  push_offset(L, check_present(L, self)->line + 1);
  return 1;
}


/* scanner:is_spaced(): does white space stand before it, or nothing? */
static int scanner_is_spaced (lua_State *L) {
  const scanner *self = check_scanner(L);
  lua_pushboolean(L, check_present(L, self)->spaced);
  return 1;
}

/* }================================================================== */


static int scanner_tostring (lua_State *L) {
  const scanner *self = check_scanner(L);
  push_offset(L, viet_scanner_fed(self->own));
  lua_pushfstring(L, SCANNER " (%s bytes)", lua_tostring(L, -1));
  return 1;
}


int viet_open_scanner (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__gc", scanner_gc},
    {"__tostring", scanner_tostring},
    {"feed", scanner_feed},
    {"finish", scanner_finish},
    {"each", scanner_each},
    {"text", scanner_text},
    {"key", scanner_key},
    {"shape", scanner_shape},
    {"line", scanner_line},
    {"is_spaced", scanner_is_spaced},
    {NULL, NULL}
  };
  static const luaL_Reg functions[] = {{"scanner", scanner_new},
                                       {NULL, NULL}};
  viet_lua_class(L, SCANNER, methods);
  viet_lua_add(L, functions);
  return 0;
}
