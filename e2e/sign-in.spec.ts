import { expect, test } from './fixtures';

test.describe('Signing in', () => {
  test('leads to the page that was asked for, with its whole view state', async ({ page }) => {
    await page.goto('/traces?service=reviews.bookinfo&last=1800');
    await expect(page).toHaveURL(/\/login\?next=/);
    await page.getByLabel('User').fill('viewer');
    await page.getByLabel('Password', { exact: true }).fill('viewer');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/traces\?.*service=reviews\.bookinfo/);
    await expect(page).toHaveURL(/last=1800/);
  });

  test('refuses a wrong password in words and keeps the user name', async ({ page, consoleGate }) => {
    consoleGate.allow(/401/);
    await page.goto('/login');
    await page.getByLabel('User').fill('admin');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert').filter({ hasText: /password/i })).toBeVisible();
    await expect(page.getByLabel('User')).toHaveValue('admin');
  });

  test('never follows a "next" to another site', async ({ page, baseURL }) => {
    await page.goto('/login?next=%2F%2Fevil.example%2Fgraph');
    await page.getByLabel('User').fill('viewer');
    await page.getByLabel('Password', { exact: true }).fill('viewer');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(new RegExp(`^${baseURL}/(\\?.*)?$`));
  });

  test('ends with sign-out, on this server too: a kept cookie opens nothing', async ({
    signedInAs,
    context,
    consoleGate,
  }) => {
    consoleGate.allow(/401/);
    const page = await signedInAs('viewer');
    await page.goto('/');
    const kept = await context.cookies();
    await page.getByRole('button', { name: /viewer/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/login/);
    await context.addCookies(kept);
    const answer = await page.request.get('/api/graph?last=600');
    expect(answer.status()).toBe(401);
  });

  test('cannot be used by another port of localhost', async ({ signedInAs, baseURL }) => {
    const page = await signedInAs('admin');
    const foreign = await page.request.delete('/api/session', { headers: { Origin: 'http://localhost:9' } });
    expect(foreign.status()).toBe(403);
    const own = await page.request.get('/api/session', { headers: { Origin: baseURL ?? '' } });
    expect(await own.json()).toMatchObject({ session: { user: 'admin', role: 'admin' } });
  });
});
