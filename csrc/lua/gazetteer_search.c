/*
** gazetteer_search.c
** Searches of Lua gazetteers: their options, and iterators over matches.
*/

#include <string.h>

#include "lua/gazetteer.h"
#include "lua/options.h"

#define SEARCH "viet.search"


/*
** {==================================================================
** Rules
** ===================================================================
*/

static const viet_choice kinds[] = {
  {"longest", VIET_LONGEST}, {"first", VIET_FIRST},
  {"overlapping", VIET_OVERLAPPING}, {"outermost", VIET_OUTERMOST},
  {"longest_per_type", VIET_LONGEST_PER_TYPE}, {NULL, 0}
};

static const viet_choice gap_choices[] = {
  {"line", VIET_GAP_LINE}, {"hyphen", VIET_GAP_HYPHEN},
  {"punctuation", VIET_GAP_PUNCT}, {NULL, 0}
};


/* What the string on top of the stack means. */
static int choice (lua_State *L, const char *option,
                   const viet_choice *choices) {
  luaL_Buffer list;
  const char *given = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1)
                                                     : luaL_typename(L, -1);
  for (const viet_choice *at = choices; at->name; at++)
    if (strcmp(at->name, given) == 0)
      return at->value;
  luaL_buffinit(L, &list);
  for (const viet_choice *at = choices; at->name; at++) {
    if (at != choices)
      luaL_addstring(&list, at[1].name ? ", " : " or ");
    luaL_addstring(&list, at->name);
  }
  luaL_pushresult(&list);
  return luaL_error(L, "bad value '%s' for option '%s' (expected %s)", given,
                    option, lua_tostring(L, -1));
}


/* Raises an error for an option that is not known. */
static void check_options (lua_State *L, int options) {
  static const char *const known[] = {
    "kind", "across_lines", "gaps", "glued", "whole", "as_of", "types", NULL
  };
  luaL_checktype(L, options, LUA_TTABLE);
  for (lua_pushnil(L); lua_next(L, options); lua_pop(L, 1)) {
    const char *name = lua_type(L, -2) == LUA_TSTRING
                     ? lua_tostring(L, -2) : luaL_typename(L, -2);
    size_t i = 0;
    while (known[i] && strcmp(known[i], name) != 0)
      i++;
    if (!known[i])
      luaL_error(L, "unknown option '%s' (expected kind, across_lines, "
                 "gaps, glued, whole, as_of or types)", name);
  }
}


/* A day as a number: 20210701, or "2021-07-01". */
static int32_t read_day (lua_State *L) {
  lua_Number day = 0;
  if (lua_type(L, -1) == LUA_TSTRING) {
    const char *digits = lua_tostring(L, -1);
    for (size_t i = 0; digits[i]; i++)
      if (digits[i] >= '0' && digits[i] <= '9')
        day = day * 10 + (digits[i] - '0');
      else if ((i != 4 && i != 7) || digits[i] != '-')
        day = 1e9;
  }
  else if (!lua_isnil(L, -1))
    day = lua_tonumber(L, -1);
  if (!lua_isnil(L, -1) && !(day >= 1e7 && day < 1e8))
    luaL_error(L, "bad value '%s' for option 'as_of' (expected a date as "
               "2024-05-31)", lua_isstring(L, -1) ? lua_tostring(L, -1)
                                                  : luaL_typename(L, -1));
  return (int32_t)day;
}


/* A string, or an array of strings, each a choice: their sum. */
static unsigned read_gaps (lua_State *L) {
  unsigned gaps = 0;
  if (lua_type(L, -1) == LUA_TSTRING)
    return (unsigned)choice(L, "gaps", gap_choices);
  const int count = lua_istable(L, -1) ? (int)lua_rawlen(L, -1) : 0;
  if (!lua_istable(L, -1) && !lua_isnil(L, -1))
    return (unsigned)choice(L, "gaps", gap_choices);
  for (int i = 1; i <= count; i++) {
    lua_rawgeti(L, -1, i);
    gaps |= (unsigned)choice(L, "gaps", gap_choices);
    lua_pop(L, 1);
  }
  return gaps;
}


/* A string, or an array of strings: the types. Pushes an array of them,
** which points into the options. */
static void read_types (lua_State *L, viet_search_rules *rules) {
  if (lua_isnil(L, -1))
    return;
  const bool is_one = lua_type(L, -1) == LUA_TSTRING;
  if (!is_one && !lua_istable(L, -1))
    luaL_error(L, "types are a string or an array, not a %s",
               luaL_typename(L, -1));
  rules->type_count = is_one ? 1 : lua_rawlen(L, -1);
  const char **types = lua_newuserdata(L, (rules->type_count + 1)
                                          * sizeof(*types));
  for (size_t i = 0; i < rules->type_count; i++) {
    if (is_one)
      lua_pushvalue(L, -2);
    else
      lua_rawgeti(L, -2, (int)i + 1);
    if (lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "type %d is a %s, not a string", (int)i + 1,
                 luaL_typename(L, -1));
    types[i] = lua_tostring(L, -1);
    lua_pop(L, 1);
  }
  rules->types = types;
}


/* The options at index 'options', which may be absent. Leaves values on the
** stack that the rules point to. */
static viet_search_rules read_rules (lua_State *L, int options) {
  viet_search_rules rules = {.kind = VIET_LONGEST};
  if (lua_isnoneornil(L, options))
    return rules;
  check_options(L, options);
  lua_getfield(L, options, "kind");
  if (!lua_isnil(L, -1))
    rules.kind = (viet_match_kind)choice(L, "kind", kinds);
  lua_getfield(L, options, "gaps");
  rules.gaps = read_gaps(L);
  lua_getfield(L, options, "across_lines");
  if (viet_lua_opt_switch(L, "across_lines", false))
    rules.gaps |= VIET_GAP_LINE;
  lua_getfield(L, options, "glued");
  rules.glued = viet_lua_opt_switch(L, "glued", false);
  lua_getfield(L, options, "whole");
  rules.inside = !viet_lua_opt_switch(L, "whole", true);
  lua_getfield(L, options, "as_of");
  rules.as_of = read_day(L);
  lua_getfield(L, options, "types");
  read_types(L, &rules);
  return rules;
}

/* }================================================================== */


/*
** {==================================================================
** Searching
** ===================================================================
*/

/* A search at work. */
typedef struct search {
  viet_search *made;
  const viet_handle *handle;
  viet_search_rules rules;
} search;

/* What the functions that give the next match know. */
enum {
  SELF = 1,   /* the search */
  HANDLE,     /* the gazetteer */
  SUBJECT,    /* the text, or its tokens */
  TIED,       /* the table of the gazetteer */
  TABLES      /* of entries */
};


/* Pushes a search, which its userdata closes, beside another one or NULL. */
static search *push_search (lua_State *L, const viet_handle *handle,
                            const viet_search_rules *rules,
                            const viet_search *beside) {
  const viet_allocator allocator = viet_box_allocator(L);
  search *self = lua_newuserdata(L, sizeof(*self));
  *self = (search){NULL, handle, *rules};
  viet_lua_set_class(L, SEARCH);
  viet_status status = viet_search_open_beside(handle->layers, handle->count,
                                               rules, beside, &allocator,
                                               &self->made);
  if (status != VIET_OK)
    viet_lua_raise(L, status);
  return self;
}


static int search_gc (lua_State *L) {
  search *self = luaL_checkudata(L, 1, SEARCH);
  viet_search_close(self->made);
  self->made = NULL;
  return 0;
}


/* The search of the gazetteer at argument 1 that others inside of words are
** made beside; NULL for rules without. In a finalizer it may be closed. */
static const viet_search *get_beside (lua_State *L, const viet_handle *handle,
                                      const viet_search_rules *rules) {
  static const viet_search_rules inside = {.inside = true};
  if (!rules->inside)
    return NULL;
  viet_lua_push_tied(L, 1);
  lua_getfield(L, -1, "inside");
  const search *self = lua_touserdata(L, -1);
  if (self == NULL) {
    self = push_search(L, handle, &inside, NULL);
    lua_setfield(L, -3, "inside");
  }
  lua_pop(L, 2);
  return self->made;
}


/* Ties the blocks of the gazetteer at argument 1 to the search on top of the
** stack: it goes on with them when the gazetteer gets others. */
static void tie_blocks (lua_State *L, size_t count) {
  viet_lua_push_tied(L, 1);
  lua_createtable(L, (int)count, 0);
  for (int i = 1; i <= (int)count; i++) {
    lua_rawgeti(L, -2, i);
    lua_rawseti(L, -2, i);
  }
  lua_remove(L, -2);
  viet_lua_tie(L, -2);
}


/* Pushes the search that is idle, if it has these rules; false if there is
** none. */
static bool push_idle (lua_State *L, const viet_search_rules *rules) {
  viet_lua_push_tied(L, 1);
  lua_getfield(L, -1, "idle");
  const search *self = lua_touserdata(L, -1);
  if (self == NULL || self->made == NULL || rules->types != NULL
      || self->rules.types != NULL
      || self->rules.kind != rules->kind || self->rules.gaps != rules->gaps
      || self->rules.glued != rules->glued
      || self->rules.inside != rules->inside
      || self->rules.as_of != rules->as_of) {
    lua_pop(L, 2);
    return false;
  }
  lua_pushnil(L);
  lua_setfield(L, -3, "idle");
  lua_remove(L, -2);
  return true;
}


/* Starts a search over argument 2 by the options at argument 3, and pushes
** 'next' as a closure that knows of it. */
static int push_matches (lua_State *L, lua_CFunction next) {
  const viet_handle *handle = viet_lua_check_handle(L, 1);
  viet_status status;
  lua_settop(L, 3);
  if (lua_type(L, 2) != LUA_TSTRING)
    viet_lua_to_tokens(L, 2);
  const viet_search_rules rules = read_rules(L, 3);
  if (!push_idle(L, &rules)) {
    push_search(L, handle, &rules, get_beside(L, handle, &rules));
    tie_blocks(L, handle->count);
  }
  search *self = lua_touserdata(L, -1);
  if (lua_type(L, 2) == LUA_TSTRING) {
    size_t bytes;
    const char *text = viet_lua_check_text(L, 2, &bytes);
    status = viet_search_text(self->made, text, bytes);
  }
  else
    status = viet_search_tokens(self->made, viet_lua_to_tokens(L, 2));
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  viet_lua_push_tied(L, 1);
  lua_getfield(L, -1, "entries");
  lua_pushcclosure(L, next, TABLES);
  return 1;
}


/* Ends the search that a closure knows, which forgets it and its text: the
** gazetteer keeps it for the next one. */
static void end_search (lua_State *L) {
  lua_pushvalue(L, lua_upvalueindex(SELF));
  lua_setfield(L, lua_upvalueindex(TIED), "idle");
  lua_pushnil(L);
  lua_replace(L, lua_upvalueindex(SELF));
  lua_pushnil(L);
  lua_replace(L, lua_upvalueindex(SUBJECT));
}


/* The next match of the search that a closure knows; false after the
** last. */
static bool take_match (lua_State *L, viet_match *match, uint32_t *entry) {
  search *self = lua_touserdata(L, lua_upvalueindex(SELF));
  if (self == NULL)  /* at its end? */
    return false;
  if (self->made == NULL)  /* in a finalizer that runs after its own? */
    luaL_error(L, "the search is closed");
  while (viet_search_next(self->made, match))
    if (viet_lua_has_entry(self->handle, match)) {
      *entry = self->handle->bases[match->layer] + match->entry + 1;
      return true;
    }
  viet_status status = viet_search_status(self->made);
  if (status != VIET_OK)
    viet_lua_raise(L, status);
  end_search(L);
  return false;
}


/* Pushes the table of an entry, made if it is wanted for the first time. */
static void push_entry (lua_State *L, uint32_t entry) {
  const int tables = lua_upvalueindex(TABLES);
  lua_rawgeti(L, tables, (int)entry);
  if (!lua_isnil(L, -1))
    return;
  lua_pop(L, 1);
  lua_getfield(L, lua_upvalueindex(TIED), "make");
  if (lua_isnil(L, -1))
    luaL_error(L, "there is no table for entry %d", (int)entry);
  lua_pushinteger(L, (lua_Integer)entry);
  lua_call(L, 1, 1);
  luaL_checktype(L, -1, LUA_TTABLE);
  lua_pushvalue(L, -1);
  lua_rawseti(L, tables, (int)entry);
}


static int next_match (lua_State *L) {
  viet_match match;
  uint32_t entry;
  if (!take_match(L, &match, &entry))
    return 0;
  viet_lua_push_span(L, match.first, match.end);
  push_entry(L, entry);
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
  lua_pushstring(L, viet_level_names[match.level]);
  return 6;
}


static int next_number (lua_State *L) {
  viet_match match;
  uint32_t entry;
  if (!take_match(L, &match, &entry))
    return 0;
  viet_lua_push_span(L, match.first, match.end);
  viet_lua_push_size(L, entry);
  lua_pushstring(L, viet_level_names[match.level]);
  return 4;
}


/* g:matches(text or tokens [, options]) -> iterator of first, last, id,
** type, entry, level. The options are kind, across_lines, gaps, glued,
** whole, as_of and types. */
int viet_lua_matches (lua_State *L) {
  return push_matches(L, next_match);
}


/* g:numbers(text or tokens [, options]) -> iterator of first, last, number
** of the entry, level */
int viet_lua_numbers (lua_State *L) {
  return push_matches(L, next_number);
}


/* g:counts(text or tokens [, options]) -> a table of how often each entry
** that matches does, by its number */
int viet_lua_counts (lua_State *L) {
  viet_match match;
  push_matches(L, next_number);
  lua_getupvalue(L, -1, SELF);
  search *self = lua_touserdata(L, -1);
  lua_newtable(L);
  while (viet_search_next(self->made, &match)) {
    if (!viet_lua_has_entry(self->handle, &match))
      continue;
    const uint32_t entry = self->handle->bases[match.layer] + match.entry;
    lua_rawgeti(L, -1, (int)entry + 1);
    viet_lua_push_size(L, (size_t)lua_tonumber(L, -1) + 1);
    lua_rawseti(L, -3, (int)entry + 1);
    lua_pop(L, 1);
  }
  viet_status status = viet_search_status(self->made);
  return status == VIET_OK ? 1 : viet_lua_raise(L, status);
}

/* }================================================================== */


void viet_lua_open_search (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__gc", search_gc},
    {NULL, NULL}
  };
  viet_lua_class(L, SEARCH, methods);
}
