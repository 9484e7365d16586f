/*
** hostile.h
** Uses a gazetteer that may be damaged in every way that there is. Nothing
** is known of what it finds, but what it gives back has to be inside of the
** text and of the block, which the sanitizers see to.
*/

#ifndef hostile_h
#define hostile_h

#include <string.h>

#include "viet.h"

static const char hostile_text[] =
  "Hòa Bình, HÒA BÌNH 2: hoa binh Ủy ban nhân dân tỉnh Hòa Bình Ủy ban\n"
  "nhân dân tỉnh Phú Thọ - a a a a a a a a a Đà Nẵng, Da Nang, kỹ sư\n";


/* Reads the bytes, so that a sanitizer sees them. */
static inline unsigned hostile_sum (const char *text, size_t bytes) {
  unsigned sum = 0;
  for (size_t i = 0; text != NULL && i < bytes; i++)
    sum += (unsigned char)text[i];
  return sum;
}


/* Reads some entries and names, and one that there is not. */
static inline unsigned hostile_read (const viet_gazetteer *self) {
  unsigned sum = 0;
  char room[64];
  viet_entry entry;
  viet_name name;
  uint32_t first;
  size_t bytes;
  viet_gazetteer_facts facts;
  viet_gazetteer_describe(self, &facts);
  for (uint32_t i = 0; i < 20; i++) {
    if (viet_gazetteer_entry(self, i, &entry))
      sum += hostile_sum(entry.id, entry.id_bytes)
           + hostile_sum(entry.type, entry.type_bytes)
           + hostile_sum(entry.attributes, entry.attribute_bytes);
    sum += (unsigned)viet_gazetteer_names_of(self, i, &first);
    if (viet_gazetteer_name(self, i, room, sizeof(room), &name))
      sum += hostile_sum(room, name.bytes < sizeof(room) ? name.bytes
                                                         : sizeof(room));
    const char *type = viet_gazetteer_type(self, i, &bytes);
    sum += hostile_sum(type, bytes);
  }
  return sum + (unsigned)viet_gazetteer_entry(self, UINT32_MAX, &entry);
}


/* Searches the text in one way; false if a match is not in it. */
static inline bool hostile_search (const viet_gazetteer *self,
                                   const viet_search_rules *rules,
                                   const viet_tokens *tokens) {
  const viet_layer layers[2] = {{.gazetteer = self}, {.gazetteer = self}};
  viet_search *search;
  viet_match match;
  bool is_right = true;
  size_t found = 0;
  if (viet_search_open(layers, 2, rules, &viet_malloc, &search) != VIET_OK)
    return true;
  if ((tokens ? viet_search_tokens(search, tokens)
              : viet_search_text(search, hostile_text,
                                 strlen(hostile_text))) == VIET_OK)
    while (is_right && found++ < 10000 && viet_search_next(search, &match))
      is_right = match.first < match.end
              && match.end <= strlen(hostile_text)
              && match.level < VIET_LEVELS && match.layer < 2;
  viet_search_close(search);
  return is_right;
}


/* Does all of it; false if a match is wrong in itself. */
static inline bool hostile_use (const viet_gazetteer *self) {
  static const char *const types[] = {"PLACE"};
  viet_tokens *tokens;
  bool is_right = hostile_read(self) < UINT32_MAX;
  if (viet_tokens_build(hostile_text, strlen(hostile_text), &viet_malloc,
                        &tokens) != VIET_OK)
    return false;
  for (int kind = 0; kind <= VIET_LONGEST_PER_TYPE; kind++) {
    viet_search_rules rules = {.kind = (viet_match_kind)kind};
    is_right = is_right && hostile_search(self, &rules, NULL);
    rules.gaps = VIET_GAP_LINE | VIET_GAP_HYPHEN | VIET_GAP_PUNCT;
    rules.as_of = 20200101;
    rules.types = types;
    rules.type_count = 1;
    is_right = is_right && hostile_search(self, &rules, tokens);
    if (kind != VIET_OVERLAPPING)
      continue;
    rules.inside = true;
    is_right = is_right && hostile_search(self, &rules, tokens);
    rules.types = NULL;
    rules.type_count = 0;
    is_right = is_right && hostile_search(self, &rules, NULL);
  }
  viet_free(&viet_malloc, tokens, viet_tokens_bytes(tokens));
  return is_right;
}


/* A gazetteer of all that there may be in one; NULL without memory. */
static inline viet_gazetteer *hostile_gazetteer (void) {
  static const struct {
    const char *text;
    uint32_t entry;
    viet_level level;
  } names[] = {
    {"Hòa Bình", 0, VIET_TONELESS}, {"Hoà Bình", 1, VIET_EXACT},
    {"Hòa Bình 2", 2, VIET_PLACEMENT}, {"Hòa", 3, VIET_CASE},
    {"Ủy ban nhân dân tỉnh Hòa Bình", 4, VIET_PLACEMENT},
    {"Ủy ban nhân dân", 4, VIET_TYPED}, {"Ủy  ban nhân", 4, VIET_TYPED},
    {"Ủy ban nhân dân tỉnh Phú Thọ", 5, VIET_PLACEMENT},
    {"a", 6, VIET_EXACT}, {"a a", 6, VIET_EXACT}, {"a a a a", 6, VIET_EXACT},
    {"a a a a a a", 6, VIET_EXACT}, {"Đà Nẵng", 7, VIET_TYPED},
    {"Bình, HÒA", 7, VIET_TONELESS},
  };
  static const char *const types[] = {"PLACE", "ORG", NULL};
  viet_builder *builder;
  viet_gazetteer *made = NULL;
  uint32_t number;
  if (viet_builder_open(&viet_malloc, &builder) != VIET_OK)
    return NULL;
  for (uint32_t i = 0; i < 8; i++) {
    viet_entry entry = {.id = "place/1", .id_bytes = 7, .type = types[i % 3],
                        .attributes = "{}", .attribute_bytes = i % 3,
                        .from = i % 2 ? 20100101 : 0, .to = 0,
                        .priority = (int32_t)i % 4 - 1};
    entry.type_bytes = entry.type ? strlen(entry.type) : 0;
    if (viet_builder_add_entry(builder, &entry, &number) != VIET_OK)
      break;
  }
  for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
    const viet_name name = {names[i].text, strlen(names[i].text),
                            names[i].entry, names[i].level};
    if (viet_builder_add_name(builder, &name, NULL) != VIET_OK)
      break;
  }
  viet_builder_build(builder, NULL, NULL, &made);
  viet_builder_close(builder);
  return made;
}

#endif
