/*
** normalize.c
** The functions on text as a whole: normalize, is_utf8, width, syllable,
** versions; and alignments, the second result of normalize.
*/

#include <string.h>

#include "lua/box.h"
#include "text/alignment.h"
#include "text/syllable.h"
#include "text/utf8.h"

#define ALIGNMENT "viet.alignment"


/*
** {==================================================================
** Options
** ===================================================================
*/

/* A name in a script and what it stands for; NULL ends a list. */
typedef struct choice {
  const char *name;
  int value;
} choice;

static const choice form_choices[] = {
  {"nfc", VIET_NFC}, {"nfd", VIET_NFD}, {"nfkc", VIET_NFKC},
  {"nfkd", VIET_NFKD}, {"keep", VIET_FORM_KEEP}, {NULL, 0}
};

static const choice tone_choices[] = {
  {"hòa", VIET_STYLE_FIRST}, {"hoà", VIET_STYLE_SECOND},
  {"keep", VIET_STYLE_KEEP}, {NULL, 0}
};

static const choice strip_choices[] = {
  {"tones", VIET_STRIP_TONES}, {"marks", VIET_STRIP_MARKS},
  {"all", VIET_STRIP_ALL}, {"nothing", VIET_STRIP_NOTHING}, {NULL, 0}
};

static const choice invalid_choices[] = {
  {"error", false}, {"replace", true}, {NULL, 0}
};

static const choice switch_choices[] = {
  {"true", true}, {"false", false}, {NULL, 0}
};


/* The options in the order in which messages list them. */
enum option {
  FORM, ETH, MARK_ORDER, TONE, FOLD, STRIP, SPACES, INVISIBLES, I_Y,
  INVALID, ALIGN, OPTIONS
};

static const struct option_kind {
  const char *name;
  const choice *choices;
  int preset;
} kinds[OPTIONS] = {
  [FORM] = {"form", form_choices, VIET_NFC},
  [ETH] = {"eth", switch_choices, true},
  [MARK_ORDER] = {"mark_order", switch_choices, true},
  [TONE] = {"tone", tone_choices, VIET_STYLE_KEEP},
  [FOLD] = {"fold", switch_choices, false},
  [STRIP] = {"strip", strip_choices, VIET_STRIP_NOTHING},
  [SPACES] = {"spaces", switch_choices, false},
  [INVISIBLES] = {"invisibles", switch_choices, false},
  [I_Y] = {"i_y", switch_choices, false},
  [INVALID] = {"invalid", invalid_choices, false},
  [ALIGN] = {"align", switch_choices, false},
};


/* Adds item 'index' of 'count' to a list: "a", "a or b", "a, b or c". */
static void add_to_list (luaL_Buffer *list, const char *item, size_t index,
                         size_t count) {
  if (index > 0) luaL_addstring(list, index + 1 < count ? ", " : " or ");
  luaL_addstring(list, item);
}


/* The value on top of the stack as a message shows it. */
static const char *show (lua_State *L) {
  if (lua_type(L, -1) == LUA_TBOOLEAN)
    return lua_toboolean(L, -1) ? "true" : "false";
  const char *text = lua_type(L, -1) == LUA_TSTRING
                  || lua_type(L, -1) == LUA_TNUMBER
                   ? lua_tostring(L, -1) : NULL;
  return text ? text : luaL_typename(L, -1);
}


static int raise_bad_value (lua_State *L, const struct option_kind *kind) {
  luaL_Buffer list;
  size_t count = 0;
  const char *given = show(L);
  while (kind->choices[count].name) count++;
  luaL_buffinit(L, &list);
  for (size_t i = 0; i < count; i++)
    add_to_list(&list, kind->choices[i].name, i, count);
  luaL_pushresult(&list);
  return luaL_error(L, "bad value '%s' for option '%s' (expected %s)",
                    given, kind->name, lua_tostring(L, -1));
}


static int raise_unknown (lua_State *L, const char *name) {
  luaL_Buffer list;
  luaL_buffinit(L, &list);
  for (size_t i = 0; i < OPTIONS; i++)
    add_to_list(&list, kinds[i].name, i, OPTIONS);
  luaL_pushresult(&list);
  return luaL_error(L, "unknown option '%s' (expected %s)", name,
                    lua_tostring(L, -1));
}


/* What the value on top of the stack means for an option. */
static int read_choice (lua_State *L, const struct option_kind *kind) {
  bool is_switch = kind->choices == switch_choices;
  if (is_switch && lua_isboolean(L, -1)) return lua_toboolean(L, -1);
  if (!is_switch && lua_type(L, -1) == LUA_TSTRING)
    for (const choice *c = kind->choices; c->name; c++)
      if (strcmp(c->name, lua_tostring(L, -1)) == 0) return c->value;
  return raise_bad_value(L, kind);
}


/* The option of which the name lies under the top of the stack. */
static enum option find_option (lua_State *L) {
  lua_pushvalue(L, -2);  /* lua_tostring would change the key */
  const char *name = show(L);
  for (int i = 0; i < OPTIONS; i++)
    if (strcmp(kinds[i].name, name) == 0) {
      lua_pop(L, 1);
      return (enum option)i;
    }
  raise_unknown(L, name);
  return OPTIONS;
}


/* Reads the table of options at 'argument', which may be left out. */
static void read_options (lua_State *L, int argument,
                          int values[OPTIONS]) {
  for (int i = 0; i < OPTIONS; i++) values[i] = kinds[i].preset;
  if (lua_isnoneornil(L, argument)) return;
  luaL_checktype(L, argument, LUA_TTABLE);
  lua_pushnil(L);
  while (lua_next(L, argument)) {
    enum option option = find_option(L);
    values[option] = read_choice(L, &kinds[option]);
    lua_pop(L, 1);
  }
}


static viet_rules to_rules (const int values[OPTIONS]) {
  return (viet_rules){
    .replace_invalid = values[INVALID],
    .invisibles = values[INVISIBLES],
    .spaces = values[SPACES],
    .eth = values[ETH],
    .mark_order = values[MARK_ORDER],
    .style = (viet_style)values[TONE],
    .i_y = values[I_Y],
    .fold = values[FOLD],
    .strip = (viet_strip)values[STRIP],
    .form = (viet_unicode_form)values[FORM]
  };
}

/* }================================================================== */


/*
** {==================================================================
** viet.normalize(text [, options])
** ===================================================================
*/

/* nil, the message, and the position: 1-based */
static int push_bad_byte (lua_State *L, size_t offset) {
  lua_pushnil(L);
  viet_lua_push_size(L, offset + 1);
  lua_pushfstring(L, "invalid UTF-8 at byte %s", lua_tostring(L, -1));
  viet_lua_push_size(L, offset + 1);
  lua_remove(L, -3);
  return 3;
}


/* Fills two boxes; '*bytes' is the length of the result, or where the text
** is not UTF-8. Nothing here can throw. */
static viet_status fill_boxes (const viet_rules *rules, const char *text,
                               size_t *bytes, viet_box *result,
                               viet_box *alignment) {
  char *changed;
  viet_alignment *runs = NULL;
  viet_status status = viet_normalize(rules, text, *bytes,
                                      &result->allocator, &changed, bytes,
                                      alignment ? &runs : NULL);
  if (status != VIET_OK) return status;
  result->block = changed;
  result->bytes = *bytes + 1;
  if (alignment) {
    alignment->block = runs;
    alignment->bytes = viet_alignment_bytes(runs);
  }
  return VIET_OK;
}


/*
** viet.normalize(text [, options]): the text in a uniform spelling.
** Options, and what each is by default:
**   form        "nfc" (default), "nfd", "nfkc", "nfkd", "keep"
**   eth         true: Đ for its look-alikes Ð and Ɖ in Vietnamese words
**   mark_order  true: a tone before the vowel mark goes after it
**   tone        "hòa" or "hoà": where open oa, oe, uy carry it; "keep"
**   fold        false; true: lower case
**   strip       "nothing"; "tones", "marks", or "all" (đ as well)
**   spaces      false; true: U+0020 for no-break and other spaces
**   invisibles  false; true: without soft hyphens, joiners and the like
**   i_y         false; true: "kĩ" for "kỹ", to compare spellings
**   invalid     "error"; "replace": U+FFFD for what is not UTF-8
**   align       false; true: returns an alignment as well
** Returns the string, and the alignment if it is wanted; where the text is
** not UTF-8: nil, "invalid UTF-8 at byte 3", 3. Raises on an unknown
** option or value, and on a text of more than 4294967294 bytes.
**
**     viet.normalize("Hoà Bình", {tone = "hòa", strip = "all"})
**                                                    --> "Hoa Binh"
*/
static int normalize (lua_State *L) {
  size_t bytes;
  int values[OPTIONS];
  const char *text = viet_lua_check_text(L, 1, &bytes);
  read_options(L, 2, values);
  const viet_rules rules = to_rules(values);
  viet_box *result = viet_box_new(L);
  viet_box *alignment = values[ALIGN] ? viet_box_new(L) : NULL;
  viet_status status = fill_boxes(&rules, text, &bytes, result, alignment);
  if (status == VIET_EUTF8) return push_bad_byte(L, bytes);
  if (status != VIET_OK) return viet_lua_raise(L, status);
  lua_pushlstring(L, result->block, bytes);
  viet_box_clear(result);
  if (alignment == NULL) return 1;
  viet_box_to_userdata(L, alignment, ALIGNMENT);
  return 2;
}

/* }================================================================== */


/*
** {==================================================================
** Alignments
** ===================================================================
*/

static viet_alignment *check_alignment (lua_State *L) {
  return luaL_checkudata(L, 1, ALIGNMENT);
}


/*
** alignment:source(first, last): where bytes [first, last] of the result
** come from, as two positions in the source. Spans of whole letters give
** spans of whole letters; an empty span (last = first - 1) stays empty.
** Raises when the span is not inside the result.
**
**     local result, alignment = viet.normalize(text, {align = true})
**     local first, last = result:find(name, 1, true)
**     print(text:sub(alignment:source(first, last)))
*/
static int alignment_source (lua_State *L) {
  const viet_alignment *self = check_alignment(L);
  size_t first, end;
  viet_lua_check_span(L, 2, self->result_bytes, &first, &end);
  viet_alignment_to_source(self, &first, &end);
  return viet_lua_push_span(L, first, end);
}


/*
** alignment:result(first, last): where bytes [first, last] of the source
** went, as two positions in the result. Deleted bytes give an empty span,
** last = first - 1. Raises when the span is not inside the source.
*/
static int alignment_result (lua_State *L) {
  const viet_alignment *self = check_alignment(L);
  size_t first, end;
  viet_lua_check_span(L, 2, self->source_bytes, &first, &end);
  viet_alignment_to_result(self, &first, &end);
  return viet_lua_push_span(L, first, end);
}


/* #alignment: the bytes of the result. */
static int alignment_length (lua_State *L) {
  viet_lua_push_size(L, check_alignment(L)->result_bytes);
  return 1;
}

/* }================================================================== */


/*
** {==================================================================
** viet.syllable(word)
** ===================================================================
*/

static const char *const tone_names[] = {
  "ngang", "huyền", "sắc", "ngã", "hỏi", "nặng"
};

static const char *const shape_names[] = {
  "none", "lower", "title", "upper", "mixed"
};


/* Reads the letters of a word that is known to be a syllable, in lower
** case and without its tone. */
static void read_letters (const char *word, size_t bytes,
                          viet_letter letters[VIET_SYLLABLE_LETTERS]) {
  for (size_t at = 0, i = 0; at < bytes; i++) {
    at += viet_letter_read(&letters[i], word + at, bytes - at);
    letters[i].upper = false;
    letters[i].tone = VIET_NGANG;
  }
}


static void set_letters (lua_State *L, const char *field,
                         const viet_letter *letters, size_t count) {
  char spelling[VIET_SYLLABLE_LETTERS * 4];
  size_t bytes = 0;
  for (size_t i = 0; i < count; i++)
    bytes += viet_utf8_encode(spelling + bytes,
                              viet_letter_code_point(letters[i]));
  lua_pushlstring(L, spelling, bytes);
  lua_setfield(L, -2, field);
}


/* The whole word, with its tone on the letter 'tone_at'. */
static void set_spelling (lua_State *L, const char *field,
                          viet_letter *letters,
                          const viet_syllable *syllable,
                          size_t tone_at) {
  size_t count = (size_t)syllable->onset + syllable->rime
               + syllable->coda;
  letters[tone_at].tone = (uint8_t)syllable->tone;
  set_letters(L, field, letters, count);
  letters[tone_at].tone = VIET_NGANG;
}


/*
** viet.syllable(word): a table about one Vietnamese syllable, in any
** encoding and case, or nil for any other word. 'first' and 'second' are
** the spellings with the tone on the first or the second vowel, where that
** is a matter of style; strings are in NFC and lower case.
**
**     viet.syllable "Hoá"   --> {valid = true, tone = "sắc",
**       shape = "title", onset = "h", rime = "oa", coda = "",
**       first = "hóa", second = "hoá"}
**
** Tones: ngang, huyền, sắc, ngã, hỏi, nặng. Shapes: lower, title, upper,
** mixed.
*/
static int syllable (lua_State *L) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  viet_syllable parsed;
  size_t bytes;
  const char *word = luaL_checklstring(L, 1, &bytes);
  if (!viet_syllable_parse(&parsed, word, bytes)) {
    lua_pushnil(L);
    return 1;
  }
  read_letters(word, bytes, letters);
  lua_createtable(L, 0, 8);
  lua_pushboolean(L, 1);
  lua_setfield(L, -2, "valid");
  lua_pushstring(L, tone_names[parsed.tone]);
  lua_setfield(L, -2, "tone");
  lua_pushstring(L, shape_names[parsed.shape]);
  lua_setfield(L, -2, "shape");
  set_letters(L, "onset", letters, parsed.onset);
  set_letters(L, "rime", letters + parsed.onset, parsed.rime);
  set_letters(L, "coda", letters + parsed.onset + parsed.rime,
              parsed.coda);
  set_spelling(L, "first", letters, &parsed, parsed.first_at);
  set_spelling(L, "second", letters, &parsed, parsed.second_at);
  return 1;
}

/* }================================================================== */


/*
** viet.is_utf8(text): true, or false and the position of the first byte
** that is not UTF-8.
**
**     viet.is_utf8 "ab\xFF"   --> false, 3
*/
static int is_utf8 (lua_State *L) {
  size_t bytes;
  const char *text = luaL_checklstring(L, 1, &bytes);
  size_t good = viet_utf8_check(text, bytes);
  lua_pushboolean(L, good == bytes);
  if (good == bytes) return 1;
  viet_lua_push_size(L, good + 1);
  return 2;
}


/*
** viet.width(text): the columns that a terminal uses for the text: none
** for marks and invisible characters, two for wide ones.
**
**     viet.width "Việt Nam"   --> 8
*/
static int width (lua_State *L) {
  size_t bytes;
  const char *text = luaL_checklstring(L, 1, &bytes);
  viet_lua_push_size(L, viet_width(text, bytes));
  return 1;
}


/* viet.versions(): a string such as "viet 0.1.0, ICU 72.1, Unicode 15.0". */
static int versions (lua_State *L) {
  lua_pushstring(L, viet_versions());
  return 1;
}


int viet_open_normalize (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"source", alignment_source},
    {"result", alignment_result},
    {"__len", alignment_length},
    {NULL, NULL}
  };
  static const luaL_Reg functions[] = {
    {"normalize", normalize},
    {"is_utf8", is_utf8},
    {"width", width},
    {"syllable", syllable},
    {"versions", versions},
    {NULL, NULL}
  };
  viet_box_open(L);
  viet_lua_class(L, ALIGNMENT, methods);
  viet_lua_add(L, functions);
  return 0;
}
