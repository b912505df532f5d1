const SPECIAL = /[.+^${}()|[\]\\]/g;

/** True when the text is a pattern rather than one address. */
function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/** Tells whether an e-mail matches one of the addresses or glob patterns (`*`: any run of characters, `?`: one), without regard to case. */
export function matcher(patterns: readonly string[]): (email: string) => boolean {
  const exact = new Set<string>();
  const globs: RegExp[] = [];
  for (const pattern of patterns) {
    const text = pattern.trim().toLowerCase();
    if (isPattern(text)) globs.push(globToRegExp(text));
    else exact.add(text);
  }
  return (email) => {
    const text = email.toLowerCase();
    return exact.has(text) || globs.some((glob) => glob.test(text));
  };
}

function globToRegExp(glob: string): RegExp {
  const source = glob.replace(SPECIAL, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'u');
}
