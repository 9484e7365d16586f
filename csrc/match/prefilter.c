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


/* What a way has let through. */
typedef struct record {
  size_t seen;   /* bytes */
  size_t taken;
} record;

/* A text on its way through the filter. */
typedef struct sieve {
  sight of;
  const viet_allocator *allocator;
  viet_vector *lines;
  record records[VIET_WAYS];
  size_t kept;   /* bytes of the lines */
} sieve;


/* The first place from 'at' up to 'end' where a way sees something, or 'end'.
** '*literal' is the next place of a literal, if it is not before 'at': then
** it is looked for. */
static size_t next_place (const sight *self, const viet_way *way, size_t at,
                          size_t end, size_t *literal) {
  if (*literal < at || *literal == SIZE_MAX)
    *literal = next_literal(self, way, at, end);
  return way->is_plain ? next_strange(self, at, *literal) : *literal;
}


/* Has a line, which one way lets through, something for all the others? */
static bool passes_others (const sight *self, size_t way, size_t first,
                           size_t end) {
  for (size_t i = 0; i < self->filter->way_count; i++) {
    size_t literal = SIZE_MAX;
    if (i != way && next_place(self, &self->filter->ways[i], first, end,
                               &literal) == end)
      return false;
  }
  return true;
}


/* Adds the lines from 'at' to 'end' that one way lets through, and then the
** others. */
static viet_status sift (sieve *self, size_t number, size_t at, size_t end) {
  const sight *of = &self->of;
  const viet_way *way = &of->filter->ways[number];
  record *known = &self->records[number];
  viet_status status = VIET_OK;
  size_t literal = SIZE_MAX;
  known->seen += end - at;
  while (status == VIET_OK && at < end) {
    const size_t place = next_place(of, way, at, end, &literal);
    if (place == end)
      break;
    const size_t first = line_start(of, at, place);
    at = line_end(of, place);
    known->taken += at - first;
    if (!passes_others(of, number, first, at))
      continue;
    self->kept += at - first;
    status = add_line(self->lines, first, at, self->allocator);
  }
  return status;
}


/* bytes that are read in one way before others are thought of: while it is
** not known how many lines each lets through, and later */
#define SAMPLE ((size_t)1 << 11)
#define STRETCH ((size_t)1 << 14)

/* the most that is kept unread behind a stretch most of which is kept: twice
** as much from time to time */
#define MOST_UNREAD ((size_t)1 << 20)


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


/* The start of the line that is 'bytes' or more behind 'at', or the end. */
static size_t behind (const sight *self, size_t at, size_t bytes) {
  return self->bytes - at <= bytes ? self->bytes : line_end(self, at + bytes);
}


/* Adds lines from 'at' on; returns where those begin that are not read. */
static size_t sift_next (sieve *self, size_t at, viet_status *status) {
  const size_t ways = self->of.filter->way_count;
  const size_t way = best_way(self->records, ways);
  const size_t step = ways > 1 && self->records[way].seen == 0 ? SAMPLE
                                                              : STRETCH;
  const size_t end = behind(&self->of, at, step);
  *status = sift(self, way, at, end);
  return end;
}


viet_status viet_prefilter_lines_by (const viet_eyes *eyes,
                                     const viet_prefilter *self,
                                     const char *text, size_t bytes,
                                     const viet_allocator *allocator,
                                     viet_vector *lines) {
  sieve made = {
    .of = {eyes, self, (const unsigned char *)text, bytes},
    .allocator = allocator, .lines = lines
  };
  viet_status status = VIET_OK;
  size_t unread = 0;
  for (size_t at = 0, end; status == VIET_OK && at < bytes; at = end) {
    const size_t before = made.kept;
    end = sift_next(&made, at, &status);
    if (made.kept - before <= (end - at) / 4 * 3 || status != VIET_OK) {
      unread = 0;
      continue;
    }
    unread = unread == 0 ? STRETCH
           : unread < MOST_UNREAD ? 2 * unread : unread;
    at = end;
    end = behind(&made.of, at, unread);
    if (at < end)
      status = add_line(lines, at, end, allocator);
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
