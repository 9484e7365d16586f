/*
** stages.h
** The stages of a normalization, in their order. Each changes the points
** of a chunk's glyphs by its part of the rules, and counts its changes in
** the chunk's report; the last one writes the chunk out. viet_chunk_read
** comes before them (chunk.h).
*/

#ifndef viet_stages_h
#define viet_stages_h

#include "text/chunk.h"
#include "text/output.h"

/* word.c: rules that look at a whole word (word.h): other charsets and
** alphabets, Đ look-alikes, the order of marks, tone placement, i for y. */
viet_status viet_stage_word (viet_chunk *chunk, const viet_rules *rules);

/* fold.c: case folding. */
viet_status viet_stage_fold (viet_chunk *chunk);

/* strip.c: marks, and đ. */
viet_status viet_stage_strip (viet_chunk *chunk, viet_strip strip);

/* write.c: brings the chunk into a Unicode form and writes it. 'scratch'
** holds uint32_t and belongs to the stage between calls. */
viet_status viet_stage_write (const viet_chunk *chunk,
                              viet_unicode_form form,
                              viet_vector *scratch, viet_output *output);

#endif
