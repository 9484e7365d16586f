/*
** find_names.c: the C library without Lua. Finds the names on the command
** line in the lines on standard input, however they are spelt there:
**     $ echo "Tới HOÀ BÌNH" | find_names "Hòa Bình"
**     Hòa Bình stands at bytes 6 to 16: hòa bình
*/
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "viet.h"

static void check (viet_status status) {
  if (status != VIET_OK) {
    fprintf(stderr, "find_names: %s\n", viet_status_message(status));
    exit(EXIT_FAILURE);
  }
}

static void print_normalized (const char *text, size_t bytes) {
  const viet_rules rules = {.fold = true, .style = VIET_STYLE_FIRST,
                            .replace_invalid = true, .form = VIET_NFC};
  char *key;
  check(viet_normalize(&rules, text, bytes, &viet_malloc, &key, &bytes,
                       NULL));
  puts(key);
  viet_free(&viet_malloc, key, bytes + 1);
}

static void find (viet_search *search, char **spelling,
                  const char *line) {
  viet_match match;
  check(viet_search_text(search, line, strlen(line)));
  while (viet_search_next(search, &match)) {
    printf("%s stands at bytes %u to %u: ", spelling[match.name],
           (unsigned)match.first, (unsigned)match.end);
    print_normalized(line + match.first, match.end - match.first);
  }
  check(viet_search_status(search));
}

int main (int count, char **arguments) {
  viet_name names[100];
  viet_gazetteer *gazetteer;
  viet_search *search;
  char line[10000];
  size_t bad, n = 0;
  for (; n < 100 && n + 1 < (size_t)count; n++)
    names[n] = (viet_name){arguments[n + 1], strlen(arguments[n + 1]),
                           (uint32_t)n, VIET_PLACEMENT};
  check(viet_gazetteer_build(names, n, &viet_malloc, &gazetteer, &bad));
  const viet_layer layer = {.gazetteer = gazetteer};
  const viet_search_rules rules = {.kind = VIET_LONGEST};
  check(viet_search_open(&layer, 1, &rules, &viet_malloc, &search));
  while (fgets(line, sizeof(line), stdin))
    find(search, arguments + 1, line);
  viet_search_close(search);
  viet_free(&viet_malloc, gazetteer, viet_gazetteer_bytes(gazetteer));
  return EXIT_SUCCESS;
}
