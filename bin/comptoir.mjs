#!/usr/bin/env node
// The command line of Comptoir: `npx comptoir help` lists the commands.
import { runWithPinnedNode } from './run.mjs'

await runWithPinnedNode(['server/main.ts', ...process.argv.slice(2)])
