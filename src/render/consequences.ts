import type { Action, DeprovisionChange } from '../plan/change.ts';
import type { ReportedChange } from './report.ts';

/** What follows for the people of a section, said once beneath it. */
export function consequences(action: Action, changes: readonly ReportedChange[]): string[] {
  switch (action) {
    case 'provision':
      return provisionConsequences(changes);
    case 'deprovision':
      return removalConsequences(changes.filter((change) => change.action === 'deprovision'));
    case 'suspend':
      return [
        'Suspended people are signed out everywhere and keep their licence; Dropbox tells them by e-mail.',
      ];
    case 'invite':
      return ['Dropbox sends the invitation once more by e-mail.'];
    case 'transfer':
      return ['Accounts whose files have gone to somebody else cannot be recovered.'];
    case 'update':
    case 'recover':
    case 'unsuspend':
    case 'group_add':
    case 'group_remove':
    case 'set_role':
      return [];
  }
}

function provisionConsequences(changes: readonly ReportedChange[]): string[] {
  const silent = changes.some((change) => change.action === 'provision' && change.options.silent);
  const these = changes.length === 1 ? 'this person' : `these ${String(changes.length)} people`;
  if (silent) {
    return [`Silent: Dropbox tells ${these} nothing; they come in through single sign-on.`];
  }
  return [
    `Not silent: Dropbox sends ${these} a welcome e-mail; they must accept the invitation and choose a password.`,
  ];
}

function removalConsequences(changes: readonly DeprovisionChange[]): string[] {
  const dates = new Set(changes.map(({ reversibleUntil }) => reversibleUntil));
  const sentences: string[] = [];
  for (const date of dates) {
    if (date === null) continue;
    sentences.push(
      `Removed accounts can be recovered until ${date}; before that the same e-mail cannot be provisioned anew.`,
    );
  }
  if (changes.some(({ options }) => options.removeOn !== undefined)) {
    sentences.push(
      'Accounts that are removed later are only suspended now; until then an assignment cancels the removal.',
    );
  }
  if (changes.some(({ options }) => options.transferTo !== undefined)) {
    sentences.push('Accounts whose files go to somebody else cannot be recovered once they are removed.');
  }
  if (changes.some(({ options }) => options.method === 'downgrade')) {
    sentences.push('Downgraded accounts go on as personal ones outside the team and cannot be recovered.');
  }
  return sentences;
}
