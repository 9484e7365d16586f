/*
** syllable.c
** A word is a syllable if it splits into an onset, a rime of the list
** below and at most one tone, and if these go together:
**
**   k gh ngh   only before e ê i y;   c g ng   only elsewhere, but 'g'
**              before i (gì, gìn); 'c' not before a glide (qua, not coa)
**   qu         before a ă â e ê i y ơ and in "quốc"
**   gi         not before i y; "giếng" is gi + iêng, written with one i
**   y          alone after an onset (kỹ); yê only without onset or
**              after 'qu'; iê never without onset
**   p t c ch   at the end allow only sắc and nặng
**
** That makes 17,199 syllables with "quốc", "quộc" and "gịa", which are
** exceptions. By the rules alone there are 17,294, of 3,755 without tones:
** these know c before oa, oă and oe ("coa", 98 with tones) and none of the
** three. Speech has the sounds, but they are written with qu, so that a
** "coa" in a text is an abbreviation or foreign, and no syllable here.
*/

#include "text/syllable.h"

#include <string.h>

#include "text/utf8.h"


/* Vowels and coda of every rime, in the order of their bytes. */
static const char *const rimes[] = {
  "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au",
  "ay", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "i", "ia", "ich",
  "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp",
  "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang",
  "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi",
  "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng",
  "oăt", "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya",
  "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "uân", "uâng",
  "uât", "uây", "uê", "uêch", "uênh", "uôc", "uôi", "uôm", "uôn", "uông",
  "uôt", "uơ", "y", "ynh", "yt", "yêm", "yên", "yêng", "yêt", "yêu", "âc",
  "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên", "ênh",
  "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc",
  "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư",
  "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm",
  "ươn", "ương", "ươp", "ươt", "ươu",
};

#define RIMES (sizeof(rimes) / sizeof(rimes[0]))


/* How an onset chooses among the rimes. */
typedef enum onset_kind {
  NO_ONSET,
  ONSET_ANY,    /* b ch d đ h kh l m n nh p ph r s t th tr v x */
  ONSET_C,
  ONSET_G,
  ONSET_NG,
  ONSET_K,
  ONSET_GH,     /* gh and ngh */
  ONSET_QU,
  ONSET_GI,
  ONSET_WRONG   /* none of these */
} onset_kind;

static const struct onset {
  const char *letters;
  onset_kind kind;
} onsets[] = {
  {"", NO_ONSET}, {"b", ONSET_ANY}, {"c", ONSET_C}, {"ch", ONSET_ANY},
  {"d", ONSET_ANY}, {"đ", ONSET_ANY}, {"g", ONSET_G}, {"gh", ONSET_GH},
  {"gi", ONSET_GI}, {"h", ONSET_ANY}, {"k", ONSET_K}, {"kh", ONSET_ANY},
  {"l", ONSET_ANY}, {"m", ONSET_ANY}, {"n", ONSET_ANY}, {"ng", ONSET_NG},
  {"ngh", ONSET_GH}, {"nh", ONSET_ANY}, {"p", ONSET_ANY},
  {"ph", ONSET_ANY}, {"qu", ONSET_QU}, {"r", ONSET_ANY}, {"s", ONSET_ANY},
  {"t", ONSET_ANY}, {"th", ONSET_ANY}, {"tr", ONSET_ANY},
  {"v", ONSET_ANY}, {"x", ONSET_ANY},
};

#define ONSETS (sizeof(onsets) / sizeof(onsets[0]))


/* A word's letters in lower case, without tones. */
typedef struct spelling {
  size_t count;                              /* letters */
  uint16_t letter[VIET_SYLLABLE_LETTERS];    /* code points */
  bool vowel[VIET_SYLLABLE_LETTERS];
  bool marked[VIET_SYLLABLE_LETTERS];        /* a vowel like â ă ơ? */
  size_t tone_at;                            /* 'count' if there is none */
  viet_tone tone;
} spelling;


/* Letters [first, end) as UTF-8, which a table of strings can be asked. */
static void write_letters (const spelling *word, size_t first, size_t end,
                           char *out) {
  for (size_t i = first; i < end; i++)
    out += viet_utf8_encode(out, word->letter[i]);
  *out = '\0';
}


/* Finds two tones, or a tone that no vowel carries. */
static viet_verdict spell (spelling *word, const viet_letter *letters,
                           size_t count) {
  *word = (spelling){.count = count, .tone_at = count};
  for (size_t i = 0; i < count; i++) {
    viet_letter letter = letters[i];
    word->vowel[i] = viet_letter_is_vowel(letter);
    word->marked[i] = letter.mark != VIET_PLAIN;
    if (letter.tone != VIET_NGANG) {
      if (word->tone != VIET_NGANG) return VIET_TWO_TONES;
      if (!word->vowel[i]) return VIET_BAD_LETTER;
      word->tone = (viet_tone)letter.tone;
      word->tone_at = i;
    }
    letter.tone = VIET_NGANG;
    letter.upper = false;
    word->letter[i] = (uint16_t)viet_letter_code_point(letter);
  }
  return VIET_VALID;
}


static size_t skip (const spelling *word, size_t at, bool vowels) {
  while (at < word->count && word->vowel[at] == vowels) at++;
  return at;
}


/* The end of the onset: its consonants, and the u of 'qu', the i of 'gi'
** before a vowel. */
static size_t onset_end (const spelling *word) {
  size_t end = skip(word, 0, false);
  if (end != 1 || word->count < 2) return end;
  if (word->letter[0] == 'q') return word->letter[1] == 'u' ? 2 : 1;
  bool gi = word->letter[0] == 'g' && word->letter[1] == 'i';
  return gi && word->count > 2 && word->vowel[2] ? 2 : end;
}


/* Most strings differ in the first byte: that is all that is looked at. */
static bool is_same (const char *a, const char *b) {
  return *a == *b && strcmp(a, b) == 0;
}


static onset_kind kind_of_onset (const spelling *word, size_t end) {
  char letters[VIET_SYLLABLE_LETTERS * 4 + 1];
  write_letters(word, 0, end, letters);
  for (size_t i = 0; i < ONSETS; i++)
    if (is_same(onsets[i].letters, letters)) return onsets[i].kind;
  return ONSET_WRONG;
}


static bool is_rime (const char *rime) {
  size_t low = 0, high = RIMES;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strcmp(rime, rimes[middle]);
    if (order == 0) return true;
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return false;
}


static bool begins (const char *rime, const char *prefix) {
  return strncmp(rime, prefix, strlen(prefix)) == 0;
}


/* Does a rounded glide, written o or u, open the vowels [first, end)? */
static bool has_glide (const spelling *word, size_t first, size_t end) {
  if (end - first < 2) return false;
  uint16_t second = word->letter[first + 1];
  if (word->letter[first] == 'o')
    return second == 'a' || second == 0x103 /* ă */ || second == 'e';
  return word->letter[first] == 'u'
      && (second == 'y' || second == 0xE2 /* â */
          || second == 0xEA /* ê */ || second == 0x1A1 /* ơ */);
}


static bool is_front (const char *rime) {
  return rime[0] == 'e' || rime[0] == 'i' || rime[0] == 'y'
      || begins(rime, "ê");
}


static bool fits_y (onset_kind onset, const char *rime) {
  if (onset == ONSET_QU) return true;
  if (begins(rime, "yê")) return onset == NO_ONSET;
  return strcmp(rime, "y") == 0
      && (onset == NO_ONSET || onset == ONSET_ANY || onset == ONSET_K);
}


static bool fits_qu (const char *rime) {
  if (begins(rime, "iê") || strcmp(rime, "ia") == 0) return false;
  return is_front(rime) || rime[0] == 'a' || begins(rime, "ă")
      || begins(rime, "â") || begins(rime, "ơ")
      || strcmp(rime, "ôc") == 0;
}


/* Does a rime that begins with y go with the onset? */
static viet_verdict judge_y (onset_kind onset, const char *rime) {
  if (fits_y(onset, rime)) return VIET_VALID;
  if (onset == ONSET_GI) return VIET_BAD_GI;
  return onset == ONSET_C || onset == ONSET_G || onset == ONSET_NG
       ? VIET_BAD_C : VIET_BAD_Y;
}


static viet_verdict unless (bool broken, viet_verdict verdict) {
  return broken ? verdict : VIET_VALID;
}


/* Does a rime of the list go with the onset? */
static viet_verdict judge (onset_kind onset, const char *rime,
                           bool glide) {
  bool front = is_front(rime), is_ie = begins(rime, "iê");
  if (rime[0] == 'y') return judge_y(onset, rime);
  switch (onset) {
    case ONSET_C:
      return front ? VIET_BAD_C : unless(glide, VIET_BAD_GLIDE);
    case ONSET_G:
      return unless(front && (rime[0] != 'i' || is_ie), VIET_BAD_C);
    case ONSET_NG: return unless(front, VIET_BAD_C);
    case ONSET_K:
    case ONSET_GH: return unless(!front, VIET_BAD_K);
    case ONSET_QU: return unless(!fits_qu(rime), VIET_BAD_QU);
    case ONSET_GI: return unless(rime[0] == 'i', VIET_BAD_GI);
    case NO_ONSET: return unless(is_ie, VIET_BAD_IE);
    case ONSET_WRONG: return VIET_BAD_ONSET;
    default: return VIET_VALID;
  }
}


/* The consonants from 'coda' on, or none: may they end a syllable? */
static bool is_coda (const spelling *word, size_t coda) {
  static const char *const codas[] = {
    "", "c", "ch", "m", "n", "ng", "nh", "p", "t"
  };
  char letters[VIET_SYLLABLE_LETTERS * 4 + 1];
  write_letters(word, coda, word->count, letters);
  for (size_t i = 0; i < sizeof(codas) / sizeof(codas[0]); i++)
    if (is_same(codas[i], letters)) return true;
  return false;
}


/* Do the letters from 'first' form a rime that the onset allows? Its
** vowels end at 'coda'. */
static viet_verdict judge_rime (const spelling *word, onset_kind onset,
                                size_t first, size_t coda) {
  char rime[VIET_SYLLABLE_LETTERS * 4 + 2] = "i";
  if (onset == ONSET_WRONG) return VIET_BAD_ONSET;
  write_letters(word, first, word->count, rime + 1);
  if (is_rime(rime + 1))
    return judge(onset, rime + 1, has_glide(word, first, coda));
  if (onset == ONSET_GI && begins(rime, "iê") && is_rime(rime))
    return VIET_VALID;
  return is_coda(word, coda) ? VIET_BAD_RIME : VIET_BAD_CODA;
}


/* Does the coda allow the tone? */
static bool fits_tone (const spelling *word, size_t coda) {
  if (coda == word->count || word->tone == VIET_SAC
      || word->tone == VIET_NANG) return true;
  uint16_t last = word->letter[word->count - 1];
  bool ch = last == 'h' && word->letter[word->count - 2] == 'c';
  return !ch && last != 'p' && last != 't' && last != 'c';
}


/*
** The vowel that carries the tone, among the letters [rime, coda), in a
** style. Only an open 'oa', 'oe' or 'uy' depends on it.
*/
static size_t tone_place (const spelling *word, size_t rime, size_t coda,
                          viet_style style) {
  for (size_t i = coda; i-- > rime; )
    if (word->marked[i]) return i;  /* ấ, ươ: the last marked vowel */
  size_t vowels = coda - rime;
  if (vowels == 1) return rime;
  if (vowels == 3 || coda < word->count) return rime + 1;
  char open[VIET_SYLLABLE_LETTERS * 4 + 1];
  write_letters(word, rime, coda, open);
  bool glide = strcmp(open, "oa") == 0 || strcmp(open, "oe") == 0
            || strcmp(open, "uy") == 0;
  return glide && style == VIET_STYLE_SECOND ? rime + 1 : rime;
}


/* "giặt gịa": the only word where 'gi' before a vowel is g + i. */
static bool is_gia (const spelling *word) {
  return word->count == 3 && word->letter[0] == 'g'
      && word->letter[1] == 'i' && word->letter[2] == 'a'
      && word->tone == VIET_NANG && word->tone_at == 1;
}


viet_shape viet_shape_of (const viet_letter *letters, size_t count) {
  size_t capitals = 0;
  for (size_t i = 0; i < count; i++) capitals += letters[i].upper;
  if (count == 0) return VIET_NO_CASE;
  if (capitals == 0) return VIET_LOWER;
  if (capitals == 1 && letters[0].upper) return VIET_TITLE;
  return capitals == count ? VIET_UPPER : VIET_MIXED;
}


/* Is the last of the vowels [first, end) a glide? "hai", "hau", "hao" */
static bool has_offglide (const spelling *word, size_t first, size_t end) {
  uint16_t last = word->letter[end - 1];
  return end == word->count && end - first > 1
      && (last == 'i' || last == 'y' || last == 'o' || last == 'u');
}


static void fill (viet_syllable *self, const spelling *word,
                  size_t rime, size_t coda) {
  self->valid = true;
  self->tone = word->tone;
  self->onset = (uint8_t)rime;
  self->rime = (uint8_t)(coda - rime);
  self->coda = (uint8_t)(word->count - coda);
  self->glide = has_glide(word, rime, coda);
  self->offglide = has_offglide(word, rime + self->glide, coda);
  self->first_at =
    (uint8_t)tone_place(word, rime, coda, VIET_STYLE_FIRST);
  self->second_at =
    (uint8_t)tone_place(word, rime, coda, VIET_STYLE_SECOND);
  self->tone_at = word->tone == VIET_NGANG ? self->first_at
                : (uint8_t)word->tone_at;
}


/* Splits the word into onset, vowels and coda. */
static viet_verdict take_apart (viet_syllable *self,
                                const spelling *word) {
  size_t onset = is_gia(word) ? 1 : onset_end(word);
  size_t coda = skip(word, onset, true);
  if (coda == onset) return VIET_NO_VOWEL;
  if (skip(word, coda, false) < word->count) return VIET_TWO_WORDS;
  viet_verdict verdict = judge_rime(word, kind_of_onset(word, onset),
                                    onset, coda);
  if (verdict != VIET_VALID) return verdict;
  if (!fits_tone(word, coda)) return VIET_BAD_TONE;
  fill(self, word, onset, coda);
  return VIET_VALID;
}


bool viet_syllable_of (viet_syllable *self, const viet_letter *letters,
                       size_t count) {
  spelling word;
  *self = (viet_syllable){.verdict = VIET_BAD_LENGTH};
  if (count == 0 || count > VIET_SYLLABLE_LETTERS) return false;
  self->verdict = spell(&word, letters, count);
  if (self->verdict != VIET_VALID) return false;
  self->shape = viet_shape_of(letters, count);
  self->verdict = take_apart(self, &word);
  return self->valid;
}


void viet_syllable_spell (const viet_syllable *self, viet_style style,
                          const viet_letter *word, viet_letter *letters) {
  size_t count = (size_t)self->onset + self->rime + self->coda;
  size_t tone_at = style == VIET_STYLE_SECOND ? self->second_at
                 : self->first_at;
  for (size_t i = 0; i < count; i++) {
    letters[i] = word[i];
    letters[i].upper = false;
    letters[i].tone = i == tone_at ? (uint8_t)self->tone : VIET_NGANG;
  }
}


bool viet_syllable_read (viet_syllable *self, const char *word,
                         size_t bytes,
                         viet_letter letters[VIET_SYLLABLE_LETTERS]) {
  size_t count = 0;
  *self = (viet_syllable){.verdict = VIET_BAD_LETTER};
  for (size_t at = 0; at < bytes; count++) {
    viet_letter letter;
    size_t length = viet_letter_read(&letter, word + at, bytes - at);
    if (length == 0) return false;
    if (count == VIET_SYLLABLE_LETTERS) {
      self->verdict = VIET_BAD_LENGTH;
      return false;
    }
    letters[count] = letter;
    at += length;
  }
  return viet_syllable_of(self, letters, count);
}


bool viet_syllable_parse (viet_syllable *self, const char *word,
                          size_t bytes) {
  viet_letter letters[VIET_SYLLABLE_LETTERS];
  return viet_syllable_read(self, word, bytes, letters);
}
