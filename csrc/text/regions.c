/*
** regions.c
** What a language calls the countries and territories, from ICU's locale
** data (CLDR).
*/

#include <string.h>

#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "viet.h"

/* no name that ICU has is longer, in UTF-16 units */
#define MAX_NAME 256


const char *const *viet_region_codes (void) {
  return uloc_getISOCountries();
}


/* ICU gives a code back where it knows no name for it. */
static viet_status copy_name (const UChar *name, int32_t units,
                              const char *code, char *result,
                              size_t capacity, size_t *bytes) {
  UErrorCode error = U_ZERO_ERROR;
  int32_t length = 0;
  int32_t room = capacity > INT32_MAX ? INT32_MAX : (int32_t)capacity;
  u_strToUTF8(result, room, &length, name, units, &error);
  if (U_FAILURE(error) || length == room)  /* no room for a NUL? */
    return VIET_EINVAL;
  *bytes = strcmp(result, code) == 0 ? 0 : (size_t)length;
  return VIET_OK;
}


viet_status viet_region_name (const char *locale, const char *code,
                              char *result, size_t capacity,
                              size_t *bytes) {
  UChar name[MAX_NAME];
  UErrorCode error = U_ZERO_ERROR;
  ULocaleDisplayNames *names = uldn_open(locale, ULDN_STANDARD_NAMES,
                                         &error);
  *bytes = 0;
  if (U_FAILURE(error))
    return VIET_EICU;
  int32_t units = uldn_regionDisplayName(names, code, name, MAX_NAME,
                                         &error);
  uldn_close(names);
  if (U_FAILURE(error))
    return VIET_EINVAL;
  return copy_name(name, units, code, result, capacity, bytes);
}
