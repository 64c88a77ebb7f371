/** What may be written at the caret of an expression. */

export interface Completion {
  /** What is put in place. */
  readonly text: string;
  /** What it means, or null where it says it itself. */
  readonly what: string | null;
  readonly kind: 'operand' | 'word' | 'operator' | 'value' | 'keyword';
}

export interface Completions {
  /** The part of the text that a choice replaces. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
}

const MOST_ITEMS = 50;

/** A value as it must be written. */
export function quotedIfNeeded(value: string): string {
  if (value !== '' && !/[\s()"']/.test(value)) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** What begins with what is typed, then what holds it; nothing where the only offer is what stands there already. */
export function offer(from: number, to: number, prefix: string, all: readonly Completion[]): Completions {
  const typed = prefix.toLowerCase();
  const bare = (text: string) => text.toLowerCase().replace(/^["%]/, '');
  const begins = all.filter(
    ({ text }) => text.toLowerCase().startsWith(typed) || bare(text).startsWith(typed),
  );
  const holds =
    typed.length < 2
      ? []
      : all.filter((item) => !begins.includes(item) && item.text.toLowerCase().includes(typed));
  const fit = [...begins, ...holds].filter(
    ({ what }) => typed !== '' || what?.includes('(short for') !== true,
  );
  const items = fit.slice(0, MOST_ITEMS);
  const done = items.length === 1 && items[0]?.text.toLowerCase() === typed;
  return { from, to, items: done ? [] : items };
}
