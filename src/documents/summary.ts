import * as z from 'zod';
import { count } from './scalars.ts';

/** Changes by action and by what became of them, and people who get none. */
export const summary = z
  .strictObject({
    provision: count,
    recover: count,
    unsuspend: count,
    update: count,
    suspend: count,
    deprovision: count,
    groupAdd: count,
    groupRemove: count,
    setRole: count,
    invite: count,
    transfer: count,
    unchanged: count.describe('People for whom there is nothing to do.'),
    blocked: count,
    kept: count,
    applied: count,
    failed: count,
    skipped: count,
    unknown: count,
  })
  .meta({ id: 'Summary', description: 'Changes by action and by what became of them, and who gets none.' });

/** People whom each action would have touched had it been enabled. */
export const disabledCounts = z
  .strictObject({
    provision: count,
    recover: count,
    unsuspend: count,
    update: count,
    suspend: count,
    deprovision: count,
    groups: count,
    roles: count,
  })
  .meta({ id: 'Disabled', description: 'People whom each action would have touched had it been enabled.' });
