/*
** pattern_findings.c
** Searches, and the iterators over what they found.
*/

#include <string.h>

#include "lua/pattern.h"


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
  const viet_program *self = lua_touserdata(L, lua_upvalueindex(OF_PATTERN));
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
static void push_findings (lua_State *L, viet_program *self) {
  const size_t bytes = viet_findings_bytes(self->found);
  memcpy(lua_newuserdata(L, bytes), self->found, bytes);
  viet_lua_drop_findings(L, self);
}


/* Pushes the iterator over what was found. */
static int push_iterator (lua_State *L, viet_program *held) {
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
int viet_lua_pattern_search (lua_State *L) {
  const viet_pattern *self = viet_lua_check_pattern(L);
  const size_t count = viet_pattern_rule_count(self);
  lua_settop(L, ATTRIBUTES);
  viet_lua_reader layers;
  viet_subject subject = viet_lua_read_subject(L, self, &layers);
  if (lua_istable(L, EFFORTS)) {
    subject.efforts = viet_lua_fill_box(L, viet_box_new(L), count,
                                        sizeof(*subject.efforts));
    memset(subject.efforts, 0, count * sizeof(*subject.efforts));
  }
  viet_program *held = lua_touserdata(L, SELF);
  const viet_allocator allocator = viet_box_allocator(L);
  size_t rule;
  viet_lua_drop_findings(L, held);
  viet_status status = viet_pattern_search(self, &subject, &allocator,
                                           &held->found, &rule);
  if (status != VIET_OK)
    return viet_lua_raise_search(L, self, &subject, status, rule);
  if (subject.efforts != NULL)
    add_efforts(L, subject.efforts, count);
  return push_iterator(L, held);
}


/* program:search_text(text [, steps [, numbered]]) -> the same iterator for a
** text, in which the last two are of no use if not 'numbered'; or nil where
** no line of a text can be passed over */
int viet_lua_pattern_search_text (lua_State *L) {
  const viet_pattern *self = viet_lua_check_pattern(L);
  viet_subject subject = {
    .steps = (uint64_t)luaL_optnumber(L, TEXT_STEPS, 0)
  };
  subject.text = viet_lua_check_text(L, TEXT, &subject.bytes);
  lua_settop(L, NUMBERED);
  if (!viet_pattern_is_filtered(self))
    return 0;
  subject.memory = viet_lua_memory(L);
  viet_program *held = lua_touserdata(L, SELF);
  const viet_allocator allocator = viet_box_allocator(L);
  size_t rule;
  viet_lua_drop_findings(L, held);
  viet_status status = viet_pattern_search_text(
    self, &subject, viet_lua_spellings(L), lua_toboolean(L, NUMBERED) != 0,
    &allocator, &held->found, &rule);
  if (status != VIET_OK)
    return viet_lua_raise_search(L, self, &subject, status, rule);
  lua_settop(L, TEXT);  /* there are no layers */
  lua_settop(L, ATTRIBUTES);
  viet_lua_push_tied(L, SELF);
  lua_replace(L, ATTRIBUTES);
  return push_iterator(L, held);
}
