import { expect, it } from 'vitest';
import { builtIn } from '@/lib/dashboards/built-in/built-in';
import { subjectDashboardHref } from './subject-dashboard';

it.each([
  ['services', 'service'],
  ['workloads', 'workload'],
])('leads from %s to a dashboard that has the variables that are filled in', (kind, uid) => {
  const href = subjectDashboardHref(kind, { namespace: 'bookinfo', name: 'reviews' });
  expect(href).toBe(`/dashboards/${uid}?var-namespace=bookinfo&var-${uid}=reviews`);
  expect(builtIn(uid)?.variables.map(({ name }) => name)).toEqual(expect.arrayContaining(['namespace', uid]));
});

it('leads nowhere for what has no dashboard', () => {
  expect(subjectDashboardHref('namespaces', { namespace: 'a', name: 'a' })).toBeNull();
  expect(subjectDashboardHref('services', { namespace: null, name: 'a' })).toBeNull();
});
