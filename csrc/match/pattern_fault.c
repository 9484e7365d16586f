/*
** pattern_fault.c
** See pattern_fault.h.
*/

#include "match/pattern_fault.h"

#include <string.h>

/* longest name that is compared with others, in bytes */
#define LONGEST 64


void viet_fault_start (viet_fault *self, size_t source, size_t first,
                       size_t end) {
  self->source = source;
  self->first = first;
  self->end = end;
  self->message[0] = '\0';
}


size_t viet_fault_clip (const char *text, size_t bytes, size_t room) {
  if (bytes <= room)
    return bytes;
  while (room > 0 && ((unsigned char)text[room] & 0xC0) == 0x80)
    room--;
  return room;
}


void viet_fault_add_bytes (viet_fault *self, const char *text,
                           size_t bytes) {
  const size_t used = strlen(self->message);
  const size_t more = viet_fault_clip(text, bytes, VIET_FAULT_BYTES - 1 - used);
  memcpy(self->message + used, text, more);
  self->message[used + more] = '\0';
}


void viet_fault_add (viet_fault *self, const char *text) {
  viet_fault_add_bytes(self, text, strlen(text));
}


void viet_fault_add_number (viet_fault *self, size_t number) {
  char digits[24];
  size_t at = sizeof(digits);
  do {
    digits[--at] = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  viet_fault_add_bytes(self, digits + at, sizeof(digits) - at);
}


static char lower (char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}


static size_t least (size_t a, size_t b, size_t c) {
  const size_t ab = a < b ? a : b;
  return ab < c ? ab : c;
}


/* How many bytes have to be changed; both are at most LONGEST long. */
static size_t distance (const char *a, size_t a_bytes, const char *b,
                        size_t b_bytes) {
  size_t row[LONGEST + 1];
  for (size_t j = 0; j <= b_bytes; j++)
    row[j] = j;
  for (size_t i = 0; i < a_bytes; i++) {
    size_t corner = row[0];
    row[0] = i + 1;
    for (size_t j = 0; j < b_bytes; j++) {
      const size_t change = corner + (lower(a[i]) != lower(b[j]));
      corner = row[j + 1];
      row[j + 1] = least(row[j] + 1, row[j + 1] + 1, change);
    }
  }
  return row[b_bytes];
}


void viet_fault_add_nearest (viet_fault *self, const char *text,
                             size_t bytes, const viet_names *names) {
  const char *nearest = NULL;
  size_t best = bytes < 3 ? 2 : bytes / 3 + 1;
  for (size_t i = 0; i < names->count && bytes <= LONGEST; i++) {
    const size_t length = strlen(names->items[i]);
    if (length > LONGEST)
      continue;
    const size_t away = distance(text, bytes, names->items[i], length);
    if (away < best) {
      best = away;
      nearest = names->items[i];
    }
  }
  if (nearest == NULL)
    return;
  viet_fault_add(self, " (did you mean '");
  viet_fault_add(self, nearest);
  viet_fault_add(self, "'?)");
}
