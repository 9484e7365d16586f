/*
** charset.c
** A libFuzzer target: any bytes in any charset. The first byte of an input
** chooses the charset, the bits of the second one the options; the rest is
** decoded, and what comes out is encoded again.
**
** It traps when a result is not UTF-8 in NFC, when it is another one with
** an alignment, when the alignment leads nowhere or backwards, when a text
** of which nothing is lost does not come back, or when what is refused is
** not what 'losses' tells. Inputs to begin with are in charset/.
*/

#include <stdlib.h>
#include <string.h>

#include "viet.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void require (bool holds) {
  if (!holds)
    __builtin_trap();
}


/* Does each byte of the result lead to the source, in order, and back? */
static void check_alignment (const viet_alignment *alignment, size_t source,
                             size_t result) {
  size_t before = 0;
  for (size_t i = 0; i < result; i++) {
    size_t first = i, end = i + 1;
    viet_alignment_to_source(alignment, &first, &end);
    require(before <= first && first < end && end <= source);
    before = first;
    viet_alignment_to_result(alignment, &first, &end);
    require(first <= i && i < end);
  }
}


static void check_nfc (const char *text, size_t bytes) {
  static const viet_rules nfc = {.form = VIET_NFC};
  char *again;
  size_t again_bytes;
  require(viet_normalize(&nfc, text, bytes, &viet_malloc, &again,
                         &again_bytes, NULL) == VIET_OK);
  require(again_bytes == bytes && memcmp(again, text, bytes) == 0);
  free(again);
}


/* Decodes the bytes as they are written; they must give 'text'. */
static void check_return (viet_charset charset, const char *encoded,
                          size_t encoded_bytes, const char *text,
                          size_t bytes) {
  const viet_decoding rules = {.charset = charset};
  char *back;
  size_t back_bytes;
  require(viet_decode(&rules, encoded, encoded_bytes, &viet_malloc, &back,
                      &back_bytes, NULL) == VIET_OK);
  require(back_bytes == bytes && memcmp(back, text, bytes) == 0);
  free(back);
}


/* Encodes a text in NFC. */
static void check_encoding (const viet_encoding *rules, const char *text,
                            size_t bytes) {
  char *encoded;
  size_t encoded_bytes, count;
  viet_loss *losses;
  require(viet_losses(rules, text, bytes, &viet_malloc, &losses, &count)
          == VIET_OK);
  viet_status status = viet_encode(rules, text, bytes, &viet_malloc,
                                   &encoded, &encoded_bytes);
  if (count == 0) {
    require(status == VIET_OK);
    check_return(rules->charset, encoded, encoded_bytes, text, bytes);
  } else if (!rules->lossy) {
    require(status == VIET_ECHARSET && encoded_bytes == losses[0].first);
  } else {
    require(status == VIET_OK);
  }
  free(encoded);
  free(losses);
}


/* Decodes with and without an alignment, then encodes. */
static void check_decoding (const viet_decoding *rules,
                            const viet_encoding *back, const char *text,
                            size_t bytes) {
  char *plain, *aligned;
  size_t plain_bytes, aligned_bytes;
  viet_alignment *alignment;
  viet_status status = viet_decode(rules, text, bytes, &viet_malloc, &plain,
                                   &plain_bytes, NULL);
  require(viet_decode(rules, text, bytes, &viet_malloc, &aligned,
                      &aligned_bytes, &alignment) == status);
  require(plain_bytes == aligned_bytes);
  if (status == VIET_OK) {
    require(memcmp(plain, aligned, plain_bytes) == 0);
    check_nfc(plain, plain_bytes);
    check_alignment(alignment, bytes, plain_bytes);
    check_encoding(back, plain, plain_bytes);
  } else {
    require(plain_bytes < bytes);
  }
  free(plain);
  free(aligned);
  free(alignment);
}


int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  if (size < 2)
    return 0;
  const unsigned bits = data[1];
  const viet_decoding rules = {
    .charset = (viet_charset)(data[0] % VIET_CHARSETS),
    .replace_invalid = (bits & 1) != 0, .smart = (bits & 2) != 0
  };
  const viet_encoding back = {.charset = rules.charset,
                              .lossy = (bits & 4) != 0,
                              .apart = (bits & 8) != 0};
  size_t bytes = size - 2, count;
  viet_candidate candidates[VIET_CHARSETS];
  viet_charset best;
  char *text = malloc(size - 1);  /* the sanitizer sees where it ends */
  if (text == NULL)
    return 0;
  memcpy(text, data + 2, bytes);
  check_decoding(&rules, &back, text, bytes);
  require(viet_detect(text, bytes, &viet_malloc, candidates, &count, &best)
          == VIET_OK);
  free(text);
  return 0;
}
