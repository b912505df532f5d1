#!/usr/bin/env node
'use strict';
const { enableCompileCache } = require('node:module');
const { homedir } = require('node:os');

// Node 22 and later keep compiled code. Not in the folder for temporary files, which is Node's choice: there, somebody
// else on the machine could lay code that runs with our token.
if (enableCompileCache !== undefined) {
  const { XDG_CACHE_HOME, LOCALAPPDATA, NODE_COMPILE_CACHE } = process.env;
  const caches = XDG_CACHE_HOME || LOCALAPPDATA || `${homedir()}/.cache`;
  enableCompileCache(NODE_COMPILE_CACHE ?? `${caches}/teamsync/compiled`);
}

require('../dist/main.js').start();
