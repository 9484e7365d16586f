/*
** main.c
** Runs the gates of one part or of all, prints a table, and writes the
** JSON file.
**
**   usage: bench text|match|pattern|all FOLDER MEGABYTES BUILD
**
** FOLDER has the texts; BUILD is the folder of the build. Freed memory is
** kept for what comes next, for ours and peers alike. The clock is that of
** the process: what others do takes its caches, not its time.
*/

#include "bench.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>


static bool is_part (const char *name) {
  return strcmp(name, "all") == 0 || strcmp(name, "text") == 0
      || strcmp(name, "match") == 0 || strcmp(name, "pattern") == 0;
}


/* How many results were not what they should be. */
static int run (const char *part, const char *folder, size_t bytes,
                const char *build) {
  const bool all = strcmp(part, "all") == 0;
  int failures = 0;
  if (all || strcmp(part, "text") == 0)
    failures += run_text_gates(folder, bytes, build);
  if (all || strcmp(part, "match") == 0)
    failures += run_match_gates(folder, bytes, build);
  if (all || strcmp(part, "pattern") == 0)
    failures += run_pattern_gates(folder, bytes, build);
  return failures;
}


int main (int argc, char **argv) {
  char path[4096];
  if (argc != 5 || !is_part(argv[1])) {
    fputs("usage: bench text|match|pattern|all FOLDER MEGABYTES BUILD\n", stderr);
    return 2;
  }
  double megabytes = strtod(argv[3], NULL);
  if (!(megabytes > 0 && megabytes < 4000))
    fail("megabytes must be above 0 and below 4000", argv[3]);
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  int failures = run(argv[1], argv[2], (size_t)(megabytes * 1e6), argv[4]);
  snprintf(path, sizeof(path), "%s/bench.json", argv[4]);
  write_json(path);
  if (failures > 0)
    printf("\n%d results differ\n", failures);
  return failures > 0;
}
