import type { Choice, Prompts } from '../../src/settings/prompts.ts';

/** One expected question: words that its message must have, and the answer; `undefined` takes what is preset. */
export type Step = readonly [words: string, answer?: boolean | string | readonly string[] | undefined];

/** Prompts that answer from a script, refuse a question that is not next, and remember what was said and rejected. */
export class ScriptedPrompts implements Prompts {
  readonly said: string[] = [];
  readonly rejected: string[] = [];
  readonly #steps: Step[];

  constructor(steps: readonly Step[]) {
    this.#steps = [...steps];
  }

  get left(): number {
    return this.#steps.length;
  }

  #next(message: string): Step[1] {
    const [step] = this.#steps.splice(0, 1);
    if (step === undefined || !message.includes(step[0])) throw new Error(`unexpected question: ${message}`);
    return step[1];
  }

  yesNo(message: string, preset: boolean): Promise<boolean> {
    const answer = this.#next(message);
    return Promise.resolve(typeof answer === 'boolean' ? answer : preset);
  }

  choose(message: string, choices: readonly Choice[], preset: string): Promise<string> {
    const answer = this.#next(message) ?? preset;
    const choice = choices.find(({ value }) => value === answer);
    if (choice === undefined) throw new Error(`no such choice: ${String(answer)}`);
    return Promise.resolve(choice.value);
  }

  chooseSeveral(message: string, _choices: readonly Choice[], preset: readonly string[]): Promise<string[]> {
    const answer = this.#next(message);
    return Promise.resolve(Array.isArray(answer) ? answer.map(String) : [...preset]);
  }

  /** Takes the first of several answers that passes, as a person would try again. */
  text(message: string, preset: string, check: (text: string) => true | string): Promise<string> {
    const answer = this.#next(message) ?? preset;
    for (const attempt of Array.isArray(answer) ? answer.map(String) : [String(answer)]) {
      const verdict = check(attempt);
      if (verdict === true) return Promise.resolve(attempt);
      this.rejected.push(verdict);
    }
    throw new Error(`no acceptable answer for: ${message}`);
  }

  hidden(message: string): Promise<string> {
    return Promise.resolve(String(this.#next(message) ?? ''));
  }

  say(text: string): void {
    this.said.push(text);
  }
}
