import { DeclinedError } from '../errors.ts';
import { type Change, type Changed, changeLines, changeSettings, compare } from './change.ts';
import { parseSettings, refuseProblems } from './check.ts';
import { findConflicts } from './conflicts.ts';
import { consequences } from './consequences.ts';
import { complete, nest, type PartialSettings, type SettingKey } from './keys.ts';
import type { Prompts } from './prompts.ts';
import { ACTIONS, type ActionQuestions, NOBODY, type Question } from './questions.ts';
import { layer, valuesOf } from './resolve.ts';
import { readStored } from './store.ts';
import { jsonText } from './values.ts';

/** What must be typed out to save: a key pressed once too often is no confirmation. */
const YES = 'yes';

function checkAnswer(key: SettingKey, value: unknown): true | string {
  const { problems } = parseSettings(nest(new Map([[key, value]])));
  return problems.map(({ message }) => message).join('; ') || true;
}

function asText(value: unknown): string {
  if (value === null) return NOBODY;
  return typeof value === 'string' ? value : jsonText(value);
}

async function ask(question: Question, preset: unknown, prompts: Prompts): Promise<unknown> {
  switch (question.kind) {
    case 'yesNo':
      return prompts.yesNo(question.message, preset === true);
    case 'choose':
      return prompts.choose(question.message, question.choices, asText(preset));
    case 'chooseSeveral': {
      const chosen = question.choices.filter(({ value }) => Array.isArray(preset) && preset.includes(value));
      return prompts.chooseSeveral(
        question.message,
        question.choices,
        chosen.map(({ value }) => value),
      );
    }
    case 'text': {
      const { key, parse } = question;
      return parse(
        await prompts.text(question.message, asText(preset), (text) => checkAnswer(key, parse(text))),
      );
    }
  }
}

async function askAction(
  action: ActionQuestions,
  answers: Map<SettingKey, unknown>,
  prompts: Prompts,
): Promise<void> {
  const wanted = await prompts.yesNo(action.message, answers.get(action.enabled) === true);
  answers.set(action.enabled, wanted);
  if (!wanted) return;
  for (const question of action.details) {
    if (question.when === undefined || question.when(answers)) {
      answers.set(question.key, await ask(question, answers.get(question.key), prompts));
    } else if ('otherwise' in question) {
      answers.set(question.key, question.otherwise);
    }
  }
}

async function confirm(
  changes: readonly Change[],
  answers: PartialSettings,
  prompts: Prompts,
): Promise<void> {
  const settings = complete(answers);
  refuseProblems(findConflicts(settings), {
    hint: 'Nothing was changed. Run "teamsync settings edit" again.',
  });
  prompts.say(`\n${changeLines(changes).join('\n')}\n\n`);
  prompts.say(
    consequences(changes, settings)
      .map((words) => `${words}\n`)
      .join(''),
  );
  const word = await prompts.text(`Type ${YES} to save`, '', () => true);
  if (word.trim().toLowerCase() !== YES) {
    throw new DeclinedError('The settings were not confirmed; nothing was changed.', {
      hint: `Run "teamsync settings edit" again and type ${YES} at the end.`,
    });
  }
}

/** Asks through the actions and, once confirmed, stores the settings whose answers differ from what was in force. */
export async function editSettings(
  place: { configFolder: string; profile: string },
  prompts: Prompts,
): Promise<Changed> {
  const stored = readStored(place.configFolder, place.profile);
  const current = layer(place.profile, [{ origin: 'file', settings: stored.settings }]);
  const answers = valuesOf(current);
  for (const action of ACTIONS) await askAction(action, answers, prompts);
  const changes = compare(current, answers);
  if (changes.length > 0) await confirm(changes, answers, prompts);
  const changed = await changeSettings(place, {
    set: new Map(changes.map(({ key, after }) => [key, after])),
  });
  return { ...changed, warnings: [...stored.warnings, ...changed.warnings] };
}
