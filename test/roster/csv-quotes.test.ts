import { describe, expect, it } from 'vitest';

import { hasStrayQuote } from '../../src/roster/csv-quotes.ts';

describe('hasStrayQuote', () => {
  it.each(['a,b', '"a",b', '"a""b",', ',"",""""', '"a\nb",c', 'a,"b"\r', '', 'a;"b'.replace('"', '')])(
    'finds none in %j',
    (raw) => {
      expect(hasStrayQuote(raw, ',')).toBe(false);
    },
  );

  it.each(['a"b,c', '"a" ,b', ' "a",b', '"a"b",c', 'a,b"', '"a""b""c'])('finds one in %j', (raw) => {
    expect(hasStrayQuote(raw, ',')).toBe(true);
  });

  it.each([';', '\t'] as const)('divides cells by %j', (delimiter) => {
    expect(hasStrayQuote(`"a"${delimiter}"b,c"`, delimiter)).toBe(false);
    expect(hasStrayQuote(`"a","b"`, delimiter)).toBe(true);
  });
});
