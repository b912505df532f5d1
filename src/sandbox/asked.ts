import { z } from 'zod';
import { selectorSchema } from './selector.ts';

const named = selectorSchema.transform(({ by, value }) => (by === 'email' ? value.toLowerCase() : value));

/** The arguments of all routes that can change the team name people in one of these ways. */
const askedSchema = z.union([
  z
    .looseObject({ new_members: z.array(z.looseObject({ member_email: z.string() })) })
    .transform(({ new_members: people }) =>
      people.map((person) => person.member_email.toLowerCase()).join(','),
    ),
  z.looseObject({ user: named }).transform(({ user }) => user),
  named,
]);

/** Whom the argument of a write is about, as it names them, addresses in lower case; `undefined` when that cannot be told. */
export function askedFor(argument: unknown): string | undefined {
  return askedSchema.safeParse(argument).data;
}
