/*
** layer.c
** Lists of spans in order of text, for layers of documents: how what was
** added comes into one.
*/

#include <limits.h>
#include <stdlib.h>

#include "lua/binding.h"

#define MOST (INT_MAX / 2)  /* spans of a list */

/* Where a span of two lists stands, one behind the other. */
typedef struct place {
  lua_Number first, last;
  int number;  /* of the span, from 1 */
} place;

/* What stands where on the stack of 'merge'. */
enum { OLD = 1, NEW, NAME_OF_FIRST, NAME_OF_LAST, RESULT };

/* Longer ones first where two start alike, equal ones as they came. */
static int compare (const void *left, const void *right) {
  const place *a = left, *b = right;
  if (a->first != b->first)
    return a->first < b->first ? -1 : 1;
  if (a->last != b->last)
    return a->last > b->last ? -1 : 1;
  return a->number < b->number ? -1 : 1;
}


/* Pushes a span of both lists, the first of which has 'old'. */
static void push_span (lua_State *L, int number, int old) {
  if (number <= old)
    lua_rawgeti(L, OLD, number);
  else
    lua_rawgeti(L, NEW, number - old);
}


/* A field of the span on top of the stack. */
static lua_Number field (lua_State *L, int name) {
  lua_pushvalue(L, name);
  lua_gettable(L, -2);
  const lua_Number value = lua_tonumber(L, -1);
  lua_pop(L, 1);
  return value;
}


static place read_place (lua_State *L, int number, int old) {
  push_span(L, number, old);
  const lua_Number first = field(L, NAME_OF_FIRST);
  const place made = {first, field(L, NAME_OF_LAST), number};
  lua_pop(L, 1);
  return made;
}


/* Are all spans in order? */
static bool is_sorted (lua_State *L, int old, int all) {
  place before = {0};
  for (int i = 1; i <= all; i++) {
    const place here = read_place(L, i, old);
    if (i > 1 && compare(&before, &here) > 0)
      return false;
    before = here;
  }
  return true;
}


/* Pushes the spans in order, of which there are some, as a new array. */
static void push_sorted (lua_State *L, int old, int all) {
  place *places = lua_newuserdata(L, (size_t)all * sizeof(*places));
  for (int i = 0; i < all; i++)
    places[i] = read_place(L, i + 1, old);
  qsort(places, (size_t)all, sizeof(*places), compare);
  lua_createtable(L, all, 0);
  for (int i = 0; i < all; i++) {
    push_span(L, places[i].number, old);
    lua_rawseti(L, -2, i + 1);
  }
}


/* The number of elements of the list at 'index'. */
static int length_of (lua_State *L, int index) {
  luaL_checktype(L, index, LUA_TTABLE);
  const size_t length = lua_rawlen(L, index);
  luaL_argcheck(L, length <= MOST, index, "too many spans");
  return (int)length;
}


/* merge(old, new): both in one array, by where they start; longer ones first
** where two start alike, equal ones as they came. It is 'new' itself if that
** has all, in order. */
static int merge (lua_State *L) {
  const int old = length_of(L, OLD), all = old + length_of(L, NEW);
  lua_settop(L, NEW);
  lua_pushliteral(L, "first");
  lua_pushliteral(L, "last");
  if (!is_sorted(L, old, all)) {
    push_sorted(L, old, all);
    return 1;
  }
  if (old == 0) {
    lua_settop(L, NEW);
    return 1;
  }
  lua_createtable(L, all, 0);
  for (int i = 1; i <= all; i++) {
    push_span(L, i, old);
    lua_rawseti(L, RESULT, i);
  }
  return 1;
}

int viet_open_layer (lua_State *L) {
  static const luaL_Reg functions[] = {
    {"merge", merge},
    {NULL, NULL}
  };
  viet_lua_add(L, functions);
  return 0;
}
