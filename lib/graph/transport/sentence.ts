/**
 * Sentences with figures in them (`3.1 % of requests fail: 5xx`): a thousand of them are a dozen patterns and as many
 * figures as there are, so each is kept once.
 */
import { type Codec, type ColumnPlan, list, text } from './codec';

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
      figures.write(now.figures, before?.figures, out);
    },
    read(base, input) {
      const before = base === undefined ? undefined : parts(base);
      const words = pattern.read(before?.pattern, input);
      const given = figures.read(before?.figures, input);
      let at = -1;
      return words.replaceAll(FIGURE, () => {
        at += 1;
        return given[at] ?? '';
      });
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
