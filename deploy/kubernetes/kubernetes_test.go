package kubernetes

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

// job reads a file as Kubernetes does that is told to be strict: unknown fields and
// fields that stand twice are errors.
func job(t *testing.T, name string) *batchv1.Job {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var j batchv1.Job
	if err := yaml.UnmarshalStrict(b, &j); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if j.APIVersion != "batch/v1" || j.Kind != "Job" {
		t.Fatalf("%s: %s %s", name, j.APIVersion, j.Kind)
	}
	return &j
}

// TestJobs holds both Jobs to what the API server demands of a failure policy, and to
// what a cluster with restricted pods does.
func TestJobs(t *testing.T) {
	for _, name := range []string{"shards.yaml", "merge.yaml"} {
		j := job(t, name)
		pod := j.Spec.Template.Spec
		if pod.RestartPolicy != corev1.RestartPolicyNever {
			t.Errorf("%s: a failure policy needs the restart policy Never, not %q", name, pod.RestartPolicy)
		}
		for _, rule := range j.Spec.PodFailurePolicy.Rules {
			if (rule.OnExitCodes == nil) == (len(rule.OnPodConditions) == 0) {
				t.Errorf("%s: a rule has either exit codes or conditions", name)
			}
			if c := rule.OnExitCodes; c != nil && (c.Operator != batchv1.PodFailurePolicyOnExitCodesOpIn || len(c.Values) == 0) {
				t.Errorf("%s: %v", name, c)
			}
			for _, c := range rule.OnPodConditions {
				if c.Type != corev1.DisruptionTarget || c.Status != "" && c.Status != corev1.ConditionTrue {
					t.Errorf("%s: %v", name, c)
				}
			}
		}
		if !*pod.SecurityContext.RunAsNonRoot || pod.SecurityContext.SeccompProfile.Type != corev1.SeccompProfileTypeRuntimeDefault {
			t.Errorf("%s: a restricted cluster refuses %v", name, pod.SecurityContext)
		}
		volumes := map[string]bool{}
		for _, v := range pod.Volumes {
			volumes[v.Name] = v.PersistentVolumeClaim != nil || v.EmptyDir != nil
		}
		for _, c := range pod.Containers {
			s := c.SecurityContext
			if *s.AllowPrivilegeEscalation || !*s.ReadOnlyRootFilesystem || len(s.Capabilities.Drop) != 1 || s.Capabilities.Drop[0] != "ALL" {
				t.Errorf("%s: a restricted cluster refuses %v", name, s)
			}
			for _, m := range c.VolumeMounts {
				if !volumes[m.Name] {
					t.Errorf("%s: no volume %q", name, m.Name)
				}
			}
			if c.Resources.Requests.Memory().Cmp(*c.Resources.Limits.Memory()) > 0 {
				t.Errorf("%s: more memory asked for than allowed", name)
			}
		}
	}
}

func TestShards(t *testing.T) {
	j := job(t, "shards.yaml")
	if *j.Spec.CompletionMode != batchv1.IndexedCompletion {
		t.Errorf("completion mode %s", *j.Spec.CompletionMode)
	}
	env := j.Spec.Template.Spec.Containers[0].Env
	if len(env) != 1 || env[0].Name != "JOB_COMPLETIONS" || env[0].Value != strconv.Itoa(int(*j.Spec.Completions)) {
		t.Errorf("%v for %d completions", env, *j.Spec.Completions)
	}
}

// TestRun lets run.sh speak with a kubectl that only writes down what it is asked.
func TestRun(t *testing.T) {
	tests := []struct {
		name, conditions string
		want             []string // what kubectl is asked, its first two words
		ok               bool
	}{
		{"well", "Complete ", []string{"delete job", "apply shards.yaml", "get job", "apply merge.yaml", "get job", "logs job/duizhao-merge"}, true},
		{"newer clusters say more", "SuccessCriteriaMet Complete ", []string{"delete job", "apply shards.yaml", "get job", "apply merge.yaml", "get job", "logs job/duizhao-merge"}, true},
		{"shards fail", "Failed ", []string{"delete job", "apply shards.yaml", "get job", "logs job/duizhao-shards"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			asked := filepath.Join(dir, "asked")
			kubectl := "#!/bin/sh\nshift 2\necho \"$*\" >>" + asked + "\nif [ $1 = get ]; then printf '" + test.conditions + "'; fi\n"
			if err := os.WriteFile(filepath.Join(dir, "kubectl"), []byte(kubectl), 0o755); err != nil {
				t.Fatal(err)
			}
			run := exec.Command("sh", "run.sh", "-n", "reports")
			run.Env = append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"))
			out, err := run.CombinedOutput()
			if (err == nil) != test.ok {
				t.Fatalf("%v\n%s", err, out)
			}
			b, err := os.ReadFile(asked)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for line := range strings.Lines(string(b)) {
				f := strings.Fields(line)
				if f[0] == "apply" {
					f[1] = filepath.Base(f[2])
				}
				got = append(got, strings.Join(f[:2], " "))
			}
			if strings.Join(got, "; ") != strings.Join(test.want, "; ") {
				t.Errorf("kubectl was asked %q, not %q", got, test.want)
			}
		})
	}
}
