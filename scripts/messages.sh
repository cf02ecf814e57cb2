#!/usr/bin/env bash
# Gather every text of the product into the English catalogue and compile both catalogues. Needs gettext.
# Texts of the norms (law/**.toml) are gathered through a file that exists only while this runs.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON_BIN:-.venv/bin/python}
words=khuyencong/law/words_of_norms.py
trap 'rm -f "$words"' EXIT
"$python" scripts/norm_words.py >"$words"
"$python" manage.py makemessages --locale en --no-obsolete --add-location file --no-wrap \
  --ignore '.venv/*' --ignore 'tests/*' --ignore 'scripts/*' --ignore 'var/*' --ignore 'node_modules/*' --ignore 'build/*'
sed -i '/^"POT-Creation-Date/d; /^#: khuyencong\/law\/words_of_norms.py$/d' khuyencong/ui/locale/en/LC_MESSAGES/django.po
for language in en vi; do
  msgfmt --check --output-file "khuyencong/ui/locale/$language/LC_MESSAGES/django.mo" "khuyencong/ui/locale/$language/LC_MESSAGES/django.po"
done
