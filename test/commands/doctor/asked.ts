import { openFixed } from '../../../src/auth/open-session.ts';
import type { Login } from '../../../src/auth/login-record.ts';
import { Secret } from '../../../src/auth/secret.ts';
import type { Asked } from '../../../src/commands/doctor/ask-team.ts';
import type { RunSession } from '../../../src/commands/run/session.ts';
import type { Actual } from '../../../src/team.ts';
import { inSync } from '../../helpers/team-builder.ts';
import { aLogin } from '../../auth/logins.ts';

/** A team of two that was read without any trouble, with a login that was renewed. */
export function asked(fields: Partial<Asked> = {}): Asked {
  const actual = inSync(2).licences(10).actual();
  return { opened: opened(aLogin()), renewal: 'renewed', actual, error: null, smallPages: false, ...fields };
}

/** A session of a stored login, or of another source. */
export function opened(login: Login | null, source: RunSession['source'] = 'file'): RunSession {
  return { session: openFixed(new Secret('sl.SENTINEL-token')), source, login, warnings: [] };
}

/** The same team with some of it changed. */
export function actualWith(fields: Partial<Actual>): Actual {
  return { ...inSync(2).licences(10).actual(), ...fields };
}
