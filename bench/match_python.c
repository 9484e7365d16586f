/*
** match_python.c
** The engines of Python, in a process of their own, which reads a slice of
** the text from files. See match.h.
*/

#define _POSIX_C_SOURCE 200809L

#include "match.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>


static FILE *open_file (const char *build, const char *name) {
  char path[4096];
  snprintf(path, sizeof(path), "%s/bench/%s", build, name);
  FILE *file = fopen(path, "wb");
  if (file == NULL)
    fail("cannot be written", path);
  return file;
}


/* The next bit that is set from 'at' on; there has to be one. */
static size_t next_bit (const uint64_t *bits, size_t at) {
  while (!has_bit(bits, at)) at++;
  return at;
}


/* The first 'bytes' bytes of a text, and its tokens. */
static void write_slice (const char *build, const edged *text, size_t bytes,
                         size_t tokens) {
  FILE *file = open_file(build, "slice.txt");
  fwrite(text->text.block, 1, bytes, file);
  fclose(file);
  file = open_file(build, "slice.tokens");
  for (size_t i = 0, at = 0; i < tokens; i++) {
    place token;
    token.first = (uint32_t)next_bit(text->starts, at);
    token.end = (uint32_t)next_bit(text->ends, token.first + 1);
    fwrite(&token, sizeof(token), 1, file);
    at = token.first + 1;
  }
  fclose(file);
}


static bool read_result (FILE *from, python_result *one) {
  unsigned long long count, sum;
  if (fscanf(from, " %15[^\t] %79[^\t] %lf %llu %llu", one->key, one->name,
             &one->seconds, &count, &sum) != 5) return false;
  one->count = count;
  one->sum = sum;
  return true;
}


/* Reads the lines that a script of Python prints. */
static size_t run_script (const char *command, python_result *results,
                          size_t room) {
  size_t count = 0;
  FILE *output = popen(command, "r");
  if (output == NULL)
    return 0;
  while (count < room && read_result(output, &results[count])) count++;
  if (pclose(output) != 0)
    puts("  Python ended with an error");
  return count;
}


static bool has_python (const char *build) {
  char path[4096];
  snprintf(path, sizeof(path), "%s/peers/python/ready", build);
  return access(path, R_OK) == 0;
}


size_t python_results (const char *build, size_t name_count,
                       const edged *text, size_t bytes, size_t tokens,
                       python_result *results, size_t room) {
  char command[4 * 4096];
  if (!has_python(build))
    return 0;
  write_slice(build, text, bytes, tokens);
  snprintf(command, sizeof(command),
           "'%s/peers/python/bin/python' bench/peers/match.py "
           "'%s/bench/names.txt' %zu '%s/bench/slice'",
           build, build, name_count, build);
  return run_script(command, results, room);
}


/* The tokens that begin in the first 'bytes' bytes. */
static size_t tokens_before (const edged *text, size_t bytes) {
  size_t count = 0;
  for (size_t i = 0; i < bytes; i++)
    count += has_bit(text->starts, i);
  return count;
}


size_t python_patterns (const char *build, const edged *text, size_t bytes,
                        python_result *results, size_t room) {
  char command[4 * 4096];
  if (!has_python(build))
    return 0;
  write_slice(build, text, bytes, tokens_before(text, bytes));
  snprintf(command, sizeof(command),
           "'%s/peers/python/bin/python' bench/peers/pattern.py "
           "'%s/bench/rules_100.json' '%s/bench/slice'",
           build, build, build);
  return run_script(command, results, room);
}
