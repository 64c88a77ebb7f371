import { describe, expect, it } from 'vitest';
import { commandOf, keysOfView } from './keys';

const press = (key: string, part = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  ...part,
});

describe('keysOfView', () => {
  it('tells of the keys of the open view, and of the search in each', () => {
    expect(keysOfView('waterfall').some(({ what }) => what.includes('one level'))).toBe(true);
    expect(keysOfView('flame').map(({ keys }) => keys)).toContain('0');
    for (const view of ['flame', 'spans', 'json'] as const) {
      expect(keysOfView(view).map(({ keys }) => keys)).toEqual(expect.arrayContaining(['/', 'N', 'Esc']));
      expect(keysOfView(view).some(({ keys }) => keys === 'C')).toBe(false);
    }
  });
});

describe('commandOf', () => {
  it('knows the keys of the page', () => {
    expect(commandOf(press('j'))).toBe('next');
    expect(commandOf(press('N'))).toBe('previous-match');
    expect(commandOf(press('x'))).toBeNull();
    expect(commandOf(press('ArrowRight', { shiftKey: true }))).toBe('open-subtree');
    expect(commandOf(press('ArrowDown', { shiftKey: true }))).toBe('next');
  });

  it('leaves keys with modifiers, and handled ones, to others', () => {
    expect(commandOf(press('k', { ctrlKey: true }))).toBeNull();
    expect(commandOf(press('Escape', { defaultPrevented: true }))).toBeNull();
  });

  it('leaves printable keys alone where single keys are switched off', () => {
    expect(commandOf(press('j'), false)).toBeNull();
    expect(commandOf(press('ArrowDown'), false)).toBe('next');
  });
});
