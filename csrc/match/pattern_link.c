/*
** pattern_link.c
** From the draft of a rule to its part of the program. Each instruction of
** the program says where it goes on, so that those that are alike, and that
** go on alike, are there once, whatever rules they are of:
**
**     draft     0  SPLIT  1, 3        program    SPLIT  A, B
**               1  KEY    gặp                 A  KEY    gặp, B
**               2  KEY    đàm                 B  KEY    đàm, C
**               ...                           C  MATCH
**               3  KEY    đàm
**
** A draft is read from its end, where all that is gone on to is there
** already, but for loops: they begin at an instruction of their own. JUMPs
** are gone then, and to look at one element is one instruction.
*/

#include <string.h>

#include "match/pattern.h"

#define FIRST_SLOTS ((size_t)1 << 8)

/* So many alternatives of a LOOK are told apart. */
#define MOST_WAYS 32

static viet_code *draft_at (const viet_resolver *self, uint32_t at) {
  return VIET_ITEM(viet_code, self->draft, at);
}


/* Where an instruction of the draft is in the program; VIET_NONE: it is not
** there yet. */
static uint32_t *place_of (const viet_resolver *self, uint32_t at) {
  return VIET_ITEM(uint32_t, self->linked, at);
}


/*
** {==================================================================
** Instructions that are alike
** ===================================================================
*/

static const viet_branch *branches_of (const viet_pattern *out,
                                       const viet_code *code,
                                       size_t *count) {
  const viet_table *table = VIET_ITEM(viet_table, out->tables, code->a);
  *count = table->count;
  return VIET_ITEM(viet_branch, out->branches, table->first);
}


static uint64_t mix (uint64_t hash, uint64_t more) {
  hash = (hash ^ more) * UINT64_C(0x9E3779B97F4A7C15);
  return hash ^ hash >> 29;
}


static uint64_t hash_of (const viet_pattern *out, const viet_code *code) {
  uint64_t hash = mix((uint64_t)code->op << 24 | (uint64_t)code->what << 16 |
                      (uint64_t)code->level << 8 | code->flags,
                      code->place);
  if (code->op != OP_SWITCH)
    return mix(hash, (uint64_t)code->a << 32 | code->b);
  size_t count;
  const viet_branch *all = branches_of(out, code, &count);
  for (size_t i = 0; i < count; i++)
    hash = mix(hash, (uint64_t)all[i].key << 32 | all[i].target);
  return hash;
}


static bool is_alike (const viet_pattern *out, const viet_code *x,
                      const viet_code *y) {
  if (x->op != y->op || x->what != y->what || x->level != y->level ||
      x->flags != y->flags || x->place != y->place)
    return false;
  if (x->op != OP_SWITCH)
    return x->a == y->a && x->b == y->b;
  size_t count, other;
  const viet_branch *a = branches_of(out, x, &count);
  const viet_branch *b = branches_of(out, y, &other);
  return count == other && memcmp(a, b, count * sizeof(*a)) == 0;
}


/* The slot of such an instruction, or the free one where it belongs. */
static uint32_t *slot_of (const viet_resolver *self, const viet_code *code) {
  uint32_t *slots = self->code_slots.items;
  const viet_code *all = self->out->code.items;
  const size_t mask = self->code_slots.count - 1;
  size_t slot = (size_t)(hash_of(self->out, code) >> 8) & mask;
  while (slots[slot] != 0 &&
         !is_alike(self->out, &all[slots[slot] - 1], code))
    slot = (slot + 1) & mask;
  return &slots[slot];
}


/* Makes a table of slots that is at most a quarter full. */
static viet_status grow (viet_resolver *self) {
  const viet_allocator *a = self->tree->allocator;
  const viet_vector before = self->code_slots;
  const uint32_t *old = before.items;
  viet_vector made = {0};
  const size_t count = before.count > 0 ? 4 * before.count : FIRST_SLOTS;
  viet_status status = viet_vector_reserve(&made, count, sizeof(uint32_t), a);
  if (status != VIET_OK)
    return status;
  memset(made.items, 0, count * sizeof(uint32_t));
  made.count = count;
  self->code_slots = made;
  for (size_t i = 0; i < before.count; i++)
    if (old[i] != 0)
      *slot_of(self, VIET_ITEM(viet_code, self->out->code, old[i] - 1)) =
        old[i];
  viet_free(a, before.items, before.capacity * sizeof(uint32_t));
  return VIET_OK;
}


static viet_status append (viet_resolver *self, const viet_code *code,
                           uint32_t *at) {
  viet_status status = viet_pattern_add(self->tree->allocator,
                                        &self->out->code, code,
                                        sizeof(*code), at);
  return status == VIET_OK ? viet_lead_note(self, *at) : status;
}


/* Finds an instruction in the program, or adds it; '*at' is where. */
static viet_status put (viet_resolver *self, const viet_code *code,
                        uint32_t *at) {
  viet_status status = VIET_OK;
  if (2 * self->out->code.count >= self->code_slots.count)
    status = grow(self);
  if (status != VIET_OK)
    return status;
  uint32_t *slot = slot_of(self, code);
  if (*slot == 0) {
    status = append(self, code, at);
    *slot = status == VIET_OK ? *at + 1 : 0;
  }
  else
    *at = *slot - 1;
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Instructions of a draft
** ===================================================================
*/

/* Does what a LOOK tries from 'at' on end there? */
static bool ends_at (const viet_resolver *self, uint32_t at) {
  while (draft_at(self, at)->op == OP_JUMP)
    at = draft_at(self, at)->a;
  return draft_at(self, at)->op == OP_RETURN;
}


/* Is what a LOOK tries one element, with no capture to be kept? */
static bool is_peek (const viet_resolver *self, const viet_code *look,
                     uint32_t at) {
  const viet_code *code = draft_at(self, at);
  return code->op >= OP_KEY && code->op <= OP_END && ends_at(self, at + 1) &&
         ((code->flags & CODE_KEEP) == 0 || (look->flags & CODE_NOT) != 0);
}


/* Finds the alternatives that what is tried from 'at' on begins with; their
** count, which is 0 if they are too many. */
static size_t find_ways (const viet_resolver *self, uint32_t at,
                         uint32_t ways[MOST_WAYS]) {
  uint32_t open[MOST_WAYS];
  size_t count = 0, opened = 1;
  open[0] = at;
  for (size_t work = 0; opened > 0; work++) {
    const uint32_t here = open[--opened];
    const viet_code *code = draft_at(self, here);
    if (count + opened + 2 > MOST_WAYS || work > 4 * MOST_WAYS)
      return 0;
    if (code->op == OP_SPLIT)
      open[opened++] = code->b;
    if (code->op == OP_SPLIT || code->op == OP_JUMP)
      open[opened++] = code->a;
    else
      ways[count++] = here;
  }
  return count;
}


/* Links a LOOK of which 'at' is the draft of what it tries, and that goes on
** at 'next'. */
static viet_status link_look (viet_resolver *self, const viet_code *look,
                              uint32_t at, uint32_t next, uint32_t *result) {
  const viet_code *tried = draft_at(self, at);
  viet_code made = *look;
  made.b = next;
  made.a = *place_of(self, at);
  if (is_peek(self, look, at)) {
    made.op = OP_PEEK;
    made.what = tried->op;
    made.level = tried->level;
    made.flags = (look->flags & CODE_NOT) | (tried->flags & CODE_BACK);
    made.a = tried->a;
    return put(self, &made, result);
  }
  const viet_status status = viet_lead_of(self, made.a, &made.lead);
  return status == VIET_OK ? put(self, &made, result) : status;
}


/* Links the LOOK at 'at' of the draft. That none of some alternatives stands
** there is looked at one by one. */
static viet_status link_looks (viet_resolver *self, uint32_t at) {
  const viet_code *look = draft_at(self, at);
  uint32_t ways[MOST_WAYS], next = *place_of(self, look->a);
  size_t count = (look->flags & CODE_NOT) != 0
               ? find_ways(self, at + 1, ways) : 0;
  viet_status status = VIET_OK;
  if (count == 0)
    ways[count++] = at + 1;
  for (; count > 0 && status == VIET_OK; count--)
    status = link_look(self, look, ways[count - 1], next, &next);
  *place_of(self, at) = next;
  return status;
}


/* Lets the branches of a SWITCH go to where they are now. */
static void link_branches (viet_resolver *self, const viet_code *code) {
  const viet_table *table = VIET_ITEM(viet_table, self->out->tables,
                                      code->a);
  viet_branch *all = VIET_ITEM(viet_branch, self->out->branches,
                               table->first);
  for (uint32_t i = 0; i < table->count; i++)
    all[i].target = *place_of(self, all[i].target);
}


/* What an instruction is in the program; that of a LOOK is another matter. */
static viet_code link_code (viet_resolver *self, uint32_t at) {
  viet_code made = *draft_at(self, at);
  switch ((viet_op)made.op) {
    case OP_MATCH: case OP_RETURN:
      made.place = made.a = made.b = 0;
      break;
    case OP_SPLIT:
      made.a = *place_of(self, made.a);
      made.b = *place_of(self, made.b);
      break;
    case OP_ATOM:
      made.place = 0;
      made.b = *place_of(self, made.a);
      made.a = *place_of(self, at + 1);
      break;
    case OP_SWITCH:
      link_branches(self, &made);
      break;
    default:
      made.b = *place_of(self, at + 1);
  }
  return made;
}


/* Links a JUMP. One that leads back is the end of a loop: where that begins
** is left free, to be filled when it is read. */
static viet_status link_jump (viet_resolver *self, uint32_t at) {
  static const viet_code none = {.op = OP_JUMP};
  uint32_t *to = place_of(self, draft_at(self, at)->a);
  viet_status status = VIET_OK;
  if (*to == VIET_NONE)
    status = append(self, &none, to);
  *place_of(self, at) = *to;
  return status;
}


static viet_status link_one (viet_resolver *self, uint32_t at) {
  const viet_code *draft = draft_at(self, at);
  uint32_t *to = place_of(self, at);
  if (draft->op == OP_JUMP)
    return link_jump(self, at);
  if (draft->op == OP_LOOK)
    return link_looks(self, at);
  viet_code made = link_code(self, at);
  viet_status status = VIET_OK;
  if (draft->op == OP_SPLIT || draft->op == OP_ATOM)
    status = viet_lead_of(self, made.a, &made.lead);
  if (draft->op == OP_SPLIT && status == VIET_OK)
    status = viet_lead_of(self, made.b, &made.place);
  if (status != VIET_OK)
    return status;
  if (*to == VIET_NONE)
    return put(self, &made, to);
  *VIET_ITEM(viet_code, self->out->code, *to) = made;
  return viet_lead_note(self, *to);
}


viet_status viet_pattern_link (viet_resolver *self, uint32_t *first) {
  const size_t count = self->draft.count;
  self->linked.count = 0;
  viet_status status = viet_vector_reserve(&self->linked, count,
                                           sizeof(uint32_t),
                                           self->tree->allocator);
  for (size_t i = 0; i < count && status == VIET_OK; i++)
    *place_of(self, (uint32_t)i) = VIET_NONE;
  for (size_t i = count; i > 0 && status == VIET_OK; i--)
    status = link_one(self, (uint32_t)i - 1);
  if (status == VIET_OK)
    *first = *place_of(self, 0);
  return status;
}

/* }================================================================== */
