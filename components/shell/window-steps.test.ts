import { describe, expect, it } from 'vitest';
import { stepWindow } from './window-steps';

const NOW = 1_700_000_007;
const ALIGNED = 1_700_000_000 - (1_700_000_000 % 15);

describe('stepping by a window', () => {
  it('goes back from now to two instants', () => {
    expect(stepWindow({ kind: 'last', seconds: 600 }, -1, NOW, 15)).toEqual({
      kind: 'absolute',
      fromSeconds: ALIGNED - 1200,
      toSeconds: ALIGNED - 600,
    });
  });

  it('comes back to now, and does not go beyond', () => {
    const back = stepWindow({ kind: 'last', seconds: 600 }, -1, NOW, 15);
    expect(stepWindow(back, 1, NOW, 15)).toEqual({ kind: 'last', seconds: 600 });
    expect(stepWindow({ kind: 'last', seconds: 600 }, 1, NOW, 15)).toEqual({ kind: 'last', seconds: 600 });
  });

  it('keeps its place where there is room on both sides', () => {
    const window = { kind: 'absolute', fromSeconds: 1000, toSeconds: 1600 } as const;
    expect(stepWindow(window, 1, NOW, 15)).toEqual({ kind: 'absolute', fromSeconds: 1600, toSeconds: 2200 });
    expect(stepWindow(window, -1, NOW, 15)).toEqual({ kind: 'absolute', fromSeconds: 400, toSeconds: 1000 });
  });
});
