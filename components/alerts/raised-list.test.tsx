// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { RaisedAlert } from '@/lib/insight/raised-alerts/contract';
import { RaisedList } from './raised-list';

afterEach(cleanup);

const alert = (part: Partial<RaisedAlert>): RaisedAlert => ({
  name: 'ServiceErrors',
  state: 'firing',
  severity: 'page',
  summary: 'More than 5 % fail <b>now</b>',
  sinceSeconds: Date.now() / 1000 - 300,
  subject: { kind: 'service', namespace: 'shop', name: 'cart' },
  caller: null,
  ...part,
});

it('names each alert with its state, its words as text, who calls, and the way to its rule', () => {
  render(
    <RaisedList
      alerts={[
        alert({}),
        alert({ name: 'CallsFail', state: 'pending', caller: { namespace: 'shop', name: 'web' } }),
      ]}
    />,
  );
  const [first, second] = screen.getAllByRole('listitem');
  expect(first?.textContent).toContain('More than 5 % fail <b>now</b>');
  expect(first?.textContent).toMatch(/firing for 5 min/);
  expect(second?.textContent).toContain('called by web');
  expect(screen.getByRole('link', { name: 'ServiceErrors' }).getAttribute('href')).toMatch(
    /^\/alerts\?q=ServiceErrors&state=all/,
  );
});

it('counts what it does not list', () => {
  render(<RaisedList alerts={Array.from({ length: 9 }, (_, at) => alert({ name: `Alert${at}` }))} />);
  expect(screen.getByText('3 more on the page of alerts.')).toBeTruthy();
});
