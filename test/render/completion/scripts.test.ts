import { expect, test } from 'vitest';
import { renderScript, SHELLS } from '../../../src/render/completion/scripts.ts';

test.each(SHELLS)('the script for %s ends in a line break and asks the program', (shell) => {
  const script = renderScript(shell);
  expect(script.endsWith('\n')).toBe(true);
  expect(script).toContain(`__complete ${shell} `);
  expect(script).not.toMatch(/\beval\b|Invoke-Expression/);
});
