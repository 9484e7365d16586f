/*
** pattern_entry.c
** What a rule is entered by: the rarest element that no match can do
** without. Rarity is guessed from what kind of element it is.
**
**     <RANK/>? "hội" "đàm" <PERSON/>     entered where "đàm" stands behind
**                                        "hội", with 0 or more tokens before
*/

#include <stdlib.h>
#include <string.h>

#include "match/pattern.h"

/* How far a piece reaches, and the best that is in it. */
typedef struct need {
  uint32_t shortest;  /* tokens of the piece, */
  uint32_t longest;   /* VIET_NONE: no limit */
  uint32_t first;     /* of its items; those from here to the end are its */
  bool found;         /* are there items? */
  double cost;        /* how often they may occur: the less, the better */
} need;

/* guesses of how often an element occurs, in a few thousand tokens */
#define COST_RARE 1.0
#define COST_SPAN 8.0
#define COST_FREQUENT 30.0
#define COST_EDGE 50.0    /* of a line, or a sentence */
#define COST_UNIT 100.0
#define COST_TEST 700.0
/* A match that begins anywhere before its entry may do so at so many tokens,
** or a few more or less, until its sentence ends. */
#define MOST_STARTS 20
/* Entries of a rule that are alike are kept once if they are not more. */
#define SEEN_ENTRIES 64

/* two tokens that follow each other are rarer than each of them by so much */
#define PAIR_GAIN (1 / 64.0)

static viet_status find (viet_resolver *self, uint32_t piece, need *result);


static uint32_t sum_of (uint32_t a, uint32_t b) {
  return a >= VIET_NONE - b ? VIET_NONE : a + b;
}


static uint32_t times_of (uint32_t a, uint32_t times) {
  if (a == 0 || times == 0)
    return 0;
  return a >= VIET_NONE / times ? VIET_NONE : a * times;
}


/*
** {==================================================================
** Tokens
** ===================================================================
*/

/* Words that are frequent in any text, one space behind each. */
static const char frequent[] =
  " và của là các có được trong cho với những một đã ngày tại này đến "
  "người về không từ ông năm nước việt nam trên ra khi để cũng như đó "
  "vào phải do theo thì còn nhiều hai sẽ hơn làm nhân bộ sau bị trước "
  "đồng chí quốc , . : ; ( ) \" “ ” - – / ";


static double cost_of_key (const viet_resolver *self, uint32_t key,
                           uint8_t level) {
  char word[40] = " ";
  const char *text = viet_intern_text(&self->out->keys, key);
  const size_t bytes = strlen(text);
  if (bytes + 3 > sizeof(word))
    return COST_RARE;
  memcpy(word + 1, text, bytes);
  memcpy(word + 1 + bytes, " ", 2);
  const double cost = strstr(frequent, word) ? COST_FREQUENT : COST_RARE;
  return level == VIET_TONELESS ? 4 * cost : cost;
}


static viet_status add_item (viet_resolver *self, viet_entry_kind kind,
                             uint8_t level, uint32_t a) {
  const viet_rule_entry entry = {(uint8_t)kind, level, a, VIET_NONE, 0, 0};
  return viet_pattern_add(self->tree->allocator, &self->items, &entry,
                          sizeof(entry), NULL);
}


/* Adds the keys of an atom, if it is about keys. */
static viet_status add_atom (viet_resolver *self, const viet_atom *atom,
                             double *cost) {
  viet_status status = VIET_OK;
  if (atom->op == ATOM_KEY || atom->op == ATOM_ALIKE) {
    *cost = cost_of_key(self, atom->a, atom->level);
    return add_item(self, ENTRY_KEY, atom->level, atom->a);
  }
  *cost = 0;
  for (uint32_t i = 0; i < atom->b && status == VIET_OK; i++) {
    const uint32_t key = *VIET_ITEM(uint32_t, self->out->lists,
                                    atom->a + i);
    *cost += cost_of_key(self, key, atom->level);
    status = add_item(self, ENTRY_KEY, atom->level, key);
  }
  return status;
}


/* The keys of which a test needs one, while its atoms are read. */
typedef struct keys {
  bool known;
  size_t first;  /* of the items */
  double cost;
} keys;


/* Leaves of two operands, the items of which follow each other, those of
** the better one. */
static void join_and (viet_resolver *self, keys *a, const keys *b) {
  const size_t count = self->items.count - b->first;
  if (b->known && (!a->known || b->cost < a->cost)) {
    memmove(VIET_ITEM(viet_rule_entry, self->items, a->first),
            VIET_ITEM(viet_rule_entry, self->items, b->first),
            count * sizeof(viet_rule_entry));
    self->items.count = a->first + count;
    a->known = true;
    a->cost = b->cost;
  }
  else
    self->items.count = b->first;
}


static void join_or (viet_resolver *self, keys *a, const keys *b) {
  a->known = a->known && b->known;
  a->cost += b->cost;
  if (!a->known)
    self->items.count = a->first;
}


/* Reads one atom; 'stack' has '*depth' operands. */
static viet_status read_atom (viet_resolver *self, const viet_atom *atom,
                              keys *stack, size_t *depth) {
  keys made = {.first = self->items.count};
  viet_status status = VIET_OK;
  if (atom->op == ATOM_AND || atom->op == ATOM_OR) {
    --*depth;
    (atom->op == ATOM_AND ? join_and : join_or)(self, &stack[*depth - 1],
                                                &stack[*depth]);
    return VIET_OK;
  }
  if (atom->op == ATOM_SKIP)
    return VIET_OK;
  if (atom->op == ATOM_NOT) {
    self->items.count = stack[*depth - 1].first;
    stack[*depth - 1].known = false;
    return VIET_OK;
  }
  if (atom->op >= ATOM_KEY && atom->op <= ATOM_KEYS) {
    made.known = true;
    status = add_atom(self, atom, &made.cost);
  }
  stack[(*depth)++] = made;
  return status;
}


/* A test needs one of some keys, or else it is what it is. */
static viet_status find_token (viet_resolver *self, uint32_t test,
                               need *result) {
  keys stack[VIET_TEST_DEPTH + 1];
  size_t depth = 0;
  viet_status status = VIET_OK;
  const viet_token_test of = *VIET_ITEM(viet_token_test, self->out->tests,
                                        test);
  const viet_atom *atoms = VIET_ITEM(viet_atom, self->out->atoms, of.first);
  for (uint32_t i = 0; i < of.count && status == VIET_OK; i++)
    status = read_atom(self, &atoms[i], stack, &depth);
  if (status != VIET_OK)
    return status;
  result->found = true;
  result->cost = stack[0].known ? stack[0].cost : COST_TEST;
  return stack[0].known ? VIET_OK : add_item(self, ENTRY_TEST, 0, test);
}


static viet_status find_span (viet_resolver *self, uint32_t test,
                              need *result) {
  const uint32_t layer = VIET_ITEM(viet_span_test, self->out->span_tests,
                                   test)->layer;
  result->found = true;
  result->cost = layer >= LAYER_DOCUMENT ? COST_UNIT : COST_SPAN;
  result->longest = VIET_NONE;
  return add_item(self, ENTRY_SPAN, 0, test);
}

/* Where a span begins no token is taken. */
static viet_status find_begin (viet_resolver *self, uint32_t test,
                               need *result) {
  viet_status status = find_span(self, test, result);
  if (status != VIET_OK)
    return status;
  VIET_ITEM(viet_rule_entry, self->items, result->first)->kind = ENTRY_EDGE;
  result->shortest = result->longest = 0;
  if (result->cost > COST_EDGE)
    result->cost = COST_EDGE;
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Wholes
** ===================================================================
*/

/* At how many tokens a match may begin for each place where an element is
** found, of which 'before' is what stands before it. Behind an edge it begins
** nowhere else. */
static double starts (const viet_resolver *self, const need *before) {
  const uint32_t slack = before->longest - before->shortest;
  if (before->found && VIET_ITEM(viet_rule_entry, self->items,
                                 before->first)->kind == ENTRY_EDGE)
    return 1.0;
  return 1.0 + (before->longest == VIET_NONE || slack > MOST_STARTS
                ? MOST_STARTS : slack);
}


/* Keeps the better of two needs, 'one' behind what 'best' has read. */
static void choose (viet_resolver *self, need *best, const need *one) {
  const size_t count = self->items.count - one->first;
  const double cost = one->cost * starts(self, best);
  if (one->found && (!best->found || cost < best->cost)) {
    viet_rule_entry *to = VIET_ITEM(viet_rule_entry, self->items,
                                    best->first);
    memmove(to, VIET_ITEM(viet_rule_entry, self->items, one->first),
            count * sizeof(*to));
    for (size_t i = 0; i < count; i++) {
      to[i].least = sum_of(best->shortest, to[i].least);
      to[i].most = sum_of(best->longest, to[i].most);
    }
    self->items.count = best->first + count;
    best->found = true;
    best->cost = cost;
  }
  else
    self->items.count = one->first;
  best->shortest = sum_of(best->shortest, one->shortest);
  best->longest = sum_of(best->longest, one->longest);
}


/* A word and the next one, if both are keys, as one need. It takes no
** tokens, as those are counted when the two are met. */
static viet_status find_pair (viet_resolver *self, const viet_piece *one,
                              need *result) {
  const viet_piece *next = viet_piece_at(self, one->next);
  *result = (need){.first = (uint32_t)self->items.count};
  if (one->kind != PIECE_KEY || one->next == 0 || next->kind != PIECE_KEY ||
      one->level != next->level)
    return VIET_OK;
  const viet_rule_entry entry = {ENTRY_KEY, one->level, one->a, next->a, 0,
                                 0};
  result->found = true;
  result->cost = cost_of_key(self, one->a, one->level) *
                 cost_of_key(self, next->a, next->level) * PAIR_GAIN;
  return viet_pattern_add(self->tree->allocator, &self->items, &entry,
                          sizeof(entry), NULL);
}


static viet_status find_sequence (viet_resolver *self, uint32_t piece,
                                  need *result) {
  viet_status status = VIET_OK;
  result->shortest = result->longest = 0;
  for (uint32_t child = viet_piece_at(self, piece)->child;
       child != 0 && status == VIET_OK;
       child = viet_piece_at(self, child)->next) {
    need one;
    status = find_pair(self, viet_piece_at(self, child), &one);
    if (status == VIET_OK)
      choose(self, result, &one);
    if (status == VIET_OK)
      status = find(self, child, &one);
    if (status == VIET_OK)
      choose(self, result, &one);
  }
  return status;
}


/* One of the needs of all alternatives, if each has one. */
static viet_status find_choice (viet_resolver *self, uint32_t piece,
                                need *result) {
  viet_status status = VIET_OK;
  *result = (need){.shortest = VIET_NONE, .first = result->first,
                   .found = true};
  for (uint32_t child = viet_piece_at(self, piece)->child;
       child != 0 && status == VIET_OK;
       child = viet_piece_at(self, child)->next) {
    need one;
    status = find(self, child, &one);
    if (status != VIET_OK)
      return status;
    if (one.shortest < result->shortest)
      result->shortest = one.shortest;
    if (one.longest > result->longest)
      result->longest = one.longest;
    result->cost += one.cost;
    result->found = result->found && one.found;
  }
  if (!result->found)
    self->items.count = result->first;
  return status;
}


static viet_status find_repeat (viet_resolver *self, uint32_t piece,
                                need *result) {
  const viet_piece of = *viet_piece_at(self, piece);
  viet_status status = find(self, of.child, result);
  result->shortest = times_of(result->shortest, of.a);
  result->longest = of.b == VIET_NONE && result->longest > 0
                  ? VIET_NONE : times_of(result->longest, of.b);
  if (of.a == 0) {
    result->found = false;
    self->items.count = result->first;
  }
  return status;
}


/* What has to stand ahead is needed, and takes no token. */
static viet_status find_look (viet_resolver *self, const viet_piece *of,
                              need *result) {
  viet_status status = VIET_OK;
  if (of->mode == LOOK_AHEAD)
    status = find(self, of->child, result);
  result->shortest = result->longest = 0;
  return status;
}


static viet_status find (viet_resolver *self, uint32_t piece,
                         need *result) {
  const viet_piece of = *viet_piece_at(self, piece);
  *result = (need){.shortest = 1, .longest = 1,
                   .first = (uint32_t)self->items.count};
  switch ((viet_piece_kind)of.kind) {
    case PIECE_KEY:
      result->found = true;
      result->cost = cost_of_key(self, of.a, of.level);
      return add_item(self, ENTRY_KEY, of.level, of.a);
    case PIECE_TOKEN: return find_token(self, of.a, result);
    case PIECE_ANY: return VIET_OK;
    case PIECE_SPAN: return find_span(self, of.a, result);
    case PIECE_BEGIN: return find_begin(self, of.a, result);
    case PIECE_SEQUENCE: return find_sequence(self, piece, result);
    case PIECE_CHOICE: return find_choice(self, piece, result);
    case PIECE_REPEAT: return find_repeat(self, piece, result);
    case PIECE_CAPTURE: case PIECE_ATOM:
      return find(self, of.child, result);
    case PIECE_LOOK: return find_look(self, &of, result);
    default:  /* takes no token */
      result->shortest = result->longest = 0;
      return VIET_OK;
  }
}


/* Is there an entry of the rule like one? It may lie further ahead. */
static bool is_stored (const viet_pattern *out,
                       const viet_compiled_rule *rule,
                       const viet_rule_entry *entry) {
  for (size_t i = rule->first_entry; i < out->entries.count; i++) {
    const viet_rule_entry *other = VIET_ITEM(viet_rule_entry, out->entries,
                                             i);
    if (other->kind == entry->kind && other->a == entry->a &&
        other->least == entry->least)
      return true;
  }
  return false;
}


/* Stores the items: keys as posts, others as entries. */
static viet_status store (viet_resolver *self, viet_compiled_rule *rule) {
  viet_pattern *out = self->out;
  const viet_allocator *a = self->tree->allocator;
  viet_status status = VIET_OK;
  rule->first_entry = (uint32_t)out->entries.count;
  for (size_t i = 0; i < self->items.count && status == VIET_OK; i++) {
    const viet_rule_entry *entry = VIET_ITEM(viet_rule_entry, self->items, i);
    const viet_post post = {entry->a, entry->b, entry->level, self->rule,
                            entry->least};
    const uint32_t slack = entry->most == VIET_NONE ? VIET_NONE
                         : entry->most - entry->least;
    if (slack > rule->slack)
      rule->slack = slack;
    if (entry->kind == ENTRY_KEY)
      status = viet_pattern_add(a, &out->posts, &post, sizeof(post), NULL);
    else if (out->entries.count - rule->first_entry > SEEN_ENTRIES ||
             !is_stored(out, rule, entry))
      status = viet_pattern_add(a, &out->entries, entry, sizeof(*entry),
                                NULL);
  }
  rule->end_entry = (uint32_t)out->entries.count;
  return status;
}


/* The span test of the edge that a piece begins with, or VIET_NONE. */
static uint32_t first_edge (const viet_resolver *self, uint32_t piece) {
  const viet_piece *of = viet_piece_at(self, piece);
  while (of->child != 0 && (of->kind == PIECE_SEQUENCE ||
                            of->kind == PIECE_CAPTURE ||
                            of->kind == PIECE_ATOM))
    of = viet_piece_at(self, of->child);
  return of->kind == PIECE_BEGIN ? of->a : VIET_NONE;
}


viet_status viet_pattern_entry (viet_resolver *self, uint32_t piece) {
  viet_compiled_rule *rule = VIET_ITEM(viet_compiled_rule, self->out->rules,
                                       self->rule);
  need best;
  self->items.count = 0;
  viet_status status = find(self, piece, &best);
  if (status != VIET_OK)
    return status;
  rule->begin = first_edge(self, piece);
  rule->everywhere = !best.found;
  rule->slack = 0;
  return store(self, rule);
}


/* }================================================================== */


/*
** {==================================================================
** Posts
** ===================================================================
*/

static int compare_posts (const void *a, const void *b) {
  const viet_post *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  if (x->next != y->next)
    return x->next < y->next ? -1 : 1;
  if (x->level != y->level)
    return x->level < y->level ? -1 : 1;
  if (x->rule != y->rule)
    return x->rule < y->rule ? -1 : 1;
  return (x->least > y->least) - (x->least < y->least);
}


/* The slot of such posts, or the free one where they belong. */
static size_t find_post (const viet_pattern *self, uint32_t key,
                         uint32_t next, uint32_t level) {
  const uint32_t *slots = self->post_slots.items;
  const viet_post *posts = self->posts.items;
  const size_t mask = self->post_slots.count - 1;
  const uint64_t both = (uint64_t)key << 32 | next;
  const uint64_t hash = (both + level) * UINT64_C(0x9E3779B97F4A7C15);
  size_t slot = (size_t)(hash >> 32) & mask;
  while (slots[slot] != 0 &&
         !viet_post_is(&posts[slots[slot] - 1], key, next, level))
    slot = (slot + 1) & mask;
  return slot;
}


uint32_t viet_pattern_post (const viet_pattern *self, uint32_t key,
                            uint32_t next, uint32_t level) {
  /* a free slot holds 0, and 0 - 1 is VIET_NONE */
  const uint32_t *slots = self->post_slots.items;
  return slots[find_post(self, key, next, level)] - 1;
}


/* Notes what the keys of a post are. */
static void mark_keys (viet_pattern *self, const viet_post *post) {
  viet_mark *marks = self->marks.items;
  const uint8_t bit = (uint8_t)(1u << post->level);
  if (post->next == VIET_NONE)
    marks[post->key].alone |= bit;
  else {
    marks[post->key].first |= bit;
    marks[post->next].second |= bit;
  }
}


/* Makes room for a table that is at most half full, and for the marks. */
static viet_status make_room (viet_pattern *self) {
  const viet_allocator *a = &self->allocator;
  const size_t count = viet_intern_count(&self->keys);
  size_t slots = 2;
  while (slots < 2 * self->posts.count)
    slots *= 2;
  viet_status status = viet_vector_reserve(&self->post_slots, slots,
                                           sizeof(uint32_t), a);
  if (status == VIET_OK)
    status = viet_vector_reserve(&self->marks, count + 1, sizeof(viet_mark),
                                 a);
  if (status != VIET_OK)
    return status;
  memset(self->post_slots.items, 0, slots * sizeof(uint32_t));
  memset(self->marks.items, 0, (count + 1) * sizeof(viet_mark));
  self->post_slots.count = slots;
  self->marks.count = count + 1;
  return VIET_OK;
}


viet_status viet_pattern_index (viet_pattern *self) {
  viet_status status = make_room(self);
  if (status != VIET_OK)
    return status;
  if (self->posts.count > 0)
    qsort(self->posts.items, self->posts.count, sizeof(viet_post),
          compare_posts);
  uint32_t *slots = self->post_slots.items;
  for (uint32_t i = 0; i < self->posts.count; i++) {
    const viet_post *post = VIET_ITEM(viet_post, self->posts, i);
    const size_t slot = find_post(self, post->key, post->next, post->level);
    if (slots[slot] == 0)
      slots[slot] = i + 1;
    mark_keys(self, post);
  }
  return VIET_OK;
}

/* }================================================================== */
