/*
** pattern_subject.c
** What a pattern is searched in, as Lua gives it: tokens, layers of spans and
** of hits, and where matches have to lie.
*/

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "lua/pattern.h"

#define ROOM "viet.room"

/* The stack of a search holds, for each layer, from 'base' on */
enum {
  OF_SPANS,       /* its array of spans, or its hits */
  OF_ENTRIES,     /* the table of entries of hits, or nil */
  OF_ATTRIBUTES,  /* the names of its attributes */
  PER_LAYER
};


static uint32_t to_position (lua_Number value) {
  return value >= 1 && value <= (lua_Number)VIET_MAX_BYTES ? (uint32_t)value
                                                           : 0;
}


/* Where the table on top of the stack begins and ends, from 0. The names of
** the fields are at 'names' and the next; nothing is allocated. What is no
** place ends before it begins. */
static void read_place (lua_State *L, int names, uint32_t bytes[2]) {
  lua_pushvalue(L, names);
  lua_rawget(L, -2);
  lua_pushvalue(L, names + 1);
  lua_rawget(L, -3);
  bytes[0] = to_position(lua_tonumber(L, -2)) - 1;
  bytes[1] = to_position(lua_tonumber(L, -1));
  lua_pop(L, 2);
}


/* Room for the spans in which matches lie. */
static uint32_t (*inside_room (lua_State *L, size_t count))[2] {
  viet_program *self = lua_touserdata(L, SELF);
  const viet_allocator allocator = viet_box_allocator(L);
  const size_t bytes = sizeof(*self->inside);
  if (count <= self->capacity)
    return self->inside;
  void *made = count > SIZE_MAX / bytes ? NULL
    : allocator.resize(allocator.context, self->inside,
                       self->capacity * bytes, count * bytes);
  if (made == NULL)
    viet_lua_raise(L, VIET_ENOMEM);
  self->inside = made;
  self->capacity = count;
  return self->inside;
}


/* Where matches have to lie: the spans of the array at INSIDE, if there is
** one. 'first' is where the names of fields are. */
static void read_inside (lua_State *L, int first, viet_subject *subject) {
  if (!lua_toboolean(L, INSIDE))
    return;
  luaL_checktype(L, INSIDE, LUA_TTABLE);
  const size_t count = lua_rawlen(L, INSIDE);
  uint32_t (*to)[2] = inside_room(L, count + 1);  /* also if it is empty */
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, INSIDE, (int)i + 1);
    if (!lua_istable(L, -1))
      luaL_error(L, "span %d of 'inside' is a table, not a %s", (int)i + 1,
                 luaL_typename(L, -1));
    read_place(L, first, to[i]);
    lua_pop(L, 1);
    if (to[i][0] > to[i][1] || to[i][1] > subject->bytes ||
        (i > 0 && to[i][0] < to[i - 1][0]))
      luaL_error(L, "span %d of 'inside' is out of order or outside the text",
                 (int)i + 1);
  }
  subject->inside = (const uint32_t (*)[2])to;
  subject->inside_count = count;
}


static int slot_of (const viet_lua_reader *self, size_t layer, int which) {
  return self->base + (int)layer * PER_LAYER + which;
}


static viet_status read_layer (void *context, size_t layer,
                               viet_span_layer *to) {
  viet_lua_reader *self = context;
  const int at = slot_of(self, layer, OF_SPANS);
  *to = (viet_span_layer){0};
  self->before = 0;
  if (lua_istable(self->L, at)) {
    to->count = lua_rawlen(self->L, at);
    return VIET_OK;
  }
  const viet_hits *hits = lua_touserdata(self->L, at);
  to->matches = hits->matches;
  to->count = hits->count;
  to->gazetteer = hits->gazetteer;
  to->entries = hits->entries;
  return VIET_OK;
}


static viet_status read_span (void *context, size_t layer, size_t span,
                              uint32_t bytes[2]) {
  viet_lua_reader *self = context;
  lua_State *L = self->L;
  lua_rawgeti(L, slot_of(self, layer, OF_SPANS), (int)span + 1);
  if (lua_istable(L, -1))
    read_place(L, self->first, bytes);
  else
    bytes[0] = bytes[1] = 0;
  lua_pop(L, 1);
  if (bytes[0] < bytes[1] && bytes[1] <= self->bytes &&
      bytes[0] >= self->before) {
    self->before = bytes[0];
    return VIET_OK;
  }
  self->bad_span = span + 1;
  return VIET_EINVAL;
}


/* The value on top of the stack as patterns compare it: a string, or what
** tostring makes of a number or a boolean. */
static viet_value value_on_top (viet_lua_reader *self) {
  lua_State *L = self->L;
  viet_value value = {0};
  const int type = lua_type(L, -1);
  if (type == LUA_TSTRING)
    value.text = lua_tolstring(L, -1, &value.bytes);
  else if (type == LUA_TBOOLEAN)
    value.text = lua_toboolean(L, -1) ? "true" : "false";
#if LUA_VERSION_NUM >= 503
  else if (lua_isinteger(L, -1)) {
    snprintf(self->number, sizeof(self->number), LUA_INTEGER_FMT,
             lua_tointeger(L, -1));
    value.text = self->number;
  }
#endif
  else if (type == LUA_TNUMBER) {
    snprintf(self->number, sizeof(self->number), LUA_NUMBER_FMT,
             lua_tonumber(L, -1));
#if LUA_VERSION_NUM >= 503
    if (self->number[strspn(self->number, "-0123456789")] == '\0')
      strcat(self->number, ".0");
#endif
    value.text = self->number;
  }
  if (value.text != NULL && type != LUA_TSTRING)
    value.bytes = strlen(value.text);
  return value;
}


/* What an entry of a gazetteer has for a field that it has not. The entry is
** on top of the stack. */
static viet_value default_value (viet_lua_reader *self, const viet_match *match,
                                 const char *name) {
  viet_value value = {0};
  if (strcmp(name, "type") == 0)
    value.text = "NAME";
  else if (strcmp(name, "level") == 0)
    value.text = viet_level_names[match->level];
  else if (strcmp(name, "id") == 0) {
    lua_rawgeti(self->L, -1, 1);  /* its first name */
    value = value_on_top(self);
    lua_pop(self->L, 1);
    return value;
  }
  if (value.text != NULL)
    value.bytes = strlen(value.text);
  return value;
}


/* Pushes the table that has the values of a span. */
static const viet_match *push_owner (viet_lua_reader *self, size_t layer,
                                     size_t span) {
  lua_State *L = self->L;
  const int at = slot_of(self, layer, OF_SPANS);
  if (lua_istable(L, at)) {
    lua_rawgeti(L, at, (int)span + 1);
    return NULL;
  }
  const viet_hits *hits = lua_touserdata(L, at);
  const viet_match *match = &hits->matches[span];
  lua_rawgeti(L, at + OF_ENTRIES, (int)match->entry + 1);
  return match;
}


static viet_value read_value (void *context, size_t layer, size_t span,
                              size_t attribute) {
  viet_lua_reader *self = context;
  lua_State *L = self->L;
  const viet_match *match = push_owner(self, layer, span);
  lua_rawgeti(L, slot_of(self, layer, OF_ATTRIBUTES), (int)attribute + 1);
  lua_rawget(L, -2);
  viet_value value = value_on_top(self);
  lua_pop(L, 1);
  if (value.text == NULL && match != NULL)
    value = default_value(self, match,
                          viet_pattern_attribute(self->pattern, layer,
                                                 attribute));
  lua_pop(L, 1);
  return value;
}


/* Puts what is to be read of a layer on the stack. The names of attributes
** of all layers are at 'names'. */
static void push_layer (lua_State *L, size_t layer, int names) {
  lua_rawgeti(L, LAYERS, (int)layer + 1);
  const int at = lua_gettop(L);
  if (lua_istable(L, at))
    lua_pushnil(L);
  else if (viet_lua_to_hits(L, at) != NULL)
    viet_lua_push_entries(L, at);
  else
    luaL_checktype(L, at, LUA_TTABLE);
  lua_rawgeti(L, names, (int)layer + 1);
}


/* Makes ready what reads the layers at LAYERS. */
static void init_reader (lua_State *L, const viet_pattern *pattern,
                         size_t bytes, viet_lua_reader *self) {
  const size_t count = viet_pattern_layer_count(pattern);
  if (count > INT_MAX / PER_LAYER - 40)
    luaL_error(L, "too many layers");
  luaL_checkstack(L, (int)count * PER_LAYER + 40, "too many layers");
  luaL_checktype(L, LAYERS, LUA_TTABLE);
  viet_lua_push_tied(L, SELF);
  lua_replace(L, ATTRIBUTES);
  *self = (viet_lua_reader){
    .L = L, .pattern = pattern, .bytes = bytes,
    .functions = {self, read_layer, read_span, read_value}
  };
  lua_getfield(L, ATTRIBUTES, "attributes");
  lua_pushliteral(L, "first");
  lua_pushliteral(L, "last");
  self->first = lua_gettop(L) - 1;
  self->base = lua_gettop(L) + 1;
  for (size_t i = 0; i < count; i++)
    push_layer(L, i, self->first - 1);
}


viet_memory *viet_lua_memory (lua_State *L) {
  viet_program *self = lua_touserdata(L, SELF);
  const viet_allocator allocator = viet_box_allocator(L);
  if (self->memory == NULL) {
    viet_status status = viet_memory_open(self->pattern, &allocator,
                                          &self->memory);
    if (status != VIET_OK)
      viet_lua_raise(L, status);
  }
  return self->memory;
}


/* Room that all searches of a state share, in its registry. */
typedef struct shared {
  viet_scratch *scratch;  /* NULL: the state is closed */
} shared;


static int room_gc (lua_State *L) {
  shared *self = lua_touserdata(L, 1);
  viet_scratch_close(self->scratch);
  self->scratch = NULL;
  return 0;
}


static viet_scratch *get_scratch (lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, ROOM ".kept");
  const shared *self = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return self->scratch;
}


void viet_lua_open_room (lua_State *L) {
  static const luaL_Reg methods[] = {{"__gc", room_gc}, {NULL, NULL}};
  const viet_allocator allocator = viet_box_allocator(L);
  viet_lua_class(L, ROOM, methods);
  shared *self = lua_newuserdata(L, sizeof(*self));
  *self = (shared){NULL};
  viet_lua_set_class(L, ROOM);
  const viet_status status = viet_scratch_open(&allocator, &self->scratch);
  if (status != VIET_OK)
    viet_lua_raise(L, status);
  lua_setfield(L, LUA_REGISTRYINDEX, ROOM ".kept");
}


viet_subject viet_lua_read_subject (lua_State *L, const viet_pattern *self,
                                    viet_lua_reader *layers) {
  viet_subject subject = {.tokens = viet_lua_to_tokens(L, TOKENS),
                          .memory = viet_lua_memory(L),
                          .scratch = get_scratch(L)};
  subject.steps = (uint64_t)luaL_optnumber(L, STEPS, 0);
  viet_lua_push_tied(L, TOKENS);
  subject.text = lua_tolstring(L, -1, &subject.bytes);
  init_reader(L, self, subject.bytes, layers);
  subject.reader = &layers->functions;
  read_inside(L, layers->first, &subject);
  return subject;
}


int viet_lua_raise_search (lua_State *L, const viet_pattern *self,
                           const viet_subject *subject, viet_status status,
                           size_t rule) {
  const viet_lua_reader *layers = subject->reader
                                ? subject->reader->context : NULL;
  if (status == VIET_EINVAL && layers != NULL && layers->bad_span > 0)
    return luaL_error(L, "span %d of a layer is out of order or outside the "
                      "text", (int)layers->bad_span);
  if (status != VIET_ELIMIT)
    return viet_lua_raise(L, status);
  const uint64_t steps = subject->steps > 0 ? subject->steps : VIET_STEPS;
  viet_lua_push_size(L, (size_t)steps);
  lua_pushfstring(L, "rule '%s' took more than %s steps for each token of "
                  "the text (step limit)",
                  viet_pattern_rule(self, rule).name, lua_tostring(L, -1));
  return lua_error(L);
}
