/*
** typing.c
** viet.typing: Vietnamese from the keys of Telex and VNI, and back.
*/

#include "lua/box.h"
#include "lua/options.h"

static const viet_choice methods[] = {
  {"telex", VIET_TELEX}, {"vni", VIET_VNI}, {NULL, 0}
};

static const viet_choice styles[] = {
  {"hòa", VIET_STYLE_FIRST}, {"hoà", VIET_STYLE_SECOND}, {NULL, 0}
};

enum option { TONE, FOREIGN, OPTIONS };

static const viet_option options[OPTIONS] = {
  [TONE] = {"tone", styles, VIET_STYLE_FIRST},
  [FOREIGN] = {"foreign", viet_switch, false},
};


/* Pushes what a conversion with 'status' left in the box, or why it has
** left nothing; returns how many values. */
static int push_result (lua_State *L, viet_status status, viet_box *box,
                        size_t bytes) {
  if (status == VIET_EUTF8)
    return viet_lua_push_bad_byte(L, bytes);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  box->bytes = bytes + 1;
  lua_pushlstring(L, box->block, bytes);
  viet_box_clear(box);
  return 1;
}


/*
** viet.typing.read(keys, method [, options]): what the keys of a plain
** keyboard give with the input method "telex" or "vni". The keys of a
** letter may stand anywhere after it in its syllable; the same key again
** undoes it. A word with marks already is left alone. Options:
**   tone     "hòa" (default) or "hoà": where open oa, oe, uy carry it
**   foreign  false: a word that would be no syllable, nor one letter, stays
**            as it is typed; true: it is converted, too
** Returns a string in NFC; where the keys are not UTF-8: nil, "invalid
** UTF-8 at byte 3", 3. Raises on an unknown method, option or value.
**
**     viet.typing.read("tieengs Vieetj", "telex")   --> "tiếng Việt"
**     viet.typing.read("window DDawsk", "telex")    --> unchanged
**     viet.typing.read("D9a81k", "vni", {foreign = true})   --> "Đắk"
*/
static int typing_read (lua_State *L) {
  size_t bytes;
  int values[OPTIONS];
  char *block;
  const char *keys = viet_lua_check_text(L, 1, &bytes);
  int method = viet_lua_check_choice(L, 2, "method", methods);
  viet_lua_read_options(L, 3, options, OPTIONS, values);
  const viet_typing_rules rules = {
    .method = (viet_typing)method, .style = (viet_style)values[TONE],
    .foreign = values[FOREIGN]
  };
  viet_box *box = viet_box_new(L);
  viet_status status = viet_typing_read(&rules, keys, bytes,
                                        &box->allocator, &block, &bytes);
  box->block = block;
  return push_result(L, status, box, bytes);
}


/*
** viet.typing.write(text, method): keys that viet.typing.read, in the style
** of the text, turns back into the text in NFC. What no keys give, such as
** "Đắk", which is no syllable, is left as it is; read leaves it, too.
** Fails as viet.typing.read does.
**
**     viet.typing.write("tiếng Việt", "vni")   --> "tie61ng Vie65t"
**     viet.typing.write("as", "telex")         --> "ass"
*/
static int typing_write (lua_State *L) {
  size_t bytes;
  char *block;
  const char *text = viet_lua_check_text(L, 1, &bytes);
  int method = viet_lua_check_choice(L, 2, "method", methods);
  viet_box *box = viet_box_new(L);
  viet_status status = viet_typing_write((viet_typing)method, text, bytes,
                                         &box->allocator, &block, &bytes);
  box->block = block;
  return push_result(L, status, box, bytes);
}


int viet_open_typing (lua_State *L) {
  static const luaL_Reg functions[] = {
    {"typing_read", typing_read},
    {"typing_write", typing_write},
    {NULL, NULL}
  };
  viet_lua_add(L, functions);
  return 0;
}
