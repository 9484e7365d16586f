/*
** pattern_walk.h
** Where a rule is tried in a text: at the places from which its entry can
** be reached, window by window.
*/

#ifndef viet_match_pattern_walk_h
#define viet_match_pattern_walk_h

#include "match/pattern_machine.h"

/* A rule on its way through a text. */
typedef struct viet_cursor {
  uint32_t rule;
  uint32_t first_trigger;  /* of 'triggers': tokens, in order */
  uint32_t end_trigger;
  uint32_t trigger;        /* the next one */
  uint32_t next;           /* the first token that may be tried */
  uint32_t window_first;   /* tokens; from the last try */
  uint32_t window_end;
  uint32_t limit;
  uint64_t steps;          /* that are left */
  viet_finding found;      /* the match that was found last */
} viet_cursor;

/* A token at which keys enter a rule. */
typedef struct viet_call {
  uint32_t rule;
  uint32_t token;
} viet_call;

typedef struct viet_walk {
  viet_view view;
  viet_machine machine;
  const viet_pattern *pattern;
  const viet_allocator *allocator;
  viet_vector areas;      /* viet_view_span: where matches may lie, in order */
  viet_vector lines;      /* uint32_t: the first token of each line, or of
                             those behind it; and the count of tokens */
  viet_vector triggers;   /* uint32_t: tokens; those of the keys, by rule,
                             and then those of other entries */
  viet_vector trigger_of; /* uint32_t: where those of each rule begin */
  viet_vector *windows;   /* of each span test: viet_view_span */
  viet_vector captures;   /* viet_capture */
  viet_vector open;       /* captures that are not closed, as they are read */
  uint8_t *taken;         /* for each token: is it in a match that consumes?
                             NULL: none does */
  uint32_t rule;          /* that was tried last */
} viet_walk;

viet_status viet_walk_init (viet_walk *self, const viet_pattern *pattern,
                            const viet_subject *subject,
                            const viet_allocator *allocator);

void viet_walk_free (viet_walk *self);

/* Forgets the triggers that rules have added: no cursor is of use then. */
void viet_walk_reset (viet_walk *self);

/*
** Puts a rule at the beginning of the text. Its triggers are added to
** those of the walk; '*is_needed' is false if it has none.
*/
viet_status viet_walk_start (viet_walk *self, uint32_t rule,
                             viet_cursor *cursor, bool *is_needed);

/*
** Finds the next token from cursor->next on where the rule matches, and its
** matches, which are in the hits of the machine, longer ones first. '*found'
** is false if there is none.
*/
viet_status viet_walk_next (viet_walk *self, viet_cursor *cursor,
                            bool *found);

/* The window of a rule that holds a token; false if none does. */
bool viet_walk_window (viet_walk *self, const viet_compiled_rule *rule,
                       uint32_t token, uint32_t *first, uint32_t *end);

/* The match that hit number 'hit' is. Its captures are added to those of the
** walk. */
viet_status viet_walk_finding (viet_walk *self, uint32_t rule, size_t hit,
                               viet_finding *finding);

#endif
