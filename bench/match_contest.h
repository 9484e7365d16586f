/*
** match_contest.h
** A contest of matchers: engines take turns, round by round, on the same
** documents. Their warm-up is the check: hits are compared in numbers of
** tokens, which are the same in each spelling of a text. All engines that
** report every hit have to agree with ours; the longest ones are computed
** from those hits, and ours and darts-clone's have to be these; those
** that take the longest by bytes have to agree among themselves (match.h
** tells why they cannot with ours).
*/

#ifndef match_contest_h
#define match_contest_h

#include "match.h"

enum {
  ROUNDS = 5,
  ENTRANTS = 10,
  /* megabytes of text: all, or a slice for those that are slow, which are
     the names of a million, and Python */
  WHOLE = 4000,
  MIDDLE = 32,
  SLICE = 16,
  PYTHON_SLICE = 2
};

/* Places in numbers of tokens, sorted. */
typedef struct places {
  place *array;
  size_t count;
} places;

/* What an engine is given. */
typedef enum reading {
  AS_GIVEN,  /* the text of the contest, and names as they are written */
  FOLDED,    /* both folded beforehand */
  CLEAN      /* the text in NFC, and names as they are written */
} reading;

typedef struct entrant {
  const matcher *engine;
  double goal;          /* 0: its figure is for information */
  reading reads;
  bool other_job;       /* its hits are not to be compared */
  const char *remark;   /* behind its name; NULL: none */
  const edged *text;
  names list;
  void *index;
  size_t documents;     /* that it gets: all, or as many as it can bear */
  double seconds[ROUNDS];
  places found;         /* in the check */
} entrant;

typedef struct contest {
  const char *gate;     /* NULL: only the check */
  mode wanted;
  double megabytes;     /* of source, at most */
  const texts *source;  /* whose bytes count for speed, whatever is read */
  entrant entrants[ENTRANTS];  /* ours first */
  size_t count;
  places all;           /* all hits, of ours */
} contest;

/* Results that were not those of a peer. */
extern int match_failures;

/* Tells of one. */
void contest_differ (const contest *in, const entrant *self,
                     const char *what);

/* Builds the indexes, checks the hits, adds the rows; an engine that cannot be
** built leaves the contest. */
void contest_run (contest *in);

/* How many documents have 'megabytes', one at least; and their bytes. */
size_t contest_documents (const texts *source, double megabytes);
double contest_bytes (const texts *source, size_t documents);

/* The hits in the documents of an entrant, kept if there is room. */
hits entrant_run (const entrant *self, place *kept, size_t room);

/* Seconds of that. */
double entrant_time (const entrant *self);

/* All hits of the documents in numbers of tokens, as 'found'. More than a hit
** for each token would be no list of names. */
void entrant_find (entrant *self, const contest *in);

/* The number of tokens in the documents that it got. */
size_t entrant_tokens (const entrant *self);

/* Count and checksum of the places before a token. */
hits places_total (const places *self, size_t tokens);

/* What all gates read. */
typedef struct prepared {
  const char *names;   /* the file */
  edged clean;         /* NFC */
  edged raw;           /* as it came, but for gaps */
} prepared;

/* The gates of builds, files, Lua and Python (match_files.c). */
void run_build_gates (const prepared *with);
void run_file_gates (const prepared *with, const char *build_folder);

/* Fuzzy searches, which have no gate (match_fuzzy.c). */
void run_fuzzy (const prepared *with);

#endif
