import { TeamsyncError } from '../../errors.ts';
import type { Check } from '../../render/doctor.ts';

/** A check that was made, with the error that it ends the command with where it failed. */
export interface Finding extends Check {
  error: TeamsyncError | null;
}

/** Nothing has to be done. */
export function fine(name: string, message: string): Finding {
  return { name, status: 'ok', message, hint: null, error: null };
}

/** Something is odd, and runs work all the same. */
export function odd(name: string, message: string, hint: string | null): Finding {
  return { name, status: 'warning', message, hint, error: null };
}

/** No run can work like this. */
export function failed(name: string, error: TeamsyncError): Finding {
  return { name, status: 'failed', message: error.message, hint: error.hint, error };
}

/** Makes a check; what it throws of our errors is how it failed. */
export async function examine(name: string, work: () => Promise<Finding> | Finding): Promise<Finding> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TeamsyncError) return failed(name, error);
    throw error;
  }
}
