'use strict';
const fs = require('node:fs');
const { wrap, wrapper } = require('node:module');
const path = require('node:path');
const vm = require('node:vm');
const { crc32 } = require('node:zlib');

/*
 * What V8 made of our files is kept between runs: compiling them takes longer than most commands do. Node has a cache of its
 * own from version 22 on, which never learns what a second command compiles.
 *
 * A file of the cache: a line with its checksum and the kinds of runs that it knows, then V8's data. V8 runs whatever it is
 * given, so nothing is taken from a folder that somebody else could write to, nor without its checksum.
 */

/** Kinds of runs after which a file is no longer completed. */
const MOST_KINDS = 64;
/** V8 forgets functions that were not called for long, so a run that lasts this long has nothing worth keeping. */
const LONGEST_RUN_S = 120;
const NEWLINE = 10;
/** The folder, its two parents and the folder of all caches may be missing. */
const LEVELS = 4;

/** Loads `main.js` in `dist` and what that loads, out of the cache in `folder`, which is completed at the end of the run. */
exports.load = function load(dist, folder, argv) {
  if (!isTrusted(folder)) return require(path.join(dist, 'main.js'));
  const kind = kindOf(argv);
  const modules = new Map();
  const incomplete = [];
  const loadOurs = (name) => {
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(name, module);
    const filename = path.join(dist, name);
    // The build writes nothing but ASCII.
    const source = fs.readFileSync(filename, 'latin1');
    const kept = read(path.join(folder, name), source);
    const script = compile(filename, source, kept?.data);
    const kinds = kept === null || script.cachedDataRejected === true ? [] : kept.kinds;
    if (!kinds.includes(kind) && kinds.length < MOST_KINDS) incomplete.push({ name, source, script, kinds });
    const requireFrom = (id) => (id.startsWith('./') ? loadOurs(id.slice(2)) : require(id));
    script.runInThisContext()(module.exports, requireFrom, module, filename, dist);
    return module.exports;
  };
  process.on('exit', (code) => {
    // Only a run that came to its end has called what such a run calls; 2 is a plan with changes.
    if ((code !== 0 && code !== 2) || incomplete.length === 0 || process.uptime() > LONGEST_RUN_S) return;
    try {
      make(folder, LEVELS);
      for (const one of incomplete) keep(path.join(folder, one.name), one, kind);
    } catch {
      // The next run compiles again.
    }
  });
  return loadOurs('main.js');
};

/** Makes a folder and so many levels above it at most; Node's own way of doing that never ends below /proc. */
function make(folder, levels) {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (error.code === 'EEXIST') return;
    if (error.code !== 'ENOENT' || levels === 1) throw error;
    make(path.dirname(folder), levels - 1);
    fs.mkdirSync(folder, { mode: 0o700 });
  }
}

/** True for a folder that nobody else can write to, and where there is none yet. */
function isTrusted(folder) {
  try {
    const { uid, mode } = fs.statSync(folder);
    return process.geteuid === undefined || (uid === process.geteuid() && (mode & 0o022) === 0);
  } catch (error) {
    return error.code === 'ENOENT';
  }
}

/** What a run calls depends on its command and options; a hash, because what is typed is nobody's business. */
function kindOf(argv) {
  const command = argv.find((word) => !word.startsWith('-')) ?? '';
  const options = argv.filter((word) => /^--[a-z-]+$/.test(word)).sort();
  return crc32([command, ...options].join(' ')).toString(16);
}

function compile(filename, source, cachedData) {
  return new vm.Script(wrap(source), {
    filename,
    cachedData,
    columnOffset: -wrapper[0].length,
  });
}

/** A file of the cache, or null where there is none that is whole and of this source. */
function read(file, source) {
  let bytes;
  try {
    bytes = fs.readFileSync(file);
  } catch {
    return null;
  }
  const end = bytes.indexOf(NEWLINE);
  const [checksum, ...kinds] = bytes.toString('latin1', 0, Math.max(end, 0)).split(' ');
  const data = bytes.subarray(end + 1);
  return checksum === checksumOf(kinds, source, data) ? { kinds, data } : null;
}

/** V8 itself compares no more than the length of the source. */
function checksumOf(kinds, source, data) {
  return crc32(data, crc32(source, crc32(kinds.join(' ')))).toString(16);
}

/** Writes beside it first, so that a run which starts meanwhile reads the old file or the new one. */
function keep(file, { source, script, kinds: known }, kind) {
  const kinds = [...known, kind];
  const data = script.createCachedData();
  const head = Buffer.from(`${[checksumOf(kinds, source, data), ...kinds].join(' ')}\n`, 'latin1');
  const beside = `${file}.${String(process.pid)}`;
  try {
    fs.writeFileSync(beside, Buffer.concat([head, data]), { flag: 'wx', mode: 0o600 });
    fs.renameSync(beside, file);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    throw error;
  }
}
