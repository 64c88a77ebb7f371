// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { SaveBar, type SaveBarProps } from './save-bar';

afterEach(cleanup);

function show(newFindings: SaveBarProps['newFindings']) {
  const nothing = () => {};
  const props = { changes: '1 line added', errorLine: null, onLine: nothing, onDiscard: nothing };
  render(<SaveBar {...props} newFindings={newFindings} onReview={nothing} />);
}

it.each([
  [['info', 'error', 'warning'], 'text-failing', '3 new findings'],
  [['info', 'warning'], 'text-degraded', '2 new findings'],
  [['info'], 'text-text-2', '1 new finding'],
] as const)('new findings are marked as grave as the gravest of %j', (severities, className, words) => {
  show(severities.map((severity) => ({ severity })));
  expect(screen.getByText(words).className).toContain(className);
});

it('nothing is said where nothing was found', () => {
  show([]);
  expect(screen.queryByText(/finding/)).toBeNull();
});
