/*
** gazetteer_file.c
** A libFuzzer target: bytes as a gazetteer that was read from a file, and
** used if it is taken for one.
**
** The first byte tells how: an even one, that the rest of the input is the
** file; an odd one, that it changes a good file, four bytes at a time: three
** for the place, one for what is put there. The sum of the header is made
** right, for no fuzzer finds it.
*/

#include "fuzz.h"
#include "match/index.h"

#include "../c/hostile.h"


/* Puts the sum into a header, if there is a whole one. */
static void seal (void *block, size_t bytes) {
  viet_gazetteer *self = block;
  if (bytes < sizeof(*self))
    return;
  self->own_checksum =
    viet_checksum(0, self, offsetof(viet_gazetteer, own_checksum));
}


/* Uses a block, which ends where its memory ends. */
static void use (void *block, size_t bytes) {
  const viet_gazetteer *self;
  if (viet_gazetteer_check(block, bytes, true, &self) != VIET_OK)
    require(self == NULL);
  if (viet_gazetteer_check(block, bytes, false, &self) == VIET_OK)
    require(hostile_use(self));
}


/* A good file with changes; '*bytes' of it. */
static void *change_good (fuzz_input *input, size_t *bytes) {
  static viet_gazetteer *good;
  if (good == NULL)
    good = hostile_gazetteer();
  require(good != NULL);
  *bytes = viet_gazetteer_bytes(good);
  unsigned char *block = malloc(*bytes);
  require(block != NULL);
  memcpy(block, good, *bytes);
  while (input->size >= 4) {
    const size_t high = fuzz_byte(input), middle = fuzz_byte(input);
    const size_t at = (high << 16 | middle << 8 | fuzz_byte(input)) % *bytes;
    block[at] = (unsigned char)fuzz_byte(input);
  }
  return block;
}


int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  fuzz_input input = {data, size};
  const bool is_raw = fuzz_byte(&input) % 2 == 0;
  size_t bytes = input.size;
  void *block = is_raw ? malloc(bytes > 0 ? bytes : 1)
                       : change_good(&input, &bytes);
  require(block != NULL);
  if (is_raw && bytes > 0)
    memcpy(block, input.data, bytes);
  seal(block, bytes);
  use(block, bytes);
  free(block);
  return 0;
}
