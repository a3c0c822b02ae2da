#!/bin/sh
# Runs the shards as an Indexed Job and, when all have ended well, the merge:
#
#   deploy/kubernetes/run.sh [options of kubectl, such as -n NAMESPACE]
#
# Exit code: 0 when merge has ended well, else 1.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# ended waits until a Job is complete or has failed; only the former is success.
ended() {
	job=$1
	shift
	while :; do
		case $(kubectl "$@" get job "$job" -o 'jsonpath={range .status.conditions[?(@.status=="True")]}{.type} {end}') in
		*Complete*) return 0 ;;
		*Failed*)
			echo "$job has failed:" >&2
			kubectl "$@" logs "job/$job" --tail 20 >&2 || true
			return 1
			;;
		esac
		sleep 5
	done
}

kubectl "$@" delete job duizhao-shards duizhao-merge --ignore-not-found
kubectl "$@" apply -f "$here/shards.yaml"
ended duizhao-shards "$@"
kubectl "$@" apply -f "$here/merge.yaml"
ended duizhao-merge "$@"
kubectl "$@" logs job/duizhao-merge
