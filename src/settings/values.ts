/** Controls, separators and characters that reorder or hide text: legal in JSON, but able to steer a terminal. */
const UNSAFE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Longer values are cut in messages, where only the start helps to recognise them. */
const EXCERPT_LENGTH = 80;

/** A value as JSON on one line, which stays valid JSON and safe to print. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The value as JSON, cut to a length that fits into a message. */
export function excerpt(value: unknown): string {
  const text = jsonText(value);
  return text.length <= EXCERPT_LENGTH ? text : `${text.slice(0, EXCERPT_LENGTH)}…`;
}

/** True for what JSON writes in braces. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
