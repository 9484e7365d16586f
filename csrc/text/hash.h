/*
** hash.h
** Two hashes of bytes. FNV-1a is the same in every run, so that it can be kept
** in a block; whoever chooses the bytes can make them collide. The other one
** has a seed that is unlike from table to table, and serves tables alone.
*/

#ifndef viet_hash_h
#define viet_hash_h

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t viet_hash_bytes (const char *text, size_t bytes) {
  uint64_t hash = UINT64_C(0xCBF29CE484222325);
  for (size_t i = 0; i < bytes; i++)
    hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001B3);
  return hash;
}

/* Mixes eight bytes into a hash; one-to-one in either argument. */
static inline uint64_t viet_hash_mix (uint64_t hash, uint64_t bytes) {
  hash = (hash ^ bytes) * UINT64_C(0x9E3779B97F4A7C15);
  return hash ^ (hash >> 29);
}

/* All of 0 to 8 bytes in one number; the length tells which is which. */
static inline uint64_t viet_hash_read (const char *text, size_t bytes) {
  if (bytes >= 4) {
    uint32_t first, last;
    memcpy(&first, text, sizeof(first));
    memcpy(&last, text + bytes - sizeof(last), sizeof(last));
    return (uint64_t)first << 32 | last;
  }
  if (bytes == 0)
    return 0;
  const unsigned char *byte = (const unsigned char *)text;
  return (uint64_t)byte[0] << 16 | (uint64_t)byte[bytes / 2] << 8
       | byte[bytes - 1];
}

/* The hash with a seed. */
static inline uint32_t viet_hash_seeded (uint64_t seed, const char *text,
                                         size_t bytes) {
  uint64_t hash = seed ^ bytes;
  for (; bytes > 8; bytes -= 8, text += 8) {
    uint64_t eight;
    memcpy(&eight, text, sizeof(eight));
    hash = viet_hash_mix(hash, eight);
  }
  hash = viet_hash_mix(viet_hash_mix(hash, viet_hash_read(text, bytes)),
                       seed);
  return (uint32_t)(hash >> 32);
}

#endif
