/*
** reference.h
** References of HTML and XML: decimal "&#7879;", hexadecimal "&#x1EC7;",
** and the names of Vietnamese letters, of "& < > " '", of spaces and of the
** signs that editors put into Vietnamese pages.
*/

#ifndef viet_reference_h
#define viet_reference_h

#include "viet.h"

/*
** Reads the reference at the start of 'text', which goes on behind "&" and
** has to end with ";". Returns its bytes with ";" and what it stands for,
** or 0 if there is none. Looks at few bytes, whatever the text.
*/
size_t viet_reference_read (const char *text, size_t bytes,
                            uint32_t *code_point);

#endif
