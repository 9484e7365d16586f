/*
** text_ours.c
** The operations of this library on texts, as a C program calls them.
*/

#include "bench.h"

#include "text/quick.h"

const char *ours_path (void) {
  return viet_cpu_path();
}


static struct {
  char *text;
  size_t bytes;  /* of the text, without the NUL behind it */
  viet_alignment *alignment;
} kept;


static void drop (void) {
  if (kept.text) viet_free(&viet_malloc, kept.text, kept.bytes + 1);
  if (kept.alignment)
    viet_free(&viet_malloc, kept.alignment,
              viet_alignment_bytes(kept.alignment));
  kept.text = NULL;
  kept.alignment = NULL;
}


static bool show (viet_status status, span *result) {
  *result = (span){kept.text, kept.bytes};
  return status == VIET_OK;
}


static bool normalize (const viet_rules *rules, bool aligned, span document,
                       span *result) {
  drop();
  viet_status status = viet_normalize(rules, document.text, document.bytes,
                                      &viet_malloc, &kept.text, &kept.bytes,
                                      aligned ? &kept.alignment : NULL);
  return show(status, result);
}


static const viet_rules nfc = {.form = VIET_NFC};


bool ours_nfc (span document, span *result) {
  return normalize(&nfc, false, document, result);
}


bool ours_nfc_aligned (span document, span *result) {
  return normalize(&nfc, true, document, result);
}


bool ours_fold_aligned (span document, span *result) {
  static const viet_rules rules = {.fold = true, .strip = VIET_STRIP_ALL,
                                   .form = VIET_NFC};
  return normalize(&rules, true, document, result);
}


/* The default of viet.normalize. */
bool ours_repair (span document, span *result) {
  static const viet_rules rules = {.eth = true, .mark_order = true,
                                   .form = VIET_NFC};
  return normalize(&rules, false, document, result);
}


bool ours_is_nfc (span document, span *result) {
  size_t at;
  viet_status status = viet_nfc_check(document.text, document.bytes,
                                      &viet_malloc, &at);
  *result = at == document.bytes ? (span){"yes", 3} : (span){"no", 2};
  return status == VIET_OK;
}


/*
** {==================================================================
** Tokens
** ===================================================================
*/

static bool tokens (span document, viet_tokens **made) {
  return viet_tokens_build(document.text, document.bytes, &viet_malloc,
                           made) == VIET_OK;
}


static bool tokens_by (const viet_path *path, span document,
                       span *result) {
  viet_tokens *made;
  *result = (span){NULL, 0};
  if (viet_tokens_build_by(path, document.text, document.bytes,
                           &viet_malloc, &made) != VIET_OK) return false;
  viet_free(&viet_malloc, made, viet_tokens_bytes(made));
  return true;
}


bool ours_tokens (span document, span *result) {
  return tokens_by(viet_path_best(), document, result);
}


bool ours_tokens_scalar (span document, span *result) {
  return tokens_by(viet_path_scalar(), document, result);
}


/* Tokens, and sentences from them. */
bool ours_sentences (span document, span *result) {
  viet_tokens *made;
  uint32_t *starts;
  size_t count;
  *result = (span){NULL, 0};
  if (!tokens(document, &made)) return false;
  viet_status status = viet_sentences_build(made, document.text,
                                            &viet_malloc, &starts, &count);
  if (status == VIET_OK)
    viet_free(&viet_malloc, starts, (count + 1) * sizeof(*starts));
  viet_free(&viet_malloc, made, viet_tokens_bytes(made));
  return status == VIET_OK;
}

/* }================================================================== */


/*
** {==================================================================
** Charsets
** ===================================================================
*/

static bool decode (viet_charset charset, span document, span *result) {
  const viet_decoding rules = {.charset = charset};
  drop();
  viet_status status = viet_decode(&rules, document.text, document.bytes,
                                   &viet_malloc, &kept.text, &kept.bytes,
                                   NULL);
  return show(status, result);
}


bool ours_decode_tcvn3 (span document, span *result) {
  return decode(VIET_TCVN3, document, result);
}


bool ours_decode_viscii (span document, span *result) {
  return decode(VIET_VISCII, document, result);
}


bool ours_decode_cp1258 (span document, span *result) {
  return decode(VIET_WINDOWS_1258, document, result);
}


/* What a charset has not becomes what comes nearest. */
static bool encode (viet_charset charset, span document, span *result) {
  const viet_encoding rules = {.charset = charset, .lossy = true};
  drop();
  viet_status status = viet_encode(&rules, document.text, document.bytes,
                                   &viet_malloc, &kept.text, &kept.bytes);
  return show(status, result);
}


/* Is a byte another character in ABC fonts than in the standard that iconv
** knows? 80 to 9F are, and its five combining marks. */
static bool is_font_byte (unsigned char byte) {
  return (byte & 0xE0) == 0x80 || (byte >= 0xB0 && byte <= 0xB4);
}


bool ours_encode_tcvn3 (span document, span *result) {
  if (!encode(VIET_TCVN3, document, result)) return false;
  for (size_t i = 0; i < kept.bytes; i++)
    if (is_font_byte((unsigned char)kept.text[i])) kept.text[i] = ' ';
  return true;
}


bool ours_encode_viscii (span document, span *result) {
  return encode(VIET_VISCII, document, result);
}


bool ours_encode_cp1258 (span document, span *result) {
  return encode(VIET_WINDOWS_1258, document, result);
}

/* }================================================================== */
