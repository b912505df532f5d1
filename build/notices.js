import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE_FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENCE_FILE = /^(licen[cs]e|notice|copying)/i;

/** The licences of every package that went into the bundle, as those licences ask for; a text that several have stands once. */
export function noticesFor(ids) {
  const folders = new Set(ids.flatMap((id) => PACKAGE_FOLDER.exec(id)?.[0] ?? []));
  const owners = new Map();
  for (const folder of [...folders].sort()) {
    const text = licenceOf(folder);
    owners.set(text, [...(owners.get(text) ?? []), nameOf(folder)]);
  }
  const notices = [...owners].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
  return notices.join(`\n${'-'.repeat(80)}\n\n`);
}

function nameOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})`;
}

function licenceOf(folder) {
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  // Line breaks and widths differ where the words do not.
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r', '').trim());
  return texts.join('\n\n').replaceAll(/[ \t]+\n/g, '\n');
}
