import { describe, expect, it } from 'vitest';
import { mix, THEME_VARIABLES } from './theme-colors';

describe('a mix of colours', () => {
  it('is opaque, in whatever length they are written', () => {
    expect(mix('#ff0000', 0.5, '#0000ff')).toBe('#800080');
    expect(mix('#f00', 0.25, '#fff')).toBe('#ffbfbf');
  });

  it('is left to the browser where it looks one of them up', () => {
    const half = mix(THEME_VARIABLES.failing, 0.5, THEME_VARIABLES.surface);
    expect(half).toBe('color-mix(in srgb, var(--failing) 50%, var(--surface))');
    expect(mix(half, 0.285, '#ffffff')).toBe(`color-mix(in srgb, ${half} 28.5%, #ffffff)`);
  });
});
