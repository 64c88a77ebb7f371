/** Changing dashboards in a browser: panels, queries, the grid, versions, drafts, conflicts, and who may not. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** A new dashboard in its edit mode. Titles are told apart by the time: tests run beside each other. */
async function newDashboard(page: Page, name: string): Promise<string> {
  const title = `${name} ${Date.now().toString(36)}`;
  await page.goto('/dashboards');
  await page.getByRole('button', { name: 'New dashboard' }).click();
  const dialog = page.getByRole('dialog', { name: 'New dashboard' });
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByRole('button', { name: 'Create and edit' }).click();
  await expect(page.getByText('This dashboard has no panels yet')).toBeVisible();
  return title;
}

async function addPanel(page: Page, kind: string, query: string, title: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: kind, exact: true }).click();
  const editor = page.getByRole('complementary', { name: 'Panel editor' });
  // The editor takes the place of a plain field when it is loaded.
  await editor.locator('.cm-content[aria-label="PromQL of query A"]').click();
  await page.keyboard.type(query);
  // Completion may be open; leaving the field asks as well.
  await editor.getByRole('tab', { name: 'Panel', exact: true }).click();
  await editor.getByLabel('Title', { exact: true }).fill(title);
  await editor.getByRole('button', { name: 'Close the panel editor' }).click();
  return page.getByRole('region', { name: title, exact: true });
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Nothing changed')).toBeVisible();
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on screen');
  return box;
}

test('a dashboard is made, laid out, saved, restored, exported, removed and imported again', async ({
  signedInAs,
  page,
  expectAccessible,
  consoleGate,
}) => {
  test.setTimeout(150_000);
  // Looked for after it was removed.
  consoleGate.allow(/404/);
  await signedInAs('admin');
  const title = await newDashboard(page, 'Walk');
  const chart = await addPanel(page, 'Time series', 'sum(up)', 'Targets');
  await expect(chart.getByRole('button', { name: 'sum(up)' })).toBeVisible();
  const figure = await addPanel(page, 'Stat', 'count(up)', 'Count');
  await expect(figure).toContainText(/\d/);
  await expectAccessible(page);
  await save(page);

  // By the keyboard: past the chart and back, then wider.
  const before = await boxOf(figure);
  const grip = page.getByRole('button', { name: 'Move Count' });
  await grip.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await boxOf(figure)).x).toBeGreaterThan(before.x);
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(async () => (await boxOf(figure)).height).toBeGreaterThan(before.height);
  await expect(grip).toBeFocused();

  // By the mouse: the figure onto the chart, which makes room below.
  const target = await boxOf(chart);
  const from = await boxOf(figure);
  await page.mouse.move(from.x + 20, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(target.x + 40, target.y + 20, { steps: 6 });
  await page.mouse.move(target.x + 20, target.y + 12);
  await page.mouse.up();
  await expect.poll(async () => (await boxOf(figure)).x).toBeLessThan(from.x);
  await expect.poll(async () => (await boxOf(chart)).y).toBeGreaterThan(target.y);
  const wide = await boxOf(figure);
  await page.mouse.move(wide.x + wide.width - 6, wide.y + wide.height - 6);
  await page.mouse.down();
  await page.mouse.move(wide.x + wide.width + 200, wide.y + wide.height + 40, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await boxOf(figure)).width).toBeGreaterThan(wide.width + 100);
  await save(page);
  const laid = await boxOf(figure);
  await page.reload();
  await expect(figure).toBeVisible();
  const again = await boxOf(figure);
  expect([Math.round(again.x), Math.round(again.width)]).toEqual([
    Math.round(laid.x),
    Math.round(laid.width),
  ]);

  // The first version has no panels.
  await page.getByRole('button', { name: 'Versions' }).click();
  const versions = page.getByRole('dialog', { name: 'Versions' });
  await expect(versions.getByRole('list', { name: 'Versions' }).getByRole('button')).toHaveCount(3);
  await versions.getByRole('list', { name: 'Versions' }).getByRole('button').last().click();
  await versions.getByRole('button', { name: 'Restore this version' }).click();
  await expect(page.getByText('This dashboard has no panels yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(figure).toBeVisible();
  await expect(page.getByText('Nothing changed')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: 'More about this dashboard' })
      .click()
      .then(() => page.getByRole('menuitem', { name: 'Export as JSON' }).click()),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  await page.getByRole('button', { name: 'More about this dashboard' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(page).toHaveURL(/\/dashboards$/);
  await expect(page.getByRole('link', { name: title })).toHaveCount(0);

  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a dashboard' });
  await dialog.getByLabel('Or paste the JSON').fill(text);
  await expect(dialog.getByRole('region', { name: 'Report' })).toContainText('Everything was carried over');
  await dialog.getByRole('button', { name: 'Save and open' }).click();
  await expect(figure).toBeVisible();
  const list = await page.request.get(`/api/dashboards/${(JSON.parse(text) as { uid: string }).uid}`);
  expect(((await list.json()) as { dashboard: unknown }).dashboard).toEqual(JSON.parse(text));
});

test('changes outlive a reload, and leave with Discard', async ({ signedInAs, page }) => {
  await signedInAs('admin');
  await newDashboard(page, 'Draft');
  const words = page.getByRole('region', { name: 'Panel 1' });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Text', exact: true }).click();
  await expect(words).toContainText('Words in Markdown');
  await page.reload();
  await expect(words).toContainText('Words in Markdown');
  await expect(page.getByText(/Not saved; last changed/)).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(words).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('This dashboard has no panels yet')).toBeVisible();
});

test('variables are added with their values in sight, and stand in queries', async ({ signedInAs, page }) => {
  await signedInAs('admin');
  await newDashboard(page, 'Variables');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = page.getByRole('dialog', { name: 'Settings of the dashboard' });
  await settings.getByRole('tab', { name: /Variables/ }).click();
  await settings.getByRole('button', { name: 'Variable', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Values of a label or query' }).click();
  await settings.getByLabel('Name', { exact: true }).fill('job');
  await expect(settings.getByRole('region', { name: 'Values of job' })).toContainText(/\d+ values? now/);
  await settings.getByRole('button', { name: 'Back to the panels' }).click();
  const panel = await addPanel(page, 'Stat', 'count(up{job="$job"', 'Of the job');
  await expect(panel).toContainText(/[1-9]/);
  await expect(page.getByRole('button', { name: /^job: / })).toBeVisible();
});

test('who was slower sees both texts and decides', async ({ signedInAs, page, baseURL, consoleGate }) => {
  consoleGate.allow(/409/);
  await signedInAs('admin');
  const title = await newDashboard(page, 'Conflict');
  const path = `/api/dashboards/${new URL(page.url()).pathname.split('/').at(-1)}`;
  const stored = (await (await page.request.get(path)).json()) as { dashboard: object; version: string };
  const { session } = (await (await page.request.get('/api/session')).json()) as {
    session: { token: string };
  };
  const put = await page.request.put(path, {
    headers: { Origin: baseURL ?? '', 'X-Periplus-Token': session.token },
    data: {
      dashboard: { ...stored.dashboard, title: `${title} of somebody else` },
      baseVersion: stored.version,
    },
  });
  expect(put.status(), await put.text()).toBe(200);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Row', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /saved by somebody else/ });
  await expect(dialog).toContainText('of somebody else');
  await dialog.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(page.getByText('Nothing changed')).toBeVisible();
});

test('a viewer changes nothing, and a console that only reads offers nothing', async ({
  signedInAs,
  page,
  baseURL,
  consoleGate,
}) => {
  consoleGate.allow(/403/);
  await signedInAs('viewer');
  await page.goto('/dashboards');
  await expect(page.getByRole('link', { name: 'Mesh', exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'New dashboard' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'More about Mesh' })).toHaveCount(0);
  await page.goto('/dashboards/mesh?edit=on');
  await expect(page.getByRole('region', { name: 'Requests', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
  const { dashboard } = (await (await page.request.get('/api/dashboards/mesh')).json()) as {
    dashboard: object;
  };
  const { session } = (await (await page.request.get('/api/session')).json()) as {
    session: { token: string };
  };
  const put = await page.request.put('/api/dashboards/mesh', {
    headers: { Origin: baseURL ?? '', 'X-Periplus-Token': session.token },
    data: { dashboard, baseVersion: null },
  });
  expect(put.status()).toBe(403);

  await signedInAs('admin');
  await page.route('**/api/session', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), readOnly: true } });
  });
  await page.goto('/dashboards');
  await expect(page.getByRole('button', { name: 'Import' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New dashboard' })).toHaveCount(0);
});
