/*
** hash.h
** FNV-1a: a hash of bytes that is the same in every run, so that it can be
** kept in a block. Whoever chooses the bytes can make them collide: texts
** are hashed with a seed of their own (form.c).
*/

#ifndef viet_hash_h
#define viet_hash_h

#include <stddef.h>
#include <stdint.h>

static inline uint64_t viet_hash_bytes (const char *text, size_t bytes) {
  uint64_t hash = UINT64_C(0xCBF29CE484222325);
  for (size_t i = 0; i < bytes; i++)
    hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001B3);
  return hash;
}

#endif
