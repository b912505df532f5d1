#!/usr/bin/env node
/* global process */

// Node 22 and later keep compiled code. Not in the folder for temporary files, which is Node's choice: there, somebody
// else on the machine could lay code that runs with our token. (Importing Node's modules would cost more than it saves.)
const { enableCompileCache } = process.getBuiltinModule('node:module');
if (enableCompileCache !== undefined) {
  const { XDG_CACHE_HOME, LOCALAPPDATA, NODE_COMPILE_CACHE } = process.env;
  const caches = XDG_CACHE_HOME || LOCALAPPDATA || `${process.getBuiltinModule('node:os').homedir()}/.cache`;
  enableCompileCache(NODE_COMPILE_CACHE ?? `${caches}/teamsync/compiled`);
}

const { start } = await import('../dist/main.js');
await start();
