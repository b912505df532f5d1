import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../bench/arguments.ts';

describe('parseArguments', () => {
  it('measures everything when nothing is named', () => {
    expect(parseArguments([])).toEqual({
      suites: ['server', 'startup', 'throughput', 'limited', 'scale', 'million'],
      full: false,
      writeDocs: false,
      serve: null,
    });
  });

  it('measures what is named, in its own order', () => {
    const { suites, full } = parseArguments(['scale', 'startup', '--full']);
    expect({ suites, full }).toEqual({ suites: ['startup', 'scale'], full: true });
  });

  it('names the suites there are when one is not known', () => {
    expect(() => parseArguments(['speed'])).toThrow('There is no suite speed. Suites: server, startup');
  });

  it('takes a number of people to serve', () => {
    expect(parseArguments(['--serve', '5000']).serve).toBe(5000);
  });

  it.each(['0', '-1', '1.5', 'many'])('refuses to serve %s people', (text) => {
    expect(() => parseArguments([`--serve=${text}`])).toThrow('--serve takes a number of people');
  });

  it('refuses to write half a table into the page', () => {
    expect(() => parseArguments(['scale', '--write-docs'])).toThrow('--write-docs');
  });
});
