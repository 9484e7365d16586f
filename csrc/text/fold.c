/*
** fold.c
** Full case folding, code point by code point: 'ß' gives "ss".
*/

#include "text/stages.h"

#include "text/unicode.h"


static bool is_folded (const viet_chunk *chunk, const viet_glyph *glyph) {
  uint32_t folded[VIET_FOLDED];
  const uint32_t *points = viet_chunk_points(chunk, glyph);
  for (size_t i = 0; i < glyph->count; i++)
    if (viet_unicode_fold(points[i], folded) != 1
        || folded[0] != points[i]) return false;
  return true;
}


static viet_status fold_glyph (viet_chunk *chunk, viet_glyph *glyph) {
  size_t mark = chunk->points.count;
  for (size_t i = 0; i < glyph->count; i++) {
    uint32_t folded[VIET_FOLDED];
    size_t count = viet_unicode_fold(viet_chunk_points(chunk, glyph)[i],
                                     folded);
    for (size_t k = 0; k < count; k++) {
      viet_status status = viet_chunk_push(chunk, folded[k]);
      if (status != VIET_OK) return status;
    }
  }
  viet_chunk_end(chunk, glyph, mark);
  chunk->report->fold++;
  return VIET_OK;
}


viet_status viet_stage_fold (viet_chunk *chunk) {
  viet_status status = VIET_OK;
  viet_glyph *glyphs = chunk->glyphs.items;
  for (size_t i = 0; i < chunk->glyphs.count && status == VIET_OK; i++)
    if (!is_folded(chunk, &glyphs[i]))
      status = fold_glyph(chunk, &glyphs[i]);
  return status;
}
