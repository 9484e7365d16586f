/*
** box.h
** A box owns one block of the core while Lua code that can throw runs:
**
**     viet_box *box = viet_box_new(L);              -- on the stack
**     status = viet_tokens_build(text, bytes, &box->allocator,
**                                (viet_tokens **)&box->block);
**     if (status != VIET_OK) return viet_lua_raise(L, status);
**     box->bytes = viet_tokens_bytes(box->block);
**     viet_box_to_userdata(L, box, "viet.tokens");  -- and is empty again
**
** The core's objects are flat blocks that may be moved, so the final home
** of each is a userdata, memory that the collector feels; a box lives for
** one call and is freed at once, or by the collector after an error.
*/

#ifndef viet_box_h
#define viet_box_h

#include "binding.h"

typedef struct viet_box {
  void *block;               /* NULL: empty */
  size_t bytes;              /* of the block */
  viet_allocator allocator;  /* that of the Lua state */
} viet_box;

/* Makes the metatable of boxes; called once for a state. */
void viet_box_open (lua_State *L);

/* Pushes an empty box. */
viet_box *viet_box_new (lua_State *L);

/* Gives boxes a text that was made, of 'bytes' bytes and a NUL, and its
** alignment if there is a box for it. */
void viet_box_set_text (viet_box *self, char *text, size_t bytes,
                        viet_box *alignment, viet_alignment *made);

/* Frees the block now. */
void viet_box_clear (viet_box *self);

/* Pushes a userdata of class 'name' with a copy of the block, empties the
** box and returns the copy. */
void *viet_box_to_userdata (lua_State *L, viet_box *self, const char *name);

/* The allocator of the Lua state. */
viet_allocator viet_box_allocator (lua_State *L);

#endif
