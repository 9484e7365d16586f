/*
** bench.h
** What the files of the benchmark share. All of it is one program: our
** operations and those of its peers run side by side on the same texts.
**
** An operation takes one document and leaves its result in memory of its
** own, until it is called again. The clock runs over all documents.
*/

#ifndef bench_h
#define bench_h

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct span {
  const char *text;
  size_t bytes;
} span;

/* Ends the program with a message about 'which'. */
void fail (const char *what, const char *which);

/* Ends the program if there is no block. */
void *must (void *block);

/* Seconds of the process. */
double now (void);

/* Sorts the values. */
double median (double *values, size_t count);

/* A line of the table: what is asked for is that ours divided by the peer's
** is at least, or at most, the goal. The strings have to stay. */
typedef struct row {
  const char *gate;
  double ours, peer;
  const char *peer_name;
  const char *unit;
  double goal;        /* 0: nothing is asked for */
  bool at_most;
} row;

void print_head (void);
void add_row (row made);
void write_json (const char *path);

/* The parts (text.c, match.c, pattern.c). They return how many results were not those
** of a peer. 'folder' has the texts, 'build' is the folder of the build. */
int run_text_gates (const char *folder, size_t bytes, const char *build);
int run_match_gates (const char *folder, size_t bytes, const char *build);
int run_pattern_gates (const char *folder, size_t bytes, const char *build);

/* False when the operation failed; then the benchmark stops. */
typedef bool (*operation) (span document, span *result);

/* Documents, one behind another in one block. */
typedef struct texts {
  char *block;
  size_t bytes;
  span *documents;
  size_t count;
} texts;

/*
** Reads all files "*.txt" below 'folder' as documents, and takes them again
** and again until they have 'bytes' bytes. Exits with a message when there
** are none.
*/
texts texts_read (const char *folder, size_t bytes);

/* The results of an operation on each document, as new documents. */
texts texts_make (const texts *source, operation change);

void texts_free (texts *self);

/* Ours (text_ours.c). The ones with an alignment or a scalar path say so; the
** path of the others is chosen for this CPU. */
const char *ours_path (void);
bool ours_is_nfc (span document, span *result);
bool ours_nfc (span document, span *result);
bool ours_nfc_aligned (span document, span *result);
bool ours_fold_aligned (span document, span *result);
bool ours_repair (span document, span *result);
bool ours_tokens (span document, span *result);
bool ours_tokens_scalar (span document, span *result);
bool ours_sentences (span document, span *result);
bool ours_decode_tcvn3 (span document, span *result);
bool ours_decode_viscii (span document, span *result);
bool ours_decode_cp1258 (span document, span *result);
bool ours_encode_tcvn3 (span document, span *result);
bool ours_encode_viscii (span document, span *result);
bool ours_encode_cp1258 (span document, span *result);

/* ICU (peer_icu.cc). */
extern const char *const icu_version;
bool icu_is_nfc (span document, span *result);
bool icu_nfc (span document, span *result);
bool icu_nfd (span document, span *result);
bool icu_nfc_edits (span document, span *result);
bool icu_casefold_edits (span document, span *result);

/* StringZilla (peer_stringzilla.c). */
const char *stringzilla_version (void);
bool stringzilla_is_nfc (span document, span *result);
bool stringzilla_nfc (span document, span *result);

/* utf8proc, glibc's iconv, memcpy (peer_c.c). */
const char *utf8proc_name (void);
bool utf8proc_strip (span document, span *result);
bool iconv_tcvn3 (span document, span *result);
bool iconv_viscii (span document, span *result);
bool iconv_cp1258 (span document, span *result);
bool copy (span document, span *result);

/* Lua (in_lua.c): opens a state with the module; false, with a message on
** stderr, when that fails. 'lua_seconds' runs a named piece of Lua, a
** number of times, on one text. */
bool lua_start (const char *module);
bool lua_normalize (span document, span *result);
double lua_seconds (const char *piece, span text, unsigned times);
void lua_stop (void);

#ifdef __cplusplus
}
#endif

#endif
