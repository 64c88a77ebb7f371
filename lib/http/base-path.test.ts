import { afterEach, expect, it } from 'vitest';
import { basePath, withBasePath, withoutBasePath } from './base-path';

afterEach(() => {
  globalThis.periplusBasePath = undefined;
});

it('changes no address at the root of a host', () => {
  expect(basePath()).toBe('');
  expect(withBasePath('/graph?last=600')).toBe('/graph?last=600');
  expect(withoutBasePath('/graph?last=600')).toBe('/graph?last=600');
});

it('puts the path before addresses, and names the start page without a slash at its end, as links do', () => {
  globalThis.periplusBasePath = '/periplus';
  expect(withBasePath('/graph?last=600')).toBe('/periplus/graph?last=600');
  expect(withBasePath('/')).toBe('/periplus');
});

it('takes the path off whole parts only', () => {
  globalThis.periplusBasePath = '/periplus';
  expect(withoutBasePath('/periplus/graph?last=600')).toBe('/graph?last=600');
  expect(withoutBasePath('/periplus')).toBe('/');
  expect(withoutBasePath('/periplus?last=600')).toBe('/?last=600');
  expect(withoutBasePath('/periplus-of-others/graph')).toBe('/periplus-of-others/graph');
  expect(withoutBasePath('/graph')).toBe('/graph');
});

it('is told by the address of its own script in a worker', () => {
  const { location } = globalThis;
  Object.defineProperty(globalThis, 'location', {
    value: new URL('https://mesh.example.org/tools/periplus/_next/static/chunks/worker.js'),
    configurable: true,
  });
  expect(withBasePath('/api/config/mesh')).toBe('/tools/periplus/api/config/mesh');
  Object.defineProperty(globalThis, 'location', { value: location, configurable: true });
});
