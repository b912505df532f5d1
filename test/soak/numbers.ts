/** A whole number from the environment, or the one given where there is none. */
export function numberFrom(variable: string, otherwise: number): number {
  const text = process.env[variable] ?? '';
  if (text === '') return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${variable}=${text} is no whole number`);
  return value;
}
