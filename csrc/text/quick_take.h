/*
** quick_take.h
** How tokens are taken from a block, from the classes of its bytes: the
** same text for each path, which has count_bits() before it, and cut() after.
*/

/* What 64 bytes are to a tokenizer; bit i tells of byte i. */
typedef struct classes {
  uint64_t word;    /* ASCII letters and digits; letters and marks of
                       U+00C0 to U+023F, U+0300 to U+033F, U+1E00 to U+1EFF */
  uint64_t digit;   /* ASCII digits */
  uint64_t space;   /* ASCII white space */
  uint64_t feed;    /* line feeds */
  uint64_t mark;    /* CC, with which marks begin */
  uint64_t joiner;  /* , - . / : */
  uint64_t e1;      /* E1; what it begins is told by the next byte */
  uint64_t odd;     /* all other characters that are not ASCII, where a byte
                       is missing or too much, and . and : behind a letter
                       with which "www", "http" or "https" ends */
} classes;

static inline classes cut (const unsigned char *block);


/*
** What a token may not reach: the end of the block, or of the text; odd
** characters; a mark that is not in a word; a sign between digits.
*/
static inline size_t limit_of (const classes *cut, size_t left) {
  const uint64_t last =
    UINT64_C(1) << (left < VIET_BLOCK ? left : VIET_BLOCK - 1);
  const uint64_t odd = cut->odd | (cut->e1 & cut->odd >> 1);
  const uint64_t letter = cut->word & ~cut->digit;
  const uint64_t joined = cut->joiner & cut->digit << 1
                        & (cut->digit | odd) >> 1;
  return viet_first_bit(odd | (cut->mark & ~(letter << 1)) | joined
                        | last);
}


/*
** Where tokens start and end: a run of letters and digits is a word, or a
** number and the word behind it, and a sign is a token by itself.
**
**     text    1 0 h 3 0   ,   n ă m        (ă is two bytes)
**     starts  1   1       1   1
**     ends        1     1   1         1
**
** The carry of an addition runs over the digits that begin a run.
*/
typedef struct edges {
  uint64_t starts;
  uint64_t ends;
} edges;

static inline edges edges_of (const classes *cut) {
  const uint64_t word = cut->word, digit = cut->digit;
  const uint64_t runs = word & ~(word << 1);
  const uint64_t numbers = ((runs & digit) + digit) & ~digit;
  const uint64_t behind = numbers & word;  /* words right behind numbers */
  const uint64_t signs = ~(word | cut->space);
  return (edges){runs | behind | signs,
                 (~word & word << 1) | behind | signs << 1};
}


/* Looks up the spelling of a token; NULL if it has no form yet. */
static inline const viet_short *find (const viet_taker *self,
                                      const unsigned char *text,
                                      size_t bytes) {
  const viet_short key = viet_short_key(text, bytes);
  const viet_short *found = viet_short_find(&self->shorts, &key);
  return found->low == 0 ? NULL : found;
}


static void take (const unsigned char *block, viet_taker *self) {
  const classes found = cut(block);
  const viet_taker from = *self;
  const uint64_t after_space = found.space << 1 | from.spaced;
  const size_t limit = limit_of(&found, from.left);
  edges left = edges_of(&found);
  viet_token *token = from.tokens;
  size_t end = 0;
  self->why = limit < VIET_BLOCK - 1 ? VIET_TAKE_OTHER : VIET_TAKE_BLOCK;
  left.ends &= (UINT64_C(1) << limit) - 1;
  while (left.ends != 0) {
    const size_t first = viet_first_bit(left.starts);
    const size_t next = viet_first_bit(left.ends);
    if (next - first > VIET_SHORT_BYTES) {
      self->why = VIET_TAKE_OTHER;
      break;
    }
    token->first = (uint32_t)(from.start + first);
    token->end = (uint32_t)(from.start + next);
    token->line = from.line
                + count_bits(found.feed & ((UINT64_C(1) << first) - 1));
    token->spaced = (uint8_t)(after_space >> first & 1);
    const viet_short *form = find(&from, block + first, next - first);
    if (form == NULL) {
      self->why = VIET_TAKE_NEW;
      break;
    }
    token->form = form->form;
    token->kind = form->kind;
    token->shape = form->shape;
    token++;
    end = next;
    left.starts &= left.starts - 1;
    left.ends &= left.ends - 1;
  }
  if (token > from.tokens) {
    self->line = token[-1].line;
    self->spaced = false;
  }
  self->start = from.start + end;
  self->tokens = token;
}
