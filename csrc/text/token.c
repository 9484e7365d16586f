/*
** token.c
** Where a token ends, and what it is, character by character.
**
**   - A word begins with a letter and runs over letters, marks, digits:
**     "Hoà", "F16", "B52H".
**   - A number begins with a digit and ends before a letter: "10h30" is
**     the number "10" and the word "h30". One of . , / - : joins it to a
**     digit that follows at once. A sign before it is punctuation.
**   - An e-mail address and a hashtag are one token.
**   - A mark belongs to the character before it, an invisible character
**     to the word or number that it stands in the middle of.
*/

#include <string.h>

#include "text/token.h"
#include "text/clean.h"
#include "text/utf8.h"


/*
** {==================================================================
** Characters
** ===================================================================
*/

/* The classes of ASCII, as viet_unicode_class has them. */
static const uint8_t ascii_class[128] = {
#define L VIET_CLASS_LETTER
#define D VIET_CLASS_DIGIT
#define S VIET_CLASS_SPACE
#define P VIET_CLASS_PUNCT
#define O VIET_CLASS_OTHER
  O, O, O, O, O, O, O, O, O, S, S, S, S, S, O, O,  /* \t \n \v \f \r */
  O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
  S, P, P, P, O, P, P, P, P, P, P, O, P, P, P, P,  /* but $ and + */
  D, D, D, D, D, D, D, D, D, D, P, P, O, O, O, P,  /* but < = and > */
  P, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
  L, L, L, L, L, L, L, L, L, L, L, P, P, P, O, P,  /* but ^ */
  O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,  /* but ` */
  L, L, L, L, L, L, L, L, L, L, L, P, O, P, O, O   /* but | and ~ */
#undef L
#undef D
#undef S
#undef P
#undef O
};

/* ASCII, the letters of Vietnamese and their marks are known here; ICU
** tells the rest. All of U+1E00 to U+1EFF and U+00C0 to U+024F but two are
** letters, all of U+0300 to U+036F are marks. */
viet_class viet_class_next (const char *text, size_t bytes, size_t *at) {
  const unsigned char byte = (unsigned char)text[*at];
  if (byte < 0x80) {
    *at += 1;
    return (viet_class)ascii_class[byte];
  }
  uint32_t c;
  const size_t length = viet_utf8_decode(text + *at, bytes - *at, &c);
  *at += c == VIET_NO_CODE_POINT ? 1 : length;
  if ((c >= 0x1E00 && c <= 0x1EFF) ||
      (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7))
    return VIET_CLASS_LETTER;
  if (c >= 0x300 && c <= 0x36F)
    return VIET_CLASS_MARK;
  return viet_unicode_class(c);
}

/* Is this byte no part of a character? */
static bool is_broken (const char *text, size_t bytes) {
  return bytes == 1 && (unsigned char)*text >= 0x80;
}

/* Is it one of the invisible characters that no key keeps? Others, which
** change the direction of writing, end a word. */
static bool is_dropped (const char *text, size_t bytes) {
  uint32_t c;
  viet_utf8_decode(text, bytes, &c);
  return viet_is_invisible(c);
}

/* }================================================================== */


/*
** {==================================================================
** The end of a token
** ===================================================================
*/

/* Past the marks at 'at'. */
static size_t marks_end (const char *text, size_t bytes, size_t at) {
  size_t end = at;
  while (at < bytes && viet_class_next(text, bytes, &at) == VIET_CLASS_MARK)
    end = at;
  return end;
}

/* Past the word at 'at'. Invisible characters are in it only if a letter,
** a mark or a digit follows. */
static size_t word_end (const char *text, size_t bytes, size_t at) {
  size_t end = at;
  while (at < bytes) {
    const size_t first = at;
    const viet_class class = viet_class_next(text, bytes, &at);
    if (class == VIET_CLASS_LETTER || class == VIET_CLASS_DIGIT ||
        class == VIET_CLASS_MARK)
      end = at;
    else if (class != VIET_CLASS_INVISIBLE ||
             !is_dropped(text + first, at - first))
      return end;
  }
  return end;
}

static bool is_one_of (char byte, const char *set) {
  return byte != '\0' && strchr(set, byte) != NULL;
}

/* Past the number at 'at'. A joiner is in it only if a digit follows. */
static size_t number_end (const char *text, size_t bytes, size_t at) {
  size_t end = at;
  bool joining = false;  /* has a joiner come after the last digit? */
  while (at < bytes) {
    const size_t first = at;
    const viet_class class = viet_class_next(text, bytes, &at);
    if (class == VIET_CLASS_DIGIT) {
      joining = false;
      end = at;
    }
    else if (joining)
      return end;
    else if (class == VIET_CLASS_MARK)
      end = at;
    else if (is_one_of(text[first], ".,/-:"))
      joining = true;
    else if (class != VIET_CLASS_INVISIBLE ||
             !is_dropped(text + first, at - first))
      return end;
  }
  return end;
}

static char to_lower (char byte) {
  return byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
}

/*
** The bytes of "http://", "https://" or "www." at 'at', in any case, if
** a letter or a digit follows; 0 otherwise.
*/
static size_t url_prefix (const char *text, size_t bytes, size_t at) {
  static const char *const prefixes[] = {"http://", "https://", "www."};
  for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
    const char *prefix = prefixes[i];
    size_t next = at;
    while (*prefix != '\0' && next < bytes &&
           to_lower(text[next]) == *prefix) {
      prefix++;
      next++;
    }
    const size_t length = next - at;
    if (*prefix != '\0' || next >= bytes)
      continue;
    const viet_class class = viet_class_next(text, bytes, &next);
    if (class == VIET_CLASS_LETTER || class == VIET_CLASS_DIGIT)
      return length;
  }
  return 0;
}

static bool is_quote (const char *text, size_t bytes) {
  static const char *const quotes[] = {
    "\"", "'", "“", "”", "„", "‘", "’", "‚", "«", "»", "‹", "›"
  };
  for (size_t i = 0; i < sizeof(quotes) / sizeof(*quotes); i++) {
    if (strlen(quotes[i]) == bytes && memcmp(quotes[i], text, bytes) == 0)
      return true;
  }
  return false;
}

/* Does a URL end before this character? */
static bool stops_url (const char *text, size_t bytes, viet_class class) {
  switch (class) {
    case VIET_CLASS_SPACE: case VIET_CLASS_INVISIBLE:
      return true;
    case VIET_CLASS_PUNCT:
      return is_quote(text, bytes);
    default:  /* a control character? */
      return is_one_of(*text, "<>`") || (unsigned char)*text < ' ' ||
             *text == 0x7F || is_broken(text, bytes);
  }
}

/*
** Counts brackets; false if 'byte' closes one that none has opened.
** 'open' holds how many ( and [ are open.
*/
static bool count_brackets (char byte, size_t *open) {
  switch (byte) {
    case '(':
      open[0]++;
      return true;
    case '[':
      open[1]++;
      return true;
    case ')':
      return open[0]-- > 0;
    case ']':
      return open[1]-- > 0;
    default:
      return true;
  }
}

/* Past the URL whose prefix ends at 'at'. The punctuation of the sentence
** around it is in it only if more of the URL follows. */
static size_t url_end (const char *text, size_t bytes, size_t at) {
  size_t end = at;
  size_t open[2] = {0, 0};
  while (at < bytes) {
    const size_t first = at;
    const viet_class class = viet_class_next(text, bytes, &at);
    if (stops_url(text + first, at - first, class) ||
        !count_brackets(text[first], open))
      return end;
    if (!is_one_of(text[first], ".,;:!?"))
      end = at;
  }
  return end;
}

static bool is_ascii_letter (char byte) {
  return to_lower(byte) >= 'a' && to_lower(byte) <= 'z';
}

static bool is_ascii_word (char byte) {
  return is_ascii_letter(byte) || (byte >= '0' && byte <= '9');
}

static bool is_local (char byte) {
  switch (byte) {
    case '.': case '-': case '_': case '+': case '%':
      return true;
    default:
      return is_ascii_word(byte);
  }
}

bool viet_leads_to_at (const char *text, size_t bytes, size_t *at) {
  const size_t first = *at;
  while (*at < bytes && *at - first <= VIET_LOCAL_BYTES &&
         is_local(text[*at]))
    (*at)++;
  return *at < bytes && text[*at] == '@';
}

size_t viet_local_start (const char *text, size_t at) {
  size_t first = at;
  while (first > 0 && at - first <= VIET_LOCAL_BYTES &&
         is_local(text[first - 1]))
    first--;
  return first;
}

/* Does a word end at 'at'? */
static bool ends_word (const char *text, size_t bytes, size_t at) {
  if (at == bytes)
    return true;
  const viet_class class = viet_class_next(text, bytes, &at);
  return class != VIET_CLASS_LETTER && class != VIET_CLASS_DIGIT &&
         class != VIET_CLASS_MARK;
}

/*
** Past the domain at 'at', "bao.example.vn": labels with dots between, of
** which the last has two letters or more and nothing else; 0 if there is
** none. It may be shorter than what looks like it: in "a@b.vn.Theo" all
** belongs to it, in "a@b.vn.Đến" not.
*/
static size_t domain_end (const char *text, size_t bytes, size_t at) {
  const size_t most = bytes - at > VIET_DOMAIN_BYTES
                    ? at + VIET_DOMAIN_BYTES : bytes;
  size_t end = 0;
  for (size_t labels = 1; at < most && is_ascii_word(text[at]); labels++) {
    const size_t first = at;
    bool is_name = true;
    while (at < most && (is_ascii_word(text[at]) || text[at] == '-'))
      is_name = is_ascii_letter(text[at++]) && is_name;
    if (labels > 1 && is_name && at - first > 1 && ends_word(text, bytes, at))
      end = at;
    if (at == most || text[at] != '.')
      break;
    at++;
  }
  return end;
}

size_t viet_email_end (const char *text, size_t bytes, size_t first) {
  size_t at = first;
  if (!is_ascii_word(text[first]) || !viet_leads_to_at(text, bytes, &at) ||
      at - first > VIET_LOCAL_BYTES || text[at - 1] == '.')
    return 0;
  return domain_end(text, bytes, at + 1);
}

/* Past the hashtag at 'first', or 0 if there is none: # and a letter, not
** in "C#m" nor in "&#xE1;". */
static size_t hashtag_end (const char *text, size_t bytes, size_t first) {
  size_t at = first + 1;
  if (text[first] != '#' || at == bytes ||
      (first > 0 && (is_ascii_word(text[first - 1]) ||
                     text[first - 1] == '&')) ||
      viet_class_next(text, bytes, &at) != VIET_CLASS_LETTER)
    return 0;
  at = word_end(text, bytes, at);
  while (at < bytes && text[at] == '_')
    at = word_end(text, bytes, at + 1);
  return at;
}

size_t viet_token_end (const char *text, size_t bytes, size_t first,
                       viet_kind *kind) {
  size_t at = first;
  const viet_class class = viet_class_next(text, bytes, &at);
  if (class == VIET_CLASS_LETTER) {
    const size_t prefix = url_prefix(text, bytes, first);
    *kind = prefix > 0 ? VIET_URL : VIET_WORD;
    if (prefix > 0)
      return url_end(text, bytes, first + prefix);
    return word_end(text, bytes, at);
  }
  if (class == VIET_CLASS_DIGIT) {
    *kind = VIET_NUMBER;
    return number_end(text, bytes, at);
  }
  const size_t hashtag = hashtag_end(text, bytes, first);
  if (hashtag > 0) {
    *kind = VIET_HASHTAG;
    return hashtag;
  }
  *kind = class == VIET_CLASS_PUNCT ? VIET_PUNCT : VIET_SYMBOL;
  if (is_broken(text + first, at - first))
    return at;
  return marks_end(text, bytes, at);
}

/* }================================================================== */
