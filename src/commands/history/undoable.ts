import type { RunResult } from '../../state/run-result.ts';

type StoredChange = RunResult['changes'][number];

/** Whether what a change did can still be taken back. */
export function canBeUndone({ action, status, reversibleUntil, options }: StoredChange, now: Date): boolean {
  if (status !== 'applied') return false;
  if (reversibleUntil !== null) return new Date(reversibleUntil) > now;
  // A downgraded account is somebody's own from then on, and an e-mail that was sent stays sent.
  return action !== 'invite' && !(action === 'deprovision' && methodOf(options) === 'downgrade');
}

function methodOf(options: unknown): unknown {
  return typeof options === 'object' && options !== null && 'method' in options ? options.method : null;
}
