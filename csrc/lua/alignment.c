/*
** alignment.c
** Alignments: the second result of viet.normalize, and of the functions
** that decode.
*/

#include "lua/binding.h"
#include "text/alignment.h"

#define ALIGNMENT "viet.alignment"


static viet_alignment *check_alignment (lua_State *L) {
  return luaL_checkudata(L, 1, ALIGNMENT);
}


/*
** alignment:source(first, last): where bytes [first, last] of the result
** come from, as two positions in the source. Spans of whole letters give
** spans of whole letters; an empty span (last = first - 1) stays empty.
** Raises when the span is not inside the result.
**
**     local result, alignment = viet.normalize(text, {align = true})
**     local first, last = result:find(name, 1, true)
**     print(text:sub(alignment:source(first, last)))
*/
static int alignment_source (lua_State *L) {
  const viet_alignment *self = check_alignment(L);
  size_t first, end;
  viet_lua_check_span(L, 2, self->result_bytes, &first, &end);
  viet_alignment_to_source(self, &first, &end);
  return viet_lua_push_span(L, first, end);
}


/*
** alignment:result(first, last): where bytes [first, last] of the source
** went, as two positions in the result. Deleted bytes give an empty span,
** last = first - 1. Raises when the span is not inside the source.
*/
static int alignment_result (lua_State *L) {
  const viet_alignment *self = check_alignment(L);
  size_t first, end;
  viet_lua_check_span(L, 2, self->source_bytes, &first, &end);
  viet_alignment_to_result(self, &first, &end);
  return viet_lua_push_span(L, first, end);
}


/* #alignment: the bytes of the result. */
static int alignment_length (lua_State *L) {
  viet_lua_push_size(L, check_alignment(L)->result_bytes);
  return 1;
}


int viet_open_alignment (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"source", alignment_source},
    {"result", alignment_result},
    {"__len", alignment_length},
    {NULL, NULL}
  };
  viet_lua_class(L, ALIGNMENT, methods);
  return 0;
}
