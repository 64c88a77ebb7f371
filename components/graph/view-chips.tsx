'use client';
/** What narrows the picture, as chips that take it away again: nobody should wonder where the rest is. */
import { X } from 'lucide-react';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { quantityText } from '@/lib/mesh/quantity';
import { nodeName } from './cards/node-words';
import { type GraphView, protocols } from './view-state';

interface Chip {
  readonly key: string;
  readonly words: string;
  /** Said to screen readers: what the button takes away. */
  readonly clear: Partial<GraphView>;
}

export interface ViewChipsProps {
  readonly view: GraphView;
  readonly answer: GraphAnswer;
  readonly shown: ViewGraph;
  readonly onChange: (change: Partial<GraphView>) => void;
}

export function ViewChips({ view, answer, shown, onChange }: ViewChipsProps) {
  const chips = chipsOf(view, answer, shown);
  if (chips.length === 0) return null;
  const { nodes, edges } = shown.leftOut;
  return (
    <ul aria-label="What narrows the picture" className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ key, words, clear }) => (
        <li
          key={key}
          className="flex h-6 items-center gap-1 rounded-full border border-accent bg-surface pr-0.5 pl-2.5 text-text text-xs"
        >
          {words}
          <button
            type="button"
            aria-label={`Remove: ${words}`}
            className="grid size-5 place-items-center rounded-full text-text-2 hover:bg-raised hover:text-text"
            onClick={() => onChange(clear)}
          >
            <X aria-hidden="true" className="size-3" />
          </button>
        </li>
      ))}
      {nodes + edges > 0 && (
        <li className="rounded-full bg-surface px-2 text-text-3 text-xs leading-6">
          {nodes} of {answer.nodes.length} nodes and {edges} edges are left out
        </li>
      )}
    </ul>
  );
}

function chipsOf(view: GraphView, answer: GraphAnswer, shown: ViewGraph): Chip[] {
  const name = (id: string) => {
    const node = answer.nodes.find((one) => one.id === id);
    return node === undefined
      ? (answer.boxes.find((box) => box.id === id)?.name ?? 'a node that is gone')
      : nodeName(node);
  };
  const chips: (Chip | null)[] = [
    view.focus === null
      ? null
      : {
          key: 'focus',
          words: `Around ${name(view.focus)}, ${view.hops === '1' ? 'one call' : 'two calls'}`,
          clear: { focus: null, hops: '1' },
        },
    view.from === null
      ? null
      : view.to === null
        ? { key: 'path', words: `Path from ${name(view.from)}: choose where to`, clear: { from: null } }
        : {
            key: 'path',
            words: pathWords(name(view.from), name(view.to), shown),
            clear: { from: null, to: null },
          },
    view.only === null
      ? null
      : {
          key: 'only',
          words:
            view.only === 'errors'
              ? 'Only errors'
              : `Only slow: p95 from ${quantityText(view.slowFrom, 'ms')}`,
          clear: { only: null },
        },
    view.edges === 'all'
      ? null
      : {
          key: 'edges',
          words: view.edges === 'unwell' ? 'Healthy edges hidden' : 'Edges only where you point',
          clear: { edges: 'all' },
        },
    view.protocols.length === protocols.length
      ? null
      : {
          key: 'protocols',
          words: view.protocols.length === 0 ? 'No protocol' : `Only ${view.protocols.join(', ')}`,
          clear: { protocols: [...protocols] },
        },
    view.hide.trim() === '' ? null : { key: 'hide', words: `Hidden: ${view.hide}`, clear: { hide: '' } },
    view.hidden.length === 0
      ? null
      : {
          key: 'hidden',
          words:
            view.hidden.length === 1
              ? `${hiddenName(view.hidden[0] ?? '', answer, name)} hidden`
              : `${view.hidden.length} hidden`,
          clear: { hidden: [] },
        },
  ];
  return chips.filter((chip) => chip !== null);
}

function pathWords(from: string, to: string, { path }: ViewGraph): string {
  if (path === null || path.direction === 'none') return `No path between ${from} and ${to}`;
  return path.direction === 'forward' ? `Paths from ${from} to ${to}` : `Paths from ${to} to ${from}`;
}

function hiddenName(id: string, answer: GraphAnswer, name: (id: string) => string): string {
  return answer.edges.some((edge) => edge.id === id) ? 'An edge is' : `${name(id)} is`;
}
