import { defineConfig } from '@playwright/test';
import { onPath } from './bin/system-parts';

const chromium = onPath(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']);
if (chromium === null)
  throw new Error('No Chromium on PATH. On Debian or Ubuntu run: sudo apt-get install chromium');

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/demo-instance.ts',
  forbidOnly: process.env.CI !== undefined,
  fullyParallel: false,
  workers: 1,
  // A machine shared with others can stall a browser; what passes only at the second try is named as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE === undefined ? 'list' : [['list'], ['json', {}]],
  outputDir: 'test-results',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      // No sandbox as root in a container; nothing that calls out of the machine.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
