import { rosterSchema } from '../../roster/published-schema.ts';
import { done, type Context, type Outcome } from '../context.ts';

/** Prints the JSON Schema of JSON rosters. */
export function runRosterSchema(context: Context): Promise<Outcome> {
  const schema = rosterSchema();
  return Promise.resolve(
    done({ schema }, context.options.json ? '' : `${JSON.stringify(schema, null, 2)}\n`),
  );
}
