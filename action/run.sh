#!/usr/bin/env bash
# One run of teamsync in a job of GitHub Actions. The inputs come as INPUT_… variables and go to the program as words.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mode=${INPUT_MODE:-dry-run}
roster=${INPUT_ROSTER:-}
settings=${INPUT_SETTINGS:-}
plan_file=${INPUT_PLAN_FILE:-}
fail_on_changes=${INPUT_FAIL_ON_CHANGES:-false}

readonly PENDING=2 INVALID=7
# What a mode means is said by the mode alone.
readonly OWN=' --dry-run --yes --json --out --report --detailed-exitcode --watch --every --settings '

refuse() {
  printf '::error title=teamsync::%s\n' "$1"
  printf 'exit-code=%s\n' "$INVALID" >> "$GITHUB_OUTPUT"
  exit "$INVALID"
}

need_roster() {
  [[ -n $roster ]] || refuse "The mode $mode needs the input roster, such as roster.csv."
}

need_free() {
  if [[ $OWN == *" ${1%%=*} "* ]]; then
    refuse "The input args has ${1%%=*}, which the inputs mode, settings and plan-file decide."
  fi
}

# One option a line, its value after the first space, so that nothing has to be quoted.
options=()
read_options() {
  local line word rest
  while IFS= read -r line || [[ -n $line ]]; do
    line=${line#"${line%%[![:space:]]*}"}
    line=${line%"${line##*[![:space:]]}"}
    [[ -n $line ]] || continue
    word=${line%%[[:space:]]*}
    need_free "$word"
    if [[ $word == "$line" || $word != --* || $word == *=* ]]; then
      options+=("$line")
    else
      rest=${line#"$word"}
      rest=${rest#"${rest%%[![:space:]]*}"}
      # Behind an option that takes no value it would be an option itself.
      need_free "$rest"
      options+=("$word" "$rest")
    fi
  done <<< "${INPUT_ARGS:-}"
}

decide() {
  case $mode in
    dry-run)
      need_roster
      command=(reconcile --dry-run --detailed-exitcode)
      target=$roster
      ;;
    plan)
      need_roster
      plan_file=${plan_file:-teamsync-plan.json}
      command=(plan "--out=$plan_file" --detailed-exitcode)
      target=$roster
      ;;
    apply)
      if [[ -z $plan_file ]]; then
        need_roster
        command=(reconcile --yes)
        target=$roster
      elif [[ -n $roster || -n $settings ]]; then
        refuse 'A plan that is applied has its people and its settings with it: leave the inputs roster and settings empty.'
      else
        command=(apply --yes)
        target=$plan_file
      fi
      ;;
    *) refuse "The input mode is $(printf '%q' "$mode"). Write dry-run, plan or apply." ;;
  esac
  [[ -z $settings ]] || command+=("--settings=$settings")
}

# A job that is cancelled interrupts this shell alone; the program has to hear of it to end in good order.
run() {
  node "$TEAMSYNC_PROGRAM" "${command[@]}" --json "--report=$report" ${options[@]+"${options[@]}"} -- "$target" \
    > "$result" < /dev/null &
  local child=$!
  trap 'kill -TERM "$child" 2> /dev/null || true' INT TERM
  while true; do
    code=0
    wait "$child" || code=$?
    kill -0 "$child" 2> /dev/null || break
  done
  trap - INT TERM
}

[[ $fail_on_changes == true || $fail_on_changes == false ]] ||
  refuse "The input fail-on-changes is $(printf '%q' "$fail_on_changes"). Write true or false."
read_options
decide

folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/teamsync-run-XXXXXX")
result=$folder/result.json
report=$folder/report.md

# Names from a roster stand in the log, and must not be taken for commands to the runner.
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '::stop-commands::%s\n' "$token"
run
printf '::%s::\n' "$token"

[[ $mode == plan ]] || plan_file=
code=$(node "$here/outcome.js" "$code" "$result" "$report" "$plan_file")
if [[ $code == "$PENDING" && $fail_on_changes == false ]]; then
  exit 0
fi
if [[ $code != 0 ]]; then
  printf '::error title=teamsync::teamsync ended with exit code %s; the summary of this job says why.\n' "$code"
fi
exit "$code"
