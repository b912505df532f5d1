import type { SettingKey } from './keys.ts';

/** What each setting does, in a sentence; a key without one does not compile. */
export const MEANINGS: Readonly<Record<SettingKey, string>> = {
  'provision.enabled': 'Create accounts for assigned people who have none.',
  'provision.silent': 'Send no welcome e-mail to new people; they come in through single sign-on.',
  'provision.recover': 'Bring an account back that was removed less than 7 days ago, with its files.',
  'provision.directoryRestricted': 'Hide new people from the directory of the team.',
  'suspend.enabled': 'Suspend people whom the roster calls suspended, and unsuspend them later.',
  'suspend.wipeData': 'Delete the data on the linked devices of people who are suspended.',
  'suspend.invited':
    'What becomes of a suspended person who never accepted the invitation: only say so, or withdraw it.',
  'deprovision.enabled': 'Take people off the team who are no longer assigned.',
  'deprovision.method':
    'What becomes of their accounts: removed, suspended, or kept by the person as a personal account.',
  'deprovision.wipeData': 'Delete the data on the linked devices of people who leave; never with downgrade.',
  'deprovision.afterDays': 'Suspend first and end the account after so many days; 0 ends it at once.',
  'deprovision.transferTo': 'Who gets the files of a removed person whose roster row names nobody.',
  'deprovision.transferAdmin':
    'Which admin Dropbox tells of failed transfers; null is the admin who authorized.',
  'deprovision.retainTeamShares': 'Leave people what was shared with them in the team; with downgrade only.',
  'deprovision.unlisted':
    'Which unlisted members leave: those whom an earlier roster of the team named, all of them, or none.',
  'update.enabled': 'Change profiles on Dropbox to what the roster says.',
  'update.fields': 'Which parts of a profile.',
  'groups.enabled': 'Add people to mapped groups and take them out, as the roster says.',
  'groups.map':
    'From groups of the roster to groups of Dropbox; {"*": "*"} maps all by equal names. Others stay as they are.',
  'groups.create': 'Create mapped groups that the team does not have.',
  'invitations.remindAfterDays': 'Send an unanswered invitation again after so many days each.',
  'invitations.cancelAfterDays': 'Withdraw an unanswered invitation after so many days; null never does.',
  'invitations.evenIfSilent': 'Also remind people whose accounts were provisioned silently.',
  'roles.enabled': 'Give and take admin roles as the role column of the roster says.',
  'roster.assignedGroups': 'Groups of the roster whose people count as assigned.',
  'roster.columns': 'From fields such as email to the columns of your file; the rest is recognised.',
  'roster.delimiter': 'What stands between the cells of a CSV file; null finds out.',
  'roster.encoding': 'How the letters of the file are written; null finds out.',
  'safety.maxDeprovisions':
    'How many people may be deprovisioned, what happened in the last 24 hours included.',
  'safety.maxSuspensions': 'How many people may be suspended, what happened in the last 24 hours included.',
  'safety.onLimit': 'Over a limit: refuse the whole run, or leave the surplus alone and do the rest.',
  'safety.protect':
    'People whom no run suspends or deprovisions: e-mails, or patterns such as *@example.com.',
  'safety.protectAdmins': 'Suspend and deprovision no admin; the last one and your own are never touched.',
  'safety.allowPurchase': 'Invite more people than there are free licences, which buys some.',
  'safety.windows':
    'When suspensions and deprovisions may happen, such as [{"days":["mon"],"from":"08:00","to":"17:00","zone":"Europe/Berlin"}]; an empty list is always.',
  'safety.maxRosterShrink': 'Refuse a roster that names so many fewer people than the last good one.',
  'notify.on': 'What TEAMSYNC_WEBHOOK_URL is told of.',
};
