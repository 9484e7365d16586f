/*
** file.c
** Gazetteers as files. A file is the block, so that opening one maps it:
** pages that no search reads are never read, and processes share them. This
** is the one file of the library that asks the system for files.
*/

#define _XOPEN_SOURCE 700

#include "match/index.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
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

/* a cache line: a block is read best from the start of one */
#define LINE_BYTES ((size_t)64)

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


/* Writes a block to an open file, which it closes. A file is 'kept' on the
** disk when that is done. */
static bool write_block (int file, const viet_gazetteer *block, bool kept) {
  bool is_written = write_all(file, (const char *)block,
                              (size_t)block->bytes)
                 && (!kept || fsync(file) == 0);
  int reason = errno;
  if (close(file) != 0 && is_written) {
    is_written = false;
    reason = errno;
  }
  errno = reason;
  return is_written;
}


/* Opens a new file beside 'path', whose name is then in '*name', a block of
** '*bytes'; -1 without. */
static int open_beside (const char *path, mode_t mode,
                        const viet_allocator *a, char **name,
                        size_t *bytes) {
  const uint64_t number = (uint64_t)getpid() << 20
                        ^ (uint64_t)(uintptr_t)name;
  for (uint64_t i = 0; ; i++) {  /* was one left behind? */
    *name = name_beside(path, number + i, a, bytes);
    if (*name == NULL)
      return -1;
    const int file = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                          mode);
    if (file >= 0 || errno != EEXIST || i == 100)
      return file;
    viet_free(a, *name, *bytes);
  }
}


/* Writes a new file beside 'path', which takes its place when it is whole.
** 'facts' are those of the file that is there, whose mode it gets; NULL if
** there is none. */
static viet_status replace (const viet_gazetteer *self, const char *path,
                            const struct stat *facts,
                            const viet_allocator *a) {
  const mode_t mode = facts != NULL ? facts->st_mode & 0777 : 0666;
  size_t bytes;
  char *name;
  const int file = open_beside(path, mode, a, &name, &bytes);
  if (name == NULL)
    return VIET_ENOMEM;
  if (file >= 0 && facts != NULL)
    (void)fchmod(file, mode);  /* whatever the umask; not all systems can */
  const bool is_saved = file >= 0 && write_block(file, self, true)
                     && rename(name, path) == 0;
  const int reason = errno;
  if (file >= 0 && !is_saved)
    unlink(name);
  viet_free(a, name, bytes);
  errno = reason;
  return is_saved ? VIET_OK : VIET_EFILE;
}


/* Writes to a device or a pipe. */
static viet_status pour (const viet_gazetteer *self, const char *path) {
  const int file = open(path, O_WRONLY | O_CLOEXEC);
  return file >= 0 && write_block(file, self, false) ? VIET_OK
                                                     : VIET_EFILE;
}


/* Replaces the file that 'path' leads to: a link stays one. */
static viet_status replace_target (const viet_gazetteer *self,
                                   const char *path,
                                   const struct stat *facts, bool is_new,
                                   const viet_allocator *a) {
  char *target = realpath(path, NULL);
  if (target == NULL)
    return errno == ENOMEM ? VIET_ENOMEM : VIET_EFILE;
  viet_status status = replace(self, target, facts, a);
  const int reason = errno;
  if (status != VIET_OK && is_new)
    unlink(target);
  free(target);
  errno = reason;
  return status;
}


/* Saves to where a link leads, which is nothing yet: an empty file is made
** there, and replaced. */
static viet_status save_behind_link (const viet_gazetteer *self,
                                     const char *path,
                                     const viet_allocator *a) {
  struct stat facts;
  const int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0)
    return VIET_EFILE;
  const bool is_known = fstat(file, &facts) == 0;
  close(file);
  return replace_target(self, path, is_known ? &facts : NULL, true, a);
}


viet_status viet_gazetteer_save (const viet_gazetteer *self,
                                 const char *path,
                                 const viet_allocator *allocator) {
  struct stat facts;
  if (stat(path, &facts) != 0)
    return lstat(path, &facts) == 0 && S_ISLNK(facts.st_mode)
         ? save_behind_link(self, path, allocator)
         : replace(self, path, NULL, allocator);
  if (S_ISDIR(facts.st_mode)) {
    errno = EISDIR;
    return VIET_EFILE;
  }
  if (!S_ISREG(facts.st_mode))
    return pour(self, path);
  return replace_target(self, path, &facts, false, allocator);
}


/* Reads an open file of 'bytes' bytes to memory of its own. */
static viet_status read_file (viet_mapping *self, int file, size_t bytes) {
  const viet_allocator *a = self->allocator;
  if (bytes > SIZE_MAX - LINE_BYTES)
    return VIET_ENOMEM;
  char *memory = a->resize(a->context, NULL, 0, bytes + LINE_BYTES);
  if (memory == NULL)
    return VIET_ENOMEM;
  self->memory = memory;
  self->bytes = bytes + LINE_BYTES;
  self->block = memory + (LINE_BYTES
                          - (uintptr_t)memory % LINE_BYTES);
  for (size_t done = 0; done < bytes; ) {
    const ssize_t count = read(file, (char *)self->block + done,
                               bytes - done);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return VIET_EFILE;
    if (count == 0)  /* was it cut short meanwhile? */
      return VIET_EDAMAGED;
    done += (size_t)count;
  }
  self->block_bytes = bytes;
  return VIET_OK;
}


/* Maps an open file of 'bytes' bytes. */
static viet_status map_file (viet_mapping *self, int file, size_t bytes) {
  void *memory = mmap(NULL, bytes, PROT_READ, MAP_SHARED, file, 0);
  if (memory == MAP_FAILED)
    return VIET_EFILE;
  *self = (viet_mapping){.memory = memory, .bytes = bytes,
                         .block = memory, .block_bytes = bytes};
  return VIET_OK;
}


/* Maps or reads an open file. */
static viet_status take_file (viet_mapping *self, int file,
                              unsigned flags) {
  struct stat facts;
  if (fstat(file, &facts) != 0)
    return VIET_EFILE;
  if (S_ISDIR(facts.st_mode)) {
    errno = EISDIR;
    return VIET_EFILE;
  }
  if (!S_ISREG(facts.st_mode))
    return VIET_ENOFILE;
  if (facts.st_size < 16)  /* too short for any gazetteer? */
    return VIET_ENOTOURS;
  if ((uint64_t)facts.st_size > SIZE_MAX)
    return VIET_ENOMEM;
  return (flags & VIET_OPEN_COPY) != 0
       ? read_file(self, file, (size_t)facts.st_size)
       : map_file(self, file, (size_t)facts.st_size);
}


static viet_status open_file (viet_mapping *self, const char *path,
                              unsigned flags) {
  /* a pipe that nobody writes to would block */
  const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0)
    return VIET_EFILE;
  viet_status status = take_file(self, file, flags);
  const int reason = errno;
  close(file);
  errno = reason;
  return status;
}


static void close_file (viet_mapping *self) {
  if (self->allocator == NULL)
    munmap(self->memory, self->bytes);
  else
    viet_free(self->allocator, self->memory, self->bytes);
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


/* Makes the memory larger. */
static viet_status grow (viet_mapping *self) {
  const viet_allocator *a = self->allocator;
  const size_t more = self->bytes + self->bytes / 2 + 65536;
  void *memory = a->resize(a->context, self->memory, self->bytes, more);
  if (memory == NULL)
    return VIET_ENOMEM;
  self->memory = memory;
  self->bytes = more;
  return VIET_OK;
}


/* Reads a file to its end. */
static viet_status read_all (viet_mapping *self, FILE *file) {
  size_t count;
  do {
    if (self->block_bytes == self->bytes && grow(self) != VIET_OK)
      return VIET_ENOMEM;
    count = fread((char *)self->memory + self->block_bytes, 1,
                  self->bytes - self->block_bytes, file);
    self->block_bytes += count;
  } while (count > 0);
  self->block = self->memory;
  return ferror(file) ? VIET_EFILE : VIET_OK;
}


static viet_status open_file (viet_mapping *self, const char *path,
                              unsigned flags) {
  (void)flags;  /* it is read anyway */
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
                               unsigned flags,
                               const viet_allocator *allocator) {
  *self = (viet_mapping){.allocator = allocator};
  uint32_t version = 0;
  viet_status status = open_file(self, path, flags);
  if (status == VIET_OK)
    status = viet_gazetteer_check(self->block, self->block_bytes,
                                  (flags & VIET_OPEN_VERIFY) != 0,
                                  &self->gazetteer);
  if (status == VIET_EVERSION)
    version = ((const viet_gazetteer *)self->block)->version;
  if (status != VIET_OK) {
    const int reason = errno;
    viet_mapping_close(self);
    errno = reason;
  }
  self->version = status == VIET_OK ? VIET_GAZETTEER_VERSION : version;
  return status;
}


uint32_t viet_gazetteer_version (void) {
  return VIET_GAZETTEER_VERSION;
}


void viet_mapping_close (viet_mapping *self) {
  if (self->memory != NULL)
    close_file(self);
  *self = (viet_mapping){0};
}
