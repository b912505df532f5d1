import type { Change } from '../plan/change.ts';
import type { Blocked, DisabledCounts, Kept } from '../plan/types.ts';
import type { Licences, Roster } from '../team.ts';

/** A change with what became of it; `planned` until somebody applies it. */
export type ReportedChange = Change & {
  status: 'planned' | 'applied' | 'failed' | 'skipped' | 'unknown';
  error: { code: string; message: string } | null;
};

export interface Summary {
  provision: number;
  recover: number;
  unsuspend: number;
  update: number;
  suspend: number;
  deprovision: number;
  groupAdd: number;
  groupRemove: number;
  setRole: number;
  invite: number;
  transfer: number;
  unchanged: number;
  blocked: number;
  kept: number;
  applied: number;
  failed: number;
  skipped: number;
  unknown: number;
}

/** A rail that this run alone has moved. */
export interface Override {
  /** As it is typed. */
  option: string;
  value: string | number | boolean;
  /** The setting in whose place it stands, with its value; `null` where there is none. */
  setting: string | null;
  instead: string | number | null;
}

/** The one result of a run from which every output is made: the `data` of `--json`. */
export interface RunReport {
  runId: string;
  mode: 'dry-run' | 'apply';
  team: { id: string; name: string; members: number; licences: Licences };
  /** Licences that the plan takes and frees, how many would have to be bought, and what there is before and after. */
  seats: { before: Licences; after: Licences; taken: number; freed: number; purchased: number };
  roster: {
    source: string;
    format: Roster['format'];
    people: number;
    assigned: number;
    suspended: number;
    unassigned: number;
    sha256: string;
  };
  /** Options of this run that let more pass than the settings do. */
  overrides: Override[];
  changes: ReportedChange[];
  blocked: Blocked[];
  kept: Kept[];
  disabled: DisabledCounts;
  summary: Summary;
  /** Milliseconds. */
  timings: { roster: number; team: number; plan: number; apply: number; verify: number; total: number };
  requests: { total: number; retries: number; byRoute?: Record<string, number> };
  /** `null` when nothing was applied. */
  verified: boolean | null;
  /** Ids of changes that the team still needs. */
  differences: string[];
  checksum: string;
}
