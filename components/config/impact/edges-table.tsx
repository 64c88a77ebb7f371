'use client';
/** The changed lines of the graph in words and numbers: who calls whom, today and then. */
import { classNames } from '@/components/ui/class-names';
import type { EdgeState, ImpactAnswer, ImpactEdge } from '@/lib/insight/impact/contract';
import { quantityText } from '@/lib/mesh/quantity';
import { edgeId, isChanged, shareWords } from './impact-drawing';

const WORDS: Readonly<Record<EdgeState, string>> = {
  same: 'as many',
  more: 'more',
  less: 'fewer',
  new: 'new',
  gone: 'gone',
  denied: 'denied',
  broken: 'connections fail',
  plaintext: 'not encrypted',
};

const TONES: Partial<Record<EdgeState, string>> = {
  denied: 'text-failing font-medium',
  broken: 'text-failing font-medium',
  plaintext: 'text-degraded font-medium',
  new: 'text-accent',
};

export function EdgesTable({ picture }: { picture: ImpactAnswer['picture'] }) {
  const labels = new Map(picture.nodes.map(({ key, label }) => [key, label]));
  const name = (key: string) => labels.get(key) ?? key;
  const changed = picture.edges.filter(isChanged);
  const aside = picture.edges.length - changed.length;
  return (
    <table className="w-full text-xs tabular-nums">
      <caption className="caption-bottom pt-1.5 text-left text-text-3">
        {aside > 0 &&
          `${aside} ${aside === 1 ? 'line stays' : 'lines stay'} as ${aside === 1 ? 'it is' : 'they are'}, in grey. `}
        Shares are of the caller's requests to the service.
      </caption>
      <thead className="text-text-3">
        <tr className="[&>th]:py-1 [&>th]:font-medium">
          <th scope="col" className="text-left">
            Call
          </th>
          {['Today', 'Then', 'Share', ''].map((title) => (
            <th key={title} scope="col" className="pl-3 text-right">
              {title === '' ? <span className="sr-only">What changes</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changed.map((edge) => (
          <tr
            key={edgeId(edge)}
            className="border-line border-t [&>*]:py-1 [&>td]:whitespace-nowrap [&>td]:pl-3 [&>td]:text-right"
          >
            <th scope="row" className="text-left font-normal [overflow-wrap:anywhere]">
              {name(edge.from)} → <span className="font-medium">{name(edge.to)}</span>
              {edge.isMirror && <span className="text-text-3"> (copies)</span>}
            </th>
            <td>{rangeText(edge.beforePerSecond)}</td>
            <td className="font-semibold">{rangeText(edge.afterPerSecond)}</td>
            <td>{shareWords(edge)}</td>
            <td className={classNames(TONES[edge.state] ?? 'text-text-2')}>{WORDS[edge.state]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rangeText({ from, to }: ImpactEdge['beforePerSecond']): string {
  const [low, high] = [quantityText(from, 'rps'), quantityText(to, 'rps')];
  if (low === high) return low;
  return from === 0 ? `up to ${high}` : `${low} to ${high}`;
}
