import { resolve } from 'node:path';
import { writePlanFile } from '../../state/plan-file.ts';
import { profileFlag, type Context } from '../context.ts';
import { planFileOf, type PlanParts } from './plan-file-of.ts';

/** Writes the plan file: the people and settings from which `apply` plans again, and the plan that must come out. */
export async function keepPlan(context: Context, path: string, parts: PlanParts): Promise<void> {
  await writePlanFile(resolve(context.folders.work, path), planFileOf(parts, context.outside.now()));
  const next = ` Apply exactly this with: teamsync apply ${path}${profileFlag(context)}`;
  // A plan without a roster behind it is there to be looked at.
  context.note(`Plan written to ${path}.${parts.wishes.people.length === 0 ? '' : next}`);
}
