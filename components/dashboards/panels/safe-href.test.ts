import { expect, it } from 'vitest';
import { safeHref } from './safe-href';

it.each(['https://example.com/a', 'http://example.com/', '/services/a/b?x=1', '?var-a=b', '#x'])(
  'lets %s pass',
  (href) => {
    expect(safeHref(href)).toBe(href);
  },
);

it.each([
  'javascript:alert(1)',
  ' JaVaScript:alert(1)',
  'data:text/html,x',
  '//evil.example',
  '/\\evil.example',
  'https://user:pass@example.com',
  'vbscript:x',
  'relative/path',
  '',
])('refuses %j', (href) => {
  expect(safeHref(href)).toBeNull();
});
