/*
** pattern_code.c
** Writes the pieces of a rule as the draft of a program. Repetitions are
** written out: x{2,3} is x x (x | nothing), so that a state of the machine is
** no more than a place in the program and one in the text.
*/

#include <stdlib.h>

#include "match/pattern.h"

/* A choice of fewer alternatives is tried one by one. */
#define LEAST_BRANCHES 4

static viet_status emit (viet_resolver *self, uint32_t piece);


static uint32_t here (const viet_resolver *self) {
  return (uint32_t)self->draft.count;
}


static viet_code *code_at (const viet_resolver *self, uint32_t at) {
  return VIET_ITEM(viet_code, self->draft, at);
}


/* Adds an instruction for a piece; '*at' is where, and may be NULL. */
static viet_status add (viet_resolver *self, viet_op op, uint32_t piece,
                        uint32_t a, uint32_t *at) {
  const viet_piece *of = viet_piece_at(self, piece);
  const viet_code code = {
    .op = (uint8_t)op, .level = of->level, .place = of->place, .a = a,
    .flags = of->back ? CODE_BACK : 0
  };
  return viet_pattern_add(self->tree->allocator, &self->draft, &code,
                          sizeof(code), at);
}


static viet_status too_large (viet_resolver *self, uint32_t piece) {
  const viet_place *place = VIET_ITEM(viet_place, self->out->places,
                                      viet_piece_at(self, piece)->place);
  viet_fault *fault = self->tree->fault;
  viet_fault_start(fault, place->source, place->first, place->end);
  viet_fault_add(fault, "the rule is too large (limit ");
  viet_fault_add_number(fault, VIET_MAX_RULE_CODE);
  viet_fault_add(fault, " elements, repetitions written out)");
  return VIET_EPATTERN;
}


/* Can the piece match nothing? */
static bool is_nullable (const viet_resolver *self, uint32_t piece) {
  const viet_piece *of = viet_piece_at(self, piece);
  bool all = true, any = false;
  for (uint32_t child = of->child; child != 0;
       child = viet_piece_at(self, child)->next) {
    const bool one = is_nullable(self, child);
    all = all && one;
    any = any || one;
  }
  switch ((viet_piece_kind)of->kind) {
    case PIECE_KEY: case PIECE_TOKEN: case PIECE_ANY: case PIECE_SPAN:
      return false;
    case PIECE_REPEAT: return of->a == 0 || all;
    case PIECE_CHOICE: return any;
    case PIECE_SEQUENCE: case PIECE_CAPTURE: case PIECE_ATOM: return all;
    default: return true;
  }
}


/*
** {==================================================================
** Choices
** ===================================================================
*/

/* The KEY that a piece begins with, or 0. */
static uint32_t first_key (const viet_resolver *self, uint32_t piece) {
  const viet_piece *of = viet_piece_at(self, piece);
  if (of->kind == PIECE_SEQUENCE)
    return first_key(self, of->child);
  return of->kind == PIECE_KEY ? piece : 0;
}


/* Do many alternatives all begin with a KEY of one level? Each is a KEY or
** a sequence, perhaps of sequences, that has one in front. */
static bool is_switch (const viet_resolver *self, uint32_t piece) {
  uint32_t count = 0;
  uint8_t level = VIET_LEVELS;
  for (uint32_t child = viet_piece_at(self, piece)->child; child != 0;
       child = viet_piece_at(self, child)->next, count++) {
    const uint32_t front = first_key(self, child);
    const viet_piece *key = viet_piece_at(self, front);
    if (front == 0 || (count > 0 && key->level != level))
      return false;
    level = key->level;
  }
  return count >= LEAST_BRANCHES;
}


static int compare_branches (const void *a, const void *b) {
  const viet_branch *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->order > y->order) - (x->order < y->order);
}


/* Adds the alternatives of a choice to 'branches', with no target yet. */
static viet_status add_branches (viet_resolver *self, uint32_t piece,
                                 viet_table *table) {
  viet_vector *branches = &self->out->branches;
  viet_status status = VIET_OK;
  table->first = (uint32_t)branches->count;
  for (uint32_t child = viet_piece_at(self, piece)->child;
       child != 0 && status == VIET_OK;
       child = viet_piece_at(self, child)->next) {
    const viet_piece *key = viet_piece_at(self, first_key(self, child));
    const viet_branch branch = {.key = key->a, .place = key->place,
                                .order = table->count++};
    status = viet_pattern_add(self->tree->allocator, branches, &branch,
                              sizeof(branch), NULL);
  }
  return status;
}


/* Writes what stands behind the key of an alternative. */
static viet_status emit_behind (viet_resolver *self, uint32_t piece) {
  const viet_piece of = *viet_piece_at(self, piece);
  viet_status status = VIET_OK;
  if (of.kind != PIECE_SEQUENCE)
    return VIET_OK;
  status = emit_behind(self, of.child);
  for (uint32_t child = viet_piece_at(self, of.child)->next;
       child != 0 && status == VIET_OK;
       child = viet_piece_at(self, child)->next)
    status = emit(self, child);
  return status;
}


/* Lets the jumps of a chain, each of which names the one before it, go to
** the end of what is written. */
static void patch (viet_resolver *self, uint32_t chain) {
  while (chain != VIET_NONE) {
    const uint32_t before = code_at(self, chain)->a;
    code_at(self, chain)->a = here(self);
    chain = before;
  }
}


static viet_status emit_switch (viet_resolver *self, uint32_t piece) {
  viet_table table = {0};
  uint32_t number, at, chain = VIET_NONE, branch;
  viet_status status = add_branches(self, piece, &table);
  if (status == VIET_OK)
    status = viet_pattern_add(self->tree->allocator, &self->out->tables,
                              &table, sizeof(table), &number);
  if (status == VIET_OK)
    status = add(self, OP_SWITCH, piece, number, &at);
  if (status != VIET_OK)
    return status;
  branch = table.first;
  for (uint32_t child = viet_piece_at(self, piece)->child;
       child != 0 && status == VIET_OK;
       child = viet_piece_at(self, child)->next) {
    const viet_piece *key = viet_piece_at(self, first_key(self, child));
    code_at(self, at)->level = key->level;
    code_at(self, at)->flags = key->back ? CODE_BACK : 0;
    VIET_ITEM(viet_branch, self->out->branches, branch++)->target =
      here(self);
    status = emit_behind(self, child);
    if (status == VIET_OK)
      status = add(self, OP_JUMP, piece, chain, &chain);
  }
  patch(self, chain);
  qsort(VIET_ITEM(viet_branch, self->out->branches, table.first),
        table.count, sizeof(viet_branch), compare_branches);
  return status;
}


static viet_status emit_choice (viet_resolver *self, uint32_t piece) {
  uint32_t chain = VIET_NONE, split;
  viet_status status = VIET_OK;
  if (is_switch(self, piece))
    return emit_switch(self, piece);
  uint32_t child = viet_piece_at(self, piece)->child;
  while (viet_piece_at(self, child)->next != 0 && status == VIET_OK) {
    status = add(self, OP_SPLIT, piece, here(self) + 1, &split);
    if (status == VIET_OK)
      status = emit(self, child);
    if (status == VIET_OK)
      status = add(self, OP_JUMP, piece, chain, &chain);
    if (status == VIET_OK)
      code_at(self, split)->b = here(self);
    child = viet_piece_at(self, child)->next;
  }
  if (status == VIET_OK)
    status = emit(self, child);
  patch(self, chain);
  return status;
}

/* }================================================================== */


/*
** {==================================================================
** Repetitions
** ===================================================================
*/

/* Lets a split go to its body, which follows it, and to 'end': the body
** first unless it is lazy. */
static void close_split (viet_resolver *self, uint32_t split, bool lazy,
                         uint32_t end) {
  viet_code *code = code_at(self, split);
  code->a = lazy ? end : split + 1;
  code->b = lazy ? split + 1 : end;
}


/* One round of a loop of which the body may be nothing. */
static viet_status emit_round (viet_resolver *self, uint32_t piece) {
  const uint32_t loop = self->loops;
  if (loop >= VIET_LOOP_DEPTH)
    return too_large(self, piece);
  viet_status status = add(self, OP_ENTER, piece, loop, NULL);
  self->loops++;
  if (status == VIET_OK)
    status = emit(self, viet_piece_at(self, piece)->child);
  self->loops--;
  return status == VIET_OK ? add(self, OP_ROUND, piece, loop, NULL)
                           : status;
}


/* x* behind the least number of times. */
static viet_status emit_loop (viet_resolver *self, uint32_t piece,
                              bool lazy) {
  uint32_t split;
  const uint32_t child = viet_piece_at(self, piece)->child;
  viet_status status = add(self, OP_SPLIT, piece, 0, &split);
  if (status == VIET_OK)
    status = is_nullable(self, child) ? emit_round(self, piece)
                                      : emit(self, child);
  if (status == VIET_OK)
    status = add(self, OP_JUMP, piece, split, NULL);
  if (status == VIET_OK)
    close_split(self, split, lazy, here(self));
  return status;
}


/* (x (x (x | nothing) | nothing) | nothing): all of them end here. The
** splits are chained by 'a' until then. */
static viet_status emit_optional (viet_resolver *self, uint32_t piece,
                                  uint32_t times, bool lazy) {
  uint32_t chain = VIET_NONE;
  viet_status status = VIET_OK;
  for (uint32_t i = 0; i < times && status == VIET_OK; i++) {
    status = add(self, OP_SPLIT, piece, chain, &chain);
    if (status == VIET_OK)
      status = emit(self, viet_piece_at(self, piece)->child);
  }
  while (status == VIET_OK && chain != VIET_NONE) {
    const uint32_t before = code_at(self, chain)->a;
    close_split(self, chain, lazy, here(self));
    chain = before;
  }
  return status;
}


static viet_status emit_times (viet_resolver *self, uint32_t piece) {
  const viet_piece of = *viet_piece_at(self, piece);
  const bool lazy = of.mode == MODE_LAZY;
  viet_status status = VIET_OK;
  for (uint32_t i = 0; i < of.a && status == VIET_OK; i++)
    status = emit(self, of.child);
  if (status != VIET_OK)
    return status;
  if (of.b != VIET_NONE)
    return emit_optional(self, piece, of.b - of.a, lazy);
  return emit_loop(self, piece, lazy);
}

/* }================================================================== */


/*
** {==================================================================
** Pieces
** ===================================================================
*/

/* What LOOK and ATOM try, and behind that goes on: 'write' writes it. */
static viet_status emit_try (viet_resolver *self, viet_op op,
                             uint32_t piece) {
  const viet_piece of = *viet_piece_at(self, piece);
  uint32_t at;
  viet_status status = add(self, op, piece, 0, &at);
  if (status == VIET_OK)
    status = of.kind == PIECE_REPEAT ? emit_times(self, piece)
                                     : emit(self, of.child);
  if (status == VIET_OK)
    status = add(self, OP_RETURN, piece, 0, NULL);
  if (status != VIET_OK)
    return status;
  code_at(self, at)->a = here(self);
  if (op == OP_LOOK && (of.mode == LOOK_NOT_AHEAD ||
                        of.mode == LOOK_NOT_BEHIND))
    code_at(self, at)->flags |= CODE_NOT;
  if (of.kind == PIECE_ATOM && of.mode != 0)
    code_at(self, at)->flags |= CODE_LONGEST;
  return VIET_OK;
}


static viet_status emit_token (viet_resolver *self, uint32_t piece) {
  const uint32_t test = viet_piece_at(self, piece)->a;
  const bool per_form = VIET_ITEM(viet_token_test, self->out->tests,
                                  test)->per_form;
  return add(self, per_form ? OP_TOKEN : OP_MIXED, piece, test, NULL);
}


static viet_status emit_children (viet_resolver *self, uint32_t piece) {
  viet_status status = VIET_OK;
  for (uint32_t child = viet_piece_at(self, piece)->child;
       child != 0 && status == VIET_OK;
       child = viet_piece_at(self, child)->next)
    status = emit(self, child);
  return status;
}


static viet_status emit_capture (viet_resolver *self, uint32_t piece) {
  const viet_piece of = *viet_piece_at(self, piece);
  const uint32_t first = here(self) + 1;
  viet_status status = add(self, OP_OPEN, piece, of.a, NULL);
  if (status == VIET_OK)
    status = emit(self, of.child);
  for (uint32_t i = first; status == VIET_OK && i < here(self); i++)
    if (code_at(self, i)->op == OP_SPAN)
      code_at(self, i)->flags |= CODE_KEEP;
  return status == VIET_OK ? add(self, OP_CLOSE, piece, of.a, NULL) : status;
}


static viet_status emit (viet_resolver *self, uint32_t piece) {
  const viet_piece of = *viet_piece_at(self, piece);
  if (++self->work > VIET_MAX_RULE_CODE)
    return too_large(self, piece);
  switch ((viet_piece_kind)of.kind) {
    case PIECE_KEY: return add(self, OP_KEY, piece, of.a, NULL);
    case PIECE_TOKEN: return emit_token(self, piece);
    case PIECE_ANY: return add(self, OP_ANY, piece, 0, NULL);
    case PIECE_SPAN: return add(self, OP_SPAN, piece, of.a, NULL);
    case PIECE_BEGIN: return add(self, OP_BEGIN, piece, of.a, NULL);
    case PIECE_END: return add(self, OP_END, piece, of.a, NULL);
    case PIECE_SEQUENCE: return emit_children(self, piece);
    case PIECE_CHOICE: return emit_choice(self, piece);
    case PIECE_REPEAT:
      return of.mode == MODE_POSSESSIVE ? emit_try(self, OP_ATOM, piece)
                                        : emit_times(self, piece);
    case PIECE_CAPTURE: return emit_capture(self, piece);
    case PIECE_LOOK: return emit_try(self, OP_LOOK, piece);
    case PIECE_ATOM: return emit_try(self, OP_ATOM, piece);
  }
  return VIET_EINVAL;
}


viet_status viet_pattern_code (viet_resolver *self, uint32_t piece) {
  viet_compiled_rule *rule = VIET_ITEM(viet_compiled_rule, self->out->rules,
                                       self->rule);
  self->work = self->loops = 0;
  self->draft.count = 0;
  viet_status status = emit(self, piece);
  if (status == VIET_OK)
    status = add(self, OP_MATCH, piece, 0, NULL);
  if (status == VIET_OK)
    status = viet_pattern_link(self, &rule->code);
  return status == VIET_OK ? viet_lead_of(self, rule->code, &rule->lead)
                           : status;
}

/* }================================================================== */
