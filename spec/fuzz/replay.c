/*
** replay.c
** Gives a fuzz target the inputs that are kept in the folder CORPUS, each
** in a process of its own, and counts them as tests: so that what was
** mended once stays so, without libFuzzer.
*/

#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzz.h"

/* longest input, in bytes */
#define MOST ((size_t)1 << 20)


/* Runs the target on one file; false if that ends badly. */
static bool replay (const char *path) {
  fflush(stdout);  /* the child would print it again */
  const pid_t child = fork();
  int status = 1;
  if (child == 0) {
    FILE *file = fopen(path, "rb");
    uint8_t *data = malloc(MOST);
    if (file == NULL || data == NULL)
      _exit(1);
    size_t size = fread(data, 1, MOST, file);
    data = realloc(data, size > 0 ? size : 1);
    fclose(file);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    exit(0);
  }
  return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}


int main (void) {
  int passed = 0, failed = 0;
  DIR *folder = opendir(CORPUS);
  for (struct dirent *entry; folder && (entry = readdir(folder)); ) {
    char path[1024];
    if (entry->d_name[0] == '.')
      continue;
    snprintf(path, sizeof(path), "%s/%s", CORPUS, entry->d_name);
    if (replay(path)) {
      passed++;
    } else {
      printf("%s fails\n", path);
      failed++;
    }
  }
  if (folder)
    closedir(folder);
  if (passed + failed == 0) {
    printf("no input in %s\n", CORPUS);
    failed++;
  }
  printf("%d passed, %d failed\n", passed, failed);
  return failed > 0;
}
