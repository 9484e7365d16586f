/*
** pattern.c
** Lua patterns: a userdata that holds a compiled pattern. What the caller
** gives is checked, and names are looked up, by lua/viet/pattern.lua and
** its parts, which are the only users of these functions.
*/

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "lua/hits.h"

#define PATTERN "viet.program"
#define ROOM "viet.room"

typedef struct holder {
  viet_pattern *pattern;  /* NULL: closed, or not yet open */
  viet_memory *memory;    /* NULL: nothing was searched yet */
  viet_findings *found;   /* of a search that an error of Lua has ended, or
                             that is just at its end; or NULL */
  uint32_t (*inside)[2];  /* where the matches of the last search had to lie */
  size_t capacity;        /* of 'inside', spans */
} holder;

static const holder empty = {NULL, NULL, NULL, NULL, 0};

/* Frees what a search found. */
static void drop_findings (lua_State *L, holder *self) {
  const viet_allocator allocator = viet_box_allocator(L);
  if (self->found != NULL)
    viet_free(&allocator, self->found, viet_findings_bytes(self->found));
  self->found = NULL;
}


static const viet_pattern *check_pattern (lua_State *L) {
  const holder *self = luaL_checkudata(L, 1, PATTERN);
  if (self->pattern == NULL)
    luaL_error(L, "the pattern is closed");
  return self->pattern;
}


static int pattern_gc (lua_State *L) {
  holder *self = lua_touserdata(L, 1);
  const viet_allocator allocator = viet_box_allocator(L);
  drop_findings(L, self);
  viet_free(&allocator, self->inside,
            self->capacity * sizeof(*self->inside));
  viet_memory_close(self->memory);
  viet_pattern_close(self->pattern);
  *self = empty;
  return 0;
}


/* A new block of a box, which is empty; at least one byte. */
static void *fill_box (lua_State *L, viet_box *box, size_t count,
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
  viet_source *to = fill_box(L, box, *count, sizeof(*to));
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
  const char **to = fill_box(L, box, count, sizeof(*to));
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
  holder *self = lua_newuserdata(L, sizeof(*self));
  *self = empty;
  viet_lua_set_class(L, PATTERN);
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
  const viet_pattern *self = check_pattern(L);
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
  const viet_pattern *self = check_pattern(L);
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
  const viet_pattern *self = check_pattern(L);
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


/*
** {==================================================================
** Subjects
** ===================================================================
*/

/* What stands where on the stack while a text is searched. */
enum {
  SELF = 1,
  TOKENS,   /* the tokens */
  LAYERS,   /* an array, for each layer an array of spans, or hits */
  STEPS,    /* how many for each token, 0 for the usual number */
  INSIDE,   /* an array of spans in which matches lie, or nil */
  EFFORTS,  /* what a search did for each rule, or nil */
  ATTRIBUTES /* what is tied to the program: names of rules, 'attributes' */
};

/* And while a text is searched that has no tokens. */
enum {
  TEXT = 2,
  TEXT_STEPS,
  NUMBERED
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
  holder *self = lua_touserdata(L, SELF);
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
    luaL_checktype(L, -1, LUA_TTABLE);
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


/* The stack of a search holds, for each layer, from 'base' on */
enum {
  OF_SPANS,    /* its array of spans, or its hits */
  OF_ENTRIES,  /* the table of entries of hits, or nil */
  OF_ATTRIBUTES,    /* the names of its attributes */
  PER_LAYER
};

/* What reads layers. It reads tables without their metamethods: nothing is
** allocated, and no error raised, while a search goes on. */
typedef struct reader {
  lua_State *L;
  const viet_pattern *pattern;
  int base;
  int first;           /* where "first" and "last" are on the stack */
  size_t bytes;        /* of the text */
  uint32_t before;     /* where the last span began */
  size_t bad_span;     /* a span that is none, from 1 */
  char number[64];     /* a value */
  viet_layer_reader functions;
} reader;


static int slot_of (const reader *self, size_t layer, int which) {
  return self->base + (int)layer * PER_LAYER + which;
}


static viet_status read_layer (void *context, size_t layer,
                               viet_span_layer *to) {
  reader *self = context;
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
  reader *self = context;
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
static viet_value value_on_top (reader *self) {
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
static viet_value default_value (reader *self, const viet_match *match,
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
static const viet_match *push_owner (reader *self, size_t layer,
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
  reader *self = context;
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
                         size_t bytes, reader *self) {
  const size_t count = viet_pattern_layer_count(pattern);
  if (count > INT_MAX / PER_LAYER - 40)
    luaL_error(L, "too many layers");
  luaL_checkstack(L, (int)count * PER_LAYER + 40, "too many layers");
  luaL_checktype(L, LAYERS, LUA_TTABLE);
  viet_lua_push_tied(L, SELF);
  lua_replace(L, ATTRIBUTES);
  *self = (reader){
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


/* What the pattern at SELF remembers. */
static viet_memory *get_memory (lua_State *L) {
  holder *self = lua_touserdata(L, SELF);
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


static void open_room (lua_State *L) {
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


/* The text and the layers to search, which 'layers' reads. */
static viet_subject read_subject (lua_State *L, const viet_pattern *self,
                                  reader *layers) {
  viet_subject subject = {.tokens = viet_lua_to_tokens(L, TOKENS),
                          .memory = get_memory(L),
                          .scratch = get_scratch(L)};
  subject.steps = (uint64_t)luaL_optnumber(L, STEPS, 0);
  viet_lua_push_tied(L, TOKENS);
  subject.text = lua_tolstring(L, -1, &subject.bytes);
  init_reader(L, self, subject.bytes, layers);
  subject.reader = &layers->functions;
  read_inside(L, layers->first, &subject);
  return subject;
}


/* Raises "rule 'x' took more than 1000 steps for each token" and other
** failures of a search. */
static int raise (lua_State *L, const viet_pattern *self,
                  const viet_subject *subject, viet_status status,
                  size_t rule) {
  const reader *layers = subject->reader ? subject->reader->context : NULL;
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

/* }================================================================== */


/*
** {==================================================================
** Findings
** ===================================================================
*/

/* Upvalues of the iterator. */
enum {
  OF_PATTERN = 1, OF_FINDINGS, OF_LAYERS, OF_NUMBER, OF_NAMES, OF_CAPTURES,
  OF_STRINGS
};

/* Pushes a capture: the span of the layer that it is, or a new table. */
static void push_capture (lua_State *L, const viet_capture *capture) {
  const int names = lua_upvalueindex(OF_STRINGS);
  if (capture->layer == UINT32_MAX) {
    viet_lua_push_place(L, names, capture->first, capture->end, 2);
    return;
  }
  lua_rawgeti(L, lua_upvalueindex(OF_LAYERS), (int)capture->layer + 1);
  if (lua_istable(L, -1))
    lua_rawgeti(L, -1, (int)capture->span + 1);
  else
    viet_lua_push_hit(L, lua_gettop(L), capture->span, names);
  lua_replace(L, -2);
}


/* Pushes the name of a capture. */
static void push_name (lua_State *L, size_t capture) {
  lua_rawgeti(L, lua_upvalueindex(OF_CAPTURES), (int)capture + 1);
}


static bool is_list (const viet_pattern *self, size_t capture) {
  bool it_is;
  viet_pattern_capture(self, capture, &it_is);
  return it_is;
}


/* How many captures of a rule are lists. */
static size_t count_lists (const viet_pattern *self, const viet_rule *rule) {
  size_t count = 0;
  for (size_t i = rule->first_capture; i < rule->end_capture; i++)
    count += is_list(self, i);
  return count;
}


/* Pushes a table for 'filled' captures of a rule, which has an empty list for
** each of 'lists'. */
static void push_lists (lua_State *L, const viet_pattern *self,
                        const viet_rule *rule, size_t filled, size_t lists) {
  const size_t all = rule->end_capture - rule->first_capture;
  const size_t room = filled + lists < all ? filled + lists : all;
  lua_createtable(L, 0, room < 16 ? (int)room : 16);
  for (size_t i = rule->first_capture; lists > 0; i++)
    if (is_list(self, i)) {
      push_name(L, i);
      lua_newtable(L);
      lua_rawset(L, -3);
      lists--;
    }
}


/* Pushes the captures of a finding, or nil for a rule that has none. */
static void push_named (lua_State *L, const viet_pattern *self,
                        const viet_findings *findings,
                        const viet_finding *found) {
  const viet_rule rule = viet_pattern_rule(self, found->rule);
  const viet_capture *all = viet_findings_captures(findings);
  if (rule.end_capture == rule.first_capture) {
    lua_pushnil(L);
    return;
  }
  const size_t lists = count_lists(self, &rule);
  push_lists(L, self, &rule, found->end_capture - found->first_capture,
             lists);
  for (uint32_t i = found->first_capture; i < found->end_capture; i++) {
    const bool in_list = lists > 0 && is_list(self, all[i].capture);
    push_name(L, all[i].capture);
    if (in_list)
      lua_rawget(L, -2);
    push_capture(L, &all[i]);
    if (in_list) {
      lua_rawseti(L, -2, (int)lua_rawlen(L, -2) + 1);
      lua_pop(L, 1);
    }
    else
      lua_rawset(L, -3);
  }
  lua_pushvalue(L, lua_upvalueindex(OF_CAPTURES));
  lua_setmetatable(L, -2);
}


/* The next one, or with the argument true the last one once more: nothing
** before the first one and behind the end. */
static int next_finding (lua_State *L) {
  const holder *self = lua_touserdata(L, lua_upvalueindex(OF_PATTERN));
  const viet_findings *findings = lua_touserdata(L,
    lua_upvalueindex(OF_FINDINGS));
  const size_t number = (size_t)lua_tonumber(L, lua_upvalueindex(OF_NUMBER));
  const size_t count = viet_findings_count(findings);
  const size_t i = lua_toboolean(L, 1) ? number - 1 : number;
  if (number <= count) {
    viet_lua_push_size(L, i + 1);
    lua_replace(L, lua_upvalueindex(OF_NUMBER));
  }
  if (i >= count || self->pattern == NULL)
    return 0;
  const viet_finding *found = viet_findings_array(findings) + i;
  viet_lua_push_span(L, found->first, found->end);
  push_named(L, self->pattern, findings, found);
  lua_rawgeti(L, lua_upvalueindex(OF_NAMES), (int)found->rule + 1);
  return 4 + viet_lua_push_span(L, found->first_token, found->end_token);
}


/* Adds a number to an element of the array at EFFORTS. */
static void add_number (lua_State *L, size_t i, uint64_t value) {
  lua_rawgeti(L, EFFORTS, (int)i);
  lua_pushnumber(L, lua_tonumber(L, -1) + (lua_Number)value);
  lua_rawseti(L, EFFORTS, (int)i);
  lua_pop(L, 1);
}


/* Adds what was done for each rule to the array at EFFORTS: tries, steps
** and nanoseconds of rule 1, of rule 2, ... */
static void add_efforts (lua_State *L, const viet_effort *efforts,
                         size_t count) {
  for (size_t i = 0; i < count; i++) {
    add_number(L, 3 * i + 1, efforts[i].tries);
    add_number(L, 3 * i + 2, efforts[i].steps);
    add_number(L, 3 * i + 3, efforts[i].nanoseconds);
  }
}


/* The iterator of a search that found nothing. */
static int next_none (lua_State *L) {
  (void)L;
  return 0;
}


/* Pushes what was found, in a block of Lua's. */
static void push_findings (lua_State *L, holder *self) {
  const size_t bytes = viet_findings_bytes(self->found);
  memcpy(lua_newuserdata(L, bytes), self->found, bytes);
  drop_findings(L, self);
}


/* Pushes the iterator over what was found. */
static int push_iterator (lua_State *L, holder *held) {
  if (viet_findings_count(held->found) == 0) {
    lua_pushcfunction(L, next_none);
    return 1;
  }
  lua_pushvalue(L, SELF);
  push_findings(L, held);
  lua_pushvalue(L, LAYERS);
  viet_lua_push_size(L, 0);
  lua_pushvalue(L, ATTRIBUTES);
  lua_getfield(L, -1, "captures");
  lua_getfield(L, -2, "strings");
  lua_pushcclosure(L, next_finding, OF_STRINGS);
  return 1;
}


/* program:search(tokens, layers [, steps [, inside [, efforts]]]) ->
** iterator of first, last, captures, rule, first token, last token */
static int pattern_search (lua_State *L) {
  const viet_pattern *self = check_pattern(L);
  const size_t count = viet_pattern_rule_count(self);
  lua_settop(L, ATTRIBUTES);
  reader layers;
  viet_subject subject = read_subject(L, self, &layers);
  if (lua_istable(L, EFFORTS)) {
    subject.efforts = fill_box(L, viet_box_new(L), count,
                               sizeof(*subject.efforts));
    memset(subject.efforts, 0, count * sizeof(*subject.efforts));
  }
  holder *held = lua_touserdata(L, SELF);
  const viet_allocator allocator = viet_box_allocator(L);
  size_t rule;
  drop_findings(L, held);
  viet_status status = viet_pattern_search(self, &subject, &allocator,
                                           &held->found, &rule);
  if (status != VIET_OK)
    return raise(L, self, &subject, status, rule);
  if (subject.efforts != NULL)
    add_efforts(L, subject.efforts, count);
  return push_iterator(L, held);
}


/* program:search_text(text [, steps [, numbered]]) -> the same iterator for a
** text, in which the last two are of no use if not 'numbered'; or nil where
** no line of a text can be passed over */
static int pattern_search_text (lua_State *L) {
  const viet_pattern *self = check_pattern(L);
  viet_subject subject = {
    .steps = (uint64_t)luaL_optnumber(L, TEXT_STEPS, 0)
  };
  subject.text = viet_lua_check_text(L, TEXT, &subject.bytes);
  lua_settop(L, NUMBERED);
  if (!viet_pattern_is_filtered(self))
    return 0;
  subject.memory = get_memory(L);
  holder *held = lua_touserdata(L, SELF);
  const viet_allocator allocator = viet_box_allocator(L);
  size_t rule;
  drop_findings(L, held);
  viet_status status = viet_pattern_search_text(
    self, &subject, viet_lua_spellings(L), lua_toboolean(L, NUMBERED) != 0,
    &allocator, &held->found, &rule);
  if (status != VIET_OK)
    return raise(L, self, &subject, status, rule);
  lua_settop(L, TEXT);  /* there are no layers */
  lua_settop(L, ATTRIBUTES);
  viet_lua_push_tied(L, SELF);
  lua_replace(L, ATTRIBUTES);
  return push_iterator(L, held);
}


static void set_span (lua_State *L, uint32_t first, uint32_t end) {
  viet_lua_push_size(L, (size_t)first + 1);
  lua_setfield(L, -2, "first");
  viet_lua_push_size(L, end);
  lua_setfield(L, -2, "last");
}


/* Appends a step to the list on top of the stack. */
static void add_step (lua_State *L, const viet_step *step, size_t number) {
  lua_createtable(L, 0, 5);
  viet_lua_push_size(L, (size_t)step->source + 1);
  lua_setfield(L, -2, "source");
  set_span(L, step->first, step->end);
  viet_lua_push_size(L, (size_t)step->first_token + 1);
  lua_setfield(L, -2, "first_token");
  viet_lua_push_size(L, step->end_token);
  lua_setfield(L, -2, "last_token");
  lua_rawseti(L, -2, (int)number);
}


static void set_size (lua_State *L, const char *name, size_t value) {
  viet_lua_push_size(L, value);
  lua_setfield(L, -2, name);
}


/* program:explain(tokens, layers, rule, inside, first, last) -> table: what
** viet_explanation has, tokens counted from 1 */
static int pattern_explain (lua_State *L) {
  const viet_pattern *self = check_pattern(L);
  const size_t rule = (size_t)luaL_checknumber(L, 4) - 1;
  const size_t first = (size_t)luaL_checknumber(L, 6) - 1;
  const size_t last = (size_t)luaL_checknumber(L, 7);
  luaL_argcheck(L, rule < viet_pattern_rule_count(self), 4, "no such rule");
  luaL_argcheck(L, first < last, 7, "no tokens");
  lua_settop(L, 5);
  lua_pushnil(L);
  lua_replace(L, STEPS);
  lua_settop(L, ATTRIBUTES);
  reader layers;
  const viet_subject subject = read_subject(L, self, &layers);
  viet_box *box = viet_box_new(L);
  viet_explanation *made;
  viet_status status = viet_pattern_explain(self, rule, &subject, first,
                                            last, &box->allocator, &made);
  if (status != VIET_OK)
    return raise(L, self, &subject, status, rule);
  box->block = made;
  box->bytes = made->bytes;
  lua_newtable(L);
  lua_pushboolean(L, made->matched);
  lua_setfield(L, -2, "matched");
  set_size(L, "first_token", (size_t)made->first_token + 1);
  set_size(L, "at_token", (size_t)made->end_token + 1);
  set_size(L, "window_last", made->window_end);
  lua_newtable(L);
  for (uint32_t i = 0; i < made->step_count; i++)
    add_step(L, &made->steps[i], (size_t)i + 1);
  lua_setfield(L, -2, "steps");
  lua_newtable(L);
  for (uint32_t i = 0; i < made->wanted_count; i++)
    add_step(L, &made->steps[made->step_count + i], (size_t)i + 1);
  lua_setfield(L, -2, "wanted");
  viet_box_clear(box);
  return 1;
}

/* }================================================================== */


int viet_open_pattern (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__gc", pattern_gc},
    {"rules", pattern_rules},
    {"asked", pattern_asked},
    {"layers", pattern_layers},
    {"search", pattern_search},
    {"search_text", pattern_search_text},
    {"explain", pattern_explain},
    {NULL, NULL}
  };
  static const luaL_Reg functions[] = {
    {"pattern", pattern_new},
    {NULL, NULL}
  };
  viet_lua_class(L, PATTERN, methods);
  open_room(L);
  viet_lua_add(L, functions);
  return 0;
}
