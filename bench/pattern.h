/*
** pattern.h
** What the files of the benchmark of patterns share. Matches are counted as
** hits, as those of names are: see match.h.
*/

#ifndef pattern_h
#define pattern_h

#include "match.h"

/* Ours (pattern_ours.c): rules from a text that has them all, as statements
** or as the one pattern 'rule'; 'all' their matches, or the longest. Ends
** the program if they are no rules. */
void *pattern_build (const char *text, size_t bytes, const char *rule,
                     bool all);
void pattern_scan (const void *made, span document, hits *found);
/* Seconds of the same when the tokens are there already: they are made
** before the clock runs. */
double pattern_seconds (const void *made, span document, hits *found);
void pattern_drop (void *made);

/* PCRE2 with its JIT compiler (pattern_pcre2.c). */
extern const char *const pattern_pcre2_name;
void *pattern_pcre2_build (const char *regex);
void pattern_pcre2_scan (const void *made, span document, hits *found);
void pattern_pcre2_drop (void *made);

/*
** In Lua (pattern_lua.c): opens a state for one of the pieces there, which
** gets strings. False where what it needs cannot be had. What runs is
** named in 'name'.
*/
bool pattern_lua_start (const char *piece, const char *build,
                        const span *first, size_t first_count,
                        const span *second, size_t second_count,
                        char *name, size_t room);
/* Seconds of one pass over 'documents', which are those that the piece got;
** what it found is added to '*found'. */
double pattern_lua_seconds (const span *documents, hits *found);
void pattern_lua_stop (void);

extern const char pattern_lpeg[], pattern_news[];

#endif
