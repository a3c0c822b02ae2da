#!/usr/bin/env bash
# Installs the programs that tests open our files with, where this may be done:
# Debian and root. Elsewhere it says what is missing; those tests are skipped,
# and with CI=true they fail instead.
#
# One line a program: what shows that it is there | the Debian package that brings it.
set -u
programs=(
	'command -v soffice                              | libreoffice-calc-nogui'
	'command -v pdftoppm                             | poppler-utils'
	'command -v tesseract                            | tesseract-ocr'
	'tesseract --list-langs | grep -qx chi_sim       | tesseract-ocr-chi-sim'
	'/usr/bin/python3 -c "import pandas"             | python3-pandas'
	'/usr/bin/python3 -c "import openpyxl"           | python3-openpyxl'
	'command -v strace                               | strace'
	'[ -e /usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf ] | fonts-arphic-gbsn00lp'
)

missing=()
for p in "${programs[@]}"; do
	bash -c "${p%|*}" >/dev/null 2>&1 || missing+=($(echo "${p##*|}"))
done
[ ${#missing[@]} -eq 0 ] && exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
	echo "installing ${missing[*]}"
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null && exit 0
fi
echo "not installed, so their tests are skipped: ${missing[*]}"
if [ "${CI:-}" = true ]; then exit 1; fi
exit 0
