#!/usr/bin/env bash
# Makes testdata/formats: one small report, the text of testdata/lanjiang's report
# on 2022 in both languages, in each format a publisher hands out. Needs LibreOffice
# Writer, poppler-utils, imagemagick, img2pdf and fonts-noto-cjk (Debian packages). Run it
# again only when the text changes: the tests read what it made.
set -euo pipefail
cd "$(dirname "$0")/.."
out=testdata/formats
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

html() { # charset
	echo "<html><head><meta charset=\"$1\"><title>澜江市2022年知识产权保护与发展情况</title><style>p { text-align: justify } body { font-family: 'Noto Sans CJK SC' }</style></head><body>"
	for lang in zh en; do
		awk -v RS= '{
			gsub(/\n/, " "); gsub(/&/, "\\&amp;")
			tag = NR == 1 ? "h1" : /^（[一二三四五六]）|^\([IVX]+\)/ ? "h2" : "p"
			print "<" tag ">" $0 "</" tag ">"
		}' "testdata/lanjiang/lanjiang-ip-2022.$lang.txt"
	done
	echo "</body></html>"
}

html utf-8 >"$out/report.html"
html utf-8 | iconv -f UTF-8 -t GB18030 >"$out/gbk-called-utf8.html" # as servers do that changed their charset
for to in docx odt pdf; do
	soffice --headless --infilter='HTML (StarWriter)' --convert-to "$to" --outdir "$work" "$out/report.html" >/dev/null 2>&1
	mv "$work/report.$to" "$out/"
done
pdftoppm -r 150 -gray -png "$out/report.pdf" "$work/page"
for p in "$work"/page-*.png; do convert "$p" -threshold 65% -density 150 -units PixelsPerInch -compress Group4 "${p%.png}.tiff"; done
img2pdf --output "$out/scan.pdf" "$work"/page-*.tiff
ls -l "$out"
