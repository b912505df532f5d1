import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { openPrompts } from '../../src/settings/prompts.ts';
import { refusalOf } from './refusal.ts';

const CHOICES = [
  { value: 'a', name: 'first' },
  { value: 'b', name: 'second' },
];
const DOWN = '\u001b[B';
const ERASE = '\u007f';

/** A keyboard that types the next keys when the screen shows the words that they answer. */
async function setUp(...script: [words: string, keys: string][]) {
  const input = new PassThrough();
  const output = new PassThrough();
  const abort = new AbortController();
  let screen = '';
  let all = '';
  output.on('data', (chunk: Buffer) => {
    screen += chunk.toString();
    all += chunk.toString();
    const [next] = script;
    if (next === undefined || !screen.includes(next[0])) return;
    script.shift();
    screen = '';
    setImmediate(() => input.write(next[1]));
  });
  const prompts = await openPrompts({ input, output, signal: abort.signal });
  return { prompts, input, output, abort, shown: () => all };
}

test.each([
  ['n\r', true, false],
  ['y\r', false, true],
  ['\r', true, true],
  ['\r', false, false],
])('a question answered with %j and preset to %s is %s', async (keys, preset, answer) => {
  const { prompts } = await setUp(['Sure?', keys]);
  expect(await prompts.yesNo('Sure?', preset)).toBe(answer);
});

test('one of several is chosen, starting at the preset', async () => {
  const moved = await setUp(['Which?', `${DOWN}\r`]);
  expect(await moved.prompts.choose('Which?', CHOICES, 'a')).toBe('b');
  const kept = await setUp(['Which?', '\r']);
  expect(await kept.prompts.choose('Which?', CHOICES, 'b')).toBe('b');
});

test('several are chosen, but not none', async () => {
  const { prompts } = await setUp(['Which?', ' \r'], ['At least one', `${DOWN} \r`]);
  expect(await prompts.chooseSeveral('Which?', CHOICES, ['a'])).toEqual(['b']);
});

test('a text begins as its preset, can be changed, and is asked again until it passes', async () => {
  const { prompts } = await setUp(['Name?', `${ERASE}\r`], ['too short', 'xyz\r']);
  const check = (text: string): true | string => text.length > 2 || 'too short';
  expect(await prompts.text('Name?', 'abc', check)).toBe('abxyz');
});

test('remarks go where the questions go', async () => {
  const output = new PassThrough();
  const signal = new AbortController().signal;
  const prompts = await openPrompts({ input: new PassThrough(), output, signal });
  prompts.say('a remark\n');
  expect(String(output.read())).toBe('a remark\n');
});

test.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-C in the middle of an answer', 'x\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s is a no to everything', async (_name, keys) => {
  const { prompts } = await setUp(['Name?', keys]);
  expect(await refusalOf(() => prompts.text('Name?', '', () => true))).toMatchObject({
    code: 'declined',
    exitCode: 130,
  });
});

test('the end of input is a no to everything, during a question and before it', async () => {
  const { prompts, input, output } = await setUp();
  output.once('data', () => {
    input.end();
  });
  expect((await refusalOf(() => prompts.yesNo('Sure?', true))).code).toBe('declined');
  expect((await refusalOf(() => prompts.yesNo('Sure?', true))).code).toBe('declined');
});

test('input that was torn away is a no to everything', async () => {
  const { prompts, input } = await setUp();
  input.destroy();
  expect((await refusalOf(() => prompts.yesNo('Sure?', true))).code).toBe('declined');
});

test.each([
  [undefined, `${'word '.repeat(14)}word\nword word`],
  [50, `${'word '.repeat(8)}word\nword word`],
  [0, `${'word '.repeat(6)}word\nword word`],
])('a long question is broken between words, on %s columns', async (columns, text) => {
  const { prompts, output, shown } = await setUp(['word', '\r']);
  if (columns !== undefined) Object.assign(output, { columns });
  await prompts.yesNo('word '.repeat(17).trim(), true);
  expect(stripVTControlCharacters(shown())).toContain(text);
});

test('a question leaves no listeners behind', async () => {
  const { prompts, input } = await setUp(['Sure?', '\r']);
  await prompts.yesNo('Sure?', true);
  expect(input.listenerCount('pause') + input.listenerCount('close')).toBe(0);
});

test('a signal ends the question as a no', async () => {
  const { prompts, output, abort } = await setUp();
  output.once('data', () => {
    abort.abort();
  });
  expect((await refusalOf(() => prompts.yesNo('Sure?', true))).code).toBe('declined');
});

test('a fault of the program is not taken for a no', async () => {
  const { prompts } = await setUp();
  await expect(prompts.choose('Which?', [], '')).rejects.toThrow('No selectable choices');
});
