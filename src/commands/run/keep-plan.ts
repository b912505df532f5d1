import { resolve } from 'node:path';
import { writePlanFile } from '../../state/plan-file.ts';
import { profileFlag, type Context } from '../context.ts';
import { planFileOf, type PlanParts } from './plan-file-of.ts';

/** Writes the plan file: the people and settings from which `apply` plans again, and the plan that must come out. */
export async function keepPlan(context: Context, path: string, parts: PlanParts): Promise<void> {
  await writePlanFile(resolve(context.folders.work, path), planFileOf(parts, context.outside.now()));
  context.note(
    `Plan written to ${path}. Apply exactly this with: teamsync apply ${path}${profileFlag(context)}`,
  );
}
