/*
** match_files.c
** The gates of gazetteers that are built, saved and opened, and of those that
** are searched from Lua and beside Python.
*/

#include "match_contest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>


/*
** {==================================================================
** Building
** ===================================================================
*/

/* Seconds that daachorse needs for an index; its bytes go to '*bytes'. */
static double build_daachorse (const names *from, size_t *bytes) {
  double start = now();
  void *index = daachorse_chars.build(from, LONGEST);
  double seconds = now() - start;
  if (index == NULL)
    fail("the index cannot be built", daachorse_chars.name);
  *bytes = daachorse_bytes_of(index);
  daachorse_chars.drop(index);
  return seconds;
}


static void report_build (const build_cost *ours, size_t count) {
  add_row((row){"match.build_peak_1m", (double)ours->peak_bytes / 1e6,
                (double)ours->bytes / 1e6, "the result", "MB", 2, true});
  add_row((row){"match.bytes_per_name_1m",
                (double)ours->bytes / (double)count, 60,
                "at most 60, with strings and ids", "bytes", 1, true});
}


void run_build_gates (const prepared *with) {
  enum { TIMES = 3 };
  double ours[TIMES], peer[TIMES];
  build_cost cost;
  size_t bytes = 0;
  name_set set = names_read(with->names, 1000000, EXACT);
  const names list = {set.written, set.count};
  double thousands = (double)set.count / 1e3;
  for (int i = 0; i < TIMES; i++) {
    if (!ours_build_cost(&list, &cost))
      fail("cannot be built", "ours");
    ours[i] = cost.seconds;
    if (daachorse_chars.name)
      peer[i] = build_daachorse(&list, &bytes);
  }
  if (daachorse_chars.name)
    add_row((row){"match.build_1m", thousands / median(ours, TIMES),
                  thousands / median(peer, TIMES), daachorse_chars.name,
                  "k/s", 5, false});
  report_build(&cost, set.count);
  if (bytes > 0)
    printf("  %s: %.1f bytes for each name, without strings\n",
           daachorse_chars.name, (double)bytes / (double)set.count);
  names_free(&set);
}

/* }================================================================== */


/*
** {==================================================================
** Files, Lua and Python
** ===================================================================
*/

/* Ours on some documents, exact. */
static entrant prepare_ours (const prepared *with, const name_set *set,
                             mode wanted, double megabytes) {
  entrant self = {.engine = &ours_exact, .text = &with->clean,
                  .list = {set->written, set->count}};
  self.index = ours_exact.build(&self.list, wanted);
  if (self.index == NULL)
    fail("cannot be built", "ours");
  self.documents = contest_documents(&with->clean.text, megabytes);
  return self;
}


/* Milliseconds in which the file is opened; what it finds has to be 'right'. */
static double open_file (const entrant *ours, const char *path,
                         const hits *right) {
  double seconds;
  entrant opened = *ours;
  opened.index = ours_open(path, &seconds);
  if (opened.index == NULL)
    fail("cannot be opened", path);
  hits found = entrant_run(&opened, NULL, 0);
  if (found.count != right->count || found.sum != right->sum)
    fail("other hits than before it was saved", path);
  ours_exact.drop(opened.index);
  return seconds * 1e3;
}


static void run_open (const prepared *with, const char *build_folder) {
  char path[4096];
  double opened[ROUNDS];
  name_set set = names_read(with->names, 1000000, EXACT);
  entrant ours = prepare_ours(with, &set, LONGEST, PYTHON_SLICE);
  hits right = entrant_run(&ours, NULL, 0);
  snprintf(path, sizeof(path), "%s/bench/names.vgz", build_folder);
  if (!ours_save(ours.index, path))
    fail("cannot be saved", path);
  for (int i = 0; i < ROUNDS; i++)
    opened[i] = open_file(&ours, path, &right);
  add_row((row){"match.open_1m", median(opened, ROUNDS), 5, "at most 5 ms",
                "ms", 1, true});
  ours_exact.drop(ours.index);
  names_free(&set);
}


static void run_lua (const prepared *with, const char *build_folder) {
  double lua[ROUNDS], c[ROUNDS];
  name_set set = names_read(with->names, 100000, EXACT);
  entrant ours = prepare_ours(with, &set, LONGEST, SLICE);
  const texts *source = &with->clean.text;
  if (!match_lua_start(build_folder, &ours.list, source->documents,
                       ours.documents))
    fail("cannot be made", "Lua");
  uint64_t right = entrant_run(&ours, NULL, 0).count, count = 0;
  match_lua_seconds(&count);
  for (int i = 0; i < ROUNDS; i++) {
    lua[i] = match_lua_seconds(&count) * 1e3;
    c[i] = entrant_time(&ours) * 1e3;
  }
  if (count != right) {
    printf("%-26s DISAGREES with C\n", "match.lua_100k");
    match_failures++;
  }
  add_row((row){"match.lua_100k", median(lua, ROUNDS), median(c, ROUNDS),
                "from C", "ms", 1.3, true});
  match_lua_stop();
  ours_exact.drop(ours.index);
  names_free(&set);
}


/* What is asked of an engine of Python. Some find other hits by their
** nature: the longest of pyahocorasick are those by bytes; FlashText does not
** go back when a name that it has begun to read goes on differently; spaCy's
** tokens are not ours, unless it is given them. */
typedef struct python_gate {
  const char *key, *gate;
  mode wanted;
  double goal;
  bool compared;
} python_gate;

static const python_gate python_gates[] = {
  {"all", "match.overlapping_100k", OVERLAPPING, 0, true},
  {"longest", "match.exact_100k", LONGEST, 0, false},
  {"flashtext", "match.flashtext_100k", LONGEST, 100, false},
  {"spacy", "match.spacy_100k", OVERLAPPING, 50, false},
  {"spacy_tokens", "match.spacy_tokens_100k", OVERLAPPING, 0, true}
};

enum { PYTHON_GATES = sizeof(python_gates) / sizeof(*python_gates) };


/* The row of an engine, beside ours on the same slice of text. */
static void add_python (const python_gate *gate, const python_result *peer,
                        entrant *ours, double megabytes) {
  char *name = must(malloc(200));  /* the table keeps it */
  hits all = places_total(&ours->found, SIZE_MAX);
  snprintf(name, 200, "%s, on %.1f MB", peer->name, megabytes);
  if (gate->compared && (peer->count != all.count || peer->sum != all.sum)) {
    printf("%-26s %s DISAGREES: %llu hits, ours %llu\n", gate->gate,
           peer->name, (unsigned long long)peer->count,
           (unsigned long long)all.count);
    match_failures++;
  } else if (!gate->compared)
    printf("  %s: %llu hits, ours %llu\n", peer->name,
           (unsigned long long)peer->count, (unsigned long long)all.count);
  add_row((row){gate->gate, megabytes / median(ours->seconds, ROUNDS),
                megabytes / peer->seconds, name, "MB/s", gate->goal, false});
}


static const python_gate *python_gate_of (const char *key) {
  for (size_t i = 0; i < PYTHON_GATES; i++) {
    if (strcmp(python_gates[i].key, key) == 0)
      return &python_gates[i];
  }
  fail("no such gate", key);
  return NULL;
}


/* What ours find in the slice, and how fast. */
static entrant run_slice (const prepared *with, const name_set *set,
                          mode wanted) {
  const contest none = {.gate = "match, beside Python"};
  entrant ours = prepare_ours(with, set, wanted, PYTHON_SLICE);
  entrant_find(&ours, &none);
  for (int round = 0; round < ROUNDS; round++)
    ours.seconds[round] = entrant_time(&ours);
  ours_exact.drop(ours.index);
  return ours;
}


static void run_python (const prepared *with, const char *build_folder) {
  python_result results[PYTHON_GATES];
  name_set set = names_read(with->names, 100000, EXACT);
  entrant ours[] = {[LONGEST] = run_slice(with, &set, LONGEST),
                    [OVERLAPPING] = run_slice(with, &set, OVERLAPPING)};
  double bytes = contest_bytes(&with->clean.text, ours[0].documents);
  size_t count = python_results(build_folder, set.count, &with->clean,
                                (size_t)bytes, entrant_tokens(&ours[0]),
                                results, PYTHON_GATES);
  if (count < PYTHON_GATES)
    puts("  not all of pyahocorasick, FlashText and spaCy can be had");
  for (size_t i = 0; i < count; i++) {
    const python_gate *gate = python_gate_of(results[i].key);
    add_python(gate, &results[i], &ours[gate->wanted], bytes / 1e6);
  }
  free(ours[LONGEST].found.array);
  free(ours[OVERLAPPING].found.array);
  names_free(&set);
}


void run_file_gates (const prepared *with, const char *build_folder) {
  run_open(with, build_folder);
  run_lua(with, build_folder);
  run_python(with, build_folder);
}

/* }================================================================== */
