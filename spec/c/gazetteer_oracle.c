/*
** gazetteer_oracle.c
** Random gazetteers, searched in random texts in all ways, against a search
** that tries every name at every place and then sorts what it found.
**
**   gazetteer_oracle [CASES [SEED]]
**
** Names and texts are made of words whose levels to each other are known
** beforehand (levels.c tells that they are right), so that the naive search
** knows where its tokens are without cutting anything. Ends with a line
** "N passed, N failed"; a case is a search of one text.
*/

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "viet.h"

enum {
  MOST_WORDS = 64, MOST_TOKENS = 40, MOST_NAMES = 24, MOST_ENTRIES = 10,
  MOST_LAYERS = 3, NAME_TOKENS = 6, MOST_HITS = 40000, TEXT_BYTES = 2048,
  TYPES = 4
};

/* the cases of a test run */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CASES 150000
#else
#define CASES 1000000
#endif

static const char *const words[] = {
  "hòa", "hoà", "Hòa", "HOÀ", "hoa", "Hoa", "hóa", "hoa\u0300",
  "Ho\u0300a", "bình", "Bình", "bi\u0300nh", "binh", "Đà", "\u00D0à",
  "đa", "da", "Da", "kỹ", "kĩ", "ky", "nguyễn", "Nguyễn", "nguyên",
  "nguyen", "nguye\u0302\u0303n", "nguyện", "Shoigu", "shoigu", "F16", "7",
  "1,5", "ờ", "o\u031B\u0300", "ơ", "o", "a", "A", "\u00E1\u0302", "ấ",
  "-", "–", ",", ".", "(", "+"
};

enum { WORDS = sizeof(words) / sizeof(*words) };

static viet_level level_of[WORDS][WORDS];  /* of the text, then the name */

static uint64_t state;

/* A number below 'count'. */
static unsigned pick (unsigned count) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (unsigned)((state >> 11) % count);
}


static void fail (const char *what) {
  printf("failed: %s\n", what);
  exit(1);
}


static void fill_levels (void) {
  for (size_t i = 0; i < WORDS; i++)
    for (size_t k = 0; k < WORDS; k++)
      if (viet_level_of(words[i], strlen(words[i]), words[k],
                        strlen(words[k]), &viet_malloc, &level_of[i][k])
          != VIET_OK)
        fail("no level");
}


static bool is_sign (unsigned word) {
  return strchr("-,.(", words[word][0]) != NULL
      || strcmp(words[word], "–") == 0;
}


static bool is_hyphen (unsigned word) {
  return strcmp(words[word], "-") == 0 || strcmp(words[word], "–") == 0;
}


/*
** {==================================================================
** Cases
** ===================================================================
*/

typedef struct name {
  unsigned words[NAME_TOKENS];
  unsigned count;
  unsigned entry;
  viet_level level;
} name;

typedef struct entry {
  int32_t from, to, priority;
  unsigned type;    /* TYPES: none */
} entry;

/* What a gazetteer is made of. */
typedef struct layer {
  name names[MOST_NAMES];
  unsigned name_count;
  entry entries[MOST_ENTRIES];
  unsigned entry_count;
  bool has_entries;       /* or are they numbers? */
  uint32_t removed[1];
  viet_gazetteer *gazetteer;
} layer;

static layer layers[MOST_LAYERS];
static unsigned layer_count;

static const char *const types[TYPES] = {"PER", "LOC", "ORG", ""};

typedef struct text {
  unsigned words[MOST_TOKENS];
  unsigned line[MOST_TOKENS];
  uint32_t first[MOST_TOKENS];
  uint32_t end[MOST_TOKENS];
  unsigned count;
  char bytes[TEXT_BYTES];
  size_t length;
} text;

static text story;

static unsigned vocabulary[MOST_WORDS];
static unsigned vocabulary_count;

/* Few words, so that names are often in a text. */
static void choose_vocabulary (void) {
  vocabulary_count = 1 + pick(12);
  for (unsigned i = 0; i < vocabulary_count; i++)
    vocabulary[i] = pick(WORDS);
}


static unsigned any_word (void) {
  return vocabulary[pick(vocabulary_count)];
}


static size_t add_bytes (char *out, size_t at, const char *bytes) {
  memcpy(out + at, bytes, strlen(bytes));
  return at + strlen(bytes);
}


static const char *any_space (void) {
  static const char *const spaces[] = {
    " ", " ", " ", " ", " ", "\n", "\u00A0", "  ", "\r\n", " \u200B "
  };
  return spaces[pick(sizeof(spaces) / sizeof(*spaces))];
}


static void make_story (void) {
  unsigned line = 0;
  size_t at = 0;
  story.count = pick(MOST_TOKENS + 1);
  for (unsigned i = 0; i < story.count; i++) {
    story.words[i] = any_word();
    story.first[i] = (uint32_t)at;
    at = add_bytes(story.bytes, at, words[story.words[i]]);
    story.end[i] = (uint32_t)at;
    story.line[i] = line;
    const char *space = any_space();
    line += strchr(space, '\n') != NULL;
    at = add_bytes(story.bytes, at, space);
  }
  story.length = at;
}


static void make_name (name *self, unsigned entries) {
  self->count = 1 + pick(pick(3) == 0 ? NAME_TOKENS : 3);
  for (unsigned i = 0; i < self->count; i++)
    self->words[i] = any_word();
  self->entry = pick(entries);
  self->level = (viet_level)pick(VIET_LEVELS);
}


/* The text of a name. */
static size_t write_name (const name *self, char *out) {
  size_t at = 0;
  for (unsigned i = 0; i < self->count; i++) {
    if (i > 0)
      at = add_bytes(out, at, pick(20) == 0 ? "\u00A0 " : " ");
    at = add_bytes(out, at, words[self->words[i]]);
  }
  return at;
}


static void add_entries (layer *self, viet_builder *builder) {
  for (unsigned i = 0; i < self->entry_count; i++) {
    entry *made = &self->entries[i];
    uint32_t number;
    *made = (entry){.type = TYPES};
    if (self->has_entries) {
      made->from = pick(2) == 0 ? 0 : (int32_t)(20000101 + pick(20) * 10000);
      made->to = pick(2) == 0 ? 0 : (int32_t)(20000101 + pick(20) * 10000);
      made->priority = pick(3) == 0 ? (int32_t)pick(3) - 1 : 0;
      made->type = pick(TYPES + 1);
    }
    const viet_entry given = {
      .from = made->from, .to = made->to, .priority = made->priority,
      .type = made->type < TYPES ? types[made->type] : NULL,
      .type_bytes = made->type < TYPES ? strlen(types[made->type]) : 0
    };
    if (self->has_entries
        && (viet_builder_add_entry(builder, &given, &number) != VIET_OK
            || number != i))
      fail("an entry");
  }
}


static void make_layer (layer *self) {
  viet_builder *builder;
  if (viet_builder_open(&viet_malloc, &builder) != VIET_OK)
    fail("a builder");
  const unsigned most = pick(8) == 0 ? MOST_NAMES : 6;
  self->entry_count = 1 + pick(MOST_ENTRIES);
  self->has_entries = pick(2) == 0;
  self->name_count = pick(most + 1);
  add_entries(self, builder);
  for (unsigned i = 0; i < self->name_count; i++) {
    char bytes[TEXT_BYTES];
    name *made = &self->names[i];
    make_name(made, self->entry_count);
    const viet_name given = {bytes, write_name(made, bytes), made->entry,
                             made->level};
    if (viet_builder_add_name(builder, &given, NULL) != VIET_OK)
      fail("a name");
  }
  if (viet_builder_build(builder, NULL, NULL, &self->gazetteer) != VIET_OK)
    fail("a gazetteer");
  viet_builder_close(builder);
  self->removed[0] = pick(4) == 0 ? pick(1u << MOST_ENTRIES) : 0;
}

/* }================================================================== */


/*
** {==================================================================
** The naive search
** ===================================================================
*/

typedef struct hit {
  viet_match match;
  int32_t priority;
  unsigned type;
  bool is_out;
} hit;

static hit hits[MOST_HITS];
static size_t hit_count;


/* The level of 'count' words of a name that fill the tokens from 'start' up
** to 'end', with signs between them as the gaps allow. */
static viet_level fit (const name *self, unsigned at, unsigned start,
                       unsigned end, unsigned gaps) {
  viet_level best = VIET_LEVELS;
  if (start >= end)
    return at == self->count ? VIET_EXACT : VIET_LEVELS;
  if (at == self->count)
    return VIET_LEVELS;
  const viet_level here = level_of[story.words[start]][self->words[at]];
  if (here < VIET_LEVELS) {
    best = fit(self, at + 1, start + 1, end, gaps);
    if (start + 1 < end && at + 1 < self->count
        && story.words[start + 1] != story.words[start]
        && (((gaps & VIET_GAP_PUNCT) && is_sign(story.words[start + 1]))
            || ((gaps & VIET_GAP_HYPHEN)
                && is_hyphen(story.words[start + 1])))) {
      const viet_level other = fit(self, at + 1, start + 2, end, gaps);
      if (other < best)
        best = other;
    }
    if (best < here)
      best = here;
  }
  return best;
}


static bool is_wanted (const layer *self, unsigned number,
                       const viet_search_rules *rules) {
  const entry *of = &self->entries[number];
  if (self->removed[0] >> number & 1)
    return false;
  if (rules->as_of != 0
      && ((of->from != 0 && of->from > rules->as_of)
          || (of->to != 0 && of->to < rules->as_of)))
    return false;
  if (rules->types == NULL)
    return true;
  for (size_t i = 0; i < rules->type_count; i++)
    if (of->type < TYPES && strcmp(rules->types[i], types[of->type]) == 0)
      return true;
  return false;
}


/* The match of an entry from 'start' up to 'end', if any. */
static void try_entry (unsigned at, unsigned number, unsigned start,
                       unsigned end, const viet_search_rules *rules) {
  const layer *self = &layers[at];
  hit *made = &hits[hit_count];
  viet_level best = VIET_LEVELS;
  if (!is_wanted(self, number, rules))
    return;
  for (unsigned i = 0; i < self->name_count; i++) {
    const name *tried = &self->names[i];
    if (tried->entry != number)
      continue;
    const viet_level level = fit(tried, 0, start, end, rules->gaps);
    if (level <= tried->level && level < best) {
      best = level;
      made->match.name = i;
    }
  }
  if (best == VIET_LEVELS)
    return;
  made->match = (viet_match){story.first[start], story.end[end - 1], start,
                             end, number, made->match.name, at, best};
  made->priority = self->entries[number].priority;
  made->type = self->entries[number].type;
  made->is_out = false;
  if (++hit_count == MOST_HITS)
    fail("too many hits");
}


static int compare (const void *a, const void *b) {
  const hit *x = a, *y = b;
  if (x->match.first_token != y->match.first_token)
    return x->match.first_token < y->match.first_token ? -1 : 1;
  if (x->match.end_token != y->match.end_token)
    return x->match.end_token > y->match.end_token ? -1 : 1;
  if (x->priority != y->priority)
    return x->priority > y->priority ? -1 : 1;
  if (x->match.layer != y->match.layer)
    return x->match.layer < y->match.layer ? -1 : 1;
  return x->match.entry < y->match.entry ? -1 : 1;
}


static void find_all (const viet_search_rules *rules) {
  hit_count = 0;
  for (unsigned start = 0; start < story.count; start++)
    for (unsigned end = start + 1; end <= story.count
         && end - start < 2 * NAME_TOKENS; end++) {
      if (story.line[start] != story.line[end - 1]
          && (rules->gaps & VIET_GAP_LINE) == 0)
        break;
      for (unsigned i = 0; i < layer_count; i++)
        for (unsigned k = 0; k < layers[i].entry_count; k++)
          try_entry(i, k, start, end, rules);
    }
  qsort(hits, hit_count, sizeof(*hits), compare);
}


static bool is_same_span (const hit *a, const hit *b) {
  return a->match.first_token == b->match.first_token
      && a->match.end_token == b->match.end_token;
}


/* Of the hits of a type, or of all, takes out those that overlap an earlier
** one that stays. */
static void keep_longest (unsigned type, bool all) {
  const hit *last = NULL;
  for (size_t i = 0; i < hit_count; i++) {
    hit *here = &hits[i];
    if (!all && here->type != type)
      continue;
    if (last != NULL && !is_same_span(here, last)
        && here->match.first_token < last->match.end_token)
      here->is_out = true;
    else
      last = here;
  }
}


static void keep_outermost (void) {
  for (size_t i = 0; i < hit_count; i++)
    for (size_t k = 0; k < hit_count; k++)
      if (!is_same_span(&hits[i], &hits[k])
          && hits[k].match.first_token <= hits[i].match.first_token
          && hits[k].match.end_token >= hits[i].match.end_token)
        hits[i].is_out = true;
}


/* Does a hit come before another one that begins with it? */
static bool is_first (const hit *a, const hit *b) {
  if (a->priority != b->priority)
    return a->priority > b->priority;
  if (a->match.layer != b->match.layer)
    return a->match.layer < b->match.layer;
  if (a->match.entry != b->match.entry)
    return a->match.entry < b->match.entry;
  return a->match.end_token > b->match.end_token;
}


static void keep_first (void) {
  uint32_t free = 0;
  for (size_t i = 0; i < hit_count; ) {
    size_t best = i, end = i;
    const uint32_t start = hits[i].match.first_token;
    for (; end < hit_count && hits[end].match.first_token == start; end++) {
      if (is_first(&hits[end], &hits[best]))
        best = end;
    }
    for (size_t k = i; k < end; k++)
      hits[k].is_out = start < free || !is_same_span(&hits[k], &hits[best]);
    if (start >= free)
      free = hits[best].match.end_token;
    i = end;
  }
}


static void find (const viet_search_rules *rules) {
  size_t left = 0;
  find_all(rules);
  switch (rules->kind) {
    case VIET_LONGEST: keep_longest(0, true); break;
    case VIET_FIRST: keep_first(); break;
    case VIET_OVERLAPPING: break;
    case VIET_OUTERMOST: keep_outermost(); break;
    case VIET_LONGEST_PER_TYPE:
      for (unsigned i = 0; i <= TYPES; i++)
        keep_longest(i, false);
  }
  for (size_t i = 0; i < hit_count; i++)
    if (!hits[i].is_out)
      hits[left++] = hits[i];
  hit_count = left;
}

/* }================================================================== */


static uint64_t seed;
static size_t cases, failures, matches;

static void show (const char *what, const viet_match *match) {
  printf("  %s %u-%u tokens %u-%u entry %u name %u layer %u level %d\n",
         what, match->first, match->end, match->first_token,
         match->end_token, match->entry, match->name, match->layer,
         (int)match->level);
}


static bool is_same (const viet_match *a, const viet_match *b) {
  return a->first == b->first && a->end == b->end
      && a->first_token == b->first_token && a->end_token == b->end_token
      && a->entry == b->entry && a->name == b->name
      && a->layer == b->layer && a->level == b->level;
}


/* Compares what a search gives with the hits. */
static void compare_search (viet_search *search,
                            const viet_search_rules *rules,
                            const char *how) {
  viet_match match;
  size_t i = 0;
  bool is_right = true;
  for (; is_right && viet_search_next(search, &match); i++)
    is_right = i < hit_count && is_same(&match, &hits[i].match);
  if (is_right)
    is_right = i == hit_count && viet_search_status(search) == VIET_OK
            && !viet_search_next(search, &match);
  cases++;
  matches += hit_count;
  if (is_right)
    return;
  printf("failed: seed %llu, case %zu: %s, kind %d, gaps %u, as of %d, "
         "text \"%.*s\"\n", (unsigned long long)seed, cases, how,
         (int)rules->kind, rules->gaps, rules->as_of, (int)story.length,
         story.bytes);
  if (i > 0 && i - 1 < hit_count)
    show("expected", &hits[i - 1].match);
  show("found   ", &match);
  if (++failures > 10)
    exit(1);
}


/* Searches the story, uncut and cut. */
static void search_story (viet_search *search,
                          const viet_search_rules *rules) {
  viet_tokens *tokens = NULL;
  char *copy = malloc(story.length + 1);  /* to see what is read behind it */
  if (copy == NULL
      || viet_tokens_build(story.bytes, story.length, &viet_malloc, &tokens)
         != VIET_OK)
    fail("no memory");
  memcpy(copy, story.bytes, story.length);
  find(rules);
  if (viet_search_text(search, copy, story.length) != VIET_OK)
    fail("a search of a text");
  compare_search(search, rules, "uncut");
  if (viet_tokens_count(tokens) != story.count)
    fail("tokens are not those that were written");
  if (viet_search_tokens(search, tokens) != VIET_OK)
    fail("a search of tokens");
  compare_search(search, rules, "cut");
  viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
  free(copy);
}


static void run_search (void) {
  const char *wanted[TYPES];
  viet_layer given[MOST_LAYERS];
  viet_search_rules rules = {.kind = (viet_match_kind)pick(5)};
  viet_search *search;
  rules.gaps = pick(3) == 0 ? pick(8) : 0;
  if (pick(4) == 0)
    rules.as_of = (int32_t)(20000101 + pick(20) * 10000);
  if (pick(4) == 0) {
    rules.types = wanted;
    rules.type_count = pick(TYPES);
    for (size_t i = 0; i < rules.type_count; i++)
      wanted[i] = pick(9) == 0 ? "OTHER" : types[pick(TYPES)];
  }
  for (unsigned i = 0; i < layer_count; i++)
    given[i] = (viet_layer){layers[i].gazetteer, layers[i].removed,
                            layers[i].removed[0] != 0};
  if (viet_search_open(given, layer_count, &rules, &viet_malloc, &search)
      != VIET_OK)
    fail("a search");
  for (unsigned i = 0; i < 4; i++) {
    make_story();
    search_story(search, &rules);
  }
  viet_search_close(search);
}


int main (int count, char **values) {
  const size_t most = count > 1 ? strtoul(values[1], NULL, 10) : CASES;
  seed = count > 2 ? strtoull(values[2], NULL, 10) : (uint64_t)time(NULL);
  state = seed * 2 + 1;
  fill_levels();
  while (cases < most) {
    choose_vocabulary();
    layer_count = pick(3) == 0 ? 1 + pick(MOST_LAYERS) : 1;
    for (unsigned i = 0; i < layer_count; i++)
      make_layer(&layers[i]);
    for (unsigned i = 0; i < 4; i++)
      run_search();
    for (unsigned i = 0; i < layer_count; i++)
      viet_free(&viet_malloc, layers[i].gazetteer,
                viet_gazetteer_bytes(layers[i].gazetteer));
  }
  printf("seed %llu: %zu cases, %zu matches\n", (unsigned long long)seed,
         cases, matches);
  printf("%zu passed, %zu failed\n", cases - failures, failures);
  return failures > 0;
}
