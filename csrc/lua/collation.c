/*
** collation.c
** viet.collate, viet.collation_key and viet.name_key: the Vietnamese order
** of texts and of names.
**
** To make a collator takes much longer than to use it, so each Lua state
** makes one for each order when it is first asked for, and keeps it. They
** are in a userdata that the functions share as their upvalue.
*/

#include "lua/box.h"
#include "lua/options.h"

#define COLLATORS "viet.collators"

typedef struct collators {
  viet_collator *of_order[2];  /* by viet_order; NULL: not made yet */
  bool closed;                 /* is the state at its end? */
} collators;

static const viet_choice orders[] = {
  {"standard", VIET_ORDER_STANDARD},
  {"traditional", VIET_ORDER_TRADITIONAL}, {NULL, 0}
};

static const viet_option options[] = {
  {"order", orders, VIET_ORDER_STANDARD}
};


static int collators_gc (lua_State *L) {
  collators *self = lua_touserdata(L, 1);
  for (size_t i = 0; i < 2; i++) {
    viet_collator_close(self->of_order[i]);
    self->of_order[i] = NULL;
  }
  self->closed = true;
  return 0;
}


/* The collator for the order that the options at 'argument' name. */
static const viet_collator *to_collator (lua_State *L, int argument) {
  int order;
  viet_lua_read_options(L, argument, options, 1, &order);
  collators *self = lua_touserdata(L, lua_upvalueindex(1));
  if (self->closed)
    luaL_error(L, "the Lua state is closing");
  if (self->of_order[order] == NULL) {
    viet_status status = viet_collator_open((viet_order)order,
                                            &self->of_order[order]);
    if (status != VIET_OK)
      viet_lua_raise(L, status);
  }
  return self->of_order[order];
}


static const char *check_text (lua_State *L, int argument, size_t *bytes) {
  const char *text = luaL_checklstring(L, argument, bytes);
  if (*bytes > VIET_MAX_ORDERED) {
    viet_lua_push_size(L, *bytes);
    viet_lua_push_size(L, VIET_MAX_ORDERED);
    luaL_error(L, "text too long (%s bytes, limit %s)",
               lua_tostring(L, -2), lua_tostring(L, -1));
  }
  return text;
}


/*
** viet.collate(a, b [, options]): -1, 0 or 1 as text 'a' stands before,
** beside or after 'b' in CLDR's Vietnamese order: letters first, then tones
** (ngang huyền hỏi ngã sắc nặng), then small letters before capitals.
** Option: order = "standard" (default) or "traditional", in which ch gh gi
** kh ng ngh nh ph qu th tr are letters. Where a text is not UTF-8: nil,
** "invalid UTF-8 at byte 3 of argument 2", 3. Raises on an unknown option
** or value, and on a text of more than 268435456 bytes.
**
**     table.sort(words, function(a, b)
**       return viet.collate(a, b) < 0
**     end)
*/
static int collate (lua_State *L) {
  size_t a_bytes, b_bytes, bad;
  int order;
  const char *a = check_text(L, 1, &a_bytes);
  const char *b = check_text(L, 2, &b_bytes);
  const viet_collator *self = to_collator(L, 3);
  viet_status status = viet_collator_compare(self, a, a_bytes, b, b_bytes,
                                             &order, &bad);
  if (status == VIET_EUTF8) {
    int count = viet_lua_push_bad_byte(L, bad);
    lua_pushfstring(L, "%s of argument %d", lua_tostring(L, -2),
                    order < 0 ? 1 : 2);
    lua_replace(L, -3);
    return count;
  }
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  lua_pushinteger(L, order);
  return 1;
}


typedef viet_status (*make_key) (const viet_collator *, const char *,
                                 size_t, const viet_allocator *, char **,
                                 size_t *);

static int push_key (lua_State *L, make_key make) {
  size_t bytes;
  char *key;
  const char *text = check_text(L, 1, &bytes);
  const viet_collator *self = to_collator(L, 2);
  viet_box *box = viet_box_new(L);
  viet_status status = make(self, text, bytes, &box->allocator, &key,
                            &bytes);
  if (status == VIET_EUTF8)
    return viet_lua_push_bad_byte(L, bytes);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  box->block = key;
  box->bytes = bytes + 1;
  lua_pushlstring(L, key, bytes);
  viet_box_clear(box);
  return 1;
}


/*
** viet.collation_key(text [, options]): a string of bytes; keys compare (as
** bytes, with < in the C locale) as viet.collate does the texts, so that a
** long list is sorted faster, or a database sorts. Keys of another order
** or version of ICU do not compare. Options and failures are those of
** viet.collate.
**
**     viet.collation_key "bá" < viet.collation_key "bạ"   --> true
*/
static int collation_key (lua_State *L) {
  return push_key(L, viet_collator_key);
}


/*
** viet.name_key(name [, options]): the key to sort a person's name by: by
** the given name, which is the last word, then by the family name, the
** first one, then by what stands between. How many spaces part the words
** does not matter. Options and failures are those of viet.collate.
**
**     viet.name_key "Trần Văn An" < viet.name_key "Lê Bình"   --> true
*/
static int name_key (lua_State *L) {
  return push_key(L, viet_collator_name_key);
}


int viet_open_collation (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__gc", collators_gc},
    {NULL, NULL}
  };
  static const luaL_Reg functions[] = {
    {"collate", collate},
    {"collation_key", collation_key},
    {"name_key", name_key},
    {NULL, NULL}
  };
  viet_lua_class(L, COLLATORS, methods);
  collators *self = lua_newuserdata(L, sizeof(collators));
  *self = (collators){{NULL, NULL}, false};
  viet_lua_set_class(L, COLLATORS);
  for (const luaL_Reg *f = functions; f->name; f++) {
    lua_pushvalue(L, -1);
    lua_pushcclosure(L, f->func, 1);
    lua_setfield(L, -3, f->name);
  }
  lua_pop(L, 1);
  return 0;
}
