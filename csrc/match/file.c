/*
** file.c
** Gazetteers as files. A file is the block, so that opening one maps it:
** pages that no search reads are never read, and processes share them. This
** is the one file of the library that asks the system for files.
*/

#define _POSIX_C_SOURCE 200809L

#include "match/index.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#if defined(__unix__) || defined(__APPLE__)
#define HAS_POSIX 1
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#else
#define HAS_POSIX 0
#endif


/*
** {==================================================================
** Names of files
** ===================================================================
*/

/* what is put behind the name of a file until it is whole */
#define SUFFIX ".new-"
enum { DIGITS = 20 };

/* The name of a file beside 'path', with a number: a block of '*bytes'. */
static char *name_beside (const char *path, uint64_t number,
                          const viet_allocator *a, size_t *bytes) {
  const size_t length = strlen(path);
  *bytes = length + sizeof(SUFFIX) + DIGITS;
  char *name = a->resize(a->context, NULL, 0, *bytes);
  if (name == NULL)
    return NULL;
  memcpy(name, path, length);
  memcpy(name + length, SUFFIX, sizeof(SUFFIX) - 1);
  char *digit = name + length + sizeof(SUFFIX) - 1;
  for (int i = 0; i < DIGITS; i++, number /= 10)
    *digit++ = (char)('0' + number % 10);
  *digit = '\0';
  return name;
}

/* }================================================================== */


#if HAS_POSIX

/*
** {==================================================================
** POSIX
** ===================================================================
*/

/* Writes all bytes, however many calls that takes. */
static bool write_all (int file, const char *bytes, size_t count) {
  while (count > 0) {
    const size_t most = (size_t)1 << 30;
    const ssize_t written = write(file, bytes, count < most ? count : most);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0) {
      if (written == 0)
        errno = ENOSPC;
      return false;
    }
    bytes += written;
    count -= (size_t)written;
  }
  return true;
}


/* Writes a new file; if that fails there is none. */
static bool write_file (const char *name, const viet_gazetteer *block) {
  const int file = open(name, O_WRONLY | O_CREAT | O_EXCL, 0666);
  if (file < 0)
    return false;
  bool is_written = write_all(file, (const char *)block,
                              (size_t)block->bytes)
                 && fsync(file) == 0;
  int reason = errno;
  if (close(file) != 0 && is_written) {
    is_written = false;
    reason = errno;
  }
  if (!is_written)
    unlink(name);
  errno = reason;
  return is_written;
}


viet_status viet_gazetteer_save (const viet_gazetteer *self,
                                 const char *path,
                                 const viet_allocator *allocator) {
  size_t bytes;
  char *name = name_beside(path, (uint64_t)getpid() << 20
                                 ^ (uint64_t)(uintptr_t)&bytes,
                           allocator, &bytes);
  if (name == NULL)
    return VIET_ENOMEM;
  bool is_saved = write_file(name, self);
  if (is_saved && rename(name, path) != 0) {
    const int reason = errno;
    unlink(name);
    errno = reason;
    is_saved = false;
  }
  const int reason = errno;
  viet_free(allocator, name, bytes);
  errno = reason;
  return is_saved ? VIET_OK : VIET_EFILE;
}


/* Maps an open file. */
static viet_status map (viet_mapping *self, int file) {
  struct stat facts;
  if (fstat(file, &facts) != 0)
    return VIET_EFILE;
  if (S_ISDIR(facts.st_mode)) {
    errno = EISDIR;
    return VIET_EFILE;
  }
  if (facts.st_size < 16)  /* too short for any gazetteer? */
    return VIET_ENOTOURS;
  if ((uint64_t)facts.st_size > SIZE_MAX)
    return VIET_ENOMEM;
  void *memory = mmap(NULL, (size_t)facts.st_size, PROT_READ, MAP_SHARED,
                      file, 0);
  if (memory == MAP_FAILED)
    return VIET_EFILE;
  self->memory = memory;
  self->bytes = (size_t)facts.st_size;
  return VIET_OK;
}


static viet_status open_file (viet_mapping *self, const char *path) {
  const int file = open(path, O_RDONLY);
  if (file < 0)
    return VIET_EFILE;
  viet_status status = map(self, file);
  const int reason = errno;
  close(file);
  errno = reason;
  return status;
}


static void close_file (viet_mapping *self) {
  munmap(self->memory, self->bytes);
}

/* }================================================================== */

#else

/*
** {==================================================================
** Where there is nothing but C
** ===================================================================
*/

viet_status viet_gazetteer_save (const viet_gazetteer *self,
                                 const char *path,
                                 const viet_allocator *allocator) {
  size_t bytes;
  char *name = name_beside(path, (uint64_t)(uintptr_t)&bytes, allocator,
                           &bytes);
  if (name == NULL)
    return VIET_ENOMEM;
  FILE *file = fopen(name, "wb");
  bool is_saved = file != NULL;
  if (is_saved) {
    is_saved = fwrite(self, 1, (size_t)self->bytes, file) == self->bytes;
    is_saved = fclose(file) == 0 && is_saved;
    if (is_saved)
      remove(path);
    is_saved = is_saved && rename(name, path) == 0;
    if (!is_saved)
      remove(name);
  }
  viet_free(allocator, name, bytes);
  return is_saved ? VIET_OK : VIET_EFILE;
}


/* Reads a file to its end, into a block that grows. */
static viet_status read_all (viet_mapping *self, FILE *file) {
  const viet_allocator *a = self->allocator;
  size_t room = 0;
  for (;;) {
    if (self->bytes == room) {
      const size_t more = room + room / 2 + 65536;
      void *memory = a->resize(a->context, self->memory, room, more);
      if (memory == NULL) {
        viet_free(a, self->memory, room);
        return VIET_ENOMEM;
      }
      self->memory = memory;
      room = more;
    }
    const size_t count = fread((char *)self->memory + self->bytes, 1,
                               room - self->bytes, file);
    self->bytes += count;
    if (count == 0)
      break;
  }
  void *memory = self->bytes == 0 ? NULL
               : a->resize(a->context, self->memory, room, self->bytes);
  if (memory == NULL) {
    viet_free(a, self->memory, room);
    return self->bytes == 0 ? VIET_ENOTOURS : VIET_ENOMEM;
  }
  self->memory = memory;
  return ferror(file) ? VIET_EFILE : VIET_OK;
}


static viet_status open_file (viet_mapping *self, const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL)
    return VIET_EFILE;
  viet_status status = read_all(self, file);
  fclose(file);
  return status;
}


static void close_file (viet_mapping *self) {
  viet_free(self->allocator, self->memory, self->bytes);
}

/* }================================================================== */

#endif


viet_status viet_mapping_open (viet_mapping *self, const char *path,
                               bool verify,
                               const viet_allocator *allocator) {
  *self = (viet_mapping){.allocator = allocator};
  viet_status status = open_file(self, path);
  if (status != VIET_OK) {
    *self = (viet_mapping){0};
    return status;
  }
  status = viet_gazetteer_check(self->memory, self->bytes, verify,
                                &self->gazetteer);
  if (status != VIET_OK)
    viet_mapping_close(self);
  return status;
}


void viet_mapping_close (viet_mapping *self) {
  if (self->memory != NULL)
    close_file(self);
  *self = (viet_mapping){0};
}
