/*
** pattern_tree.h
** Patterns while they are read: words of the language, and the tree that
** is made of them. The tree has names for what it refers to; code for one
** rule is made of it by pattern_resolve.c.
*/

#ifndef viet_match_pattern_tree_h
#define viet_match_pattern_tree_h

#include "match/intern.h"
#include "match/pattern_fault.h"

/*
** {==================================================================
** Words
** ===================================================================
*/

/* What a word is: a mark of one character is that character. */
typedef enum viet_word_kind {
  WORD_END = 256,
  WORD_NAME,        /* meet.with */
  WORD_NUMBER,      /* 12 */
  WORD_STRING,      /* "hội đàm" */
  WORD_REGEX,       /* /^\d+$/i */
  WORD_AHEAD,       /* (?= */
  WORD_NOT_AHEAD,   /* (?! */
  WORD_BEHIND,      /* (?<= */
  WORD_NOT_BEHIND,  /* (?<! */
  WORD_ATOM,        /* (?> */
  WORD_LONGEST,     /* (?>> */
  WORD_CLOSING,     /* </ */
  WORD_SLASH_END,   /* /> */
  WORD_SAME,        /* == */
  WORD_UNLIKE,      /* != */
  WORD_AT_MOST,     /* <= */
  WORD_AT_LEAST,    /* >= */
  WORD_SUCH_THAT    /* :: */
} viet_word_kind;

typedef struct viet_pattern_word {
  int kind;          /* viet_word_kind or a character */
  size_t first;      /* bytes of the source */
  size_t end;
  size_t flags;      /* where the flags of a regex begin */
} viet_pattern_word;

/*
** The word at or behind 'at'; spaces and comments are skipped. False with
** '*fault' set for what is no word.
*/
bool viet_pattern_lex (const viet_source *source, size_t at,
                       viet_pattern_word *word, viet_fault *fault);

/* }================================================================== */


/*
** {==================================================================
** The tree
** ===================================================================
*/

typedef enum viet_node_kind {
  NODE_WORDS,    /* a: index in 'words' */
  NODE_REGEX,    /* a: index in 'strings'; b: is case ignored? */
  NODE_ANY,      /* one token, whatever it is */
  NODE_TEST,     /* child: a condition of one token */
  NODE_SPAN,     /* a: name in 'names'; children: NODE_COMPARE */
  NODE_BEGIN,    /* where a span begins; otherwise the same */
  NODE_END,      /* where one ends */
  NODE_NAMES,    /* an entry of a gazetteer; otherwise the same */
  NODE_SEQUENCE, /* children */
  NODE_CHOICE,   /* children */
  NODE_REPEAT,   /* a: least; b: most, or VIET_NONE; mode; child */
  NODE_CAPTURE,  /* a: name; child */
  NODE_LOOK,     /* mode: viet_look; child */
  NODE_ATOM,     /* child; mode: is the longest way taken, or the first? */
  NODE_NOT,      /* child: of one token, or a condition */
  NODE_NEAR,     /* a: most tokens between; two children */
  NODE_CALL,     /* a: name; children: arguments */
  NODE_OR,       /* conditions: children */
  NODE_AND,
  NODE_COMPARE   /* a: name; mode: viet_compare; b: value, and 'type' */
} viet_node_kind;

typedef enum viet_mode { MODE_GREEDY, MODE_LAZY, MODE_POSSESSIVE } viet_mode;

typedef enum viet_look {
  LOOK_AHEAD,
  LOOK_NOT_AHEAD,
  LOOK_BEHIND,
  LOOK_NOT_BEHIND
} viet_look;

typedef enum viet_compare {
  COMPARE_LIKE,      /* =   the whole value, as a regex */
  COMPARE_SAME,      /* ==  the same bytes */
  COMPARE_UNLIKE,    /* != */
  COMPARE_LESS,
  COMPARE_AT_MOST,
  COMPARE_MORE,
  COMPARE_AT_LEAST
} viet_compare;

/* What the value of a comparison is, and what 'b' of the node numbers. */
typedef enum viet_value_type {
  VALUE_STRING,  /* in 'strings' */
  VALUE_WORDS,   /* in 'words' */
  VALUE_REGEX,   /* in 'strings' */
  VALUE_REGEX_I, /* the same, and case is ignored */
  VALUE_NUMBER   /* in 'strings', as it is written */
} viet_value_type;

/* Nodes refer to each other by index; 0 is none. */
typedef struct viet_node {
  uint8_t kind;     /* viet_node_kind */
  uint8_t mode;
  uint8_t type;     /* viet_value_type */
  uint8_t level;    /* viet_level, or VIET_LEVELS for that of the rule */
  uint32_t source;  /* index of the text, */
  uint32_t first;   /* and bytes of it */
  uint32_t end;
  uint32_t child;   /* the first */
  uint32_t next;    /* the next child of its parent */
  uint32_t a;
  uint32_t b;
} viet_node;

/* "let Name(x, y) = body" */
typedef struct viet_let {
  uint32_t name;
  uint32_t first_parameter;  /* in 'parameters' */
  uint32_t parameters;
  uint32_t body;
} viet_let;

/* "who.id": numbers of names */
typedef struct viet_parsed_part {
  uint32_t capture;
  uint32_t attribute;
} viet_parsed_part;

/* "a.form = b.form" */
typedef struct viet_parsed_equal {
  viet_parsed_part left;
  viet_parsed_part right;
  uint8_t level;     /* viet_level, or VIET_LEVELS for that of the rule */
  bool is_unlike;    /* != */
  uint32_t source;   /* index of the text, */
  uint32_t first;    /* and bytes of it */
  uint32_t end;
} viet_parsed_equal;

/* What a match must lie in. */
typedef enum viet_within {
  WITHIN_LINE,
  WITHIN_SENTENCE,
  WITHIN_DOCUMENT,
  WITHIN_LAYER      /* the span that 'within' of the rule is */
} viet_within;

typedef struct viet_parsed_rule {
  uint32_t name;
  uint32_t body;
  uint32_t within_node;  /* a NODE_SPAN */
  viet_within within;
  viet_level level;
  viet_choose choose;
  int32_t priority;
  bool consume;
  uint32_t most;         /* tokens of a match; 0: any number */
  uint32_t first_equal;  /* in 'equals' of the tree */
  uint32_t end_equal;
} viet_parsed_rule;

typedef struct viet_tree {
  const viet_source *sources;
  const viet_lexicon *lexicon;
  const viet_allocator *allocator;
  viet_fault *fault;
  viet_intern names;       /* all names, of whatever */
  viet_vector nodes;       /* viet_node; the first one is none */
  viet_vector lets;        /* viet_let */
  viet_vector let_of;      /* uint32_t for each name: its let + 1, or 0 */
  viet_vector parameters;  /* uint32_t: names */
  viet_vector rules;       /* viet_parsed_rule */
  viet_vector equals;      /* viet_parsed_equal */
  viet_vector strings;     /* uint32_t: where each begins in 'arena' */
  viet_vector arena;       /* their bytes, each with a NUL */
  viet_vector words;       /* uint32_t: where each begins in 'text' */
  viet_vector text;        /* the words, each with a line feed */
} viet_tree;

/* Reads a text into the tree. VIET_EPATTERN and VIET_EUTF8 set the fault. */
viet_status viet_tree_read (viet_tree *self, uint32_t source);

void viet_tree_free (viet_tree *self);

static inline viet_node *viet_tree_node (const viet_tree *self,
                                         uint32_t node) {
  return (viet_node *)self->nodes.items + node;
}

static inline const char *viet_tree_string (const viet_tree *self,
                                            uint32_t string) {
  return (const char *)self->arena.items +
         ((const uint32_t *)self->strings.items)[string];
}

/* Starts a message about a node and returns VIET_EPATTERN. */
viet_status viet_tree_blame (const viet_tree *self, uint32_t node,
                             const char *message);

/* }================================================================== */

#endif
