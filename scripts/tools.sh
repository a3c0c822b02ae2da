#!/usr/bin/env bash
# Installs the programs that tests open our files with, where this may be done:
# Debian and root. Elsewhere it says what is missing; those tests are skipped,
# and with CI=true they fail instead.
#
# One line a program: what shows that it is there | the Debian package that brings it.
set -u
programs=(
	'command -v soffice                              | libreoffice-calc-nogui'
	'[ -e /usr/lib/libreoffice/program/libswlo.so ]  | libreoffice-writer-nogui'
	'command -v pdftoppm                             | poppler-utils'
	'[ -e /usr/share/poppler/cMap ]                  | poppler-data'
	'command -v tesseract                            | tesseract-ocr'
	'tesseract --list-langs | grep -qx chi_sim       | tesseract-ocr-chi-sim'
	'/usr/bin/python3 -c "import pandas"             | python3-pandas'
	'/usr/bin/python3 -c "import openpyxl"           | python3-openpyxl'
	'/usr/bin/python3 -c "import uno"                | python3-uno'
	'/usr/bin/python3 -c "import xlsxwriter"         | python3-xlsxwriter'
	'/usr/bin/python3 -c "import translate"          | translate-toolkit'
	'/usr/bin/python3 -c "import docx"               | python3-docx'
	'command -v Rscript                              | r-base-core'
	'Rscript -e "library(readxl)"                    | r-cran-readxl'
	'command -v xmllint                              | libxml2-utils'
	'[ -e /usr/share/php/Symfony/Component/Translation/Resources/schemas/xliff-core-2.0.xsd ] | php-symfony-translation' # OASIS schemas
	'command -v omegat                               | omegat'
	'command -v chromium                             | chromium'
	'command -v strace                               | strace'
	'command -v slurmctld                            | slurm-wlm'
	'command -v munged                               | munge'
	'/usr/bin/python3 -c "import jieba"              | python3-jieba'
	'command -v npm                                  | npm'
	'[ -e /usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf ] | fonts-arphic-gbsn00lp'
	'fc-list :lang=zh | grep -q Noto                 | fonts-noto-cjk'
)

# Packages from npm, pinned by the lock in scripts/node. Not npm ci: it refuses a lock
# made where the registry lacked the packages of other systems.
node_packages() {
	local dir
	dir=$(dirname "$0")/node
	[ -d "$dir/node_modules/axe-core" ] && [ -d "$dir/node_modules/@duckdb/node-api" ] && [ -d "$dir/node_modules/@microsoft/recognizers-text-suite" ] && return 0
	command -v npm >/dev/null && npm install --prefix "$dir" --no-save --no-audit --no-fund --silent >/dev/null && return 0
	echo "not installed, so their tests are skipped: the packages of scripts/node (npm)"
	[ "${CI:-}" != true ]
}

missing=()
for p in "${programs[@]}"; do
	bash -c "${p%|*}" >/dev/null 2>&1 || missing+=($(echo "${p##*|}"))
done
if [ ${#missing[@]} -eq 0 ]; then
	node_packages
	exit
fi

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
	echo "installing ${missing[*]}"
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null && node_packages && exit 0
fi
echo "not installed, so their tests are skipped: ${missing[*]}"
if [ "${CI:-}" = true ]; then exit 1; fi
exit 0
