#!/usr/bin/env bash
# Measures the program: first on the reports of testdata against their own answer
# keys, then, where the folder with measuring material lies beside the repository
# (second argument), against the answer keys there. It prints; a person judges.
set -euo pipefail
bin=$(realpath "$1")
shared=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "== testdata against its answer keys"
go test ./pipeline -count=1 -run TestAnswerKeys -v | grep -vE '^(=== |ok|PASS)' || true

echo "== planted errors, 300 with a fixed seed"
go test ./pipeline -count=1 -run TestMutation -v -mutations 300 | grep -vE '^(=== |ok|PASS)' || true

if [ ! -d "$shared" ]; then
	echo "== no measuring material at $shared: the rest is skipped"
	exit 0
fi

echo "== both real reports in one run"
if [ -x /usr/bin/time ]; then
	/usr/bin/time -f "CPU %U s user + %S s system, %M KB at most, %e s wall clock" "$bin" run "$shared/seeds" -o "$work/out"
else
	"$bin" run "$shared/seeds" -o "$work/out"
fi
score() { python3 "$shared/tools/score_report.py" "$work/out/reports/$1.json" "$shared/gold/$1.json" --indicators "$shared/gold/indicators.json" --source "$2" ${VERBOSE:+-v}; }
echo "== nanjing-ip-2022"
score nanjing-ip-2022 seed_000
echo "== nanjing-ip-2020"
score nanjing-ip-2020 seed_002

echo "== quantities"
python3 - "$shared/conformance/quantities.jsonl" >"$work/texts.jsonl" <<'PY'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    c = json.loads(line)
    print(json.dumps({"id": c["id"], "lang": c["lang"], "text": c["input"]}, ensure_ascii=False))
PY
"$bin" quantities <"$work/texts.jsonl" >"$work/mentions.jsonl"
python3 "$shared/tools/score_quantities.py" "$shared/conformance/quantities.jsonl" "$work/mentions.jsonl" ${VERBOSE:+--fails}

echo "== alignment (strict F1)"
beads() { # name folder...
	local name=$1 pairs=()
	shift
	for d in "$@"; do
		"$bin" align "$d/zh.txt" "$d/en.txt" --units lines >"$work/$(basename "$d").beads"
		pairs+=("$d/gold.align" "$work/$(basename "$d").beads")
	done
	printf '%-14s' "$name"
	python3 "$shared/tools/score_beads.py" "${pairs[@]}"
}
a=$shared/conformance/align
beads mag "$a/mag"
beads mac-dev "$a"/mac-dev/*
beads noisy-mag1-3 "$a"/noisy-mag*
beads para-mag1-3 "$a"/para-mag*
