/** The script for zsh 5: for a folder of \`fpath\` as well as for \`eval\`, before compinit, after it or without it. */
export const ZSH = `#compdef teamsync
# zsh completion for teamsync

_teamsync() {
  local program=\${(Q)words[1]} kind line value before
  local -a answer values shown
  [[ $program == '~/'* ]] && program=$HOME/\${program#'~/'}
  (( \${+commands[$program]} )) || [[ $program == */* && -x $program ]] || program=teamsync
  answer=("\${(@f)$(command $program __complete zsh -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" </dev/null 2>/dev/null)}")
  kind=$answer[1]
  shift answer

  if [[ $kind == :files ]]; then
    [[ -n $answer[1] ]] && compset -P '--[^=]#='
    _files
    return
  fi
  local -i widest=0
  for line in $answer; do
    value=\${line%%$'\\t'*}
    values+=("$value")
    (( $#value > widest )) && widest=$#value
  done
  for line in $answer; do
    value=\${line%%$'\\t'*}
    if [[ -n \${line#*$'\\t'} ]]; then
      line="\${(r:widest:)value}  -- \${line#*$'\\t'}"
      shown+=("\${line[1,\${COLUMNS:-80} - 1]}")
    else
      shown+=("$value")
    fi
  done
  (( $#values )) || return 1
  local -a how=(-V teamsync -d shown)
  # With descriptions each stands on a line of its own.
  [[ $shown == *'  -- '* ]] && how+=(-l)
  [[ $kind == :beginnings ]] && how+=(-S '')
  compadd "\${how[@]}" -a -- values
}

_teamsync_register() {
  add-zsh-hook -d precmd _teamsync_register
  if (( ! \${+functions[compdef]} )); then
    autoload -Uz compinit
    compinit -i -D
  fi
  compdef _teamsync teamsync
}

if [[ \${funcstack[1]} == _teamsync ]]; then
  _teamsync "$@"
elif (( \${+functions[compdef]} )); then
  compdef _teamsync teamsync
else
  # Before the first prompt it is known whether compinit has been called.
  autoload -Uz add-zsh-hook
  add-zsh-hook precmd _teamsync_register
fi
`;
