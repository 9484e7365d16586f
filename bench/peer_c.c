/*
** peer_c.c
** utf8proc, glibc's iconv, and memcpy.
*/

#include "bench.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

static char *buffer;
static size_t capacity;


static bool reserve (size_t bytes) {
  if (capacity >= bytes) return true;
  free(buffer);
  capacity = bytes;
  buffer = malloc(capacity);
  return buffer != NULL;
}


bool copy (span document, span *result) {
  if (!reserve(document.bytes)) return false;
  memcpy(buffer, document.text, document.bytes);
  *result = (span){buffer, document.bytes};
  return true;
}


const char *utf8proc_name (void) {
  static char name[80];
  snprintf(name, sizeof(name), "utf8proc %s CASEFOLD|STRIPMARK",
           utf8proc_version());
  return name;
}


bool utf8proc_strip (span document, span *result) {
  static utf8proc_uint8_t *made;
  free(made);
  utf8proc_ssize_t bytes = utf8proc_map(
    (const utf8proc_uint8_t *)document.text,
    (utf8proc_ssize_t)document.bytes, &made,
    UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
  *result = (span){(const char *)made, bytes > 0 ? (size_t)bytes : 0};
  return bytes >= 0;
}


static bool decode (const char *charset, span document, span *result) {
  size_t in_left = document.bytes, out_left = 3 * document.bytes + 16;
  if (!reserve(out_left)) return false;
  iconv_t converter = iconv_open("UTF-8", charset);
  if (converter == (iconv_t)-1) return false;
  char *in = (char *)document.text, *out = buffer;  /* it only reads */
  bool fine = iconv(converter, &in, &in_left, &out, &out_left) != (size_t)-1
           && iconv(converter, NULL, NULL, &out, &out_left) != (size_t)-1;
  iconv_close(converter);
  *result = (span){buffer, (size_t)(out - buffer)};
  return fine;
}


bool iconv_tcvn3 (span document, span *result) {
  return decode("TCVN", document, result);
}


bool iconv_viscii (span document, span *result) {
  return decode("VISCII", document, result);
}


bool iconv_cp1258 (span document, span *result) {
  return decode("CP1258", document, result);
}
