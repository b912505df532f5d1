import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { InvalidInputError } from '../../src/errors.ts';
import { renderError, renderWarning } from '../../src/render/messages.ts';

const paint = new Chalk({ level: 0 });

test('an error is followed by what to do, where there is something', () => {
  expect(renderError(new InvalidInputError('x', 'Bad.', { hint: 'Mend it.' }), paint)).toBe(
    'error: Bad.\nhint: Mend it.\n',
  );
  expect(renderError(new InvalidInputError('x', 'Bad.'), paint)).toBe('error: Bad.\n');
});

test('an error keeps our own line breaks, and nothing else that could steer a terminal', () => {
  const error = new InvalidInputError('x', 'Two problems:\n  line 2: \u001b[1m', { hint: 'Mend\u202e it.' });
  expect(renderError(error, paint)).toBe(
    'error: Two problems:\n  line 2: \\u{1b}[1m\nhint: Mend\\u{202e} it.\n',
  );
});

test('a warning is one line whatever it quotes', () => {
  expect(renderWarning({ code: 'x', message: 'Odd: \u001b[1m\nerror: no' }, paint)).toBe(
    'warning: Odd: \\u{1b}[1m\\u{a}error: no\n',
  );
});

test('only the labels are coloured', () => {
  const text = renderError(new InvalidInputError('x', 'Bad.', { hint: 'Mend it.' }), new Chalk({ level: 1 }));
  expect(text.replaceAll('\u001b', '')).toBe('[31m[1merror:[22m[39m Bad.\n[1mhint:[22m Mend it.\n');
});
