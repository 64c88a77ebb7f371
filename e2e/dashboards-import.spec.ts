/** Whole dashboards in Grafana's form, as meshes have them: imported in the browser, drawn with the demo's figures, exported again. */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Dashboard, panelsOf } from '@/lib/dashboards/model/dashboard';
import { expect, test } from './fixtures';

/** What panels say that draw nothing. */
const NOTHING =
  /No data in this window|has no figures|no value yet|No figure is above|not drawn here|parse error/;

const FOLDER = join(import.meta.dirname, '../lib/dashboards/grafana/fixtures');

/** Opens all sections and lets each panel ask and draw; returns the words of those that draw nothing. */
async function undrawn(page: Page, dashboard: Dashboard): Promise<readonly string[]> {
  const closed = page.getByRole('button', { expanded: false, name: /panels?$/ });
  while ((await closed.count()) > 0) await closed.first().click();
  const found: string[] = [];
  for (const { id, title, type } of panelsOf(dashboard)) {
    if (type === 'text') continue;
    // The title of a panel that is repeated has its value in place of the variable.
    const name =
      title === ''
        ? `Panel ${id}`
        : new RegExp(`^${title.replace(/[()]/g, '\\$&').replace(/\$\w+/g, '.+')}$`);
    const panel = page.getByRole('region', { name, exact: true }).first();
    await panel.scrollIntoViewIfNeeded();
    await expect(panel.getByRole('status', { name: 'Asking' })).toHaveCount(0);
    const drawing = panel.locator(
      '.recharts-surface, tbody tr, svg[role=img], [role=img] svg, .tabular-nums',
    );
    const nothing = panel.getByText(NOTHING);
    await expect(drawing.or(nothing).first()).toBeVisible();
    if ((await drawing.count()) === 0) found.push(`${title}: ${await nothing.first().textContent()}`);
  }
  return found;
}

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
  test(`${file} is imported, drawn and exported again`, async ({ signedInAs, page }) => {
    test.setTimeout(120_000);
    await signedInAs('admin');
    await page.goto('/dashboards');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Import a dashboard' });
    await dialog.getByLabel('Or paste the JSON').fill(readFileSync(join(FOLDER, file), 'utf8'));
    await expect(dialog.getByRole('region', { name: 'Report' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Save and open' }).click();
    await expect(page).toHaveURL(/\/dashboards\/shape-/);
    const uid = new URL(page.url()).pathname.split('/').at(-1);
    const stored = (await (await page.request.get(`/api/dashboards/${uid}`)).json()) as {
      dashboard: Dashboard;
    };
    expect(await undrawn(page, stored.dashboard)).toEqual([]);
    await page.getByRole('button', { name: 'More about this dashboard' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: "Export in Grafana's form" }).click(),
    ]);
    const exported = JSON.parse(await readFile(await download.path(), 'utf8')) as {
      panels: { title: string }[];
    };
    const titles = exported.panels.map(({ title }) => title);
    for (const { title } of panelsOf(stored.dashboard))
      expect(JSON.stringify(exported)).toContain(JSON.stringify(title));
    expect(titles.length).toBeGreaterThan(0);
  });
}
