import { expect, it } from 'vitest';
import { routeOf } from './report-request';

it.each([
  ['/api/graph', {}, '/api/graph'],
  ['/api/graph', undefined, '/api/graph'],
  ['/api/traces/0af7', { traceId: '0af7' }, '/api/traces/[traceId]'],
  ['/api/config/a%20b/x', { group: 'a b', name: 'x' }, '/api/config/[group]/[name]'],
  ['/api/config/_/VirtualService', { path: ['_', 'VirtualService'] }, '/api/config/[...path]'],
  ['/api/x/%E0%A4%A', { id: 'y' }, '/api/x/%E0%A4%A'],
])('names the route of %s by its pattern', (path, parameters, route) => {
  expect(routeOf(path, parameters)).toBe(route);
});
