/*
** chunk.c
** See chunk.h.
*/

#include "text/chunk.h"

#include <string.h>

#include "text/clean.h"
#include "text/source.h"
#include "text/unicode.h"


static bool is_mark (uint32_t c) {
  return c >= 0x300 && viet_unicode_class(c) == VIET_CLASS_MARK;
}


/* Adds a code point that stands for source bytes [first, end). */
static viet_status add (viet_chunk *self, uint32_t point, size_t first,
                        size_t end) {
  viet_status status = viet_chunk_push(self, point);
  if (status != VIET_OK) return status;
  if (is_mark(point) && self->glyphs.count > 0) {
    viet_glyph *glyph = (viet_glyph *)self->glyphs.items
                      + self->glyphs.count - 1;
    glyph->end = (uint32_t)end;
    glyph->count++;
    return VIET_OK;
  }
  status = viet_vector_reserve(&self->glyphs, 1, sizeof(viet_glyph),
                               self->allocator);
  if (status != VIET_OK) return status;
  ((viet_glyph *)self->glyphs.items)[self->glyphs.count++] = (viet_glyph){
    (uint32_t)first, (uint32_t)end, self->points.count - 1, 1
  };
  return VIET_OK;
}


viet_status viet_chunk_read (viet_chunk *self, const viet_rules *rules,
                             const char *text, size_t first, size_t end) {
  viet_status status = VIET_OK;
  self->glyphs.count = 0;
  self->points.count = 0;
  while (first < end && status == VIET_OK) {
    uint32_t point;
    unsigned how;
    size_t length = viet_source_read(rules, text + first, end - first,
                                     &point, &how);
    self->report->entities += (how & VIET_READ_REFERENCE) != 0;
    self->report->mojibake += (how & VIET_READ_MOJIBAKE) != 0;
    point = viet_clean_counted(rules, point, self->report);
    if (point != VIET_DELETED)
      status = add(self, point, first, first + length);
    first += length;
  }
  return status;
}


void viet_chunk_free (viet_chunk *self) {
  viet_vector_free(&self->glyphs, sizeof(viet_glyph), self->allocator);
  viet_vector_free(&self->points, sizeof(uint32_t), self->allocator);
}


uint32_t *viet_chunk_points (const viet_chunk *self,
                             const viet_glyph *glyph) {
  return (uint32_t *)self->points.items + glyph->at;
}


viet_status viet_chunk_push (viet_chunk *self, uint32_t point) {
  viet_status status = viet_vector_reserve(&self->points, 1,
                                           sizeof(uint32_t),
                                           self->allocator);
  if (status == VIET_OK)
    ((uint32_t *)self->points.items)[self->points.count++] = point;
  return status;
}


void viet_chunk_end (viet_chunk *self, viet_glyph *glyph, size_t mark) {
  glyph->at = mark;
  glyph->count = self->points.count - mark;
}


viet_status viet_chunk_set (viet_chunk *self, viet_glyph *glyph,
                            const uint32_t *points, size_t count) {
  if (count > glyph->count) {  /* no room at its place? */
    viet_status status = viet_vector_reserve(&self->points, count,
                                             sizeof(uint32_t),
                                             self->allocator);
    if (status != VIET_OK) return status;
    glyph->at = self->points.count;
    self->points.count += count;
  }
  glyph->count = count;
  memcpy(viet_chunk_points(self, glyph), points,
         count * sizeof(uint32_t));
  return VIET_OK;
}


viet_status viet_chunk_split (viet_chunk *self, size_t index,
                              uint32_t point) {
  viet_status status = viet_vector_reserve(&self->glyphs, 1,
                                           sizeof(viet_glyph),
                                           self->allocator);
  if (status == VIET_OK) status = viet_chunk_push(self, point);
  if (status != VIET_OK) return status;
  viet_glyph *glyph = (viet_glyph *)self->glyphs.items + index;
  memmove(glyph + 2, glyph + 1,
          (self->glyphs.count - index - 1) * sizeof(viet_glyph));
  glyph[1] = (viet_glyph){glyph->end, glyph->end, self->points.count - 1,
                          1};
  self->glyphs.count++;
  return VIET_OK;
}


void viet_chunk_remove (viet_chunk *self, size_t index, size_t count) {
  viet_glyph *glyph = (viet_glyph *)self->glyphs.items + index;
  memmove(glyph, glyph + count,
          (self->glyphs.count - index - count) * sizeof(viet_glyph));
  self->glyphs.count -= count;
}
