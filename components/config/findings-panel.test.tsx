// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ElsewhereAnswer } from '@/lib/config/contract';
import type { JudgedProblem } from '@/lib/config/judgement';
import { FindingsPanel, type FindingsPanelProps } from './findings-panel';

afterEach(cleanup);

const reviews = {
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'bookinfo',
  name: 'reviews',
};
const problem: JudgedProblem = {
  code: 'PER0107',
  severity: 'error',
  message: 'No subset v9.',
  from: 0,
  to: 2,
  line: 7,
  column: 1,
  path: ['spec'],
  fix: { label: 'Write v1', edits: [{ from: 0, to: 2, insert: 'v1' }] },
  suppressed: null,
  related: [reviews],
};
const gone: ElsewhereAnswer = {
  change: 'gone',
  code: 'PER0101',
  severity: 'warning',
  id: reviews,
  message: 'No pods.',
  suppressed: null,
};

function show(props: Partial<FindingsPanelProps>) {
  const onFix = vi.fn();
  const onLine = vi.fn();
  render(
    <FindingsPanel
      problems={[]}
      elsewhere={[]}
      isNew={() => true}
      mayFix
      onFix={onFix}
      onLine={onLine}
      {...props}
    />,
  );
  return { onFix, onLine };
}

describe('FindingsPanel', () => {
  it('tells a finding with its code, its line, what else it concerns and its fix', async () => {
    const { onFix, onLine } = show({ problems: [problem] });
    const row = within(screen.getByRole('listitem'));
    expect(row.getByRole('img', { name: 'Error' })).toBeDefined();
    expect(row.getByRole('link', { name: 'PER0107' }).getAttribute('href')).toBe('/config/checks#PER0107');
    expect(row.getByRole('link', { name: /reviews/ })).toBeDefined();
    await userEvent.click(row.getByRole('button', { name: 'Write v1' }));
    expect(onFix).toHaveBeenCalledWith(problem.fix?.edits);
    await userEvent.click(row.getByRole('button', { name: 'Line 7' }));
    expect(onLine).toHaveBeenCalledWith(7);
  });

  it('offers no fix to whoever may not write', () => {
    show({ problems: [problem], mayFix: false });
    expect(screen.queryByRole('button', { name: 'Write v1' })).toBeNull();
  });

  it('folds what is suppressed, and says by whom', () => {
    show({ problems: [{ ...problem, suppressed: 'annotation periplus.io/ignore' }] });
    expect(screen.getByText('1 suppressed')).toBeDefined();
    expect(screen.getByText(/annotation periplus.io\/ignore/)).toBeDefined();
    expect(screen.getByText('Nothing to mend in this text.')).toBeDefined();
  });

  it('tells what appears and goes in other objects', () => {
    show({ elsewhere: [gone, { ...gone, change: 'appeared', message: 'Another.' }] });
    const region = within(screen.getByRole('region', { name: 'In other objects' }));
    expect(region.getByRole('img', { name: 'Mended' })).toBeDefined();
    expect(region.getByText('Another.')).toBeDefined();
    expect(region.getAllByRole('listitem')).toHaveLength(2);
  });
});
