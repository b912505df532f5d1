import { describe, expect, test } from 'vitest';
import { readPage, sectionsOf, type Section } from './page.ts';
import { newReader, shows } from './reader.ts';

/** Follows sections one after another, as one reader, and compares each command with what the page shows of it. */
async function follow(sections: readonly Section[]): Promise<void> {
  const reader = await newReader();
  for (const step of sections.flatMap(({ steps }) => steps)) {
    const written = await reader.follow(step);
    if (step.kind !== 'command' || shows(step.output, written)) continue;
    const place = `line ${String(step.line)}: ${step.command}`;
    expect([place, ...step.output]).toEqual([place, ...written]);
  }
}

function commandsIn(sections: readonly Section[]): Section[] {
  return sections.filter(({ steps }) => steps.some(({ kind }) => kind === 'command'));
}

describe('docs/first-hour.md', () => {
  const sections = sectionsOf(readPage('docs/first-hour.md'));

  test('shows what its commands write, from beginning to end', async () => {
    expect(commandsIn(sections).length).toBeGreaterThan(6);
    await follow(sections);
  });
});

describe.each(['docs/cookbook.md', 'docs/migration.md'])('%s', (path) => {
  const sections = commandsIn(sectionsOf(readPage(path)));

  test.each(sections)('$heading: shows what its commands write on a new team', async (section) => {
    await follow([section]);
  });
});
