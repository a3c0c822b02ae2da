#!/usr/bin/env bash
# Submits a run over many reports to Slurm: an array of tasks, each with its share of
# the reports, and one job after them (afterok) that puts the results together.
#
#   deploy/slurm/submit.sh TASKS OUT PATH...
#
# OUT and the paths lie on a file system that all nodes share; so does the program.
# It prints the numbers of the two jobs. What may be set around it:
#
#   DUIZHAO              the program (default: duizhao, found in PATH on the nodes)
#   DUIZHAO_FLAGS        options for duizhao run, such as "--timeout-per-report 5m"
#   DUIZHAO_MERGE_FLAGS  options for duizhao merge; --format must be the same for both
#   SBATCH_*             as sbatch reads them: SBATCH_PARTITION, SBATCH_ACCOUNT, SBATCH_TIMELIMIT
set -eu
if [ $# -lt 3 ] || ! [ "$1" -ge 1 ] 2>/dev/null; then
	sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
	exit 2
fi
tasks=$1
out=$(realpath -m "$2")
shift 2
paths=()
for p in "$@"; do
	[ -e "$p" ] || { echo "$p: no such file or folder" >&2; exit 1; }
	paths+=("$(realpath "$p")")
done
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"

array=$(sbatch --parsable --array="1-$tasks" "$here/array.sh" "$out" "${paths[@]}")
merge=$(sbatch --parsable --dependency="afterok:${array%%;*}" --kill-on-invalid-dep=yes "$here/merge.sh" "$out")
echo "array ${array%%;*}, merge ${merge%%;*}"
