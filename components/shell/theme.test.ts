// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DOCUMENT_SCRIPT } from './document-script';
import { themeOfAddress, watchTheme } from './theme';

const system = new EventTarget();

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => Object.assign(system, { matches: false }));
});
afterEach(() => {
  vi.unstubAllGlobals();
  window.history.replaceState(null, '', '/');
  localStorage.clear();
});

describe('themeOfAddress', () => {
  it.each([
    ['?theme=dark', 'dark'],
    ['?kiosk=on&theme=light&last=300', 'light'],
    ['?theme=darker', null],
    ['?mytheme=dark', null],
    ['', null],
  ])('reads %s', (search, theme) => {
    expect(themeOfAddress(search)).toBe(theme);
  });
});

it.each([
  ['?theme=dark', 'light', 'dark'],
  ['?theme=light', 'dark', 'light'],
  ['?theme=pink', 'dark', 'dark'],
  ['', 'light', 'light'],
])(
  'paints the first time with %s and the choice %s in %s, and stays so when the system changes',
  (search, choice, theme) => {
    localStorage.setItem('periplus.theme', choice);
    window.history.replaceState(null, '', `/dashboards/mesh${search}`);
    // As the head of the document has it.
    new Function(DOCUMENT_SCRIPT)();
    expect(document.documentElement.dataset.theme).toBe(theme);
    const stop = watchTheme(() => localStorage.getItem('periplus.theme'));
    system.dispatchEvent(new Event('change'));
    stop();
    expect(document.documentElement.dataset.theme).toBe(theme);
  },
);
