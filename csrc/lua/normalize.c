/*
** normalize.c
** normalize and normalizer; and the other functions on text as a whole:
** is_utf8, width, versions.
*/

#include "lua/box.h"
#include "lua/options.h"
#include "text/quick.h"

#define ALIGNMENT "viet.alignment"
#define NORMALIZER "viet.normalizer"


/*
** {==================================================================
** Options
** ===================================================================
*/

static const viet_choice forms[] = {
  {"nfc", VIET_NFC}, {"nfd", VIET_NFD}, {"nfkc", VIET_NFKC},
  {"nfkd", VIET_NFKD}, {"keep", VIET_FORM_KEEP}, {NULL, 0}
};

static const viet_choice tones[] = {
  {"hòa", VIET_STYLE_FIRST}, {"hoà", VIET_STYLE_SECOND},
  {"keep", VIET_STYLE_KEEP}, {NULL, 0}
};

static const viet_choice strips[] = {
  {"tones", VIET_STRIP_TONES}, {"marks", VIET_STRIP_MARKS},
  {"all", VIET_STRIP_ALL}, {"nothing", VIET_STRIP_NOTHING}, {NULL, 0}
};

static const viet_choice i_ys[] = {
  {"true", VIET_I_Y_WORDS}, {"false", VIET_I_Y_KEEP},
  {"all", VIET_I_Y_ALL}, {NULL, 0}
};

static const viet_choice invalids[] = {
  {"error", false}, {"replace", true}, {NULL, 0}
};


/* The options in the order in which messages list them. */
enum option {
  FORM, ETH, MARK_ORDER, TONE, FOLD, STRIP, SPACES, INVISIBLES, QUOTES,
  DASHES, HOMOGLYPHS, ENTITIES, MOJIBAKE, I_Y, INVALID, ALIGN, REPORT,
  OPTIONS
};

static const viet_option options[OPTIONS] = {
  [FORM] = {"form", forms, VIET_NFC},
  [ETH] = {"eth", viet_switch, true},
  [MARK_ORDER] = {"mark_order", viet_switch, true},
  [TONE] = {"tone", tones, VIET_STYLE_KEEP},
  [FOLD] = {"fold", viet_switch, false},
  [STRIP] = {"strip", strips, VIET_STRIP_NOTHING},
  [SPACES] = {"spaces", viet_switch, false},
  [INVISIBLES] = {"invisibles", viet_switch, false},
  [QUOTES] = {"quotes", viet_switch, false},
  [DASHES] = {"dashes", viet_switch, false},
  [HOMOGLYPHS] = {"homoglyphs", viet_switch, false},
  [ENTITIES] = {"entities", viet_switch, false},
  [MOJIBAKE] = {"mojibake", viet_switch, false},
  [I_Y] = {"i_y", i_ys, VIET_I_Y_KEEP},
  [INVALID] = {"invalid", invalids, false},
  [ALIGN] = {"align", viet_switch, false},
  [REPORT] = {"report", viet_switch, false},
};


/* The value of each option. A normalizer is a userdata with one of these
** and nothing else: it is never changed. */
typedef struct normalizer {
  int values[OPTIONS];
} normalizer;


static viet_rules to_rules (const int values[OPTIONS]) {
  return (viet_rules){
    .replace_invalid = values[INVALID],
    .entities = values[ENTITIES],
    .mojibake = values[MOJIBAKE],
    .invisibles = values[INVISIBLES],
    .spaces = values[SPACES],
    .quotes = values[QUOTES],
    .dashes = values[DASHES],
    .homoglyphs = values[HOMOGLYPHS],
    .eth = values[ETH],
    .mark_order = values[MARK_ORDER],
    .style = (viet_style)values[TONE],
    .i_y = (viet_i_y)values[I_Y],
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

/* Fills two boxes; '*bytes' is the length of the result, or where the text
** is not UTF-8. 'alignment' and 'report' may be NULL. Nothing here can
** throw. */
static viet_status fill_boxes (const viet_rules *rules, const char *text,
                               size_t *bytes, viet_box *result,
                               viet_box *alignment, viet_report *report) {
  char *changed;
  viet_alignment *runs = NULL;
  viet_alignment **wanted = alignment ? &runs : NULL;
  viet_status status = report
    ? viet_normalize_counted(rules, text, *bytes, &result->allocator,
                             &changed, bytes, wanted, report)
    : viet_normalize(rules, text, *bytes, &result->allocator, &changed,
                     bytes, wanted);  /* is quicker */
  if (status != VIET_OK) return status;
  viet_box_set_text(result, changed, *bytes, alignment, runs);
  return VIET_OK;
}


/* Pushes a table with what was changed, by the names of the options. */
static void push_report (lua_State *L, const viet_report *report) {
  const struct {
    enum option option;
    size_t count;
  } counts[] = {
    {FORM, report->form}, {ETH, report->eth},
    {MARK_ORDER, report->mark_order}, {TONE, report->tone},
    {FOLD, report->fold}, {STRIP, report->strip},
    {SPACES, report->spaces}, {INVISIBLES, report->invisibles},
    {QUOTES, report->quotes}, {DASHES, report->dashes},
    {HOMOGLYPHS, report->homoglyphs}, {ENTITIES, report->entities},
    {MOJIBAKE, report->mojibake}, {I_Y, report->i_y},
    {INVALID, report->invalid},
  };
  lua_newtable(L);
  for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
    if (counts[i].count > 0) {
      viet_lua_push_size(L, counts[i].count);
      lua_setfield(L, -2, options[counts[i].option].name);
    }
}


/* Normalizes the text at 'argument' and pushes the results. */
static int apply (lua_State *L, const int values[OPTIONS], int argument) {
  size_t bytes;
  viet_report report;
  const char *text = viet_lua_check_text(L, argument, &bytes);
  const viet_rules rules = to_rules(values);
  if (!values[ALIGN] && !values[REPORT]
      && viet_quick_keeps(&rules, text, bytes)) {
    lua_pushvalue(L, argument);  /* the same string */
    return 1;
  }
  viet_box *result = viet_box_new(L);
  viet_box *alignment = values[ALIGN] ? viet_box_new(L) : NULL;
  viet_status status = fill_boxes(&rules, text, &bytes, result, alignment,
                                  values[REPORT] ? &report : NULL);
  if (status == VIET_EUTF8) return viet_lua_push_bad_byte(L, bytes);
  if (status != VIET_OK) return viet_lua_raise(L, status);
  lua_pushlstring(L, result->block, bytes);
  viet_box_clear(result);
  if (alignment) viet_box_to_userdata(L, alignment, ALIGNMENT);
  if (values[REPORT]) push_report(L, &report);
  return 1 + values[ALIGN] + values[REPORT];
}


/*
** viet.normalize(text [, options]): the text in a uniform spelling. By
** default only what is surely broken is repaired. Options, and what each
** is by default:
**   form        "nfc" (default), "nfd", "nfkc", "nfkd", "keep"
**   eth         true: Đ for its look-alikes Ð and Ɖ in Vietnamese words
**   mark_order  true: a tone before the vowel mark goes after it
**   tone        "hòa" or "hoà": where open oa, oe, uy carry it; "keep"
**   fold        false; true: lower case
**   strip       "nothing"; "tones", "marks", or "all" (đ as well)
**   spaces      false; true: U+0020 for no-break and other spaces
**   invisibles  false; true: without soft hyphens, joiners and the like
**   quotes      false; true: " and ' for “ ” « » ‘ ’
**   dashes      false; true: - for – — ‑ −
**   homoglyphs  false; true: Latin letters for others that look like them,
**               where the word has Latin letters and becomes a syllable
**   entities    false; true: "ệ" for "&#7879;", once
**   mojibake    false; true: "ễ" for "á»…", "được" for "ðýõòc"
**   i_y         false; true: "kĩ" for "kỹ", to compare spellings, but not
**               in words with capitals, which may be names; "all"
**   invalid     "error"; "replace": U+FFFD for what is not UTF-8
**   align       false; true: returns an alignment as well
**   report      false; true: returns as well how often each option changed
**               something, {eth = 3, tone = 2}, without zeros
** Returns the string, then the alignment and the report if they are
** wanted; where the text is not UTF-8: nil, "invalid UTF-8 at byte 3", 3.
** Raises on an unknown option or value, and on a text of more than
** 4294967294 bytes.
**
**     viet.normalize("Hoà Bình", {tone = "hòa", strip = "all"})
**                                                    --> "Hoa Binh"
*/
static int normalize (lua_State *L) {
  int values[OPTIONS];
  luaL_checkstring(L, 1);
  viet_lua_read_options(L, 2, options, OPTIONS, values);
  return apply(L, values, 1);
}

/* }================================================================== */


/*
** {==================================================================
** viet.normalizer([options])
** ===================================================================
*/

/*
** viet.normalizer([options]): viet.normalize with its options checked and
** kept, to be used again and again: n(text) and n:apply(text) return what
** viet.normalize(text, options) does. It cannot be changed. tostring shows
** the options that are not as by default.
**
**     local key = viet.normalizer {fold = true, strip = "all"}
**     key "Đà Nẵng"   --> "da nang"
*/
static int new_normalizer (lua_State *L) {
  normalizer read;
  viet_lua_read_options(L, 1, options, OPTIONS, read.values);
  normalizer *self = lua_newuserdata(L, sizeof(normalizer));
  *self = read;
  viet_lua_set_class(L, NORMALIZER);
  return 1;
}


/* normalizer:apply(text): see viet.normalizer. */
static int normalizer_apply (lua_State *L) {
  const normalizer *self = luaL_checkudata(L, 1, NORMALIZER);
  return apply(L, self->values, 2);
}


/* normalizer(text): the text is the first argument in messages. */
static int normalizer_call (lua_State *L) {
  const normalizer *self = luaL_checkudata(L, 1, NORMALIZER);
  lua_pushvalue(L, 1);  /* keeps it alive */
  lua_remove(L, 1);
  if (lua_gettop(L) == 1) lua_settop(L, 0);  /* no text? */
  return apply(L, self->values, 1);
}


/* The word for a value of an option; strings in quotes. */
static void add_value (lua_State *L, const viet_option *option,
                       int value) {
  const viet_choice *choice = option->choices;
  while (choice->value != value) choice++;
  lua_pushfstring(L, viet_choice_is_boolean(choice) ? "%s" : "\"%s\"",
                  choice->name);
}


/* tostring(normalizer): viet.normalizer {tone = "hòa", fold = true} */
static int normalizer_to_string (lua_State *L) {
  const normalizer *self = luaL_checkudata(L, 1, NORMALIZER);
  const char *separator = "";
  lua_pushliteral(L, "viet.normalizer {");
  for (int i = 0; i < OPTIONS; i++) {
    if (self->values[i] == options[i].preset) continue;
    lua_pushfstring(L, "%s%s = ", separator, options[i].name);
    add_value(L, &options[i], self->values[i]);
    lua_concat(L, 3);
    separator = ", ";
  }
  lua_pushliteral(L, "}");
  lua_concat(L, 2);
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
    {"apply", normalizer_apply},
    {"__call", normalizer_call},
    {"__tostring", normalizer_to_string},
    {NULL, NULL}
  };
  static const luaL_Reg functions[] = {
    {"normalize", normalize},
    {"normalizer", new_normalizer},
    {"is_utf8", is_utf8},
    {"width", width},
    {"versions", versions},
    {NULL, NULL}
  };
  viet_box_open(L);
  viet_lua_class(L, NORMALIZER, methods);
  viet_lua_add(L, functions);
  return 0;
}
