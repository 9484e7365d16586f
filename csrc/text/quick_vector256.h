/*
** quick_vector256.h
** What AVX2 has for quick_kernel.h, and AES for the hash: the same text for
** quick_avx2.c and quick_avx512.c, which have said for what CPU it is.
*/

#define LANES 32
#define vector __m256i

static inline vector load (const unsigned char *text) {
  return _mm256_loadu_si256((const __m256i *)(const void *)text);
}

static inline vector all (unsigned byte) {
  return _mm256_set1_epi8((char)byte);
}

static inline vector same (vector v, unsigned byte) {
  return _mm256_cmpeq_epi8(v, all(byte));
}

static inline vector plus (vector v, unsigned byte) {
  return _mm256_add_epi8(v, all(byte));
}

static inline vector above (vector v, unsigned byte) {
  return _mm256_cmpgt_epi8(v, all(byte));
}

static inline vector below (vector v, unsigned byte) {
  return _mm256_cmpgt_epi8(all(byte), v);
}

static inline vector both (vector a, vector b) {
  return _mm256_and_si256(a, b);
}

static inline vector either (vector a, vector b) {
  return _mm256_or_si256(a, b);
}

static inline vector differ (vector a, vector b) {
  return _mm256_xor_si256(a, b);
}

static inline vector without (vector a, vector b) {
  return _mm256_andnot_si256(b, a);
}

static inline uint32_t bits (vector v) {
  return (uint32_t)_mm256_movemask_epi8(v);
}

static inline uint32_t high_bits (vector v) {
  return (uint32_t)_mm256_movemask_epi8(v);
}

static inline bool is_zero (vector v) {
  return _mm256_testz_si256(v, v);
}

static inline unsigned count_bits (uint64_t bits) {
  return (unsigned)__builtin_popcountll(bits);
}


/*
** {==================================================================
** Spellings
** ===================================================================
*/

#define OWN_FIND

/* Two rounds of AES mix each byte of a key with all others and with 'odd',
** in less time than two products take. */
static inline uint64_t hash_bytes (const viet_short_table *in, __m128i key) {
  const __m128i odd = _mm_loadu_si128((const __m128i *)(const void *)in->odd);
  const __m128i mixed = _mm_aesenc_si128(_mm_aesenc_si128(key, odd), odd);
  return (uint64_t)_mm_cvtsi128_si64(mixed);
}


static uint64_t hash_short (const viet_short_table *in,
                            const viet_short *key) {
  return hash_bytes(in, _mm_set_epi64x((long long)key->high,
                                       (long long)key->low));
}


/* As viet_short_key. */
static inline __m128i key_of (const unsigned char *text, size_t bytes) {
  static const uint64_t mask[10] = {  /* 64 bytes, and no more */
    UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX,
    UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX
  };
  const unsigned char *keep = (const unsigned char *)mask + 64 - bytes;
  return _mm_and_si128(_mm_loadu_si128((const __m128i *)(const void *)text),
                       _mm_loadu_si128((const __m128i *)(const void *)keep));
}


static inline const viet_short *find_short (const viet_short_table *in,
                                            const unsigned char *text,
                                            size_t bytes) {
  const __m128i key = key_of(text, bytes);
  const size_t at = (size_t)(hash_bytes(in, key) >> in->shift);
  const viet_short *slot = &in->slots[at];
  const __m128i there = _mm_loadu_si128((const __m128i *)(const void *)slot);
  const __m128i unlike = _mm_xor_si128(key, there);
  return _mm_testz_si128(unlike, unlike) ? slot
       : viet_short_next(in, at, (uint64_t)_mm_cvtsi128_si64(key),
                         (uint64_t)_mm_extract_epi64(key, 1));
}

/* }================================================================== */
