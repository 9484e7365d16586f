/*
** chunk.h
** A stretch of text under change, from one safe place to the next: its
** code points, grouped into glyphs. A glyph is a base with all its marks,
** a letter for short, and knows the source bytes that it stands for:
**
**     source   h   o`   <U+200B>   a      (o` is o + U+0300)
**     glyphs   h   o`              a
**     points   h   o  U+0300       a
**
** The stages of a normalization change the points of a glyph; its source
** bytes stay. Where one letter of the source becomes two, the second has no
** source of its own (first == end): both are one unit of the alignment.
** A chunk is filled again and again: its memory is reused.
*/

#ifndef viet_chunk_h
#define viet_chunk_h

#include "text/vector.h"

typedef struct viet_glyph {
  uint32_t first;  /* source bytes [first, end): its code points, and what */
  uint32_t end;    /* was deleted between them */
  size_t at;       /* its first code point in 'points' */
  size_t count;    /* code points; 0 when it is left out */
} viet_glyph;

typedef struct viet_chunk {
  const viet_allocator *allocator;
  viet_vector glyphs;  /* viet_glyph */
  viet_vector points;  /* uint32_t */
  bool continues;      /* does it start inside a word? */
  viet_report *report; /* counts what is changed; never NULL */
} viet_chunk;

/*
** Fills the chunk from text [first, end) by the rules for single code
** points: how they are read (source.h) and cleaned (clean.h).
*/
viet_status viet_chunk_read (viet_chunk *self, const viet_rules *rules,
                             const char *text, size_t first, size_t end);

void viet_chunk_free (viet_chunk *self);

/* The code points of a glyph; valid until the chunk grows. */
uint32_t *viet_chunk_points (const viet_chunk *self,
                             const viet_glyph *glyph);

/*
** Gives a glyph other code points. 'points' must not lie in the chunk.
** Glyphs stay where they are, so 'glyph' may point into the chunk.
*/
viet_status viet_chunk_set (viet_chunk *self, viet_glyph *glyph,
                            const uint32_t *points, size_t count);

/* Adds a glyph of one code point after glyph 'index', without a source of
** its own. */
viet_status viet_chunk_split (viet_chunk *self, size_t index,
                              uint32_t point);

/* Takes 'count' glyphs from 'index' on out of the chunk. */
void viet_chunk_remove (viet_chunk *self, size_t index, size_t count);

/*
** For stages that write a glyph anew, point by point: viet_chunk_push adds
** new points at the end of 'points', while the old ones are still read at
** their place; viet_chunk_end gives those after 'mark' to the glyph.
*/
viet_status viet_chunk_push (viet_chunk *self, uint32_t point);
void viet_chunk_end (viet_chunk *self, viet_glyph *glyph, size_t mark);

#endif
