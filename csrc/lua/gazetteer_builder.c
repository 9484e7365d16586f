/*
** gazetteer_builder.c
** Building gazetteers in Lua: entries are given one after the other, so that
** a list of any length may come from anywhere.
*/

#include <limits.h>
#include <string.h>

#include "lua/gazetteer.h"

#define BUILDER "viet.gazetteer.builder"


/*
** {==================================================================
** Messages
** ===================================================================
*/

/* Pushes what is wrong with a name that was refused. */
static void push_fault (lua_State *L, const viet_name *name,
                        viet_status status, size_t tokens) {
  if (status == VIET_EUTF8) {
    lua_pushliteral(L, "is not UTF-8 at byte ");
    viet_lua_push_size(L, viet_utf8_check(name->text, name->bytes) + 1);
    lua_concat(L, 2);
    return;
  }
  viet_lua_push_size(L, tokens);
  lua_pushfstring(L, "has %s tokens (expected 1 to %d)",
                  lua_tostring(L, -1), VIET_MAX_NAME_TOKENS);
  lua_remove(L, -2);
}

/* }================================================================== */


/*
** {==================================================================
** Builders
** ===================================================================
*/

typedef struct builder {
  viet_builder *made;  /* NULL: it is built, or failed */
  viet_level level;    /* of names that have none */
} builder;


/* core.gazetteer_builder([level]) -> builder */
static int builder_new (lua_State *L) {
  const viet_allocator allocator = viet_box_allocator(L);
  const viet_level level = viet_lua_opt_level(L, 1, VIET_PLACEMENT);
  builder *self = lua_newuserdata(L, sizeof(*self));
  *self = (builder){NULL, level};
  viet_lua_set_class(L, BUILDER);
  viet_status status = viet_builder_open(&allocator, &self->made);
  return status == VIET_OK ? 1 : viet_lua_raise(L, status);
}


static builder *check_builder (lua_State *L) {
  builder *self = luaL_checkudata(L, 1, BUILDER);
  if (self->made == NULL)
    luaL_error(L, "the builder is at its end");
  return self;
}


static int builder_gc (lua_State *L) {
  builder *self = luaL_checkudata(L, 1, BUILDER);
  viet_builder_close(self->made);
  self->made = NULL;
  return 0;
}


/* A string at 'index', NULL for nil. */
static const char *opt_text (lua_State *L, int index, size_t *bytes) {
  *bytes = 0;
  return lua_isnoneornil(L, index) ? NULL
                                   : luaL_checklstring(L, index, bytes);
}


/* A whole number of 32 bits at 'index', 0 for nil. */
static int32_t opt_number (lua_State *L, int index) {
  const lua_Number value = luaL_optnumber(L, index, 0);
  luaL_argcheck(L, value >= INT32_MIN && value <= INT32_MAX, index,
                "number out of range");
  return (int32_t)value;
}


/* Adds the name at 'index' to an entry; returns how many values are pushed
** if it is refused: nil, what is wrong, and 'number'. */
static int add_name (lua_State *L, builder *self, int index, uint32_t entry,
                     viet_level level, int number) {
  viet_name name = {.entry = entry, .level = level};
  size_t tokens;
  name.text = luaL_checklstring(L, index, &name.bytes);
  viet_status status = viet_builder_add_name(self->made, &name, &tokens);
  if (status == VIET_OK)
    return 0;
  if (status != VIET_EINVAL && status != VIET_EUTF8)
    return viet_lua_raise(L, status);
  lua_pushnil(L);
  push_fault(L, &name, status, tokens);
  lua_pushinteger(L, number);
  return 3;
}


/*
** b:add(id, type, level, from, to, priority, attributes, name, ...)
**   -> the number of the entry, from 1
** or nil, what is wrong with a name, and its number (names before it are
** added). All but names may be nil; dates are numbers as 20210701.
*/
static int builder_add (lua_State *L) {
  builder *self = check_builder(L);
  viet_entry entry = {.from = opt_number(L, 5), .to = opt_number(L, 6),
                      .priority = opt_number(L, 7)};
  const viet_level level = viet_lua_opt_level(L, 4, self->level);
  uint32_t number;
  entry.id = opt_text(L, 2, &entry.id_bytes);
  entry.type = opt_text(L, 3, &entry.type_bytes);
  entry.attributes = opt_text(L, 8, &entry.attribute_bytes);
  viet_status status = viet_builder_add_entry(self->made, &entry, &number);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  for (int i = 9; i <= lua_gettop(L); i++) {
    const int pushed = add_name(L, self, i, number, level, i - 8);
    if (pushed > 0)
      return pushed;
  }
  viet_lua_push_size(L, (size_t)number + 1);
  return 1;
}


/* b:add_name(entry, name [, level]): another name of an entry -> true, or
** nil and what is wrong with it */
static int builder_add_name (lua_State *L) {
  builder *self = check_builder(L);
  const lua_Integer entry = luaL_checkinteger(L, 2);
  luaL_checktype(L, 3, LUA_TSTRING);
  luaL_argcheck(L, entry >= 1 && (lua_Number)entry <= UINT32_MAX, 2,
                "no such entry");
  const int pushed = add_name(L, self, 3, (uint32_t)(entry - 1),
                              viet_lua_opt_level(L, 4, self->level), 1);
  if (pushed > 0) {
    lua_pop(L, 1);  /* the number of the name */
    return 2;
  }
  lua_pushboolean(L, 1);
  return 1;
}


/* Calls of a progress function, which may throw. */
typedef struct progress {
  lua_State *L;
  int at;       /* where the function is */
  bool failed;  /* did it throw? Then the error is on the stack. */
} progress;

static bool call_progress (void *context, size_t done, size_t total) {
  progress *self = context;
  lua_State *L = self->L;
  lua_pushvalue(L, self->at);
  viet_lua_push_size(L, done);
  viet_lua_push_size(L, total);
  self->failed = lua_pcall(L, 2, 1, 0) != 0;
  if (self->failed)
    return false;
  const bool goes_on = !lua_isboolean(L, -1) || lua_toboolean(L, -1);
  lua_pop(L, 1);
  return goes_on;
}


int viet_lua_build (lua_State *L, viet_builder **from, int at) {
  progress told = {L, at, false};
  viet_box *box = viet_box_new(L);
  viet_gazetteer *made;
  viet_builder *taken = *from;
  *from = NULL;  /* none can be added while it is built */
  viet_status status =
    viet_builder_build(taken, lua_isnil(L, at) ? NULL : call_progress,
                       &told, &made);
  viet_builder_close(taken);
  if (told.failed)
    return lua_error(L);
  if (status == VIET_ESTOPPED) {
    lua_pushnil(L);
    lua_pushstring(L, viet_status_message(status));
    return 2;
  }
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  box->block = made;
  box->bytes = viet_gazetteer_bytes(made);
  viet_lua_push_handle(L);
  viet_lua_add_layer(L, -2, viet_lua_push_built(L, box));
  return 1;
}


/*
** b:build([progress]) -> gazetteer, or nil and "stopped" when 'progress',
** called with how much is done and how much there is, returned false.
** Nothing can be added afterwards.
*/
static int builder_build (lua_State *L) {
  builder *self = check_builder(L);
  lua_settop(L, 2);
  return viet_lua_build(L, &self->made, 2);
}

/* }================================================================== */


/*
** {==================================================================
** Lists of tables
** ===================================================================
*/

/* What stands where on the stack while a list is compiled. */
enum {
  ENTRIES = 1,  /* an array of tables */
  ENTRY_LEVELS, /* an array of their levels */
  RESULT,       /* a box for the gazetteer */
  MAKER,        /* the builder */
  ENTRY,        /* the entry that is read */
  ENTRY_LEVEL   /* its level */
};


/* Adds the names of the entry at ENTRY; returns how many values are pushed
** if one is refused: nil, what is wrong, the numbers of entry and name. */
static int add_names (lua_State *L, builder *self, int number) {
  luaL_checktype(L, ENTRY, LUA_TTABLE);
  const viet_level level = viet_lua_opt_level(L, ENTRY_LEVEL,
                                                self->level);
  const int count = (int)lua_rawlen(L, ENTRY);
  for (int i = 1; i <= count; i++) {
    lua_rawgeti(L, ENTRY, i);
    if (lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "bad entry %d", number);
    if (add_name(L, self, lua_gettop(L), (uint32_t)number - 1, level, i)
        > 0) {
      lua_pushinteger(L, number);
      lua_insert(L, -2);
      return 4;
    }
    lua_pop(L, 1);
  }
  return 0;
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
  const size_t entries = lua_rawlen(L, ENTRIES);
  luaL_argcheck(L, entries < INT_MAX, ENTRIES, "too many entries");
  viet_box *result = viet_box_new(L);
  lua_pushcfunction(L, builder_new);
  lua_call(L, 0, 1);
  builder *self = lua_touserdata(L, MAKER);
  for (int i = 1; i <= (int)entries; i++) {
    lua_rawgeti(L, ENTRIES, i);
    lua_rawgeti(L, ENTRY_LEVELS, i);
    const int pushed = add_names(L, self, i);
    if (pushed > 0)
      return pushed;
    lua_settop(L, MAKER);
  }
  viet_gazetteer *made;
  viet_status status = viet_builder_build(self->made, NULL, NULL, &made);
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  result->block = made;
  result->bytes = viet_gazetteer_bytes(made);
  viet_handle *handle = viet_lua_push_handle(L);
  viet_lua_add_layer(L, -2, viet_lua_push_built(L, result));
  handle->bases[1] = (uint32_t)entries;
  viet_lua_push_tied(L, -1);
  lua_pushvalue(L, ENTRIES);
  lua_setfield(L, -2, "entries");
  lua_pop(L, 1);
  return 1;
}

/* }================================================================== */


void viet_lua_open_builder (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__gc", builder_gc},
    {"add", builder_add},
    {"add_name", builder_add_name},
    {"build", builder_build},
    {NULL, NULL}
  };
  static const luaL_Reg functions[] = {
    {"gazetteer", gazetteer_new},
    {"gazetteer_builder", builder_new},
    {NULL, NULL}
  };
  viet_lua_class(L, BUILDER, methods);
  viet_lua_add(L, functions);
}
