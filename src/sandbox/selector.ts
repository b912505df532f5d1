import { z } from 'zod';
import { emailProblem, externalIdProblem, typeName } from './validate.ts';
import { RouteRefusal } from './replies.ts';
import type { Selector } from './members.ts';
import type { SandboxMember } from './state.ts';
import type { Team } from './live-team.ts';

const VALUE_PROBLEM: Record<Selector['by'], (value: string) => string | undefined> = {
  team_member_id: () => undefined,
  external_id: externalIdProblem,
  email: emailProblem,
};

function isKind(tag: string): tag is Selector['by'] {
  return Object.hasOwn(VALUE_PROBLEM, tag);
}

interface Problem {
  problem: string;
  path?: string[];
}

function readTagged(record: Readonly<Record<string, unknown>>): Selector | Problem {
  if (!Object.hasOwn(record, '.tag')) return { problem: "missing '.tag' key" };
  const tag = record['.tag'];
  if (typeof tag !== 'string') return { problem: `tag must be string, got ${typeName(tag)}` };
  if (!isKind(tag)) return { problem: `unknown tag '${tag}'` };
  if (!Object.hasOwn(record, tag)) return { problem: `missing '${tag}' key` };
  const value = record[tag];
  if (typeof value !== 'string') {
    return {
      problem: `'${JSON.stringify(value)}' expected to be a string, got ${typeName(value)}`,
      path: [tag],
    };
  }
  const stranger = Object.keys(record).find((key) => key !== '.tag' && key !== tag);
  if (stranger !== undefined) return { problem: `unexpected key '${stranger}'` };
  const problem = VALUE_PROBLEM[tag](value);
  return problem === undefined ? { by: tag, value } : { problem, path: [tag] };
}

function readSelector(value: unknown): Selector | Problem {
  if (typeof value === 'string') {
    return {
      problem: isKind(value) ? `expected object for '${value}', got symbol` : `unknown tag '${value}'`,
    };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: `expected string or object, got ${typeName(value)}` };
  }
  return readTagged(Object.fromEntries(Object.entries(value)));
}

/** The closed union `UserSelectorArg`. */
export const selectorSchema = z.unknown().transform((value, context): Selector => {
  const selector = readSelector(value);
  if ('by' in selector) return selector;
  context.addIssue({ code: 'custom', message: selector.problem, path: selector.path ?? [] });
  return z.NEVER;
});

/** The member that is meant, removed ones included; refuses with `user_not_found`. */
export function requireMember(team: Team, selector: Selector): SandboxMember {
  const member = team.members.find(selector);
  if (member === undefined) throw new RouteRefusal('user_not_found');
  return member;
}

/** The member that is meant, still on the team; refuses with `user_not_found` or `user_not_in_team`. */
export function requireLiving(team: Team, selector: Selector): SandboxMember {
  const member = requireMember(team, selector);
  if (member.status === 'removed') throw new RouteRefusal('user_not_in_team');
  return member;
}
