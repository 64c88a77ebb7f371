/** Colours of the exported picture: those of the page's theme, or of the light one. */
import type { PictureColors } from '@/lib/graph/export/picture';

const VARIABLES: Readonly<Record<keyof PictureColors, string>> = {
  canvas: '--canvas',
  surface: '--surface',
  raised: '--raised',
  line: '--line',
  control: '--control',
  text: '--text',
  text2: '--text-2',
  text3: '--text-3',
  healthy: '--healthy',
  degraded: '--degraded-mark',
  failing: '--failing',
  idle: '--idle',
  accent: '--accent',
};

export function pictureColors(light: boolean): PictureColors {
  const page = getComputedStyle(document.documentElement);
  const sheet = light ? lightRule() : null;
  const read = (name: string) => (sheet ?? page).getPropertyValue(name).trim() || '#808080';
  const entries = Object.entries(VARIABLES).map(([key, name]) => [key, read(name)]);
  return Object.fromEntries(entries) as Record<keyof PictureColors, string>;
}

/** The rule of the stylesheet that holds the light theme, which applies unless another one is chosen. */
function lightRule(): CSSStyleDeclaration | null {
  for (const sheet of document.styleSheets) {
    for (const rule of rulesOf(sheet)) {
      if (
        rule instanceof CSSStyleRule &&
        rule.selectorText === ':root' &&
        rule.style.getPropertyValue('--canvas')
      )
        return rule.style;
    }
  }
  return null;
}

function rulesOf(sheet: CSSStyleSheet): readonly CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    // A sheet of another origin, from an extension of the browser, cannot be read.
    return [];
  }
}
