'use client';
/** The language in short, from the same tables that the parser reads. */
import type { Operand, Word } from '@/lib/graph/find/language';
import { UNARY_WORDS } from '@/lib/graph/find/unary-words';
import { OPERANDS } from '@/lib/graph/find/vocabulary';

export function SyntaxHelp({ of }: { readonly of: 'nodes' | 'edges' | 'grammar' }) {
  if (of === 'grammar') return <Terms terms={GRAMMAR} />;
  const side = of === 'nodes' ? 'node' : 'edge';
  const has = (one: Operand | Word) => one[side] !== undefined;
  return (
    <div className="grid gap-4">
      <section>
        <h3 className="mb-1 font-semibold text-text text-xs">To compare</h3>
        <Terms terms={[...OPERANDS.filter(has).map(termOf), ...(of === 'nodes' ? LABELS : ENDS)]} />
      </section>
      <section>
        <h3 className="mb-1 font-semibold text-text text-xs">So or not</h3>
        <Terms terms={UNARY_WORDS.filter(has).map(termOf)} />
      </section>
    </div>
  );
}

type Term = readonly [words: string, what: string];

function termOf({ words, what }: Operand | Word): Term {
  return [words.join(', '), what];
}

const LABELS: readonly Term[] = [['label:<key>', 'Kubernetes label; alone: has it at all']];
const ENDS: readonly Term[] = [
  ['source.<word>', 'What is said of the calling node: source.ns = shop'],
  ['target.<word>', 'What is said of the called node: target.failing'],
];

const GRAMMAR: readonly Term[] = [
  ['cart', 'Plain words: names that hold them'],
  ['and  or  not  !  ( )', '“and” binds tighter than “or”, “not” tighter than both'],
  ['is  has', 'May stand before a word: has mtls, is not idle'],
  ['=  !=', 'Equal, to as many digits as are written; texts in any case'],
  ['>  >=  <  <=', 'More, less; of texts by order, v10 after v9'],
  ['*=  contains', 'Holds a text; turned round: !*=, not contains'],
  ['^=  startswith', 'Begins with'],
  ['$=  endswith', 'Ends with'],
  ['=~  matches', 'Holds a pattern of RE2; turned round: !~, not matches'],
  ['= NaN', 'Nothing at all; != NaN: something'],
  ['500ms  1.2s  5%  20KB/s  10rps', 'Units; without one ms, %, B/s, rps'],
  ['"a text"', 'Quotes for spaces, brackets, and nothing: version = ""'],
  ['node and edge', 'Edges with such an end: ns = shop and %httperr > 5'],
  ['Tab  ↑ ↓  Ctrl Space', 'Take, choose, see what may come next'],
  ['Enter  Shift Enter  F3', 'Next and previous match'],
];

function Terms({ terms }: { readonly terms: readonly Term[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
      {terms.map(([words, what]) => (
        <div key={words} className="col-span-2 grid grid-cols-subgrid">
          <dt className="whitespace-pre font-mono text-accent [font-variant-ligatures:none]">{words}</dt>
          <dd className="text-text-2">{what}</dd>
        </div>
      ))}
    </dl>
  );
}
