/** PromQL's grammar, as Prometheus publishes it for editors: where a text is no PromQL, and what it selects. */
import { parser } from '@prometheus-io/lezer-promql';

export interface SyntaxMistake {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** The first place at which a text stops being PromQL; null where it is. */
export function syntaxMistake(expr: string): SyntaxMistake | null {
  if (expr.trim() === '') return { from: 0, to: expr.length, message: 'The query is empty.' };
  let mistake: SyntaxMistake | null = null;
  parser.parse(expr).iterate({
    enter: (node) => {
      if (mistake !== null) return false;
      if (!node.type.isError) return true;
      const found = expr.slice(node.from, node.to).trim();
      const message =
        found === '' ? 'Something is missing here.' : `"${found.slice(0, 40)}" is not expected here.`;
      mistake = { from: node.from, to: node.to, message };
      return false;
    },
  });
  return mistake;
}
