/*
** pattern.c
** Lua patterns: opening them, and what is in them.
*/

#include <limits.h>

#include "lua/pattern.h"

static const viet_program empty = {NULL, NULL, NULL, NULL, 0};


void viet_lua_drop_findings (lua_State *L, viet_program *self) {
  const viet_allocator allocator = viet_box_allocator(L);
  if (self->found != NULL)
    viet_free(&allocator, self->found, viet_findings_bytes(self->found));
  self->found = NULL;
}


const viet_pattern *viet_lua_check_pattern (lua_State *L) {
  const viet_program *self = luaL_checkudata(L, 1, VIET_LUA_PATTERN);
  if (self->pattern == NULL)
    luaL_error(L, "the pattern is closed");
  return self->pattern;
}


static int pattern_gc (lua_State *L) {
  viet_program *self = lua_touserdata(L, 1);
  const viet_allocator allocator = viet_box_allocator(L);
  viet_lua_drop_findings(L, self);
  viet_free(&allocator, self->inside,
            self->capacity * sizeof(*self->inside));
  viet_memory_close(self->memory);
  viet_pattern_close(self->pattern);
  *self = empty;
  return 0;
}


void *viet_lua_fill_box (lua_State *L, viet_box *box, size_t count,
                         size_t bytes) {
  if (count > (SIZE_MAX - 1) / bytes)
    viet_lua_raise(L, VIET_ENOMEM);
  const size_t all = count * bytes + 1;
  box->block = box->allocator.resize(box->allocator.context, NULL, 0, all);
  if (box->block == NULL)
    viet_lua_raise(L, VIET_ENOMEM);
  box->bytes = all;
  return box->block;
}


/*
** {==================================================================
** Opening
** ===================================================================
*/

/* The field of the table on top of the stack, as an integer. */
static lua_Integer integer_field (lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  const lua_Integer value = lua_tointeger(L, -1);
  lua_pop(L, 1);
  return value;
}


/* The string field of the table on top, which goes on to hold it. */
static const char *string_field (lua_State *L, const char *name,
                                 size_t *bytes) {
  lua_getfield(L, -1, name);
  const char *text = lua_tolstring(L, -1, bytes);
  lua_pop(L, 1);
  return text;
}


/* The sources of the array at argument 1, in a box on the stack. */
static const viet_source *read_sources (lua_State *L, size_t *count) {
  luaL_checktype(L, 1, LUA_TTABLE);
  *count = lua_rawlen(L, 1);
  viet_box *box = viet_box_new(L);
  viet_source *to = viet_lua_fill_box(L, box, *count, sizeof(*to));
  for (size_t i = 0; i < *count; i++) {
    size_t bytes;
    lua_rawgeti(L, 1, (int)i + 1);
    viet_source one = {0};
    one.text = string_field(L, "text", &one.bytes);
    one.rule = string_field(L, "rule", &bytes);
    one.level = (viet_level)integer_field(L, "level");
    one.choose = (viet_choose)integer_field(L, "choose");
    one.priority = (int32_t)integer_field(L, "priority");
    one.most = (uint32_t)integer_field(L, "most");
    lua_getfield(L, -1, "consume");
    one.consume = lua_toboolean(L, -1) != 0;
    lua_pop(L, 2);
    if (one.text == NULL)
      luaL_error(L, "bad source %d", (int)i + 1);
    to[i] = one;
  }
  return to;
}


/* The array of names in a field of argument 2, in a box on the stack. */
static viet_names read_names (lua_State *L, const char *field) {
  lua_getfield(L, 2, field);
  luaL_checktype(L, -1, LUA_TTABLE);
  const int list = lua_gettop(L);
  const size_t count = lua_rawlen(L, list);
  viet_box *box = viet_box_new(L);
  const char **to = viet_lua_fill_box(L, box, count, sizeof(*to));
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, list, (int)i + 1);
    to[i] = luaL_checkstring(L, -1);
    lua_pop(L, 1);
  }
  return (viet_names){to, count};
}


/* Pushes an array: for each layer the array of the names of its
** attributes. */
static void push_attributes (lua_State *L, const viet_pattern *pattern) {
  lua_newtable(L);
  for (size_t i = 0; i < viet_pattern_layer_count(pattern); i++) {
    lua_newtable(L);
    for (size_t j = 0; j < viet_pattern_attribute_count(pattern, i); j++) {
      lua_pushstring(L, viet_pattern_attribute(pattern, i, j));
      lua_rawseti(L, -2, (int)j + 1);
    }
    lua_rawseti(L, -2, (int)i + 1);
  }
}


/* Pushes an array of the names of all captures, which is also the metatable of
** the captures of a match. */
static void push_capture_names (lua_State *L, const viet_pattern *pattern) {
  lua_newtable(L);
  for (size_t i = 0; i < viet_pattern_capture_count(pattern); i++) {
    bool is_list;
    lua_pushstring(L, viet_pattern_capture(pattern, i, &is_list));
    lua_rawseti(L, -2, (int)i + 1);
  }
}


/* Ties the names of its rules to the program at 3, with 'attributes',
** 'captures' and 'strings', and pushes that. */
static void tie_names (lua_State *L, const viet_pattern *pattern) {
  const size_t count = viet_pattern_rule_count(pattern);
  lua_pushvalue(L, 3);
  lua_createtable(L, (int)(count < INT_MAX ? count : 0), 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushstring(L, viet_pattern_rule(pattern, i).name);
    lua_rawseti(L, -2, (int)i + 1);
  }
  push_attributes(L, pattern);
  lua_setfield(L, -2, "attributes");
  push_capture_names(L, pattern);
  lua_getfield(L, 2, "missing");  /* serves names that are no captures */
  lua_setfield(L, -2, "__index");
  lua_setfield(L, -2, "captures");
  viet_lua_push_hit_names(L);
  lua_setfield(L, -2, "strings");
  viet_lua_tie(L, -2);
}


/*
** core.pattern(sources, lexicon) -> program
** or nil, what is wrong, the number of the source, and the first and last
** byte there.
*/
static int pattern_new (lua_State *L) {
  size_t count;
  viet_fault fault;
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  viet_program *self = lua_newuserdata(L, sizeof(*self));
  *self = empty;
  viet_lua_set_class(L, VIET_LUA_PATTERN);
  const viet_source *sources = read_sources(L, &count);
  const viet_lexicon lexicon = {
    .layers = read_names(L, "layers"),
    .attributes = read_names(L, "attributes"),
    .gazetteers = read_names(L, "gazetteers")
  };
  const viet_allocator allocator = viet_box_allocator(L);
  viet_status status = viet_pattern_open(sources, count, &lexicon,
                                         &allocator, &self->pattern, &fault);
  if (status == VIET_EPATTERN || status == VIET_EUTF8) {
    lua_pushnil(L);
    lua_pushstring(L, fault.message);
    viet_lua_push_size(L, fault.source + 1);
    return 3 + viet_lua_push_span(L, fault.first, fault.end);
  }
  if (status != VIET_OK)
    return viet_lua_raise(L, status);
  tie_names(L, self->pattern);
  return 1;
}

/* }================================================================== */


/*
** {==================================================================
** What is in a pattern
** ===================================================================
*/

static void push_captures (lua_State *L, const viet_pattern *self,
                           const viet_rule *rule) {
  lua_newtable(L);
  for (size_t i = rule->first_capture; i < rule->end_capture; i++) {
    bool is_list;
    const char *name = viet_pattern_capture(self, i, &is_list);
    lua_createtable(L, 0, 2);
    lua_pushstring(L, name);
    lua_setfield(L, -2, "name");
    lua_pushboolean(L, is_list);
    lua_setfield(L, -2, "list");
    lua_rawseti(L, -2, (int)(i - rule->first_capture) + 1);
  }
}


/* program:rules() -> array of {name, source, first, last, choose, priority,
** consume, captures} */
static int pattern_rules (lua_State *L) {
  const viet_pattern *self = viet_lua_check_pattern(L);
  lua_newtable(L);
  for (size_t i = 0; i < viet_pattern_rule_count(self); i++) {
    const viet_rule rule = viet_pattern_rule(self, i);
    lua_createtable(L, 0, 8);
    lua_pushstring(L, rule.name);
    lua_setfield(L, -2, "name");
    viet_lua_push_size(L, rule.source + 1);
    lua_setfield(L, -2, "source");
    viet_lua_push_span(L, rule.first, rule.end);
    lua_setfield(L, -3, "last");
    lua_setfield(L, -2, "first");
    viet_lua_push_size(L, (size_t)rule.choose);
    lua_setfield(L, -2, "choose");
    lua_pushinteger(L, rule.priority);
    lua_setfield(L, -2, "priority");
    lua_pushboolean(L, rule.consume);
    lua_setfield(L, -2, "consume");
    push_captures(L, self, &rule);
    lua_setfield(L, -2, "captures");
    lua_rawseti(L, -2, (int)i + 1);
  }
  return 1;
}


/* program:asked() -> array of {gazetteer, attribute, text, source, first,
** last}:
** what is asked of the entries of gazetteers */
static int pattern_asked (lua_State *L) {
  const viet_pattern *self = viet_lua_check_pattern(L);
  lua_newtable(L);
  for (size_t i = 0; i < viet_pattern_asked_count(self); i++) {
    const viet_asked asked = viet_pattern_asked(self, i);
    bool is_gazetteer;
    lua_createtable(L, 0, 6);
    lua_pushstring(L, viet_pattern_layer(self, asked.layer, &is_gazetteer));
    lua_setfield(L, -2, "gazetteer");
    lua_pushstring(L, viet_pattern_attribute(self, asked.layer,
                                             asked.attribute));
    lua_setfield(L, -2, "attribute");
    lua_pushstring(L, asked.text);
    lua_setfield(L, -2, "text");
    viet_lua_push_size(L, asked.source + 1);
    lua_setfield(L, -2, "source");
    viet_lua_push_span(L, asked.first, asked.end);
    lua_setfield(L, -3, "last");
    lua_setfield(L, -2, "first");
    lua_rawseti(L, -2, (int)i + 1);
  }
  return 1;
}


/* program:layers() -> array of {name, gazetteer, attributes} */
static int pattern_layers (lua_State *L) {
  const viet_pattern *self = viet_lua_check_pattern(L);
  lua_newtable(L);
  for (size_t i = 0; i < viet_pattern_layer_count(self); i++) {
    bool is_gazetteer;
    const char *name = viet_pattern_layer(self, i, &is_gazetteer);
    lua_createtable(L, 0, 3);
    lua_pushstring(L, name);
    lua_setfield(L, -2, "name");
    lua_pushboolean(L, is_gazetteer);
    lua_setfield(L, -2, "gazetteer");
    lua_newtable(L);
    for (size_t j = 0; j < viet_pattern_attribute_count(self, i); j++) {
      lua_pushstring(L, viet_pattern_attribute(self, i, j));
      lua_rawseti(L, -2, (int)j + 1);
    }
    lua_setfield(L, -2, "attributes");
    lua_rawseti(L, -2, (int)i + 1);
  }
  return 1;
}

/* }================================================================== */


int viet_open_pattern (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__gc", pattern_gc},
    {"rules", pattern_rules},
    {"asked", pattern_asked},
    {"layers", pattern_layers},
    {"search", viet_lua_pattern_search},
    {"search_text", viet_lua_pattern_search_text},
    {"explain", viet_lua_pattern_explain},
    {NULL, NULL}
  };
  static const luaL_Reg functions[] = {
    {"pattern", pattern_new},
    {NULL, NULL}
  };
  viet_lua_class(L, VIET_LUA_PATTERN, methods);
  viet_lua_open_room(L);
  viet_lua_add(L, functions);
  return 0;
}
