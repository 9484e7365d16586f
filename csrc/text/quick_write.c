/*
** quick_write.c
** Normalization of what Vietnamese text is made of, block by block.
**
**     block   V i e CC A3 CC 82 t   n a CC 80 y      (NFD of "Việt này")
**     marks         ^^^^^^^^^^^       ^^^^^
**     result  V i   E1 BB 87    t   n   C3 A0 y
**
** Bytes between are copied; a letter and the marks behind it become one
** letter, by a table. Whatever else comes takes back the result as far as
** the chunk that it is in, and leaves that chunk to the general code.
*/

#include "text/quick.h"

#include <string.h>

#include "text/quick_tables.h"
#include "text/utf8.h"

/* Bytes of a block in which a letter with its marks may begin. */
#define PART 60

/* A text being written. */
typedef struct writer {
  viet_output *output;
  const unsigned char *text;
  size_t bytes;
  size_t start;                /* where the fast path came in */
  size_t start_runs;           /* how many runs there were */
  size_t start_result;         /* and bytes of the result */
  size_t at;                   /* the block in the text, */
  const unsigned char *block;  /* and in memory */
  size_t left;                 /* bytes of the text from there on */
  size_t done;                 /* bytes of the block that are written */
  unsigned char *out;          /* the end of the result */
  size_t unit_end;             /* of the last unit, in the text */
  bool failed;                 /* has something else come? */
  size_t retry;                /* behind it */
} writer;


/*
** {==================================================================
** Writing
** ===================================================================
*/

static size_t result_bytes (const writer *self) {
  return (size_t)(self->out - (unsigned char *)self->output->bytes.items);
}


static inline void push_run (writer *self, size_t source, size_t result,
                             bool copied) {
  viet_vector *runs = &self->output->runs;
  ((viet_run *)runs->items)[runs->count++] = (viet_run){
    (uint32_t)source, (uint32_t)result, copied
  };
}


static bool is_last_copied (const writer *self) {
  const viet_vector *runs = &self->output->runs;
  return runs->count > 0
      && ((const viet_run *)runs->items)[runs->count - 1].copied;
}


/* Copies the block up to 'end', by sixteen bytes: some of what comes after
** is read, and written over later. */
static inline void copy_to (writer *self, size_t end) {
  if (end == self->done) return;
  if (self->output->aligned && !is_last_copied(self))
    push_run(self, self->at + self->done, result_bytes(self), true);
  for (size_t i = self->done; i < end; i += 16)
    memcpy(self->out + (i - self->done), self->block + i, 16);
  self->out += end - self->done;
  self->done = end;
}


/* Puts a unit of at most four bytes for bytes ['first', 'end') of the
** block. */
static inline void put_unit (writer *self, size_t first, size_t end,
                             const void *unit, size_t bytes) {
  copy_to(self, first);
  if (self->output->aligned)
    push_run(self, self->at + first, result_bytes(self), false);
  memcpy(self->out, unit, 4);
  self->out += bytes;
  self->done = end;
}


static bool is_separator (unsigned char byte) {
  const unsigned char lower = byte | 0x20;
  return byte < 0x80 && (lower < 'a' || lower > 'z');
}


/*
** Takes back what is written of the chunk that byte 'at' of the block is
** in. Chunks begin at separators, of which the result has the same.
*/
static void take_back (writer *self, size_t at) {
  const unsigned char *result = self->output->bytes.items;
  const unsigned char *least = result + self->start_result;
  viet_vector *runs = &self->output->runs;
  copy_to(self, at);
  size_t source = self->at + at;
  while (source > self->start && !is_separator(self->text[source - 1]))
    source--;
  if (source > self->start) source--;
  while (self->out > least && !is_separator(self->out[-1])) self->out--;
  if (self->out > least) self->out--;
  while (runs->count > self->start_runs
         && ((const viet_run *)runs->items)[runs->count - 1].result
            >= result_bytes(self)) runs->count--;
  self->retry = self->at + at + 1;
  self->at = source;
  self->failed = true;
}

/* }================================================================== */


/*
** {==================================================================
** Composing
** ===================================================================
*/

/* The letter of the character before 'c', and its bytes; 0 for any that
** takes no Vietnamese mark. */
static unsigned letter_before (const unsigned char *c, size_t *bytes) {
  *bytes = 1;
  if (c[-1] < 0x80) return viet_quick_ascii[c[-1]];
  *bytes = 2;
  if (c[-2] >= 0xC3 && c[-2] <= 0xC6)
    return viet_quick_two[(c[-2] - 0xC3u) * 64 + (c[-1] & 0x3Fu)];
  *bytes = 3;
  if (c[-3] == 0xE1 && (c[-2] & 0xFE) == 0xBA)
    return viet_quick_three[(c[-2] & 1u) * 64 + (c[-1] & 0x3Fu)];
  return 0;
}


/* The letter that 'letter' and the marks in 'count' bytes make, or 0. */
static inline unsigned add_marks (unsigned letter, const unsigned char *c,
                                  size_t count) {
  for (size_t i = 0; i < count; i += 2) {
    const unsigned mark = viet_quick_mark[c[i + 1]];
    if (c[i] != 0xCC || mark == 0) return 0;
    letter = viet_quick_letters[letter].step[mark];
  }
  return letter;
}


/* How many bits are set from the lowest one on, which is set. */
static inline size_t count_ones (uint64_t bits) {
  return ~bits == 0 ? VIET_BLOCK : viet_first_bit(~bits);
}


/*
** Composes the letters of a block, which are all from 'self->done' on.
** Returns where the next block may begin. 'marks' are the bytes that are
** not clean.
*/
static size_t compose_block (writer *self, uint64_t marks) {
  const bool is_last = self->left <= PART;
  const size_t part = is_last ? self->left : PART;
  while (marks) {
    const size_t p = viet_first_bit(marks);
    const size_t count = count_ones(marks >> p);
    const bool crosses = p + count > part;
    size_t base;
    if (p > part && !is_last) break;
    unsigned letter = letter_before(self->block + p, &base);
    if (p < self->done + base || (crosses && (is_last || p == base)))
      letter = 0;
    else if (crosses)
      return p - base;
    letter = add_marks(letter, self->block + p, count);
    if (letter == 0) {
      take_back(self, p);
      return 0;
    }
    put_unit(self, p - base, p + count, viet_quick_letters[letter].utf8,
             viet_quick_letters[letter].bytes);
    marks &= marks + (UINT64_C(1) << p);
  }
  if (is_last) return part;
  size_t next = part;
  while (next > self->done && (self->block[next] & 0xC0) == 0x80) next--;
  return next;
}


/* Where text that is clean ends, but for the letter that marks behind it
** would belong to. */
static size_t clean_end (const viet_quick *self, const char *text,
                         size_t at) {
  size_t end = at < self->clean ? self->clean
             : viet_quick_clean(self->path, text, self->bytes, at);
  if (end == at || end == self->bytes) return end;
  end = viet_utf8_before(text, end);
  return end < at ? at : end;
}

/* }================================================================== */


/*
** {==================================================================
** Bare letters
** ===================================================================
*/

static bool is_continuation (unsigned byte) {
  return (byte & 0xC0) == 0x80;
}


/* The letter at 'c', which is not ASCII, and its bytes; 0 for others. */
static inline unsigned letter_at (const unsigned char *c, size_t *bytes) {
  *bytes = 2;
  if (!is_continuation(c[1])) return 0;
  if (c[0] >= 0xC3 && c[0] <= 0xC6)
    return viet_quick_two[(c[0] - 0xC3u) * 64 + (c[1] & 0x3Fu)];
  *bytes = 3;
  if (c[0] == 0xE1 && (c[1] & 0xFE) == 0xBA && is_continuation(c[2]))
    return viet_quick_three[(c[1] & 1u) * 64 + (c[2] & 0x3Fu)];
  return 0;
}


/* The bytes of a character that case folding and stripping leave alone, or
** 0: U+0080 to U+00BF but µ, and U+2002 to U+203F. */
static size_t sign_at (const unsigned char *c) {
  if (c[0] == 0xC2 && is_continuation(c[1])) return c[1] == 0xB5 ? 0 : 2;
  return c[0] == 0xE2 && c[1] == 0x80 && is_continuation(c[2])
      && c[2] >= 0x82 ? 3 : 0;
}


static bool is_mark (const unsigned char *c) {
  return c[0] == 0xCC && viet_quick_mark[c[1]] != 0;
}


static bool is_ascii_letter (unsigned char byte) {
  return byte < 0x80 && !is_separator(byte);
}


/* Drops the mark at 'p', which belongs to the letter before it; false if
** none is there. */
static bool drop_mark (writer *self, size_t p) {
  if (self->unit_end == self->at + p)  /* the last unit goes on */
    self->done = p + 2;
  else if (p > self->done && is_ascii_letter(self->block[p - 1]))
    put_unit(self, p - 1, p + 2, self->block + p - 1, 1);
  else
    return false;
  self->unit_end = self->at + self->done;
  return true;
}


/* Bares what begins at 'p', a capital or no ASCII; false if that is for the
** general code. Moves '*end' behind it. */
static inline bool bare_one (writer *self, size_t p, size_t *end) {
  const unsigned char *c = self->block + p;
  size_t bytes = 1;
  char unit[4] = {(char)(*c | 0x20)};
  if (*c >= 0x80) {
    const unsigned letter = letter_at(c, &bytes);
    if (letter == 0) {
      const bool dropped = is_mark(c) && drop_mark(self, p);
      bytes = dropped ? 2 : sign_at(c);
      *end = p + bytes;
      return bytes > 0;
    }
    unit[0] = viet_quick_letters[letter].bare;
  }
  *end = p + bytes;
  put_unit(self, p, *end, unit, 1);
  self->unit_end = self->at + *end;
  return true;
}


/* Where a block may end, at 'part' or before: a letter stays with what may
** be its marks. */
static size_t part_end (const writer *self, size_t part) {
  size_t next = part > self->done ? part : self->done;
  while (next > self->done && is_continuation(self->block[next])) next--;
  if (next > self->done && self->block[next] == 0xCC
      && self->block[next - 1] < 0x80) next--;
  return next;
}


/* As compose_block; 'uncommon' are capitals and what is not ASCII. */
static size_t bare_block (writer *self, uint64_t uncommon) {
  const bool is_last = self->left <= PART;
  const size_t part = is_last ? self->left : PART;
  while (uncommon) {
    const size_t p = viet_first_bit(uncommon);
    size_t end;
    if (p >= part) break;
    if (!bare_one(self, p, &end) || (is_last && end > part)) {
      take_back(self, p);
      return 0;
    }
    uncommon &= ~UINT64_C(0) << 1 << (end - 1);
  }
  return is_last ? part : part_end(self, part);
}

/* }================================================================== */


/*
** {==================================================================
** Texts
** ===================================================================
*/

/* Looks at the block at 'at'; room for its runs is made. */
static viet_status enter_block (writer *self, size_t at,
                                viet_block_room room) {
  self->at = at;
  self->block = viet_block_at(self->text, self->bytes, at, room);
  self->left = self->bytes - at;
  self->done = 0;
  if (!self->output->aligned) return VIET_OK;
  return viet_vector_reserve(&self->output->runs, 2 * VIET_BLOCK,
                             sizeof(viet_run), self->output->allocator);
}


/* Composes from '*at' on, until a block has nothing to compose. */
static viet_status compose (writer *self, const viet_path *path,
                            size_t *at) {
  uint64_t marks = 1;
  while (marks && *at < self->bytes) {
    viet_block_room room;
    viet_status status = enter_block(self, *at, room);
    if (status != VIET_OK) return status;
    marks = path->unclean(self->block);
    const size_t next = compose_block(self, marks);
    if (!self->failed) {
      copy_to(self, next);
      self->at += next;
    }
    *at = self->at;
    if (self->failed) break;
  }
  return VIET_OK;
}


static viet_status bare (writer *self, const viet_path *path, size_t *at) {
  while (*at < self->bytes && !self->failed) {
    viet_block_room room;
    viet_status status = enter_block(self, *at, room);
    if (status != VIET_OK) return status;
    const size_t next = bare_block(self, path->uncommon(self->block));
    if (!self->failed) {
      copy_to(self, next);
      self->at += next;
    }
    *at = self->at;
  }
  return VIET_OK;
}


/* The output takes over what is written. */
static void commit (const writer *self, size_t at) {
  self->output->bytes.count = result_bytes(self);
  self->output->source = at;
}


/* Where the text is clean it is copied, the rest is composed. */
static viet_status compose_text (const viet_quick *quick, writer *self,
                                 size_t *at) {
  viet_status status = VIET_OK;
  while (status == VIET_OK && *at < self->bytes && !self->failed) {
    size_t clean = clean_end(quick, self->output->text, *at);
    commit(self, *at);
    status = viet_output_copy(self->output, *at, clean);
    self->out = (unsigned char *)self->output->bytes.items
              + self->output->bytes.count;
    *at = clean;
    if (status == VIET_OK && clean < self->bytes)
      status = compose(self, quick->path, at);
  }
  return status;
}


viet_status viet_quick_write (viet_quick *self, viet_output *output,
                              size_t *at) {
  viet_status status = viet_vector_reserve(&output->bytes,
                                           self->bytes - *at
                                           + VIET_QUICK_SLACK,
                                           1, output->allocator);
  if (status != VIET_OK) return status;
  writer writing = {
    .output = output, .text = (const unsigned char *)output->text,
    .bytes = self->bytes, .start = *at, .start_runs = output->runs.count,
    .start_result = output->bytes.count, .unit_end = SIZE_MAX,
    .out = (unsigned char *)output->bytes.items + output->bytes.count
  };
  status = self->job == VIET_QUICK_COMPOSE
         ? compose_text(self, &writing, at) : bare(&writing, self->path, at);
  commit(&writing, *at);
  if (writing.failed) self->retry = writing.retry;
  if (status == VIET_OK && output->bytes.count > VIET_MAX_BYTES)
    status = VIET_ETOOLONG;  /* by what the general code wrote */
  return status;
}


viet_quick_job viet_quick_job_of (const viet_rules *rules) {
  if (rules->form != VIET_NFC || rules->entities || rules->mojibake
      || rules->invisibles || rules->spaces || rules->quotes
      || rules->dashes || rules->homoglyphs
      || rules->style != VIET_STYLE_KEEP || rules->i_y)
    return VIET_QUICK_NOTHING;
  if (rules->fold && rules->strip == VIET_STRIP_ALL)
    return VIET_QUICK_BARE;
  return rules->fold || rules->strip != VIET_STRIP_NOTHING
       ? VIET_QUICK_NOTHING : VIET_QUICK_COMPOSE;
}


viet_quick viet_quick_start (const viet_path *path, const viet_rules *rules,
                             const char *text, size_t bytes,
                             bool counted) {
  viet_quick self = {
    path, path ? viet_quick_job_of(rules) : VIET_QUICK_NOTHING, text, bytes,
    0, 0
  };
  if (self.job == VIET_QUICK_NOTHING) self.retry = SIZE_MAX;
  if (self.job == VIET_QUICK_COMPOSE)
    self.clean = viet_quick_clean(path, text, bytes, 0);
  if (counted && self.clean < bytes) self.retry = SIZE_MAX;
  return self;
}


bool viet_quick_keeps (const viet_rules *rules, const char *text,
                       size_t bytes) {
  return viet_quick_job_of(rules) == VIET_QUICK_COMPOSE
      && viet_quick_clean(viet_path_best(), text, bytes, 0) == bytes;
}


size_t viet_quick_check (const viet_quick *self) {
  const viet_path *path = self->path ? self->path : viet_path_scalar();
  return viet_utf8_check_by(path, self->text, self->bytes, self->clean);
}

/* }================================================================== */
