/*
** gazetteer.c
** Lua gazetteers: a compiled gazetteer is a userdata, tied to the list of
** its entries, which are the caller's own tables. lua/viet/gazetteer.lua
** makes them, and checks what the caller gave.
*/

#include <limits.h>
#include <string.h>

#include "lua/box.h"
#include "lua/options.h"

#if LUA_VERSION_NUM < 502
#define lua_rawlen lua_objlen
#endif

#define GAZETTEER "viet.gazetteer"
#define SEARCH "viet.search"

/* by viet_level; the last one ends the list */
static const char *const level_names[] = {
  "exact", "case", "placement", "typed", "toneless", NULL
};

/* The place of the string at 'index' in a list of names, or -1. */
static int find_name (lua_State *L, int index, const char *const *names) {
  if (lua_type(L, index) != LUA_TSTRING)
    return -1;
  const char *name = lua_tostring(L, index);
  for (int i = 0; names[i]; i++) {
    if (strcmp(names[i], name) == 0)
      return i;
  }
  return -1;
}


/*
** {==================================================================
** Building
** ===================================================================
*/

/* What stands where on the stack while a gazetteer is built. */
enum {
  ENTRIES = 1,  /* an array of tables */
  ENTRY_LEVELS, /* an array of their levels */
  RESULT,       /* a box for the gazetteer */
  NAMES,        /* a box for the array of viet_name */
  ENTRY,        /* the entry that is read */
  ENTRY_LEVEL   /* its level */
};

/* Adds a name to the 'count' in the box. */
static void add_name (lua_State *L, viet_box *box, size_t count,
                      viet_name name) {
  size_t room = box->bytes / sizeof name;
  if (count == room) {
    size_t bytes = (room + room / 2 + 16) * sizeof name;
    void *block = bytes < box->bytes  /* an overflow? */
      ? NULL
      : box->allocator.resize(box->allocator.context, box->block,
                              box->bytes, bytes);
    if (!block)
      viet_lua_raise(L, VIET_ENOMEM);
    box->block = block;
    box->bytes = bytes;
  }
  ((viet_name *)box->block)[count] = name;
}


/*
** Adds the names of the entry at ENTRY to the 'count' in the box; returns
** the new count. Allocates nothing in Lua: a collection could run a
** finalizer, and that could change the entries that hold the strings.
*/
static size_t read_entry (lua_State *L, viet_box *box, size_t count,
                          uint32_t number) {
  luaL_checktype(L, ENTRY, LUA_TTABLE);
  int level = find_name(L, ENTRY_LEVEL, level_names);
  int names = (int)lua_rawlen(L, ENTRY);
  for (int i = 1; i <= names; i++) {
    viet_name name = { .entry = number, .level = (viet_level)level };
    lua_rawgeti(L, ENTRY, i);
    if (level < 0 || lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "bad entry %d", (int)number + 1);
    name.text = lua_tolstring(L, -1, &name.bytes);
    lua_pop(L, 1);
    add_name(L, box, count++, name);
  }
  return count;
}


/* Pushes how many tokens a name has: for a message, so it may take time. */
static void push_token_count (lua_State *L, const viet_name *name) {
  viet_box *box = viet_box_new(L);
  viet_tokens *tokens;
  viet_status status = viet_tokens_build(name->text, name->bytes,
                                         &box->allocator, &tokens);
  if (status != VIET_OK)
    viet_lua_raise(L, status);
  box->block = tokens;
  box->bytes = viet_tokens_bytes(tokens);
  viet_lua_push_size(L, viet_tokens_count(tokens));
  viet_box_clear(box);
  lua_remove(L, -2);
}


/*
** Returns nil, what is wrong with a name, and the numbers of its entry and
** of the name in it. The name itself stays on the stack before that: its
** entry may be changed by a finalizer that runs from here on.
*/
static int refuse (lua_State *L, const viet_name *names, size_t bad,
                   viet_status status) {
  const viet_name *name = &names[bad];
  int number = 1;
  while ((size_t)number <= bad && (name - number)->entry == name->entry)
    number++;
  lua_rawgeti(L, ENTRIES, (int)name->entry + 1);
  lua_rawgeti(L, -1, number);
  lua_pushnil(L);
  if (status == VIET_EUTF8) {
    lua_pushliteral(L, "is not UTF-8 at byte ");
    viet_lua_push_size(L, viet_utf8_check(name->text, name->bytes) + 1);
    lua_concat(L, 2);
  }
  else {
    push_token_count(L, name);
    lua_pushfstring(L, "has %s tokens (expected 1 to %d)",
                    lua_tostring(L, -1), VIET_MAX_NAME_TOKENS);
    lua_remove(L, -2);
  }
  lua_pushinteger(L, (int)name->entry + 1);
  lua_pushinteger(L, number);
  return 4;
}


/* Where the gazetteer is in its userdata: at a multiple of 64 bytes, at
** which its parts are laid out. */
static void *aligned (void *userdata) {
  const uintptr_t address = (uintptr_t)userdata;
  return (char *)userdata + (64 - address % 64) % 64;
}


/* Pushes a userdata with the gazetteer of a box, and empties the box. */
static void push_aligned (lua_State *L, viet_box *box) {
  void *userdata = lua_newuserdata(L, box->bytes + 64);
  memcpy(aligned(userdata), box->block, box->bytes);
  viet_box_clear(box);
  viet_lua_set_class(L, GAZETTEER);
}


/*
** core.gazetteer(entries, levels) -> gazetteer
** or nil, what is wrong with a name, and the numbers of its entry and of
** the name in it. The list of entries is the gazetteer's from now on.
*/
static int gazetteer_new (lua_State *L) {
  luaL_checktype(L, ENTRIES, LUA_TTABLE);
  luaL_checktype(L, ENTRY_LEVELS, LUA_TTABLE);
  lua_settop(L, ENTRY_LEVELS);
  size_t entries = lua_rawlen(L, ENTRIES);
  luaL_argcheck(L, entries < INT_MAX, ENTRIES, "too many entries");
  viet_box *result = viet_box_new(L);
  viet_box *names = viet_box_new(L);
  size_t count = 0;
  for (int i = 1; i <= (int)entries; i++) {
    lua_rawgeti(L, ENTRIES, i);
    lua_rawgeti(L, ENTRY_LEVELS, i);
    count = read_entry(L, names, count, (uint32_t)i - 1);
    lua_settop(L, NAMES);
  }
  viet_gazetteer *built;
  size_t bad;
  viet_status status = viet_gazetteer_build(names->block, count,
                                            &result->allocator, &built,
                                            &bad);
  if (status == VIET_EINVAL || status == VIET_EUTF8)
    return refuse(L, names->block, bad, status);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  result->block = built;
  result->bytes = viet_gazetteer_bytes(built);
  viet_box_clear(names);
  push_aligned(L, result);
  lua_pushvalue(L, ENTRIES);
  viet_lua_tie(L, -2);
  return 1;
}

/* }================================================================== */


/*
** {==================================================================
** Matching
** ===================================================================
*/

static const viet_gazetteer *check_gazetteer (lua_State *L) {
  return aligned(luaL_checkudata(L, 1, GAZETTEER));
}


/* The options at argument 3, which may be absent. */
static viet_search_rules read_rules (lua_State *L) {
  static const viet_choice kinds[] = {
    {"longest", VIET_LONGEST}, {"first", VIET_FIRST},
    {"overlapping", VIET_OVERLAPPING}, {"outermost", VIET_OUTERMOST},
    {"longest_per_type", VIET_LONGEST_PER_TYPE}, {NULL, 0}
  };
  enum { KIND, ACROSS_LINES, OPTIONS };
  static const viet_option options[OPTIONS] = {
    [KIND] = {"kind", kinds, VIET_LONGEST},
    [ACROSS_LINES] = {"across_lines", viet_switch, 0}
  };
  int values[OPTIONS];
  viet_lua_read_options(L, 3, options, OPTIONS, values);
  return (viet_search_rules){
    .kind = (viet_match_kind)values[KIND],
    .gaps = values[ACROSS_LINES] ? VIET_GAP_LINE : 0
  };
}


/* Upvalues: the search, the entries, and what the search reads: the
** gazetteer and the text. */
static int next_match (lua_State *L) {
  viet_match match;
  viet_search **search = lua_touserdata(L, lua_upvalueindex(1));
  if (!viet_search_next(*search, &match)) {
    viet_status status = viet_search_status(*search);
    return status == VIET_OK ? 0 : viet_lua_raise(L, status);
  }
  viet_lua_push_span(L, match.first, match.end);
  lua_rawgeti(L, lua_upvalueindex(2), (int)match.entry + 1);
  lua_getfield(L, -1, "id");
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_rawgeti(L, -1, 1);  /* its first name */
  }
  lua_insert(L, -2);
  lua_getfield(L, -1, "type");
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_pushliteral(L, "NAME");
  }
  lua_insert(L, -2);
  lua_pushstring(L, level_names[match.level]);
  return 6;
}


/* Pushes a search, which its userdata closes. */
static viet_search *push_search (lua_State *L, const viet_gazetteer *in,
                                 const viet_search_rules *rules) {
  const viet_layer layer = {.gazetteer = in};
  const viet_allocator allocator = viet_box_allocator(L);
  viet_search **search = lua_newuserdata(L, sizeof(*search));
  *search = NULL;
  viet_lua_set_class(L, SEARCH);
  viet_status status = viet_search_open(&layer, 1, rules, &allocator,
                                        search);
  if (status != VIET_OK)
    viet_lua_raise(L, status);
  return *search;
}


static int search_gc (lua_State *L) {
  viet_search **search = luaL_checkudata(L, 1, SEARCH);
  viet_search_close(*search);
  *search = NULL;
  return 0;
}


/* g:matches(text or tokens [, options]) -> iterator of first, last, id,
** type, entry, level */
static int gazetteer_matches (lua_State *L) {
  const viet_gazetteer *gazetteer = check_gazetteer(L);
  const viet_search_rules rules = read_rules(L);
  lua_settop(L, 2);
  viet_search *search = push_search(L, gazetteer, &rules);
  viet_status status;
  if (lua_type(L, 2) == LUA_TSTRING) {
    size_t bytes;
    const char *text = viet_lua_check_text(L, 2, &bytes);
    status = viet_search_text(search, text, bytes);
  }
  else
    status = viet_search_tokens(search, viet_lua_to_tokens(L, 2));
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  viet_lua_push_tied(L, 1);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, next_match, 4);
  return 1;
}


/* #g: the count of its entries */
static int gazetteer_count (lua_State *L) {
  check_gazetteer(L);
  viet_lua_push_tied(L, 1);
  viet_lua_push_size(L, lua_rawlen(L, -1));
  return 1;
}


/* "viet.gazetteer (12 entries, 30 names)" */
static int gazetteer_tostring (lua_State *L) {
  const viet_gazetteer *gazetteer = check_gazetteer(L);
  gazetteer_count(L);
  viet_lua_push_size(L, viet_gazetteer_name_count(gazetteer));
  lua_pushfstring(L, GAZETTEER " (%s entries, %s names)",
                  lua_tostring(L, -2), lua_tostring(L, -1));
  return 1;
}

/* }================================================================== */

int viet_open_gazetteer (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__len", gazetteer_count},
    {"__tostring", gazetteer_tostring},
    {"matches", gazetteer_matches},
    {NULL, NULL}
  };
  static const luaL_Reg search_methods[] = {
    {"__gc", search_gc},
    {NULL, NULL}
  };
  static const luaL_Reg functions[] = {
    {"gazetteer", gazetteer_new},
    {NULL, NULL}
  };
  viet_lua_class(L, GAZETTEER, methods);
  viet_lua_class(L, SEARCH, search_methods);
  viet_lua_add(L, functions);
  return 0;
}
