/*
** legacy_words.c: the C library without Lua. Reads text on standard input in
** any charset that Vietnamese was written in, and prints each word as it is
** looked up, with the bytes of the input that it stands in:
**     $ printf 'Ho\265 B\327nh' | legacy_words
**     tcvn3
**     0 to 3	hòa
**     4 to 8	bình
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "viet.h"

static void check (viet_status status) {
  if (status != VIET_OK) {
    fprintf(stderr, "legacy_words: %s\n", viet_status_message(status));
    exit(EXIT_FAILURE);
  }
}

/* The charset of some bytes, UTF-8 where that is unknown. */
static viet_charset charset_of (const char *bytes, size_t count) {
  viet_candidate candidates[VIET_CHARSETS];
  viet_charset best;
  check(viet_detect(bytes, count, &viet_malloc, candidates, &count, &best));
  return best == VIET_CHARSETS ? VIET_UTF_8 : best;
}

/* Prints the words of a text; 'map' tells where in the input they stand. */
static void print_words (const char *text, size_t bytes,
                         const viet_alignment *map) {
  viet_tokens *tokens;
  check(viet_tokens_build(text, bytes, &viet_malloc, &tokens));
  const viet_token *token = viet_tokens_array(tokens);
  const viet_token *end = token + viet_tokens_count(tokens);
  for (; token < end; token++) {
    size_t first = token->first, last = token->end, length;
    const char *key = viet_tokens_key(tokens, token->form, VIET_PLACEMENT,
                                      &length);
    if (token->kind != VIET_SYLLABLE && token->kind != VIET_WORD)
      continue;
    viet_alignment_to_source(map, &first, &last);
    printf("%zu to %zu\t%.*s\n", first, last, (int)length, key);
  }
  viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
}

int main (void) {
  static char input[1 << 20];
  const size_t count = fread(input, 1, sizeof(input), stdin);
  const viet_decoding rules = {.charset = charset_of(input, count),
                               .replace_invalid = true};
  char *text;
  size_t bytes;
  viet_alignment *map;
  puts(viet_charset_name(rules.charset));
  check(viet_decode(&rules, input, count, &viet_malloc, &text, &bytes, &map));
  print_words(text, bytes, map);
  viet_free(&viet_malloc, map, viet_alignment_bytes(map));
  viet_free(&viet_malloc, text, bytes + 1);
  return EXIT_SUCCESS;
}
