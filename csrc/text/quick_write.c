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

/* Bytes of a result that are brought into lower case together: what was
** just written is slow to read. */
#define LOWERED 1024

/* A text being written. */
typedef struct writer {
  viet_output *output;
  const unsigned char *text;
  size_t bytes;
  size_t start;                /* where the fast path came in */
  size_t start_result;         /* and bytes of the result there were */
  size_t at;                   /* the block in the text, */
  const unsigned char *block;  /* and in memory */
  size_t left;                 /* bytes of the text from there on */
  size_t done;                 /* bytes of the block that are written */
  unsigned char *out;          /* the end of the result, */
  size_t block_result;         /* and bytes of it before the block */
  uint64_t source_units;       /* where units start: bytes of the block, */
  uint64_t result_units;       /* and those that were made of it */
  size_t unit_end;             /* of the last letter, in the text */
  unsigned char *lowered;      /* what comes before is in lower case */
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


/* Copies the block up to 'end', by sixteen bytes: some of what comes after
** is read, and written over later. */
static inline void copy_to (writer *self, size_t end) {
  for (size_t i = self->done; i < end; i += 16)
    memcpy(self->out + (i - self->done), self->block + i, 16);
  self->out += end - self->done;
  self->done = end;
}


/* Bytes ['first', 'end') of the block are one unit, with what comes before
** them if they do not begin it. */
static inline void join_source (writer *self, size_t first, size_t end) {
  self->source_units &= ~(viet_low_bits(end - first) << first);
}


/* Puts a letter of at most three bytes for bytes ['first', 'end') of the
** block. */
static inline void put_letter (writer *self, size_t first, size_t end,
                               const viet_quick_letter *letter) {
  copy_to(self, first);
  const size_t place = result_bytes(self) - self->block_result;
  join_source(self, first + 1, end);
  self->result_units &= ~(viet_low_bits(letter->bytes - 1u) << 1 << place);
  memcpy(self->out, letter->utf8, 3);
  self->out += letter->bytes;
  self->done = end;
}


/* Notes the units of the block up to 'end', which are all written. */
static void note_units (writer *self, size_t end) {
  viet_units *units = &self->output->units;
  const size_t made = result_bytes(self) - self->block_result;
  if (!self->output->aligned) return;
  viet_bits_put(&units->source, self->at,
                self->source_units & viet_low_bits(end));
  viet_bits_put(&units->result, self->block_result,
                self->result_units & viet_low_bits(made));
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
  copy_to(self, at);
  note_units(self, at);
  const size_t source_end = self->at + at, result_end = result_bytes(self);
  size_t source = source_end;
  while (source > self->start && !is_separator(self->text[source - 1]))
    source--;
  if (source > self->start) source--;
  while (self->out > least && !is_separator(self->out[-1])) self->out--;
  if (self->out > least) self->out--;
  if (self->output->aligned)
    viet_units_take_back(&self->output->units, source, source_end,
                         result_bytes(self), result_end);
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
    put_letter(self, p - base, p + count, &viet_quick_letters[letter]);
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

/*
** The bare letter of the one at 'c', which is not ASCII, and its bytes; 0
** for all else. Letters of two and of three bytes take turns, so that a
** branch would often be guessed wrong.
*/
static inline char bare_letter (const unsigned char *c, size_t *bytes) {
  const unsigned is_long = c[0] == 0xE1, of_long = 0u - is_long;
  const unsigned two = (unsigned)c[0] << 8 | c[1];
  const unsigned three = (unsigned)c[1] << 8 | c[2];
  const unsigned lead = (three & of_long) | (two & ~of_long);
  const unsigned wanted = (0xBA80 & of_long) | (0xC080 & ~of_long);
  const unsigned fixed = (0xFEC0 & of_long) | (0xF8C0 & ~of_long);
  const unsigned index = (lead & 0x3F) + (lead >> 2 & 0x1C0)
                       + (384 & of_long);
  *bytes = 2 + is_long;
  return (lead & fixed) == wanted ? viet_quick_bare[index] : 0;
}


/* The bytes of a character that case folding and stripping leave alone, or
** 0: U+0080 to U+00BF but µ, and U+2002 to U+203F. */
static size_t sign_at (const unsigned char *c) {
  if (c[0] == 0xC2 && viet_is_continuation(c[1])) return c[1] == 0xB5 ? 0 : 2;
  return c[0] == 0xE2 && c[1] == 0x80 && viet_is_continuation(c[2])
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
  const bool follows_ascii = p > self->done
                          && is_ascii_letter(self->block[p - 1]);
  if (!follows_ascii && self->unit_end != self->at + p) return false;
  copy_to(self, p);
  self->done = p + 2;
  self->unit_end = self->at + p + 2;
  join_source(self, p, p + 2);
  return true;
}


/* Writes what begins at 'p' and is neither ASCII nor a letter; false if that
** is for the general code. */
static bool bare_other (writer *self, size_t p) {
  if (is_mark(self->block + p)) return drop_mark(self, p);
  const size_t bytes = sign_at(self->block + p);
  self->source_units |= viet_low_bits(bytes) << p;
  return bytes > 0;
}


/*
** Bares letters, and copies the ASCII before each, from 'self->done' on and
** up to what is no letter. 'leads' are the first bytes of what is not ASCII;
** returns those that are left.
*/
static inline uint64_t bare_letters (writer *self, uint64_t leads) {
  const unsigned char *const block = self->block;
  unsigned char *out = self->out;
  size_t done = self->done;
  for (; leads; leads &= leads - 1) {
    const size_t p = viet_first_bit(leads);
    size_t bytes;
    const char letter = bare_letter(block + p, &bytes);
    if (letter == 0) break;
    memcpy(out, block + done, 16);
    for (size_t i = 16; i < p - done; i += 16)
      memcpy(out + i, block + done + i, 16);
    out += p - done;
    *out++ = (unsigned char)letter;
    done = p + bytes;
  }
  if (done != self->done) self->unit_end = self->at + done;
  self->done = done;
  self->out = out;
  return leads;
}


/* Where a block may end, at 'part' or before: a letter stays with what may
** be its marks. */
static size_t part_end (const writer *self, size_t part) {
  size_t next = part > self->done ? part : self->done;
  while (next > self->done && viet_is_continuation(self->block[next])) next--;
  if (next > self->done && self->block[next] == 0xCC
      && self->block[next - 1] < 0x80) next--;
  return next;
}


/* As compose_block. Before 'end' nothing is missing or too much. */
static size_t bare_block (writer *self, const viet_high *high) {
  const bool is_last = self->left <= PART;
  const size_t part = is_last ? self->left : PART;
  const uint64_t inside = high->all & ~high->leads;
  const uint64_t wrong = inside ^ (high->leads << 1 | high->long_leads << 2);
  const size_t end = viet_first_bit(wrong | UINT64_C(1) << part);
  uint64_t leads = high->leads & viet_low_bits(end);
  self->source_units = ~inside;
  while ((leads = bare_letters(self, leads)) != 0
         && bare_other(self, viet_first_bit(leads)))
    leads &= leads - 1;
  if (leads != 0 || end < part) {
    take_back(self, leads ? viet_first_bit(leads) : end);
    return 0;
  }
  return is_last ? part : part_end(self, part);
}


/* Brings the ASCII letters that were copied into lower case: what is behind
** the end of the result may be changed, too. */
static void lower_result (writer *self) {
  for (; self->lowered < self->out; self->lowered += VIET_BLOCK) {
    unsigned char *block = self->lowered;
    for (size_t i = 0; i < VIET_BLOCK; i++)
      block[i] |= (unsigned char)(block[i] - 'A') < 26 ? 0x20 : 0;
  }
  self->lowered = self->out;
}

/* }================================================================== */


/*
** {==================================================================
** Texts
** ===================================================================
*/

static void enter_block (writer *self, size_t at, viet_block_room room) {
  self->at = at;
  self->block = viet_block_at(self->text, self->bytes, at, room);
  self->left = self->bytes - at;
  self->done = 0;
  self->block_result = result_bytes(self);
  self->source_units = self->result_units = ~UINT64_C(0);
}


/* Moves '*at' behind the block, which is done up to 'next', if nothing else
** came. */
static void leave_block (writer *self, size_t next, size_t *at) {
  if (!self->failed) {
    copy_to(self, next);
    note_units(self, next);
    self->at += next;
  }
  *at = self->at;
}


/* Composes from '*at' on, until a block has nothing to compose. */
static void compose (writer *self, const viet_path *path, size_t *at) {
  uint64_t marks = 1;
  while (marks && *at < self->bytes && !self->failed) {
    viet_block_room room;
    enter_block(self, *at, room);
    marks = path->unclean(self->block);
    leave_block(self, compose_block(self, marks), at);
  }
}


static void bare (writer *self, const viet_path *path, size_t *at) {
  self->lowered = self->out;
  while (*at < self->bytes && !self->failed) {
    viet_block_room room;
    enter_block(self, *at, room);
    const viet_high high = path->high(self->block);
    leave_block(self, bare_block(self, &high), at);
    if (self->out - self->lowered >= LOWERED) lower_result(self);
  }
  lower_result(self);
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
      compose(self, quick->path, at);
  }
  return status;
}


viet_status viet_quick_write (viet_quick *self, viet_output *output,
                              size_t *at) {
  viet_status status = viet_vector_reserve(&output->bytes,
                                           self->bytes - *at
                                           + VIET_QUICK_SLACK,
                                           1, output->allocator);
  if (status == VIET_OK && output->aligned)
    status = viet_units_reserve(&output->units, self->bytes,
                                output->bytes.count + (self->bytes - *at),
                                output->allocator);
  if (status != VIET_OK) return status;
  writer writing = {
    .output = output, .text = (const unsigned char *)output->text,
    .bytes = self->bytes, .start = *at,
    .start_result = output->bytes.count, .unit_end = SIZE_MAX,
    .out = (unsigned char *)output->bytes.items + output->bytes.count
  };
  if (self->job == VIET_QUICK_COMPOSE)
    status = compose_text(self, &writing, at);
  else
    bare(&writing, self->path, at);
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
