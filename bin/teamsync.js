#!/usr/bin/env node
'use strict';
const { homedir } = require('node:os');
const { isAbsolute, join } = require('node:path');
const { load } = require('./compiled.js');

load(join(__dirname, '../dist'), cacheFolder(), process.argv.slice(2)).start();

/** Where compiled code is kept; null for a user of whom the system knows no home. */
function cacheFolder() {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  // A relative folder is none, says the specification of XDG: it would be looked for wherever somebody happens to be.
  const named = [XDG_CACHE_HOME, LOCALAPPDATA].find((path) => path && isAbsolute(path));
  try {
    const caches = named ?? join(homedir(), '.cache');
    return join(caches, 'teamsync', 'compiled', `${process.version}-${process.arch}`);
  } catch {
    // What containers say of a user whom their system does not know; whoever asks for a home later gets an answer.
    process.env.HOME = '/';
    return null;
  }
}
