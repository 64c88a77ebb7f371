/**
 * What every end-to-end test starts from: a browser that fails on unexpected console errors and
 * policy violations, a way to sign in, and an accessibility check.
 */
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { demoInstance } from './demo-instance';

export type Role = 'admin' | 'viewer';

interface ConsoleGate {
  /** Lets through the messages that a test provokes on purpose. */
  allow(pattern: RegExp): void;
}

interface Fixtures {
  consoleGate: ConsoleGate;
  /** Signs in through the API, so that only the sign-in tests walk through the form. */
  signedInAs: (role: Role) => Promise<Page>;
  /** Fails with the rule, the element and the way to mend it on serious and critical findings. */
  expectAccessible: (page: Page) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  baseURL: async ({ browserName: _ }, use) => use(demoInstance().consoleUrl),

  consoleGate: [
    async ({ page }, use) => {
      const problems: string[] = [];
      const allowed: RegExp[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error')
          problems.push(`console: ${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(
            `policy violation: ${event.violatedDirective} blocked ${event.blockedURI || 'inline'} ${event.sample}`,
          );
        });
      });
      await use({ allow: (pattern) => allowed.push(pattern) });
      expect(problems.filter((problem) => !allowed.some((pattern) => pattern.test(problem)))).toEqual([]);
    },
    { auto: true },
  ],

  signedInAs: async ({ page, baseURL }, use) => {
    await use(async (role) => {
      const answer = await page.request.post('/api/session', {
        headers: { Origin: baseURL ?? '' },
        data: { user: role, password: role },
      });
      expect(answer.status(), await answer.text()).toBe(200);
      return page;
    });
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  expectAccessible: async ({}, use) => {
    await use(async (page) => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      const grave = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(
          ({ id, help, nodes }) =>
            `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
        );
      expect(grave).toEqual([]);
    });
  },
});

export { expect };
