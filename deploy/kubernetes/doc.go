// Package kubernetes holds the files that run duizhao on Kubernetes, an Indexed Job and
// a Job that merges, and tests of them.
package kubernetes
