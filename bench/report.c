/*
** report.c
** The table that is printed and the file that is written. See bench.h.
*/

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROWS = 128 };

static row rows[ROWS];
static size_t row_count;


void fail (const char *what, const char *which) {
  fprintf(stderr, "bench: %s: %s\n", which, what);
  exit(1);
}


void *must (void *block) {
  if (block == NULL)
    fail("no memory", "malloc");
  return block;
}


double now (void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}


static int by_value (const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}


double median (double *values, size_t count) {
  qsort(values, count, sizeof(*values), by_value);
  return values[count / 2];
}


void print_head (void) {
  printf("\n%-26s %9s %9s %-5s %7s  %-8s %-6s %s\n", "gate", "ours", "peer",
         "unit", "ratio", "goal", "", "peer");
}


void add_row (row made) {
  double ratio = made.ours / made.peer;
  bool met = made.at_most ? ratio <= made.goal : ratio >= made.goal;
  if (row_count == ROWS)
    fail("too many rows", made.gate);
  rows[row_count++] = made;
  printf("%-26s %9.1f %9.1f %-5s %7.2f  ", made.gate, made.ours, made.peer,
         made.unit, ratio);
  if (made.goal > 0)
    printf("%s %-5g %-6s ", made.at_most ? "<=" : ">=", made.goal,
           met ? "" : "MISSED");
  else
    printf("%-15s ", "");
  puts(made.peer_name);
  fflush(stdout);
}


void write_json (const char *path) {
  FILE *file = fopen(path, "w");
  if (file == NULL)
    fail("cannot be written", path);
  fputs("[\n", file);
  for (size_t i = 0; i < row_count; i++)
    fprintf(file, "  {\"gate\": \"%s\", \"ours\": %.2f, \"peer\": %.2f, "
            "\"peer_name\": \"%s\", \"unit\": \"%s\", \"ratio\": %.4f}%s\n",
            rows[i].gate, rows[i].ours, rows[i].peer, rows[i].peer_name,
            rows[i].unit, rows[i].ours / rows[i].peer,
            i + 1 < row_count ? "," : "");
  fputs("]\n", file);
  if (fclose(file) != 0)
    fail("cannot be written", path);
}
