"""Times spaCy's Matcher on token rules.

    pattern.py RULES SLICE

RULES has a line of JSON for each rule: its token patterns. Reads SLICE.txt,
and SLICE.tokens: first and last byte + 1 of each token, as 32-bit numbers.
Prints a line for each way to get tokens: key, name, seconds of a pass,
matches, and the sum of 31 * first + end over them, in bytes.
"""

import gc
import importlib.metadata
import json
import sys
import time
from array import array

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc

LINES = 20   # of a text, as an article has


def read_docs(path):
    """Words of some lines at a time, and the bytes of each; -1 is a line
    end, which is a token to spaCy."""
    with open(path + ".txt", "rb") as file:
        data = file.read()
    numbers = array("I")
    with open(path + ".tokens", "rb") as file:
        numbers.frombytes(file.read())
    docs, words, places, lines, end = [], [], [], 0, 0
    for first, last in zip(numbers[::2], numbers[1::2]):
        if b"\n" in data[end:first]:
            words.append("\n")
            places.append((-1, -1))
            lines += 1
            if lines % LINES == 0:
                docs.append((words, places))
                words, places = [], []
        words.append(data[first:last].decode())
        places.append((first, last))
        end = last
    docs.append((words, places))
    return docs


def find(matcher, vocab, docs):
    """All matches, each once: a rule is several patterns."""
    number = total = 0
    for words, places in docs:
        doc = Doc(vocab, words=words)
        for _, first, end in set(matcher(doc)):
            number += 1
            total += 31 * places[first][0] + places[end - 1][1]
    return number, total


def main(rules_path, slice_path):
    nlp = spacy.blank("xx")
    matcher = Matcher(nlp.vocab)
    with open(rules_path, encoding="utf-8") as file:
        for number, line in enumerate(file):
            matcher.add(f"r{number}", json.loads(line))
    docs = read_docs(slice_path)
    find(matcher, nlp.vocab, docs[:10])
    gc.collect()
    start = time.process_time()
    result = find(matcher, nlp.vocab, docs)
    seconds = time.process_time() - start
    version = importlib.metadata.version("spacy")
    print("spacy", f"spacy {version} Matcher, tokens given", seconds,
          *result, sep="\t")


main(sys.argv[1], sys.argv[2])
