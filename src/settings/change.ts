import { isDeepStrictEqual } from 'node:util';
import type { PartialSettings, SettingKey } from './keys.ts';
import { type Effective, layer, type Resolved, resolveSettings, valuesOf } from './resolve.ts';
import { changeStored } from './store.ts';
import { jsonText } from './values.ts';

/** A setting whose value in force became another one. */
export interface Change {
  key: SettingKey;
  before: unknown;
  after: unknown;
}

/** Settings after a change. */
export interface Changed extends Resolved {
  /** In the order of the schema; empty where every value was so already. */
  changes: Change[];
}

/** Which values differ, in the order of the schema. */
export function compare(before: readonly Effective[], after: PartialSettings): Change[] {
  return before
    .map(({ key, value }) => ({ key, before: value, after: after.get(key) }))
    .filter((change) => !isDeepStrictEqual(change.before, change.after));
}

/** `provision.silent  false → true` for each change, aligned. */
export function changeLines(changes: readonly Change[]): string[] {
  const width = Math.max(...changes.map(({ key }) => key.length));
  return changes.map(
    ({ key, before, after }) => `${key.padEnd(width)}  ${jsonText(before)} → ${jsonText(after)}`,
  );
}

/** Stores and forgets settings of a profile in one step; a combination that is impossible changes nothing. */
export async function changeSettings(
  place: { configFolder: string; profile: string },
  edits: { set?: PartialSettings; unset?: readonly SettingKey[] },
): Promise<Changed> {
  const { configFolder, profile } = place;
  const change = (before: PartialSettings): PartialSettings => {
    const after = new Map([...before, ...(edits.set ?? [])]);
    for (const key of edits.unset ?? []) after.delete(key);
    resolveSettings({ profile, stored: after });
    return after;
  };
  const stored = await changeStored(configFolder, profile, change);
  const resolved = resolveSettings({ profile, stored: stored.settings });
  const before = layer(profile, [{ origin: 'file', settings: stored.before }]);
  return { ...resolved, changes: compare(before, valuesOf(resolved.entries)), warnings: stored.warnings };
}
