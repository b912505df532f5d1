#!/usr/bin/env node
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

// Node 22 and later keep compiled code. Not in the folder for temporary files, which is Node's choice: there, somebody
// else on the machine could lay code that runs with our token.
const { XDG_CACHE_HOME, LOCALAPPDATA, NODE_COMPILE_CACHE } = process.env;
const caches = XDG_CACHE_HOME || LOCALAPPDATA || join(homedir(), '.cache');
module.enableCompileCache?.(NODE_COMPILE_CACHE ?? join(caches, 'teamsync', 'compiled'));

const { start } = await import('../dist/main.js');
await start();
