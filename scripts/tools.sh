#!/usr/bin/env bash
# Installs the programs that tests open our files with, where this may be done:
# Debian and root. Elsewhere it says what is missing; those tests are skipped,
# and with CI=true they fail instead.
set -u
programs=(soffice:libreoffice-calc-nogui pdftoppm:poppler-utils tesseract:tesseract-ocr chi_sim:tesseract-ocr-chi-sim
	pandas:python3-pandas openpyxl:python3-openpyxl uno:python3-uno)

have() {
	case "$1" in
	soffice | pdftoppm | tesseract) command -v "$1" >/dev/null ;;
	chi_sim) tesseract --list-langs 2>/dev/null | grep -qx chi_sim ;;
	*) /usr/bin/python3 -c "import $1" 2>/dev/null ;;
	esac
}

missing=()
for p in "${programs[@]}"; do
	have "${p%%:*}" || missing+=("${p##*:}")
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
