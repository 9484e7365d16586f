/*
** pattern_match.c
** A libFuzzer target: patterns of pieces of the language, or of any bytes,
** compiled, searched in a short text with spans, and explained. What compiles
** is the business of pattern_compile.c.
**
** The first byte of an input holds the options, the next one is how many
** bytes make the text; the rest are the pattern. A byte below 128 is a piece
** of the language, or a word of the text; others are themselves.
*/

#include "fuzz.h"

static size_t blocks;  /* in use by the library */
static const viet_allocator allocator = {fuzz_resize, &blocks};

static const char *const pieces[] = {
  "\"a\"", "\"a b\"", "\"hòa\"~exact", "\"hoa\"~toneless", "\"Hòa\"~typed",
  "\"Nga\"~case", "[]", "[kind=number]", "[shape=title & len>1]", "/^a/",
  "/[ab]+/i~toneless", "<X/>", "<Y/>", "<X id=\"p.*\"/>", "<Y id=q/>",
  "<Y id>2/>", "<X>", "</X>", "<line>", "</line>", "<sentence>",
  "</document>", "<line/>", "<sentence/>", "{g}", "!", "(", ")", "(?=",
  "(?!", "(?<=", "(?<!", "(?>", "|", "?", "*", "+", "{2}", "{0,3}", "{1,}",
  "*?", "+?", "??", "*+", "++", "?+", " near(2) ", "x:", "y:", " within ",
  "line", "sentence", "document", "X", "let A = ", "let B(x) = ",
  "rule r = ", "rule s (consume=yes, priority=1) = ", "A", "B(", "x", ",",
  "\n", "# c\n", "[\"a\" | !<X/>]", "[spaced]", "[!spaced & /b/]", "{",
  "}", "[", "]", "&", "\"", "'", "/", "<", ">", "=", "(match=all)",
  "{0,50}", "{1000}", "{9}", " ", "(?>>", "[{g}]", "<X tokens>1/>",
  "[{g id=q} | !/a/]", "(?= {g}", "<sentence>", "[kind=word & spaced]",
  " :: x.form = y.form", " :: x.id != y.id", "x:<X/>", "y:[]"
};

static const char *const words[] = {
  "a ", "b ", "A ", "a b ", "hòa ", "hoa ", "Hoà ", "ho\u0300a ", "1 ", "2.5",
  ", ", ". ", "\n", "C ", "c ", "x", "\xFF", "\u0301", "Nga ", "a. B ",
  "5 km ", "km ", "m "
};


static void add_piece (fuzz_text *to, unsigned byte,
                       const char *const *list, size_t count) {
  const char c = (char)byte;
  if (byte < 128)
    fuzz_add(to, list[byte % count], strlen(list[byte % count]));
  else
    fuzz_add(to, &c, 1);
}


/* Checks what is promised of findings. */
static void check_findings (const viet_findings *findings,
                            const viet_subject *subject) {
  const viet_finding *all = viet_findings_array(findings);
  const viet_capture *captures = viet_findings_captures(findings);
  const viet_token *tokens = viet_tokens_array(subject->tokens);
  for (size_t i = 0; i < viet_findings_count(findings); i++) {
    require(all[i].first < all[i].end && all[i].end <= subject->bytes);
    require(all[i].first == tokens[all[i].first_token].first);
    require(all[i].end == tokens[all[i].end_token - 1].end);
    require(i == 0 || all[i - 1].first_token <= all[i].first_token);
    for (uint32_t j = all[i].first_capture; j < all[i].end_capture; j++) {
      require(captures[j].first <= captures[j].end);
      require(captures[j].end <= subject->bytes);
      require(captures[j].layer == UINT32_MAX || captures[j].span < 3);
    }
  }
}


/* Checks that findings, which are freed, are those that are wanted. */
static void compare (viet_findings *found, const viet_findings *wanted) {
  const size_t bytes = viet_findings_bytes(found);
  require(bytes == viet_findings_bytes(wanted));
  require(memcmp(found, wanted, bytes) == 0);
  viet_free(&allocator, found, bytes);
}


/* The same is found in tokens of spellings that all texts share, with a
** memory, and again when that knows what is there; and in the text, where
** lines may be passed over. */
static void search_again (const viet_pattern *pattern, viet_subject subject,
                          const viet_findings *wanted) {
  static size_t kept;  /* blocks of the spellings */
  static const viet_allocator keeper = {fuzz_resize, &kept};
  static viet_spellings *spellings;
  viet_tokens *tokens;
  viet_findings *found;
  size_t rule;
  if (spellings == NULL || viet_spellings_are_many(spellings)) {
    viet_spellings_close(spellings);
    require(viet_spellings_open(1, &keeper, &spellings) == VIET_OK);
  }
  require(viet_spellings_tokens(spellings, subject.text, subject.bytes, false,
                                &allocator, &tokens) == VIET_OK);
  subject.tokens = tokens;
  require(viet_memory_open(pattern, &allocator, &subject.memory) == VIET_OK);
  for (int round = 0; round < 2; round++) {
    require(viet_pattern_search(pattern, &subject, &allocator, &found, &rule)
            == VIET_OK);
    compare(found, wanted);
  }
  subject.tokens = NULL;
  require(viet_pattern_search_text(pattern, &subject, spellings, true,
                                   &allocator, &found, &rule) == VIET_OK);
  compare(found, wanted);
  viet_memory_close(subject.memory);
  viet_free(&allocator, tokens, viet_tokens_bytes(tokens));
}


#define MOST_LAYERS 8

static const viet_value values[] = {{"person", 6}, {NULL, 0}, {"q", 1},
                                    {"3", 1}, {"p", 1}, {"person", 6}};


/* Makes layers of two spans, and of gazetteers three matches, each of an
** entry of its own. */
static void make_layers (const viet_pattern *pattern, size_t tokens,
                         const uint32_t spans[2][2], size_t span_count,
                         viet_match matches[3],
                         viet_span_layer layers[MOST_LAYERS]) {
  const uint32_t count = (uint32_t)tokens;
  matches[0] = (viet_match){.end_token = count < 2 ? count : 2, .entry = 0};
  matches[1] = (viet_match){.end_token = 1, .entry = 1};
  matches[2] = (viet_match){.first_token = count / 2, .end_token = count,
                            .entry = 2};
  require(viet_pattern_layer_count(pattern) <= MOST_LAYERS);
  for (size_t i = 0; i < viet_pattern_layer_count(pattern); i++) {
    bool is_gazetteer;
    viet_pattern_layer(pattern, i, &is_gazetteer);
    layers[i] = is_gazetteer
      ? (viet_span_layer){.matches = matches, .count = count > 0 ? 3 : 0,
                          .values = values, .gazetteer = 1, .entries = 3}
      : (viet_span_layer){.spans = spans, .count = span_count,
                          .values = values};
  }
}


/* The same is found when entries are not told apart. */
static void search_matches (const viet_pattern *pattern,
                            const viet_subject *subject,
                            viet_span_layer *layers,
                            const viet_findings *wanted) {
  viet_findings *found;
  size_t rule;
  for (size_t i = 0; i < viet_pattern_layer_count(pattern); i++)
    layers[i].gazetteer = 0;
  require(viet_pattern_search(pattern, subject, &allocator, &found, &rule)
          == VIET_OK);
  const size_t bytes = viet_findings_bytes(found);
  require(bytes == viet_findings_bytes(wanted));
  require(memcmp(found, wanted, bytes) == 0);
  viet_free(&allocator, found, bytes);
}


static void search (const viet_pattern *pattern, const fuzz_text *text,
                    bool inside) {
  const uint32_t end = (uint32_t)text->bytes;
  const uint32_t spans[2][2] = {{0, end / 2 + 1}, {end / 3, end}};
  viet_span_layer layers[MOST_LAYERS] = {{0}};
  viet_match matches[3];
  viet_tokens *tokens;
  viet_findings *findings;
  viet_explanation *why;
  size_t rule;
  require(viet_tokens_build(text->text, text->bytes, &allocator, &tokens)
          == VIET_OK);
  make_layers(pattern, viet_tokens_count(tokens), spans, end > 2 ? 2 : 0,
              matches, layers);
  const viet_subject subject = {
    .text = text->text, .bytes = text->bytes, .tokens = tokens,
    .layers = layers, .steps = 50, .inside = inside ? spans : NULL,
    .inside_count = end > 2 ? 2 : 0
  };
  viet_status status = viet_pattern_search(pattern, &subject, &allocator,
                                           &findings, &rule);
  require(status == VIET_OK || status == VIET_ELIMIT);
  if (status == VIET_OK) {
    check_findings(findings, &subject);
    search_again(pattern, subject, findings);
    search_matches(pattern, &subject, layers, findings);
    viet_free(&allocator, findings, viet_findings_bytes(findings));
  }
  for (size_t i = 0; i < viet_pattern_rule_count(pattern) && i < 3; i++) {
    status = viet_pattern_explain(pattern, i, &subject, 0,
                                  viet_tokens_count(tokens), &allocator,
                                  &why);
    require(status == VIET_OK);
    require(why->end_token <= viet_tokens_count(tokens));
    viet_free(&allocator, why, why->bytes);
  }
  viet_free(&allocator, tokens, viet_tokens_bytes(tokens));
}


int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  static const char *const layer_names[] = {"X", "Y"};
  static const char *const attribute_names[] = {"id", "value"};
  static const char *const gazetteer_names[] = {"g"};
  fuzz_input input = {data, size};
  const unsigned bits = fuzz_byte(&input);
  fuzz_text text = {0}, made = {0};
  viet_pattern *pattern;
  viet_fault fault;
  for (unsigned left = fuzz_byte(&input) % 48; left > 0; left--)
    add_piece(&text, fuzz_byte(&input), words,
              sizeof(words) / sizeof(*words));
  while (input.size > 0)
    add_piece(&made, fuzz_byte(&input), pieces,
              sizeof(pieces) / sizeof(*pieces));
  fuzz_fit(&text);
  fuzz_fit(&made);
  const viet_source source = {
    .text = made.text, .bytes = made.bytes,
    .rule = (bits & 1) != 0 ? "r" : NULL,
    .level = (viet_level)(bits / 2 % VIET_LEVELS),
    .choose = (viet_choose)(bits / 16 % 4), .consume = bits >= 128
  };
  const viet_lexicon lexicon = {
    {layer_names, 2}, {attribute_names, 2}, {gazetteer_names, 1}
  };
  const viet_status status = viet_pattern_open(&source, 1, &lexicon,
                                               &allocator, &pattern,
                                               &fault);
  require((status == VIET_OK) == (pattern != NULL));
  if (status == VIET_EPATTERN || status == VIET_EUTF8) {
    require(fault.first <= fault.end && fault.end <= made.bytes);
    require(fault.message[0] != '\0');
  }
  else
    require(status == VIET_OK);
  if (pattern)
    search(pattern, &text, (bits & 8) != 0);
  viet_pattern_close(pattern);
  require(blocks == 0);
  free(text.text);
  free(made.text);
  return 0;
}
