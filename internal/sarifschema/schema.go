// Package sarifschema holds the JSON schema of SARIF 2.1.0 for tests: what `duizhao
// check --format sarif` prints must follow it. Licence and attribution are in
// LICENSE.md.
package sarifschema

import _ "embed"

//go:generate go run ./gen

// JSON is the schema, in draft 4.
//
//go:embed sarif-2.1.0.json
var JSON []byte
