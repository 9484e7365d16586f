/*
** box.c
** See box.h.
*/

#include "box.h"

#include <string.h>

#define CLASS "viet.box"


viet_allocator viet_box_allocator (lua_State *L) {
  viet_allocator allocator;
  allocator.resize = lua_getallocf(L, &allocator.context);
  return allocator;
}


/* The metatable is set while the box is empty: nothing can be lost. */
viet_box *viet_box_new (lua_State *L) {
  viet_box *self = lua_newuserdata(L, sizeof(viet_box));
  self->block = NULL;
  self->bytes = 0;
  self->allocator = viet_box_allocator(L);
  viet_lua_set_class(L, CLASS);
  return self;
}


void viet_box_set_text (viet_box *self, char *text, size_t bytes,
                        viet_box *alignment, viet_alignment *made) {
  self->block = text;
  self->bytes = bytes + 1;
  if (alignment == NULL)
    return;
  alignment->block = made;
  alignment->bytes = viet_alignment_bytes(made);
}


void viet_box_clear (viet_box *self) {
  viet_free(&self->allocator, self->block, self->bytes);
  self->block = NULL;
  self->bytes = 0;
}


void *viet_box_to_userdata (lua_State *L, viet_box *self,
                            const char *name) {
  void *copy = lua_newuserdata(L, self->bytes);
  memcpy(copy, self->block, self->bytes);
  viet_box_clear(self);
  viet_lua_set_class(L, name);
  return copy;
}


static int box_gc (lua_State *L) {
  viet_box_clear(lua_touserdata(L, 1));
  return 0;
}


void viet_box_open (lua_State *L) {
  static const luaL_Reg methods[] = {
    {"__gc", box_gc},
    {"__close", box_gc},
    {NULL, NULL}
  };
  viet_lua_class(L, CLASS, methods);
}
