package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"duizhao/internal/stagehash"
)

// Parts names what results follow from besides the reports' own files: the code of
// the stages, the rules, the lexicon, the checks chosen. Each part's value is a
// fingerprint; where all are equal, equal files give equal results.
func (p *Pipeline) Parts() map[string]string { return p.parts }

// ExtractParts is the share of Parts that the result of Extract alone follows from.
func (p *Pipeline) ExtractParts() string { return p.parts["extract"] }

func partsOf(o Options) (map[string]string, error) {
	rules, err := folders(o.RuleDirs)
	if err != nil {
		return nil, err
	}
	lexicon, err := file(o.Lexicon)
	if err != nil {
		return nil, err
	}
	return map[string]string{
		"extract":  stagehash.Of("extract") + fmt.Sprintf("/%d/%s", o.Extract.MaxBytes, o.Extract.Lang),
		"analysis": stagehash.Of("analysis"),
		"rules":    rules,
		"lexicon":  lexicon,
		"checks":   digest(fmt.Sprintf("%q %q %q %q", o.Check.Only, o.Check.Disable, o.Check.Glossary, o.Check.Severity)),
	}, nil
}

// folders returns a fingerprint of all files below dirs.
func folders(dirs []string) (string, error) {
	var all []string
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			sum, err := file(path)
			rel, _ := filepath.Rel(dir, path)
			all = append(all, rel+" "+sum)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	if all == nil {
		return "", nil
	}
	slices.Sort(all)
	return digest(strings.Join(all, "\n")), nil
}

// file returns a fingerprint of the file at path; "" for no path.
func file(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	data, err := os.ReadFile(path)
	return digest(string(data)), err
}

// digest returns 16 hexadecimal digits that stand for s.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}
