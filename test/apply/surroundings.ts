import type { Surroundings } from '../../src/apply/types.ts';
import type { FakeTeam } from '../helpers/fake-team.ts';

export interface Stage extends Surroundings {
  /** How long each wait was asked to take. */
  waits: number[];
  progress: string[];
  /** Lines of the journal. */
  written: string[];
  interrupt: (name: 'SIGINT' | 'SIGTERM') => void;
}

/** What `apply` needs from outside, on a clock that only moves while somebody waits. */
export function surroundings(team: FakeTeam, fields: Partial<Surroundings> = {}): Stage {
  const controller = new AbortController();
  const waits: number[] = [];
  const progress: string[] = [];
  const written: string[] = [];
  let now = 0;
  return {
    writer: team,
    reader: team,
    readHolds: () => Promise.resolve(new Set()),
    journal: {
      intent: (changes) => {
        written.push(`intent ${changes.map(({ id }) => id).join(' ')}`);
        return Promise.resolve(written.length);
      },
      job: (_call, jobId) => {
        written.push(`job ${jobId}`);
        return Promise.resolve();
      },
      answer: (_call, answers) => {
        written.push(`answer ${answers.map(([{ id }, { status }]) => `${id} ${status}`).join(' ')}`);
        return Promise.resolve();
      },
    },
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
    monotonic: () => now,
    signal: controller.signal,
    concurrency: 4,
    jobBudgetMs: 600_000,
    onProgress: (done, total, change) => {
      progress.push(`${String(done)}/${String(total)} ${change.id}`);
    },
    waits,
    progress,
    written,
    interrupt: (name) => {
      controller.abort(name);
    },
    ...fields,
  };
}
