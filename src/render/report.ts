import type { Blocked, Change, DisabledCounts, Kept } from '../plan/types.ts';
import type { Licences } from '../team.ts';

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
  unchanged: number;
  blocked: number;
  kept: number;
  applied: number;
  failed: number;
  skipped: number;
  unknown: number;
}

/** The one result of a run from which every output is made: the `data` of `--json`. */
export interface RunReport {
  runId: string;
  mode: 'dry-run' | 'apply';
  team: { id: string; name: string; members: number; licences: Licences };
  /** Licences that the plan takes and frees, and how many would have to be bought. */
  seats: { taken: number; freed: number; purchased: number };
  roster: {
    source: string;
    format: 'csv' | 'json';
    people: number;
    assigned: number;
    suspended: number;
    unassigned: number;
    sha256: string;
  };
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
