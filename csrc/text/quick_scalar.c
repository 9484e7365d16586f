/*
** quick_scalar.c
** The fast path without vectors: character by character, by the lead byte.
** It says what the others have to say.
*/

#include "text/quick.h"

#include <string.h>

#include "text/utf8.h"


static bool is_continuation (unsigned byte) {
  return (byte & 0xC0) == 0x80;
}


/* The bytes of the clean character at 'c', or 0. */
static size_t clean_length (const unsigned char *c) {
  if (c[0] < 0x80) return 1;
  if (!is_continuation(c[1])) return 0;
  if (c[0] >= 0xC2 && c[0] <= 0xC8) {
    bool eth = (c[0] == 0xC3 && (c[1] == 0x90 || c[1] == 0xB0))
            || (c[0] == 0xC6 && c[1] == 0x89);
    return eth ? 0 : 2;
  }
  if (!is_continuation(c[2])) return 0;
  if (c[0] == 0xE1) return c[1] >= 0xB8 && c[1] <= 0xBB ? 3 : 0;
  return c[0] == 0xE2 && c[1] == 0x80 && c[2] >= 0x82 ? 3 : 0;
}


/* The start of the clean character that byte 'at' is in, or 'at'. */
static size_t character_of (const unsigned char *text, size_t at) {
  for (size_t back = 1; back <= 2; back++)
    if (is_continuation(text[at])
        && clean_length(text + at - back) > back) return at - back;
  return at;
}


/* The last block, 64 bytes from 'at' on or a multiple of it, that starts at
** or before 'found'. */
static size_t block_of (size_t at, size_t found) {
  return found < at ? at : found - (found - at) % VIET_BLOCK;
}


/* Skips eight bytes at a time while they are ASCII, up to 'end'. */
static size_t skip_ascii (const unsigned char *text, size_t at,
                          size_t end) {
  uint64_t eight;
  for (; end - at >= sizeof(eight); at += sizeof(eight)) {
    memcpy(&eight, text + at, sizeof(eight));
    if (eight & UINT64_C(0x8080808080808080)) break;
  }
  return at;
}


static size_t skip_clean (const unsigned char *text, size_t bytes,
                          size_t at) {
  size_t next = character_of(text, at), end = bytes - 3;
  while (next < end) {
    next = skip_ascii(text, next, end);
    if (next >= end) break;
    const size_t length = clean_length(text + next);
    if (length == 0) break;
    next += length;
  }
  return block_of(at, next);
}


static size_t skip_valid (const unsigned char *text, size_t bytes,
                          size_t at) {
  size_t next = at;
  while (next > at - 3 && is_continuation(text[next])) next--;
  while (next < bytes) {
    uint32_t c;
    next = skip_ascii(text, next, bytes);
    if (next >= bytes) break;
    size_t length = viet_utf8_decode((const char *)text + next,
                                     bytes - next, &c);
    if (c == VIET_NO_CODE_POINT) break;
    next += length;
  }
  return block_of(at, next);
}


static uint64_t unclean (const unsigned char *block) {
  uint64_t found = 0;
  size_t i = 0;
  if (is_continuation(block[0]))
    for (size_t back = 2; back > 0; back--) {
      const size_t length = clean_length(block - back);
      if (length > back) i = length - back;
    }
  while (i < VIET_BLOCK) {
    const size_t length = clean_length(block + i);
    if (length == 0) found |= UINT64_C(1) << i;
    i += length + (length == 0);
  }
  return found;
}


static uint64_t uncommon (const unsigned char *block) {
  uint64_t found = 0;
  for (unsigned i = 0; i < VIET_BLOCK; i++)
    found |= (uint64_t)(block[i] >= 0x80
                        || (block[i] >= 'A' && block[i] <= 'Z')) << i;
  return found;
}


/*
** {==================================================================
** Tokens
** ===================================================================
*/

#define WORD 1u
#define DIGIT 2u
#define SPACE 4u

static unsigned ascii_bits (unsigned byte) {
  static const uint8_t kinds[128] = {
#define S SPACE
#define D (WORD | DIGIT)
#define L WORD
    0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, S, S, S, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0,
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0
#undef S
#undef D
#undef L
  };
  return kinds[byte];
}


/* The bytes of a letter or mark of a word that is not ASCII, or 0. */
static size_t word_length (const unsigned char *c) {
  if ((c[0] >= 0xC3 && c[0] <= 0xC8) || c[0] == 0xCC) {
    bool sign = c[0] == 0xC3 && (c[1] == 0x97 || c[1] == 0xB7);
    return is_continuation(c[1]) && !sign ? 2 : 0;
  }
  return c[0] == 0xE1 && c[1] >= 0xB8 && c[1] <= 0xBB
      && is_continuation(c[2]) ? 3 : 0;
}


/* A block starts with a character. */
static void cut (const unsigned char *block, viet_cut *result) {
  *result = (viet_cut){0};
  for (size_t i = 0; i < VIET_BLOCK; ) {
    const uint64_t bit = UINT64_C(1) << i;
    if (block[i] < 0x80) {
      const unsigned kind = ascii_bits(block[i]);
      result->word |= (kind & WORD) ? bit : 0;
      result->digit |= (kind & DIGIT) ? bit : 0;
      result->space |= (kind & SPACE) ? bit : 0;
      i++;
      continue;
    }
    const size_t length = word_length(block + i);
    if (length == 0) result->odd |= bit;
    else result->word |= bit | bit << 1 | (length == 3 ? bit << 2 : 0);
    i += length + (length == 0);
  }
}

/* }================================================================== */


static const viet_path path = {
  "scalar", skip_clean, skip_valid, unclean, uncommon, cut
};


const viet_path *viet_path_scalar (void) {
  return &path;
}
