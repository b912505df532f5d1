import { extname } from 'node:path';
import { InvalidInputError } from '../../errors.ts';

const FORMATS = {
  '.md': 'markdown',
  '.csv': 'csv',
  '.html': 'html',
  '.json': 'json',
} as const;

export type ReportFormat = (typeof FORMATS)[keyof typeof FORMATS];

/** The format that the name of a report asks for. Throws `unknown_report_format` (exit 7) for any other name. */
export function reportFormat(path: string): ReportFormat {
  const extension = extname(path).toLowerCase();
  if (isKnown(extension)) return FORMATS[extension];
  const known = Object.keys(FORMATS).join(', ');
  throw new InvalidInputError(
    'unknown_report_format',
    `The format of a report follows from its name, and ${path} ends in none of ${known}. Nothing was sent to Dropbox.`,
    { hint: 'For example: --report report.html', details: { path, known: Object.keys(FORMATS) } },
  );
}

function isKnown(extension: string): extension is keyof typeof FORMATS {
  return Object.hasOwn(FORMATS, extension);
}
