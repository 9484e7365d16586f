/*
** write.c
** The Unicode form, and the way out of a chunk.
**
** Glyphs that interact in a form (Hangul letters, say) make one segment;
** most segments are one glyph. A segment is decomposed, its marks are put
** into canonical order, and it is composed again. The time is linear in
** its length: a text may hold a million marks on one letter.
*/

#include "text/stages.h"

#include <string.h>

#include "text/unicode.h"

/* While a segment is in work its code points carry their combining class,
** in the top 8 bits. */
#define CLASS_SHIFT 24
#define POINT_MASK 0xFFFFFFu

/* runs of marks up to this length are sorted by insertion */
#define SHORT_RUN 32


static unsigned class_of (uint32_t packed) {
  return packed >> CLASS_SHIFT;
}


static viet_status decompose (const uint32_t *points, size_t count,
                              bool compatible, viet_vector *segment,
                              const viet_allocator *allocator) {
  for (size_t i = 0; i < count; i++) {
    uint32_t parts[VIET_DECOMPOSED];
    size_t more = viet_unicode_decompose(points[i], compatible, parts);
    viet_status status = viet_vector_reserve(segment, more,
                                             sizeof(uint32_t), allocator);
    if (status != VIET_OK) return status;
    uint32_t *out = (uint32_t *)segment->items + segment->count;
    for (size_t k = 0; k < more; k++)
      out[k] = viet_unicode_combining(parts[k]) << CLASS_SHIFT | parts[k];
    segment->count += more;
  }
  return VIET_OK;
}


static void sort_short (uint32_t *marks, size_t count) {
  for (size_t i = 1; i < count; i++) {
    uint32_t mark = marks[i];
    size_t at = i;
    for (; at > 0 && class_of(marks[at - 1]) > class_of(mark); at--)
      marks[at] = marks[at - 1];
    marks[at] = mark;
  }
}


/* Sorts by class, keeping equals in order, by counting the classes. */
static viet_status sort_long (uint32_t *marks, size_t count,
                              const viet_allocator *allocator) {
  size_t next[257] = {0}, bytes = count * sizeof(uint32_t);
  uint32_t *copy = allocator->resize(allocator->context, NULL, 0, bytes);
  if (copy == NULL) return VIET_ENOMEM;
  memcpy(copy, marks, bytes);
  for (size_t i = 0; i < count; i++) next[class_of(copy[i]) + 1]++;
  for (size_t i = 1; i < 257; i++) next[i] += next[i - 1];
  for (size_t i = 0; i < count; i++)
    marks[next[class_of(copy[i])]++] = copy[i];
  viet_free(allocator, copy, bytes);
  return VIET_OK;
}


/* Canonical order: sorts each run of code points with a class above 0. */
static viet_status reorder (viet_vector *segment,
                            const viet_allocator *allocator) {
  uint32_t *points = segment->items;
  viet_status status = VIET_OK;
  for (size_t at = 0; at < segment->count && status == VIET_OK; ) {
    size_t end = at;
    while (end < segment->count && class_of(points[end]) > 0) end++;
    if (end - at <= SHORT_RUN) sort_short(points + at, end - at);
    else status = sort_long(points + at, end - at, allocator);
    at = end + 1;
  }
  return status;
}


/*
** Canonical composition (Unicode 15, section 3.11): each code point joins
** the last starter unless one between them has the same class or a
** higher one.
*/
static void compose (viet_vector *segment) {
  uint32_t *points = segment->items;
  size_t starter = SIZE_MAX, out = 0;
  unsigned last = 0;  /* class of the code point before; 0 at the starter */
  for (size_t i = 0; i < segment->count; i++) {
    unsigned class = class_of(points[i]);
    uint32_t pair = 0;
    if (starter != SIZE_MAX && (last == 0 || last < class))
      pair = viet_unicode_compose(points[starter] & POINT_MASK,
                                  points[i] & POINT_MASK);
    if (pair) {
      points[starter] = pair;  /* a starter too */
      continue;
    }
    if (class == 0) starter = out;
    last = class;
    points[out++] = points[i];
  }
  segment->count = out;
}


/* Adds the points of a glyph as they are. */
static viet_status add_points (const viet_chunk *chunk,
                               const viet_glyph *glyph,
                               viet_vector *segment) {
  viet_status status = viet_vector_reserve(segment, glyph->count,
                                           sizeof(uint32_t),
                                           chunk->allocator);
  if (status != VIET_OK) return status;
  memcpy((uint32_t *)segment->items + segment->count,
         viet_chunk_points(chunk, glyph), glyph->count * sizeof(uint32_t));
  segment->count += glyph->count;
  return VIET_OK;
}


/* The points of glyphs [first, end), all in one, in a form. */
static viet_status bring_into_form (const viet_chunk *chunk, size_t first,
                                    size_t end, viet_unicode_form form,
                                    viet_vector *segment) {
  const viet_glyph *glyphs = chunk->glyphs.items;
  const viet_allocator *allocator = chunk->allocator;
  bool compatible = form == VIET_NFKC || form == VIET_NFKD;
  viet_status status = VIET_OK;
  segment->count = 0;
  for (size_t i = first; i < end && status == VIET_OK; i++)
    status = form == VIET_FORM_KEEP
      ? add_points(chunk, &glyphs[i], segment)
      : decompose(viet_chunk_points(chunk, &glyphs[i]), glyphs[i].count,
                  compatible, segment, allocator);
  if (status != VIET_OK || form == VIET_FORM_KEEP) return status;
  status = reorder(segment, allocator);
  if (status != VIET_OK) return status;
  if (form == VIET_NFC || form == VIET_NFKC) compose(segment);
  uint32_t *packed = segment->items;
  for (size_t i = 0; i < segment->count; i++) packed[i] &= POINT_MASK;
  return VIET_OK;
}


static bool is_in_form (const viet_chunk *chunk, const viet_glyph *glyph,
                        viet_unicode_form form) {
  const uint32_t *points = viet_chunk_points(chunk, glyph);
  for (size_t i = 0; i < glyph->count; i++)
    if (!viet_unicode_is_stable(form, points[i])) return false;
  return true;
}


/* Does a segment differ from the glyphs that it was made of? */
static bool is_changed (const viet_chunk *chunk, size_t first, size_t end,
                        const viet_vector *segment) {
  const viet_glyph *glyphs = chunk->glyphs.items;
  const uint32_t *points = segment->items;
  size_t at = 0;
  for (size_t i = first; i < end; i++)
    for (size_t k = 0; k < glyphs[i].count; k++, at++)
      if (at >= segment->count
          || viet_chunk_points(chunk, &glyphs[i])[k] != points[at])
        return true;
  return at < segment->count;
}


/* The end of the segment that starts at glyph 'first'. Letters that share
** their source are one segment in every form. */
static size_t segment_end (const viet_chunk *chunk, size_t first,
                           viet_unicode_form form) {
  const viet_glyph *glyphs = chunk->glyphs.items;
  size_t end = first + 1;
  while (end < chunk->glyphs.count
         && (glyphs[end].first == glyphs[end].end
             || (glyphs[end].count > 0
                 && !viet_unicode_starts(form,
                      viet_chunk_points(chunk, &glyphs[end])[0]))))
    end++;
  return end;
}


static viet_status write_segment (const viet_chunk *chunk, size_t first,
                                  size_t end, viet_unicode_form form,
                                  viet_vector *segment,
                                  viet_output *output) {
  const viet_glyph *glyphs = chunk->glyphs.items;
  const viet_glyph *glyph = &glyphs[first];
  if (end == first + 1 && is_in_form(chunk, glyph, form))
    return viet_output_write(output, glyph->first, glyph->end,
                             viet_chunk_points(chunk, glyph),
                             glyph->count);
  viet_status status = bring_into_form(chunk, first, end, form, segment);
  if (status != VIET_OK) return status;
  chunk->report->form += is_changed(chunk, first, end, segment);
  return viet_output_write(output, glyph->first, glyphs[end - 1].end,
                           segment->items, segment->count);
}


viet_status viet_stage_write (const viet_chunk *chunk,
                              viet_unicode_form form,
                              viet_vector *scratch, viet_output *output) {
  viet_status status = VIET_OK;
  for (size_t at = 0; at < chunk->glyphs.count && status == VIET_OK; ) {
    size_t end = segment_end(chunk, at, form);
    status = write_segment(chunk, at, end, form, scratch, output);
    at = end;
  }
  return status;
}
