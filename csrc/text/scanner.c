/*
** scanner.c
** Tokens of a text that comes in pieces: those of which the end is certain
** are given out, the rest is held back until more comes.
**
**     text     ...given out][a word, 12.5 km][and h
**              ^base       ^scan.at         ^sure
**
** No token reaches over ASCII white space, nor depends on what follows it:
** 'sure' is the end of the last that has come, and the text up to there is
** scanned as any other. Only when long stretches come without is the end of
** each token looked at ('careful').
*/

#include <string.h>

#include "text/scan.h"
#include "text/token.h"

/* bytes held back without white space before the ends of tokens are looked
** at */
#define PATIENCE ((size_t)1 << 14)

/* distinct spellings before they are forgotten */
#define MOST_FORMS ((size_t)1 << 16)

/* bytes behind its start that tell about a token: an e-mail address and the
** character behind it; what may go on without end is looked at besides */
#define AHEAD (VIET_LOCAL_BYTES + VIET_DOMAIN_BYTES + 8)

struct viet_scanner {
  const viet_allocator *allocator;
  viet_forms forms;
  viet_vector text;       /* bytes: what is held, and one before it */
  uint64_t base;          /* bytes of the stream before 'text' */
  uint64_t lines;         /* line feeds of the stream that scan.line has not */
  viet_scan scan;         /* its text is set for each batch */
  size_t sure;            /* behind the last white space; bytes in 'text' */
  size_t careful;         /* tokens that start before it are known as well */
  size_t looked;          /* bytes of 'text' when they were looked at */
  viet_token batch[VIET_BATCH];
  size_t next;            /* token of the batch that is given out next */
  size_t count;           /* tokens in the batch */
  bool finished;
  viet_status failure;    /* what has ended it, or VIET_OK */
};


/*
** {==================================================================
** What is certain
** ===================================================================
*/

static bool is_white (char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Bytes without a character at the end that is not all there. */
static size_t whole_characters (const char *text, size_t bytes) {
  for (size_t back = 1; back <= 3 && back <= bytes; back++) {
    const unsigned char byte = (unsigned char)text[bytes - back];
    if (byte >= 0xC0)
      return bytes - back;
    if (byte < 0x80)
      break;
  }
  return bytes;
}

/* May this character behind a token belong to it, if more follows? */
static bool may_go_on (viet_kind kind, viet_class class, char byte) {
  switch (class) {
    case VIET_CLASS_MARK: case VIET_CLASS_INVISIBLE:
      return true;
    case VIET_CLASS_PUNCT:
      return kind == VIET_URL && strchr(".,;:!?", byte) != NULL;
    default:
      return false;
  }
}

/* Is the end of a token certain, whatever follows the 'bytes' bytes? */
static bool is_certain (const char *text, size_t bytes, size_t first,
                        size_t end, viet_kind kind) {
  bool joined = kind != VIET_NUMBER;  /* has its joiner been seen? */
  if (bytes - first < AHEAD)
    return false;
  while (end < bytes) {
    const char byte = text[end];
    const viet_class class = viet_class_next(text, bytes, &end);
    if (may_go_on(kind, class, byte))
      continue;
    if (joined || byte == '\0' || strchr(".,/-:", byte) == NULL)
      return true;
    joined = true;
  }
  return false;
}

/* Past white space and invisible characters at 'at'. */
static size_t skip_gap (const char *text, size_t bytes, size_t at) {
  size_t next = at;
  while (at < bytes) {
    const viet_class class = viet_class_next(text, bytes, &next);
    if (class != VIET_CLASS_SPACE && class != VIET_CLASS_INVISIBLE)
      return at;
    at = next;
  }
  return at;
}

/* Moves 'careful' behind the last token of which the end is certain;
** returns where the one behind it starts. */
static size_t look (viet_scanner *self) {
  const char *text = self->text.items;
  const size_t bytes = whole_characters(text, self->text.count);
  size_t at = self->sure > self->careful ? self->sure : self->careful;
  self->looked = self->text.count;
  for (;;) {
    viet_kind kind = VIET_EMAIL;
    at = skip_gap(text, bytes, at);
    if (at == bytes)
      return at;
    size_t end = viet_email_end(text, bytes, at);
    if (end == 0)
      end = viet_token_end(text, bytes, at, &kind);
    if (!is_certain(text, bytes, at, end, kind))
      return at;
    at = self->careful = end;
  }
}

/* Moves 'sure' behind the last white space of the 'fresh' last bytes. */
static void find_white (viet_scanner *self, size_t fresh) {
  const char *text = self->text.items;
  for (size_t at = self->text.count; fresh > 0; at--, fresh--) {
    if (is_white(text[at - 1])) {
      self->sure = at;
      return;
    }
  }
}

/* }================================================================== */


/*
** {==================================================================
** Feeding
** ===================================================================
*/

/* Takes 'bytes' off a position, which is 0 where it would be below. */
static void take_off (size_t *position, size_t bytes) {
  *position = *position > bytes ? *position - bytes : 0;
}

/* Forgets the bytes that are given out, but for the last one, when they
** are the most. */
static void forget_text (viet_scanner *self) {
  const bool is_pending = self->next < self->count;
  const size_t used = is_pending ? self->batch[self->next].first
                                 : self->scan.at;
  if (used < 2 || used - 1 < self->text.count / 2)
    return;
  const size_t bytes = used - 1;
  char *text = self->text.items;
  memmove(text, text + bytes, self->text.count - bytes);
  self->text.count -= bytes;
  self->base += bytes;
  for (size_t i = self->next; i < self->count; i++) {
    self->batch[i].first -= (uint32_t)bytes;
    self->batch[i].end -= (uint32_t)bytes;
  }
  take_off(&self->scan.at, bytes);
  take_off(&self->scan.settled, bytes);
  take_off(&self->sure, bytes);
  take_off(&self->careful, bytes);
  take_off(&self->looked, bytes);
}

/* Counts lines from the present one on: scan.line cannot overflow then. */
static void forget_lines (viet_scanner *self) {
  const uint32_t lines = self->scan.line;
  if (self->next < self->count || lines < UINT32_MAX / 2)
    return;
  self->lines += lines;
  self->scan.line = 0;
  for (size_t i = 0; i < self->scan.past_count; i++)
    self->scan.past[i].line -= lines;
}

static viet_status append (viet_scanner *self, const char *chunk,
                           size_t bytes) {
  if (bytes > VIET_MAX_BYTES - self->text.count)
    return VIET_ETOOLONG;
  viet_status status = viet_vector_reserve(&self->text, bytes, 1,
                                           self->allocator);
  if (status == VIET_OK && bytes > 0) {
    memcpy((char *)self->text.items + self->text.count, chunk, bytes);
    self->text.count += bytes;
  }
  return status;
}

viet_status viet_scanner_feed (viet_scanner *self, const char *chunk,
                               size_t bytes) {
  if (self->failure != VIET_OK)
    return self->failure;
  if (self->finished)
    return VIET_EINVAL;
  forget_text(self);
  forget_lines(self);
  viet_status status = append(self, chunk, bytes);
  if (status != VIET_OK)
    return status;
  find_white(self, bytes);
  const size_t known = self->sure > self->careful ? self->sure
                                                  : self->careful;
  const size_t held = self->text.count - known;
  const size_t before = self->looked > known ? self->looked - known : 0;
  if (held < PATIENCE || held / 2 < before)  /* twice as much as before? */
    return VIET_OK;
  if (self->text.count - look(self) > VIET_MAX_HELD)
    self->failure = VIET_ETOOLONG;
  return self->failure;
}

viet_status viet_scanner_finish (viet_scanner *self) {
  if (self->failure == VIET_OK) {
    self->finished = true;
    self->sure = self->text.count;
  }
  return self->failure;
}

/* }================================================================== */


/*
** {==================================================================
** Tokens
** ===================================================================
*/

/* Begins anew with the spellings, when there are too many. */
static viet_status forget_forms (viet_scanner *self) {
  viet_forms fresh;
  if (!viet_forms_are_many(&self->forms, MOST_FORMS))
    return VIET_OK;
  viet_status status = viet_forms_init(&fresh, self->allocator);
  if (status != VIET_OK)
    return status;
  viet_forms_free(&self->forms);
  self->forms = fresh;
  return VIET_OK;
}

/* Cuts the next batch of tokens that are certain; none if more has to be
** fed, or at the end: then the spellings have served. */
static viet_status refill (viet_scanner *self) {
  viet_scan *scan = &self->scan;
  viet_status status = forget_forms(self);
  self->next = self->count = 0;
  scan->text = self->text.items;
  while (status == VIET_OK && self->count == 0) {
    if (scan->at < self->sure) {
      scan->path = viet_path_best();
      scan->bytes = scan->stop = self->sure;
    } else if (scan->at < self->careful) {
      scan->path = NULL;
      scan->bytes = self->text.count;
      scan->stop = self->careful;
    } else
      break;
    status = viet_scan_next(scan, self->batch, VIET_BATCH, &self->count);
  }
  if (self->finished && status == VIET_OK && self->count == 0)
    viet_forms_free(&self->forms);
  return status;
}

viet_status viet_scanner_next (viet_scanner *self, viet_stream_token *tokens,
                               size_t capacity, size_t *count) {
  viet_status status = VIET_OK;
  *count = 0;
  if (self->next == self->count)
    status = refill(self);
  while (*count < capacity && self->next < self->count) {
    const viet_token *token = &self->batch[self->next++];
    tokens[(*count)++] = (viet_stream_token){
      .first = self->base + token->first,
      .end = self->base + token->end,
      .line = self->lines + token->line,
      .form = token->form,
      .kind = token->kind,
      .shape = token->shape,
      .spaced = token->spaced
    };
  }
  return *count > 0 ? VIET_OK : status;
}

const char *viet_scanner_key (const viet_scanner *self,
                              const viet_stream_token *token,
                              viet_level level, size_t *bytes) {
  return viet_forms_key(&self->forms, token->form, level, bytes);
}

const char *viet_scanner_text (const viet_scanner *self,
                               const viet_stream_token *token,
                               size_t *bytes) {
  *bytes = (size_t)(token->end - token->first);
  return (const char *)self->text.items + (token->first - self->base);
}

/* }================================================================== */


uint64_t viet_scanner_fed (const viet_scanner *self) {
  return self->base + self->text.count;
}

uint64_t viet_scanner_held (const viet_scanner *self) {
  const size_t known = self->sure > self->careful ? self->sure
                                                  : self->careful;
  return self->base + skip_gap(self->text.items, self->text.count, known);
}

viet_status viet_scanner_open (const viet_allocator *allocator,
                               viet_scanner **result) {
  viet_scanner *self = allocator->resize(allocator->context, NULL, 0,
                                         sizeof(*self));
  *result = NULL;
  if (self == NULL)
    return VIET_ENOMEM;
  memset(self, 0, sizeof(*self));
  self->allocator = allocator;
  viet_status status = viet_forms_init(&self->forms, allocator);
  if (status != VIET_OK) {
    viet_free(allocator, self, sizeof(*self));
    return status;
  }
  self->scan = viet_scan_start(NULL, &self->forms, NULL, 0);
  *result = self;
  return VIET_OK;
}

void viet_scanner_close (viet_scanner *self) {
  if (self == NULL)
    return;
  const viet_allocator *allocator = self->allocator;
  viet_forms_free(&self->forms);
  viet_vector_free(&self->text, 1, allocator);
  viet_free(allocator, self, sizeof(*self));
}
