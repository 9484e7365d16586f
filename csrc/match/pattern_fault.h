/*
** pattern_fault.h
** Messages about patterns: written into the room that the caller gave, cut
** where it ends.
*/

#ifndef viet_match_pattern_fault_h
#define viet_match_pattern_fault_h

#include "viet.h"

/* Starts a message about the bytes ['first', 'end') of a text. */
void viet_fault_start (viet_fault *self, size_t source, size_t first,
                       size_t end);

/* Adds to the message; what does not fit is left out, at a whole
** character. */
void viet_fault_add (viet_fault *self, const char *text);
void viet_fault_add_bytes (viet_fault *self, const char *text,
                           size_t bytes);
void viet_fault_add_number (viet_fault *self, size_t number);

/* The largest number of the bytes, at most 'room', that cuts no character. */
size_t viet_fault_clip (const char *text, size_t bytes, size_t room);

/*
** Adds " (did you mean 'x'?)" for the name of the list that is most like
** 'text', if any is: by insertions, deletions and changes of bytes, of
** which one in three is too many; case does not count.
*/
void viet_fault_add_nearest (viet_fault *self, const char *text,
                             size_t bytes, const viet_names *names);

#endif
