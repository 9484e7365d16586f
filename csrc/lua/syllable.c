/*
** syllable.c
** viet.syllable, viet.syllable_of and viet.syllables.
*/

#include "lua/options.h"
#include "text/syllable.h"
#include "text/utf8.h"

static const char *const tone_names[] = {
  "ngang", "huyền", "sắc", "ngã", "hỏi", "nặng"
};

static const char *const shape_names[] = {
  "none", "lower", "title", "upper", "mixed"
};


static void set_string (lua_State *L, const char *field,
                        const char *value) {
  lua_pushstring(L, value);
  lua_setfield(L, -2, field);
}


/* Sets a field to 'count' letters from 'first' on, and returns where they
** end. */
static size_t set_letters (lua_State *L, const char *field,
                           const viet_letter *letters, size_t first,
                           size_t count) {
  char spelling[VIET_SYLLABLE_LETTERS * 4];
  size_t bytes = 0;
  for (size_t i = first; i < first + count; i++)
    bytes += viet_utf8_encode(spelling + bytes,
                              viet_letter_code_point(letters[i]));
  lua_pushlstring(L, spelling, bytes);
  lua_setfield(L, -2, field);
  return first + count;
}


/* The parts, without the tone. */
static void set_parts (lua_State *L, const viet_syllable *self,
                       const viet_letter *word) {
  viet_syllable bare = *self;
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  bare.tone = VIET_NGANG;
  viet_syllable_spell(&bare, VIET_STYLE_FIRST, word, letters);
  size_t nucleus = (size_t)self->rime - self->glide - self->offglide;
  size_t coda = (size_t)self->offglide + self->coda;
  size_t at = set_letters(L, "onset", letters, 0, self->onset);
  set_letters(L, "rime", letters, at, (size_t)self->rime + self->coda);
  at = set_letters(L, "glide", letters, at, self->glide);
  at = set_letters(L, "nucleus", letters, at, nucleus);
  set_letters(L, "coda", letters, at, coda);
}


static int push_syllable (lua_State *L, const viet_syllable *self,
                          const viet_letter *word) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  size_t count = (size_t)self->onset + self->rime + self->coda;
  lua_createtable(L, 0, 11);
  lua_pushboolean(L, 1);
  lua_setfield(L, -2, "valid");
  set_string(L, "tone", tone_names[self->tone]);
  set_string(L, "shape", shape_names[self->shape]);
  lua_pushinteger(L, viet_syllable_code_of(self, word));
  lua_setfield(L, -2, "code");
  set_parts(L, self, word);
  viet_syllable_spell(self, VIET_STYLE_FIRST, word, letters);
  set_letters(L, "first", letters, 0, count);
  viet_syllable_spell(self, VIET_STYLE_SECOND, word, letters);
  set_letters(L, "second", letters, 0, count);
  return 1;
}


/*
** viet.syllable(word): a table about one Vietnamese syllable, in any
** encoding and case; for any other word nil and the rule that it breaks.
** Parts and spellings are in NFC and lower case; onset, glide, nucleus and
** coda make up the word without its tone, the last three its rime. The u
** of "qu" and the i of "gi" belong to the onset. 'first' and 'second' are
** the spellings with the tone on the first or the second vowel, where that
** is a matter of style; 'code' is from 0 to 52079, the same for all
** spellings of a syllable in any version (see viet.syllable_of).
**
**     viet.syllable "Hoá"   --> {valid = true, tone = "sắc",
**       shape = "title", code = 18044, onset = "h", rime = "oa",
**       glide = "o", nucleus = "a", coda = "",
**       first = "hóa", second = "hoá"}
**     viet.syllable "bap"
**       --> nil, "final p t c ch allow only sắc and nặng"
**
** Tones: ngang, huyền, sắc, ngã, hỏi, nặng. Shapes: lower, title, upper,
** mixed.
*/
static int syllable (lua_State *L) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  viet_syllable parsed;
  size_t bytes;
  const char *word = luaL_checklstring(L, 1, &bytes);
  if (viet_syllable_read(&parsed, word, bytes, letters))
    return push_syllable(L, &parsed, letters);
  lua_pushnil(L);
  lua_pushstring(L, viet_verdict_message(parsed.verdict));
  return 2;
}


/*
** viet.syllable_of(code): the table of viet.syllable for a code, as if for
** its spelling in lower case; nil if no syllable has the code. Raises if
** it is no integer from 0 to 65535.
**
**     viet.syllable_of(viet.syllable("HOÁ").code).second   --> "hoá"
*/
static int syllable_of (lua_State *L) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  char spelling[VIET_SYLLABLE_BYTES];
  viet_syllable parsed;
  lua_Number number = luaL_checknumber(L, 1);
  uint16_t code = number >= 0 && number <= UINT16_MAX
                ? (uint16_t)number : 0;
  if (code != number)
    return luaL_argerror(L, 1, lua_pushfstring(L,
      "bad code %s (expected an integer from 0 to 65535)",
      lua_tostring(L, 1)));
  size_t bytes = viet_syllable_write(code, VIET_STYLE_FIRST, spelling);
  if (bytes == 0) {
    lua_pushnil(L);
    return 1;
  }
  viet_syllable_read(&parsed, spelling, bytes, letters);
  return push_syllable(L, &parsed, letters);
}


/* The syllable after the code that is the first upvalue, and its code; the
** second one tells whether those of theory are wanted. */
static int next_syllable (lua_State *L) {
  char spelling[VIET_SYLLABLE_BYTES];
  lua_Integer code = lua_tointeger(L, lua_upvalueindex(1));
  const bool theory = lua_toboolean(L, lua_upvalueindex(2));
  for (; code < VIET_SYLLABLE_CODES; code++) {
    size_t bytes = theory
      ? viet_syllable_write_theory((uint16_t)code, VIET_STYLE_FIRST,
                                   spelling)
      : viet_syllable_write((uint16_t)code, VIET_STYLE_FIRST, spelling);
    if (bytes == 0) continue;
    lua_pushinteger(L, code + 1);
    lua_replace(L, lua_upvalueindex(1));
    lua_pushlstring(L, spelling, bytes);
    lua_pushinteger(L, code);
    return 2;
  }
  lua_pushnil(L);
  return 1;
}


/*
** viet.syllables([options]): an iterator over all syllables that the
** grammar allows, 17,199, whether anyone says them or not, in the order of
** their codes: the spelling (NFC, lower case, the tone on the first vowel)
** and the code. With theory = true they are the 17,294 that the rules alone
** give: with "coa" and its like, 98, which are written with qu, so that
** viet.syllable does not know them; without "quốc", "quộc" and "gịa", which
** are exceptions.
**
**     for word, code in viet.syllables() do print(word, code) end
*/
static int syllables (lua_State *L) {
  static const viet_option options[] = {{"theory", viet_switch, false}};
  int theory;
  viet_lua_read_options(L, 1, options, 1, &theory);
  lua_pushinteger(L, 0);
  lua_pushboolean(L, theory);
  lua_pushcclosure(L, next_syllable, 2);
  return 1;
}


int viet_open_syllable (lua_State *L) {
  static const luaL_Reg functions[] = {
    {"syllable", syllable},
    {"syllable_of", syllable_of},
    {"syllables", syllables},
    {NULL, NULL}
  };
  viet_lua_add(L, functions);
  return 0;
}
