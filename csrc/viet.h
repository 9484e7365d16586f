/*
** viet.h
** Vietnamese normalization and entity matching: the one public header
** of the C library. It knows nothing of Lua.
**
** Conventions
**   - Positions are bytes, counted from 0; a span is half-open,
**     [first, end). A text holds at most VIET_MAX_BYTES bytes.
**   - Functions that can fail return a viet_status and write their
**     result through a pointer; on failure nothing is left half-made
**     and the result pointer is set to NULL.
**   - A built object is one block of memory without pointers inside:
**
**         [struct, with counts and offsets][array][array]...[bytes]
**
**     It may be copied with memcpy (viet_..._bytes tells its size), is
**     never changed again, and may be read by many threads at once. The
**     caller frees it with viet_free and the allocator that made it.
**   - There is no global state, no locale, no input or output, but for
**     the files that gazetteers are saved to.
*/

#ifndef viet_h
#define viet_h

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VIET_VERSION "0.1.0"

#ifdef __cplusplus
extern "C" {
#endif

/* longest text, in bytes: spans are uint32_t */
#define VIET_MAX_BYTES ((size_t)UINT32_MAX - 1)


/*
** {==================================================================
** Status and memory
** ===================================================================
*/

typedef enum viet_status {
  VIET_OK,
  VIET_ENOMEM,    /* the allocator returned NULL */
  VIET_EINVAL,    /* an argument makes no sense (an empty name, say) */
  VIET_EUTF8,     /* the text is not UTF-8 */
  VIET_ETOOLONG,  /* the text is longer than VIET_MAX_BYTES, or than the
                     limit of its own that a function has */
  VIET_EICU,      /* ICU could not load its data */
  VIET_ECHARSET,  /* a byte or a character that the charset has not */
  VIET_ESTOPPED,  /* a progress function asked to stop */
  VIET_EFILE,     /* the system refused: errno tells why */
  VIET_ENOTOURS,  /* no compiled gazetteer: it does not begin as one */
  VIET_EVERSION,  /* a gazetteer in another version of the format */
  VIET_EORDER,    /* compiled on a machine with the other byte order */
  VIET_EDAMAGED,  /* a gazetteer that is cut short or was changed */
  VIET_EPATTERN,  /* a pattern is wrong; a viet_fault tells where */
  VIET_ELIMIT,    /* a rule took more steps than its limit */
  VIET_ENOFILE    /* a device or a pipe, which cannot be mapped */
} viet_status;

/* A message in lower case without full stop, for any status; static. */
const char *viet_status_message (viet_status status);

/*
** The signature is that of lua_Alloc: with 'new_bytes' == 0 it frees
** 'block' and returns NULL, otherwise it resizes 'block' (NULL: makes a
** new one) and returns NULL on failure, leaving 'block' as it was. Blocks
** are aligned for any type, as those of malloc. 'old_bytes' is always the
** size that the block was given.
*/
typedef struct viet_allocator {
  void *(*resize) (void *context, void *block, size_t old_bytes,
                   size_t new_bytes);
  void *context;
} viet_allocator;

/* An allocator on top of malloc, realloc and free. */
extern const viet_allocator viet_malloc;

/* Frees a block of 'bytes' bytes; NULL is allowed. */
void viet_free (const viet_allocator *allocator, void *block, size_t bytes);

/* Its version and those that it was built with, such as "viet 0.1.0, ICU
** 72.1, Unicode 15.0"; static. */
const char *viet_versions (void);

/* The fast path that was chosen for this CPU: "avx512", "avx2", "sse2",
** "neon" or "scalar"; static. */
const char *viet_cpu_path (void);

/* }================================================================== */


/*
** {==================================================================
** UTF-8
** ===================================================================
*/

/*
** The offset of the first byte that is not UTF-8 (RFC 3629: no
** surrogates, nothing above U+10FFFF, no overlong forms), or 'bytes' if
** all of the text is.
*/
size_t viet_utf8_check (const char *text, size_t bytes);

/*
** The columns that a terminal uses for the text: 0 for combining marks
** and invisible characters, 2 for East Asian wide ones, 1 otherwise.
** Source: Unicode's East_Asian_Width and General_Category.
*/
size_t viet_width (const char *text, size_t bytes);

/* }================================================================== */


/*
** {==================================================================
** Syllables
** ===================================================================
*/

typedef enum viet_tone {
  VIET_NGANG,  /* no mark */
  VIET_HUYEN,  /* grave, U+0300 */
  VIET_SAC,    /* acute, U+0301 */
  VIET_NGA,    /* tilde, U+0303 */
  VIET_HOI,    /* hook above, U+0309 */
  VIET_NANG    /* dot below, U+0323 */
} viet_tone;

/* Where the tone of open 'oa', 'oe', 'uy' stands; no other rime differs. */
typedef enum viet_style {
  VIET_STYLE_KEEP,    /* leave it where it is */
  VIET_STYLE_FIRST,   /* "hòa", "khỏe", "thủy" */
  VIET_STYLE_SECOND   /* "hoà", "khoẻ", "thuỷ" */
} viet_style;

typedef enum viet_shape {
  VIET_NO_CASE,  /* no letter that has case: "2025", "," */
  VIET_LOWER,    /* "hòa" */
  VIET_TITLE,    /* "Hòa", and one capital alone: "A" */
  VIET_UPPER,    /* "HÒA": two letters or more */
  VIET_MIXED     /* "TTg", "iPhone" */
} viet_shape;

/* Whether a word is a syllable, and if not, the rule that it breaks. */
typedef enum viet_verdict {
  VIET_VALID,
  VIET_BAD_LETTER,  /* "2", "ñ", "hộ" + U+0323 + "i", not UTF-8 */
  VIET_BAD_LENGTH,  /* none, or more than 7 letters */
  VIET_TWO_TONES,   /* "mẫũ" */
  VIET_NO_VOWEL,    /* "HCM", "qu" */
  VIET_TWO_WORDS,   /* "ôtô": vowels that do not stand together */
  VIET_BAD_ONSET,   /* "Kpă": no syllable begins so */
  VIET_BAD_CODA,    /* "Đắk": only c ch m n ng nh p t end one */
  VIET_BAD_RIME,    /* "hoit": no syllable has this rime */
  VIET_BAD_C,       /* "ce": c g ng not before e ê i y, but gì, gìn */
  VIET_BAD_K,       /* "ka": k gh ngh only before e ê i y */
  VIET_BAD_GLIDE,   /* "coa": c not before a glide, "qua" */
  VIET_BAD_QU,      /* "quo": qu only before a ă â e ê i y ơ, and "quốc" */
  VIET_BAD_GI,      /* "giy": gi not before i and y */
  VIET_BAD_Y,       /* "thyên": y alone after an onset, yê without any */
  VIET_BAD_IE,      /* "iêu": iê only after an onset, "yêu" */
  VIET_BAD_TONE     /* "bap": final p t c ch allow only sắc and nặng */
} viet_verdict;

/* The rule in words, in lower case without full stop; static. */
const char *viet_verdict_message (viet_verdict verdict);

/*
** A word taken apart. Parts are spans of letters (an index and a count)
** in the word, where a letter is a base with all its marks, however it
** is encoded.
**
**               onset  rime                      coda
**               onset  glide  nucleus  offglide  coda
**     nghiêng   ngh           iê                 ng
**     xoáy      x      o      a        y
**     quyết     qu            yê                 t
*/
typedef struct viet_syllable {
  bool valid;        /* does the word follow the grammar? */
  viet_tone tone;
  viet_shape shape;
  uint8_t onset;     /* letters of the onset: "ngh" in "nghiêng" is 3 */
  uint8_t rime;      /* letters of the rime without the coda */
  uint8_t coda;      /* letters of the final consonant: "ng" is 2 */
  uint8_t tone_at;   /* the letter that carries the tone, from 0 */
  uint8_t first_at;  /* the letter that carries it in VIET_STYLE_FIRST */
  uint8_t second_at; /* and in VIET_STYLE_SECOND */
  uint8_t glide;     /* letters of the rime, 0 or 1: the o of "hoa" */
  uint8_t offglide;  /* letters of the rime, 0 or 1: the i of "hai" */
  viet_verdict verdict;  /* why it is not valid */
} viet_syllable;

/*
** Parses one word (UTF-8, any normalization form, any case). Returns
** false, with 'valid' unset and the 'verdict', for what is no Vietnamese
** syllable: foreign names, numbers, abbreviations.
** Rules: Decision 1989/QĐ-BGDĐT (2018) and the inventory of syllables.
*/
bool viet_syllable_parse (viet_syllable *self, const char *word,
                          size_t bytes);

/*
** The number of a syllable: words have the same one if and only if they
** are the same syllable, whatever their case, encoding and tone placement.
** Numbers go by onset, then vowels, end and tone, leave gaps, and stay as
** they are from version to version. False if the word is no syllable.
*/
bool viet_syllable_code (const char *word, size_t bytes, uint16_t *code);

/* One above the highest code. */
#define VIET_SYLLABLE_CODES 52080

/* bytes of the longest syllable and a NUL */
#define VIET_SYLLABLE_BYTES 22

/*
** Writes the syllable of a code, in lower case and NFC, with a NUL, its
** tone placed by 'style' (VIET_STYLE_KEEP: as VIET_STYLE_FIRST). Returns
** its bytes without the NUL, 0 if no syllable has the code.
*/
size_t viet_syllable_write (uint16_t code, viet_style style,
                            char spelling[VIET_SYLLABLE_BYTES]);

/*
** viet_syllable_write for the 17,294 syllables that the rules alone give,
** whatever people write: with c before oa, oă and oe ("coa", 98), for which
** "qu" is written, and without the exceptions "quốc", "quộc" and "gịa".
** viet_syllable_parse knows the 17,199 that are written.
*/
size_t viet_syllable_write_theory (uint16_t code, viet_style style,
                                   char spelling[VIET_SYLLABLE_BYTES]);

/* }================================================================== */


/*
** {==================================================================
** Normalization
** ===================================================================
*/

typedef enum viet_unicode_form {
  VIET_FORM_KEEP,
  VIET_NFC,
  VIET_NFD,
  VIET_NFKC,
  VIET_NFKD
} viet_unicode_form;

/* Which open y after an onset becomes i: a comparison key, and none of the
** orthographies. Names keep the letter that they are written with. */
typedef enum viet_i_y {
  VIET_I_Y_KEEP,
  VIET_I_Y_WORDS,  /* "kỹ" gives "kĩ", "Nguyễn Vỹ" and "MỸ" stay */
  VIET_I_Y_ALL     /* words with capitals, too: "Mỹ" gives "Mĩ" */
} viet_i_y;

typedef enum viet_strip {
  VIET_STRIP_NOTHING,
  VIET_STRIP_TONES,  /* "Đường" gives "Đương" */
  VIET_STRIP_MARKS,  /* "Đường" gives "Đuong" */
  VIET_STRIP_ALL     /* "Đường" gives "Duong" */
} viet_strip;

/*
** What to change. All zero changes nothing. Applied in the order of
** the fields; the Unicode form comes last and holds for all the result.
** These are plain data: fill them once and use them for any number of
** texts, from any number of threads.
*/
typedef struct viet_rules {
  bool replace_invalid;   /* bytes that are not UTF-8 become U+FFFD, one for
                             each maximal subpart, instead of VIET_EUTF8 */
  bool entities;          /* HTML's references become what they stand for,
                             once: "&#7879;", "&#x1EC7;", "&ecirc;" */
  bool mojibake;          /* UTF-8 that was read as windows-1252 becomes
                             what it was ("Nguyá»…n"); then syllables of
                             windows-1258 read as Latin-1 ("ðýõòc") or the
                             other way round ("th" + U+0301) do */
  bool invisibles;        /* drop U+200B-F, 2060, FEFF, 00AD; 2028, 2029
                             become a line feed */
  bool spaces;            /* no-break and other Unicode spaces become U+0020;
                             they are not merged */
  bool quotes;            /* “ ” « » and the like become U+0022, ‘ ’ and
                             the like U+0027 */
  bool dashes;            /* – — ‑ − and the like become U+002D */
  bool homoglyphs;        /* Cyrillic, Greek and phonetic letters become the
                             Latin ones that they look like, beside Latin
                             letters in what is then a syllable */
  bool eth;               /* Ð ð Ɖ ɖ become Đ đ in Vietnamese words */
  bool mark_order;        /* tone before shape (a + U+0301 + U+0302) is
                             ordered as Vietnamese letters are */
  viet_style style;       /* tone placement, only in valid syllables */
  viet_i_y i_y;           /* i for y, by the case before 'fold' */
  bool fold;              /* full Unicode case folding: lower case */
  viet_strip strip;
  viet_unicode_form form;
} viet_rules;

/* How often each rule changed something. */
typedef struct viet_report {
  size_t invalid;     /* replaced: maximal subparts */
  size_t entities;    /* references; code points made of several count once */
  size_t mojibake;    /* code points of UTF-8, and words of windows-1258 */
  size_t invisibles;  /* code points */
  size_t spaces;
  size_t quotes;
  size_t dashes;
  size_t homoglyphs;  /* letters */
  size_t eth;
  size_t mark_order;
  size_t tone;        /* syllables */
  size_t i_y;
  size_t fold;        /* letters, each with its marks */
  size_t strip;
  size_t form;
} viet_report;

/*
** Which source bytes each byte of a result comes from. Both texts fall into
** the same units, in order: each byte that was copied, and each letter that
** was replaced as a whole.
**
**     source   h o à c h o      four units are copied, o and à (which is
**     result   h ò a c h o      of two bytes) are replaced by one each
*/
typedef struct viet_alignment viet_alignment;

/*
** Normalizes 'text' by 'rules'. On VIET_OK '*result' is a new block of
** '*result_bytes' + 1 bytes (a NUL ends it, which is not counted), and
** '*alignment', if the pointer is not NULL, its alignment; the caller frees
** both. On VIET_EUTF8 '*result_bytes' is the offset of the first bad byte.
*/
viet_status viet_normalize (const viet_rules *rules,
                            const char *text, size_t bytes,
                            const viet_allocator *allocator,
                            char **result, size_t *result_bytes,
                            viet_alignment **alignment);

/* viet_normalize that also counts what it changed, in '*report'; all are 0
** when it fails. */
viet_status viet_normalize_counted (const viet_rules *rules,
                                    const char *text, size_t bytes,
                                    const viet_allocator *allocator,
                                    char **result, size_t *result_bytes,
                                    viet_alignment **alignment,
                                    viet_report *report);

/*
** Is the text in NFC? '*at' is 'bytes' then, otherwise where the first
** character starts that NFC would change.
** On VIET_EUTF8 '*at' is the offset of a bad byte. The allocator serves
** texts with combining marks of their own.
*/
viet_status viet_nfc_check (const char *text, size_t bytes,
                            const viet_allocator *allocator, size_t *at);

/* The size of its block, as viet_free wants it. */
size_t viet_alignment_bytes (const viet_alignment *self);

/*
** The smallest source span that the result span [*first, *end) comes
** from, whole letters, and the other way round. An empty span stays
** empty. Deleted source bytes belong to the gap between their neighbours:
** they are in a mapped span only if both neighbours are.
*/
void viet_alignment_to_source (const viet_alignment *self,
                               size_t *first, size_t *end);
void viet_alignment_to_result (const viet_alignment *self,
                               size_t *first, size_t *end);

/* }================================================================== */


/*
** {==================================================================
** Charsets
** ===================================================================
*/

/* In the order in which the like of them are preferred. */
typedef enum viet_charset {
  VIET_UTF_8,
  VIET_TCVN3,         /* ABC fonts: one byte; capitals with tones are lower
                         case in another font */
  VIET_VNI_WINDOWS,   /* VNI fonts: a base and a mark byte */
  VIET_WINDOWS_1258,  /* a letter and a combining tone, or both in one */
  VIET_VISCII,        /* RFC 1456: one byte, six letters in control codes */
  VIET_VPS,           /* one byte, fourteen letters in control codes */
  VIET_VIQR,          /* RFC 1456: ASCII mnemonics, "Vie^.t" */
  VIET_NCR,           /* HTML and XML references, "Vi&#7879;t" */
  VIET_VNI_MAC,       /* as VNI, above MacRoman */
  VIET_BKHCM2,        /* two bytes, Bách khoa TP.HCM */
  VIET_BKHCM1,        /* one byte; takes ^ ` { | } ~ for letters */
  VIET_VIETWARE_X,    /* two bytes */
  VIET_VIETWARE_F,    /* one byte; no capitals with tones */
  VIET_ISC,           /* one byte; takes # @ \ ^ ` | ~ for letters */
  VIET_TCVN1,         /* TCVN 5712 VN1: one byte, capitals in control codes */
  VIET_WINDOWS_1252,  /* not Vietnamese: to undo a wrong decoding */
  VIET_CHARSETS
} viet_charset;

/* Its name, such as "vni-windows"; static. */
const char *viet_charset_name (viet_charset self);

/* Is it the name of a charset? Then '*charset' tells which. */
bool viet_charset_find (const char *name, viet_charset *charset);

typedef struct viet_decoding {
  viet_charset charset;
  bool replace_invalid;  /* a byte that the charset has not becomes U+FFFD
                            instead of VIET_ECHARSET */
  bool smart;            /* VIQR as typed, without escapes: a sign is a mark
                            only where that makes a syllable */
} viet_decoding;

/*
** Decodes 'bytes' bytes to UTF-8 in NFC. '*result', '*result_bytes' and
** '*alignment' (not wanted if the pointer is NULL) are as for
** viet_normalize. On VIET_ECHARSET, or VIET_EUTF8 when the charset is
** UTF-8, '*result_bytes' is the offset of the first bad byte.
*/
viet_status viet_decode (const viet_decoding *rules,
                         const char *text, size_t bytes,
                         const viet_allocator *allocator,
                         char **result, size_t *result_bytes,
                         viet_alignment **alignment);

typedef struct viet_encoding {
  viet_charset charset;
  bool lossy;  /* write what comes nearest instead of VIET_ECHARSET */
  bool apart;  /* windows-1258: each tone as a byte of its own */
} viet_encoding;

/*
** Encodes a text (UTF-8, any normalization form). The result ends with a
** NUL that is not counted. On VIET_ECHARSET or VIET_EUTF8 '*result_bytes'
** is the offset in 'text' of the character that would be lost.
*/
viet_status viet_encode (const viet_encoding *rules,
                         const char *text, size_t bytes,
                         const viet_allocator *allocator,
                         char **result, size_t *result_bytes);

/* A letter or another character that a charset has not, and what it would
** come back as: as much of that as there is room for. */
typedef struct viet_loss {
  uint32_t first;   /* bytes of the text */
  uint32_t end;
  char becomes[8];  /* UTF-8, ended by a NUL */
} viet_loss;

/*
** All that viet_encode would lose, in order: a block of '*count' losses,
** which the caller frees, NULL if there is none. On VIET_EUTF8 '*count' is
** the offset of the first bad byte.
*/
viet_status viet_losses (const viet_encoding *rules,
                         const char *text, size_t bytes,
                         const viet_allocator *allocator,
                         viet_loss **losses, size_t *count);

/* How well a charset explains some bytes. */
typedef struct viet_candidate {
  viet_charset charset;
  size_t good;   /* words with a letter that is not ASCII that are syllables;
                    for UTF-8, bytes of characters of more than one */
  size_t longer; /* of the good words, those of three letters or more */
  size_t bad;    /* such words that are none, bytes that it has not */
  double score;  /* good / (good + bad), 0 if both are 0 */
} viet_candidate;

/* longest part of a text that is looked at, in bytes */
#define VIET_DETECT_BYTES ((size_t)1 << 20)

/*
** Decodes the bytes in every way and counts what can be spelt. '*count'
** candidates come best first; '*best' is the charset of the first of them, or
** VIET_CHARSETS for unknown: it has no more good than bad, or only one word
** and that of two letters, or another one is as good and reads the bytes
** otherwise. ASCII is UTF-8.
*/
viet_status viet_detect (const char *text, size_t bytes,
                         const viet_allocator *allocator,
                         viet_candidate candidates[VIET_CHARSETS],
                         size_t *count, viet_charset *best);

/* }================================================================== */


/*
** {==================================================================
** Typing
** ===================================================================
*/

/* Input methods. In both a key that is repeated undoes itself. */
typedef enum viet_typing {
  VIET_TELEX,  /* "tieengs Vieetj": aa ee oo ow uw w aw dd, s f r x j z */
  VIET_VNI     /* "tie61ng Vie65t": 6 7 8 9, 1 2 3 4 5 0 */
} viet_typing;

typedef struct viet_typing_rules {
  viet_typing method;
  viet_style style;  /* VIET_STYLE_KEEP counts as VIET_STYLE_FIRST */
  bool foreign;      /* convert words that are no syllables, too; otherwise
                        they stay as typed: "window", "success" */
} viet_typing_rules;

/*
** What the keys 'text' give. The keys of a letter may stand anywhere after
** it in its syllable, in any order and case; words with letters that no
** plain keyboard has stay as they are. On VIET_OK '*result' is a new block
** of '*result_bytes' + 1 bytes (a NUL ends it, which is not counted); on
** VIET_EUTF8 '*result_bytes' is the offset of the first bad byte.
*/
viet_status viet_typing_read (const viet_typing_rules *rules,
                              const char *text, size_t bytes,
                              const viet_allocator *allocator,
                              char **result, size_t *result_bytes);

/*
** Keys that viet_typing_read turns back into 'text' (in NFC, and in the
** style that the text is written in). What no keys give, such as "Đắk",
** which is no syllable, is left as it is. The result is as above.
*/
viet_status viet_typing_write (viet_typing method, const char *text,
                               size_t bytes,
                               const viet_allocator *allocator,
                               char **result, size_t *result_bytes);

/* }================================================================== */


/*
** {==================================================================
** Order
** ===================================================================
*/

typedef enum viet_order {
  VIET_ORDER_STANDARD,    /* a ă â b c d đ e ê ... o ô ơ ... u ư v x y */
  VIET_ORDER_TRADITIONAL  /* c ch, g gh gi, k kh, n nh ng ngh, p ph, q qu
                             and t th tr are letters, too */
} viet_order;

/* longest text that is put in order, in bytes */
#define VIET_MAX_ORDERED ((size_t)1 << 28)

/*
** CLDR's Vietnamese order: letters first, then tones (ngang huyền hỏi ngã
** sắc nặng), then case, small letters first. NFC and NFD are the same.
** ICU makes it and holds its memory; it never changes and may be used by
** many threads at once.
*/
typedef struct viet_collator viet_collator;

/* Makes a collator, for viet_collator_close. VIET_EICU when ICU has no
** Vietnamese order. */
viet_status viet_collator_open (viet_order order, viet_collator **result);

void viet_collator_close (viet_collator *self);  /* NULL is allowed */

/*
** Compares two texts: '*result' is -1, 0 or 1. On VIET_EUTF8 '*bad' is the
** offset of the first bad byte, in 'a' when '*result' is -1, in 'b' when
** it is 1.
*/
viet_status viet_collator_compare (const viet_collator *self,
                                   const char *a, size_t a_bytes,
                                   const char *b, size_t b_bytes,
                                   int *result, size_t *bad);

/*
** The key of a text: keys compare with memcmp (a shorter one first when
** one begins with the other) as their texts do. '*key' is a block of
** '*key_bytes' + 1 bytes; a NUL ends it, and none is inside. On VIET_EUTF8
** '*key_bytes' is the offset of the first bad byte.
*/
viet_status viet_collator_key (const viet_collator *self,
                               const char *text, size_t bytes,
                               const viet_allocator *allocator,
                               char **key, size_t *key_bytes);

/*
** The key of a person's name, in which the last word, the given name, comes
** first, then the family name, then what stands between: each field is a
** key as above, with a NUL between two. White space only parts words.
*/
viet_status viet_collator_name_key (const viet_collator *self,
                                    const char *name, size_t bytes,
                                    const viet_allocator *allocator,
                                    char **key, size_t *key_bytes);

/* }================================================================== */


/*
** {==================================================================
** Tokens
** ===================================================================
*/

/* What a token is. All but VIET_UNIT is told by the spelling alone. */
typedef enum viet_kind {
  VIET_SYLLABLE,  /* a valid Vietnamese syllable: "nghiêng", "HOÀ" */
  VIET_WORD,      /* other letters, digits after them: "Shoigu", "F16" */
  VIET_ACRONYM,   /* two to six capitals that are no syllable and no Roman
                     numeral: "UBND", "ASEAN"; "TP.HCM" is two of them */
  VIET_NUMBER,    /* digits, joined by . , / - : between digits:
                     "2", "1,2", "23-24/10/2017", "10:30" */
  VIET_UNIT,      /* a word or sign of a closed list (csrc/text/measure.c)
                     behind a number on its line: "km", "%", "USD", "₫",
                     the "m" and the "²" of "80 m²", both of "60 km/h" */
  VIET_URL,       /* "https://..." up to a space or closing bracket */
  VIET_EMAIL,     /* "ban.doc@toasoan.example.vn" */
  VIET_HASHTAG,   /* "#ViệtNam": from # on, letters, digits and _; its keys
                     at all levels but VIET_EXACT are without the # */
  VIET_PUNCT,     /* one punctuation character */
  VIET_SYMBOL,    /* any other character, and each byte that is no UTF-8 */
  VIET_KINDS
} viet_kind;

/* "syllable", "word", "acronym", "number", "unit", "url", "email",
** "hashtag", "punct" or "symbol"; static. */
const char *viet_kind_name (viet_kind kind);

/* At which likeness two tokens count as the same; each level forgives
** what the one before it forgives. */
typedef enum viet_level {
  VIET_EXACT,      /* the same bytes */
  VIET_CASE,       /* the same letters, in the same encoding: forgives
                      capitals */
  VIET_PLACEMENT,  /* same letters: forgives case, decomposition, tone
                      placement, i/y, Đ look-alikes, invisibles */
  VIET_TYPED,      /* as placement, and marks that the text lacks: those
                      that it has must agree, letter by letter ("Nguyên",
                      "Nguyen" are a "Nguyễn", "Nguyện" is none) */
  VIET_TONELESS,   /* same base letters: forgives all marks and đ/d */
  VIET_LEVELS
} viet_level;

typedef struct viet_token {
  uint32_t first;  /* bytes into the text */
  uint32_t end;
  uint32_t form;   /* index of its form */
  uint32_t line;   /* from 0; lines end at "\n" */
  uint8_t kind;    /* viet_kind */
  uint8_t shape;   /* viet_shape */
  uint8_t spaced;  /* does white space, a line end or the start of the
                      text stand before it? */
} viet_token;

/*
** A text cut into tokens, and its distinct spellings, the forms. A form
** is normalized once, however often it occurs.
*/
typedef struct viet_tokens viet_tokens;

/*
** Cuts a text, which the tokens do not point into. White space and
** invisible characters between words are no tokens. Bytes that are no UTF-8
** never stop it: they become VIET_SYMBOL.
*/
viet_status viet_tokens_build (const char *text, size_t bytes,
                               const viet_allocator *allocator,
                               viet_tokens **result);

size_t viet_tokens_bytes (const viet_tokens *self);
size_t viet_tokens_count (const viet_tokens *self);
size_t viet_tokens_form_count (const viet_tokens *self);

/* All tokens, in order; they belong to 'self'. */
const viet_token *viet_tokens_array (const viet_tokens *self);

/*
** The key of a form at a level, '*bytes' bytes without a NUL, which belong
** to 'self': two forms are alike at VIET_EXACT, VIET_PLACEMENT or
** VIET_TONELESS if and only if these bytes are equal there. VIET_CASE has
** the key of VIET_PLACEMENT, and VIET_TYPED that of VIET_TONELESS: what may
** be alike at these levels is found by it, and viet_level_of tells if it is.
** 'form' is below viet_tokens_form_count.
*/
const char *viet_tokens_key (const viet_tokens *self, uint32_t form,
                             viet_level level, size_t *bytes);

/*
** The strictest level at which 'text' is like 'name', both cut into tokens:
** the loosest of the levels of their tokens. '*level' is VIET_LEVELS if
** they are not alike at all. (VIET_TYPED alone tells which is which: "Hoa"
** is a "Hòa", "Hòa" is no "Hoa".)
*/
viet_status viet_level_of (const char *text, size_t text_bytes,
                           const char *name, size_t name_bytes,
                           const viet_allocator *allocator,
                           viet_level *level);

/* The index of the first token that ends after 'offset' (the count of
** tokens if none does). */
size_t viet_tokens_at (const viet_tokens *self, size_t offset);

/*
** Sentences, as spans of tokens: sentence i is the tokens from starts[i]
** up to starts[i + 1]. '*starts' is a block of '*count' + 1 elements, which
** the caller frees. 'text' is the one that was cut. A line end ends a
** sentence; abbreviations, initials and decimals do not.
*/
viet_status viet_sentences_build (const viet_tokens *tokens,
                                  const char *text,
                                  const viet_allocator *allocator,
                                  uint32_t **starts, size_t *count);

/* A place where a token has to be cut, since a space is missing there. */
typedef struct viet_glue {
  uint32_t token;
  uint32_t at;  /* byte of the text: the part behind begins there */
} viet_glue;

/*
** Suggests where words were glued together: "TinHãy", of which each part is
** a syllable, and "Azerbaijancủa", if "Azerbaijan" stands elsewhere in the
** text. '*cuts' is a block of '*count' elements in order of text, which the
** caller frees; NULL if there are none. The tokens stay as they are.
*/
viet_status viet_glued_build (const viet_tokens *tokens,
                              const viet_allocator *allocator,
                              viet_glue **cuts, size_t *count);

/*
** Tokens that are cut further, into a block of its own: the parts of a token
** are tokens, of the kind and shape that their spelling has. The later ones
** have no white space before them. VIET_EINVAL if the cuts are not in order,
** or not inside their tokens.
*/
viet_status viet_tokens_cut (const viet_tokens *self, const viet_glue *cuts,
                             size_t cut_count,
                             const viet_allocator *allocator,
                             viet_tokens **result);

/* viet_tokens_build, viet_glued_build and, if there is anything to cut,
** viet_tokens_cut in one. */
viet_status viet_tokens_build_glued (const char *text, size_t bytes,
                                     const viet_allocator *allocator,
                                     viet_tokens **result);

/*
** Spellings of many texts: what was seen in one is not looked at again in
** the next, which makes tokens of short texts some ten times as fast. Of
** one thread at a time.
*/
typedef struct viet_spellings viet_spellings;

/* Makes spellings. 'number' tells them apart from all others; not 0, and
** larger than those of older ones, whose texts are forgotten. */
viet_status viet_spellings_open (uint64_t number,
                                 const viet_allocator *allocator,
                                 viet_spellings **result);

void viet_spellings_close (viet_spellings *self);  /* NULL is allowed */

/* Are they so many, or so long, that one had better begin anew? */
bool viet_spellings_are_many (const viet_spellings *self);

/* viet_tokens_build, or with 'glued' viet_tokens_build_glued. The tokens are
** the same, but refer to the spellings, which have to outlive them and are
** of the same thread. */
viet_status viet_spellings_tokens (viet_spellings *self, const char *text,
                                   size_t bytes, bool glued,
                                   const viet_allocator *allocator,
                                   viet_tokens **result);

/*
** The line that starts at '*at': its span without the "\n" and one "\r"
** before that, both left out also at the end of the text. Moves '*at' to
** the next line. False at the end of the text: "a\n" has one line, "" none.
*/
bool viet_line_next (const char *text, size_t bytes, size_t *at,
                     size_t *first, size_t *end);

/*
** The next paragraph at or after '*at': lines up to a blank one, without
** white space and invisible characters at both ends. A line is blank if it
** holds nothing else. False after the last.
*/
bool viet_paragraph_next (const char *text, size_t bytes, size_t *at,
                          size_t *first, size_t *end);

/* }================================================================== */


/*
** {==================================================================
** Streams
** ===================================================================
*/

/*
** Tokens of a text that comes in chunks of any size, cut anywhere: the same
** as those of the whole text.
**
**     viet_scanner_open(&viet_malloc, &scanner);
**     do {
**       more = read_chunk(&chunk, &bytes);
**       status = more ? viet_scanner_feed(scanner, chunk, bytes)
**                     : viet_scanner_finish(scanner);
**       while (status == VIET_OK &&
**              (status = viet_scanner_next(scanner, tokens, 64, &count))
**              == VIET_OK && count > 0)
**         use(tokens, count);
**     } while (status == VIET_OK && more);
**     viet_scanner_close(scanner);
**
** It holds the largest chunk, the token that is not complete, and some
** megabytes of distinct spellings, whatever the length of the stream, until
** the last token is taken. One scanner is for one thread at a time.
*/
typedef struct viet_scanner viet_scanner;

/* bytes that a scanner holds of a token whose end has not come; a longer
** one ends it with VIET_ETOOLONG */
#define VIET_MAX_HELD ((size_t)1 << 20)

typedef struct viet_stream_token {
  uint64_t first;  /* bytes into the stream */
  uint64_t end;
  uint64_t line;   /* from 0; lines end at "\n" */
  uint32_t form;   /* for viet_scanner_key */
  uint8_t kind;    /* viet_kind */
  uint8_t shape;   /* viet_shape */
  uint8_t spaced;  /* as in viet_token */
} viet_stream_token;

/* Makes a scanner, for viet_scanner_close. */
viet_status viet_scanner_open (const viet_allocator *allocator,
                               viet_scanner **result);

void viet_scanner_close (viet_scanner *self);  /* NULL is allowed */

/*
** Adds a chunk, which is copied. Take all tokens before the next one, or
** they are held, too. VIET_EINVAL after viet_scanner_finish; VIET_ENOMEM
** leaves the chunk out, which may be fed again; VIET_ETOOLONG (a token,
** which starts at viet_scanner_held, is too long) is final.
*/
viet_status viet_scanner_feed (viet_scanner *self, const char *chunk,
                               size_t bytes);

/* No more chunks come: the last token is complete. */
viet_status viet_scanner_finish (viet_scanner *self);

/*
** The next tokens, up to 'capacity', in order: '*count' is 0 when more has
** to be fed, or at the end. After VIET_ENOMEM it may be called again.
*/
viet_status viet_scanner_next (viet_scanner *self, viet_stream_token *tokens,
                               size_t capacity, size_t *count);

/* The key of a token's form at a level, as viet_tokens_key: for tokens of
** the last call of viet_scanner_next alone, up to the next one. */
const char *viet_scanner_key (const viet_scanner *self,
                              const viet_stream_token *token,
                              viet_level level, size_t *bytes);

/* The bytes of a token, '*bytes' of them without a NUL; up to the next call
** of viet_scanner_feed, before which it came. */
const char *viet_scanner_text (const viet_scanner *self,
                               const viet_stream_token *token,
                               size_t *bytes);

/* Bytes that were fed so far. */
uint64_t viet_scanner_fed (const viet_scanner *self);

/* Where the first token starts that is not complete (if there is none, up
** to there all is known). */
uint64_t viet_scanner_held (const viet_scanner *self);

/* }================================================================== */


/*
** {==================================================================
** Numbers in words
** ===================================================================
*/

/* digits before and behind the decimal point, at most */
#define VIET_NUMERAL_DIGITS 36
#define VIET_NUMERAL_BYTES (2 * VIET_NUMERAL_DIGITS + 3)

/* A number that was read: decimal, such as "-1250000.5" and "0", without
** needless zeros, ended by a NUL. */
typedef struct viet_numeral {
  char low[VIET_NUMERAL_BYTES];   /* the number, or the first of a range */
  char high[VIET_NUMERAL_BYTES];  /* the other one; otherwise as 'low' */
  bool is_range;                  /* "hai đến ba", "hai ba chục", "2-3" */
  bool is_ordinal;                /* "thứ nhất" */
} viet_numeral;

/*
** Reads a number in words, in digits ("1.250,5": a comma before decimals,
** dots between thousands), or in both ("1,2 tỷ", "3 triệu rưỡi"). All of
** the text has to be the number. Case, decomposition and the placement of
** tones do not matter. On VIET_EINVAL bytes ['*first', '*end') are the word
** that does not fit, none at the end if more is wanted; on VIET_EUTF8
** '*first' is the offset of the first bad byte.
*/
viet_status viet_numeral_read (viet_numeral *self,
                               const char *words, size_t bytes,
                               const viet_allocator *allocator,
                               size_t *first, size_t *end);

/* A number of a text, and its unit. */
typedef struct viet_quantity {
  viet_numeral value;
  uint32_t number_end;  /* token behind the number and what scales it */
  uint32_t end;         /* token behind the unit; 'number_end' without one */
} viet_quantity;

/*
** Reads the number at token 'token' with the words that scale it, and the
** unit behind it on its line: "1,2 tỷ đồng", "2 tỷ 500 triệu USD", "60 km/h".
** A unit is a row of VIET_UNIT, or "đồng", "tấn", "tạ", "lít", "gam", "mét"
** (vuông, khối), "đô la". VIET_EINVAL if there is no number, or one that is
** no value: a date, a time.
*/
viet_status viet_quantity_read (viet_quantity *self,
                                const viet_tokens *tokens, const char *text,
                                size_t token,
                                const viet_allocator *allocator);

/* Which words to write; all false writes those that come first here. */
typedef struct viet_numeral_rules {
  bool ngan;     /* "nghìn", "ngàn" */
  bool le;       /* "linh", "lẻ" */
  bool ti;       /* "tỷ", "tỉ" */
  bool mot;      /* "hai mươi mốt", "hai mươi một" */
  bool bon;      /* "hai mươi tư", "hai mươi bốn" */
  bool nham;     /* "hai mươi lăm", "hai mươi nhăm" */
  bool half;     /* "hai phẩy năm", "hai rưỡi" */
  bool ordinal;  /* "một", "thứ nhất": of whole numbers above 0 */
} viet_numeral_rules;

/*
** Writes a decimal number, such as "-1250000.5", in words, which
** viet_numeral_read gives the same number for. The result is a block as
** that of viet_normalize. On VIET_EINVAL '*result_bytes' is the offset
** where the number is wrong, or has too many digits.
*/
viet_status viet_numeral_write (const viet_numeral_rules *rules,
                                const char *number, size_t bytes,
                                const viet_allocator *allocator,
                                char **result, size_t *result_bytes);

/*
** Writes a range, "hai mươi đến ba mươi", which viet_numeral_read gives the
** same two numbers for. VIET_EINVAL if one of them is wrong, if ordinals are
** wanted, or if there are no such words: "hai đến ba triệu" is not from 2.
*/
viet_status viet_numeral_write_range (const viet_numeral_rules *rules,
                                      const char *low, size_t low_bytes,
                                      const char *high, size_t high_bytes,
                                      const viet_allocator *allocator,
                                      char **result, size_t *result_bytes);

/* }================================================================== */


/*
** {==================================================================
** Regions
** ===================================================================
*/

/* The ISO 3166-1 codes of all countries and territories ("AD", "AE", ...),
** ended by NULL; static. */
const char *const *viet_region_codes (void);

/*
** The name of the region 'code' in the language 'locale' ("vi"), as ICU
** has it, with a NUL behind it, in 'result', which has room for 'capacity'
** bytes; '*bytes' is its length without the NUL, 0 where ICU has no name.
** VIET_EINVAL when the room is too small.
*/
viet_status viet_region_name (const char *locale, const char *code,
                              char *result, size_t capacity,
                              size_t *bytes);

/* }================================================================== */


/*
** {==================================================================
** Gazetteers
**
**     names --> viet_builder --> viet_gazetteer --> viet_search --> matches
**                                   |      ^
**                                   v      |
**                                  a file, mapped
**
** A compiled gazetteer is one block, and a file is that block: opening one
** maps it, for as many processes as like, and copies nothing. All that is
** read from it is checked where it is used: a damaged or hostile file may
** give wrong matches, never a bad read.
** ===================================================================
*/

#define VIET_MAX_NAME_TOKENS 255

/* Compiled names. A block of its own starts best at a multiple of 64. */
typedef struct viet_gazetteer viet_gazetteer;

/*
** What names belong to. All of it is for the caller, and given back as it
** was; all zero is an entry without anything.
*/
typedef struct viet_entry {
  const char *id;          /* NULL: none */
  size_t id_bytes;
  const char *type;        /* NULL: none; a search may ask for some types */
  size_t type_bytes;
  const char *attributes;  /* NULL: none; any bytes */
  size_t attribute_bytes;
  int32_t from;            /* the first day on which it holds, as 20210701;
                              0: it always has */
  int32_t to;              /* the last one; 0: it still does */
  int32_t priority;        /* of entries behind one name the higher one
                              comes first */
} viet_entry;

/* One name of one entry. Several names may share an entry, and several
** entries a name. */
typedef struct viet_name {
  const char *text;   /* UTF-8, of 1 to VIET_MAX_NAME_TOKENS tokens */
  size_t bytes;
  uint32_t entry;     /* its number */
  viet_level level;   /* up to which it may be unlike the text */
} viet_name;


/*
** {------------------------------------------------------------------
** Building
** -------------------------------------------------------------------
*/

/* Collects names. Scratch of the caller, for viet_builder_close. */
typedef struct viet_builder viet_builder;

viet_status viet_builder_open (const viet_allocator *allocator,
                               viet_builder **result);

void viet_builder_close (viet_builder *self);  /* NULL is allowed */

/* Adds an entry, which is copied; '*number' counts from 0. Whoever adds
** none may number the entries of his names as he likes. */
viet_status viet_builder_add_entry (viet_builder *self,
                                    const viet_entry *entry,
                                    uint32_t *number);

/*
** Adds a name, which is copied. On VIET_EINVAL (no such level or entry, or
** '*tokens' tokens, none or more than VIET_MAX_NAME_TOKENS) and VIET_EUTF8
** the builder is as it was; 'tokens' may be NULL.
*/
viet_status viet_builder_add_name (viet_builder *self,
                                   const viet_name *name, size_t *tokens);

/* Told now and then how much is done; false stops the work. */
typedef bool viet_progress (void *context, size_t done, size_t total);

/*
** Compiles what was added, in the order given; the builder then holds
** nothing, as a new one. The same names give the same bytes. 'progress' may
** be NULL; VIET_ESTOPPED when it returned false. VIET_EINVAL if a name came
** before the first entry and is of none. When it fails the builder can only
** be closed.
*/
viet_status viet_builder_build (viet_builder *self, viet_progress *progress,
                                void *context, viet_gazetteer **result);

/*
** All of it in one: compiles 'count' names of entries that are mere
** numbers. On VIET_EINVAL and VIET_EUTF8 '*bad' is the index of the name.
*/
viet_status viet_gazetteer_build (const viet_name *names, size_t count,
                                  const viet_allocator *allocator,
                                  viet_gazetteer **result, size_t *bad);

/* }------------------------------------------------------------------ */


/*
** {------------------------------------------------------------------
** Reading
** -------------------------------------------------------------------
*/

size_t viet_gazetteer_bytes (const viet_gazetteer *self);
size_t viet_gazetteer_name_count (const viet_gazetteer *self);

/* Entries that were added; 0 if they are mere numbers. */
size_t viet_gazetteer_entry_count (const viet_gazetteer *self);

/* Entry 'number'; what it points to belongs to 'self'. False if there is
** no such entry. */
bool viet_gazetteer_entry (const viet_gazetteer *self, uint32_t number,
                           viet_entry *entry);

/* How many names entry 'number' has, in the order given; '*first' is the
** first of them for viet_gazetteer_name. */
size_t viet_gazetteer_names_of (const viet_gazetteer *self, uint32_t number,
                                uint32_t *first);

/*
** Name 'name' of those that entries have, from 0: writes its text to
** 'room', as much as 'capacity' bytes hold, and its bytes, entry and level
** to '*result', whose 'text' is 'room'. False if there is no such name.
*/
bool viet_gazetteer_name (const viet_gazetteer *self, uint32_t name,
                          char *room, size_t capacity, viet_name *result);

/* Distinct types, each with the number that viet_gazetteer_type tells;
** NULL if there is no such type. */
size_t viet_gazetteer_type_count (const viet_gazetteer *self);
const char *viet_gazetteer_type (const viet_gazetteer *self, size_t type,
                                 size_t *bytes);

/* For those who look at a file. */
typedef struct viet_gazetteer_facts {
  uint32_t version;     /* of the format */
  viet_level path;      /* how names are found: VIET_EXACT, VIET_PLACEMENT
                           or VIET_TONELESS, the loosest that is needed */
  uint64_t checksum;    /* of the content */
  size_t names;
  size_t entries;
  size_t types;
  size_t spellings;     /* distinct tokens of names */
  size_t longest;       /* name, in tokens */
  size_t bytes;
  size_t filter_bytes;  /* of them: what is read at each token */
  size_t names_at[VIET_LEVELS];  /* how many are of each level */
} viet_gazetteer_facts;

void viet_gazetteer_describe (const viet_gazetteer *self,
                              viet_gazetteer_facts *facts);

/* }------------------------------------------------------------------ */


/*
** {------------------------------------------------------------------
** Files
** -------------------------------------------------------------------
*/

/*
** Is this block of 'bytes' bytes, at a multiple of 8, a gazetteer? Looks at
** the header alone, or with 'verify' at every byte. VIET_OK, VIET_ENOTOURS,
** VIET_EVERSION, VIET_EORDER or VIET_EDAMAGED; '*result' is the block then.
*/
viet_status viet_gazetteer_check (const void *block, size_t bytes,
                                  bool verify,
                                  const viet_gazetteer **result);

/* The version of the format that this library writes, and reads. */
uint32_t viet_gazetteer_version (void);

/*
** Writes a file in place of any that is there: to a new one beside it, which
** takes its place when it is whole; those who have the old one open keep it.
** A link stays one, and a device or a pipe is just written to. VIET_EFILE:
** errno tells why.
*/
viet_status viet_gazetteer_save (const viet_gazetteer *self,
                                 const char *path,
                                 const viet_allocator *allocator);

/* How a file is opened: none of these, or their sum. */
enum {
  VIET_OPEN_VERIFY = 1,  /* look at every byte */
  VIET_OPEN_COPY = 2     /* read it into memory: nothing that happens to the
                            file later matters */
};

/*
** An open file. Unless it was copied it must not be cut short or written to
** while it is used: what reads behind the end of a mapped file gets SIGBUS
** from the system, and ends there. Exchange it by viet_gazetteer_save, or by
** renaming another one, which is safe.
*/
typedef struct viet_mapping {
  const viet_gazetteer *gazetteer;  /* lives until the mapping is closed */
  uint32_t version;  /* of the format; that of the file if the opening ended
                        with VIET_EVERSION, otherwise 0 if it failed */
  const void *block;                /* what is in the file, */
  size_t block_bytes;
  void *memory;                     /* and where */
  size_t bytes;
  const viet_allocator *allocator;  /* of a copy; NULL: it is mapped */
} viet_mapping;

/* Opens a file: viet_gazetteer_check, or VIET_EFILE, ENOFILE, ENOMEM. */
viet_status viet_mapping_open (viet_mapping *self, const char *path,
                               unsigned flags,
                               const viet_allocator *allocator);

void viet_mapping_close (viet_mapping *self);

/* }------------------------------------------------------------------ */


/*
** {------------------------------------------------------------------
** Searching
** -------------------------------------------------------------------
*/

typedef enum viet_match_kind {
  VIET_LONGEST,      /* leftmost-longest: no two spans overlap */
  VIET_FIRST,        /* leftmost-first: of the names that begin leftmost that
                        of the highest priority, then of the lowest entry,
                        and what shares its span; no two spans overlap */
  VIET_OVERLAPPING,  /* every name at every place */
  VIET_OUTERMOST,    /* of these, those that are in no longer match */
  VIET_LONGEST_PER_TYPE  /* leftmost-longest among the entries of each type
                            on their own */
} viet_match_kind;

/* What may stand between two tokens of a name; white space always may. */
enum {
  VIET_GAP_LINE = 1,    /* line ends */
  VIET_GAP_HYPHEN = 2,  /* a hyphen or dash that the name has not */
  VIET_GAP_PUNCT = 4    /* any one punctuation character */
};

/* hyphens and punctuation that a match may have in it, at most; none is the
** same as the token before it */
#define VIET_MAX_GAPS 8

/* All zero is the usual search. */
typedef struct viet_search_rules {
  viet_match_kind kind;
  unsigned gaps;             /* VIET_GAP_... */
  bool glued;                /* words that were glued together are searched
                                as what viet_glued_build cuts them into, to
                                which tokens of names are known as well:
                                "Azerbaijancủa"; tokens of matches are those
                                that they stand in */
  bool inside;               /* names may begin and end inside of tokens, but
                                not of letters: "Mỹ" in "#chốngMỹ2024"; no
                                white space is needed between their own
                                tokens, so that 'glued' adds nothing. A token
                                of theirs of more than VIET_INSIDE_LETTERS
                                letters begins with one of the text */
  int32_t as_of;             /* only entries that hold on that day, as
                                20210701; 0: all */
  const char *const *types;  /* only entries of these types, as strings with
                                a NUL; NULL: all */
  size_t type_count;
} viet_search_rules;

/*
** What is searched: gazetteers one over the other. Entries that 'removed'
** has a bit for (bit e % 32 of number e / 32) are not found; it has
** 'removed_count' numbers, and may be NULL.
*/
typedef struct viet_layer {
  const viet_gazetteer *gazetteer;
  const uint32_t *removed;
  size_t removed_count;
} viet_layer;

#define VIET_MAX_LAYERS 8
#define VIET_INSIDE_LETTERS 128

typedef struct viet_match {
  uint32_t first;        /* bytes of the text */
  uint32_t end;
  uint32_t first_token;
  uint32_t end_token;
  uint32_t entry;
  uint32_t name;         /* index of the name, as it was added */
  uint32_t layer;        /* index of the gazetteer that has it */
  viet_level level;      /* the strictest level at which it holds */
} viet_match;

/* The scratch of a search, of one thread at a time. It remembers the
** spellings that it has seen: keep it for many texts. */
typedef struct viet_search viet_search;

/*
** Makes a search of 1 to VIET_MAX_LAYERS layers, whose gazetteers (and bits)
** have to outlive it and stay where they are; the rules are copied. It is at
** the end of an empty text.
*/
viet_status viet_search_open (const viet_layer *layers, size_t count,
                              const viet_search_rules *rules,
                              const viet_allocator *allocator,
                              viet_search **result);

/*
** The same beside a search of the same layers, or NULL. If both search
** 'inside' of tokens, they share what all names look like, which takes long
** to find out. Searches beside each other are of one thread, and are closed
** in any order.
*/
viet_status viet_search_open_beside (const viet_layer *layers, size_t count,
                                     const viet_search_rules *rules,
                                     const viet_search *beside,
                                     const viet_allocator *allocator,
                                     viet_search **result);

void viet_search_close (viet_search *self);  /* NULL is allowed */

/* Starts over a text, or the tokens of one: the matches are the same. The
** search points to it until its end, or until it starts anew. */
viet_status viet_search_text (viet_search *self, const char *text,
                              size_t bytes);
viet_status viet_search_tokens (viet_search *self,
                                const viet_tokens *tokens);

/*
** The next match, in order of start, longer ones first, then of priority,
** higher ones first, then of layer and entry; false after the last, and
** when memory runs out. Entries that share a name give one match each, with
** the same span, at the strictest level of their names there.
*/
bool viet_search_next (viet_search *self, viet_match *match);

/* VIET_ENOMEM if the search stopped for want of memory, else VIET_OK. */
viet_status viet_search_status (const viet_search *self);

/* Gives each match that is left to 'each'; stops when that returns false. */
typedef bool viet_match_function (void *context, const viet_match *match);
viet_status viet_search_each (viet_search *self, viet_match_function *each,
                              void *context);

/* }------------------------------------------------------------------ */


/*
** {------------------------------------------------------------------
** Fuzzy searching
**
** Finds mistyped names, too. What each slip costs is counted in parts of an
** edit, VIET_FUZZY_EDIT of which are one letter more, less, or in place of
** an unrelated one: a missing mark or tone costs 3, a letter that sounds
** alike (s and x, d and gi, ch and tr) or is doubled 4, a neighbouring key
** 9. Foreign names that are written as they are heard ("Xéc-gây") are told
** by ear, which costs less. A hyphen more or less, or for a space, costs 2.
** A word of n letters may cost n - 1 halves of an edit, a name the edits that
** are asked for. In a name of one or two words of up to 3 letters, or of one
** syllable, the base letters have to be right, and capitals kept; any one word
** has to keep its capital, and may cost half as much.
** -------------------------------------------------------------------
*/

#define VIET_FUZZY_EDIT 12
#define VIET_FUZZY_MAX_EDITS 3

typedef struct viet_fuzzy_rules {
  unsigned edits;            /* 1 to VIET_FUZZY_MAX_EDITS, for a name */
  bool overlapping;          /* all hits; otherwise of those that overlap the
                                one with the best score, then the longest,
                                then the leftmost */
  bool across_lines;         /* may a name go on in the next line? */
  int32_t as_of;             /* as in viet_search_rules */
  const char *const *types;
  size_t type_count;
} viet_fuzzy_rules;

typedef struct viet_fuzzy_match {
  viet_match match;  /* its level is VIET_LEVELS if it is fuzzy */
  double score;      /* 1: as viet_search finds it; otherwise above 0 */
} viet_fuzzy_match;

/* Layers made ready for fuzzy searches: their names, by words. */
typedef struct viet_fuzzy viet_fuzzy;

/* Takes time and memory as building the gazetteers does: keep it. What the
** layers point to has to outlive it and stay where it is. */
viet_status viet_fuzzy_open (const viet_layer *layers, size_t count,
                             const viet_allocator *allocator,
                             viet_fuzzy **result);

void viet_fuzzy_close (viet_fuzzy *self);  /* NULL is allowed */

/*
** All matches in a text that was cut, in order of start, longer ones first,
** then better ones, then of layer and entry. '*result' is a block of
** '*count' elements, which the caller frees; NULL if there are none. What
** viet_search finds (VIET_LONGEST, or VIET_OVERLAPPING) is among them with
** the score 1, and hidden by no other. May be called by many threads at
** once. VIET_EINVAL: no such count of edits. At a start where very many
** names are nearly alike some may be left out, the same ones each time: the
** work at each token is limited.
*/
viet_status viet_fuzzy_search (const viet_fuzzy *self,
                               const viet_fuzzy_rules *rules,
                               const viet_tokens *tokens,
                               const viet_allocator *allocator,
                               viet_fuzzy_match **result, size_t *count);

/* }------------------------------------------------------------------ */

/* }================================================================== */


/*
** {==================================================================
** Patterns
** ===================================================================
*/

/*
** Rules over the tokens of a text and over layers of spans, compiled
** together and searched in one pass. README.md tells the language:
**
**     who:<PERSON/> "hội đàm" "với"? whom:<PERSON/> within sentence
**
** The stages, each a file: text -> words of the language (pattern_lex.c) ->
** tree (pattern_parse.c) -> program (pattern_code.c), which knows what each
** rule is entered by (pattern_entry.c); then, for each text, its forms and
** spans as numbers (pattern_view.c), and the machine (pattern_machine.c)
** that tries each rule where its rarest element stands (pattern_search.c). Of
** a text that has no tokens yet only some lines are cut (pattern_text.c).
*/
typedef struct viet_pattern viet_pattern;

/* Which of the matches of a rule count. */
typedef enum viet_choose {
  VIET_CHOOSE_USUAL,    /* as LONGEST; as FIRST for a rule with a lazy
                           repetition, which would mean little otherwise */
  VIET_CHOOSE_LONGEST,  /* the leftmost, and of these the longest */
  VIET_CHOOSE_FIRST,    /* the leftmost, and of these the one that is tried
                           first: alternatives in order, greedy or lazy */
  VIET_CHOOSE_ALL       /* one for each start and end */
} viet_choose;

/*
** A text of the language. With a 'rule' name it is one pattern, the rule;
** without one (NULL) it holds statements: "let Name(x) = pattern" and
** "rule name (options) = pattern". Statements of all texts know each other.
*/
typedef struct viet_source {
  const char *text;  /* UTF-8 */
  size_t bytes;
  const char *rule;
  viet_level level;  /* of words that name none */
  viet_choose choose;
  int32_t priority;  /* of rules that name none; the highest is served
                        first */
  bool consume;      /* do matches take their tokens away from others? */
  uint32_t most;     /* tokens of a match, of rules that do not say it; 0: any
                        number */
} viet_source;

/* A list of names, each ended by a NUL. */
typedef struct viet_names {
  const char *const *items;
  size_t count;
} viet_names;

/* What the patterns may name. */
typedef struct viet_lexicon {
  viet_names layers;      /* "line", "sentence", "document" are known */
  viet_names attributes;  /* of spans */
  viet_names gazetteers;
} viet_lexicon;

#define VIET_FAULT_BYTES 240

/* What is wrong with a pattern, and where. */
typedef struct viet_fault {
  size_t source;    /* index of the text */
  size_t first;     /* bytes of the text */
  size_t end;
  char message[VIET_FAULT_BYTES];  /* "expected ')'", ended by a NUL */
} viet_fault;

/* limits of patterns */
#define VIET_MAX_PATTERN_BYTES ((size_t)1 << 26)  /* of all texts */
#define VIET_MAX_PATTERN_DEPTH 100      /* of brackets and of references */
#define VIET_MAX_RULE_CODE 100000       /* instructions of one rule */
#define VIET_MAX_REPEAT 1000            /* the n of {n} and near(n) */
#define VIET_MAX_MOST 1000000           /* the n of most=n */

/*
** Compiles 'count' texts, which are not needed afterwards. On VIET_EPATTERN
** (and VIET_EUTF8) '*fault' tells what is wrong. The result never changes,
** may be used by many threads at once, and is for viet_pattern_close.
*/
viet_status viet_pattern_open (const viet_source *sources, size_t count,
                               const viet_lexicon *lexicon,
                               const viet_allocator *allocator,
                               viet_pattern **result, viet_fault *fault);

void viet_pattern_close (viet_pattern *self);  /* NULL is allowed */

size_t viet_pattern_rule_count (const viet_pattern *self);

/* What is known of a rule. The strings belong to the pattern. */
typedef struct viet_rule {
  const char *name;
  size_t source;     /* the text that it stands in, */
  size_t first;      /* and where its pattern stands there, bytes */
  size_t end;
  size_t first_capture;  /* its captures: their numbers */
  size_t end_capture;
  viet_choose choose;
  int32_t priority;
  bool consume;
} viet_rule;

viet_rule viet_pattern_rule (const viet_pattern *self, size_t rule);

/*
** The captures of all rules, those of one rule together. '*is_list' tells
** whether the capture can occur more than once in a match.
*/
size_t viet_pattern_capture_count (const viet_pattern *self);
const char *viet_pattern_capture (const viet_pattern *self, size_t capture,
                                  bool *is_list);

/*
** The layers that the patterns read, gazetteers among them, and for each
** the attributes, in the order in which a search wants them.
*/
size_t viet_pattern_layer_count (const viet_pattern *self);
const char *viet_pattern_layer (const viet_pattern *self, size_t layer,
                                bool *is_gazetteer);
size_t viet_pattern_attribute_count (const viet_pattern *self,
                                     size_t layer);
const char *viet_pattern_attribute (const viet_pattern *self, size_t layer,
                                    size_t attribute);

/*
** What the patterns ask of the entries of gazetteers: so that a caller who has
** them can tell a value that none has.
*/
typedef struct viet_asked {
  size_t layer;      /* the gazetteer, */
  size_t attribute;  /* and the attribute that is compared, */
  const char *text;  /* with this value, or several with '|' between them;
                        NULL: with what is no plain value */
  size_t source;     /* the text where it stands, and its bytes */
  size_t first;
  size_t end;
} viet_asked;

size_t viet_pattern_asked_count (const viet_pattern *self);
viet_asked viet_pattern_asked (const viet_pattern *self, size_t asked);

/* The value of an attribute of a span; NULL: it has none. */
typedef struct viet_value {
  const char *text;
  size_t bytes;
} viet_value;

/*
** The spans of a layer in a text, in order of their first bytes; of a
** gazetteer, its matches in the tokens of the text, or their spans. 'values'
** has a row for each span, and in each row a value for each attribute that
** the patterns read; NULL: a viet_layer_reader is asked for each value.
*/
typedef struct viet_span_layer {
  const uint32_t (*spans)[2];  /* first and end, bytes */
  const viet_match *matches;   /* or these; both NULL: the reader is asked */
  size_t count;                /* of spans, or of matches */
  const viet_value *values;
  uint64_t gazetteer;          /* tells the gazetteer of the matches apart from
                                  all others; 0: it is not told */
  size_t entries;              /* that it has */
} viet_span_layer;

/* What reads layers when a search needs them: a rule of which nothing stands
** in the text needs none. */
typedef struct viet_layer_reader {
  void *context;
  viet_status (*layer) (void *context, size_t layer, viet_span_layer *to);
  viet_status (*span) (void *context, size_t layer, size_t span,
                       uint32_t bytes[2]);
  /* The value holds until the next one is asked for. */
  viet_value (*value) (void *context, size_t layer, size_t span,
                       size_t attribute);
} viet_layer_reader;

/*
** What a pattern remembers from text to text: what words are to it, if the
** tokens are of the same viet_spellings, and what entries of gazetteers are.
** Of one thread at a time; the pattern has to outlive it.
*/
typedef struct viet_memory viet_memory;

viet_status viet_memory_open (const viet_pattern *pattern,
                              const viet_allocator *allocator,
                              viet_memory **result);

void viet_memory_close (viet_memory *self);  /* NULL is allowed */

/*
** Room for what searches make and throw away, of any patterns: the processor's
** caches have it at hand then. For one search at a time.
*/
typedef struct viet_scratch viet_scratch;

viet_status viet_scratch_open (const viet_allocator *allocator,
                               viet_scratch **result);

void viet_scratch_close (viet_scratch *self);  /* NULL is allowed */

/* What a search did for a rule. */
typedef struct viet_effort {
  uint64_t tries;        /* places where it was tried */
  uint64_t steps;        /* instructions of the machine */
  uint64_t nanoseconds;  /* by the clock */
} viet_effort;

/* A text to search. */
typedef struct viet_subject {
  const char *text;
  size_t bytes;
  const viet_tokens *tokens;
  const viet_span_layer *layers;  /* one for each layer of the pattern, */
  const viet_layer_reader *reader;  /* or, if NULL, what reads them */
  uint64_t steps;  /* the most steps for one rule, for each token of the
                      text; 0: VIET_STEPS */
  viet_effort *efforts;  /* one for each rule, to which a search adds what it
                            does; NULL: that is not measured */
  viet_memory *memory;  /* NULL: none */
  viet_scratch *scratch;  /* NULL: the search, or the memory, has its own */
  const uint32_t (*inside)[2];  /* spans of bytes, in order of their first:
                                   each match lies in one of them, and
                                   nothing outside is looked at; NULL: all
                                   of the text */
  size_t inside_count;
} viet_subject;

#define VIET_STEPS 1000

typedef struct viet_capture {
  uint32_t capture;      /* its number */
  uint32_t first;        /* bytes of the text */
  uint32_t end;
  uint32_t first_token;
  uint32_t end_token;
  uint32_t layer;        /* of the one span that it is, or UINT32_MAX */
  uint32_t span;         /* index of the span */
} viet_capture;

typedef struct viet_finding {
  uint32_t first;          /* bytes of the text */
  uint32_t end;
  uint32_t first_token;
  uint32_t end_token;
  uint32_t rule;
  uint32_t first_capture;  /* of all captures of the search */
  uint32_t end_capture;
} viet_finding;

/* What a search found: one block. */
typedef struct viet_findings viet_findings;

/*
** All matches of all rules, in order of start, longer ones first, then of
** priority and rule. No match is empty. A rule whose matches consume gets no
** token that one of a higher priority has, nor, among equals, one that
** begins further left or is longer there. On VIET_ELIMIT '*rule' is the
** rule that took too long.
*/
viet_status viet_pattern_search (const viet_pattern *self,
                                 const viet_subject *subject,
                                 const viet_allocator *allocator,
                                 viet_findings **result, size_t *rule);

/*
** The same for a text of which there are no tokens yet: subject->tokens is
** not looked at, and those that are needed are cut. Where each match has to
** lie in a line and to have one of some words, at VIET_EXACT, VIET_CASE or
** VIET_PLACEMENT, lines that have none of them are passed over, at some
** gigabytes in a second; then a rule that takes many steps where it does
** match may end in VIET_ELIMIT later than viet_pattern_search, never sooner.
** If not 'numbered', the numbers of tokens in what is found mean nothing,
** which saves counting those that are passed over. The spellings are of the
** same thread.
*/
viet_status viet_pattern_search_text (const viet_pattern *self,
                                      const viet_subject *subject,
                                      viet_spellings *spellings,
                                      bool numbered,
                                      const viet_allocator *allocator,
                                      viet_findings **result,
                                      size_t *rule);

/* Are there lines that it may pass over? */
bool viet_pattern_is_filtered (const viet_pattern *self);

size_t viet_findings_bytes (const viet_findings *self);
size_t viet_findings_count (const viet_findings *self);
const viet_finding *viet_findings_array (const viet_findings *self);
const viet_capture *viet_findings_captures (const viet_findings *self);

/* An element of a rule, and the tokens where it matched. */
typedef struct viet_step {
  uint32_t source;       /* the text in which the element stands, */
  uint32_t first;        /* and where, bytes */
  uint32_t end;
  uint32_t first_token;
  uint32_t end_token;
} viet_step;

/*
** How far a rule gets from a token on: the elements that matched on the way
** that went furthest, and those that were wanted behind them. One block.
*/
typedef struct viet_explanation {
  size_t bytes;          /* of this block */
  bool matched;          /* then there is nothing wanted */
  uint32_t first_token;  /* where the rule was tried */
  uint32_t end_token;    /* how far it got */
  uint32_t window_end;   /* the token behind its line, sentence ... */
  uint32_t step_count;   /* matched elements */
  uint32_t wanted_count; /* wanted elements, which follow them */
  viet_step steps[];
} viet_explanation;

/*
** Tries one rule from each token of ['first', 'end') on, whatever others
** find, and explains the try that went furthest: by elements, then tokens.
*/
viet_status viet_pattern_explain (const viet_pattern *self, size_t rule,
                                  const viet_subject *subject,
                                  size_t first, size_t end,
                                  const viet_allocator *allocator,
                                  viet_explanation **result);

/* }================================================================== */

#ifdef __cplusplus
}
#endif

#endif
