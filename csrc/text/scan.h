/*
** scan.h
** Tokens by the batch: a scan cuts a text into an array of the caller's,
** again and again, so that a matcher reads tokens while they are in the
** nearest cache, and needs no array of all of them.
**
**     viet_forms forms;                        one for many texts, or each
**     viet_forms_init(&forms, allocator);
**     viet_scan scan = viet_scan_start(viet_path_best(), &forms,
**                                      text, bytes);
**     viet_token batch[VIET_BATCH];
**     size_t count;
**     while ((status = viet_scan_next(&scan, batch, VIET_BATCH, &count))
**            == VIET_OK && count > 0)
**       for (size_t i = 0; i < count; i++)
**         ... batch[i].form is new to you if it is not below the count
**             of forms that you know: see viet_forms_at, viet_forms_key
**     viet_forms_free(&forms);
**
** Forms outlive a text if the caller keeps them: a spelling that two texts
** share is then one form, with one number, and is normalized once.
*/

#ifndef viet_scan_h
#define viet_scan_h

#include "text/form.h"
#include "text/quick.h"
#include "text/measure.h"

/* tokens in a batch: 24 KB */
#define VIET_BATCH 1024

/* A text that is being cut. */
typedef struct viet_scan {
  const viet_path *path;  /* NULL: character by character */
  viet_forms *forms;      /* grow as spellings are seen */
  const char *text;
  size_t bytes;           /* up to VIET_MAX_BYTES */
  size_t stop;            /* without a path: tokens that start there or
                             behind it are left; otherwise 'bytes' */
  size_t at;              /* all before it is cut */
  uint32_t line;          /* line feeds before it */
  bool spaced;            /* is there white space before it? */
  bool bare;              /* are tokens only to get their bytes, line and
                             form? To be set at the start */
  size_t settled;         /* up to there character by character, since an
                             @ stands before it */
  viet_neighbour past[VIET_UNIT_BEFORE];  /* the last of all batches */
  size_t past_count;
} viet_scan;

/* At the start of a text. Scans of several texts may take turns with the
** same forms, but not at the same time. */
viet_scan viet_scan_start (const viet_path *path, viet_forms *forms,
                           const char *text, size_t bytes);

/*
** Cuts the next tokens: as many as leave less than VIET_BLOCK free of
** 'capacity', which is VIET_BLOCK or more. '*count' is 0 at the end of the
** text alone. When memory runs out '*count' tokens are good, and the scan
** may go on where it is.
*/
viet_status viet_scan_next (viet_scan *self, viet_token *tokens,
                            size_t capacity, size_t *count);

#endif
