/*
** binding.h
** What the binding files share: how each adds its part to the module,
** how arguments are checked, and the few places where Lua 5.1 to 5.4 and
** LuaJIT differ. Only files in this folder include lua.h.
**
** The module 'viet.core' is one table. luaopen_viet_core (module.c) makes
** it and calls each part in turn with that table on top of the stack; a
** part adds its functions with viet_lua_add, makes its metatables, and
** leaves the stack as it found it:
**
**     int viet_open_thing (lua_State *L) {
**       viet_lua_class(L, "viet.thing", methods);  -- a metatable
**       viet_lua_add(L, functions);                -- into the module
**       return 0;
**     }
*/

#ifndef viet_binding_h
#define viet_binding_h

#include <lua.h>
#include <lauxlib.h>

#include "viet.h"

#if LUA_VERSION_NUM < 502
#define lua_rawlen lua_objlen
#endif

/* The parts of the module; listed in module.c. */
int viet_open_normalize (lua_State *L);
int viet_open_alignment (lua_State *L);
int viet_open_syllable (lua_State *L);
int viet_open_tokens (lua_State *L);
int viet_open_scanner (lua_State *L);
int viet_open_gazetteer (lua_State *L);
int viet_open_pattern (lua_State *L);
int viet_open_layer (lua_State *L);
int viet_open_ordered (lua_State *L);
int viet_open_origin (lua_State *L);
int viet_open_regions (lua_State *L);
int viet_open_charset (lua_State *L);
int viet_open_typing (lua_State *L);
int viet_open_collation (lua_State *L);
int viet_open_numeral (lua_State *L);
int viet_open_info (lua_State *L);

/* Adds functions to the table on top of the stack. */
void viet_lua_add (lua_State *L, const luaL_Reg *functions);

/*
** Makes the metatable 'name' with 'methods', which holds the names that
** begin with "__" as well; the others are found by indexing an object.
** A script cannot reach or change the metatable itself.
*/
void viet_lua_class (lua_State *L, const char *name,
                     const luaL_Reg *methods);

/* Gives the userdata on top of the stack the metatable 'name'. */
void viet_lua_set_class (lua_State *L, const char *name);

/* Is the value at 'index' a userdata with the metatable 'name'? NULL if
** not. */
void *viet_lua_test (lua_State *L, int index, const char *name);

/*
** Pops the value on top of the stack and ties it to the userdata at
** 'index', to live as long as that does (a userdata has one such value);
** and pushes it again.
*/
void viet_lua_tie (lua_State *L, int index);
void viet_lua_push_tied (lua_State *L, int index);

/*
** Argument 'argument' as a text. Raises "text too long (5000000000 bytes,
** limit 4294967294)" when spans cannot count its bytes.
*/
const char *viet_lua_check_text (lua_State *L, int argument, size_t *bytes);

/*
** Argument 'argument' as tokens: a text is cut, and its tokens take its
** place on the stack. They live as long as that value does.
*/
const viet_tokens *viet_lua_to_tokens (lua_State *L, int argument);

/* The spellings for the next text, which the texts of a state share. */
viet_spellings *viet_lua_spellings (lua_State *L);

/* The level that argument 'argument' names, VIET_PLACEMENT if it is absent. */
viet_level viet_lua_check_level (lua_State *L, int argument);

/* The name of a viet_shape; static. */
const char *viet_lua_shape_name (unsigned shape);

/*
** Arguments 'argument' and the next as a span of a text of 'bytes' bytes:
** from 1-based and inclusive, as in string.find, to 0-based and half-open.
** An empty span has last = first - 1. Raises when the span is not inside.
*/
void viet_lua_check_span (lua_State *L, int argument, size_t bytes,
                          size_t *first, size_t *end);

/* Pushes a span as two integers, 1-based and inclusive; returns 2. */
int viet_lua_push_span (lua_State *L, size_t first, size_t end);

/* Pushes a count or an offset: an integer that is never cut. */
void viet_lua_push_size (lua_State *L, size_t value);

/* Pushes a decimal number, "-1.5": as a number, but as its digits where that
** could not be exact to the unit. */
void viet_lua_push_decimal (lua_State *L, const char *decimal);

/* Pushes nil, "invalid UTF-8 at byte N" and N, for an offset from 0;
** returns 3. */
int viet_lua_push_bad_byte (lua_State *L, size_t offset);

/* Raises the message of a status other than VIET_OK. */
int viet_lua_raise (lua_State *L, viet_status status);

#endif
