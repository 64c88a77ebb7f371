import { expect, it } from 'vitest';
import { meshLinks } from './mesh-links';

const window = { fromSeconds: 10, toSeconds: 70 };

it('keeps the time and the namespaces that are chosen', () => {
  const chosen = new Map([['namespace', { values: ['a', 'b'], texts: ['a', 'b'], multi: true }]]);
  expect(meshLinks(chosen, window).graph).toBe('/graph?from=10&to=70&namespaces=a%2Cb');
});

it('means all where All is chosen, or nothing', () => {
  const all = new Map([['namespace', { values: ['a', 'b'], texts: ['All'], multi: true }]]);
  expect(meshLinks(all, window).traces).toBe('/traces?from=10&to=70');
  expect(meshLinks(new Map(), window).graph).toBe('/graph?from=10&to=70');
});
