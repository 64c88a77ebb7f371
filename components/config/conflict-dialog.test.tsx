// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TooltipProvider } from '@/components/ui/tooltip';
import { ConflictDialog, type ConflictDialogProps } from './conflict-dialog';
import type { TextDiffProps } from './editor/text-diff';

// The difference itself is CodeMirror's; here it matters which texts are compared.
vi.mock('./diff-view', () => ({
  DiffView: ({ before, after }: TextDiffProps) => <output>{`${before} => ${after}`}</output>,
}));

afterEach(cleanup);

const id = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name: 'cart' };

function show(props: Partial<ConflictDialogProps>) {
  const onMerge = vi.fn();
  const onTakeTheirs = vi.fn();
  render(
    <TooltipProvider>
      <ConflictDialog
        id={id}
        conflict={{ theirs: { text: 'a: 1\nb: 2\nc: 9\n', version: 'v2' }, yours: null }}
        base={'a: 1\nb: 2\nc: 3\n'}
        yours={'a: 7\nb: 2\nc: 3\n'}
        onClose={() => {}}
        onKeepMine={() => {}}
        onTakeTheirs={onTakeTheirs}
        onMerge={onMerge}
        {...props}
      />
    </TooltipProvider>,
  );
  return { onMerge, onTakeTheirs };
}

describe('ConflictDialog', () => {
  it('shows what each changed, and offers both together where they fit', async () => {
    const { onMerge } = show({});
    expect(screen.getByRole('status').textContent).toBe('a: 1\nb: 2\nc: 9\n => a: 7\nb: 2\nc: 3\n');
    await userEvent.click(screen.getByRole('radio', { name: 'What they changed' }));
    expect(screen.getByRole('status').textContent).toBe('a: 1\nb: 2\nc: 3\n => a: 1\nb: 2\nc: 9\n');
    await userEvent.click(screen.getByRole('button', { name: 'Take both' }));
    expect(onMerge).toHaveBeenCalledWith('a: 7\nb: 2\nc: 9\n');
  });

  it('leaves the choice to the reader where both changed the same lines', () => {
    show({ yours: 'a: 1\nb: 2\nc: 4\n' });
    expect(screen.queryByRole('button', { name: 'Take both' })).toBeNull();
    expect(screen.getByText(/Both changed the same lines/)).toBeDefined();
  });

  it('says that the object is gone, and lets it go or come back', async () => {
    const { onTakeTheirs } = show({ conflict: { theirs: null, yours: null } });
    expect(screen.getByRole('heading', { name: /was deleted meanwhile/ })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Create it again' })).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Leave it deleted' }));
    expect(onTakeTheirs).toHaveBeenCalled();
  });
});
