/*
** match.c
** The gates of matchers: names found in texts.
**
** Each gate is a contest: engines take turns, round by round, on the same
** documents. Their warm-up is the check: hits are compared in numbers of
** tokens, which are the same in each spelling of a text. All engines that
** report every hit have to agree with ours; the longest ones are computed
** from those hits, and ours and darts-clone's have to be these; those
** that take the longest by bytes have to agree among themselves (match.h
** tells why they cannot with ours).
*/

#include "match.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static int failures;


/* How many documents have 'megabytes', one at least. */
static size_t documents_of (const texts *source, double megabytes) {
  size_t count = 0;
  for (double bytes = 0; count < source->count && bytes < megabytes * 1e6;)
    bytes += (double)source->documents[count++].bytes;
  return count;
}


static double bytes_of (const texts *source, size_t documents) {
  double bytes = 0;
  for (size_t i = 0; i < documents; i++)
    bytes += (double)source->documents[i].bytes;
  return bytes;
}


/*
** {==================================================================
** One engine
** ===================================================================
*/

static hits run (const entrant *self, place *kept, size_t room) {
  hits found = {self->text->starts, self->text->ends, 0, 0, 0, kept, room};
  for (size_t i = 0; i < self->documents; i++) {
    span document = self->text->text.documents[i];
    found.base = (size_t)(document.text - self->text->text.block);
    self->engine->scan(self->index, document, &found);
  }
  return found;
}


static double time_of (const entrant *self) {
  double start = now();
  run(self, NULL, 0);
  return now() - start;
}


static const char *name_of (const entrant *self, const contest *in) {
  char *name = must(malloc(200));  /* the table keeps it */
  int length = snprintf(name, 200, "%s%s%s", self->engine->name,
                        self->remark ? ", " : "",
                        self->remark ? self->remark : "");
  if (self->documents < in->entrants[0].documents)
    snprintf(name + length, (size_t)(200 - length), ", on %.1f MB",
             bytes_of(in->source, self->documents) / 1e6);
  return name;
}


static void differ (const contest *in, const entrant *self,
                    const char *what) {
  printf("%-26s %s: %s\n", in->gate ? in->gate : "  check",
         self->engine->name, what);
  failures++;
}


/* All hits of the documents in numbers of tokens. More than a hit for each
** token would be no list of names. */
static void find (entrant *self, const contest *in) {
  size_t room = self->text->tokens;
  places *all = &self->found;
  all->array = must(malloc((room + 1) * sizeof(place)));
  all->count = run(self, all->array, room).count;
  if (all->count > room)
    fail("more hits than tokens", self->engine->name);
  for (size_t i = 0; i < all->count; i++) {
    if (!edged_tokens(self->text, &all->array[i])) {
      differ(in, self, "a hit that is not whole tokens");
      all->count = 0;
    }
  }
  places_sort(all->array, all->count);
}

/* }================================================================== */


/*
** {==================================================================
** Agreement
** ===================================================================
*/

/* Count and checksum of the places before a token. */
static hits total (const places *self, size_t tokens) {
  hits sum = {.count = 0};
  for (; sum.count < self->count; sum.count++) {
    const place *one = &self->array[sum.count];
    if (one->first >= tokens)
      break;
    sum.sum += 31 * (uint64_t)one->first + one->end;
  }
  return sum;
}


/* The number of tokens in the documents that an engine got. */
static size_t tokens_of (const entrant *self) {
  const edged *text = self->text;
  if (self->documents == text->text.count)
    return text->tokens;
  const char *end = text->text.documents[self->documents].text;
  size_t at = (size_t)(end - text->text.block);
  while (!has_bit(text->starts, at)) at++;
  place first = {(uint32_t)at, (uint32_t)at};
  while (!has_bit(text->ends, first.end)) first.end++;
  edged_tokens(text, &first);
  return first.first;
}


static void compare (const contest *in, const entrant *self,
                     const places *with, const char *whose) {
  char message[200];
  size_t tokens = tokens_of(self);
  hits one = total(&self->found, tokens), other = total(with, tokens);
  if (one.count == other.count && one.sum == other.sum)
    return;
  snprintf(message, sizeof(message),
           "DISAGREES: %llu hits (%llu), %s %llu (%llu)",
           (unsigned long long)one.count, (unsigned long long)one.sum,
           whose, (unsigned long long)other.count,
           (unsigned long long)other.sum);
  differ(in, self, message);
}


static places longest_of_all (const places *all) {
  places made = {must(malloc((all->count + 1) * sizeof(place))), 0};
  memcpy(made.array, all->array, all->count * sizeof(place));
  made.count = places_longest(made.array, all->count);
  return made;
}


/* The first engine before 'self' that takes the longest by bytes, and read
** no less; NULL if there is none. */
static const entrant *like (const contest *in, const entrant *self) {
  for (const entrant *one = in->entrants; one < self; one++)
    if (one->engine->longest == OF_BYTES && !one->other_job
        && one->documents >= self->documents) return one;
  return NULL;
}


static void compare_longest (const contest *in, const entrant *self,
                             const places *right) {
  const entrant *other;
  if (self->engine->longest == OF_WORDS)
    compare(in, self, right, "the longest of all hits are");
  else if (self->engine->longest == OF_NONE)
    compare(in, self, &in->all, "all hits are");
  else if ((other = like(in, self)) != NULL)
    compare(in, self, &other->found, other->engine->name);
}


static void print_density (const contest *in, const places *longest) {
  const entrant *ours = &in->entrants[0];
  double hundreds = (double)tokens_of(ours) / 100;
  printf("  %zu names in %.1f MB: %.1f hits in 100 tokens, %.1f longest\n",
         ours->list.count, bytes_of(in->source, ours->documents) / 1e6,
         (double)in->all.count / hundreds,
         (double)longest->count / hundreds);
}


/* Lets all engines find their hits, and compares them. */
static void check (contest *in) {
  for (size_t i = 0; i < in->count; i++) {
    if (!in->entrants[i].other_job)
      find(&in->entrants[i], in);
  }
  if (in->wanted == OVERLAPPING)
    in->all = in->entrants[0].found;
  places right = longest_of_all(&in->all);
  if (in->wanted == OVERLAPPING)
    print_density(in, &right);
  for (size_t i = 0; i < in->count; i++) {
    const entrant *self = &in->entrants[i];
    if (self->other_job)
      continue;
    if (in->wanted == LONGEST)
      compare_longest(in, self, &right);
    else if (i > 0)
      compare(in, self, &in->all, "ours");
  }
  free(right.array);
}

/* }================================================================== */


/* Builds the indexes; an engine that cannot leaves the contest. */
static void build (contest *in) {
  size_t left = 0;
  for (size_t i = 0; i < in->count; i++) {
    entrant *self = &in->entrants[i];
    if (self->engine->name == NULL)
      continue;
    self->index = self->engine->build(&self->list, in->wanted);
    double megabytes = in->megabytes;
    if (self->engine->megabytes < megabytes)
      megabytes = self->engine->megabytes;
    self->documents = documents_of(in->source, megabytes);
    if (self->index)
      in->entrants[left++] = *self;
    else if (i == 0)
      fail("cannot be built", self->engine->name);
    else
      printf("%-26s cannot be built: %s\n", in->gate ? in->gate : "",
             self->engine->name);
  }
  in->count = left;
}


static double speed_of (entrant *self, const contest *in) {
  return bytes_of(in->source, self->documents) / 1e6
       / median(self->seconds, ROUNDS);
}


static void compete (contest *in) {
  for (int round = 0; round < ROUNDS; round++)
    for (size_t i = 0; i < in->count; i++)
      in->entrants[i].seconds[round] = time_of(&in->entrants[i]);
  double ours = speed_of(&in->entrants[0], in);
  for (size_t i = 1; i < in->count; i++) {
    entrant *self = &in->entrants[i];
    add_row((row){in->gate, ours, speed_of(self, in), name_of(self, in),
                  "MB/s", self->goal, false});
  }
}


static void run_contest (contest *in) {
  while (in->count < ENTRANTS && in->entrants[in->count].engine) in->count++;
  build(in);
  check(in);
  if (in->gate)
    compete(in);
  for (size_t i = 0; i < in->count; i++) {
    entrant *self = &in->entrants[i];
    self->engine->drop(self->index);
    if (in->all.array != self->found.array)
      free(self->found.array);
  }
}


/*
** {==================================================================
** Gates of engines in C
** ===================================================================
*/

/* What all gates read. */
typedef struct prepared {
  const char *names;   /* the file */
  edged clean;         /* NFC */
  edged raw;           /* as it came, but for gaps */
} prepared;

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
  run_contest(all);
  longest->all = all->all;
  run_contest(longest);
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


static void run_build (const prepared *with) {
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
** Gates of files, Lua and Python
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
  self.documents = documents_of(&with->clean.text, megabytes);
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
  hits found = run(&opened, NULL, 0);
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
  hits right = run(&ours, NULL, 0);
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
  uint64_t right = run(&ours, NULL, 0).count, count = 0;
  match_lua_seconds(&count);
  for (int i = 0; i < ROUNDS; i++) {
    lua[i] = match_lua_seconds(&count) * 1e3;
    c[i] = time_of(&ours) * 1e3;
  }
  if (count != right) {
    printf("%-26s DISAGREES with C\n", "match.lua_100k");
    failures++;
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
  hits all = total(&ours->found, SIZE_MAX);
  snprintf(name, 200, "%s, on %.1f MB", peer->name, megabytes);
  if (gate->compared && (peer->count != all.count || peer->sum != all.sum)) {
    printf("%-26s %s DISAGREES: %llu hits, ours %llu\n", gate->gate,
           peer->name, (unsigned long long)peer->count,
           (unsigned long long)all.count);
    failures++;
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
  find(&ours, &none);
  for (int round = 0; round < ROUNDS; round++)
    ours.seconds[round] = time_of(&ours);
  ours_exact.drop(ours.index);
  return ours;
}


static void run_python (const prepared *with, const char *build_folder) {
  python_result results[PYTHON_GATES];
  name_set set = names_read(with->names, 100000, EXACT);
  entrant ours[] = {[LONGEST] = run_slice(with, &set, LONGEST),
                    [OVERLAPPING] = run_slice(with, &set, OVERLAPPING)};
  double bytes = bytes_of(&with->clean.text, ours[0].documents);
  size_t count = python_results(build_folder, set.count, &with->clean,
                                (size_t)bytes, tokens_of(&ours[0]), results,
                                PYTHON_GATES);
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

/* }================================================================== */


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
  run_build(&with);
  run_open(&with, build_folder);
  run_lua(&with, build_folder);
  run_python(&with, build_folder);
  edged_free(&with.clean);
  edged_free(&with.raw);
  return failures;
}
