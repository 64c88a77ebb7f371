import { describe, expect, it } from 'vitest';
import { panelWidth } from './side-panel';

const limits = { fallback: 400, min: 320, max: 720 };

describe('panelWidth', () => {
  it('stays within its limits', () => {
    expect(['500', '100', '9999', '500.6'].map((text) => panelWidth(text, limits))).toEqual([
      500, 320, 720, 501,
    ]);
  });

  it('takes what is no number as the default', () => {
    expect(['', 'wide', 'NaN', 'Infinity'].map((text) => panelWidth(text, limits))).toEqual([
      400, 400, 400, 400,
    ]);
  });
});
