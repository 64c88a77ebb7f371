#!/usr/bin/env node
/**
 * `npx periplus …`: hands over to `bin/periplus.ts` under the Node.js that the lockfile brings. Paths are meant from
 * where the command was typed, which the way in leaves.
 */
process.env.INIT_CWD ??= process.cwd();
process.argv.splice(2, 0, 'bin/periplus.ts');
await import('./bootstrap.mjs');
