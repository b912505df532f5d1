import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArguments, type BenchArguments, type SuiteName } from './arguments.ts';
import { withFigures } from './docs-page.ts';
import type { Figure } from './figures.ts';
import { readMachine, type Machine } from './machine.ts';
import type { Place } from './program.ts';
import { serveUntilInterrupted } from './serve.ts';
import { measureLimited } from './suites/limited.ts';
import { measureMillion } from './suites/million.ts';
import { measureScale } from './suites/scale.ts';
import { measureServer } from './suites/server.ts';
import { measureStartup } from './suites/startup.ts';
import { measureThroughput } from './suites/throughput.ts';
import { renderMarkdown, renderTable, type Section } from './table.ts';

interface Suite {
  title: string;
  measure: (place: Place, full: boolean) => Promise<Figure[]>;
}

const SUITES: Readonly<Record<SuiteName, Suite>> = {
  server: { title: 'server that is measured against', measure: measureServer },
  startup: { title: 'start-up', measure: measureStartup },
  throughput: { title: 'throughput at 100 ms a request', measure: measureThroughput },
  limited: { title: 'throughput where 5 writes a second are allowed', measure: measureLimited },
  scale: { title: '100,000 people', measure: measureScale },
  million: { title: '1,000,000 people', measure: measureMillion },
};

/** The exit code of a program that was stopped. */
const INTERRUPTED = 130;

/** Measures what the arguments ask for, and gives the exit code: 1 when a promise is broken or could not be measured. */
export async function main(argv: readonly string[], root: string): Promise<number> {
  let typed: BenchArguments;
  try {
    typed = parseArguments(argv);
  } catch (error) {
    process.stderr.write(`error: ${messageOf(error)}\n`);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'teamsync-bench-'));
  try {
    if (typed.serve !== null) return await serveUntilInterrupted({ root, folder }, typed.serve);
    endOn(['SIGINT', 'SIGTERM'], folder);
    const machine = readMachine();
    if (machine.load > machine.cores / 2) process.stderr.write(busy(machine));
    const sections: Section[] = [];
    for (const name of typed.suites) sections.push(await section(SUITES[name], { root, folder }, typed.full));
    return report({ at: new Date().toISOString(), machine, suites: sections }, root, typed.writeDocs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function section({ title, measure }: Suite, place: Place, full: boolean): Promise<Section> {
  process.stderr.write(`Measuring: ${title}\n`);
  try {
    return { title, figures: await measure(place, full), failure: null };
  } catch (error) {
    return { title, figures: [], failure: messageOf(error) };
  }
}

/** Whoever stops the benchmark does not want its files. */
function endOn(signals: readonly NodeJS.Signals[], folder: string): void {
  for (const signal of signals) {
    process.once(signal, () => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(INTERRUPTED);
    });
  }
}

interface Results {
  at: string;
  machine: Machine;
  suites: readonly Section[];
}

/** Writes the results where they are kept and shows them. */
function report({ at, machine, suites }: Results, root: string, writeDocs: boolean): number {
  const ok = suites.every(({ figures, failure }) => failure === null && figures.every((figure) => figure.ok));
  const results = join(root, 'bench/results');
  mkdirSync(results, { recursive: true });
  const document = { version: 1, at, machine, ok, suites };
  writeFileSync(join(results, 'latest.json'), `${JSON.stringify(document, null, 2)}\n`);
  if (writeDocs) {
    const path = join(root, 'docs/performance.md');
    const figures = `Measured ${at.slice(0, 10)}: ${machineLine(machine)}.\n\n${renderMarkdown(suites)}`;
    writeFileSync(path, withFigures(readFileSync(path, 'utf8'), figures));
  }
  process.stdout.write(`${machineLine(machine)}\n\n${renderTable(suites)}\n${verdict(suites)}\n`);
  return ok ? 0 : 1;
}

function busy({ load, cores }: Machine): string {
  return `warning: The machine is busy (load ${load.toFixed(1)} on ${String(cores)} cores); seconds will be too high, ratios less so.\n`;
}

function machineLine({ node, platform, cpu, cores, memoryBytes }: Machine): string {
  return `Node ${node}, ${platform}, ${String(cores)} × ${cpu}, ${(memoryBytes / 2 ** 30).toFixed(0)} GiB`;
}

function verdict(sections: readonly Section[]): string {
  const figures = sections.flatMap((section) => section.figures);
  const over = figures.filter(({ ok }) => !ok).length;
  const failed = sections.filter(({ failure }) => failure !== null).length;
  const kept = figures.filter(({ ok, limit }) => ok && limit !== null).length;
  const counts = [`${String(kept)} kept`, `${String(over)} over`];
  return [...counts, ...(failed === 0 ? [] : [`${String(failed)} suites failed`])].join(', ') + '.';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
