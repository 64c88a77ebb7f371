import { expect, it } from 'vitest';
import { isNamesake } from './namesake';

const peer = (edgeId: string, kind: 'app' | 'service', name: string, namespace = 'bookinfo') => ({
  edgeId,
  kind,
  name,
  namespace,
});

it('is a service beside the application of its name, and neither alone nor of another namespace', () => {
  const [app, service] = [peer('1', 'app', 'ratings'), peer('2', 'service', 'ratings')];
  expect(isNamesake(service, [app, service])).toBe(true);
  expect(isNamesake(app, [app, service])).toBe(false);
  expect(isNamesake(service, [service])).toBe(false);
  expect(isNamesake(service, [service, peer('3', 'app', 'ratings', 'shop')])).toBe(false);
});
