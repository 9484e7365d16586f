/*
** quick_neon.c
** The fast path for 64-bit ARM: 16 bytes together.
*/

#include "text/quick.h"

#if defined(__aarch64__) && defined(__ARM_NEON)

#include <arm_neon.h>

#define PATH_NAME "neon"
#define LANES 16
#define vector uint8x16_t

static inline vector load (const unsigned char *text) {
  return vld1q_u8(text);
}

static inline vector all (unsigned byte) {
  return vdupq_n_u8((uint8_t)byte);
}

static inline vector same (vector v, unsigned byte) {
  return vceqq_u8(v, all(byte));
}

static inline vector plus (vector v, unsigned byte) {
  return vaddq_u8(v, all(byte));
}

static inline vector above (vector v, unsigned byte) {
  return vcgtq_s8(vreinterpretq_s8_u8(v), vdupq_n_s8((int8_t)byte));
}

static inline vector below (vector v, unsigned byte) {
  return vcltq_s8(vreinterpretq_s8_u8(v), vdupq_n_s8((int8_t)byte));
}

static inline vector both (vector a, vector b) {
  return vandq_u8(a, b);
}

static inline vector either (vector a, vector b) {
  return vorrq_u8(a, b);
}

static inline vector differ (vector a, vector b) {
  return veorq_u8(a, b);
}

static inline vector without (vector a, vector b) {
  return vbicq_u8(a, b);
}

/* Each lane keeps the bit of its place in a half; the halves are added. */
static inline uint32_t bits (vector v) {
  static const uint8_t places[LANES] = {
    1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128
  };
  const vector kept = vandq_u8(v, vld1q_u8(places));
  return (uint32_t)vaddv_u8(vget_low_u8(kept))
       | (uint32_t)vaddv_u8(vget_high_u8(kept)) << 8;
}

static inline uint32_t high_bits (vector v) {
  return bits(vcltzq_s8(vreinterpretq_s8_u8(v)));
}

static inline bool is_zero (vector v) {
  return vmaxvq_u8(v) == 0;
}

/* Few are set. */
static inline unsigned count_bits (uint64_t bits) {
  unsigned count = 0;
  for (; bits != 0; bits &= bits - 1) count++;
  return count;
}

#include "text/quick_kernel.h"

const viet_path *viet_path_neon (void) {
  return &path;
}

#else

const viet_path *viet_path_neon (void) {
  return NULL;
}

#endif
