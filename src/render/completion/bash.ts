/** The script for bash 3.2 and later. It needs no library, and nothing that was typed or offered is ever run. */
export const BASH = `# bash completion for teamsync

_teamsync() {
  local program=\${1-teamsync} word='' typed='' whole='' open='' kind='' value quoted replaced before
  local -a words=()
  COMPREPLY=()
  case $program in
    \\~/*) program=$HOME/\${program:2} ;;
  esac
  type -P -- "$program" >/dev/null || program=teamsync

  # Bash takes words apart at "=", ":" and "@"; here they are put together again.
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ $typed && ! $word ]] || [[ $whole && ! $word =~ ^[=:@]+$ ]]; then
      words+=("$typed")
      typed=''
    fi
    typed+=$word
    if [[ $word =~ ^[=:@]+$ ]]; then whole=''; else whole=yes; fi
  done

  # The last of it is what an answer takes the place of.
  if (($# > 1)); then replaced=$2; elif [[ $whole ]]; then replaced=$word; else replaced=''; fi
  case $word in
    [\\"\\']*) [[ \${word:1} == *"\${word:0:1}"* ]] || open=\${word:0:1} ;;
  esac
  before=\${typed%"$replaced"}
  before=\${before%"$open"}

  while IFS=$'\\t' read -r value _; do
    if [[ ! $kind ]]; then
      kind=$value
      continue
    fi
    [[ $kind == :files ]] && break
    if [[ ! $open ]]; then
      printf -v quoted %q "$value"
    elif [[ $value == *[\\"\\'\\\\\\$\\\`\\!]* ]]; then
      # Behind a quote only what needs none of its own can stand.
      continue
    else
      quoted=$value
    fi
    if [[ $quoted == "$before"* ]]; then
      COMPREPLY+=("\${quoted#"$before"}$_teamsync_end")
    fi
  done <<<"$(command "$program" __complete bash -- \${words[@]+"\${words[@]}"} "$typed" </dev/null 2>/dev/null)"

  if [[ $_teamsync_end ]]; then
    if [[ $kind == :beginnings ]]; then COMPREPLY=("\${COMPREPLY[@]% }"); fi
    return
  fi
  case $kind in
    :files) compopt -o default ;;
    :beginnings) compopt -o nospace -o nosort ;;
    *) compopt -o nosort ;;
  esac 2>/dev/null
}

# Only since bash 4 can it be said for each word whether files may stand there, and whether a blank comes after it.
_teamsync_end=''
if [[ $(type -t compopt) == builtin ]]; then
  complete -F _teamsync teamsync
else
  _teamsync_end=' '
  complete -o default -o nospace -F _teamsync teamsync
fi
`;
