#!/usr/bin/env node
'use strict';
const { homedir } = require('node:os');
const { isAbsolute, join } = require('node:path');
const { load } = require('./compiled.js');

giveHome();
load(join(__dirname, '../dist'), cacheFolder(), process.argv.slice(2)).start();

/** A user of whom the system knows no home, as in some containers, gets the one that containers give. */
function giveHome() {
  try {
    homedir();
  } catch {
    process.env.HOME = '/';
  }
}

/** Where compiled code is kept. */
function cacheFolder() {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  // A relative folder is none, says the specification of XDG: it would be looked for wherever somebody happens to be.
  const named = [XDG_CACHE_HOME, LOCALAPPDATA].find((path) => path && isAbsolute(path));
  const caches = named ?? join(homedir(), '.cache');
  return join(caches, 'teamsync', 'compiled', `${process.version}-${process.arch}`);
}
