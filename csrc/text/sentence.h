/*
** sentence.h
** Parts of a text larger than tokens that need no tokens: lines and
** paragraphs. (Sentences are in viet.h.)
*/

#ifndef viet_sentence_h
#define viet_sentence_h

#include "viet.h"

/*
** The line that starts at '*at': its span without the "\n" and one "\r"
** before that, both left out also at the end of the text. Moves '*at' to
** the next line. False at the end of the text: "a\n" has one line, "" none.
*/
bool viet_line_next (const char *text, size_t bytes, size_t *at,
                     size_t *first, size_t *end);

/*
** The next paragraph at or after '*at': lines up to a blank one, without
** white space and invisible characters at both ends. A line is blank if it
** holds nothing else. False after the last.
*/
bool viet_paragraph_next (const char *text, size_t bytes, size_t *at,
                          size_t *first, size_t *end);

#endif
