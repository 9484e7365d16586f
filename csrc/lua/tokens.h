/*
** tokens.h
** Tokens as a userdata: what their files share.
*/

#ifndef viet_lua_tokens_h
#define viet_lua_tokens_h

#include "lua/binding.h"

/* The tokens that argument 1 is. */
const viet_tokens *viet_lua_check_tokens (lua_State *L);

/* The text of the tokens at 'index', which keep it alive. */
const char *viet_lua_text_of (lua_State *L, int index);

/* The token that argument 2 numbers, from 1. */
const viet_token *viet_lua_check_token (lua_State *L,
                                        const viet_tokens *tokens);

/* Pushes the tokens of the text that argument 'argument' is. */
const viet_tokens *viet_lua_push_tokens (lua_State *L, int argument,
                                         bool glued);

/* Methods of many tokens (tokens_many.c). */
int viet_lua_token_keys (lua_State *L);
int viet_lua_token_contain (lua_State *L);
int viet_lua_token_line_counts (lua_State *L);

/* Methods that iterate (tokens_parts.c). */
int viet_lua_token_each (lua_State *L);
int viet_lua_token_sentences (lua_State *L);
int viet_lua_token_glued (lua_State *L);

/* viet.sentences and the like. */
void viet_lua_open_parts (lua_State *L);

#endif
