#!/usr/bin/env bash
# One task of the array: the share of the reports that Slurm's variables name.
# submit.sh submits it; its arguments are OUT and the paths of the reports.
#
# A task that is requeued, because its node died or it was preempted, goes on where
# it was: what is written already is not worked out again.
#SBATCH --job-name=duizhao
#SBATCH --cpus-per-task=2
#SBATCH --mem=2G
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=duizhao-%A_%a.log
set -u
out=$1
shift

# DUIZHAO_FLAGS holds options and no paths: it is split at spaces on purpose.
# shellcheck disable=SC2086
"${DUIZHAO:-duizhao}" run "$@" -o "$out" --shard auto -j "${SLURM_CPUS_PER_TASK:-0}" ${DUIZHAO_FLAGS:-}
code=$?

# With 3 (some reports failed) and 4 (findings) the share is done and its account
# is written: merge must run, and says it again for all reports. Any other code
# fails the task, so that merge does not start.
case $code in
3 | 4) exit 0 ;;
esac
exit $code
