import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const alias = {
  '@': root.replace(/\/$/, ''),
  // The package throws outside a server bundle; its own empty twin is what bundlers use.
  'server-only': fileURLToPath(new URL('node_modules/server-only/empty.js', import.meta.url)),
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{app,lib,components,demo,bin,bench}/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', '**/node_modules/**'],
          environment: 'node',
          // One process per core serves all files: the modules are read once, which halves the time.
          pool: 'forks',
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias: { ...alias, 'next/navigation': `${root}components/shell/stub-navigation.ts` } },
        test: {
          // Components with logic, in a DOM, which takes longer to load than most of them to run.
          name: 'components',
          include: ['{app,components}/**/*.test.tsx'],
          environment: 'jsdom',
          pool: 'forks',
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['{app,lib,bin,demo,e2e}/**/*.integration.test.ts'],
          environment: 'node',
          // Each file starts real servers; on two cores they would only wait for one another.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
