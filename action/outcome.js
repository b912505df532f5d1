import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { argv, env, stdout } from 'node:process';

const UNEXPECTED = 1;
const WELL = ['0', '2'];

// What would steer a terminal, end a line or turn the direction of a text.
const STEERING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** What teamsync wrote, or `null` when it is no document of teamsync. */
function readResult(path) {
  try {
    const document = JSON.parse(readFileSync(path, 'utf8'));
    return document.schemaVersion === 1 ? document : null;
  } catch {
    return null;
  }
}

/** Text of others as a block of code, in which nothing is markup. */
function asCode(text) {
  return text
    .split('\n')
    .map((line) => `    ${line.replaceAll(STEERING, '\uFFFD')}\n`)
    .join('');
}

/** The part of the job summary for a run that never came to a plan. */
function failureSummary(code, result) {
  const error = result?.error ?? null;
  const said = error === null ? 'It wrote no result; the log of this step says more.' : error.message;
  const hint = error === null || error.hint === null ? '' : `\n${error.hint}`;
  return `## teamsync: nothing was planned\n\nIt ended with exit code ${code}.\n\n${asCode(said + hint)}\n`;
}

/** Tells a job what became of a run: its outputs and its summary. Answers with the exit code that counts. */
function tell(exitCode, resultFile, reportFile, planFile) {
  const result = readResult(resultFile);
  // A success that nobody can show is none: `--help` among the options, or a disk that is full.
  const code = exitCode === '0' && result === null ? String(UNEXPECTED) : exitCode;
  const { changes, summary } = result?.data ?? {};
  const isReported = existsSync(reportFile);
  const outputs = {
    changes: changes?.length ?? '',
    summary: summary === undefined ? '' : JSON.stringify(summary),
    'exit-code': code,
    report: isReported ? reportFile : '',
    // After a failure a file of that name is one of an earlier plan.
    'plan-file': WELL.includes(code) ? planFile : '',
  };
  const lines = Object.entries(outputs).map(([name, value]) => outputLine(name, String(value)));
  appendFileSync(env.GITHUB_OUTPUT, lines.join(''));
  const text = isReported ? readFileSync(reportFile, 'utf8') : failureSummary(code, result);
  if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, `${text}\n`);
  return code;
}

/** A line break in a value would be another output. */
function outputLine(name, value) {
  return `${name}=${value.replaceAll(/[\r\n]/g, ' ')}\n`;
}

stdout.write(tell(...argv.slice(2)));
