// The end of the chain that bench/chain.py measures: the numbers of each sentence of
// each report, by @microsoft/recognizers-text-suite (pinned in scripts/node), and where
// the two sides of a bead state different ones.
//
//   node chain_numbers.js number|all BEADS.json...
//
// "number" asks for numbers and percentages, "all" also for ordinals, currencies and
// dates, which duizhao reads too. It prints what it found, a line a report.
const fs = require("fs");
const path = require("path");
const suite = require(path.join(__dirname, "../scripts/node/node_modules/@microsoft/recognizers-text-suite"));
const { recognizeNumber, recognizePercentage, recognizeOrdinal, recognizeCurrency, recognizeDateTime, Culture } = suite;

const [kinds, ...files] = process.argv.slice(2);
const recognizers = [recognizeNumber, recognizePercentage];
if (kinds === "all") recognizers.push(recognizeOrdinal, recognizeCurrency, recognizeDateTime);

function numbers(sentences, culture) {
  const found = [];
  for (const s of sentences) {
    for (const recognize of recognizers) {
      for (const r of recognize(s, culture)) {
        if (r.resolution && r.resolution.value !== undefined) found.push(String(r.resolution.value));
      }
    }
  }
  return found.sort();
}

for (const file of files) {
  let read = 0;
  let differing = 0;
  for (const bead of JSON.parse(fs.readFileSync(file, "utf8"))) {
    const zh = numbers(bead.zh, Culture.Chinese);
    const en = numbers(bead.en, Culture.English);
    read += zh.length + en.length;
    if (zh.join() !== en.join()) differing++;
  }
  console.log(JSON.stringify({ file: path.basename(file), numbers: read, beads_that_differ: differing }));
}
