/**
 * Sentences with figures in them (`3.1 % of requests fail: 5xx`): a thousand of them are a dozen patterns and as many
 * figures as there are, so each is kept once. The figure that a reason rests on travels as a number already, and is not
 * told again in the sentence.
 */
import { type Codec, type ColumnPlan, carried, list, number, text } from './codec';

/** Stands for a figure in a pattern; private use, so that no text holds it. */
const FIGURE = '\uE000';
const FIGURES = /\d+(?:\.\d+)?/g;

export function sentence(plan: ColumnPlan): Codec<string> {
  const pattern = text(plan);
  const figures = list(plan, text(plan));
  return {
    write(value, base, out) {
      const [now, before] = [parts(value), base === undefined ? undefined : parts(base)];
      pattern.write(now.pattern, before?.pattern, out);
      const told = percentOf(out.context.figures.shift());
      const rest = now.figures.map((figure, at) => (at === 0 && figure === told ? TOLD : figure));
      figures.write(rest, before?.figures, out);
    },
    read(base, input) {
      const before = base === undefined ? undefined : parts(base);
      const words = pattern.read(before?.pattern, input);
      const told = percentOf(input.context.figures.shift());
      const given = figures.read(before?.figures, input);
      let at = -1;
      return words.replaceAll(FIGURE, () => {
        at += 1;
        const figure = given[at] ?? '';
        return figure === TOLD ? told : figure;
      });
    },
  };
}

/** Stands for the figure that was told before the sentence; no figure is empty. */
const TOLD = '';

/** As lib/health writes shares; empty for none. */
function percentOf(share: number | undefined): string {
  return share === undefined ? '' : `${Number((share * 100).toPrecision(3))}`;
}

/** The number that a reason rests on: kept for the sentences that follow. */
export function figure(plan: ColumnPlan): Codec<number> {
  const inner = number(plan);
  return {
    write(value, base, out) {
      inner.write(value, base, out);
      out.context.figures.push(carried(value));
    },
    read(base, input) {
      const value = inner.read(base, input);
      input.context.figures.push(value);
      return value;
    },
  };
}

/** A text that holds the mark itself is kept whole. */
function parts(value: string): { pattern: string; figures: string[] } {
  if (value.includes(FIGURE))
    return {
      pattern: value,
      figures: value
        .split(FIGURE)
        .slice(1)
        .map(() => FIGURE),
    };
  return { pattern: value.replace(FIGURES, FIGURE), figures: value.match(FIGURES) ?? [] };
}
