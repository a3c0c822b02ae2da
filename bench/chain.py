#!/usr/bin/python3
"""Measures duizhao against the chain of programs that people would otherwise string
together, on the same PDF reports in the same run:

    pdftotext -> jieba and an aligner by length (chain_align.py) -> recognizers-text (chain_numbers.js)

    bench/chain.py DUIZHAO PDF...

prints the CPU, user and system, that each takes for a report. Each program of the
chain gets all reports in one call, so that its start counts once, as duizhao's does;
duizhao writes everything it usually writes: workbooks, data, page. The two take turns,
three times; the least of each is taken, which other work on the machine disturbs least.
"""
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROUNDS = int(os.environ.get("ROUNDS", "3"))


def cpu(*command):
    """Seconds of CPU that a command and its children take."""
    def used():
        r = resource.getrusage(resource.RUSAGE_CHILDREN)
        return r.ru_utime + r.ru_stime

    before = used()
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"{command[0]}: exit {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return used() - before


def chain(pdfs, kinds, work):
    """CPU of each link of the chain."""
    links = {"pdftotext": 0.0}
    texts = []
    for pdf in pdfs:
        text = work / (pdf.stem + ".txt")
        links["pdftotext"] += cpu("pdftotext", "-enc", "UTF-8", pdf, text)
        texts.append(text)
    links["jieba, aligner by length"] = cpu("/usr/bin/python3", HERE / "chain_align.py", work, *texts)
    links["recognizers-text"] = cpu("node", HERE / "chain_numbers.js", kinds, *(t.with_suffix(".json") for t in texts))
    return links


def once(program, pdfs, kinds):
    with tempfile.TemporaryDirectory() as d:
        work = Path(d)
        links = chain(pdfs, kinds, work)
        ours = cpu(program, "run", *pdfs, "-o", work / "out")
    return ours, links


def measure(name, program, pdfs):
    print(f"\n{name}: {len(pdfs)} report{'s' if len(pdfs) > 1 else ''}, ms of CPU per report")
    for kinds, words in (("number", "numbers and percentages"), ("all", "also ordinals, currencies, dates")):
        runs = [once(program, pdfs, kinds) for _ in range(ROUNDS)]
        ms = 1000 / len(pdfs)
        ours = min(r[0] for r in runs) * ms
        links = min((r[1] for r in runs), key=lambda l: sum(l.values()))
        theirs = sum(links.values()) * ms
        parts = ", ".join(f"{k} {v * ms:.0f}" for k, v in links.items())
        print(f"  chain, {words}: {theirs:.0f} ({parts}); duizhao, everything written: {ours:.0f}; {theirs / ours:.1f} times")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program = Path(sys.argv[1]).resolve()
    pdfs = [Path(p).resolve() for p in sys.argv[2:]]
    measure("all of them", program, pdfs)
    lone = [p for p in pdfs if p.stem == "lo_word"]
    if lone and len(pdfs) > 1:
        measure("lo_word.pdf alone", program, lone)


main()
