/** The scripts that a page starts with stay within its budget. A size, not a time: it is the same on every machine. */
import { BUDGETS_KIB, scriptKib } from '../bench/bundles';
import { expect, test } from './fixtures';

for (const [path, budget] of Object.entries(BUDGETS_KIB)) {
  test(`the scripts of ${path} stay below ${budget} KiB`, async ({ signedInAs, page, baseURL }) => {
    if (path !== '/login') await signedInAs('admin');
    expect(await scriptKib(page.request, `${baseURL}${path}`)).toBeLessThanOrEqual(budget);
  });
}
