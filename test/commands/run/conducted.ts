import type { Outcome } from '../../../src/commands/context.ts';
import type { TypedOptions } from '../../../src/commands/context-of.ts';
import { conduct } from '../../../src/commands/run/conduct.ts';
import type { RunOptions } from '../../../src/commands/run/options.ts';
import type { Wishes } from '../../../src/commands/run/wishes.ts';
import type { RunReport } from '../../../src/render/report.ts';
import { contextWith, outsideWith, type Outside } from '../../helpers/context.ts';
import { FakeTeam, type Trick } from '../../helpers/fake-team.ts';
import type { World } from '../../helpers/team-builder.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { wishesOf } from './wishes-of.ts';

/** What is special about a run. */
export interface Setting {
  options?: Partial<RunOptions>;
  wishes?: Partial<Wishes>;
  tricks?: Record<string, Trick>;
  outside?: (folder: string) => Outside;
  prepare?: (team: FakeTeam) => void;
  /** The team of an earlier run, instead of that of the world. */
  team?: FakeTeam;
  folder?: string;
  typed?: Partial<TypedOptions>;
  login?: { teamId: string; scopes: readonly string[] };
}

/** A run that was conducted. */
export interface Conducted {
  outcome: Outcome;
  report: RunReport;
  team: FakeTeam;
  outside: Outside;
  folder: string;
}

/** Conducts a run for a world: its roster, its settings and, unless there is one, its team. */
export async function conducted(world: World, setting: Setting = {}): Promise<Conducted> {
  const folder = setting.folder ?? (await temporaryFolder());
  const team = setting.team ?? new FakeTeam(setting.tricks, world.actual());
  setting.prepare?.(team);
  const outside = setting.outside?.(folder) ?? outsideIn(folder);
  const warnings = [{ code: 'roster', message: 'Odd.' }];
  const wishes = wishesOf(world, { warnings, ...setting.wishes });
  const options: RunOptions = {
    dryRun: false,
    yes: true,
    detailedExitcode: false,
    concurrency: 4,
    retryBudget: 1000,
    wait: 0,
    ...setting.options,
  };
  const requests = () => ({ total: team.calls.length, retries: 0, byRoute: {} });
  const close = () => Promise.resolve();
  const connection = {
    reader: team,
    writer: team,
    login: setting.login ?? null,
    requests,
    warnings: [],
    close,
  };
  const outcome = await conduct(contextWith(setting.typed ?? {}, outside), wishes, options, connection);
  return { outcome, report: outcome.data as RunReport, team, outside, folder };
}

/** The world of a run whose configuration and state lie in this folder. */
export function outsideIn(folder: string, fields: Parameters<typeof outsideWith>[0] = {}): Outside {
  return outsideWith({
    cwd: folder,
    env: { TEAMSYNC_CONFIG_DIR: folder, TEAMSYNC_STATE_DIR: folder },
    ...fields,
  });
}

/** The exit code and the code of the error. */
export const ended = ({ exitCode, error }: Outcome): unknown[] => [exitCode, error?.code ?? null];
