/*
** peer_icu.cc
** ICU, through its C++ interface: it has the functions on UTF-8, and the
** map of offsets (Edits). The result goes to a buffer that stays, by
** the sink that costs least.
*/

#include "bench.h"

#include <cstdlib>

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uversion.h>

const char *const icu_version = "ICU " U_ICU_VERSION;

static char *buffer;
static size_t capacity;


/* Twice the document, and some: the longest result of all that run here
** (NFD of Vietnamese) takes 1.3 times. A longer one is a failure. */
static bool reserve (size_t bytes) {
  if (capacity >= 2 * bytes + 64) return true;
  std::free(buffer);
  capacity = 2 * bytes + 64;
  buffer = static_cast<char *>(std::malloc(capacity));
  return buffer != nullptr;
}


static bool normalize (const icu::Normalizer2 *form, span document,
                       icu::Edits *edits, span *result) {
  UErrorCode error = U_ZERO_ERROR;
  if (!reserve(document.bytes)) return false;
  icu::CheckedArrayByteSink sink(buffer, static_cast<int32_t>(capacity));
  icu::StringPiece source(document.text,
                          static_cast<int32_t>(document.bytes));
  form->normalizeUTF8(0, source, sink, edits, error);
  result->text = buffer;
  result->bytes = static_cast<size_t>(sink.NumberOfBytesWritten());
  return U_SUCCESS(error) && !sink.Overflowed();
}


static const icu::Normalizer2 *nfc (void) {
  UErrorCode error = U_ZERO_ERROR;
  return icu::Normalizer2::getNFCInstance(error);
}


bool icu_is_nfc (span document, span *result) {
  UErrorCode error = U_ZERO_ERROR;
  icu::StringPiece source(document.text,
                          static_cast<int32_t>(document.bytes));
  bool is_nfc = nfc()->isNormalizedUTF8(source, error);
  result->text = is_nfc ? "yes" : "no";
  result->bytes = is_nfc ? 3 : 2;
  return U_SUCCESS(error);
}


bool icu_nfc (span document, span *result) {
  return normalize(nfc(), document, nullptr, result);
}


bool icu_nfc_edits (span document, span *result) {
  static icu::Edits edits;
  edits.reset();
  return normalize(nfc(), document, &edits, result);
}


bool icu_nfd (span document, span *result) {
  UErrorCode error = U_ZERO_ERROR;
  return normalize(icu::Normalizer2::getNFDInstance(error), document,
                   nullptr, result);
}


bool icu_casefold_edits (span document, span *result) {
  static icu::Edits edits;
  UErrorCode error = U_ZERO_ERROR;
  edits.reset();
  return normalize(icu::Normalizer2::getNFKCCasefoldInstance(error),
                   document, &edits, result);
}
