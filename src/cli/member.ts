import { Option, type Command } from 'commander';
import { collect } from '../commands/arguments.ts';
import type { MemberListInput } from '../commands/member/list.ts';
import type { MemberInput } from '../commands/member/request.ts';
import type { MemberShowInput } from '../commands/member/show.ts';
import type { MemberStatus } from '../team.ts';
import { withExamples, type Example } from './examples.ts';
import { called, retryBudget, type Invoke } from './invocation.ts';
import { later } from './later.ts';
import { withLimits, withPace } from './planning.ts';

type Action = MemberInput['action'];

/** What `--status` takes. */
const STATUSES = ['active', 'invited', 'suspended', 'removed'] as const satisfies MemberStatus[];

/** What each subcommand says of itself; none of them needs its action to be enabled. */
const DESCRIPTIONS: readonly (readonly [Action, string])[] = [
  ['provision', 'invite people, or bring back those who were removed within 7 days'],
  ['suspend', 'suspend people'],
  ['unsuspend', 'lift the suspension of people'],
  ['deprovision', 'take people off the team, as the deprovision settings say'],
  ['recover', 'bring back people who were removed within 7 days'],
  ['transfer', 'move the files of people who were removed to somebody on the team'],
];

/** How each subcommand is typed. */
const EXAMPLES: Readonly<Record<Action, readonly Example[]>> = {
  provision: [
    ['member provision ana@example.com --dry-run', 'see whether Ana would be invited or brought back'],
    ['member provision - --yes < joiners.txt', 'invite everybody in a file, one e-mail a line'],
  ],
  suspend: [['member suspend ana@example.com', 'take access away from Ana, after a question']],
  unsuspend: [['member unsuspend ana@example.com', 'give Ana access again']],
  deprovision: [
    [
      'member deprovision ana@example.com --dry-run',
      'see what would become of Ana, her account and her files',
    ],
    ['member deprovision ana@example.com ben@example.com', 'take two people off the team'],
  ],
  recover: [['member recover ana@example.com', 'bring Ana back with her files']],
  transfer: [
    ['member transfer ana@example.com --to ben@example.com', 'give the files of Ana, who is gone, to Ben'],
  ],
};

/** Declares `member` and its subcommands. */
export function addMember(program: Command, invoke: Invoke): void {
  const named = program
    .command('member')
    .description('one-off changes to single people, and who is on the team');
  later(named, invoke, declareMember);
}

function declareMember(member: Command, invoke: Invoke): void {
  withExamples(
    member,
    ['member list', 'see who is on the team'],
    ['member suspend ana@example.com --dry-run', 'see what a suspension of Ana would do'],
  );
  for (const [action, description] of DESCRIPTIONS) addAction(member, invoke, action, description);
  addList(member, invoke);
  addShow(member, invoke);
}

function addAction(member: Command, invoke: Invoke, action: Action, description: string): void {
  const command = member
    .command(action)
    .argument('<emails...>', 'their e-mails, or - for standard input')
    .description(description)
    .option('--dry-run', 'only show the plan', false)
    .option('--yes', 'apply without asking', false)
    .option('--only <email>', 'only these of them: an e-mail or a pattern (repeatable)', collect, []);
  if (action === 'transfer') command.requiredOption('--to <email>', 'who gets the files');
  withExamples(withPace(withLimits(command)), ...EXAMPLES[action]).action(
    (emails: string[], _options, typed: Command) =>
      invoke<MemberInput>({
        ...called(`member ${action}`, typed),
        input: { action, emails, ...typed.opts<Omit<MemberInput, 'emails' | 'action'>>() },
        load: async () => (await import('../commands/member/request.ts')).runMember,
      }),
  );
}

function addList(member: Command, invoke: Invoke): void {
  withExamples(
    member.command('list'),
    ['member list --status invited', 'see who has not accepted the invitation yet'],
    ['member list --csv > team.csv', 'keep the list of members for a spreadsheet'],
  )
    .description('list the members of the team as they are now')
    .addOption(
      new Option('--status <status>', 'only those (default: everybody but the removed)').choices(STATUSES),
    )
    .option('--csv', 'as CSV, safe to open in a spreadsheet', false)
    .addOption(retryBudget())
    .action((_options, typed: Command) =>
      invoke<MemberListInput>({
        ...called('member list', typed),
        input: typed.opts(),
        load: async () => (await import('../commands/member/list.ts')).runMemberList,
      }),
    );
}

function addShow(member: Command, invoke: Invoke): void {
  withExamples(member.command('show'), ['member show ana@example.com', 'see what Dropbox knows of Ana'])
    .argument('<email>', 'any address of theirs')
    .description('show one member of the team, removed ones included')
    .addOption(retryBudget())
    .action((email: string, _options, typed: Command) =>
      invoke<MemberShowInput>({
        ...called('member show', typed),
        input: { email, ...typed.opts<Omit<MemberShowInput, 'email'>>() },
        load: async () => (await import('../commands/member/show.ts')).runMemberShow,
      }),
    );
}
