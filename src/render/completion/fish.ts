/** The script for fish 3 and later. */
export const FISH = `# fish completion for teamsync

function __teamsync_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    string match -q '~/*' -- $program; and set program $HOME(string sub -s 2 -- $program)
    command -sq -- $program; or set program teamsync
    set -l answer (command $program __complete fish -- $words "$typed" </dev/null 2>/dev/null)
    set -l kind $answer[1]
    set -e answer[1]
    if test "$kind" = :files
        set -l before "$answer[1]"
        for path in (__fish_complete_path (string sub -s (math 1 + (string length -- "$before")) -- "$typed"))
            echo $before$path
        end
    else
        string join \\n -- $answer
    end
end

complete -c teamsync -f -k -a '(__teamsync_complete)'
`;
