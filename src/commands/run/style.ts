import type { Style } from '../../render/sections.ts';
import { profileFlag, type Context } from '../context.ts';

/** How a run is shown on the standard output of a command. */
export function styleOf(context: Context): Style {
  return { paint: context.paint, width: context.width, profile: profileFlag(context) };
}
