import { Option } from 'commander';

/** The option that says in which format a roster is. */
export function rosterFormat(): Option {
  return new Option('--format <format>', 'format of the roster').choices([
    'csv',
    'json',
    'ndjson',
    'scim',
    'xlsx',
  ]);
}
