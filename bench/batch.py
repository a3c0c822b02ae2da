#!/usr/bin/python3
"""Measures runs over many reports, whose figures are known: speed, use of the cores,
memory, what an unchanged second run takes, whether the workbook is right to the
figure, and what each stage takes.

    bench/batch.py DUIZHAO [N N...]     (default 200 2000)

Reports are made by internal/corpus/gen, in text, HTML, DOCX and PDF in turn. TEXT=FILE
names a bilingual text of which copies about different places are run as well; the
report on 2022 beside the repository is taken where it lies there. Ratios within one
run are what counts: other work on the machine changes all else.
"""
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parent.parent
REPORT_2022 = ROOT.parent / "shared/seeds/nanjing-ip-2022.zh-en.txt"
CORES = len(os.sched_getaffinity(0))


class Run:
    """One run of a command: wall clock and CPU in seconds, memory in MB."""

    def __init__(self, *command, may=(0,)):
        self.memory, before, start = 0, spent(), time.monotonic()
        self.process = subprocess.Popen([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        watcher = threading.Thread(target=self.watch)
        watcher.start()
        self.said = self.process.stdout.read().decode()
        code = self.process.wait()
        self.wall, self.cpu = time.monotonic() - start, spent() - before
        watcher.join()
        if code not in may:
            sys.exit(f"{command[0]}: exit {code}\n{self.said[-3000:]}")

    def watch(self):
        """Takes the most memory that the command and its children held at one moment,
        shared pages once (PSS), ten times a second; the command's own peak is exact."""
        own = 0
        while self.process.poll() is None:
            now = sum(memory(p) for p in family(self.process.pid))
            own = max(own, peak(self.process.pid))
            self.memory = max(self.memory, now, own)
            time.sleep(0.1)


def spent():
    r = resource.getrusage(resource.RUSAGE_CHILDREN)
    return r.ru_utime + r.ru_stime


def family(pid):
    found = [pid]
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split():
                found += family(int(child))
    except OSError:
        pass
    return found


def kilobytes(path, key):
    try:
        m = re.search(rf"^{key}:\s+(\d+) kB", Path(path).read_text(), re.M)
    except OSError:
        return 0
    return int(m.group(1)) if m else 0


def memory(pid):
    return kilobytes(f"/proc/{pid}/smaps_rollup", "Pss") / 1024


def peak(pid):
    return kilobytes(f"/proc/{pid}/status", "VmHWM") / 1024


def made(n, dir):
    subprocess.run(["go", "run", "./internal/corpus/gen", "-n", str(n), "-o", str(dir)], cwd=ROOT, check=True)
    return dir / "reports"


def judge(book, answers):
    """Compares the Data sheet with the known figures: right, missing, and figures of
    the indicators in question that no report states."""
    sheet = next(w for w in openpyxl.load_workbook(book, read_only=True) if w.title.endswith("Data"))
    rows = sheet.iter_rows(values_only=True)
    head = [str(h) for h in next(rows)]  # each has its name in Chinese, then in English
    column = {name: next(i for i, h in enumerate(head) if h.endswith(" " + name)) for name in ("Report", "Indicator ID", "Role", "Period", "Value")}
    known = {(a["report"], a["indicator"], a["role"], a["period"], number(a["value"])) for a in answers}
    asked = {a["indicator"] for a in answers}
    read = set()
    for r in rows:
        report, indicator, role, period, value = (r[i] for i in column.values())
        if indicator in asked:
            read.add((report, indicator, role, str(period), number(value)))
    return known, read


def number(v):
    return None if v is None else Decimal(str(v)).normalize()


def size(dir):
    return sum(f.stat().st_size for f in dir.rglob("*") if f.is_file())


def whole(program, n, work):
    """The measures of one run over n reports of all formats."""
    reports, out = made(n, work / f"corpus-{n}"), work / f"out-{n}"
    first = Run(program, "run", reports, "-o", out, "--trace", work / "trace.json")
    second = Run(program, "run", reports, "-o", out, "--trace", work / "second.json")
    answers = [json.loads(l) for l in open(work / f"corpus-{n}/figures.jsonl", encoding="utf-8")]
    known, read = judge(out / "indicators.xlsx", answers)
    results = size(out) - size(out / "cache")
    print(f"\n{n} reports (text, HTML, DOCX, PDF in turn), everything written")
    print(f"  {n / first.wall:.1f} reports/s; {1000 * first.cpu / n:.0f} ms of CPU each; {100 * first.cpu / first.wall:.0f} % of {CORES} cores' {100 * CORES} %")
    print(f"  memory at most {first.memory:.0f} MB (children included)")
    print(f"  unchanged second run: {second.wall:.2f} s of {first.wall:.2f} s, {100 * second.wall / first.wall:.1f} % (CPU {100 * second.cpu / first.cpu:.1f} %)")
    print(f"  OUT: {results / n / 1024:.0f} KB a report, and {size(out / 'cache') / n / 1024:.0f} KB of cache; {len(list(out.rglob('*'))) / n:.1f} files and folders a report")
    print(f"  workbook: {len(known & read)} of {len(known)} figures right, {len(known - read)} missing or wrong, {len(read - known)} that no report states")
    for what, some in (("missing", known - read), ("not stated", read - known)):
        for k, c in Counter((x[1], x[2]) for x in some).most_common(5):
            print(f"    {what}: {k[0]} ({k[1]}) {c} times")
    stages(work / "trace.json")
    return first


def stages(trace):
    t = json.load(open(trace))
    print("  stage     workers   busy s  waiting for work s  waiting for the next stage s  mean queue")
    for s in t["stages"]:
        print(f"  {s['stage']:<10}{s['workers']:>7}{s['busy_seconds']:>9.1f}{s['starved_seconds']:>20.1f}{s['blocked_seconds']:>30.1f}{s['mean_queue']:>12.1f}")


def shares(name, program, reports, n, work):
    """What each part of the work takes, by runs that end after it; CPU, so that other
    work on the machine counts little."""
    ends, last, total = [], 0.0, None
    for step in ("read", "compare", "write", "join"):
        out = work / f"until-{step}"
        r = Run(program, "run", reports, "-o", out, "--until", step, "--trace", work / f"{step}.json")
        ends.append((step, (r.cpu - last) * 1000 / n))
        last, total = r.cpu, r
        subprocess.run(["rm", "-rf", out], check=True)
    busy = {s["stage"]: s["busy_seconds"] for s in json.load(open(work / "join.json"))["stages"]}
    part = busy["analyse"] / ((busy["analyse"] + busy["compare"]) or 1)
    base = Run(program, "run", work / "one", "-o", work / "start", may=(0, 1, 3)).cpu * 1000
    print(f"\n{name}: {n} reports, ms of CPU per report (the start of the program, {base:.0f} ms, is in the first line)")
    for step, ms in ends:
        words = {"read": "reading files", "write": "writing each report's files", "join": "writing the files over all reports"}.get(step)
        if words:
            print(f"  {ms:7.1f}  {words}")
        else:
            print(f"  {ms * part:7.1f}  words, sentences, quantities (its share of the next two by wall clock)")
            print(f"  {ms * (1 - part):7.1f}  indicators, alignment, pairs, checks")
    print(f"  {total.cpu * 1000 / n:7.1f}  together; {n / total.wall:.1f} reports/s")
    return total


SYLLABLES = [("澜", "lan"), ("江", "jiang"), ("云", "yun"), ("河", "he"), ("白", "bai"), ("鹭", "lu"), ("石", "shi"), ("浦", "pu"), ("青", "qing"), ("海", "hai"), ("平", "ping"), ("泉", "quan"), ("岭", "ling"), ("川", "chuan"), ("丰", "feng"), ("阳", "yang")]


def copies(text, n, dir):
    """Writes n copies of a bilingual text, each about a place of its own."""
    dir.mkdir(parents=True)
    original = text.read_text(encoding="utf-8")
    for i in range(n):
        (a, x), (b, y) = SYLLABLES[i % 16], SYLLABLES[i // 16 % 16]
        (dir / f"{i:05}-ip-2022.txt").write_text(original.replace("南京", a + b).replace("Nanjing", (x + y).title()), encoding="utf-8")
    return dir


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = Path(sys.argv[1]).resolve()
    sizes = [int(a) for a in sys.argv[2:]] or [200, 2000]
    with tempfile.TemporaryDirectory() as d:
        work = Path(d)
        (work / "one").mkdir()
        (work / "one/empty.txt").write_text("2022年，全市专利授权量达1件。\n", encoding="utf-8")
        runs = [whole(program, n, work) for n in sizes]
        if len(runs) > 1:
            print(f"\nmemory for {sizes[-1]} reports is {runs[-1].memory / runs[0].memory:.2f} times that for {sizes[0]}")
        shares("all formats", program, work / f"corpus-{sizes[0]}/reports", sizes[0], work)
        text = Path(os.environ.get("TEXT", REPORT_2022))
        if not text.exists():
            print(f"\nno text of a whole report at {text}: the rest is skipped (TEXT=FILE)")
            return
        n = min(sizes[0], 200)
        reports = copies(text, n, work / "texts")
        shares(f"copies of {text.name} ({text.stat().st_size >> 10} KB)", program, reports, n, work)
        cut = subprocess.run(["go", "run", "./bench/cut", *map(str, sorted(reports.iterdir()))], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        print(f"  {float(cut.stdout.split()[0]):7.1f}  beside these: reading the file and cutting it with gse alone")


main()
