import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clean } from '../../src/render/clean.ts';
import { renderDiff } from '../../src/render/diff.ts';
import { renderResult } from '../../src/render/result.ts';
import { renderSandbox } from '../../src/render/sandbox.ts';
import { deprovision, filesTo, planWith, provision, setRole, transfer, update } from '../helpers/changes.ts';
import { groupCreate, groupRemove } from '../helpers/group-changes.ts';
import { reportOf, textOf } from '../helpers/report.ts';
import { plain } from './everything.ts';

const HOSTILE = [
  ['an escape sequence', '\u001b[2J'],
  ['a title', '\u001b]0;pwned\u0007'],
  ['a C1 control', '\u009b2J'],
  ['a right-to-left override', '\u202etxt.exe'],
  ['a line break', 'a\nerror: everything is fine'],
  ['a carriage return', 'Ana\rRemoved 0 people'],
  ['a line separator', 'a\u2028b'],
  ['a zero-width space', 'a\u200bb'],
  ['an isolate', '\u2066x\u2069'],
] as const;
/** What may stand in our own output: our line breaks, and nothing else that could steer a terminal. */
const RAW = /[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u;

/** Every text of a report that comes from a roster, from Dropbox or from a file name, spoilt. */
function everyText(bad: string): string {
  const impact = { roles: [bad], joinedOn: null, groups: [bad], soleMemberOf: [bad] };
  const changes = [
    provision(`${bad}@x.org`, { name: bad, explanation: bad }),
    update(
      `u${bad}`,
      { surname: bad, email: bad },
      { surname: bad, email: bad, externalId: bad, givenName: bad },
    ),
    deprovision(`d${bad}`, filesTo(bad), { impact }),
    groupCreate(bad, bad),
    groupRemove(bad, bad),
    setRole(bad, bad, `${bad}!`),
    transfer(bad, bad),
  ];
  const held = { action: 'deprovision', email: bad, message: bad, group: bad, until: null } as const;
  const plan = planWith(changes, {
    kept: [{ ...held, code: 'held' }],
    blocked: [{ ...held, action: 'group_add', code: 'identity_conflict' }],
  });
  const report = reportOf(plan, {
    origin: { source: bad, format: 'csv', sha256: '' },
    applied: {
      changes,
      results: new Map(
        changes.map(({ id }) => [id, { status: 'failed', error: { code: bad, message: bad } }] as const),
      ),
      verified: false,
      differences: [bad],
    },
  });
  const named = { ...report, team: { ...report.team, name: bad } };
  const member = { email: bad, status: 'active', name: bad, roles: [bad], recoverable: false };
  return [
    textOf(renderDiff(named, plain())),
    renderResult(named, plain()),
    renderSandbox(
      { team: { id: '', name: bad, licences: 1 }, members: [member], counters: {}, now: '' },
      plain().paint,
    ),
  ].join('');
}

test.each(HOSTILE)('%s in any text never reaches the output raw', (_what, bad) => {
  const text = everyText(bad);
  expect(text).not.toMatch(RAW);
  expect(text.split('\n').some((line) => line.startsWith('error:'))).toBe(false);
  expect(text).toContain('\\u{');
});

test('no text at all reaches the output with something that could steer a terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), (bad) => {
      expect(everyText(bad)).not.toMatch(RAW);
    }),
  );
});

test('what is harmless stays as it is', () => {
  for (const text of ['Zoë Ängström-O’Neil', '山田太郎', 'ana+x@example.com', '😀', 'a  b']) {
    expect(clean(text)).toBe(text);
  }
  expect(clean('\u001b[1m')).toBe('\\u{1b}[1m');
});
