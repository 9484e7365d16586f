/*
** texts.c
** See bench.h.
*/

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>


/* Room for one more document of 'bytes' bytes; the spans are made when no
** block moves any more. */
typedef struct builder {
  char *block;
  size_t bytes;
  size_t capacity;
  size_t *ends;
  size_t count;
} builder;


static void add (builder *self, const char *text, size_t bytes) {
  if (self->capacity - self->bytes < bytes) {
    self->capacity = 2 * self->capacity + bytes;
    self->block = must(realloc(self->block, self->capacity));
  }
  if ((self->count & (self->count - 1)) == 0)
    self->ends = must(realloc(self->ends,
                              (2 * self->count + 1) * sizeof(size_t)));
  memcpy(self->block + self->bytes, text, bytes);
  self->bytes += bytes;
  self->ends[self->count++] = self->bytes;
}


static texts finish (builder *self) {
  texts made = {self->block, self->bytes,
                must(malloc((self->count + 1) * sizeof(span))),
                self->count};
  size_t first = 0;
  for (size_t i = 0; i < self->count; i++) {
    made.documents[i] = (span){self->block + first, self->ends[i] - first};
    first = self->ends[i];
  }
  free(self->ends);
  return made;
}


static void add_file (builder *self, const char *path) {
  FILE *file = fopen(path, "rb");
  struct stat about;
  if (file == NULL || fstat(fileno(file), &about) != 0) {
    perror(path);
    exit(1);
  }
  size_t bytes = (size_t)about.st_size;
  char *text = must(malloc(bytes + 1));
  if (fread(text, 1, bytes, file) != bytes) {
    perror(path);
    exit(1);
  }
  if (bytes > 0) add(self, text, bytes);
  free(text);
  fclose(file);
}


static bool is_wanted (const char *name) {
  size_t length = strlen(name);
  return length > 4 && strcmp(name + length - 4, ".txt") == 0;
}


static void add_folder (builder *self, const char *folder) {
  struct dirent **entries;
  int count = scandir(folder, &entries, NULL, alphasort);
  for (int i = 0; i < count; i++) {
    const char *name = entries[i]->d_name;
    size_t length = strlen(folder) + strlen(name) + 2;
    char *path = must(malloc(length));
    struct stat about;
    snprintf(path, length, "%s/%s", folder, name);
    if (*name != '.' && stat(path, &about) == 0) {
      if (S_ISDIR(about.st_mode)) add_folder(self, path);
      else if (is_wanted(name)) add_file(self, path);
    }
    free(path);
    free(entries[i]);
  }
  if (count >= 0) free(entries);
}


texts texts_read (const char *folder, size_t bytes) {
  builder files = {0}, all = {0};
  add_folder(&files, folder);
  if (files.count == 0) {
    fprintf(stderr, "bench: no *.txt below '%s' (set BENCH_TEXT)\n", folder);
    exit(1);
  }
  texts once = finish(&files);
  for (size_t i = 0; all.bytes < bytes; i = (i + 1) % once.count)
    add(&all, once.documents[i].text, once.documents[i].bytes);
  texts_free(&once);
  return finish(&all);
}


texts texts_make (const texts *source, operation change) {
  builder made = {0};
  for (size_t i = 0; i < source->count; i++) {
    span result = {0};
    if (!change(source->documents[i], &result)) {
      fprintf(stderr, "bench: document %zu cannot be prepared\n", i);
      exit(1);
    }
    add(&made, result.text, result.bytes);
  }
  return finish(&made);
}


void texts_free (texts *self) {
  free(self->block);
  free(self->documents);
  *self = (texts){0};
}
