import { inspect } from 'node:util';

const REDACTED = '[redacted]';

/** Anything shorter is no token, and taking it out of a text would spoil the text. */
const SHORTEST = 8;

/** A process that keeps running gets a new token now and then; one that so many others have followed is in no text any more. */
const MOST_VALUES = 500;

/** The secrets of this process, the latest ones last, with each form in which a text could carry them. */
const known = new Map<string, readonly string[]>();

/** A value that no text, JSON or inspection ever shows; only `reveal` hands it out. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    if (value.length >= SHORTEST) keep(value);
  }

  /** The value itself, for the one place that sends it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}

/** The text without any value that one of the latest 500 secrets of this process was made of: the net below everything that is written. */
export function redact(text: string): string {
  const found = [...known.values()].flat().filter((form) => text.includes(form));
  // The longest first: one secret may begin like another one.
  found.sort((a, b) => b.length - a.length);
  return found.reduce((clean, form) => clean.replaceAll(form, REDACTED), text);
}

function keep(value: string): void {
  const forms = known.get(value) ?? formsOf(value);
  known.delete(value);
  known.set(value, forms);
  const [oldest] = known.keys();
  if (known.size > MOST_VALUES && oldest !== undefined) known.delete(oldest);
}

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  return [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ];
}
