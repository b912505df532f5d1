import { DropboxResponseError, type DropboxResponse } from 'dropbox';
import type { z } from 'zod';
import { LostAnswerError, TeamsyncError, UnavailableError } from '../errors.ts';
import { refusalFrom } from './refusal.ts';
import { requestIdIn } from './request-id.ts';
import { isRead } from './routes.ts';

/** What zod compiles a schema to pays from the second thousand of members on. */
const FULL_OF_MEMBERS: ReadonlySet<string> = new Set(['team/members/list/continue_v2']);

/** An answer of Dropbox that came in good order, and whose content nobody looked at yet. */
export interface Answer {
  /** Its content in the shape of `schema`, which is made only now; throws where it has another one. */
  as: <Schema extends z.ZodType>(schema: () => Schema) => z.output<Schema>;
}

/**
 * Runs one SDK method and returns its answer in the shape of `schema`. Everything else becomes one of our errors: a
 * refusal of Dropbox, or an answer of the wrong shape, which for a write leaves open whether it was executed.
 */
export async function call<Schema extends z.ZodType>(
  route: string,
  schema: () => Schema,
  method: () => Promise<DropboxResponse<unknown>>,
): Promise<z.output<Schema>> {
  return (await ask(route, method)).as(schema);
}

/** The same for an answer that is looked at in steps. */
export async function ask(route: string, method: () => Promise<DropboxResponse<unknown>>): Promise<Answer> {
  let response: DropboxResponse<unknown>;
  try {
    response = await method();
  } catch (error) {
    if (error instanceof DropboxResponseError) throw refusalFrom(route, error);
    throw ownError(error);
  }
  const { result } = response;
  const headers: unknown = response.headers;
  return {
    as(schema) {
      const parsed = schema().safeParse(result, { jitless: !FULL_OF_MEMBERS.has(route) });
      if (parsed.success) return parsed.data;
      throw unusable(route, headers, parsed.error);
    },
  };
}

/** The SDK may wrap what our transport threw; the error underneath is the one to show. */
function ownError(error: unknown): unknown {
  if (error instanceof TeamsyncError || !(error instanceof Error)) return error;
  return error.cause === undefined ? error : ownError(error.cause);
}

function unusable(route: string, headers: unknown, cause: z.ZodError): TeamsyncError {
  const requestId = requestIdIn(headers);
  const [issue] = cause.issues;
  const path =
    issue === undefined || issue.path.length === 0 ? 'the answer' : issue.path.map(String).join('.');
  const id = requestId === null ? '' : `, request ${requestId}`;
  const message = `Dropbox's answer (${route}${id}) is not of the shape it should be, at ${path}: ${issue?.message ?? 'unknown'}.`;
  const parts = { details: { endpoint: route, requestId, path }, cause };
  if (isRead(route)) {
    return new UnavailableError('unusable_answer', message, {
      ...parts,
      hint: 'Run the same command again; if it stays so, this version of teamsync does not know the API any more.',
    });
  }
  return new LostAnswerError('unusable_answer', `${message} Whether it was done is not known yet.`, {
    ...parts,
    hint: 'Run the same command again: it reads the team first and does only what is left.',
  });
}
