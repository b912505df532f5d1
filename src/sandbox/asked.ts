import * as z from 'zod';
import { groupSelectorSchema } from './group-selector.ts';
import { selectorSchema } from './selector.ts';

const named = selectorSchema.transform(({ by, value }) => (by === 'email' ? value.toLowerCase() : value));

/** The arguments of all routes that can change the team name people or a group in one of these ways. */
const askedSchema = z.union([
  z
    .looseObject({ new_members: z.array(z.looseObject({ member_email: z.string() })) })
    .transform(({ new_members: people }) =>
      people.map((person) => person.member_email.toLowerCase()).join(','),
    ),
  z
    .looseObject({ group: groupSelectorSchema, members: z.array(z.looseObject({ user: named })) })
    .transform(({ members }) => members.map(({ user }) => user).join(',')),
  z
    .looseObject({ group: groupSelectorSchema, users: z.array(named) })
    .transform(({ users }) => users.join(',')),
  z.looseObject({ group_name: z.string() }).transform(({ group_name: name }) => name),
  z.looseObject({ user: named }).transform(({ user }) => user),
  named,
  groupSelectorSchema.transform(({ value }) => value),
]);

/** Whom or what the argument of a write is about, as it names them, addresses in lower case; `undefined` when that cannot be told. */
export function askedFor(argument: unknown): string | undefined {
  return askedSchema.safeParse(argument).data;
}
