// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Markdown } from './markdown';

afterEach(cleanup);

const HOSTILE = [
  '# Title **bold**',
  '<script>globalThis.ran = true</script>',
  '<img src=x onerror="globalThis.ran = true">',
  '![picture](https://evil.example/pixel.png)',
  '[script](javascript:globalThis.ran=true)',
  '[data](data:text/html,<script>1</script>)',
  '[web](https://example.org/a?b=c)',
  '[here](/graph?last=600)',
  '[protocol](//evil.example)',
].join('\n\n');

it('shows words and links of the web and of this console, and nothing that acts', () => {
  const { container } = render(<Markdown text={HOSTILE} />);
  expect(screen.getByRole('heading', { name: 'Title bold' })).toBeTruthy();
  expect(container.querySelectorAll('script, img, iframe, object, style, [onerror], [onclick]')).toHaveLength(
    0,
  );
  const links = [...container.querySelectorAll('a')].map((link) => [
    link.textContent,
    link.getAttribute('href'),
  ]);
  expect(links).toEqual([
    ['web', 'https://example.org/a?b=c'],
    ['here', '/graph?last=600'],
  ]);
  expect('ran' in globalThis).toBe(false);
  expect(container.textContent).toContain('protocol');
});
