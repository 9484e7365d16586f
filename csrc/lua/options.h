/*
** options.h
** Tables of options, whose values are words with known choices:
**
**     static const viet_choice orders[] = {
**       {"standard", VIET_ORDER_STANDARD}, ..., {NULL, 0}
**     };
**     static const viet_option options[] = {
**       {"order", orders, VIET_ORDER_STANDARD}, ...
**     };
**     int values[1];
**     viet_lua_read_options(L, 3, options, 1, values);
*/

#ifndef viet_options_h
#define viet_options_h

#include "binding.h"

/* A word in a script and what it stands for; "true" and "false" are no
** strings there but booleans. NULL ends a list. */
typedef struct viet_choice {
  const char *name;
  int value;
} viet_choice;

typedef struct viet_option {
  const char *name;
  const viet_choice *choices;
  int preset;                  /* its value when it is left out */
} viet_option;

/* The choices of an option that is true or false. */
extern const viet_choice viet_switch[];

/* Is it true or false? */
bool viet_choice_is_boolean (const viet_choice *self);

/*
** Reads the table at 'argument', which may be left out, into one value
** for each of 'count' options. Raises "unknown option 'x' (expected a, b
** or c)" and "bad value 'x' for option 'a' (expected y or z)".
*/
void viet_lua_read_options (lua_State *L, int argument,
                            const viet_option *options, size_t count,
                            int *values);

/* The value on top of the stack for an option that is true or false: nil is
** 'preset'. Raises "bad value 'x' for option 'a' (expected true or false)". */
bool viet_lua_opt_switch (lua_State *L, const char *name, bool preset);

/* The choice that the string at 'argument' names. Raises "bad method 'x'
** (expected telex or vni)", where 'what' is "method". */
int viet_lua_check_choice (lua_State *L, int argument, const char *what,
                           const viet_choice *choices);

#endif
