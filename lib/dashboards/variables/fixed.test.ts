import { expect, it } from 'vitest';
import { builtIn } from '@/lib/dashboards/built-in/built-in';
import { dashboardSchema } from '@/lib/dashboards/model/dashboard';
import { withFixed } from './fixed';

it('holds what is given, and leaves the rest to be chosen', () => {
  const service = builtIn('service');
  if (service === null) throw new Error('There is no dashboard of a service.');
  const fixed = withFixed(service, { namespace: 'bookinfo', service: 'reviews', nobody: 'x' });
  expect(fixed.variables.map(({ name, type }) => `${type} ${name}`)).toEqual([
    'constant namespace',
    'constant service',
    'custom reporter',
  ]);
  expect(fixed.variables[1]).toMatchObject({ value: 'reviews', hide: 'variable' });
  expect(dashboardSchema.parse(fixed)).toEqual(fixed);
  expect(fixed.sections).toBe(service.sections);
});
