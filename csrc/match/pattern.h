/*
** pattern.h
** A compiled pattern: the program of all rules, and what it refers to.
** Nothing of it changes once it is open.
**
**     rule      who:<PERSON/> ("gặp" | "hội" "đàm")
**     draft      0  OPEN   who
**                1  SPAN   PERSON
**                2  CLOSE  who
**                3  SPLIT  4, 6
**                4  KEY    gặp        the rule is entered where "gặp" or
**                5  JUMP   8          "hội" stands
**                6  KEY    hội
**                7  KEY    đàm
**                8  MATCH
**     program    the same from its end, where each says what it goes on to
*/

#ifndef viet_match_pattern_h
#define viet_match_pattern_h

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "match/pattern_tree.h"
#include "match/prefilter.h"

/*
** {==================================================================
** Tests of a token
** ===================================================================
*/

/* A test is a row of atoms in postfix order: a SKIP b AND, a NOT. */
typedef enum viet_atom_op {
  ATOM_TRUE,
  ATOM_KEY,     /* is its key at 'level' a? */
  ATOM_ALIKE,   /* is that so, and is it alike at VIET_CASE or VIET_TYPED:
                   'compare' is that level, key b the spelling of the word */
  ATOM_KEYS,    /* one of 'lists' from a on, b of them, sorted? */
  ATOM_KIND,    /* is its kind in the set a, a bit for each? */
  ATOM_SHAPE,   /* the same for its shape */
  ATOM_LENGTH,  /* characters, compared with a as 'compare' says */
  ATOM_REGEX,   /* regex a on its spelling in NFC, or its key at 'level' */
  ATOM_TEST,    /* does test a hold? It is per form. */
  ATOM_SPACED,  /* does white space stand before it? */
  ATOM_INSIDE,  /* does it lie in a span for which span test a holds? */
  ATOM_SKIP,    /* goes past the next a atoms, the last of which is AND or OR,
                   if what holds so far is b, which is all of it then */
  ATOM_NOT,
  ATOM_AND,
  ATOM_OR
} viet_atom_op;

typedef struct viet_atom {
  uint8_t op;
  uint8_t level;
  uint8_t compare;  /* viet_compare */
  uint32_t a;
  uint32_t b;
} viet_atom;

typedef struct viet_token_test {
  uint32_t first;   /* in 'atoms' */
  uint32_t count;
  uint32_t kinds;   /* bits: it holds of tokens of these kinds alone */
  bool per_form;    /* is it the same for all tokens of a form that are
                       units ("m"), and for all that are not? */
} viet_token_test;

/* how deep loops may nest of which the bodies may be nothing: bits */
#define VIET_LOOP_DEPTH 64

/* how deep the operands of a test may stack up */
#define VIET_TEST_DEPTH 250

/* }================================================================== */


/*
** {==================================================================
** Tests of a span
** ===================================================================
*/

/* Layers that every text has. */
#define LAYER_LINE (UINT32_MAX - 1)
#define LAYER_SENTENCE (UINT32_MAX - 2)
#define LAYER_DOCUMENT (UINT32_MAX - 3)

typedef struct viet_pattern_layer_name {
  uint32_t name;
  uint32_t attributes;  /* count */
  bool is_gazetteer;
} viet_pattern_layer_name;

typedef struct viet_layer_attribute {
  uint32_t layer;
  uint32_t name;
  uint32_t column;
} viet_layer_attribute;

/* The column of "tokens": how many a span has. */
#define COLUMN_TOKENS (UINT32_MAX - 1)

typedef struct viet_condition {
  uint32_t column;   /* of the attribute, or COLUMN_TOKENS */
  uint32_t regex;    /* VIET_NONE: compare strings or numbers */
  uint32_t string;   /* in 'strings', ended by a NUL */
  uint8_t compare;   /* viet_compare */
  bool is_number;
  double number;
} viet_condition;

/* What an attribute of a gazetteer's entries is compared with. */
typedef struct viet_asked_value {
  uint32_t layer;
  uint32_t column;
  uint32_t string;   /* in 'strings'; VIET_NONE: no plain value */
  uint32_t place;
} viet_asked_value;

/* All conditions hold. */
typedef struct viet_span_test {
  uint32_t layer;    /* index, or LAYER_LINE ... */
  uint32_t first;    /* in 'conditions' */
  uint32_t count;
  bool has_tokens;   /* is one of them about the number of tokens? */
  bool per_entry;    /* are the others the same for all matches of an
                        entry? */
} viet_span_test;

/* }================================================================== */


/*
** {==================================================================
** The program
** ===================================================================
*/

typedef enum viet_op {
  OP_MATCH,   /* the end of a rule */
  OP_RETURN,  /* the end of what LOOK and ATOM try */
  OP_KEY,     /* a token with key a at 'level' */
  OP_TOKEN,   /* a token for which test a holds, which is per form */
  OP_MIXED,   /* the same for other tests */
  OP_ANY,     /* a token */
  OP_SPAN,    /* the tokens of a span for which span test a holds */
  OP_BEGIN,   /* where such a span begins */
  OP_END,     /* where one ends */
  OP_PEEK,    /* does element 'what', which has a, stand there? With flag
                 CODE_NOT it may not. */
  OP_SPLIT,   /* go on at a, and then, if that fails, at b */
  OP_SWITCH,  /* a KEY that many alternatives begin with: go on at those of
                 table a that have the key at 'level' of the token, in
                 order */
  OP_JUMP,    /* go on at a: in drafts alone */
  OP_ENTER,   /* a round of loop a begins, of which the body may be nothing */
  OP_ROUND,   /* it ends: fail if it has taken no token */
  OP_OPEN,    /* capture a begins */
  OP_CLOSE,   /* and ends */
  OP_LOOK,    /* try what is at a; go on if that matches, with flag CODE_NOT
                 if it fails */
  OP_ATOM     /* try what is at a; go on where it ends */
} viet_op;

#define CODE_BACK 1  /* reads from right to left */
#define CODE_NOT 2
#define CODE_KEEP 4  /* the span is a capture */
#define CODE_LONGEST 8  /* of an ATOM: the longest way is taken */

/* What stands where some code begins, or that fails. */
typedef struct viet_lead {
  uint32_t test;    /* a token for which it holds, or VIET_NONE; */
  uint32_t first;   /* or a span for which one of these span tests in 'lists' */
  uint32_t count;   /* does */
} viet_lead;

/* Nearly all go on at b. In the draft of a rule they go on at the next one, but
** LOOK and ATOM, which try that, at a. */
typedef struct viet_code {
  uint8_t op;
  uint8_t what;     /* of a PEEK: OP_KEY ... */
  uint8_t level;
  uint8_t flags;
  uint32_t place;   /* in 'places': the element of the source; of a SPLIT the
                       lead of what it has at b, or VIET_NONE */
  uint32_t a;
  uint32_t b;
  uint32_t lead;    /* of what a SPLIT, LOOK or ATOM has at a; VIET_NONE: that
                       may begin with anything */
} viet_code;

typedef struct viet_place {
  uint32_t source;
  uint32_t first;   /* bytes of the source */
  uint32_t end;
} viet_place;

/* A side of an equation. */
typedef struct viet_equal_side {
  uint32_t capture;    /* in 'captures' */
  uint32_t attribute;  /* its name; VIET_NONE: the words */
} viet_equal_side;

/* What two captures of a rule must have in common, or must not. */
typedef struct viet_equal {
  viet_equal_side left;
  viet_equal_side right;
  uint8_t level;       /* viet_level: of words */
  bool is_unlike;
  uint32_t place;
} viet_equal;

/* how many captures a rule has */
#define VIET_MAX_CAPTURES 255

/* What a rule may be entered by: one of these is in each match. */
typedef enum viet_entry_kind {
  ENTRY_KEY,    /* a token with key a at 'level', and behind it one with key
                   b, or VIET_NONE: any or none */
  ENTRY_TEST,   /* a token for which test a holds */
  ENTRY_SPAN,   /* a span for which span test a holds */
  ENTRY_EDGE    /* where such a span begins: no token */
} viet_entry_kind;

typedef struct viet_rule_entry {
  uint8_t kind;
  uint8_t level;
  uint32_t a;
  uint32_t b;
  uint32_t least;  /* tokens of a match before the entry, */
  uint32_t most;   /* VIET_NONE: no limit */
} viet_rule_entry;

typedef struct viet_compiled_rule {
  uint32_t name;
  uint32_t code;           /* where it begins */
  uint32_t lead;           /* of that, or VIET_NONE */
  uint32_t place;          /* of its pattern */
  uint32_t first_capture;
  uint32_t end_capture;
  uint32_t first_equal;    /* in 'equals' */
  uint32_t end_equal;
  uint32_t within_test;    /* span test of WITHIN_LAYER */
  viet_within within;
  viet_choose choose;
  int32_t priority;
  uint32_t most;           /* tokens of a match; 0: any number */
  bool consume;
  bool everywhere;         /* has it no entry, so that it is tried at each
                              token? */
  uint32_t first_entry;    /* in 'entries': those that are no keys, which */
  uint32_t end_entry;      /* 'posts' has */
  uint32_t begin;          /* a span test: each match begins where such a
                              span does; or VIET_NONE */
  uint32_t slack;          /* by so many tokens a match may begin before
                              where an entry says that it does at the
                              latest; VIET_NONE: no limit */
} viet_compiled_rule;

typedef struct viet_rule_capture {
  uint32_t name;
  bool is_list;
} viet_rule_capture;

/* A rule that a key enters, or two keys that follow each other. */
typedef struct viet_post {
  uint32_t key;
  uint32_t next;    /* VIET_NONE: the key alone */
  uint32_t level;
  uint32_t rule;
  uint32_t least;   /* tokens of a match before the key */
} viet_post;

/* What a key is to the posts: a bit for each level. */
typedef struct viet_mark {
  uint8_t first;   /* the first of two */
  uint8_t second;  /* the second */
  uint8_t alone;
} viet_mark;

/* An alternative of a SWITCH: those of a table are sorted by key, those of
** a key by order. */
typedef struct viet_branch {
  uint32_t key;
  uint32_t order;
  uint32_t target;
  uint32_t place;
} viet_branch;

typedef struct viet_table {
  uint32_t first;   /* in 'branches' */
  uint32_t count;
} viet_table;

struct viet_pattern {
  viet_allocator allocator;
  pcre2_general_context *context;  /* memory of the regexes */
  viet_intern keys;       /* of tokens */
  viet_intern names;      /* of rules, captures, layers, attributes */
  viet_vector code;       /* viet_code */
  viet_vector places;     /* viet_place */
  viet_vector rules;      /* viet_compiled_rule */
  viet_vector captures;   /* viet_rule_capture */
  viet_vector equals;     /* viet_equal */
  viet_vector atoms;      /* viet_atom */
  viet_vector tests;      /* viet_token_test */
  viet_vector lists;      /* uint32_t: keys, and span tests of leads */
  viet_vector regexes;    /* pcre2_code * */
  viet_vector layers;     /* viet_pattern_layer_name */
  viet_vector attributes; /* viet_layer_attribute */
  viet_vector conditions; /* viet_condition */
  viet_vector span_tests; /* viet_span_test */
  viet_vector asked;      /* viet_asked_value */
  viet_vector strings;    /* bytes */
  viet_vector posts;      /* viet_post; sorted by keys, level and rule */
  viet_vector post_slots; /* uint32_t: a hash table of the first post, counted
                             from 1, of those that are alike but for their
                             rules; 0 is a free slot */
  viet_vector marks;      /* viet_mark: of each key */
  viet_vector entries;    /* viet_rule_entry */
  viet_vector branches;   /* viet_branch */
  viet_vector tables;     /* viet_table */
  viet_vector leads;      /* viet_lead */
  unsigned levels;        /* bits: the levels of keys */
  viet_prefilter *prefilter;  /* which lines of a text to look at; NULL: all
                             of them */
};

#define VIET_ITEM(type, vector, index) \
  ((type *)(vector).items + (index))

/* Lets pcre2 use an allocator, which has to outlive what is made; NULL when
** there is no memory. */
pcre2_general_context *viet_regex_memory (const viet_allocator *allocator);

/*
** Adds one item of 'bytes' bytes to a vector, copied from 'item'; its
** index goes to '*index', which may be NULL.
*/
viet_status viet_pattern_add (const viet_allocator *allocator,
                              viet_vector *vector, const void *item,
                              size_t bytes, uint32_t *index);

/* }================================================================== */


/*
** {==================================================================
** From the tree of a rule to its program
** ===================================================================
*/

typedef enum viet_piece_kind {
  PIECE_KEY,      /* a: key; level */
  PIECE_TOKEN,    /* a: test */
  PIECE_ANY,
  PIECE_SPAN,     /* a: span test */
  PIECE_BEGIN,
  PIECE_END,
  PIECE_SEQUENCE, /* children, in the order in which they are read */
  PIECE_CHOICE,
  PIECE_REPEAT,   /* a: least; b: most or VIET_NONE; mode */
  PIECE_CAPTURE,  /* a: index in 'captures' */
  PIECE_LOOK,     /* mode: viet_look */
  PIECE_ATOM      /* mode: is the longest way taken? */
} viet_piece_kind;

/* The tree of a rule without names. Index 0 is none. */
typedef struct viet_piece {
  uint8_t kind;
  uint8_t mode;
  uint8_t level;
  bool back;        /* is it read from right to left? */
  uint32_t place;
  uint32_t child;
  uint32_t next;
  uint32_t a;
  uint32_t b;
} viet_piece;

typedef struct viet_resolver {
  viet_tree *tree;
  viet_pattern *out;
  const viet_tokens *words;  /* of 'text' of the tree */
  viet_vector pieces;        /* viet_piece of the present rule */
  viet_level level;          /* of the present rule */
  int depth;
  bool lazy;                 /* has the rule a lazy repetition? */
  uint32_t rule;             /* its index */
  uint32_t work;             /* pieces that were written as code */
  uint32_t loops;            /* around the present piece, as OP_ENTER has
                                them */
  viet_vector items;         /* viet_rule_entry: what the rule may be
                                entered by */
  viet_intern seen;          /* what tests and regexes are made of, */
  viet_vector numbers;       /* uint32_t: and the number of each */
  viet_intern spots;         /* viet_place, numbered as in 'places' */
  viet_vector draft;         /* viet_code of the present rule, */
  viet_vector linked;        /* uint32_t: and where it is in the program */
  viet_vector code_slots;    /* uint32_t: a hash table of the program, counted
                                from 1; 0 is a free slot */
  viet_vector starts;        /* of each instruction of the program: what it
                                leads with */
  viet_intern sets;          /* of elements that it does, */
  viet_vector lead_of;       /* uint32_t: and the lead of each, or VIET_NONE */
  viet_needs needs;          /* of all rules */
} viet_resolver;

static inline viet_piece *viet_piece_at (const viet_resolver *self,
                                       uint32_t piece) {
  return (viet_piece *)self->pieces.items + piece;
}

/* Makes the pieces of a rule; '*result' is the whole. */
viet_status viet_resolve (viet_resolver *self, const viet_parsed_rule *rule,
                          uint32_t *result);

/* Makes the equations of a rule, of which the pieces are there. */
viet_status viet_resolve_equals (viet_resolver *self,
                                 const viet_parsed_rule *rule);

/* The column of an attribute of a layer, which gets it if need be. */
viet_status viet_resolve_column (viet_resolver *self, const char *name,
                                 uint32_t layer, uint32_t *column);

/* The span test that a node is; '*result'. */
viet_status viet_resolve_span (viet_resolver *self, uint32_t node,
                               uint32_t *result);

/* The test that a condition, or a NODE_REGEX, is. */
viet_status viet_resolve_test (viet_resolver *self, uint32_t node,
                               uint32_t *result);

/* The atom that tests a token for words, which have to be one token. */
viet_status viet_resolve_key (viet_resolver *self, uint32_t node,
                              uint32_t words, uint8_t level,
                              viet_atom *atom);

/* The first token of words, and behind the last. */
void viet_resolve_words (const viet_resolver *self, uint32_t words,
                         size_t *first, size_t *end);

/* The atom that tests for a token of 'words' at a level. */
viet_status viet_resolve_token (viet_resolver *self, size_t token,
                                viet_level level, viet_atom *atom);

/* A test that is one atom. */
viet_status viet_resolve_atom (viet_resolver *self, const viet_atom *atom,
                               uint32_t *test);

/* One test for the pieces of a choice, each of which is one token; and one
** that holds where a piece does not. */
viet_status viet_resolve_choice (viet_resolver *self, uint32_t piece,
                                 uint32_t *test);
viet_status viet_resolve_not (viet_resolver *self, uint32_t piece,
                              uint32_t *test);

/* Compiles a regex of the tree; 'whole' if it has to match all. */
viet_status viet_resolve_regex (viet_resolver *self, uint32_t node,
                                uint32_t string, bool ignores_case,
                                bool whole, uint32_t *regex);

/* Where the number of what is made of 'bytes' bytes is kept; the number is
** VIET_NONE if it is new. */
viet_status viet_resolve_seen (viet_resolver *self, const void *key,
                               size_t bytes, uint32_t *at);

static inline uint32_t *viet_resolve_number (const viet_resolver *self,
                                             uint32_t at) {
  return VIET_ITEM(uint32_t, self->numbers, at);
}

/* What a name of the tree is. */
static inline const char *viet_resolve_text (const viet_resolver *self,
                                             uint32_t name) {
  return viet_intern_text(&self->tree->names, name);
}

/* "unknown layer 'x' (did you mean 'y'?)" */
viet_status viet_resolve_refuse (const viet_resolver *self, uint32_t node,
                                 const char *what, const char *name,
                                 const viet_names *known);

bool viet_names_have (const viet_names *names, const char *text);

/* The place of some bytes of a source, or of a node. */
viet_status viet_resolve_bytes (viet_resolver *self, uint32_t source,
                                uint32_t first, uint32_t end,
                                uint32_t *result);
viet_status viet_resolve_place (viet_resolver *self, uint32_t node,
                                uint32_t *result);

/* Adds the draft of a rule to the program; '*first' is where it begins. */
viet_status viet_pattern_link (viet_resolver *self, uint32_t *first);

/* Notes what an instruction of the program leads with. */
viet_status viet_lead_note (viet_resolver *self, uint32_t at);

/* Frees what was noted. */
void viet_lead_free (viet_resolver *self);

/* The lead of some code; '*result' is VIET_NONE if it has none. */
viet_status viet_lead_of (viet_resolver *self, uint32_t code,
                          uint32_t *result);

/* Writes the code of a rule, and finds what it is entered by. */
viet_status viet_pattern_code (viet_resolver *self, uint32_t piece);
viet_status viet_pattern_entry (viet_resolver *self, uint32_t piece);

/* Adds what each match of the rule needs in its line to the needs. */
viet_status viet_pattern_need (viet_resolver *self, uint32_t piece);

/* Sorts the posts by key, when all rules are there. */
viet_status viet_pattern_index (viet_pattern *self);

/* The first post of two keys at a level, or VIET_NONE; those that are alike
** follow. */
uint32_t viet_pattern_post (const viet_pattern *self, uint32_t key,
                            uint32_t next, uint32_t level);

static inline bool viet_post_is (const viet_post *self, uint32_t key,
                                 uint32_t next, uint32_t level) {
  return self->key == key && self->next == next && self->level == level;
}

/* }================================================================== */

#endif
