/*
** charset.c
** viet.charset: legacy charsets to UTF-8 and back.
*/

#include "lua/box.h"
#include "lua/options.h"
#include "text/letter.h"
#include "text/utf8.h"

static const viet_choice invalid_choices[] = {
  {"error", false}, {"replace", true}, {NULL, 0}
};

enum decode_option { ALIGN, INVALID, SMART, DECODE_OPTIONS };

static const viet_option decode_options[DECODE_OPTIONS] = {
  [ALIGN] = {"align", viet_switch, false},
  [INVALID] = {"invalid", invalid_choices, false},
  [SMART] = {"smart", viet_switch, false},
};

enum encode_option { LOSSY, APART, ENCODE_OPTIONS };

static const viet_option encode_options[ENCODE_OPTIONS] = {
  [LOSSY] = {"lossy", viet_switch, false},
  [APART] = {"apart", viet_switch, false},
};


/* Argument 'argument' as a charset. Raises "bad charset 'x' (expected
** utf-8, tcvn3, ... or windows-1252)". */
static viet_charset check_charset (lua_State *L, int argument) {
  viet_choice choices[VIET_CHARSETS + 1];
  for (int i = 0; i < VIET_CHARSETS; i++)
    choices[i] = (viet_choice){viet_charset_name((viet_charset)i), i};
  choices[VIET_CHARSETS] = (viet_choice){NULL, 0};
  return (viet_charset)viet_lua_check_choice(L, argument, "charset",
                                             choices);
}


/*
** {==================================================================
** Decoding
** ===================================================================
*/

/* Pushes nil, "invalid tcvn3 at byte 5 (0xC0)" and the position. */
static int push_bad_code (lua_State *L, viet_charset charset,
                          const char *text, size_t offset) {
  static const char digits[] = "0123456789ABCDEF";
  unsigned char byte = (unsigned char)text[offset];
  char hex[3] = {digits[byte >> 4], digits[byte & 15], '\0'};
  lua_pushnil(L);
  viet_lua_push_size(L, offset + 1);
  lua_pushfstring(L, "invalid %s at byte %s (0x%s)",
                  viet_charset_name(charset), lua_tostring(L, -1), hex);
  viet_lua_push_size(L, offset + 1);
  lua_remove(L, -3);
  return 3;
}


/* Fills two boxes; '*bytes' is the length of the result, or where the
** bytes are bad. Nothing here can throw. */
static viet_status fill_boxes (const viet_decoding *rules,
                               const char *text, size_t *bytes,
                               viet_box *result, viet_box *alignment) {
  char *decoded;
  viet_alignment *runs = NULL;
  viet_status status = viet_decode(rules, text, *bytes, &result->allocator,
                                   &decoded, bytes,
                                   alignment ? &runs : NULL);
  if (status != VIET_OK)
    return status;
  viet_box_set_text(result, decoded, *bytes, alignment, runs);
  return VIET_OK;
}


/*
** viet.charset.decode(bytes, name [, options]): the bytes as UTF-8 in NFC,
** and an alignment (as that of viet.normalize) with align = true. A byte
** that the charset has not gives nil, a message and its position, or
** U+FFFD with invalid = "replace". smart = true reads VIQR that was typed
** without backslashes.
**   viet.charset.decode("Vi\xD6t", "tcvn3")  --> "Việt"
*/
static int decode (lua_State *L) {
  size_t bytes;
  int values[DECODE_OPTIONS];
  const char *text = viet_lua_check_text(L, 1, &bytes);
  const viet_charset charset = check_charset(L, 2);
  viet_lua_read_options(L, 3, decode_options, DECODE_OPTIONS, values);
  const viet_decoding rules = {.charset = charset,
                               .replace_invalid = values[INVALID],
                               .smart = values[SMART]};
  viet_box *result = viet_box_new(L);
  viet_box *alignment = values[ALIGN] ? viet_box_new(L) : NULL;
  viet_status status = fill_boxes(&rules, text, &bytes, result, alignment);
  if (status == VIET_EUTF8)
    return viet_lua_push_bad_byte(L, bytes);
  if (status == VIET_ECHARSET)
    return push_bad_code(L, charset, text, bytes);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  lua_pushlstring(L, result->block, bytes);
  viet_box_clear(result);
  if (alignment == NULL)
    return 1;
  viet_box_to_userdata(L, alignment, "viet.alignment");
  return 2;
}

/* }================================================================== */


/*
** {==================================================================
** Encoding
** ===================================================================
*/

/* Pushes nil, "'Ọ' at byte 7 is not in tcvn3" and the position. */
static int push_loss (lua_State *L, viet_charset charset, const char *text,
                      size_t bytes, size_t offset) {
  viet_letter letter;
  uint32_t c;
  size_t length = viet_letter_read(&letter, text + offset, bytes - offset);
  if (length == 0)
    length = viet_utf8_decode(text + offset, bytes - offset, &c);
  lua_pushnil(L);
  viet_lua_push_size(L, offset + 1);
  lua_pushlstring(L, text + offset, length);
  lua_pushfstring(L, "'%s' at byte %s is not in %s", lua_tostring(L, -1),
                  lua_tostring(L, -2), viet_charset_name(charset));
  viet_lua_push_size(L, offset + 1);
  lua_remove(L, -3);
  lua_remove(L, -3);
  return 3;
}


/*
** viet.charset.encode(text, name [, options]): the text in the charset. A
** character that would be lost gives nil, a message and its position;
** lossy = true writes what comes nearest. apart = true writes the tones of
** windows-1258 as bytes of their own.
**   viet.charset.encode("Việt", "vni-windows")  --> "Vie\xE4t"
*/
static int encode (lua_State *L) {
  size_t bytes, encoded_bytes;
  int values[ENCODE_OPTIONS];
  char *encoded;
  const char *text = viet_lua_check_text(L, 1, &bytes);
  const viet_charset charset = check_charset(L, 2);
  viet_lua_read_options(L, 3, encode_options, ENCODE_OPTIONS, values);
  const viet_encoding rules = {.charset = charset, .lossy = values[LOSSY],
                               .apart = values[APART]};
  viet_box *box = viet_box_new(L);
  viet_status status = viet_encode(&rules, text, bytes, &box->allocator,
                                   &encoded, &encoded_bytes);
  if (status == VIET_EUTF8)
    return viet_lua_push_bad_byte(L, encoded_bytes);
  if (status == VIET_ECHARSET)
    return push_loss(L, charset, text, bytes, encoded_bytes);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  box->block = encoded;
  box->bytes = encoded_bytes + 1;
  lua_pushlstring(L, encoded, encoded_bytes);
  viet_box_clear(box);
  return 1;
}


static void push_one_loss (lua_State *L, const char *text,
                           const viet_loss *loss) {
  lua_createtable(L, 0, 4);
  viet_lua_push_size(L, (size_t)loss->first + 1);
  lua_setfield(L, -2, "first");
  viet_lua_push_size(L, loss->end);
  lua_setfield(L, -2, "last");
  lua_pushlstring(L, text + loss->first, loss->end - loss->first);
  lua_setfield(L, -2, "character");
  lua_pushstring(L, loss->becomes);
  lua_setfield(L, -2, "becomes");
}


/*
** viet.charset.losses(text, name): what the charset cannot hold, a list of
** {first =, last =, character =, becomes =}; or nil, a message and the
** position of the first byte that is not UTF-8.
**   #viet.charset.losses("HÀ NỘI", "tcvn3")  --> 2
*/
static int losses (lua_State *L) {
  size_t bytes, count;
  viet_loss *found;
  const char *text = viet_lua_check_text(L, 1, &bytes);
  const viet_encoding rules = {.charset = check_charset(L, 2)};
  viet_box *box = viet_box_new(L);
  viet_status status = viet_losses(&rules, text, bytes, &box->allocator,
                                   &found, &count);
  if (status == VIET_EUTF8)
    return viet_lua_push_bad_byte(L, count);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  box->block = found;
  box->bytes = count * sizeof(*found);
  lua_newtable(L);
  for (size_t i = 0; i < count; i++) {
    push_one_loss(L, text, &found[i]);
    lua_rawseti(L, -2, (int)(i + 1));
  }
  viet_box_clear(box);
  return 1;
}

/* }================================================================== */


static void push_candidate (lua_State *L, const viet_candidate *candidate) {
  lua_createtable(L, 0, 4);
  lua_pushstring(L, viet_charset_name(candidate->charset));
  lua_setfield(L, -2, "name");
  lua_pushnumber(L, candidate->score);
  lua_setfield(L, -2, "score");
  viet_lua_push_size(L, candidate->good);
  lua_setfield(L, -2, "good");
  viet_lua_push_size(L, candidate->bad);
  lua_setfield(L, -2, "bad");
}


/*
** viet.charset.detect(bytes): the name of the charset that explains the
** bytes, or "unknown"; and all candidates, the best first, as a list of
** {name =, score =, good =, bad =}: words that are syllables and words (or
** bytes) that are none, and score = good / (good + bad).
**   viet.charset.detect("ti\xD5ng Vi\xD6t")  --> "tcvn3", {...}
*/
static int detect (lua_State *L) {
  size_t bytes, count;
  viet_candidate candidates[VIET_CHARSETS];
  viet_charset best;
  const char *text = luaL_checklstring(L, 1, &bytes);
  const viet_allocator allocator = viet_box_allocator(L);
  viet_status status = viet_detect(text, bytes, &allocator, candidates,
                                   &count, &best);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  lua_pushstring(L, best == VIET_CHARSETS ? "unknown"
                                          : viet_charset_name(best));
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    push_candidate(L, &candidates[i]);
    lua_rawseti(L, -2, (int)(i + 1));
  }
  return 2;
}


/* viet.charset.names(): the names of all charsets, a list. */
static int names (lua_State *L) {
  lua_createtable(L, VIET_CHARSETS, 0);
  for (int i = 0; i < VIET_CHARSETS; i++) {
    lua_pushstring(L, viet_charset_name((viet_charset)i));
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}


int viet_open_charset (lua_State *L) {
  static const luaL_Reg functions[] = {
    {"decode", decode},
    {"encode", encode},
    {"losses", losses},
    {"detect", detect},
    {"names", names},
    {NULL, NULL}
  };
  lua_newtable(L);
  viet_lua_add(L, functions);
  lua_setfield(L, -2, "charset");
  return 0;
}
