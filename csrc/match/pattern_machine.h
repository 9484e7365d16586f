/*
** pattern_machine.h
** The machine that runs the program of a rule over the tokens of a text.
**
** It is a backtracking one, with an explicit stack of what is still to be
** tried, which gives greedy, lazy and possessive repetition, looking around
** and captures their usual meaning at little cost: most tries end at their
** first or second token. A try that takes long begins to note its states (a
** place in the program and one in the text; repetitions are written out, so
** there is no other state), and none is tried twice. What fails is kept for
** the next tries in the same line or sentence, so that a rule that finds
** nothing looks at each state once. What is behind LOOK and ATOM is run by
** itself, with states of its own.
*/

#ifndef viet_match_pattern_machine_h
#define viet_match_pattern_machine_h

#include "match/pattern_view.h"

/* What happened on the way to where the machine is. */
typedef enum viet_event_kind {
  EVENT_OPEN,   /* capture a begins at 'first' */
  EVENT_CLOSE,  /* and ends */
  EVENT_SPAN,   /* a captured span: a is its span test, b its index */
  EVENT_STEP    /* an element, a is its place, matched; b counts elements.
                   Noted only when one explains. */
} viet_event_kind;

typedef struct viet_event {
  uint32_t kind;   /* viet_event_kind */
  uint32_t a;
  uint32_t b;
  uint32_t first;  /* tokens */
  uint32_t end;
} viet_event;

/* How far a rule got. */
typedef struct viet_trace {
  viet_vector steps;   /* viet_event: the way there */
  viet_vector wanted;  /* uint32_t: places of the elements wanted then */
  uint32_t start;
  uint32_t elements;
  uint32_t end;        /* the token where they were wanted */
  uint32_t window_end;
  bool any;            /* has anything been tried? */
  bool matched;
} viet_trace;

/* A match of a try. */
typedef struct viet_hit {
  uint32_t end;        /* the token behind it */
  uint32_t first_event;
  uint32_t end_event;  /* of 'kept' */
} viet_hit;

typedef struct viet_machine {
  viet_view *view;
  const viet_allocator *allocator;
  const viet_code *code;
  const viet_compiled_rule *rule;
  viet_vector stack;     /* what is still to be tried */
  viet_vector trail;     /* viet_event */
  viet_vector visits;    /* states; hashed, all slots count */
  size_t visited;        /* slots in use */
  uint64_t generation;   /* of the states of tries in the same window */
  uint64_t newest;       /* generation */
  uint32_t start;        /* tokens: where the try began, */
  uint32_t low;          /* the window, which bounds what looks around, */
  uint32_t high;
  uint32_t limit;        /* and where the match has to end */
  uint64_t steps;        /* that are left */
  viet_vector hits;      /* viet_hit: matches of the try */
  viet_vector kept;      /* viet_event: what happened on their way */
  viet_vector best;      /* viet_event: the longest ways of runs so far */
  viet_trace *trace;     /* NULL: nobody asks */
  uint32_t looking;      /* how many LOOKs are being tried */
  viet_status status;
} viet_machine;

void viet_machine_init (viet_machine *self, viet_view *view,
                        const viet_allocator *allocator);

void viet_machine_free (viet_machine *self);

/* Forgets the states: for another rule, window or limit. */
void viet_machine_forget (viet_machine *self);

/*
** Tries the rule from token 'start' on. Its matches are in 'hits': one, or
** for VIET_CHOOSE_ALL one for each end, longer ones first. 'status' tells
** of a failure.
*/
bool viet_machine_try (viet_machine *self, uint32_t start);

#endif
