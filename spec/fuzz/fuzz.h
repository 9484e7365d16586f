/*
** fuzz.h
** What the fuzz targets share. A target is one file with the function
** LLVMFuzzerTestOneInput; libFuzzer calls it with what it finds, replay.c
** with the inputs that are kept in the folder of the target's name.
*/

#ifndef fuzz_h
#define fuzz_h

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viet.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);


/* Ends the program with a message if the condition does not hold. */
#define require(condition) \
  ((condition) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #condition))

static inline void fuzz_fail (const char *file, int line,
                              const char *condition) {
  fprintf(stderr, "%s:%d: not so: %s\n", file, line, condition);
  abort();
}


/*
** {==================================================================
** Memory: an allocator that checks the sizes that it is told
** ===================================================================
*/

typedef union fuzz_header {
  size_t bytes;
  max_align_t alignment;
} fuzz_header;

/* 'context' counts the blocks in use. */
static inline void *fuzz_resize (void *context, void *block,
                                 size_t old_bytes, size_t new_bytes) {
  size_t *blocks = context;
  fuzz_header *old = block ? (fuzz_header *)block - 1 : NULL;
  require(old_bytes == (old ? old->bytes : 0));
  if (new_bytes == 0) {
    *blocks -= old != NULL;
    free(old);
    return NULL;
  }
  fuzz_header *made = malloc(sizeof(*made) + new_bytes);
  if (made == NULL)
    return NULL;
  made->bytes = new_bytes;
  *blocks += old == NULL;
  if (old)
    memcpy(made + 1, block, old_bytes < new_bytes ? old_bytes : new_bytes);
  free(old);
  return made + 1;
}

/* }================================================================== */


/*
** {==================================================================
** Inputs
** ===================================================================
*/

/* What is left of an input. */
typedef struct fuzz_input {
  const uint8_t *data;
  size_t size;
} fuzz_input;

/* Takes a byte; 0 when none is left. */
static inline unsigned fuzz_byte (fuzz_input *self) {
  if (self->size == 0)
    return 0;
  self->size--;
  return *self->data++;
}

/* A growing text. */
typedef struct fuzz_text {
  char *text;
  size_t bytes;
  size_t room;
} fuzz_text;

/* longest text that is made of an input, in bytes */
#define FUZZ_MAX_TEXT ((size_t)1024)

static inline void fuzz_add (fuzz_text *self, const char *more,
                             size_t bytes) {
  if (bytes == 0 || bytes + self->bytes > FUZZ_MAX_TEXT)
    return;
  if (self->room - self->bytes < bytes) {
    self->room = 2 * (self->bytes + bytes);
    self->text = realloc(self->text, self->room);
    require(self->text != NULL);
  }
  memcpy(self->text + self->bytes, more, bytes);
  self->bytes += bytes;
}

/* Cuts the block to the text, so that the sanitizer sees where it ends. */
static inline void fuzz_fit (fuzz_text *self) {
  char *fitting = malloc(self->bytes > 0 ? self->bytes : 1);
  require(fitting != NULL);
  if (self->bytes > 0)
    memcpy(fitting, self->text, self->bytes);
  free(self->text);
  self->text = fitting;
  self->room = self->bytes;
}

/* Characters that rules are about, and some that none is about. */
static const char fuzz_alphabet[] =
  " \n\t\r.,/-:;!?()[]\"'%@#&=<>^`~\\+0125"
  "aeiouybcdghklmnpqrstvxfjwzAEIOUYDHNTGQC"
  "ăâđêôơưĂĐÊƠƯáàảãạấầắéèẹếệíìịóòỏọốộớờợúùụứừựýỳỷỹỵÁÀẤẾÍÓÒỐỚÚÝ"
  "\u0300\u0301\u0302\u0303\u0306\u0309\u031B\u0323\u0340\u0341\u0308"
  "\u0327\u0338\u0344\u0345\u034F\u05B8\u093C\u0F71\u0F73\u3099\U0001D165"
  "\u00D0\u00F0\u0189\u0256\u00AD\u200B\u200C\u200D\u2060\uFEFF\u202E"
  "\u2028\u2029\u00A0\u3000\u2003\u2000\u1680\xC2\x85\u201C\u201D\u2018"
  "\u2019\u2026\u2013ßİıſﬁÅΩΣςπΐᾳẞŉǅⅧ①½²\u212A\u212B\u037E\u1FEF\uFDFA"
  "\uFB1D한\u1100\u1161\u11A8中豈かшक\u0E01\u0E49\u200E\uFFFD\uFFFE"
  "аеосρνοὰῶɑ\u2014\u2212\u00AB\U0001F600\U0001D15E\U0010FFFF\U000E0001";

/* Strings that are rarely made of these by chance. */
static const char *const fuzz_phrases[] = {
  "&#7879;", "&#x1EC7;", "&ecirc;", "&amp;", "&#769;", "á»‡", "Ã¡",
  "ðýõòc", "Nguyá»…n", "http://a.vn", "TP.HCM", "nghieengs",
  "tiếng Việt và các chữ khác của nó, dài hơn một khối"
};

#define FUZZ_PHRASES (sizeof(fuzz_phrases) / sizeof(*fuzz_phrases))

/* The bytes of the character number 'index', which wraps. */
static inline size_t fuzz_character (size_t index, const char **first) {
  static size_t starts[sizeof(fuzz_alphabet)], count;
  if (count == 0) {
    for (size_t i = 0; i + 1 < sizeof(fuzz_alphabet); i++)
      if ((fuzz_alphabet[i] & 0xC0) != 0x80)
        starts[count++] = i;
    starts[count] = sizeof(fuzz_alphabet) - 1;
  }
  index %= count;
  *first = fuzz_alphabet + starts[index];
  return starts[index + 1] - starts[index];
}

/*
** Makes a text of the rest of an input: its bytes if 'raw', otherwise a
** character for each byte, and for the highest ones a phrase; 254 and 255
** write the last 12 bytes, or what there is, 2 and 24 times again.
*/
static inline fuzz_text fuzz_take_text (fuzz_input *self, bool raw) {
  fuzz_text made = {0};
  if (raw) {
    fuzz_add(&made, (const char *)self->data, self->size);
    self->size = 0;
  }
  while (self->size > 0) {
    const unsigned byte = fuzz_byte(self);
    const char *first = NULL;
    char last[12];
    size_t bytes = made.bytes < sizeof(last) ? made.bytes : sizeof(last);
    if (byte < 254 && byte >= 254 - FUZZ_PHRASES) {
      first = fuzz_phrases[253 - byte];
      bytes = strlen(first);
    }
    else if (byte < 254)
      bytes = fuzz_character(byte, &first);
    else if (bytes > 0)
      memcpy(last, made.text + made.bytes - bytes, bytes);
    int times = byte < 254 ? 1 : byte == 254 ? 2 : 24;
    for (; times > 0; times--)
      fuzz_add(&made, first ? first : last, bytes);
  }
  fuzz_fit(&made);
  return made;
}

/* }================================================================== */

#endif
