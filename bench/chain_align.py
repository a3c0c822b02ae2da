#!/usr/bin/python3
"""The middle of the chain that bench/chain.py measures: texts of reports, as pdftotext
writes them, are cut into paragraphs, sentences and words (jieba) and aligned by
length (Gale and Church, A Program for Aligning Sentences in Bilingual Corpora, 1993).

    chain_align.py OUT TEXT...

writes OUT/<name>.json for each text: the beads, each with its Chinese and English.
It is what a careful person would write in an afternoon, no more: no lexicon, no
layout, one pass over paragraphs and one over the sentences within each pair.
"""
import json
import logging
import math
import re
import sys
from pathlib import Path

import jieba

jieba.setLogLevel(logging.ERROR)

HAN = re.compile(r"[\u4e00-\u9fff]")
ZH_END = re.compile(r"(?<=[。！？；])")
EN_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z“\"])")
# Prior probabilities of the kinds of bead, from the paper.
PRIORS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
RATIO, VARIANCE = 3.4, 6.8  # English letters for a Chinese character, and the variance of that


def paragraphs(text):
    """Joins the lines of a page into paragraphs: one ends at a blank line, or at a
    line that ends a sentence."""
    out, now = [], ""
    for line in text.replace("\f", "\n\n").split("\n"):
        line = line.strip()
        if not line:
            if now:
                out.append(now)
            now = ""
            continue
        now += line if not now or HAN.search(now[-1] + line[0]) else " " + line
        if line[-1] in "。.":
            out.append(now)
            now = ""
    return out + ([now] if now else [])


def part(all_paragraphs):
    """Parts the paragraphs of a file by language."""
    zh, en = [], []
    for p in all_paragraphs:
        (zh if len(HAN.findall(p)) * 3 > len(p) else en).append(p)
    return zh, en


def cost(a, b):
    """Minus the log of how likely it is that texts of these lengths are each other's
    translation."""
    if a == 0 and b == 0:
        return 0.0
    mean = (a + b / RATIO) / 2
    delta = abs((b - a * RATIO) / math.sqrt(mean * VARIANCE * RATIO))
    p = 2 * (1 - 0.5 * (1 + math.erf(delta / math.sqrt(2))))
    return -math.log(max(p, 1e-300))


def align(zh, en):
    """Beads of two lists of texts by their lengths: pairs of lists."""
    n, m = len(zh), len(en)
    za = [0]
    for s in zh:
        za.append(za[-1] + len(s))
    ea = [0]
    for s in en:
        ea.append(ea[-1] + len(s))
    best = [[math.inf] * (m + 1) for _ in range(n + 1)]
    back = [[None] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0
    for i in range(n + 1):
        for j in range(m + 1):
            for (di, dj), prior in PRIORS.items():
                if i < di or j < dj or best[i - di][j - dj] == math.inf:
                    continue
                c = best[i - di][j - dj] + cost(za[i] - za[i - di], ea[j] - ea[j - dj]) - math.log(prior)
                if c < best[i][j]:
                    best[i][j], back[i][j] = c, (di, dj)
    beads, i, j = [], n, m
    while (i or j) and back[i][j]:
        di, dj = back[i][j]
        beads.append((zh[i - di:i], en[j - dj:j]))
        i, j = i - di, j - dj
    return beads[::-1]


def main():
    out = Path(sys.argv[1])
    for path in map(Path, sys.argv[2:]):
        zh, en = part(paragraphs(path.read_text(encoding="utf-8")))
        beads = []
        for z, e in align(zh, en):
            zs = [s for p in z for s in ZH_END.split(p) if s]
            es = [s for p in e for s in EN_END.split(p) if s]
            for zz, ee in align(zs, es):
                beads.append({"zh": zz, "en": ee, "words": [list(jieba.cut(s)) for s in zz]})
        (out / (path.stem + ".json")).write_text(json.dumps(beads, ensure_ascii=False), encoding="utf-8")


main()
