/** The name itself may stand before it, as that of a user or a service. */
const LINE = /(?:^|[\s/])teamsync(?= +(?!teamsync\b)[a-z-])((?: +(?:"[^"]*"|'[^']*'|[^\s|>&;#`]+))+)/g;
const WORD = /"([^"]*)"|'([^']*)'|(\S+)/g;

/** The words behind `teamsync` in every command line of a text, as a shell would split them. */
export function commandLines(text: string): string[][] {
  return text.split('\n').flatMap((line) => {
    if (/^\s*#/.test(line)) return [];
    return [...line.matchAll(LINE)].map(([, rest = '']) =>
      [...rest.matchAll(WORD)].map(([, double, single, bare]) => double ?? single ?? bare ?? ''),
    );
  });
}

/** The blocks of code of a Markdown text. */
export function codeBlocks(markdown: string): string[] {
  return [...markdown.matchAll(/^ *```\w*\n(.*?)^ *```$/gms)].map(([, code = '']) => code);
}
