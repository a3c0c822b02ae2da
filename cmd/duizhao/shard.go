package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"duizhao/pipeline/batch"
)

// arrays lists the variables by which cluster systems tell a task of an array its
// number, and how many tasks there are.
var arrays = []struct {
	system, index, count string
	first                int    // the number of the first task, where no variable tells it
	from                 string // the variable that tells the number of the first task
}{
	{"Slurm", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", 0, "SLURM_ARRAY_TASK_MIN"},
	{"AWS Batch", "AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", 0, ""},
	{"Kubernetes", "JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", 0, ""},
	{"PBS", "PBS_ARRAY_INDEX", "PBS_ARRAY_COUNT", 1, "PBS_ARRAY_FIRST"},
}

// shard reads --shard: "2/8", or "auto" for what the cluster system says. PBS and
// Kubernetes do not tell the number of tasks; the job must set PBS_ARRAY_COUNT or
// JOB_COMPLETIONS.
func (u *ui) shard(v string, getenv func(string) string) (batch.Shard, error) {
	switch v {
	case "":
		return batch.Shard{}, nil
	case "auto":
		return u.arrayTask(getenv)
	}
	i, n, ok := strings.Cut(v, "/")
	index, err1 := strconv.Atoi(i)
	count, err2 := strconv.Atoi(n)
	if !ok || err1 != nil || err2 != nil || index < 1 || index > count {
		return batch.Shard{}, u.badFlag("shard", v, "1/8", "2/8", "8/8", "auto")
	}
	return batch.Shard{Index: index, Count: count}, nil
}

func (u *ui) arrayTask(getenv func(string) string) (batch.Shard, error) {
	for _, a := range arrays {
		index := getenv(a.index)
		if index == "" {
			continue
		}
		i, err1 := strconv.Atoi(index)
		n, err2 := strconv.Atoi(getenv(a.count))
		first := a.first
		if v, err := strconv.Atoi(getenv(a.from)); a.from != "" && err == nil {
			first = v
		}
		if err1 != nil || err2 != nil || i < first || i-first >= n {
			return batch.Shard{}, usage{fmt.Errorf(
				u.say("%[1]s：%[2]s=%[3]q、%[4]s=%[5]q 不能确定是第几份；请设置两者，或写明 --shard i/n", "%[1]s: %[2]s=%[3]q and %[4]s=%[5]q do not say which share this is; set both, or name it with --shard i/n"),
				a.system, a.index, index, a.count, getenv(a.count))}
		}
		return batch.Shard{Index: i - first + 1, Count: n}, nil
	}
	return batch.Shard{}, usage{fmt.Errorf("%s", u.say(
		"--shard auto：不在作业阵列中（没有 SLURM_ARRAY_TASK_ID、JOB_COMPLETION_INDEX、PBS_ARRAY_INDEX 或 AWS_BATCH_JOB_ARRAY_INDEX）；请写明 --shard i/n",
		"--shard auto: this is no task of an array (none of SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, PBS_ARRAY_INDEX and AWS_BATCH_JOB_ARRAY_INDEX is set); name it with --shard i/n"))}
}

// shardVerdict turns the account of one shard into an exit code. A shard is done
// when its account is there, even where all of its reports failed; findings are
// judged by merge, over all reports.
func shardVerdict(s *batch.Summary) error {
	if s.Failures() > 0 {
		return exit(exitSome)
	}
	return nil
}

func newMerge(u *ui) *cobra.Command {
	var formats []string
	var failOn string
	c := &cobra.Command{
		Use:   "merge OUT",
		Short: u.say("合并各份（--shard）的结果", "put together what the shards of a run have left"),
		Long: u.say(
			"各份（duizhao run --shard i/n）都结束后，写出全部报告的文件和 run.json，\n结果与一次运行全部报告逐字节相同。缺少任何一份时不写任何文件，并说明缺哪几份。",
			"When all shards (duizhao run --shard i/n) have ended, writes the files over all reports\nand run.json; the result is, byte for byte, that of one run over everything. While a\nshard is missing nothing is written, and the missing ones are named."),
		Example: "  duizhao merge out",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := u.checkFailOn(failOn); err != nil {
				return err
			}
			o, err := u.outputs(formats)
			if err != nil {
				return err
			}
			if o.Log, err = u.logger(cmd); err != nil {
				return err
			}
			o.Out, o.Version = args[0], version
			s, err := batch.Merge(cmd.Context(), o)
			if err != nil {
				return err
			}
			u.summarise(s, args[0])
			return verdict(s, failOn)
		},
	}
	c.Flags().StringSliceVarP(&formats, "format", "f", nil, u.say("与各份运行时相同的格式", "the formats the shards were run with"))
	failOnFlag(u, c, &failOn)
	return c
}
