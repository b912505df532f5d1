import { readFile } from 'node:fs/promises';
import { versions } from 'node:process';
import { InvalidInputError } from '../../errors.ts';
import { failed, fine, type Finding } from './finding.ts';

const NAME = 'node';

/** Whether this Node is one that the package asks for. */
export async function checkNode(version = versions.node): Promise<Finding> {
  const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
  const { engines } = JSON.parse(text) as { engines: { node: string } };
  const least = engines.node.replace(/^>=\s*/, '');
  if (isAtLeast(version, least)) return fine(NAME, `Node ${version}; ${least} or later is needed.`);
  const message = `Node ${version} is too old: ${least} or later is needed.`;
  const hint = 'Install a current version, such as Node 22 or 24, from https://nodejs.org.';
  return failed(NAME, new InvalidInputError('node_too_old', message, { hint }));
}

function isAtLeast(version: string, least: string): boolean {
  const [one, other] = [version, least].map((text) => text.split('.').map(Number));
  for (const [place, wanted] of (other ?? []).entries()) {
    const found = one?.[place] ?? 0;
    if (found !== wanted) return found > wanted;
  }
  return true;
}
