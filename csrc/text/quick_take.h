/*
** quick_take.h
** How tokens are taken from blocks, from the classes of their bytes: the
** same text for each path, which has count_bits() before it, and cut() after.
*/

/* Functions of a loop that is compiled twice, for bare tokens and others. */
#if defined(__GNUC__)
#define ALWAYS_INLINE inline __attribute__((always_inline))
#else
#define ALWAYS_INLINE inline
#endif

/* What 64 bytes are to a tokenizer; bit i tells of byte i. */
typedef struct classes {
  uint64_t word;    /* ASCII letters and digits, and all that is not ASCII */
  uint64_t high;    /* what is not ASCII */
  uint64_t digit;   /* ASCII digits */
  uint64_t space;   /* ASCII white space */
  uint64_t feed;    /* line feeds */
  uint64_t joiner;  /* , - . / : */
} classes;

static inline classes cut (const unsigned char *block);


/*
** Makes joiners between digits digits of the number, "1.500.000", unless a
** letter stands before the digits: in "F16.5" the number is "5". Those that
** are left are the only joiners then. The carry of an addition runs over
** the digits and joiners of a number.
*/
static inline void join_numbers (classes *self) {
  const uint64_t joiners = self->joiner & self->digit << 1
                         & self->digit >> 1;
  const uint64_t digits = self->digit | joiners;
  const uint64_t starts = digits & ~((digits | self->word) << 1);
  const uint64_t numbers = digits & ~(digits + starts);
  self->digit |= joiners & numbers;
  self->word |= joiners & numbers;
  self->joiner = joiners & ~numbers;
}


/*
** What a token may not reach: the end of the block, or of the text; a joiner
** that is left; and what is not ASCII behind a sign or a digit, if it is no
** letter but may belong to them.
*/
static inline size_t limit_of (const classes *cut,
                               const unsigned char *block, size_t left) {
  const uint64_t signs = ~(cut->word | cut->space);
  uint64_t doubts = cut->high & (signs | cut->digit) << 1;
  uint64_t limits = cut->joiner | UINT64_C(1) << (left < VIET_BLOCK
                                                  ? left : VIET_BLOCK - 1);
  for (; doubts != 0; doubts &= doubts - 1) {
    const unsigned at = viet_first_bit(doubts);
    const bool is_letter = viet_quick_letter_bytes(block + at) > 0
                        && block[at] != 0xCC;
    if (!is_letter) limits |= UINT64_C(1) << (at - 1);
  }
  return viet_first_bit(limits);
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


/* Finds a spelling of 1 to 64 bytes, of which 16 must be readable. */
#if !defined(OWN_FIND)
static uint64_t hash_short (const viet_short_table *in,
                            const viet_short *key) {
  return viet_short_product(in, key);
}

static inline const viet_short *find_short (const viet_short_table *in,
                                            const unsigned char *text,
                                            size_t bytes) {
  const viet_short key = viet_short_key(text, bytes);
  const size_t at = (size_t)(viet_short_product(in, &key) >> in->shift);
  const viet_short *slot = &in->slots[at];
  return slot->low == key.low && slot->high == key.high
       ? slot : viet_short_next(in, at, key.low, key.high);
}
#endif


/* A block that is cut, and what is left of it. */
typedef struct piece {
  const unsigned char *block;
  size_t left;                 /* bytes of the text from there on */
  classes cut;
} piece;

static ALWAYS_INLINE void cut_at (const unsigned char *text, size_t bytes,
                                  size_t at, viet_block_room room,
                                  piece *result) {
  result->left = bytes - at;
  result->block = text + at;
  if (at < VIET_BLOCK_BEFORE || result->left < VIET_BLOCK_READ)
    result->block = viet_block_at(text, bytes, at, room);
  result->cut = cut(result->block);
}


/* Puts 'self' behind the tokens up to 'next', which is not its first. */
static ALWAYS_INLINE void go_to (viet_taker *self, viet_token *next) {
  self->line = next[-1].line;
  self->spaced = false;
  self->start = next[-1].end;
  self->tokens = next;
}


/*
** Takes the tokens of a block that end at bits of 'left'. False where one
** has no form: it has its place, and 'self->why' tells what it is. 'bare' is
** known where this is compiled: what is not asked for costs nothing.
*/
static ALWAYS_INLINE bool take_tokens (const piece *from, edges left,
                                       const viet_short_table *shorts,
                                       viet_taker *self, bool bare) {
  const uint64_t after_space = from->cut.space << 1 | self->spaced;
  const uint64_t feed = from->cut.feed;
  const unsigned char *block = from->block;
  const uint32_t start = (uint32_t)self->start, line = self->line;
  viet_token *token = self->tokens;
  for (; left.ends != 0; left.ends &= left.ends - 1) {
    const unsigned first = viet_first_bit(left.starts);
    const unsigned end = viet_first_bit(left.ends);
    token->first = start + first;
    token->end = start + end;
    token->line = line + count_bits(feed & ((UINT64_C(1) << first) - 1));
    if (!bare)
      token->spaced = (uint8_t)(after_space >> first & 1);
    const viet_short *form = find_short(shorts, block + first, end - first);
    if (form == NULL) {
      self->why = viet_quick_spelling(block + first, end - first)
                ? VIET_TAKE_NEW : VIET_TAKE_OTHER;
      if (token > self->tokens)
        go_to(self, token);
      return false;
    }
    token->form = form->form;
    if (!bare) {
      token->kind = form->kind;
      token->shape = form->shape;
    }
    token++;
    left.starts &= left.starts - 1;
  }
  go_to(self, token);
  return true;
}


/* Takes blocks one after the other; each begins behind the last token of the
** one before it, and is cut before the tokens of that are looked for, so
** that the processor has both to do. */
static ALWAYS_INLINE void take_blocks (const unsigned char *text,
                                       size_t bytes, viet_taker *self,
                                       bool bare) {
  const viet_short_table shorts = self->shorts;
  viet_block_room rooms[2];
  unsigned room = 0;
  piece next;
  cut_at(text, bytes, self->start, rooms[room], &next);
  do {
    piece here = next;
    join_numbers(&here.cut);
    const size_t limit = limit_of(&here.cut, here.block, here.left);
    edges left = edges_of(&here.cut);
    left.ends &= (UINT64_C(1) << limit) - 1;
    self->why = VIET_TAKE_OTHER;
    if (left.ends == 0)
      return;
    if (limit == VIET_BLOCK - 1)
      self->why = VIET_TAKE_BLOCK;
    room ^= 1;
    cut_at(text, bytes, self->start + viet_last_bit(left.ends), rooms[room],
           &next);
    if (!take_tokens(&here, left, &shorts, self, bare))
      return;
  } while (self->why == VIET_TAKE_BLOCK
           && self->end - self->tokens >= VIET_BLOCK);
}


static void take (const unsigned char *text, size_t bytes,
                  viet_taker *self) {
  if (self->bare)
    take_blocks(text, bytes, self, true);
  else
    take_blocks(text, bytes, self, false);
}
