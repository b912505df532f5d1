import { expectTypeOf, test } from 'vitest';
import type * as z from 'zod';
import type * as typed from '../../schemas/documents.d.ts';
import type { authStatus } from '../../src/documents/auth.ts';
import type { BLOCKED_CODES, KEPT_CODES, REASONS, UNCHANGED_CODES } from '../../src/documents/codes.ts';
import type { completionScript } from '../../src/documents/completion.ts';
import type { diagnosis } from '../../src/documents/doctor.ts';
import type { Envelope, NOT_WELL, WELL } from '../../src/documents/envelope.ts';
import type { explanation } from '../../src/documents/explain.ts';
import type { auditVerdict, runDetails, runList } from '../../src/documents/history.ts';
import type { holdList } from '../../src/documents/hold.ts';
import type { memberList, shownMember } from '../../src/documents/member.ts';
import type { notification } from '../../src/documents/notification.ts';
import type { planFile } from '../../src/documents/plan-file.ts';
import type { progressEvent } from '../../src/documents/progress.ts';
import type { rosterCheck, rosterDiff } from '../../src/documents/roster.ts';
import type { runReport } from '../../src/documents/run.ts';
import type { sandboxTeam } from '../../src/documents/sandbox.ts';
import type { shownSettings } from '../../src/documents/settings.ts';
import type { health } from '../../src/documents/status.ts';
import type { ExitCode } from '../../src/errors.ts';
import type { ChangeReason } from '../../src/plan/change.ts';
import type { BlockedCode, KeptCode, UnchangedCode } from '../../src/plan/types.ts';
import type { AuthStatus } from '../../src/render/auth.ts';
import type { Shell } from '../../src/render/completion/scripts.ts';
import type { Check } from '../../src/render/doctor.ts';
import type { Explanation } from '../../src/render/explanation.ts';
import type { HistoryRun } from '../../src/render/history.ts';
import type { MemberDetails, MemberView } from '../../src/render/members.ts';
import type { RunReport } from '../../src/render/report.ts';
import type { RosterCheck, RosterDiff } from '../../src/render/roster.ts';
import type { GoodRun } from '../../src/render/status.ts';
import type { Inspection } from '../../src/roster/inspect.ts';
import type { SandboxSnapshot } from '../../src/sandbox/snapshot.ts';
import type { Origin } from '../../src/settings/resolve.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { AuditVerdict } from '../../src/state/audit.ts';
import type { StoredHold } from '../../src/state/holds.ts';
import type { RunResult } from '../../src/state/run-result.ts';
import type { Plain, Wide } from './plain-type.ts';

type Of<Schema extends z.ZodType> = z.infer<Schema>;

test('the schemas know every code of the program, and no other', () => {
  expectTypeOf<Plain<(typeof REASONS)[number]>>().toEqualTypeOf<Plain<ChangeReason>>();
  expectTypeOf<Plain<(typeof BLOCKED_CODES)[number]>>().toEqualTypeOf<Plain<BlockedCode>>();
  expectTypeOf<Plain<(typeof KEPT_CODES)[number]>>().toEqualTypeOf<Plain<KeptCode>>();
  expectTypeOf<Plain<(typeof UNCHANGED_CODES)[number]>>().toEqualTypeOf<Plain<UnchangedCode>>();
  type Code = ChangeReason | BlockedCode | KeptCode | UnchangedCode | 'disabled';
  expectTypeOf<Plain<Of<typeof explanation>['decision']['code']>>().toEqualTypeOf<Plain<Code>>();
  type Exit = (typeof WELL | typeof NOT_WELL)[number];
  expectTypeOf<Plain<Exit>>().toEqualTypeOf<Plain<ExitCode>>();
  expectTypeOf<Plain<Of<typeof completionScript>['shell']>>().toEqualTypeOf<Plain<Shell>>();
  type Told = Pick<Of<typeof rosterCheck>, 'format' | 'dialect' | 'delimiter'>;
  type Found = Pick<Inspection, keyof Told>;
  expectTypeOf<Plain<Told>>().toEqualTypeOf<Plain<Found>>();
});

test('the schemas have the keys that the program writes, and no other', () => {
  expectTypeOf<Plain<Of<typeof runReport>>>().toEqualTypeOf<Plain<RunReport>>();
  expectTypeOf<Plain<Of<typeof authStatus>>>().toEqualTypeOf<Plain<AuthStatus>>();
  expectTypeOf<Plain<Of<typeof diagnosis>>>().toEqualTypeOf<Plain<{ checks: Check[] }>>();
  expectTypeOf<Wide<Of<typeof explanation>>>().toEqualTypeOf<Wide<Explanation>>();
  expectTypeOf<Plain<Of<typeof runList>>>().toEqualTypeOf<Plain<{ runs: HistoryRun[] }>>();
  type Details = HistoryRun & Pick<RunResult, 'teamId' | 'changes'>;
  expectTypeOf<Plain<Of<typeof runDetails>>>().toEqualTypeOf<Plain<Details>>();
  type Broken = NonNullable<AuditVerdict['firstBroken']> & { team?: string };
  expectTypeOf<Plain<Of<typeof auditVerdict>>>().toEqualTypeOf<
    Plain<{ intact: boolean; firstBroken: Broken | null }>
  >();
  expectTypeOf<Plain<Of<typeof holdList>>>().toEqualTypeOf<Plain<{ holds: StoredHold[] }>>();
  expectTypeOf<Plain<Of<typeof memberList>>>().toEqualTypeOf<Plain<{ members: MemberView[] }>>();
  expectTypeOf<Plain<Of<typeof shownMember>>>().toEqualTypeOf<Plain<{ member: MemberDetails }>>();
  expectTypeOf<Wide<Of<typeof rosterCheck>>>().toEqualTypeOf<Wide<RosterCheck>>();
  expectTypeOf<Plain<Of<typeof rosterDiff>>>().toEqualTypeOf<Plain<RosterDiff>>();
  expectTypeOf<Plain<Of<typeof health>['lastGoodRun']>>().toEqualTypeOf<Plain<GoodRun | null>>();
  expectTypeOf<Wide<Of<typeof sandboxTeam>>>().toEqualTypeOf<Wide<SandboxSnapshot>>();
  interface Shown {
    settings: Settings;
    origins: Record<string, Origin>;
  }
  expectTypeOf<Plain<Of<typeof shownSettings>>>().toEqualTypeOf<Plain<Shown>>();
});

test('the types for TypeScript say what the schemas say', () => {
  expectTypeOf<Plain<typed.RunReport>>().toEqualTypeOf<Plain<Of<typeof runReport>>>();
  expectTypeOf<Plain<typed.Explanation>>().toEqualTypeOf<Plain<Of<typeof explanation>>>();
  expectTypeOf<Plain<typed.AuthStatus>>().toEqualTypeOf<Plain<Of<typeof authStatus>>>();
  expectTypeOf<Plain<typed.Diagnosis>>().toEqualTypeOf<Plain<Of<typeof diagnosis>>>();
  expectTypeOf<Plain<typed.RunList>>().toEqualTypeOf<Plain<Of<typeof runList>>>();
  expectTypeOf<Plain<typed.RunDetails>>().toEqualTypeOf<Plain<Of<typeof runDetails>>>();
  expectTypeOf<Plain<typed.RosterCheck>>().toEqualTypeOf<Plain<Of<typeof rosterCheck>>>();
  expectTypeOf<typed.SandboxMember>().toEqualTypeOf<Of<typeof sandboxTeam>['members'][number]>();
  type Counted = keyof Of<typeof sandboxTeam>['counters'];
  expectTypeOf<keyof typed.SandboxCounters>().toEqualTypeOf<Counted>();
  expectTypeOf<Plain<typed.ShownSettings>>().toEqualTypeOf<Plain<Of<typeof shownSettings>>>();
  expectTypeOf<Plain<typed.Envelope<string, unknown>>>().toEqualTypeOf<Plain<Envelope<unknown>>>();
  expectTypeOf<Plain<typed.ProgressEvent>>().toEqualTypeOf<Plain<Of<typeof progressEvent>>>();
  expectTypeOf<Plain<typed.WebhookMessage>>().toEqualTypeOf<Plain<Of<typeof notification>>>();
  expectTypeOf<Plain<typed.PlanFile['memory']>>().toEqualTypeOf<Plain<Of<typeof planFile>['memory']>>();
  expectTypeOf<Plain<typed.PlanFile['people']>>().toEqualTypeOf<Plain<Of<typeof planFile>['people']>>();
});
