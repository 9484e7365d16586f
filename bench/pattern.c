/*
** pattern.c
** The gates of patterns: rules found in texts.
**
** Each gate is a contest of two: they take turns, round by round, on the
** same documents, from the raw text to the matches. Those that do the same
** job have to find the same; their matches are compared in bytes.
*/

#include "pattern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROUNDS = 5 };

/* megabytes of text that slow peers get */
#define LPEG_SLICE 0.3
#define SPACY_SLICE 1

typedef void (*scanner) (const void *made, span document, hits *found);

/* One of the two. */
typedef struct side {
  const char *name;
  scanner scan;
  const void *made;
  const edged *text;
  size_t documents;
  double seconds[ROUNDS];
} side;

static int failures;


static hits pass (const side *self) {
  hits found = {self->text->starts, self->text->ends, 0, 0, 0, NULL, 0};
  for (size_t i = 0; i < self->documents; i++) {
    span document = self->text->text.documents[i];
    found.base = (size_t)(document.text - self->text->text.block);
    self->scan(self->made, document, &found);
  }
  return found;
}


static double time_of (const side *self) {
  double start = now();
  pass(self);
  return now() - start;
}


static double megabytes_of (const side *self) {
  double bytes = 0;
  for (size_t i = 0; i < self->documents; i++)
    bytes += (double)self->text->text.documents[i].bytes;
  return bytes / 1e6;
}


static size_t documents_of (const edged *text, double megabytes) {
  size_t count = 0;
  for (double bytes = 0; count < text->text.count && bytes < megabytes * 1e6;)
    bytes += (double)text->text.documents[count++].bytes;
  return count;
}


static void compare (const char *gate, const hits *ours, const hits *peer) {
  if (ours->count == peer->count && ours->sum == peer->sum)
    return;
  printf("%-26s DISAGREES: %llu matches, ours %llu\n", gate,
         (unsigned long long)peer->count, (unsigned long long)ours->count);
  failures++;
}


static void print_found (const char *what, const side *self,
                         const hits *found) {
  printf("  %s, %.1f MB: %.2f matches in 100 tokens\n", what,
         megabytes_of(self),
         (double)found->count * 100 / (double)self->text->tokens);
}


/* Lets the two take turns; a row says how they compare. */
static void compete (const char *gate, side *ours, side *peer, double goal) {
  pass(peer);
  for (int round = 0; round < ROUNDS; round++) {
    ours->seconds[round] = time_of(ours);
    peer->seconds[round] = time_of(peer);
  }
  add_row((row){gate, megabytes_of(ours) / median(ours->seconds, ROUNDS),
                megabytes_of(peer) / median(peer->seconds, ROUNDS),
                peer->name, "MB/s", goal, false});
}


static side of_pattern (const edged *text, const void *made,
                        size_t documents) {
  return (side){"ours", pattern_scan, made, text, documents, {0}};
}


/*
** {==================================================================
** Beside names
** ===================================================================
*/

/* What is in a file, ended by a NUL. */
static span read_file (const char *build, const char *name) {
  char path[4096];
  snprintf(path, sizeof(path), "%s/bench/%s", build, name);
  FILE *file = fopen(path, "rb");
  if (file == NULL)
    fail("cannot be read", path);
  size_t room = 1 << 24;
  char *text = must(malloc(room));
  size_t bytes = fread(text, 1, room - 1, file);
  text[bytes] = '\0';
  fclose(file);
  return (span){text, bytes};
}


static void *build_file (const char *build, const char *name, bool all) {
  span text = read_file(build, name);
  void *made = pattern_build(text.text, text.bytes, NULL, all);
  free((char *)text.text);
  return made;
}


/* Rules of a file, and a thousand names. */
static void run_rules (const edged *text, const char *build,
                       const char *gate, const char *file, double goal) {
  char path[4096];
  snprintf(path, sizeof(path), "%s/bench/names.txt", build);
  name_set set = names_read(path, 1000, EXACT);
  const names list = {set.written, set.count};
  void *index = must(ours_exact.build(&list, LONGEST));
  void *made = build_file(build, file, false);
  side ours = of_pattern(text, made, text->text.count);
  side peer = {"match.exact_1k", ours_exact.scan, index, text,
               text->text.count, {0}};
  hits found = pass(&ours);
  print_found(file, &ours, &found);
  compete(gate, &ours, &peer, goal);
  pattern_drop(made);
  ours_exact.drop(index);
  names_free(&set);
}


static const char *const one_rule =
  "(\"Bộ trưởng\" | \"Thủ tướng\" | \"Chủ tịch\")"
  " (\"Bộ\" | \"Chính phủ\" | \"Ủy ban nhân dân\") []{0,4}"
  " (\"quy định\" | \"ban hành\" | \"quyết định\")"
  " (\"về\" | \"việc\" | \"chi tiết\")";

static const char *const one_literals[] = {
  "Bộ trưởng", "Thủ tướng", "Chủ tịch", "Bộ", "Chính phủ",
  "Ủy ban nhân dân", "quy định", "ban hành", "quyết định", "về", "việc",
  "chi tiết"
};


static void run_one (const edged *text) {
  enum { COUNT = sizeof(one_literals) / sizeof(*one_literals) };
  span array[COUNT];
  for (size_t i = 0; i < COUNT; i++)
    array[i] = (span){one_literals[i], strlen(one_literals[i])};
  const names list = {array, COUNT};
  void *index = must(ours_exact.build(&list, LONGEST));
  void *made = pattern_build(one_rule, strlen(one_rule), "one", false);
  side ours = of_pattern(text, made, text->text.count);
  side peer = {"its literals as names", ours_exact.scan, index, text,
               text->text.count, {0}};
  hits found = pass(&ours);
  print_found("one rule", &ours, &found);
  compete("pattern.one", &ours, &peer, 0.5);
  pattern_drop(made);
  ours_exact.drop(index);
}

/* }================================================================== */


/*
** {==================================================================
** PCRE2, LPeg, spaCy
** ===================================================================
*/

static const char *const words_rule =
  "(\"Bộ trưởng\" | \"Thủ tướng\" | \"Chủ tịch\")"
  " (\"Bộ\" | \"Chính phủ\" | \"Ủy ban\") [/^\\p{L}+$/]{0,5}"
  " (\"quy định\" | \"ban hành\" | \"quyết định\")";

static const char *const words_regex =
  "\\b(?:Bộ trưởng|Thủ tướng|Chủ tịch) (?:Bộ|Chính phủ|Ủy ban)"
  "(?: \\p{L}+){0,5} (?:quy định|ban hành|quyết định)\\b";


/* What a search costs where the tokens are there already, as those of a
** document are, for information. */
static void run_regex_tokens (side *ours, const side *peer) {
  for (int round = 0; round < ROUNDS; round++) {
    hits found = pass(ours);
    ours->seconds[round] = 0;
    for (size_t i = 0; i < ours->documents; i++)
      ours->seconds[round] += pattern_seconds(
        ours->made, ours->text->text.documents[i], &found);
  }
  double seconds[ROUNDS];
  memcpy(seconds, peer->seconds, sizeof(seconds));
  add_row((row){"pattern.regex_tokens",
                megabytes_of(ours) / median(ours->seconds, ROUNDS),
                megabytes_of(peer) / median(seconds, ROUNDS), peer->name,
                "MB/s", 0, false});
}


static void run_regex (const edged *text) {
  if (pattern_pcre2_name == NULL)
    return;
  void *made = pattern_build(words_rule, strlen(words_rule), "words", false);
  void *code = pattern_pcre2_build(words_regex);
  side ours = of_pattern(text, made, text->text.count);
  side peer = {pattern_pcre2_name, pattern_pcre2_scan, code, text,
               text->text.count, {0}};
  hits found = pass(&ours), other = pass(&peer);
  print_found("one regex", &ours, &found);
  compare("pattern.regex", &found, &other);
  compete("pattern.regex", &ours, &peer, 1 / 1.5);
  run_regex_tokens(&ours, &peer);
  pattern_drop(made);
  pattern_pcre2_drop(code);
}


/* One pattern of all names as alternatives. */
static void *build_choice (const names *from) {
  size_t room = 3, at = 0;
  for (size_t i = 0; i < from->count; i++)
    room += from->array[i].bytes + 5;
  char *text = must(malloc(room));
  for (size_t i = 0; i < from->count; i++)
    at += (size_t)sprintf(text + at, "%s\"%.*s\"", i > 0 ? " | " : "",
                          (int)from->array[i].bytes, from->array[i].text);
  void *made = pattern_build(text, at, "choice", false);
  free(text);
  return made;
}


/* Both get a slice: the speed of LPeg is that of one pass. */
static void run_lpeg (const edged *text, const char *build) {
  char path[4096];
  static char name[80];
  snprintf(path, sizeof(path), "%s/bench/names.txt", build);
  name_set set = names_read(path, 2000, EXACT);
  const names list = {set.written, set.count};
  side ours = of_pattern(text, build_choice(&list),
                         documents_of(text, LPEG_SLICE));
  hits found = pass(&ours), peer = {text->starts, text->ends, 0, 0, 0, NULL,
                                    0};
  if (pattern_lua_start(pattern_lpeg, build, list.array, list.count,
                        text->text.documents, ours.documents, name,
                        sizeof(name))) {
    double seconds = pattern_lua_seconds(text->text.documents, &peer);
    for (int round = 0; round < ROUNDS; round++)
      ours.seconds[round] = time_of(&ours);
    compare("pattern.lpeg_2000", &found, &peer);
    add_row((row){"pattern.lpeg_2000",
                  megabytes_of(&ours) / median(ours.seconds, ROUNDS),
                  megabytes_of(&ours) / seconds, name, "MB/s", 100, false});
    pattern_lua_stop();
  } else
    puts("  LPeg cannot be had");
  pattern_drop((void *)ours.made);
  names_free(&set);
}


/* What spaCy's Matcher found: all matches of a hundred rules. */
static void add_spacy (const python_result *peer, side *ours) {
  static char name[120];
  hits found = pass(ours), other = {.count = peer->count, .sum = peer->sum};
  compare("pattern.spacy", &found, &other);
  for (int round = 0; round < ROUNDS; round++)
    ours->seconds[round] = time_of(ours);
  snprintf(name, sizeof(name), "%s", peer->name);
  const double megabytes = megabytes_of(ours);
  add_row((row){strcmp(peer->key, "spacy") == 0 ? "pattern.spacy"
                                                : "pattern.spacy_tokens",
                megabytes / median(ours->seconds, ROUNDS),
                megabytes / peer->seconds, name, "MB/s", 50, false});
}


static void run_spacy (const edged *text, const char *build) {
  python_result results[2];
  void *made = build_file(build, "rules_100.pat", true);
  side ours = of_pattern(text, made, documents_of(text, SPACY_SLICE));
  const span *last = &text->text.documents[ours.documents - 1];
  const size_t bytes = (size_t)(last->text - text->text.block) + last->bytes;
  size_t count = python_patterns(build, text, bytes, results, 2);
  if (count == 0)
    puts("  spaCy cannot be had");
  for (size_t i = 0; i < count; i++)
    add_spacy(&results[i], &ours);
  pattern_drop(made);
}

/* }================================================================== */


/* Seconds in which memcpy takes all texts, which no cache holds. */
static double copy_texts (const texts *all) {
  span result;
  double start = now();
  for (size_t i = 0; i < all->count; i++)
    copy(all->documents[i], &result);
  return now() - start;
}


/* The pipeline from zones to events on pages, and memcpy. */
static void run_news (const edged *text, const char *folder,
                      const char *build) {
  char name[80];
  double ours[ROUNDS], peer[ROUNDS];
  hits found = {0};
  if (access(folder, R_OK) != 0) {
    printf("  no pages in %s (set BENCH_NEWS)\n", folder);
    return;
  }
  texts pages = texts_read(folder, 1e5);
  if (!pattern_lua_start(pattern_news, build, pages.documents, pages.count,
                         NULL, 0, name, sizeof(name)))
    fail("the pipeline cannot be loaded", "news");
  pattern_lua_seconds(pages.documents, &found);
  for (int round = 0; round < ROUNDS; round++) {
    ours[round] = pattern_lua_seconds(pages.documents, &found);
    peer[round] = copy_texts(&text->text);
  }
  add_row((row){"news.pipeline",
                (double)pages.bytes / 1e6 / median(ours, ROUNDS),
                (double)text->text.bytes / 1e6 / median(peer, ROUNDS),
                "memcpy", "MB/s", 0.0006, false});
  pattern_lua_stop();
  texts_free(&pages);
}


static edged prepare (const char *folder, size_t bytes) {
  texts read = texts_read(folder, bytes);
  texts raw = texts_make(&read, canonical);
  texts_split(&raw);
  texts clean = texts_make(&raw, icu_nfc);
  texts_free(&read);
  texts_free(&raw);
  return edged_make(clean);
}


int run_pattern_gates (const char *folder, size_t bytes, const char *build) {
  const char *news = getenv("BENCH_NEWS");
  edged text = prepare(folder, bytes);
  printf("\n%zu documents, %.1f MB, %zu tokens\n", text.text.count,
         (double)text.text.bytes / 1e6, text.tokens);
  print_head();
  run_one(&text);
  run_rules(&text, build, "pattern.rules_100", "rules_100.pat", 0.3);
  run_rules(&text, build, "pattern.rules_5000", "rules_5000.pat", 0.15);
  run_regex(&text);
  run_lpeg(&text, build);
  run_spacy(&text, build);
  run_news(&text, news ? news : "../shared/news", build);
  edged_free(&text);
  return failures;
}
