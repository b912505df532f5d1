import * as z from 'zod';

/** A moment. */
export const timestamp = z.iso.datetime().describe('RFC 3339, UTC.');

/** A number of things or people. */
export const count = z.int().min(0);

/** An address as teamsync compares it. */
export const email = z.string().describe('Lower case.');

/** An account of Dropbox. */
export const memberId = z
  .string()
  .describe('Id of the account at Dropbox (dbmid:…); it stays when the address changes.');

/** An id that the roster brings. */
export const externalId = z.string().nullable().describe('The id that the roster brings; null without one.');

/** What a program decides by. */
export const code = z
  .string()
  .min(1)
  .describe('snake_case, for programs; a refusal of Dropbox keeps the tag that Dropbox gave it.');

/** What people read. */
export const sentence = z.string().describe('Plain English, for people; its words may change.');

/** A run that applied something, or was about to. */
export const runId = z.string().describe('Sorts by time, such as 20261125T152508Z-3f9a1c.');

/** A number of milliseconds that something took. */
export const milliseconds = z.number().min(0);
