/** How a text is written, so that what is added looks like the rest. */
import { PLAIN_STYLE, type YamlStyle } from './render-value';

export function styleOf(source: string): YamlStyle {
  if (/^\s*\{\s*"/.test(source)) return { ...PLAIN_STYLE, isJson: true };
  return { step: stepOf(source), dash: dashOf(source), isJson: false };
}

function stepOf(source: string): number {
  const nested = /^[^\s#][^\n]*:[ \t]*\n( +)[^\s#-]/m.exec(source);
  return nested?.[1]?.length ?? PLAIN_STYLE.step;
}

function dashOf(source: string): number {
  const list = /^( *(?:- +)*)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?: *#[^\n]*\n)*( *)- /m.exec(source);
  if (list === null) return PLAIN_STYLE.dash;
  return Math.max(0, (list[2]?.length ?? 0) - (list[1]?.length ?? 0));
}
