import { isDeepStrictEqual } from 'node:util';
import { parseSettings, refuseProblems, type SettingProblem, unknownKey } from './check.ts';
import { type Flags, settingsOfFlags } from './flags.ts';
import { isSettingKey, nest, parseValue, type PartialSettings, type SettingKey } from './keys.ts';
import { excerpt } from './values.ts';

/** One setting as the command line asks for it. */
interface Wish {
  key: SettingKey;
  value: unknown;
  written: string;
}

function readPair(written: string): Wish | SettingProblem {
  const equals = written.indexOf('=');
  const key = equals < 0 ? written : written.slice(0, equals);
  if (equals < 0 || key === '') {
    const fault = equals < 0 ? 'has no "="' : 'names no setting before "="';
    return { code: 'bad_pair', key, message: `${excerpt(written)} ${fault}; expected KEY=VALUE` };
  }
  if (!isSettingKey(key)) return unknownKey(key);
  return { key, value: parseValue(written.slice(equals + 1)), written };
}

/** Two different values for one setting: whichever won, somebody would be surprised. */
function contradictions(wishes: readonly Wish[]): SettingProblem[] {
  return wishes.flatMap((wish, index) => {
    const earlier = wishes.slice(0, index).find(({ key }) => key === wish.key);
    if (earlier === undefined || isDeepStrictEqual(earlier.value, wish.value)) return [];
    const message = `${wish.key} is given two values, by ${excerpt(earlier.written)} and ${excerpt(wish.written)}`;
    return [{ code: 'bad_pair', key: wish.key, message }];
  });
}

/** The settings that `KEY=VALUE` pairs and flags ask for; throws with everything that is wrong with them. */
export function readWishes(pairs: readonly string[], flags: Flags): PartialSettings {
  const read = [...settingsOfFlags(flags), ...pairs.map(readPair)];
  const wishes = read.filter((one) => 'written' in one);
  const wrong = read.filter((one) => 'code' in one);
  const { settings, problems } = parseSettings(nest(new Map(wishes.map(({ key, value }) => [key, value]))));
  refuseProblems([...wrong, ...contradictions(wishes), ...problems], {
    hint: 'Nothing was changed. Run "teamsync settings show" to see every key with its value.',
  });
  return settings;
}

/** Names of settings out of words; throws with every word that names none. */
export function readKeys(words: readonly string[]): SettingKey[] {
  refuseProblems(words.filter((word) => !isSettingKey(word)).map((word) => unknownKey(word)));
  return words.filter(isSettingKey);
}
