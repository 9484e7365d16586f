/*
** gazetteer_file.c
** Gazetteers in files: what was saved is what is opened; a file that is cut
** short anywhere is refused; one that is changed anywhere, even with sums
** that fit, does no harm. Ends with a line "N passed, N failed".
*/

#define _XOPEN_SOURCE 700

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "hostile.h"
#include "match/index.h"
#include "meter.h"

static int passed, failed;

static void check (bool is_right, const char *what) {
  if (is_right)
    passed++;
  else {
    failed++;
    printf("failed: %s\n", what);
  }
}


static char folder[] = "/tmp/viet-gazetteer-XXXXXX";
static char path[64];

/* A copy that ends where the block of memory ends. */
static viet_gazetteer *copy_of (const viet_gazetteer *self, size_t bytes) {
  void *copy = malloc(bytes > 0 ? bytes : 1);
  if (copy == NULL)
    exit(2);
  memcpy(copy, self, bytes);
  return copy;
}


static viet_status open_block (const viet_gazetteer *block, size_t bytes,
                               bool verify) {
  const viet_gazetteer *found;
  return viet_gazetteer_check(block, bytes, verify, &found);
}


/* Makes the sum of the header right. */
static void seal (viet_gazetteer *self) {
  self->own_checksum =
    viet_checksum(0, self, offsetof(viet_gazetteer, own_checksum));
}


static bool write_file (const void *bytes, size_t count) {
  FILE *file = fopen(path, "wb");
  bool is_written = file != NULL && fwrite(bytes, 1, count, file) == count;
  return file != NULL && fclose(file) == 0 && is_written;
}


static void check_saved (const viet_gazetteer *made) {
  viet_mapping mapping;
  const size_t bytes = viet_gazetteer_bytes(made);
  check(viet_gazetteer_save(made, path, &viet_malloc) == VIET_OK,
        "a gazetteer is saved");
  check(viet_mapping_open(&mapping, path, true, &viet_malloc) == VIET_OK,
        "and opened");
  check(mapping.block_bytes == bytes && memcmp(mapping.gazetteer, made, bytes)
                                  == 0,
        "and is the same");
  check(viet_gazetteer_save(made, path, &viet_malloc) == VIET_OK
          && hostile_use(mapping.gazetteer),
        "one that is open may be replaced");
  viet_mapping_close(&mapping);
  viet_mapping_close(&mapping);
  check(mapping.gazetteer == NULL, "it may be closed twice");
}


static void check_refused (void) {
  viet_mapping mapping;
  check(viet_mapping_open(&mapping, "/nowhere/names.vgz", false,
                          &viet_malloc) == VIET_EFILE && errno == ENOENT,
        "a file that is not there");
  check(viet_mapping_open(&mapping, folder, false, &viet_malloc)
          == VIET_EFILE && errno == EISDIR, "a folder");
  check(write_file("", 0) && viet_mapping_open(&mapping, path, false,
                                               &viet_malloc)
          == VIET_ENOTOURS, "an empty file");
  check(write_file("id\ttype\tname\na\tb\tc\n", 19)
          && viet_mapping_open(&mapping, path, false, &viet_malloc)
             == VIET_ENOTOURS && mapping.memory == NULL,
        "a file of something else");
}


/* What is no file is not mapped, and not replaced. */
static void check_special (const viet_gazetteer *made) {
  viet_mapping mapping;
  struct stat facts;
  const size_t bytes = viet_gazetteer_bytes(made);
  remove(path);
  check(mkfifo(path, 0600) == 0
          && viet_mapping_open(&mapping, path, 0, &viet_malloc)
             == VIET_ENOFILE, "a pipe is refused, and not waited for");
  const int reader = open(path, O_RDONLY | O_NONBLOCK);
  check(viet_gazetteer_save(made, path, &viet_malloc) == VIET_OK
          && lstat(path, &facts) == 0 && S_ISFIFO(facts.st_mode),
        "one that is saved to stays a pipe");
  char *got = malloc(bytes);
  check(got != NULL && read(reader, got, bytes) == (ssize_t)bytes
          && memcmp(got, made, bytes) == 0, "and has it");
  free(got);
  close(reader);
  remove(path);
  check(viet_mapping_open(&mapping, "/dev/null", VIET_OPEN_COPY,
                          &viet_malloc) == VIET_ENOFILE,
        "a device is refused");
  check(viet_gazetteer_save(made, "/dev/null", &viet_malloc) == VIET_OK
          && stat("/dev/null", &facts) == 0 && S_ISCHR(facts.st_mode),
        "and stays one");
  check(viet_gazetteer_save(made, folder, &viet_malloc) == VIET_EFILE
          && errno == EISDIR, "a folder is not replaced");
}


static void check_link (const viet_gazetteer *made) {
  struct stat facts;
  char link[128];
  snprintf(link, sizeof(link), "%s/link.vgz", folder);
  check(write_file("", 0) && chmod(path, 0640) == 0
          && symlink(path, link) == 0
          && viet_gazetteer_save(made, link, &viet_malloc) == VIET_OK
          && lstat(link, &facts) == 0 && S_ISLNK(facts.st_mode),
        "a link stays one");
  check(stat(path, &facts) == 0 && (facts.st_mode & 0777) == 0640
          && (size_t)facts.st_size == viet_gazetteer_bytes(made),
        "and what it leads to may be read by whom it might");
  remove(link);
}


static void check_copy (const viet_gazetteer *made) {
  viet_mapping mapping;
  bool is_right = true;
  meter counter;
  size_t n = 0;
  check(viet_mapping_open(&mapping, path,
                          VIET_OPEN_COPY | VIET_OPEN_VERIFY, &viet_malloc)
          == VIET_OK && truncate(path, 100) == 0
          && memcmp(mapping.gazetteer, made, viet_gazetteer_bytes(made))
             == 0 && hostile_use(mapping.gazetteer),
        "a copy goes on when the file is cut short");
  check((uintptr_t)mapping.gazetteer % 64 == 0, "and lies well");
  viet_mapping_close(&mapping);
  check(viet_mapping_open(&mapping, path, VIET_OPEN_COPY, &viet_malloc)
          == VIET_EDAMAGED && mapping.memory == NULL, "cut short");
  check(viet_gazetteer_save(made, path, &viet_malloc) == VIET_OK,
        "it is saved again");
  do {
    counter = (meter){.fail_at = ++n};
    const viet_allocator allocator = {meter_resize, &counter};
    const viet_status status = viet_mapping_open(&mapping, path,
                                                 VIET_OPEN_COPY,
                                                 &allocator);
    is_right = is_right
            && status == (counter.calls >= n ? VIET_ENOMEM : VIET_OK);
    viet_mapping_close(&mapping);
    is_right = is_right && counter.live == 0;
  } while (counter.calls >= n);
  check(is_right && n == 2, "copying without memory leaves nothing");
}


static void check_version (const viet_gazetteer *made) {
  viet_mapping mapping;
  const size_t bytes = viet_gazetteer_bytes(made);
  viet_gazetteer *copy = copy_of(made, bytes);
  copy->version = 77;
  seal(copy);
  check(write_file(copy, bytes)
          && viet_mapping_open(&mapping, path, 0, &viet_malloc)
             == VIET_EVERSION && mapping.version == 77
          && mapping.memory == NULL
          && viet_gazetteer_version() == made->version,
        "another version says which one");
  free(copy);
}


static void check_headers (const viet_gazetteer *made) {
  const size_t bytes = viet_gazetteer_bytes(made);
  viet_gazetteer *copy = copy_of(made, bytes);
  check(open_block(copy, bytes, true) == VIET_OK, "a copy is as good");
  copy->version++;
  seal(copy);
  check(open_block(copy, bytes, false) == VIET_EVERSION, "another version");
  *copy = *made;
  copy->order = 0x04030201u;
  check(open_block(copy, bytes, false) == VIET_EORDER,
        "another order of bytes");
  *copy = *made;
  copy->names++;
  check(open_block(copy, bytes, false) == VIET_EDAMAGED,
        "a header that was changed");
  *copy = *made;
  ((char *)copy)[bytes - 1] ^= 1;
  check(open_block(copy, bytes, false) == VIET_OK
          && open_block(copy, bytes, true) == VIET_EDAMAGED,
        "content that was changed shows when it is verified");
  free(copy);
}


static void check_lengths (const viet_gazetteer *made) {
  const size_t bytes = viet_gazetteer_bytes(made);
  bool is_right = true;
  for (size_t length = 0; length < bytes; length++) {
    viet_gazetteer *copy = copy_of(made, length);
    const viet_status status = open_block(copy, length, true);
    is_right = is_right && status == (length < 16 ? VIET_ENOTOURS
                                                  : VIET_EDAMAGED);
    free(copy);
  }
  check(is_right, "every file that is cut short is refused");
  viet_gazetteer *longer = realloc(copy_of(made, bytes), bytes + 1);
  if (longer == NULL)
    exit(2);
  check(open_block(longer, bytes + 1, false) == VIET_EDAMAGED,
        "and one that is too long");
  free(longer);
}


/* Changes some bytes from 'first' on, and makes the sum of the header right
** again; uses what is still taken for a gazetteer. */
static bool damage (const viet_gazetteer *made, size_t first, size_t end,
                    unsigned *state, size_t *used) {
  static const unsigned char values[] = {0, 1, 0x7F, 0x80, 0xFF};
  const size_t bytes = viet_gazetteer_bytes(made);
  viet_gazetteer *copy = copy_of(made, bytes);
  bool is_right = true;
  for (int i = 0; i < 4; i++) {
    *state = *state * 1103515245u + 12345u;
    const size_t at = first + (*state >> 8) % (end - first);
    *state = *state * 1103515245u + 12345u;
    ((unsigned char *)copy)[at] = (*state >> 28) < 8
                                ? (unsigned char)(*state >> 16)
                                : values[(*state >> 16) % 5];
  }
  seal(copy);
  if (open_block(copy, bytes, false) == VIET_OK) {
    is_right = hostile_use(copy);
    ++*used;
  }
  free(copy);
  return is_right;
}


static void check_damage (const viet_gazetteer *made, unsigned seed) {
  const size_t bytes = viet_gazetteer_bytes(made);
  unsigned state = seed;
  size_t used = 0;
  bool is_right = true;
  for (int i = 0; i < 3000; i++)
    is_right = damage(made, 0, sizeof(*made), &state, &used) && is_right;
  for (int i = 0; i < 3000; i++)
    is_right = damage(made, sizeof(*made), bytes, &state, &used)
            && is_right;
  for (size_t part = 0; part < VIET_PARTS; part++) {
    const size_t at = (size_t)made->parts[part].at;
    const size_t end = part + 1 < VIET_PARTS
                     ? (size_t)made->parts[part + 1].at : bytes;
    for (int i = 0; i < 300 && at < end; i++)
      is_right = damage(made, at, end, &state, &used) && is_right;
  }
  if (!is_right)
    printf("seed %u\n", seed);
  check(is_right && used > 4000, "files that were changed do no harm");
}


/* Fails at each allocation. */
static void check_memory (const viet_gazetteer *made) {
  bool is_right = true;
  meter counter;
  size_t n = 0;
  do {
    counter = (meter){.fail_at = ++n};
    const viet_allocator allocator = {meter_resize, &counter};
    const viet_status status = viet_gazetteer_save(made, path, &allocator);
    is_right = is_right && counter.live == 0
            && status == (counter.calls >= n ? VIET_ENOMEM : VIET_OK);
  } while (counter.calls >= n);
  check(is_right && n > 1, "saving without memory leaves nothing");
}


/* The files in the folder. */
static size_t count_files (void) {
  char command[128];
  size_t count = 0;
  snprintf(command, sizeof(command), "ls -A %s | wc -l", folder);
  FILE *pipe = popen(command, "r");
  if (pipe == NULL || fscanf(pipe, "%zu", &count) != 1)
    exit(2);
  pclose(pipe);
  return count;
}


static void check_full_disk (const viet_gazetteer *made) {
  struct rlimit before, little = {100, RLIM_INFINITY};
  remove(path);
  check(viet_gazetteer_save(made, "/nowhere/names.vgz", &viet_malloc)
          == VIET_EFILE && errno == ENOENT, "a folder that is not there");
  if (getrlimit(RLIMIT_FSIZE, &before) != 0)
    exit(2);
  little.rlim_max = before.rlim_max;
  signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &little);
  const viet_status status = viet_gazetteer_save(made, path, &viet_malloc);
  const int reason = errno;
  setrlimit(RLIMIT_FSIZE, &before);
  check(status == VIET_EFILE && reason == EFBIG, "a file that is too large");
  check(count_files() == 0, "leaves nothing behind");
}


static void check_entries (const viet_gazetteer *made) {
  viet_entry entry;
  viet_name name;
  char room[64];
  uint32_t first;
  check(viet_gazetteer_entry_count(made) == 8
          && viet_gazetteer_name_count(made) == 14, "all are there");
  check(viet_gazetteer_entry(made, 4, &entry) && entry.id_bytes == 7
          && memcmp(entry.id, "place/1", 7) == 0 && entry.type_bytes == 3
          && memcmp(entry.type, "ORG", 3) == 0 && entry.from == 0
          && entry.priority == -1 && entry.attribute_bytes == 1
          && entry.attributes[0] == '{', "an entry is as it was given");
  check(viet_gazetteer_entry(made, 5, &entry) && entry.type == NULL
          && entry.from == 20100101, "an entry without a type");
  check(!viet_gazetteer_entry(made, 8, &entry), "there is no ninth entry");
  check(viet_gazetteer_names_of(made, 4, &first) == 3, "it has three names");
  check(viet_gazetteer_name(made, first + 2, room, sizeof(room), &name)
          && name.entry == 4 && name.level == VIET_TYPED
          && name.bytes == strlen("Ủy  ban nhân")
          && memcmp(room, "Ủy  ban nhân", name.bytes) == 0,
        "a name has its two spaces");
  check(viet_gazetteer_names_of(made, 7, &first) == 2
          && viet_gazetteer_name(made, first + 1, room, 4, &name)
          && name.bytes == strlen("Bình, HÒA")
          && memcmp(room, "Bình, HÒA", 4) == 0,
        "a name in a room that is too small");
  check(!viet_gazetteer_name(made, 14, room, sizeof(room), &name),
        "there is no fifteenth name");
}


/* Adds an entry, whose number is not asked for. */
static bool add_entry (viet_builder *builder, viet_entry entry) {
  uint32_t number;
  return viet_builder_add_entry(builder, &entry, &number) == VIET_OK;
}


/* A gazetteer whose entries have nothing but a name, of the same number;
** the last of three may have more. */
static viet_gazetteer *make_plain (const viet_entry *last) {
  static const char *const texts[] = {"Hòa Bình", "a a a a a", "Phú Thọ"};
  viet_builder *builder;
  viet_gazetteer *made = NULL;
  if (viet_builder_open(&viet_malloc, &builder) != VIET_OK)
    exit(2);
  for (uint32_t i = 0; i < 3; i++) {
    const viet_name name = {texts[i], strlen(texts[i]), i, VIET_PLACEMENT};
    if (!add_entry(builder, i < 2 ? (viet_entry){0} : *last)
        || viet_builder_add_name(builder, &name, NULL) != VIET_OK)
      exit(2);
  }
  if (viet_builder_build(builder, NULL, NULL, &made) != VIET_OK)
    exit(2);
  viet_builder_close(builder);
  return made;
}


/* What only the last entry has. */
static void check_columns (unsigned seed) {
  const viet_entry last = {.id = "", .attributes = "{}",
                           .attribute_bytes = 2, .to = 20200101,
                           .priority = -7};
  viet_gazetteer *bare = make_plain(&(viet_entry){0});
  viet_gazetteer *made = make_plain(&last);
  viet_entry entry;
  viet_name name;
  char room[64];
  uint32_t first;
  check(viet_gazetteer_entry_count(bare) == 3
          && viet_gazetteer_entry(bare, 2, &entry) && entry.id == NULL
          && entry.attributes == NULL && entry.type == NULL
          && entry.to == 0 && entry.priority == 0
          && viet_gazetteer_bytes(bare) < viet_gazetteer_bytes(made),
        "what no entry has takes no room");
  check(viet_gazetteer_entry(made, 1, &entry) && entry.id == NULL
          && entry.attributes == NULL && entry.priority == 0,
        "entries without it are the same beside one that has it");
  check(viet_gazetteer_entry(made, 2, &entry) && entry.id != NULL
          && entry.id_bytes == 0 && entry.attribute_bytes == 2
          && entry.from == 0 && entry.to == 20200101
          && entry.priority == -7, "an empty id is one");
  check(viet_gazetteer_names_of(made, 2, &first) == 1 && first == 2
          && viet_gazetteer_names_of(made, 3, &first) == 0
          && viet_gazetteer_name(made, 2, room, sizeof(room), &name)
          && name.entry == 2 && memcmp(room, "Phú Thọ", name.bytes) == 0,
        "each entry has its one name");
  check_damage(bare, seed);
  check_damage(made, seed);
  viet_free(&viet_malloc, bare, viet_gazetteer_bytes(bare));
  viet_free(&viet_malloc, made, viet_gazetteer_bytes(made));
}


/* A name of an entry that never comes. */
static void check_early_name (void) {
  const viet_name name = {"Phú Thọ", strlen("Phú Thọ"), 9, VIET_EXACT};
  viet_builder *builder;
  viet_gazetteer *made;
  if (viet_builder_open(&viet_malloc, &builder) != VIET_OK)
    exit(2);
  check(viet_builder_add_name(builder, &name, NULL) == VIET_OK
          && add_entry(builder, (viet_entry){0})
          && viet_builder_build(builder, NULL, NULL, &made) == VIET_EINVAL
          && made == NULL, "a name before its entry needs one in the end");
  viet_builder_close(builder);
}


int main (int count, char **values) {
  const unsigned seed = count > 1 ? (unsigned)strtoul(values[1], NULL, 10)
                                  : (unsigned)time(NULL);
  viet_gazetteer *made = hostile_gazetteer();
  if (made == NULL || mkdtemp(folder) == NULL)
    return 2;
  snprintf(path, sizeof(path), "%s/names.vgz", folder);
  check(hostile_use(made), "all goes well with a good one");
  check_entries(made);
  check_saved(made);
  check_refused();
  check_special(made);
  check_link(made);
  check_copy(made);
  check_version(made);
  check_headers(made);
  check_lengths(made);
  check_damage(made, seed);
  check_columns(seed);
  check_early_name();
  check_memory(made);
  check_full_disk(made);
  rmdir(folder);
  viet_free(&viet_malloc, made, viet_gazetteer_bytes(made));
  printf("%d passed, %d failed\n", passed, failed);
  return failed > 0;
}
