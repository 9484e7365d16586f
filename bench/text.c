/*
** text.c
** The gates of text: normalization, charsets, tokens.
**
** The engines of a gate take turns, round by round, on the same documents,
** so that what else the machine does falls on all of them; each row has
** medians. Documents are taken one by one, as programs do, but all of them
** as one text for tokens and sentences, which are compared with a memcpy of
** that text.
*/

#include "bench.h"

#include <stdio.h>
#include <string.h>

enum { ROUNDS = 7, ENGINES = 4 };

/* What a peer has to do with the result of ours. */
typedef enum comparison {
  OTHER_JOB,  /* another result: only the time counts */
  SAME_JOB    /* the same bytes, or the benchmark fails */
} comparison;

typedef struct engine {
  const char *name;
  operation run;
  comparison job;
  double goal;        /* the ratio to it that is asked for */
} engine;

typedef struct gate {
  const char *name;
  const texts *input;
  engine engines[ENGINES];  /* ours, then its peers; a NULL ends them */
} gate;

static int failures;  /* results that differ from a peer's */


/*
** {==================================================================
** Operations on documents
** ===================================================================
*/

/* Seconds that an engine takes for all documents. */
static double time_of (const engine *self, const texts *input) {
  double start = now();
  for (size_t i = 0; i < input->count; i++) {
    span result;
    if (!self->run(input->documents[i], &result))
      fail("the operation failed", self->name);
  }
  return now() - start;
}


/* Compares the results of two engines, document by document. */
static void compare (const gate *self, const engine *peer) {
  for (size_t i = 0; i < self->input->count; i++) {
    span ours, theirs;
    if (!self->engines[0].run(self->input->documents[i], &ours)
        || !peer->run(self->input->documents[i], &theirs))
      fail("the operation failed", self->name);
    if (ours.bytes == theirs.bytes
        && memcmp(ours.text, theirs.text, ours.bytes) == 0) continue;
    printf("%-26s DIFFERS from %s in document %zu\n", self->name,
           peer->name, i);
    failures++;
    return;
  }
}


static void run_gate (const gate *self) {
  double seconds[ENGINES][ROUNDS], speed[ENGINES];
  size_t count = 0;
  while (count < ENGINES && self->engines[count].name) count++;
  for (size_t i = 0; i < count; i++) {  /* warm up */
    time_of(&self->engines[i], self->input);
    if (i > 0 && self->engines[i].job == SAME_JOB)
      compare(self, &self->engines[i]);
  }
  for (int round = 0; round < ROUNDS; round++)
    for (size_t i = 0; i < count; i++)
      seconds[i][round] = time_of(&self->engines[i], self->input);
  for (size_t i = 0; i < count; i++)
    speed[i] = (double)self->input->bytes / 1e6
             / median(seconds[i], ROUNDS);
  for (size_t i = 1; i < count; i++)
    add_row((row){self->name, speed[0], speed[i], self->engines[i].name,
                  "MB/s", self->engines[i].goal, false});
}

/* }================================================================== */


/*
** {==================================================================
** From Lua
** ===================================================================
*/

/* Nanoseconds of one call. */
static double lua_call (const char *piece, span text, unsigned times) {
  double seconds = lua_seconds(piece, text, times);
  if (seconds < 0) fail("the call failed", piece);
  return seconds / times * 1e9;
}


/* One call on a short text, beside string.lower. */
static void run_short (const char *name, span text) {
  double ours[ROUNDS], peer[ROUNDS];
  const unsigned times = 200000;
  for (int round = -1; round < ROUNDS; round++) {
    double one = lua_call("normalize", text, times);
    double other = lua_call("lower", text, times);
    if (round < 0) continue;
    ours[round] = one;
    peer[round] = other;
  }
  add_row((row){name, median(ours, ROUNDS), median(peer, ROUNDS),
                "string.lower", "ns", 3, true});
}


/* Documents of a megabyte, in NFD: from Lua and from C. */
static void run_long (const texts *nfd) {
  size_t bytes = nfd->bytes < 1000000 ? nfd->bytes : 1000000;
  while (bytes > 0 && (nfd->block[bytes] & 0x80)) bytes--;
  span one = {nfd->block, bytes};
  texts text = {nfd->block, bytes, &one, 1};
  double ours[4 * ROUNDS], peer[4 * ROUNDS];
  gate both = {"text.lua_1mb", &text, {
    {"lua", lua_normalize, SAME_JOB, 0},
    {"viet_normalize from C", ours_nfc, SAME_JOB, 0.9}
  }};
  compare(&both, &both.engines[1]);
  for (int round = 0; round < 4 * ROUNDS; round++) {
    ours[round] = lua_call("as_c", one, 10);
    peer[round] = 0;
    for (int i = 0; i < 10; i++)
      peer[round] += time_of(&both.engines[1], &text) * 1e8;
  }
  double scale = (double)bytes * 1e3;
  add_row((row){both.name, scale / median(ours, 4 * ROUNDS),
                scale / median(peer, 4 * ROUNDS), both.engines[1].name,
                "MB/s", 0.9, false});
}

/* }================================================================== */


/* MB/s of one engine alone. */
static double speed_of (const texts *input, operation run,
                        const char *name) {
  double seconds[ROUNDS];
  const engine one = {name, run, OTHER_JOB, 0};
  time_of(&one, input);
  for (int round = 0; round < ROUNDS; round++)
    seconds[round] = time_of(&one, input);
  return (double)input->bytes / 1e6 / median(seconds, ROUNDS);
}


static void run_tokens (const texts *input) {
  span all = {input->block, input->bytes};
  const texts whole = {input->block, input->bytes, &all, 1};
  double memory = speed_of(&whole, copy, "memcpy");
  double tokens = speed_of(&whole, ours_tokens, "tokens");
  double scalar = speed_of(&whole, ours_tokens_scalar, "tokens, scalar");
  double sentences = speed_of(&whole, ours_sentences, "sentences");
  add_row((row){"text.tokens", tokens, memory, "memcpy", "MB/s", 0.08,
                false});
  add_row((row){"text.tokens_scalar", scalar, memory, "memcpy", "MB/s",
                0.03, false});
  add_row((row){"text.sentences", sentences, tokens, "text.tokens", "MB/s",
                0.5, false});
  printf("%-26s %9.1f %25s document by document\n", "  tokens",
         speed_of(input, ours_tokens, "tokens"), "");
}


static void run_text (const texts *raw, const texts *clean,
                      const texts *nfd) {
  const char *sz = stringzilla_version();
  const gate gates[] = {
    {"text.is_nfc", clean, {
      {"ours", ours_is_nfc, SAME_JOB, 0},
      {icu_version, icu_is_nfc, SAME_JOB, 7},
      {sz, stringzilla_is_nfc, SAME_JOB, 1}}},
    {"text.nfc_to_nfc", clean, {
      {"ours", ours_nfc, SAME_JOB, 0},
      {icu_version, icu_nfc, SAME_JOB, 4},
      {sz, stringzilla_nfc, SAME_JOB, 1}}},
    {"text.nfd_to_nfc", nfd, {
      {"ours", ours_nfc, SAME_JOB, 0},
      {icu_version, icu_nfc, SAME_JOB, 5},
      {sz, stringzilla_nfc, SAME_JOB, 4}}},
    {"text.nfd_to_nfc_aligned", nfd, {
      {"ours", ours_nfc_aligned, SAME_JOB, 0},
      {icu_version, icu_nfc_edits, SAME_JOB, 5}}},
    {"text.fold_aligned", clean, {
      {"ours", ours_fold_aligned, SAME_JOB, 0},
      {icu_version, icu_casefold_edits, OTHER_JOB, 1.5},
      {utf8proc_name(), utf8proc_strip, OTHER_JOB, 5}}},
    {"text.repair", raw, {
      {"ours", ours_repair, SAME_JOB, 0},
      {icu_version, icu_nfc, OTHER_JOB, 3}}},
  };
  for (size_t i = 0; i < sizeof(gates) / sizeof(*gates); i++)
    run_gate(&gates[i]);
}


static void run_decode (const char *name, const texts *clean,
                        operation encode, operation ours, operation peer,
                        comparison job) {
  texts encoded = texts_make(clean, encode);
  const gate one = {name, &encoded, {
    {"ours", ours, SAME_JOB, 0}, {"glibc iconv", peer, job, 3}}};
  run_gate(&one);
  texts_free(&encoded);
}


static void run_all (const char *folder, size_t bytes) {
  texts raw = texts_read(folder, bytes);
  texts clean = texts_make(&raw, icu_nfc);
  texts nfd = texts_make(&raw, icu_nfd);
  printf("%zu documents, %.1f MB; NFD %.1f MB; path %s\n", raw.count,
         (double)raw.bytes / 1e6, (double)nfd.bytes / 1e6, ours_path());
  print_head();
  run_text(&raw, &clean, &nfd);
  run_tokens(&clean);
  run_decode("text.decode_tcvn3", &clean, ours_encode_tcvn3,
             ours_decode_tcvn3, iconv_tcvn3, SAME_JOB);
  run_decode("text.decode_viscii", &clean, ours_encode_viscii,
             ours_decode_viscii, iconv_viscii, SAME_JOB);
  run_decode("text.decode_cp1258", &clean, ours_encode_cp1258,
             ours_decode_cp1258, iconv_cp1258, SAME_JOB);
  run_long(&nfd);
  run_short("text.lua_60b", (span){
    "Đại tướng Phan Văn Giang hội kiến Thủ tướng.", 60});
  texts_free(&raw);
  texts_free(&clean);
  texts_free(&nfd);
}


int run_text_gates (const char *folder, size_t bytes, const char *build) {
  char module[4096];
  snprintf(module, sizeof(module), "%s/lib/viet/core.so", build);
  if (!lua_start(module)) fail("cannot be loaded", module);
  run_all(folder, bytes);
  lua_stop();
  return failures;
}
