import type { ChalkInstance } from 'chalk';
import type { TeamsyncError, Warning } from '../errors.ts';
import { clean, cleanLines } from './clean.ts';

/** A warning for standard error, one line. */
export function renderWarning({ message }: Warning, paint: ChalkInstance): string {
  return `${paint.yellow.bold('warning:')} ${clean(message)}\n`;
}

/** An error for standard error: what is wrong, and beneath it what to do. */
export function renderError({ message, hint }: TeamsyncError, paint: ChalkInstance): string {
  const remedy = hint === null ? '' : `${paint.bold('hint:')} ${cleanLines(hint)}\n`;
  return `${paint.red.bold('error:')} ${cleanLines(message)}\n${remedy}`;
}
