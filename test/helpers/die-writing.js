/**
 * Loaded before the program: kills it at one of its writes to disk, `?at=N&stage=before` or half way through, `stage=half`;
 * with `?log=FILE` it lives, and every write is told there.
 */
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

const { writeSync } = fs;
const { searchParams: wanted } = new URL(import.meta.url);
const names = new Map();
const logFile = wanted.get('log');
const log = logFile === null ? null : fs.openSync(logFile, 'a');
let count = 0;

function die() {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

/** Counts a write; `half` does the first half of it. */
function strike(what, target, half) {
  count += 1;
  const name = typeof target === 'number' ? (names.get(target) ?? '') : basename(String(target));
  if (log !== null) writeSync(log, `${JSON.stringify({ what, name, divisible: half !== null })}\n`);
  if (String(count) !== wanted.get('at')) return;
  if (wanted.get('stage') === 'half') half?.();
  die();
}

function firstHalf(descriptor, data) {
  if (typeof descriptor !== 'number' || data.length < 2) return null;
  const bytes = Buffer.from(data);
  return () => writeSync(descriptor, bytes.subarray(0, bytes.length >> 1));
}

/** Puts something before a method; what is known of it, like how it is made a promise, stays. */
function precede(object, method, before, after = (result) => result) {
  const original = object[method];
  const replacement = function (...given) {
    before.call(this, ...given);
    return after(original.apply(this, given), given);
  };
  object[method] = Object.defineProperties(replacement, Object.getOwnPropertyDescriptors(original));
}

const changes = (flags) => typeof flags === 'string' && /^[wa]|\+/.test(flags);

for (const method of ['rename', 'rm', 'mkdir', 'truncate']) {
  for (const [object, name] of [
    [fs, method],
    [fs, `${method}Sync`],
    [fs.promises, method],
  ])
    precede(object, name, (path) => strike(method, path, null));
}
for (const method of ['write', 'writeSync', 'writeFileSync'])
  precede(fs, method, (target, data) => strike('write', target, firstHalf(target, data)));

const opening = (path, flags) => {
  if (changes(flags)) strike('open', path, null);
};
const named = (descriptor, path) => names.set(descriptor, basename(String(path)));
precede(fs, 'openSync', opening, (descriptor, [path]) => {
  named(descriptor, path);
  return descriptor;
});
const { open } = fs;
fs.open = Object.defineProperties((path, flags, ...rest) => {
  const done = rest.pop() ?? flags;
  opening(path, flags);
  open(path, flags, ...rest, (error, descriptor) => {
    if (error === null) named(descriptor, path);
    done(error, descriptor);
  });
}, Object.getOwnPropertyDescriptors(open));
precede(fs.promises, 'open', opening, async (opened, [path]) => {
  const handle = await opened;
  named(handle.fd, path);
  return handle;
});

const handle = await fs.promises.open(fileURLToPath(import.meta.url));
const methods = Object.getPrototypeOf(handle);
await handle.close();
for (const method of ['appendFile', 'writeFile', 'write']) {
  precede(methods, method, function (data) {
    strike('write', this.fd, firstHalf(this.fd, data));
  });
}
syncBuiltinESMExports();
