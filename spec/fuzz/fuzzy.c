/*
** fuzzy.c
** A libFuzzer target: fuzzy searches of a few names in a short text. What
** they find is held against the exact search, and against fuzzy searches
** that allow more: each finds all that the one before it does.
**
** The first byte of an input tells how many names there are, and whether
** they may go across lines. Each name is a byte for its entry, and words up
** to a zero; the rest of the input is the text. Bytes are words as add_word
** has them.
*/

#include "fuzz.h"

#define MOST_NAMES 7

static size_t blocks;  /* in use by the library */
static const viet_allocator allocator = {fuzz_resize, &blocks};

/* What a search found. */
typedef struct found {
  viet_fuzzy_match *all;
  size_t count;
} found;


/*
** {==================================================================
** From bytes to names
** ===================================================================
*/

/* Adds a word for bytes below 96, else the byte itself. */
static void add_word (fuzz_text *self, unsigned byte) {
  static const char *const words[] = {
    "Phan", "Văn", "Giang", "Giamg", "Dang", "gi", "ang", "PhanVănGiang",
    "phanvan", "PhanVan", "P.", "V.", "-", ".", "\n", ",", "Sergei", "Shoigu",
    "Xéc-gây", "Sôi-gu", "Sergey", "Mát-xcơ-va", "Moscow", "Vieetj", "Nam",
    "Viet5", "Việt", "Lào", "lao", "LÀO", "Nguyễn", "Nguyen", "Ng", "uyễn",
    "N.", "Hoà", "hoa\u0300", "Đức", "Duc", "5", "MiG-29", "Müller",
    "Пу", "A-déc-bai-gian", "Azerbaijan", "a-a-a-a", "E", "e", "đ", "Đ.",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "\u0301", "\u00AD", "F16"
  };
  const size_t count = sizeof(words) / sizeof(*words);
  const char c = (char)byte;
  if (byte < 96) {
    fuzz_add(self, words[byte % count], strlen(words[byte % count]));
    if (byte % 5 != 0)
      fuzz_add(self, " ", 1);
  } else {
    fuzz_add(self, &c, 1);
  }
}


static fuzz_text take_words (fuzz_input *input, bool to_end) {
  fuzz_text made = {0};
  while (input->size > 0) {
    const unsigned byte = fuzz_byte(input);
    if (byte == 0 && !to_end)
      break;
    add_word(&made, byte);
  }
  fuzz_fit(&made);
  return made;
}


/* A gazetteer of the names that are fit to be some. */
static viet_gazetteer *take_names (fuzz_input *input, size_t count) {
  viet_builder *builder;
  viet_gazetteer *made;
  uint32_t number;
  require(viet_builder_open(&allocator, &builder) == VIET_OK);
  for (size_t i = 0; i < MOST_NAMES; i++) {
    const viet_entry entry = {.type = i % 2 == 0 ? "A" : "B",
                              .type_bytes = 1, .priority = (int32_t)i % 3,
                              .from = i == 3 ? 20200101 : 0};
    require(viet_builder_add_entry(builder, &entry, &number) == VIET_OK);
  }
  for (size_t i = 0; i < count; i++) {
    const uint32_t entry = fuzz_byte(input) % MOST_NAMES;
    fuzz_text text = take_words(input, false);
    const viet_name name = {text.text, text.bytes, entry, VIET_PLACEMENT};
    viet_status status = viet_builder_add_name(builder, &name, NULL);
    require(status == VIET_OK || status == VIET_EINVAL
            || status == VIET_EUTF8);
    free(text.text);
  }
  require(viet_builder_build(builder, NULL, NULL, &made) == VIET_OK);
  viet_builder_close(builder);
  return made;
}

/* }================================================================== */


/*
** {==================================================================
** What was found
** ===================================================================
*/

static found search (const viet_fuzzy *self, const viet_fuzzy_rules *rules,
                     const viet_tokens *tokens) {
  found result;
  require(viet_fuzzy_search(self, rules, tokens, &allocator, &result.all,
                            &result.count) == VIET_OK);
  require((result.all == NULL) == (result.count == 0));
  return result;
}


static void discard (found *self) {
  viet_free(&allocator, self->all, self->count * sizeof(*self->all));
}


/* Every match is one of whole tokens, in order, with a score. */
static void check_order (const found *self, const viet_tokens *tokens,
                         bool across_lines) {
  const viet_token *array = viet_tokens_array(tokens);
  for (size_t i = 0; i < self->count; i++) {
    const viet_match *its = &self->all[i].match;
    const double score = self->all[i].score;
    require(its->first_token < its->end_token);
    require(its->end_token <= viet_tokens_count(tokens));
    require(its->first == array[its->first_token].first);
    require(its->end == array[its->end_token - 1].end);
    require(its->entry < MOST_NAMES && its->layer == 0);
    require(score > 0 && score <= 1);
    require((score < 1) == (its->level == VIET_LEVELS));
    require(across_lines || array[its->first_token].line
                            == array[its->end_token - 1].line);
    if (i > 0) {
      const viet_match *before = &self->all[i - 1].match;
      require(before->first < its->first
              || (before->first == its->first && before->end >= its->end));
    }
  }
}


/* Of matches that overlap only those of one span and score are there. */
static void check_apart (const found *self) {
  for (size_t i = 1; i < self->count; i++) {
    const viet_fuzzy_match *a = &self->all[i - 1], *b = &self->all[i];
    if (b->match.first < a->match.end)
      require(a->match.first == b->match.first
              && a->match.end == b->match.end);
  }
}


/* Does one have a match as good, or better? */
static bool has (const found *self, const viet_fuzzy_match *match) {
  for (size_t i = 0; i < self->count; i++) {
    const viet_match *its = &self->all[i].match;
    if (its->first == match->match.first && its->end == match->match.end
        && its->entry == match->match.entry)
      return self->all[i].score >= match->score;
  }
  return false;
}


static void check_has_all (const found *self, const found *of) {
  for (size_t i = 0; i < of->count; i++)
    require(has(self, &of->all[i]));
}


/* The exact matches are there. */
static void check_exact (const found *self, const viet_layer *layer,
                         const viet_tokens *tokens,
                         const viet_fuzzy_rules *rules) {
  const viet_search_rules exact = {
    .kind = rules->overlapping ? VIET_OVERLAPPING : VIET_LONGEST,
    .gaps = rules->across_lines ? VIET_GAP_LINE : 0,
    .as_of = rules->as_of, .types = rules->types,
    .type_count = rules->type_count
  };
  viet_search *fast;
  viet_match match;
  require(viet_search_open(layer, 1, &exact, &allocator, &fast) == VIET_OK);
  require(viet_search_tokens(fast, tokens) == VIET_OK);
  while (viet_search_next(fast, &match))
    require(has(self, &(viet_fuzzy_match){match, 1.0}));
  require(viet_search_status(fast) == VIET_OK);
  viet_search_close(fast);
}

/* }================================================================== */


/* Searches with one set of rules, as overlapping and apart, and again with
** fewer entries. */
static found check_rules (const viet_fuzzy *self, const viet_layer *layer,
                          const viet_tokens *tokens,
                          viet_fuzzy_rules rules) {
  static const char *const types[] = {"A"};
  rules.overlapping = true;
  found all = search(self, &rules, tokens);
  check_order(&all, tokens, rules.across_lines);
  check_exact(&all, layer, tokens, &rules);
  rules.types = types;
  rules.type_count = 1;
  rules.as_of = 20190101;
  found some = search(self, &rules, tokens);
  check_exact(&some, layer, tokens, &rules);
  check_has_all(&all, &some);
  for (size_t i = 0; i < some.count; i++)
    require(some.all[i].match.entry % 2 == 0);
  discard(&some);
  rules.overlapping = false;
  rules.type_count = 0;
  rules.types = NULL;
  rules.as_of = 0;
  found apart = search(self, &rules, tokens);
  check_order(&apart, tokens, rules.across_lines);
  check_exact(&apart, layer, tokens, &rules);
  check_apart(&apart);
  check_has_all(&all, &apart);
  require((apart.count == 0) == (all.count == 0));
  discard(&apart);
  return all;
}


static void check (const viet_gazetteer *gazetteer, const fuzz_text *text,
                   bool across_lines) {
  const viet_layer layer = {.gazetteer = gazetteer};
  viet_fuzzy *self;
  viet_tokens *tokens;
  found before = {NULL, 0};
  require(viet_fuzzy_open(&layer, 1, &allocator, &self) == VIET_OK);
  require(viet_tokens_build(text->text, text->bytes, &allocator, &tokens)
          == VIET_OK);
  for (unsigned edits = 1; edits <= VIET_FUZZY_MAX_EDITS; edits++) {
    found now = check_rules(self, &layer, tokens, (viet_fuzzy_rules){
      .edits = edits, .across_lines = across_lines
    });
    check_has_all(&now, &before);
    discard(&before);
    before = now;
  }
  discard(&before);
  viet_free(&allocator, tokens, viet_tokens_bytes(tokens));
  viet_fuzzy_close(self);
}


int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  fuzz_input input = {data, size};
  const unsigned bits = fuzz_byte(&input);
  viet_gazetteer *gazetteer = take_names(&input, bits >> 1 & 7);
  fuzz_text text = take_words(&input, true);
  check(gazetteer, &text, (bits & 1) != 0);
  viet_free(&allocator, gazetteer, viet_gazetteer_bytes(gazetteer));
  free(text.text);
  require(blocks == 0);
  return 0;
}
