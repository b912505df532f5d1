import { TeamsyncError } from '../../src/errors.ts';

/** The error that an action is refused with; fails where it is not refused, or by another kind of error. */
export async function refusalOf(action: () => unknown): Promise<TeamsyncError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof TeamsyncError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
