/*
** match.c
** The gates of matchers: names found in texts. Each gate is a contest
** (match_contest.h).
*/

#include "match_contest.h"

#include <stdio.h>
#include <stdlib.h>


/* How many names, and of which likeness; and the texts that go with them. */
typedef struct lists {
  size_t limit;
  likeness wanted;
  const edged *text;
  const edged *folded;  /* NULL: as they are written */
} lists;


static void give (contest *to, const prepared *with, const lists *of,
                  const name_set *set) {
  to->source = &of->text->text;
  for (size_t i = 0; i < ENTRANTS; i++) {
    entrant *self = &to->entrants[i];
    bool folds = self->reads == FOLDED;
    self->text = folds ? of->folded
               : self->reads == CLEAN ? &with->clean : of->text;
    self->list = (names){folds ? set->folded : set->written, set->count};
  }
}


/* All hits, then the longest ones, with the same names. */
static void run_both (const prepared *with, const lists *of, contest *all,
                      contest *longest) {
  name_set set = names_read(with->names, of->limit, of->wanted);
  all->wanted = OVERLAPPING;
  longest->wanted = LONGEST;
  longest->megabytes = all->megabytes;
  give(all, with, of, &set);
  give(longest, with, of, &set);
  contest_run(all);
  longest->all = all->all;
  contest_run(longest);
  free(all->all.array);
  names_free(&set);
}


/* One that gets what the contest is about; with a goal, or without. */
static entrant asked (const matcher *engine, double goal) {
  return (entrant){.engine = engine, .goal = goal};
}


static entrant timed (const matcher *engine) {
  return asked(engine, 0);
}


/* One that gets what was folded for it. */
static entrant folded_for (const matcher *engine, double goal) {
  return (entrant){.engine = engine, .goal = goal, .reads = FOLDED,
                   .remark = "folded before"};
}


/* One that does another job: it searches for the names to the byte. */
static entrant unfolded_for (const matcher *engine, double goal) {
  return (entrant){.engine = engine, .goal = goal, .reads = CLEAN,
                   .other_job = true, .remark = "exact"};
}


static entrant composed (const matcher *engine, double goal) {
  return (entrant){.engine = engine, .goal = goal, .reads = CLEAN,
                   .remark = "from NFC"};
}


static void run_exact_1k (const prepared *with) {
  contest all = {.megabytes = WHOLE, .entrants = {
    timed(&ours_exact), timed(&daachorse_chars), timed(&aho_nfa),
    timed(&vectorscan), timed(&darts)}};
  contest longest = {.gate = "match.exact_1k", .entrants = {
    timed(&ours_exact), asked(&aho_dfa, 1.4), asked(&vectorscan, 1.4),
    asked(&re2_longest, 1.4), timed(&aho_nfa), timed(&daachorse_chars),
    timed(&daachorse_bytes), timed(&darts), timed(&pcre2)}};
  run_both(with, &(lists){1000, EXACT, &with->clean, NULL}, &all, &longest);
}


static void run_exact_100k (const prepared *with) {
  contest all = {.gate = "match.overlapping_100k", .megabytes = MIDDLE,
    .entrants = {
      timed(&ours_exact), asked(&daachorse_chars, 3.5),
      asked(&daachorse_bytes, 3.5), timed(&darts), timed(&vectorscan)}};
  contest longest = {.gate = "match.exact_100k", .entrants = {
    timed(&ours_exact), asked(&daachorse_chars, 4),
    timed(&daachorse_bytes), timed(&aho_nfa), timed(&darts)}};
  run_both(with, &(lists){100000, EXACT, &with->clean, NULL}, &all,
           &longest);
}


/* Vectorscan would take a minute to build, the DFA half of it and 5 GB. */
static void run_exact_1m (const prepared *with) {
  contest all = {.gate = "match.overlapping_1m", .megabytes = SLICE,
    .entrants = {
      timed(&ours_exact), asked(&daachorse_chars, 5),
      asked(&daachorse_bytes, 5), timed(&darts)}};
  contest longest = {.gate = "match.exact_1m", .entrants = {
    timed(&ours_exact), asked(&daachorse_chars, 4),
    asked(&daachorse_bytes, 4), asked(&darts, 4)}};
  run_both(with, &(lists){1000000, EXACT, &with->clean, NULL}, &all,
           &longest);
}


/* Ours reads the text as it came; the peers what it was folded to before
** the clock ran, or, not folded, search for the names to the byte. */
static void run_folded_100k (const prepared *with, const edged *folded,
                             const char *gate, const matcher *ours,
                             likeness wanted) {
  contest all = {.megabytes = MIDDLE, .entrants = {
    timed(ours), folded_for(&daachorse_chars, 0)}};
  contest longest = {.gate = gate, .entrants = {
    timed(ours), unfolded_for(&daachorse_chars, 3),
    folded_for(&daachorse_chars, 3.5), folded_for(&daachorse_bytes, 3.5)}};
  run_both(with, &(lists){100000, wanted, &with->raw, folded}, &all,
           &longest);
}


static void run_folded_1m (const prepared *with, const edged *folded,
                           const char *gate, const matcher *ours,
                           likeness wanted) {
  contest all = {.megabytes = SLICE, .entrants = {
    timed(ours), folded_for(&daachorse_chars, 0)}};
  contest longest = {.gate = gate, .entrants = {
    timed(ours), folded_for(&aho_nfa, 6), folded_for(&daachorse_chars, 6),
    folded_for(&daachorse_bytes, 6)}};
  run_both(with, &(lists){1000000, wanted, &with->raw, folded}, &all,
           &longest);
}


static void run_folded (const prepared *with) {
  edged folded = edged_fold(&with->raw.text, PLACEMENT);
  run_folded_100k(with, &folded, "match.placement_100k", &ours_placement,
                  PLACEMENT);
  run_folded_1m(with, &folded, "match.placement_1m", &ours_placement,
                PLACEMENT);
  edged_free(&folded);
  folded = edged_fold(&with->raw.text, TONELESS);
  run_folded_100k(with, &folded, "match.toneless_100k", &ours_toneless,
                  TONELESS);
  run_folded_1m(with, &folded, "match.toneless_1m", &ours_toneless,
                TONELESS);
  edged_free(&folded);
}


/* Decomposed text, whose speed is that of the bytes that it composes to. */
static void run_nfd (const prepared *with) {
  edged nfd = edged_make(texts_make(&with->clean.text, icu_nfd));
  contest all = {.megabytes = MIDDLE, .entrants = {
    timed(&ours_placement), composed(&ours_placement, 0)}};
  contest longest = {.gate = "match.nfd_100k", .entrants = {
    timed(&ours_placement), composed(&ours_placement, 1)}};
  if (nfd.tokens != with->clean.tokens)
    fail("not as many tokens as NFC", "NFD");
  run_both(with, &(lists){100000, PLACEMENT, &nfd, NULL}, &all, &longest);
  edged_free(&nfd);
}


/* Texts in which all gaps are alike. */
static prepared prepare (const char *folder, size_t bytes) {
  texts read = texts_read(folder, bytes);
  texts raw = texts_make(&read, canonical);
  texts_split(&raw);
  texts clean = texts_make(&raw, icu_nfc);
  texts_free(&read);
  return (prepared){.clean = edged_make(clean), .raw = edged_make(raw)};
}


static void print_absent (const matcher *engine, const char *name) {
  if (engine->name == NULL)
    printf("%s cannot be had: the gates are judged without it\n", name);
}


int run_match_gates (const char *folder, size_t bytes,
                     const char *build_folder) {
  char path[4096];
  snprintf(path, sizeof(path), "%s/bench/names.txt", build_folder);
  prepared with = prepare(folder, bytes);
  with.names = path;
  printf("\n%zu documents, %.1f MB, %zu tokens\n", with.clean.text.count,
         (double)with.clean.text.bytes / 1e6, with.clean.tokens);
  print_absent(&aho_dfa, "aho-corasick and daachorse");
  print_absent(&darts, "darts-clone");
  print_absent(&vectorscan, "vectorscan");
  print_absent(&re2_longest, "RE2");
  print_absent(&pcre2, "PCRE2");
  print_head();
  run_exact_1k(&with);
  run_exact_100k(&with);
  run_folded(&with);
  run_nfd(&with);
  run_exact_1m(&with);
  run_build_gates(&with);
  run_file_gates(&with, build_folder);
  run_fuzzy(&with);
  edged_free(&with.clean);
  edged_free(&with.raw);
  return match_failures;
}
