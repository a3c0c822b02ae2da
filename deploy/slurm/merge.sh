#!/usr/bin/env bash
# What is left when all tasks of the array have ended well: the files over all
# reports and run.json. submit.sh submits it; its argument is OUT. Its exit code is
# that of the whole run: 0, or 3 where some reports failed.
#SBATCH --job-name=duizhao-merge
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=duizhao-merge-%j.log
set -u
# shellcheck disable=SC2086
exec "${DUIZHAO:-duizhao}" merge "$1" ${DUIZHAO_MERGE_FLAGS:-}
