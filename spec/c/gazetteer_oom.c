/*
** gazetteer_oom.c
** Gazetteers as a C program uses them: with an allocator that fails at the
** n-th call, for every n; copied to another place; and with arguments that
** are refused. Ends with a line "N passed, N failed".
*/

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "meter.h"

static int passed, failed;

static void check (bool is_right, const char *what) {
  if (is_right)
    passed++;
  else {
    failed++;
    printf("failed: %s\n", what);
  }
}

/*
** {==================================================================
** Names and a text
** ===================================================================
*/

static const char *const syllables[] = {
  "hòa", "hoà", "HÒA", "bình", "Bình", "binh", "Đà", "Ðà", "Nẵng",
  "na\xCC\x86\xCC\x83ng", "Shoigu", "17", ",", "kỹ", "kĩ"
};

#define SYLLABLES (sizeof syllables / sizeof syllables[0])
#define NAMES 600
#define NAME_BYTES 64

static char texts[NAMES][NAME_BYTES];
static viet_name names[NAMES];
static char story[NAMES * NAME_BYTES];
static char tight[NAMES * NAME_BYTES];  /* some of it, without white space */

/* Makes names of one to three syllables, whose entries are in no order,
** and a text of all of them. */
static void make_names (void) {
  unsigned state = 1;
  story[0] = '\0';
  for (int i = 0; i < NAMES; i++) {
    int count = i % 3 + 1;
    texts[i][0] = '\0';
    for (int k = 0; k < count; k++) {
      state = state * 1103515245u + 12345u;
      strcat(texts[i], syllables[(state >> 16) % SYLLABLES]);
      strcat(texts[i], k + 1 < count ? " " : "");
    }
    names[i] = (viet_name){ texts[i], strlen(texts[i]),
                            state & 0x07070707, (viet_level)(i % 7 % VIET_LEVELS) };
    strcat(strcat(story, texts[i]), i % 5 == 0 ? "\n" : " ");
    if (i % 20 == 0)
      strcat(strcat(tight, i % 40 == 0 ? "#x" : "x-"), texts[i]);
  }
}

/* }================================================================== */


enum { WAYS = 5 };

/* What a search found: how much, and which. */
typedef struct sum {
  size_t matches;
  size_t checksum;
  size_t unordered;  /* matches that should have come earlier */
} sum;

/* Is a match one that comes before another one? */
static bool is_before (const viet_match *a, const viet_match *b) {
  if (a->first != b->first)
    return a->first < b->first;
  if (a->end != b->end)
    return a->end > b->end;
  return a->entry < b->entry;
}

/* Adds all matches of a search that has started. */
static viet_status add_matches (viet_search *self, sum *result) {
  viet_match match, before = {0};
  for (; viet_search_next(self, &match); before = match) {
    if (result->matches > 0 && !is_before(&before, &match))
      result->unordered++;
    result->matches++;
    result->checksum = result->checksum * 31 + match.first * 7
                       + match.end * 5 + match.entry * 3
                       + (size_t)match.level;
  }
  return viet_search_status(self);
}

/* Searches the story, or its tokens if there are any. */
static viet_status search (const viet_gazetteer *gazetteer,
                           const viet_tokens *tokens, viet_match_kind kind,
                           const viet_allocator *allocator, sum *result) {
  const viet_layer layer = {.gazetteer = gazetteer};
  const viet_search_rules rules = {.kind = kind};
  viet_search *self;
  viet_status status = viet_search_open(&layer, 1, &rules, allocator,
                                        &self);
  *result = (sum){0};
  if (status != VIET_OK)
    return status;
  status = tokens ? viet_search_tokens(self, tokens)
                  : viet_search_text(self, story, strlen(story));
  if (status == VIET_OK)
    status = add_matches(self, result);
  viet_search_close(self);
  return status;
}

/* Builds from entries, which have all that they may have. */
static viet_status build_entries (const viet_allocator *allocator,
                                  viet_gazetteer **result) {
  viet_builder *builder;
  *result = NULL;
  viet_status status = viet_builder_open(allocator, &builder);
  for (uint32_t i = 0; i < NAMES / 10 && status == VIET_OK; i++) {
    const char *type = i % 3 == 0 ? "LAND" : i % 3 == 1 ? "LEUTE" : "RANG";
    const viet_entry entry = {
      .id = texts[i], .id_bytes = strlen(texts[i]), .type = type,
      .type_bytes = strlen(type), .attributes = "{}", .attribute_bytes = 2,
      .from = 20000101, .priority = (int32_t)(i % 4)
    };
    viet_name name = names[i];
    status = viet_builder_add_entry(builder, &entry, &name.entry);
    if (status == VIET_OK)
      status = viet_builder_add_name(builder, &name, NULL);
  }
  if (status == VIET_OK)
    status = viet_builder_build(builder, NULL, NULL, result);
  viet_builder_close(builder);
  return status;
}

/* Searches two layers, with gaps and glued words. */
static viet_status search_layers (const viet_gazetteer *below,
                                  const viet_tokens *tokens,
                                  const viet_allocator *allocator,
                                  sum *result) {
  static const char *const types[] = {"LAND", "RANG"};
  const viet_search_rules rules = {
    .kind = VIET_OVERLAPPING, .gaps = VIET_GAP_PUNCT | VIET_GAP_LINE,
    .glued = true, .as_of = 20200101, .types = types, .type_count = 2
  };
  viet_gazetteer *above;
  viet_search *self;
  viet_status status = build_entries(allocator, &above);
  if (status != VIET_OK)
    return status;
  const viet_layer layers[2] = {{.gazetteer = below},
                                {.gazetteer = above}};
  status = viet_search_open(layers, 2, &rules, allocator, &self);
  *result = (sum){0};
  if (status == VIET_OK) {
    status = tokens ? viet_search_tokens(self, tokens)
                    : viet_search_text(self, story, strlen(story));
    if (status == VIET_OK)
      status = add_matches(self, result);
    viet_search_close(self);
  }
  viet_free(allocator, above, viet_gazetteer_bytes(above));
  return status;
}

/* Searches inside of the tokens of a text without white space, or of one
** that was cut. */
static viet_status search_inside (const viet_gazetteer *gazetteer, bool cut,
                                  const viet_allocator *allocator,
                                  sum *result) {
  const viet_layer layer = {.gazetteer = gazetteer};
  const viet_search_rules rules = {
    .kind = VIET_OVERLAPPING, .gaps = VIET_GAP_PUNCT, .inside = true
  };
  viet_tokens *tokens = NULL;
  viet_search *first, *self = NULL;
  *result = (sum){0};
  viet_status status = viet_search_open(&layer, 1, &rules, allocator, &first);
  if (status == VIET_OK)
    status = viet_search_open_beside(&layer, 1, &rules, first, allocator,
                                     &self);
  viet_search_close(first);
  if (status == VIET_OK && cut)
    status = viet_tokens_build(tight, strlen(tight), allocator, &tokens);
  if (status == VIET_OK)
    status = cut ? viet_search_tokens(self, tokens)
                 : viet_search_text(self, tight, strlen(tight));
  if (status == VIET_OK)
    status = add_matches(self, result);
  viet_search_close(self);
  if (tokens)
    viet_free(allocator, tokens, viet_tokens_bytes(tokens));
  return status;
}

/* Searches inside of tokens in both ways. */
static viet_status work_inside (const viet_allocator *allocator,
                                sum *result) {
  viet_gazetteer *gazetteer;
  viet_status status = build_entries(allocator, &gazetteer);
  if (status != VIET_OK)
    return status;
  status = search_inside(gazetteer, false, allocator, &result[0]);
  if (status == VIET_OK)
    status = search_inside(gazetteer, true, allocator, &result[1]);
  viet_free(allocator, gazetteer, viet_gazetteer_bytes(gazetteer));
  return status;
}

/* Builds and searches in several ways. */
static viet_status build_and_search (const viet_allocator *allocator,
                                     sum *result) {
  viet_gazetteer *gazetteer;
  viet_tokens *tokens = NULL;
  size_t bad;
  viet_status status = viet_gazetteer_build(names, NAMES, allocator,
                                            &gazetteer, &bad);
  if (status != VIET_OK)
    return status;
  status = viet_tokens_build(story, strlen(story), allocator, &tokens);
  if (status == VIET_OK)
    status = search(gazetteer, tokens, VIET_LONGEST, allocator, &result[0]);
  if (status == VIET_OK)
    status = search(gazetteer, tokens, VIET_OVERLAPPING, allocator,
                    &result[1]);
  if (status == VIET_OK)
    status = search(gazetteer, NULL, VIET_OVERLAPPING, allocator,
                    &result[2]);
  if (status == VIET_OK)
    status = search_layers(gazetteer, tokens, allocator, &result[3]);
  if (status == VIET_OK)
    status = search_layers(gazetteer, NULL, allocator, &result[4]);
  if (tokens)
    viet_free(allocator, tokens, viet_tokens_bytes(tokens));
  viet_free(allocator, gazetteer, viet_gazetteer_bytes(gazetteer));
  return status;
}

/* What is tried with an allocator; how many sums it writes. */
typedef viet_status work (const viet_allocator *allocator, sum *result);

/* Fails at each call in turn, until none is left. */
static void fail_everywhere (work *what, size_t sums, bool fail_after,
                             const sum *expected) {
  bool is_right = true;
  size_t n = 0;
  meter counter;
  do {
    counter = (meter){ .fail_at = ++n, .fail_after = fail_after };
    viet_allocator allocator = { meter_resize, &counter };
    sum found[WAYS];
    viet_status status = what(&allocator, found);
    if (status == VIET_OK)  /* the library may do without some calls */
      is_right = is_right
              && memcmp(found, expected, sums * sizeof(sum)) == 0;
    else
      is_right = is_right && status == VIET_ENOMEM;
    is_right = is_right && counter.live == 0 && !counter.wrong_size;
    if (!is_right) {
      printf("call %zu: status %d, %zu bytes left%s\n", n, (int)status,
             counter.live, counter.wrong_size ? ", a wrong size" : "");
      break;
    }
  } while (counter.calls >= n);
  check(is_right, fail_after ? "all allocations from the n-th on fail"
                             : "the n-th allocation fails");
  check(n > 50, "there are many allocations to fail");
}

/* A gazetteer is one block without pointers: a copy of it is as good. */
static void move_gazetteer (const sum expected[WAYS]) {
  meter counter = {0};
  viet_allocator allocator = { meter_resize, &counter };
  viet_gazetteer *gazetteer;
  viet_tokens *tokens;
  size_t bad;
  if (viet_gazetteer_build(names, NAMES, &allocator, &gazetteer, &bad)
        != VIET_OK
      || viet_tokens_build(story, strlen(story), &viet_malloc, &tokens)
           != VIET_OK)
    exit(2);
  size_t bytes = viet_gazetteer_bytes(gazetteer);
  check(viet_gazetteer_name_count(gazetteer) == NAMES, "names are counted");
  check(counter.live == bytes, "the result is one block");
  void *copy = malloc(bytes);
  if (!copy)
    exit(2);
  memcpy(copy, gazetteer, bytes);
  memset((void *)gazetteer, 0xA5, bytes);
  viet_free(&allocator, gazetteer, bytes);
  sum found[WAYS];
  search(copy, tokens, VIET_LONGEST, &viet_malloc, &found[0]);
  search(copy, tokens, VIET_OVERLAPPING, &viet_malloc, &found[1]);
  search(copy, NULL, VIET_OVERLAPPING, &viet_malloc, &found[2]);
  search_layers(copy, tokens, &viet_malloc, &found[3]);
  search_layers(copy, NULL, &viet_malloc, &found[4]);
  check(memcmp(found, expected, sizeof found) == 0,
        "a copy of a gazetteer finds the same");
  viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
  free(copy);
}

/* Builds from one name and expects a refusal. */
static void refuse (viet_name name, viet_status expected,
                    const char *what) {
  viet_name list[] = { names[0], name, names[1] };
  viet_gazetteer *gazetteer = (void *)list;
  size_t bad = 99;
  meter counter = {0};
  viet_allocator allocator = { meter_resize, &counter };
  viet_status status = viet_gazetteer_build(list, 3, &allocator, &gazetteer,
                                            &bad);
  check(status == expected && bad == 1 && !gazetteer && counter.live == 0,
        what);
}

static void refuse_names (void) {
  char many[2 * (VIET_MAX_NAME_TOKENS + 1)];
  for (size_t i = 0; i < sizeof many; i++)
    many[i] = i % 2 == 0 ? 'a' : ' ';
  refuse((viet_name){ "", 0, 0, VIET_EXACT }, VIET_EINVAL,
         "a name of no bytes is refused");
  refuse((viet_name){ NULL, 0, 0, VIET_EXACT }, VIET_EINVAL,
         "a name that is NULL is refused");
  refuse((viet_name){ " \t", 2, 0, VIET_EXACT }, VIET_EINVAL,
         "a name without tokens is refused");
  refuse((viet_name){ many, sizeof many, 0, VIET_EXACT }, VIET_EINVAL,
         "a name of 256 tokens is refused");
  refuse((viet_name){ "a\xFF", 2, 0, VIET_EXACT }, VIET_EUTF8,
         "a name that is not UTF-8 is refused");
  refuse((viet_name){ "a", 1, 0, VIET_LEVELS }, VIET_EINVAL,
         "a level out of range is refused");
  viet_gazetteer *gazetteer;
  size_t bad;
  viet_name longest = { many, sizeof many - 2, 0, VIET_EXACT };
  check(viet_gazetteer_build(&longest, 1, &viet_malloc, &gazetteer, &bad)
          == VIET_OK,
        "a name of 255 tokens is taken");
  viet_free(&viet_malloc, gazetteer, viet_gazetteer_bytes(gazetteer));
}

/* The search ends, and stays at its end. */
static void search_nothing (void) {
  viet_gazetteer *gazetteer;
  viet_tokens *tokens;
  viet_search *self;
  viet_match match;
  size_t bad;
  if (viet_gazetteer_build(NULL, 0, &viet_malloc, &gazetteer, &bad)
        != VIET_OK
      || viet_tokens_build("hòa bình", 10, &viet_malloc, &tokens) != VIET_OK)
    exit(2);
  const viet_layer layer = {.gazetteer = gazetteer};
  viet_search_rules rules = {.kind = (viet_match_kind)9};
  check(viet_search_open(&layer, 1, &rules, &viet_malloc, &self)
          == VIET_EINVAL && !self,
        "a kind out of range is refused");
  rules.kind = VIET_LONGEST;
  check(viet_search_open(&layer, 0, &rules, &viet_malloc, &self)
          == VIET_EINVAL && !self,
        "a search of no gazetteers is refused");
  if (viet_search_open(&layer, 1, &rules, &viet_malloc, &self) != VIET_OK)
    exit(2);
  check(!viet_search_next(self, &match),
        "a search that has not started is at its end");
  if (viet_search_tokens(self, tokens) != VIET_OK)
    exit(2);
  check(!viet_search_next(self, &match) && !viet_search_next(self, &match),
        "a gazetteer without names finds nothing, twice");
  check(viet_search_text(self, "hòa bình", 10) == VIET_OK
          && !viet_search_next(self, &match),
        "nor in a text");
  viet_search_close(self);
  viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
  viet_free(&viet_malloc, gazetteer, viet_gazetteer_bytes(gazetteer));
}

/* Searches beside each other share what names look like. */
static void share_starts (void) {
  const viet_name letter = {"a", 1, 0, VIET_TONELESS};
  meter counter = {0};
  const viet_allocator allocator = {meter_resize, &counter};
  viet_search_rules rules = {.kind = VIET_LONGEST, .inside = true};
  viet_gazetteer *gazetteer;
  viet_search *first, *second, *whole;
  viet_match match;
  size_t bad;
  if (viet_gazetteer_build(&letter, 1, &viet_malloc, &gazetteer, &bad)
        != VIET_OK)
    exit(2);
  const viet_layer layer = {.gazetteer = gazetteer};
  if (viet_search_open(&layer, 1, &rules, &allocator, &first) != VIET_OK)
    exit(2);
  const size_t alone = counter.live;
  if (viet_search_open_beside(&layer, 1, &rules, first, &allocator, &second)
        != VIET_OK)
    exit(2);
  check(counter.live < 2 * alone, "the second one takes less");
  rules.inside = false;
  if (viet_search_open_beside(&layer, 1, &rules, first, &allocator, &whole)
        != VIET_OK)
    exit(2);
  viet_search_close(first);
  check(viet_search_text(second, "xax", 3) == VIET_OK
          && viet_search_next(second, &match) && match.first == 1,
        "it finds names when the first one is closed");
  check(viet_search_text(whole, "xax", 3) == VIET_OK
          && !viet_search_next(whole, &match),
        "one for whole tokens may be beside it");
  viet_search_close(second);
  viet_search_close(whole);
  check(counter.live == 0, "the last one frees what they share");
  viet_free(&viet_malloc, gazetteer, viet_gazetteer_bytes(gazetteer));
}

/* What a search keeps of texts, each of one word, unlike all others, with
** 'bytes' bytes. */
static size_t keep_words (bool inside, size_t bytes) {
  const viet_name letters[] = {{"a", 1, 0, VIET_TONELESS},
                               {"b", 1, 1, VIET_TONELESS}};
  meter counter = {0};
  const viet_allocator allocator = {meter_resize, &counter};
  const viet_search_rules rules = {.kind = VIET_LONGEST, .inside = inside};
  viet_gazetteer *gazetteer;
  viet_search *self;
  viet_match match;
  size_t bad;
  char *text = malloc(bytes);
  if (!text || viet_gazetteer_build(letters, 2, &viet_malloc, &gazetteer,
                                    &bad) != VIET_OK)
    exit(2);
  const viet_layer layer = {.gazetteer = gazetteer};
  if (viet_search_open(&layer, 1, &rules, &allocator, &self) != VIET_OK)
    exit(2);
  for (int i = 0; i < 40; i++) {
    memset(text, 'b', bytes);
    memset(text, 'A', (size_t)i + 1);
    size_t matches = 0;
    viet_status status = viet_search_text(self, text, bytes);
    while (status == VIET_OK && viet_search_next(self, &match)) matches++;
    check(viet_search_status(self) == VIET_OK
            && matches == (inside ? bytes : 0), "long words are searched");
  }
  const size_t kept = counter.live;
  viet_search_close(self);
  check(counter.live == 0, "they leave nothing behind");
  viet_free(&viet_malloc, gazetteer, viet_gazetteer_bytes(gazetteer));
  free(text);
  return kept;
}

/* Words of texts before are kept, but not whatever is as long as these. */
static void keep_little (void) {
  check(keep_words(false, (size_t)1 << 20) < (size_t)64 << 20,
        "a search keeps few long words");
  check(keep_words(true, (size_t)1 << 18) < (size_t)96 << 20,
        "nor many of their letters");
}

int main (void) {
  sum expected[WAYS], inside[2];
  make_names();
  check(build_and_search(&viet_malloc, expected) == VIET_OK,
        "all goes well when memory suffices");
  check(expected[0].matches > 300
          && expected[1].matches > expected[0].matches,
        "there is much to find");
  check(memcmp(&expected[1], &expected[2], sizeof(sum)) == 0,
        "a text has the matches of its tokens");
  check(expected[3].matches > 10
          && memcmp(&expected[3], &expected[4], sizeof(sum)) == 0,
        "with layers, gaps and glued words, too");
  check(expected[0].unordered + expected[1].unordered == 0,
        "matches come by start, then length, then entry");
  fail_everywhere(build_and_search, WAYS, false, expected);
  fail_everywhere(build_and_search, WAYS, true, expected);
  check(work_inside(&viet_malloc, inside) == VIET_OK
          && inside[0].matches > 30
          && memcmp(&inside[0], &inside[1], sizeof(sum)) == 0,
        "a text has the matches of its tokens inside of tokens, too");
  fail_everywhere(work_inside, 2, false, inside);
  fail_everywhere(work_inside, 2, true, inside);
  move_gazetteer(expected);
  refuse_names();
  search_nothing();
  share_starts();
  keep_little();
  printf("%d passed, %d failed\n", passed, failed);
  return failed > 0;
}
