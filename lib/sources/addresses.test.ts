import { expect, it } from 'vitest';
import type { Environment } from '@/lib/environment';
import { sourceAddresses } from './addresses';

it('tells where sources are, and no credential that stands in an address', () => {
  const at = (url: string) => ({ url: new URL(url) });
  const environment = {
    prometheus: at('https://user:secret@prometheus.example/base?token=secret'),
    jaeger: at('http://jaeger.example:16686/'),
    configFolder: '/srv/mesh',
    settingsFile: null,
  } as unknown as Environment;
  expect(sourceAddresses(environment)).toEqual([
    { source: 'Prometheus', address: 'https://prometheus.example/base' },
    { source: 'Jaeger', address: 'http://jaeger.example:16686' },
    { source: 'Manifests', address: '/srv/mesh' },
  ]);
});
