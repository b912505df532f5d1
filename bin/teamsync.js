#!/usr/bin/env node
'use strict';
const { homedir } = require('node:os');
const { join } = require('node:path');
const { load } = require('./compiled.js');

const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
const caches = XDG_CACHE_HOME || LOCALAPPDATA || join(homedir(), '.cache');
const folder = join(caches, 'teamsync', 'compiled', `${process.version}-${process.arch}`);

load(join(__dirname, '../dist'), folder, process.argv.slice(2)).start();
