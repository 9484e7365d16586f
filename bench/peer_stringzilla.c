/*
** peer_stringzilla.c
** StringZilla, from its headers alone; compiled for this very CPU, which
** is the best that it can do.
*/

#include "bench.h"

#ifdef BENCH_STRINGZILLA

#include <stdlib.h>

#include <stringzilla/stringzilla.h>

static char *buffer;
static size_t capacity;

const char *stringzilla_version (void) {
  return "StringZilla " BENCH_STRINGZILLA;
}


/* What it asks for: 18 times the source. */
static bool reserve (size_t bytes) {
  if (capacity >= 18 * bytes) return true;
  free(buffer);
  capacity = 18 * bytes;
  buffer = malloc(capacity);
  return buffer != NULL;
}


bool stringzilla_is_nfc (span document, span *result) {
  bool is_nfc = sz_utf8_find_denormalized(document.text, document.bytes,
                                          sz_normal_form_nfc_k) == NULL;
  *result = is_nfc ? (span){"yes", 3} : (span){"no", 2};
  return true;
}


bool stringzilla_nfc (span document, span *result) {
  if (!reserve(document.bytes)) return false;
  result->bytes = sz_utf8_norm(document.text, document.bytes,
                               sz_normal_form_nfc_k, buffer);
  result->text = buffer;
  return true;
}

#else  /* it could not be had */

const char *stringzilla_version (void) { return NULL; }

bool stringzilla_is_nfc (span document, span *result) {
  (void)document, (void)result;
  return false;
}

bool stringzilla_nfc (span document, span *result) {
  (void)document, (void)result;
  return false;
}

#endif
