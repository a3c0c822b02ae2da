#!/usr/bin/env bash
# Runs duizhao on a Slurm cluster of two nodes that it starts on this host, with the
# files of deploy/slurm, and compares the result with a run on one machine:
#
#   scripts/slurm-test.sh [REPORTS]      (default 400)
#
# One node's daemon and its task are killed in mid-run. Nothing of a Slurm that may
# be installed and running here is used but its programs: configuration, keys, state
# and sockets are in a temporary folder, ports are on loopback, cgroups and systemd
# are not needed. Everything started is ended. Needs Debian's slurm-wlm and munge,
# which are installed where this may be done. Exit code 77: they are not there.
set -euo pipefail
cd "$(dirname "$0")/.."
reports=${1:-400}
tasks=8

if ! command -v slurmctld slurmd munged sbatch >/dev/null; then
	if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		export DEBIAN_FRONTEND=noninteractive
		apt-get update -qq && apt-get install -y -qq --no-install-recommends slurm-wlm munge >/dev/null || true
	fi
	command -v slurmctld slurmd munged sbatch >/dev/null || { echo "slurm-wlm and munge are not installed"; exit 77; }
fi

dir=$(mktemp -d /tmp/duizhao-slurm-XXXXXX) # short: names of sockets are limited to 107 bytes
started=()                                 # what is to be ended, by its id
say() { echo "[$((SECONDS / 60)):$(printf %02d $((SECONDS % 60)))] $*"; }

finish() {
	local code=$?
	trap - EXIT
	# Jobs end before their daemons do: a step without a controller would wait for it.
	if [ -n "${SLURM_CONF:-}" ] && timeout 5 scancel --quiet --user="$(id -un)" 2>/dev/null; then
		until_true 20 eval '[ -z "$(timeout 5 squeue -h 2>/dev/null)" ]' || true
	fi
	for p in "${started[@]}"; do kill "$p" 2>/dev/null || true; done
	wait 2>/dev/null || true
	if [ $code != 0 ]; then
		for f in "$dir"/log/*; do
			echo "== ${f##*/}"
			tail -n 25 "$f"
		done
	fi
	rm -rf "$dir"
	exit $code
}

# until_true SECONDS COMMAND... waits for the command to succeed.
until_true() {
	local end=$((SECONDS + $1))
	shift
	until "$@"; do
		[ $SECONDS -lt $end ] || return 1
		sleep 0.2
	done
}
trap finish EXIT
trap 'exit 1' INT TERM

say "building, and making $reports reports"
mkdir -p "$dir"/{log,state,spool.n1,spool.n2,jobs}
if [ -n "${DUIZHAO:-}" ]; then
	cp "$DUIZHAO" "$dir/duizhao" # the program of a caller that has built it
else
	CGO_ENABLED=0 go build -tags ne -o "$dir/duizhao" ./cmd/duizhao
fi
go run ./internal/corpus/gen -n "$reports" -o "$dir/corpus" -formats txt,html,docx -seed 9
in=$dir/corpus/reports

say "the run on one machine"
"$dir/duizhao" run "$in" -o "$dir/local" >"$dir/log/local"

say "starting munged, slurmctld and two slurmd"
read -r ctl port1 port2 < <(python3 - <<'PY'
import socket
held = [socket.socket() for _ in range(3)]
for s in held:
    s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in held))
PY
)
(umask 077; head -c 1024 /dev/urandom >"$dir/munge.key")
munged --force --foreground --key-file="$dir/munge.key" --socket="$dir/munge.sock" --pid-file="$dir/munged.pid" \
	--seed-file="$dir/munge.seed" --log-file="$dir/log/munged" --num-threads=2 2>/dev/null &
started+=($!)
cat >"$dir/slurm.conf" <<CONF
ClusterName=duizhao
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$ctl
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
AuthInfo=socket=$dir/munge.sock,cred_expire=5
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=1,sched_interval=2,sched_min_interval=200000
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool.%n
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.%n.pid
SlurmctldLogFile=$dir/log/slurmctld
SlurmdLogFile=$dir/log/slurmd.%n
ReturnToService=2
SlurmdTimeout=10
KillWait=2
JobRequeue=1
NodeName=n1 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$port1 CPUs=2 RealMemory=8000 State=UNKNOWN
NodeName=n2 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$port2 CPUs=2 RealMemory=8000 State=UNKNOWN
PartitionName=night Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
CONF
# Slurm 23.02 and later can do without cgroups; before, version 1 asks for nothing
# until something is confined, where version 2 asks for systemd.
case $(slurmd -V | grep -o '[0-9]*\.[0-9]*' | head -n 1) in
1?.* | 20.* | 21.* | 22.*) echo "CgroupPlugin=cgroup/v1" ;;
*) echo "CgroupPlugin=disabled" ;;
esac >"$dir/cgroup.conf"
export SLURM_CONF=$dir/slurm.conf
until_true 20 test -S "$dir/munge.sock"
slurmctld -D -f "$SLURM_CONF" 2>/dev/null &
started+=($!)
declare -A daemon
for node in n1 n2; do
	slurmd -D -N $node -f "$SLURM_CONF" 2>/dev/null &
	started+=($!)
	daemon[$node]=$!
done
both_idle() { [ "$(sinfo -h -N -t idle -o %N 2>/dev/null | sort | xargs)" = "n1 n2" ]; }
until_true 60 both_idle || { say "the nodes did not come up"; exit 1; }

say "submitting an array of $tasks and the merge"
out=$dir/out
# Each task says who it is before it becomes duizhao, so that it can be found.
cat >"$dir/task" <<'SH'
#!/bin/sh
[ "$1" = merge ] || echo "$$ $PPID $SLURM_ARRAY_TASK_ID" >"${0%/*}/jobs/task.$SLURMD_NODENAME"
exec "${0%/*}/duizhao" "$@"
SH
chmod +x "$dir/task"
read -r _ array _ merge < <(cd "$dir/jobs" && DUIZHAO=$dir/task "$OLDPWD/deploy/slurm/submit.sh" $tasks "$out" "$in" | tr -d ,)
[ -n "$merge" ]

# share counts the stamps of reports that a task has written, every tasks-th report, in
# done_of_it. It starts no process: the task is over while a loaded machine starts some.
share() {
	local k name
	done_of_it=0
	for ((k = $1; k <= reports; k += tasks)); do
		printf -v name %05d "$k"
		if compgen -G "$out/cache/stamps/$name-*.json" >/dev/null; then done_of_it=$((done_of_it + 1)); fi
	done
}

# caught finds the task of the second node in the middle of its share, and stops it
# there: some of its reports are written, not all of them, and no account.
caught() {
	local p
	read -r p shell task <"$dir/jobs/task.n2" || return 1
	share "$task"
	[ "$done_of_it" -gt 0 ] && kill -STOP "$p" || return 1
	share "$task"
	if [ "$done_of_it" -lt $((reports / tasks)) ] && [ ! -e "$out/cache/shards/shard-$task-of-$tasks.json" ]; then
		victim=$p
		return 0
	fi
	kill -CONT "$p"
	return 1
} 2>/dev/null
hunt() {
	local i
	for ((i = 0; i < 100; i++)); do
		if caught; then return 0; fi
		[ ! -e "$out/run.json" ] || return 1
		sleep 0.01
	done
	return 1
}
victim='' shell='' task='' done_of_it=''
until_true 120 hunt || { say "no task of n2 was caught at work"; exit 1; }
say "killing the daemon of n2 and its task $task of $tasks, which has written $done_of_it of $((reports / tasks)) reports"
step=$(awk '/^PPid:/ { print $2 }' "/proc/$shell/status") # the job's slurmstepd
disown "${daemon[n2]}" # no word of the shell about its end
kill -9 "${daemon[n2]}"
kill -9 "$step" "$shell" "$victim"
[ ! -e "$out/cache/shards/shard-$task-of-$tasks.json" ] || { say "the task had ended"; exit 1; }

requeued() { [ "$(scontrol -o show job "${array}_$task" 2>/dev/null | grep -o 'Restarts=[0-9]*')" = Restarts=1 ]; }
until_true 120 requeued || { say "the task was not requeued"; exit 1; }
say "Slurm has requeued task $task"
others() { [ "$(ls "$out"/cache/shards/shard-*.json 2>/dev/null | wc -l)" -ge $((tasks - 1)) ]; }
waiting() { squeue -h -j "$merge" -o '%T %r' | grep -q 'PENDING.*Dependency'; }
waiting && [ ! -e "$out/run.json" ] || { say "merge did not wait"; exit 1; }
if "$dir/duizhao" merge "$out" >"$dir/log/early" 2>&1; then say "merge ran while a share was missing"; exit 1; fi
say "merge, asked by hand, refuses: $(tail -n 1 "$dir/log/early" | cut -c1-160)"

gone() { [ -z "$(squeue -h -o %i)" ]; }
until_true 240 gone || { squeue; say "the jobs did not end"; exit 1; }
say "all jobs have ended: $(scontrol -o show job "$merge" | grep -o 'JobState=[A-Z_]*') (merge)"
cp "$dir"/jobs/*.log "$dir/log/" 2>/dev/null || true
scontrol -o show job "$merge" | grep -q JobState=COMPLETED

diff -r --exclude=cache "$dir/local" "$out" || { say "the results differ"; exit 1; }
say "$(find "$out" -path "$out/cache" -prune -o -type f -print | wc -l) files, byte-identical to those of the run on one machine"
