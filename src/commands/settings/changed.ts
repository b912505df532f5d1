import { type Changed, changeLines } from '../../settings/change.ts';
import { consequences } from '../../settings/consequences.ts';
import { done, type Outcome } from '../context.ts';

/** How set, unset and edit end: each change, and what follows from it. */
export function reportChange(changed: Changed): Outcome {
  const { settings, origins, changes, warnings } = changed;
  const lines =
    changes.length === 0
      ? ['Nothing changes: every value is already so.']
      : [...changeLines(changes), ...consequences(changes, settings)];
  const data = { settings, origins, changed: changes.map(({ key }) => key) };
  return done(data, `${lines.join('\n')}\n`, warnings);
}
