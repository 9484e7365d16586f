/*
** pattern_why.c
** Explanations: how far a rule got.
*/

#include "lua/pattern.h"


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
int viet_lua_pattern_explain (lua_State *L) {
  const viet_pattern *self = viet_lua_check_pattern(L);
  const size_t rule = (size_t)luaL_checknumber(L, 4) - 1;
  const size_t first = (size_t)luaL_checknumber(L, 6) - 1;
  const size_t last = (size_t)luaL_checknumber(L, 7);
  luaL_argcheck(L, rule < viet_pattern_rule_count(self), 4, "no such rule");
  luaL_argcheck(L, first < last, 7, "no tokens");
  lua_settop(L, 5);
  lua_pushnil(L);
  lua_replace(L, STEPS);
  lua_settop(L, ATTRIBUTES);
  viet_lua_reader layers;
  const viet_subject subject = viet_lua_read_subject(L, self, &layers);
  viet_box *box = viet_box_new(L);
  viet_explanation *made;
  viet_status status = viet_pattern_explain(self, rule, &subject, first,
                                            last, &box->allocator, &made);
  if (status != VIET_OK)
    return viet_lua_raise_search(L, self, &subject, status, rule);
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
