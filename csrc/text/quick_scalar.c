/*
** quick_scalar.c
** The fast path without vectors: character by character, by the lead byte.
** It says what the others have to say.
*/

#include "text/quick.h"

#include <string.h>

#include "text/utf8.h"

/* Few are set. */
static inline unsigned count_bits (uint64_t bits) {
  unsigned count = 0;
  for (; bits != 0; bits &= bits - 1) count++;
  return count;
}

#include "text/quick_take.h"


/* The bytes of the clean character at 'c', or 0. */
static size_t clean_length (const unsigned char *c) {
  if (c[0] < 0x80) return 1;
  if (!viet_is_continuation(c[1])) return 0;
  if (c[0] >= 0xC2 && c[0] <= 0xC8) {
    bool eth = (c[0] == 0xC3 && (c[1] == 0x90 || c[1] == 0xB0))
            || (c[0] == 0xC6 && c[1] == 0x89);
    return eth ? 0 : 2;
  }
  if (!viet_is_continuation(c[2])) return 0;
  if (c[0] == 0xE1) return c[1] >= 0xB8 && c[1] <= 0xBB ? 3 : 0;
  return c[0] == 0xE2 && c[1] == 0x80 && c[2] >= 0x82 ? 3 : 0;
}


/* The start of the clean character that byte 'at' is in, or 'at'. */
static size_t character_of (const unsigned char *text, size_t at) {
  for (size_t back = 1; back <= 2; back++)
    if (viet_is_continuation(text[at])
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
  while (next > at - 3 && viet_is_continuation(text[next])) next--;
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
  if (viet_is_continuation(block[0]))
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


/* Bit 'bit' of each of eight bytes, as a byte: the first one's is lowest.
** The product brings bit 8i to bit 56 + i. */
static inline uint64_t gather (uint64_t eight, unsigned bit) {
  return (eight >> bit & UINT64_C(0x0101010101010101))
       * UINT64_C(0x0102040810204080) >> 56;
}


/* Eight bytes, the first one lowest. */
static inline uint64_t read_eight (const unsigned char *text) {
  uint64_t eight = 0;
  for (unsigned i = 0; i < 8; i++) eight |= (uint64_t)text[i] << 8 * i;
  return eight;
}


static viet_high high (const unsigned char *block) {
  viet_high found = {0};
  for (unsigned i = 0; i < VIET_BLOCK; i += 8) {
    const uint64_t all = read_eight(block + i), leads = all & all << 1;
    found.all |= gather(all, 7) << i;
    found.leads |= gather(leads, 7) << i;
    found.long_leads |= gather(leads & all << 2, 7) << i;
  }
  return found;
}


/*
** {==================================================================
** Tokens
** ===================================================================
*/

/* The classes of bytes, by their bits. */
enum { WORD, DIGIT, SPACE, FEED, JOINER, HIGH };

static uint64_t bits_of (unsigned char byte) {
  static const uint8_t bits[256] = {
#define L 1 << WORD
#define D (1 << WORD | 1 << DIGIT)
#define S 1 << SPACE
#define F (1 << SPACE | 1 << FEED)
#define J 1 << JOINER
#define H (1 << WORD | 1 << HIGH)
#define ROW H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H
    0, 0, 0, 0, 0, 0, 0, 0, 0, S, F, S, S, S, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, J, J, J, J,
    D, D, D, D, D, D, D, D, D, D, J, 0, 0, 0, 0, 0,
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
    ROW, ROW, ROW, ROW, ROW, ROW, ROW, ROW
#undef L
#undef D
#undef S
#undef F
#undef J
#undef H
#undef ROW
  };
  return bits[byte];
}


/* The bits of the classes of eight bytes, the first one lowest. */
static inline uint64_t bits_of_eight (const unsigned char *text) {
  return bits_of(text[0]) | bits_of(text[1]) << 8
       | bits_of(text[2]) << 16 | bits_of(text[3]) << 24
       | bits_of(text[4]) << 32 | bits_of(text[5]) << 40
       | bits_of(text[6]) << 48 | bits_of(text[7]) << 56;
}


static inline classes cut (const unsigned char *block) {
  classes found = {0};
  for (unsigned i = 0; i < VIET_BLOCK; i += 8) {
    const uint64_t eight = bits_of_eight(block + i);
    found.word |= gather(eight, WORD) << i;
    found.high |= gather(eight, HIGH) << i;
    found.digit |= gather(eight, DIGIT) << i;
    found.space |= gather(eight, SPACE) << i;
    found.feed |= gather(eight, FEED) << i;
    found.joiner |= gather(eight, JOINER) << i;
  }
  return found;
}

/* }================================================================== */


static const viet_path path = {
  "scalar", skip_clean, skip_valid, unclean, high, take,
  hash_short
};


const viet_path *viet_path_scalar (void) {
  return &path;
}
