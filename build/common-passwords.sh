#!/usr/bin/env bash
# Writes HydraX.Core/Users/common-passwords.txt anew from the list of the npm package @zxcvbn-ts/language-common (MIT): build/common-passwords.sh
# Kept are, by rank, all of 10 characters and more, and of the first 20,000 the words of three letters and more, which become long enough with digits around them.
set -euo pipefail
cd "$(dirname "$0")/.."
version=4.1.3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "@zxcvbn-ts/language-common@$version" >/dev/null && tar xzf ./*.tgz)
node - "$work/package/src/passwords.json" > HydraX.Core/Users/common-passwords.txt <<'JS'
const all = [...new Set(require(process.argv[2]).map(word => word.toLowerCase()))];
const letters = word => word.replace(/^[0-9 !?.,\-_*#@$%&+=]+|[0-9 !?.,\-_*#@$%&+=]+$/g, '').length;
for (const [rank, word] of all.entries())
  if (!/\s/.test(word) && (word.length >= 10 || (rank < 20000 && letters(word) >= 3))) console.log(word);
JS
cp "$work/package/LICENSE.txt" HydraX.Core/Users/common-passwords-LICENSE.txt
