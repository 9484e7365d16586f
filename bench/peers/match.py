"""Times pyahocorasick, FlashText and spaCy's PhraseMatcher.

    match.py NAMES COUNT SLICE

Reads the first COUNT lines of NAMES, the text SLICE.txt, and SLICE.tokens:
first and last byte + 1 of each token, as 32-bit numbers. Prints a line for
each engine: key, name, seconds of a pass, hits, and the sum of 31 * first
token + last token over them. What these engines need to know of tokens is
looked up before the clock runs.
"""

import gc
import importlib.metadata
import statistics
import sys
import time
from array import array

PASSES = 3
LINES = 20   # of a text for spaCy, as an article has


def read_tokens(path):
    """Pairs of first and end, in bytes."""
    numbers = array("I")
    with open(path, "rb") as file:
        numbers.frombytes(file.read())
    return list(zip(numbers[::2], numbers[1::2]))


class Text:
    """The slice, with its tokens in code points, as Python counts."""

    def __init__(self, path):
        with open(path + ".txt", "rb") as file:
            data = file.read()
        self.string = data.decode()
        self.starts = array("i", [-1]) * (len(self.string) + 1)
        self.ends = array("i", [-1]) * (len(self.string) + 1)
        self.words, self.gaps = [], []
        at = bytes_done = 0
        for number, (first, end) in enumerate(read_tokens(path + ".tokens")):
            gap = data[bytes_done:first].decode()
            word = data[first:end].decode()
            at += len(gap)
            self.starts[at] = number
            at += len(word)
            self.ends[at] = number
            self.gaps.append(gap)
            self.words.append(word)
            bytes_done = end


def count(hits):
    """Hits of whole tokens, given as pairs of tokens; -1 is no edge."""
    number = total = 0
    for first, last in hits:
        if first >= 0 and last >= 0:
            number += 1
            total += 31 * first + last
    return number, total


def report(key, package, one_pass, label=""):
    """Runs a function that returns a count and a sum."""
    result = one_pass()
    seconds = []
    for _ in range(PASSES):
        gc.collect()
        start = time.process_time()
        result = one_pass()
        seconds.append(time.process_time() - start)
    version = importlib.metadata.version(package)
    print(key, f"{package} {version}{label}", statistics.median(seconds),
          *result, sep="\t", flush=True)


def run_ahocorasick(names, text):
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, len(name))
    automaton.make_automaton()
    starts, ends = text.starts, text.ends

    def found(iterate):
        return count((starts[last - length + 1], ends[last + 1])
                     for last, length in iterate(text.string))

    report("all", "pyahocorasick", lambda: found(automaton.iter))
    report("longest", "pyahocorasick", lambda: found(automaton.iter_long))


def run_flashtext(names, text):
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    letters = {c for c in set(text.string) if c.isalnum()}
    processor.set_non_word_boundaries(letters | {"_"})
    for name in names:
        processor.add_keyword(name)
    starts, ends = text.starts, text.ends

    def found():
        hits = processor.extract_keywords(text.string, span_info=True)
        return count((starts[first], ends[end]) for _, first, end in hits)

    report("flashtext", "flashtext", found)


def pieces_of(string):
    """Some lines at a time, each with where it begins."""
    lines = string.splitlines(keepends=True)
    pieces, at = [], 0
    for i in range(0, len(lines), LINES):
        pieces.append((at, "".join(lines[i:i + LINES])))
        at += len(pieces[-1][1])
    return pieces


def run_spacy(names, text):
    """From raw text, with the tokenizer of no language in particular, as
    that of Vietnamese needs pyvi; and from our tokens, of which only that
    they are made a Doc is counted. Its tokenizer remembers words between
    texts, if these are short."""
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    nlp = spacy.blank("xx")
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("NAME", [Doc(nlp.vocab, words=name.split())
                         for name in names])
    words, numbers = [], []   # line ends are tokens to spaCy
    for number, word in enumerate(text.words):
        if text.gaps[number] == "\n":
            words.append("\n")
            numbers.append(-1)
        words.append(word)
        numbers.append(number)

    pieces = pieces_of(text.string)

    def hits():
        for base, piece in pieces:
            doc = nlp(piece)
            for _, first, end in matcher(doc):
                last = doc[end - 1]
                yield (text.starts[base + doc[first].idx],
                       text.ends[base + last.idx + len(last)])

    def from_text():
        return count(hits())

    def from_tokens():
        doc = Doc(nlp.vocab, words=words)
        return count((numbers[first], numbers[end - 1])
                     for _, first, end in matcher(doc))

    report("spacy", "spacy", from_text, " PhraseMatcher")
    report("spacy_tokens", "spacy", from_tokens, " PhraseMatcher, tokens given")


def main(names_path, limit, slice_path):
    with open(names_path, encoding="utf-8") as file:
        names = [line.rstrip("\n") for _, line in zip(range(limit), file)]
    text = Text(slice_path)
    run_ahocorasick(names, text)
    run_flashtext(names, text)
    run_spacy(names, text)


main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
