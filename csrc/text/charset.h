/*
** charset.h
** Charsets that tables describe: what each byte means, or two of them.
**
**     vni-windows   "61 F8"   61 'a' has a row of pairs, which starts at
**                             leads[61]; F8 is column marks[F8] in it: à
**                   "F4 20"   20 is no mark, its column 0 is empty:
**                             codes[F4] is ơ
**
** Where two bytes are a pair they are read as one: F4 is both ơ and what
** ớ begins with. No mark is a lead, nor has it a code. A mark that follows
** no lead is bad, but in windows-1258 and tcvn1, where it is a combining
** character: these have a row for what marks are alone.
*/

#ifndef viet_charset_h
#define viet_charset_h

#include "text/output.h"

/* letters of the Vietnamese alphabet that are not ASCII, both cases */
#define VIET_LETTERS 134

/* Their numbers, in the order of code points, VIET_LETTERS for what is none:
** of U+00C0 to U+01B0, then of U+1EA0 to U+1EF9. */
extern const uint8_t viet_charset_numbers[];

/* The UTF-8 of one code point; no bytes: nothing. */
typedef struct viet_code {
  unsigned char utf8[3];
  uint8_t bytes;
} viet_code;

typedef struct viet_charset_table {
  const char *name;
  const viet_code *codes;     /* of each byte; NULL: no charset of tables */
  const uint16_t *leads;      /* of each byte, where its row starts, 0 for
                                 the empty row */
  const uint16_t *marks;      /* of each byte, its column, 0 for none */
  const viet_code *pairs;     /* NULL: all bytes are single */
  size_t alone;               /* where the row of marks alone starts, or 0 */
  const uint8_t (*letters)[2];  /* what is written for each letter; the
                                   second byte is 0 for single ones */
  const uint8_t (*apart)[2];    /* the same, tones as bytes of their own */
} viet_charset_table;

extern const viet_charset_table viet_charset_tables[VIET_CHARSETS];

/* What a byte means that is no part of a pair. */
static inline const viet_code *viet_charset_single (
    const viet_charset_table *self, unsigned char byte) {
  const viet_code *code = &self->codes[byte];
  if (code->bytes > 0 || self->alone == 0)
    return code;
  return &self->pairs[self->alone + self->marks[byte]];
}


/* Is the byte a combining character when it is alone? */
static inline bool viet_charset_is_combining (
    const viet_charset_table *self, unsigned char byte) {
  return self->alone > 0 && self->marks[byte] > 0;
}


/*
** Reads the code at the start of 'text' ('bytes' > 0); returns how many
** bytes it takes, 1 or 2. '*code' has no bytes if it means nothing.
*/
static inline size_t viet_charset_read (const viet_charset_table *self,
                                        const unsigned char *text,
                                        size_t bytes,
                                        const viet_code **code) {
  if (self->pairs && bytes >= 2) {
    *code = &self->pairs[self->leads[text[0]] + self->marks[text[1]]];
    if ((*code)->bytes > 0)
      return 2;
  }
  *code = viet_charset_single(self, text[0]);
  return 1;
}


/*
** Decoders of what is no table. Each hands all of the source to 'output',
** and stops with VIET_ECHARSET or VIET_EUTF8 at output->source unless bad
** bytes are replaced. The result need not be in NFC.
*/
viet_status viet_decode_viqr (const viet_decoding *rules,
                              const char *text, size_t bytes,
                              viet_output *output);
viet_status viet_decode_ncr (const viet_decoding *rules,
                             const char *text, size_t bytes,
                             viet_output *output);

/* longest code that is written for a character, in bytes: "&#1114111;" */
#define VIET_CODE_BYTES 12

/*
** Writes the code of 'code_point' in VIQR or as NCR, between the character
** 'before' (0 at the start) and 'rest'. Returns how many bytes, 0 if there
** is no code.
*/
size_t viet_encode_viqr (uint32_t before, uint32_t code_point,
                         const char *rest, size_t rest_bytes,
                         char code[VIET_CODE_BYTES]);
size_t viet_encode_ncr (uint32_t code_point, const char *rest,
                        size_t rest_bytes, char code[VIET_CODE_BYTES]);

#endif
