package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"duizhao"
	"duizhao/internal/contain"
)

// ui is the person at the terminal: their language, where results go (out) and
// where everything else goes (err).
type ui struct {
	lang  duizhao.Lang
	in    io.Reader
	out   io.Writer
	err   io.Writer
	color bool // out is a terminal that shows colours
	live  bool // err is a terminal that shows progress

	children contain.Children // read what may have been made to do harm
}

// newUI finds the language before the commands exist, because their help texts
// are made in it: --lang counts first, then the project's settings, LC_ALL, LC_MESSAGES and LANG.
func newUI(args []string, env func(string) string, in io.Reader, out, err io.Writer) *ui {
	u := &ui{lang: languageOf(args, env), in: in, out: out, err: err}
	u.color = isTerminal(out) && env("NO_COLOR") == "" && env("TERM") != "dumb"
	u.live = isTerminal(err) && env("TERM") != "dumb"
	return u
}

func languageOf(args []string, env func(string) string) duizhao.Lang {
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			return localeLang(v)
		}
		if a == "--lang" && i+1 < len(args) {
			return localeLang(args[i+1])
		}
		if a == "--" {
			break
		}
	}
	if v := configuredLang(args); v != "" {
		return localeLang(v)
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			return localeLang(v)
		}
	}
	return duizhao.English
}

// localeLang reads "zh", "zh_CN.UTF-8" and the like; everything else is English.
func localeLang(locale string) duizhao.Lang {
	if strings.HasPrefix(strings.ToLower(locale), "zh") {
		return duizhao.Chinese
	}
	return duizhao.English
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// say returns the text in the person's language.
func (u *ui) say(zh, en string) string { return duizhao.Bilingual{Zh: zh, En: en}.In(u.lang) }

// printf writes a result.
func (u *ui) printf(format string, args ...any) { fmt.Fprintf(u.out, format, args...) }

// notef writes what is no result: progress, warnings, errors.
func (u *ui) notef(format string, args ...any) { fmt.Fprintf(u.err, format, args...) }

// The colours of the terminal (ECMA-48 SGR).
const (
	red    = "31;1"
	yellow = "33;1"
	blue   = "34;1"
	bold   = "1"
	faint  = "2"
)

// paint colours s where results go to a terminal.
func (u *ui) paint(code, s string) string {
	if !u.color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
