import type { Override } from '../../render/report.ts';
import type { Wishes } from './wishes.ts';

/** The rails that a run has moved for itself, so that nobody has to remember what was typed. */
export function overridesOf({
  limits,
  settings,
  settingsFile,
  acceptListing,
  acceptRoster,
}: Pick<Wishes, 'limits' | 'settings' | 'settingsFile' | 'acceptListing' | 'acceptRoster'>): Override[] {
  const { maxDeprovisions, maxSuspensions } = settings.safety;
  const { deprovisions, suspensions } = limits;
  const accepted = (option: string): Override => ({ option, value: true, setting: null, instead: null });
  return [
    ...(deprovisions === undefined
      ? []
      : [
          {
            option: '--max-deprovisions',
            value: deprovisions,
            setting: 'safety.maxDeprovisions',
            instead: maxDeprovisions,
          },
        ]),
    ...(suspensions === undefined
      ? []
      : [
          {
            option: '--max-suspensions',
            value: suspensions,
            setting: 'safety.maxSuspensions',
            instead: maxSuspensions,
          },
        ]),
    ...(settingsFile === null
      ? []
      : [{ option: '--settings', value: settingsFile, setting: null, instead: null }]),
    ...(acceptListing ? [accepted('--accept-listing')] : []),
    ...(acceptRoster ? [accepted('--accept-roster')] : []),
  ];
}
