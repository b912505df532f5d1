import type { RunResult } from '../../state/run-result.ts';

type StoredChange = RunResult['changes'][number];

/** Whether an undo may take back what a change did, or may have done, as far as the history tells. */
export function canBeUndone(
  { action, status, reversibleUntil, ...change }: StoredChange,
  now: Date,
): boolean {
  if (status !== 'applied' && status !== 'unknown') return false;
  if (reversibleUntil !== null) return new Date(reversibleUntil) > now;
  switch (action) {
    case 'invite':
      return false;
    case 'deprovision':
      // Neither a downgraded account nor an invitation that was withdrawn ever comes back.
      return (
        fieldOf(change.options, 'method') !== 'downgrade' && fieldOf(change.before, 'status') !== 'invited'
      );
    default:
      return true;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
