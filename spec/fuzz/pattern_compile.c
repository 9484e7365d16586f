/*
** pattern_compile.c
** A libFuzzer target: the compiler of patterns. An input is some texts of
** pieces of the language, words and any bytes; pieces may be repeated, so
** that what is deep or large is tried, too.
**
** The first byte holds options. Of the others, one below 128 is a piece;
** 253 repeats the last piece as often as the byte behind it says, 254 begins
** the next text, the rest are themselves.
*/

#include "fuzz.h"

#define TEXTS 3
#define MOST_BYTES (TEXTS * FUZZ_MAX_TEXT)

static size_t blocks;  /* in use by the library */
static const viet_allocator allocator = {fuzz_resize, &blocks};

static const char *const pieces[] = {
  "\"a\"", "\"hội đàm\"", "'b'~exact", "\"hoa\"~toneless", "\"x\"~typed",
  "\"C\"~case", "[]", "[kind=number]", "[kind=", "[shape=title & len>1]",
  "[shape!=upper]", "[form=\"ký\"~case]", "[form=/a/i]", "[!spaced]",
  "[spaced]",
  "/^a/", "/[ab]+/i~toneless", "/(?<n>a)\\1/", "/(a*)*b/", "<X/>", "<Y/>",
  "<X id=\"p.*\"/>", "<Y id==q/>", "<Y id!=/q/i/>", "<Y id>2/>",
  "<Y id<=-1.5/>",
  "<X tokens>1/>", "<X tokens=x/>", "<X>", "</X>", "<line>", "</line>",
  "<sentence>", "</document>", "<line/>", "{g}", "{g id=a type=b}", "{h}", "!",
  "(", ")", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?>>", "|", "?", "*", "+",
  "{2}", "{0,3}", "{1,}", "{1000}", "{1000,1000}", "{3,2}", "*?", "+?", "??",
  "*+", "++", "?+", " near(2) ", " near(", "x:", "y:", "who:", " within ",
  "line", "sentence", "document", "X", "let A = ", "let B(x) = ",
  "let C(x, y) = x y x", "let A(x) = A(x) ", "rule r = ",
  "rule s (consume=yes) = ",
  "rule t (match=all, priority=-3, level=exact) = ", "rule u (match=",
  "A", "B(",
  "C(", "x", "y", ",", "\n", "# c\n", "[\"a\" | !<X/>]",
  "[{g} & (/b/ | !len=3)]",
  "{", "}", "[", "]", "&", "\"", "'", "/", "<", ">", "=", "~", "\\", "-", ".",
  "@import \"x\"\n", "@", "0", "99999999999", "ế", "\xCC\x81", " ", "\t",
  " :: x.form = y.form", " :: x.id != who.id~exact", " & y.id = x.id", "::"
};

enum { REPEAT = 253, NEXT = 254 };

/* The texts that are made. */
typedef struct input_texts {
  fuzz_text texts[TEXTS];
  size_t count;
  size_t bytes;
} input_texts;


static void add (input_texts *self, const char *text, size_t bytes) {
  if (self->bytes + bytes > MOST_BYTES)
    return;
  fuzz_add(&self->texts[self->count - 1], text, bytes);
  self->bytes += bytes;
}


/* Makes texts of all that is left of an input. */
static void read_texts (input_texts *self, fuzz_input *input) {
  const char *last = "(";
  self->count = 1;
  while (input->size > 0) {
    const unsigned byte = fuzz_byte(input);
    const char c = (char)byte;
    if (byte < 128)
      last = pieces[byte % (sizeof(pieces) / sizeof(*pieces))];
    if (byte < 128)
      add(self, last, strlen(last));
    else if (byte == REPEAT)
      for (unsigned left = fuzz_byte(input); left > 0; left--)
        add(self, last, strlen(last));
    else if (byte == NEXT && self->count < TEXTS)
      self->count++;
    else
      add(self, &c, 1);
  }
}


/* Checks what is promised of a fault. */
static void check_fault (const viet_fault *fault, const viet_source *sources,
                         size_t count) {
  const size_t bytes = strlen(fault->message);
  require(fault->source < count);
  require(fault->first <= fault->end);
  require(fault->end <= sources[fault->source].bytes);
  require(bytes > 0 && bytes < VIET_FAULT_BYTES);
  require(viet_utf8_check(fault->message, bytes) == bytes);
}


/* Checks what a pattern tells of its rules and layers. */
static void check_pattern (const viet_pattern *self,
                           const viet_source *sources, size_t count) {
  const size_t captures = viet_pattern_capture_count(self);
  for (size_t i = 0; i < viet_pattern_rule_count(self); i++) {
    const viet_rule rule = viet_pattern_rule(self, i);
    require(rule.name != NULL && rule.name[0] != '\0');
    require(rule.source < count && rule.first <= rule.end);
    require(rule.end <= sources[rule.source].bytes);
    require(rule.first_capture <= rule.end_capture);
    require(rule.end_capture <= captures);
    require(rule.choose != VIET_CHOOSE_USUAL);
    for (size_t j = 0; j < i; j++)
      require(strcmp(viet_pattern_rule(self, j).name, rule.name) != 0);
  }
  for (size_t i = 0; i < captures; i++) {
    bool is_list;
    require(viet_pattern_capture(self, i, &is_list)[0] != '\0');
  }
  for (size_t i = 0; i < viet_pattern_layer_count(self); i++) {
    bool is_gazetteer;
    require(viet_pattern_layer(self, i, &is_gazetteer)[0] != '\0');
    for (size_t j = 0; j < viet_pattern_attribute_count(self, i); j++)
      require(viet_pattern_attribute(self, i, j)[0] != '\0');
  }
}


/* What is compiled can be searched: a text of one word has to be enough. */
static void search (const viet_pattern *self) {
  static const char text[] = "a";
  viet_span_layer layers[8] = {{0}};
  viet_tokens *tokens;
  viet_findings *findings;
  size_t rule;
  require(viet_pattern_layer_count(self) <= 8);
  require(viet_tokens_build(text, 1, &allocator, &tokens) == VIET_OK);
  const viet_subject subject = {
    .text = text, .bytes = 1, .tokens = tokens, .layers = layers, .steps = 50
  };
  const viet_status status = viet_pattern_search(self, &subject, &allocator,
                                                 &findings, &rule);
  require(status == VIET_OK || status == VIET_ELIMIT);
  if (status == VIET_OK)
    viet_free(&allocator, findings, viet_findings_bytes(findings));
  viet_free(&allocator, tokens, viet_tokens_bytes(tokens));
}


/* Compiles, and again: the same comes of it. */
static void compile (const viet_source *sources, size_t count) {
  static const char *const layer_names[] = {"X", "Y"};
  static const char *const attribute_names[] = {"id", "value", "type"};
  static const char *const gazetteer_names[] = {"g"};
  const viet_lexicon lexicon = {
    {layer_names, 2}, {attribute_names, 3}, {gazetteer_names, 1}
  };
  viet_pattern *pattern, *again;
  viet_fault fault = {0}, other = {0};
  const viet_status status = viet_pattern_open(sources, count, &lexicon,
                                               &allocator, &pattern, &fault);
  require(viet_pattern_open(sources, count, &lexicon, &allocator, &again,
                            &other) == status);
  require((status == VIET_OK) == (pattern != NULL));
  require((status == VIET_OK) == (again != NULL));
  if (status == VIET_OK) {
    check_pattern(pattern, sources, count);
    require(viet_pattern_rule_count(pattern)
            == viet_pattern_rule_count(again));
    search(pattern);
  }
  else {
    require(status == VIET_EPATTERN || status == VIET_EUTF8);
    check_fault(&fault, sources, count);
    require(strcmp(fault.message, other.message) == 0);
  }
  viet_pattern_close(pattern);
  viet_pattern_close(again);
}


int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  fuzz_input input = {data, size};
  const unsigned bits = fuzz_byte(&input);
  input_texts made = {0};
  viet_source sources[TEXTS] = {{0}};
  static const char *const names[TEXTS] = {"first", "second", "third"};
  read_texts(&made, &input);
  for (size_t i = 0; i < made.count; i++) {
    fuzz_fit(&made.texts[i]);
    sources[i] = (viet_source){
      .text = made.texts[i].text, .bytes = made.texts[i].bytes,
      .rule = (bits >> i & 1) != 0 ? names[i] : NULL,
      .level = (viet_level)(bits / 8 % VIET_LEVELS),
      .choose = (viet_choose)(bits / 64 % 4)
    };
  }
  compile(sources, made.count);
  require(blocks == 0);
  for (size_t i = 0; i < made.count; i++)
    free(made.texts[i].text);
  return 0;
}
