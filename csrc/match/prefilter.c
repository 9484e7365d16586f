/*
** prefilter.c
** Finds lines that may hold one of some words. See prefilter.h.
*/

#include "match/prefilter.h"

#include <string.h>

/*
** {==================================================================
** Eyes of any CPU
** ===================================================================
*/

static uint8_t buckets_at (const viet_anchors *self,
                           const unsigned char *text) {
  unsigned found = 0xFF;
  for (size_t k = 0; k < VIET_ANCHOR_BYTES; k++)
    found &= (unsigned)self->low[k][text[k] & 15] &
             (unsigned)self->high[k][text[k] >> 4];
  return (uint8_t)found;
}


static viet_places find_anchors (const viet_anchors *self,
                                 const unsigned char *text, size_t *at,
                                 size_t end, uint8_t buckets[VIET_PLACES]) {
  for (; *at < end; *at += VIET_PLACES) {
    viet_places found = 0;
    for (unsigned i = 0; i < VIET_PLACES; i++) {
      buckets[i] = buckets_at(self, text + *at + i);
      found |= (viet_places)(buckets[i] != 0) << i;
    }
    if (found != 0)
      return found;
  }
  return 0;
}


/* Any lead but those of most letters. */
static viet_places find_strange (const unsigned char *text, size_t *at,
                                 size_t end) {
  for (; *at < end; *at += VIET_PLACES) {
    viet_places found = 0;
    for (unsigned i = 0; i < VIET_PLACES; i++) {
      const unsigned char byte = text[*at + i];
      found |= (viet_places)(byte >= 0xC0 && byte != 0xC4) << i;
    }
    if (found != 0)
      return found;
  }
  return 0;
}


const viet_eyes viet_eyes_plain = {find_anchors, find_strange};

/* }================================================================== */


/*
** {==================================================================
** A place
** ===================================================================
*/

/* A text that is being searched. */
typedef struct sight {
  const viet_eyes *eyes;
  const viet_prefilter *filter;
  const unsigned char *text;
  size_t bytes;
} sight;


/*
** Is the character at 'at' one that may be part of a word which is not
** spelled as its key says, capitals and the place of its tone apart? So are
** combining marks, what is not to be seen, what looks like Đ, and what folds
** to other letters: ß, ſ, ligatures. Of those that are not strange the
** letters from U+00C0 to U+01BF, those from U+1EA0 on, and the signs from
** U+2010 on are known. The second byte of U+1E80 to U+1E9F is strange, too.
*/
static bool is_strange (const sight *self, size_t at) {
  const unsigned char *c = self->text + at;
  const size_t left = self->bytes - at;
  const unsigned next = left > 1 ? c[1] : 0, third = left > 2 ? c[2] : 0;
  if (*c == 0xBA)
    return at > 0 && c[-1] == 0xE1 && (next & 0xE0) == 0x80;
  if (*c < 0xC0)
    return false;
  switch (*c) {
    case 0xC2: return next == 0xAD;
    case 0xC3: return next == 0x90 || next == 0xB0 || next == 0x9F;
    case 0xC4: return false;
    case 0xC5: return next == 0xBF;
    case 0xC6: return next == 0x89;
    case 0xE1:
      return next != 0xBB && (next != 0xBA || (third & 0xE0) == 0x80);
    case 0xE2: return next != 0x80 || third < 0x90;
    default: return true;
  }
}


static bool is_letter (unsigned char byte) {
  const unsigned lower = byte | 0x20u;
  return lower >= 'a' && lower <= 'z';
}


static bool is_spelled (const sight *self, const viet_spelled *word,
                        size_t at) {
  const unsigned char *text = self->text + at;
  if (self->bytes - at < word->bytes)
    return false;
  for (size_t i = 0; i < word->bytes; i++)
    if (text[i] != word->low[i] && text[i] != word->high[i])
      return false;
  return true;
}


/* Is a letter or a digit beside a word, so that it is only a part of one?
** What is not ASCII may be anything. */
static bool is_part (const sight *self, const viet_spelled *word,
                     size_t at) {
  const size_t end = at + word->bytes;
  if (!word->is_word)
    return false;
  if (at > 0 && is_letter(self->text[at - 1]))
    return true;
  return end < self->bytes && (is_letter(self->text[end]) ||
                               (self->text[end] >= '0' &&
                                self->text[end] <= '9'));
}


/* May there be no token at a character that is not ASCII? No letter of the
** common ones is such a gap. */
static bool may_be_gap (const sight *self, size_t at) {
  const unsigned char byte = self->text[at];
  if (byte < 0xC0 || (byte >= 0xC3 && byte <= 0xC6))
    return byte >= 0x80 && byte < 0xC0;
  return byte != 0xE1 || at + 1 == self->bytes ||
         (self->text[at + 1] & 0xFE) != 0xBA;
}


/* Does one of the words that follow a literal stand at 'at'? */
static bool has_follow (const sight *self, const viet_literal *literal,
                        size_t at) {
  const viet_spelled *all = self->filter->follows.items;
  for (uint32_t i = literal->first_follow; i < literal->end_follow; i++)
    if (is_spelled(self, &all[i], at))
      return true;
  return false;
}


/* May one of the words that have to follow a literal be the next token of
** the line? The keys of hashtags are without the #. */
static bool is_followed (const sight *self, const viet_literal *literal,
                         size_t at) {
  const unsigned char *text = self->text;
  while (at < self->bytes && text[at] != '\n' &&
         (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r')))
    at++;
  if (at == self->bytes)
    return false;
  return has_follow(self, literal, at) ||
         (text[at] == '#' && has_follow(self, literal, at + 1)) ||
         may_be_gap(self, at);
}


/* May a literal stand where its anchor is? */
static bool stands (const sight *self, const viet_literal *literal,
                    size_t anchor) {
  if (anchor < literal->anchor)
    return false;
  const size_t at = anchor - literal->anchor;
  return is_spelled(self, &literal->spelled, at) &&
         !is_part(self, &literal->spelled, at) &&
         (literal->first_follow == literal->end_follow ||
          is_followed(self, literal, at + literal->spelled.bytes));
}


static bool any_stands (const sight *self, const viet_way *way,
                        unsigned buckets, size_t at) {
  const viet_literal *literals = self->filter->literals.items;
  for (unsigned b = 0; b < VIET_BUCKETS; b++) {
    if ((buckets >> b & 1) == 0)
      continue;
    for (uint32_t i = way->bucket[b]; i < way->bucket[b + 1]; i++)
      if (stands(self, &literals[i], at))
        return true;
  }
  return false;
}

/* }================================================================== */


/*
** {==================================================================
** The next place
** ===================================================================
*/

/* A stretch that can be looked at: the text itself, or, at its end, a copy
** with zeros behind it. */
typedef struct stretch {
  const unsigned char *text;
  size_t at;     /* in 'text' */
  size_t end;    /* places before this one may be asked for */
  size_t base;   /* where 'text' begins in the text */
  unsigned char room[2 * VIET_PLACES_READ];
} stretch;


static void start_stretch (stretch *self, const sight *of, size_t at,
                           size_t end) {
  const size_t left = of->bytes - at;
  if (left >= VIET_PLACES_READ) {
    const size_t most = of->bytes - (VIET_PLACES_READ - 1);
    self->text = of->text;
    self->base = 0;
    self->at = at;
    self->end = end < most ? end : most;
    return;
  }
  memset(self->room, 0, sizeof(self->room));
  memcpy(self->room, of->text + at, left);
  self->text = self->room;
  self->base = at;
  self->at = 0;
  self->end = end - at;
}


/* The lowest bit that is set. */
static unsigned first_of (viet_places places) {
  unsigned first = 0;
#if defined(__GNUC__)
  first = (unsigned)__builtin_ctz(places);
#else
  while ((places >> first & 1) == 0) first++;
#endif
  return first;
}


/* The first place from 'at' up to 'end' where a literal of a way may stand,
** or 'end'. */
static size_t next_literal (const sight *self, const viet_way *way,
                            size_t at, size_t end) {
  uint8_t buckets[VIET_PLACES];
  stretch in;
  while (at < end) {
    start_stretch(&in, self, at, end);
    viet_places places = self->eyes->anchors(&way->anchors, in.text, &in.at,
                                             in.end, buckets);
    for (; places != 0; places &= places - 1) {
      const unsigned i = first_of(places);
      const size_t place = in.base + in.at + i;
      if (place >= end)
        return end;
      if (any_stands(self, way, buckets[i], place))
        return place;
    }
    at = in.base + in.at + (in.at < in.end ? VIET_PLACES : 0);
  }
  return end;
}


/* The same for characters that are not plain. */
static size_t next_strange (const sight *self, size_t at, size_t end) {
  stretch in;
  while (at < end) {
    start_stretch(&in, self, at, end);
    viet_places places = self->eyes->strange(in.text, &in.at, in.end);
    for (; places != 0; places &= places - 1) {
      const size_t place = in.base + in.at + first_of(places);
      if (place >= end)
        return end;
      if (is_strange(self, place))
        return place;
    }
    at = in.base + in.at + (in.at < in.end ? VIET_PLACES : 0);
  }
  return end;
}

/* }================================================================== */


/*
** {==================================================================
** Lines
** ===================================================================
*/

/* Where the line of 'at' begins: not before 'from', where one does. */
static size_t line_start (const sight *self, size_t from, size_t at) {
  while (at > from && self->text[at - 1] != '\n')
    at--;
  return at;
}


/* Where the line behind that of 'at' begins, or the end of the text. */
static size_t line_end (const sight *self, size_t at) {
  const unsigned char *feed = memchr(self->text + at, '\n',
                                     self->bytes - at);
  return feed == NULL ? self->bytes : (size_t)(feed - self->text) + 1;
}


static viet_status add_line (viet_vector *lines, size_t first, size_t end,
                             const viet_allocator *allocator) {
  viet_status status = viet_vector_reserve(lines, 1, 2 * sizeof(uint32_t),
                                           allocator);
  if (status != VIET_OK)
    return status;
  uint32_t (*all)[2] = lines->items;
  if (lines->count > 0 && all[lines->count - 1][1] == first)
    all[lines->count - 1][1] = (uint32_t)end;
  else {
    all[lines->count][0] = (uint32_t)first;
    all[lines->count++][1] = (uint32_t)end;
  }
  return VIET_OK;
}


/* Adds the lines from 'at' to 'end' that a way lets through; '*taken' grows
** by their bytes. */
static viet_status sift (const sight *self, const viet_way *way, size_t at,
                         size_t end, const viet_allocator *allocator,
                         viet_vector *lines, size_t *taken) {
  viet_status status = VIET_OK;
  size_t literal = at, strange = way->is_plain ? at : end;
  bool is_known = false;  /* are these two the next places? */
  while (status == VIET_OK && at < end) {
    if (!is_known || literal < at)
      literal = next_literal(self, way, at, end);
    if (way->is_plain && (!is_known || strange < at))
      strange = next_strange(self, at, end);
    is_known = true;
    const size_t place = literal < strange ? literal : strange;
    if (place >= end)
      break;
    const size_t first = line_start(self, at, place);
    at = line_end(self, place);
    *taken += at - first;
    status = add_line(lines, first, at, allocator);
  }
  return status;
}


/* bytes that are read in one way before others are thought of: while it is
** not known how many lines each lets through, and later */
#define SAMPLE ((size_t)1 << 11)
#define STRETCH ((size_t)1 << 14)

/* where so many bytes are read, and half of them let through, the rest is */
#define PATIENCE ((size_t)1 << 16)

/* What a way has let through. */
typedef struct record {
  size_t seen;   /* bytes */
  size_t taken;
} record;


/* The way that lets the least through; those that nothing is known of come
** first. */
static size_t best_way (const record *records, size_t count) {
  size_t best = 0;
  for (size_t i = 0; i < count; i++) {
    if (records[i].seen == 0)
      return i;
    if ((double)records[i].taken * (double)records[best].seen <
        (double)records[best].taken * (double)records[i].seen)
      best = i;
  }
  return best;
}


viet_status viet_prefilter_lines_by (const viet_eyes *eyes,
                                     const viet_prefilter *self,
                                     const char *text, size_t bytes,
                                     const viet_allocator *allocator,
                                     viet_vector *lines) {
  const sight of = {eyes, self, (const unsigned char *)text, bytes};
  record records[VIET_WAYS] = {{0, 0}};
  viet_status status = VIET_OK;
  size_t at = 0, taken = 0;
  while (status == VIET_OK && at < bytes) {
    const size_t i = best_way(records, self->way_count);
    const size_t step = self->way_count > 1 && records[i].seen == 0
                      ? SAMPLE : STRETCH;
    const size_t end = bytes - at <= step ? bytes
                                          : line_end(&of, at + step);
    const size_t before = taken;
    if (at >= PATIENCE && taken > at / 2)
      return add_line(lines, at, bytes, allocator);
    status = sift(&of, &self->ways[i], at, end, allocator, lines, &taken);
    records[i].taken += taken - before;
    records[i].seen += end - at;
    at = end;
  }
  return status;
}


viet_status viet_prefilter_lines (const viet_prefilter *self,
                                  const char *text, size_t bytes,
                                  const viet_allocator *allocator,
                                  viet_vector *lines) {
  const viet_eyes *avx2 = viet_eyes_avx2();
  return viet_prefilter_lines_by(avx2 != NULL ? avx2 : &viet_eyes_plain,
                                 self, text, bytes, allocator, lines);
}

/* }================================================================== */
