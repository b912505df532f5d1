import { InvalidInputError } from '../../errors.ts';
import { failed, fine, type Finding } from './finding.ts';

const NAME = 'node';
/** As `engines` of the package has it. */
export const LEAST_NODE = '20.19';

/** Whether this Node is one that the package asks for. */
export function checkNode(version: string): Finding {
  if (isAtLeast(version, LEAST_NODE)) return fine(NAME, `Node ${version}; ${LEAST_NODE} or later is needed.`);
  const message = `Node ${version} is too old: ${LEAST_NODE} or later is needed.`;
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
