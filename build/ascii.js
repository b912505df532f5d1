/**
 * Writes what is no ASCII as escapes: a single ellipsis makes Node keep a file of 300 kB in twice the memory, and start
 * slower by a millisecond or two. After the minifier, which would undo it.
 */
export const onlyAscii = {
  name: 'only-ascii',
  generateBundle(_options, bundle) {
    for (const part of Object.values(bundle)) {
      if (part.type === 'chunk') part.code = part.code.replace(/[\u0080-\uffff]/g, escaped);
    }
  },
};

function escaped(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
