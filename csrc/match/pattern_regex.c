/*
** pattern_regex.c
** Regular expressions of patterns, compiled by PCRE2.
*/

#include <string.h>

#include "match/pattern.h"

/* limits of one match, and bytes of a regex */
#define REGEX_MATCHES 1000000
#define REGEX_BYTES 10000


static viet_status refuse_regex (viet_resolver *self, uint32_t node,
                                 int error, size_t offset) {
  viet_fault *fault = self->tree->fault;
  PCRE2_UCHAR message[VIET_FAULT_BYTES];
  viet_tree_blame(self->tree, node, "bad regular expression: ");
  if (pcre2_get_error_message(error, message, sizeof(message)) > 0)
    viet_fault_add(fault, (const char *)message);
  if (viet_tree_node(self->tree, node)->kind == NODE_REGEX &&
      fault->first + 1 + offset < fault->end)
    fault->first += 1 + offset;
  return VIET_EPATTERN;
}


/* Adds a compiled regex, which the pattern owns from now on. */
static viet_status keep_regex (viet_resolver *self, pcre2_code *code,
                               uint32_t *regex) {
  viet_status status = viet_pattern_add(self->tree->allocator,
                                        &self->out->regexes, &code,
                                        sizeof(code), regex);
  if (status != VIET_OK)
    pcre2_code_free(code);
  else  /* where it fails, the regex is interpreted */
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
  return status;
}


static viet_status compile_regex (viet_resolver *self, uint32_t node,
                                  const char *text, bool ignores_case,
                                  bool whole, uint32_t *regex) {
  int error;
  size_t offset = 0;
  uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF
                   | PCRE2_NEVER_BACKSLASH_C;
  if (ignores_case)
    options |= PCRE2_CASELESS;
  if (whole)
    options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
  pcre2_compile_context *context =
    pcre2_compile_context_create(self->out->context);
  if (context == NULL)
    return VIET_ENOMEM;
  pcre2_set_max_pattern_length(context, REGEX_BYTES);
  pcre2_code *code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
                                   options, &error, &offset, context);
  pcre2_compile_context_free(context);
  if (code == NULL && error == PCRE2_ERROR_HEAP_FAILED)
    return VIET_ENOMEM;
  if (code == NULL)
    return refuse_regex(self, node, error, offset);
  return keep_regex(self, code, regex);
}


/* A regex that stands in many rules is compiled once. */
viet_status viet_resolve_regex (viet_resolver *self, uint32_t node,
                                uint32_t string, bool ignores_case,
                                bool whole, uint32_t *regex) {
  const char *text = viet_tree_string(self->tree, string);
  uint32_t at;
  viet_status status = viet_resolve_seen(self, text, strlen(text) + 1, &at);
  if (status != VIET_OK)
    return status;
  /* tests have longer keys, and no text has a NUL in its middle */
  const uint32_t key[2] = {at, 1u + ignores_case + 2u * whole};
  status = viet_resolve_seen(self, key, sizeof(key), &at);
  if (status != VIET_OK)
    return status;
  if (*viet_resolve_number(self, at) == VIET_NONE) {
    status = compile_regex(self, node, text, ignores_case, whole, regex);
    if (status == VIET_OK)
      *viet_resolve_number(self, at) = *regex;
  }
  *regex = *viet_resolve_number(self, at);
  return status;
}
