#!/usr/bin/env bash
# Makes teamsync ready for action/run.sh: a release from the registry, or the commit that the action is used at.
set -euo pipefail

version=${INPUT_VERSION:-}
# Tags and ranges would mean another program tomorrow.
exact='^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$'

if [[ -z $version ]]; then
  root=$GITHUB_ACTION_PATH
  cd "$root"
  npm ci --ignore-scripts --no-audit --no-fund
  npm run build
  program=$root/bin/teamsync.js
elif [[ $version =~ $exact ]]; then
  root=$RUNNER_TEMP/teamsync-$version
  mkdir -p "$root"
  # A `.npmrc` of the workspace must not decide where the program comes from.
  cd "$root"
  npm install --prefix "$root" --ignore-scripts --omit=optional --no-audit --no-fund "teamsync@$version"
  program=$root/node_modules/teamsync/bin/teamsync.js
else
  printf '::error title=teamsync::The input version is %q, which is no exact version. Write one such as 0.1.0, or leave it empty.\n' "$version"
  exit 7
fi

printf 'program=%s\n' "$program" >> "$GITHUB_OUTPUT"
