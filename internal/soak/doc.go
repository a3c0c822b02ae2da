// Package soak holds tests that run the program itself against what goes wrong at
// night: killed, out of disk, files that vanish, many thousands of reports. They are
// small by default; make soak runs them at length.
package soak
