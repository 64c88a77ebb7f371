'use client';
/** Dependencies in words: every edge that the picture has, and those that it has no room for. */
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { ErrorMark } from '@/components/traces/error-mark';
import { Quantity } from '@/components/ui/quantity';
import type { DependenciesAnswer, DependencyEdge } from '@/lib/insight/dependencies/contract';
import { SEEN_WORDS } from './edge-words';
import { seenBy } from './narrow';

export interface DependencyTableProps {
  readonly nodes: DependenciesAnswer['nodes'];
  readonly edges: readonly DependencyEdge[];
  readonly by: DependenciesAnswer['by'];
  /** The source of traces counts calls itself. */
  readonly hasRecorded: boolean;
  readonly onFocus: (key: string) => void;
}

export function DependencyTable({ nodes, edges, by, hasRecorded, onFocus }: DependencyTableProps) {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const figures = [
    'Sampled calls',
    'Failed',
    ...(hasRecorded ? ['Counted by source'] : []),
    'Rate',
    'Errors',
    'p95',
  ];
  return (
    <div className="min-h-0 flex-1 overflow-auto bg-surface">
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">Who calls whom</caption>
        <thead className="sticky top-0 z-10 bg-raised text-left text-text-2 text-xs">
          <tr className="h-8 [&_th]:font-medium">
            <th scope="col" className="w-1/3 px-4">
              Caller
            </th>
            <th scope="col" className="w-1/3 px-4">
              Called
            </th>
            <th scope="col" className="whitespace-nowrap px-3">
              Seen by
            </th>
            {figures.map((name) => (
              <th key={name} scope="col" className="whitespace-nowrap px-3 text-right">
                {name}
              </th>
            ))}
            <th scope="col" className="px-4">
              Traces
            </th>
          </tr>
        </thead>
        <tbody>
          {edges.map((edge) => (
            <Row key={`${edge.from}>${edge.to}`} {...{ edge, byKey, by, hasRecorded, onFocus }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Node = DependenciesAnswer['nodes'][number];

type RowProps = Pick<DependencyTableProps, 'by' | 'hasRecorded' | 'onFocus'> & {
  readonly edge: DependencyEdge;
  readonly byKey: ReadonlyMap<string, Node>;
};

function Row({ edge, byKey, by, hasRecorded, onFocus }: RowProps) {
  const { traffic, failed } = edge;
  const why = 'metrics saw no such traffic in the window';
  return (
    <tr className="h-9 border-line border-t hover:bg-raised">
      <End node={byKey.get(edge.from)} onFocus={onFocus} />
      <End node={byKey.get(edge.to)} onFocus={onFocus} />
      <td className="whitespace-nowrap px-3 text-xs">{SEEN_WORDS[seenBy(edge)]}</td>
      <td className="px-3 text-right">{edge.calls}</td>
      <td className="px-3 text-right">
        {failed === 0 ? (
          <span className="text-text-3">0</span>
        ) : (
          <span className="inline-flex items-center gap-1 font-medium text-failing">
            <ErrorMark own className="size-3" /> {failed}
          </span>
        )}
      </td>
      {hasRecorded && (
        <td className="px-3 text-right">
          <Quantity value={edge.recorded} unit="count" />
        </td>
      )}
      <td className="px-3 text-right">
        <Quantity value={traffic?.requestsPerSecond ?? null} unit="rps" note={why} />
      </td>
      <td className="px-3 text-right">
        <Quantity value={traffic?.errorShare ?? null} unit="share" note={why} />
      </td>
      <td className="px-3 text-right">
        <Quantity value={traffic?.p95Ms ?? null} unit="ms" note={traffic === null ? why : 'not known'} />
      </td>
      <td className="px-4">
        <TracesLink edge={edge} by={by} />
      </td>
    </tr>
  );
}

function End({
  node,
  onFocus,
}: {
  readonly node: Node | undefined;
  readonly onFocus: (key: string) => void;
}) {
  if (node === undefined) return <td className="px-4">–</td>;
  return (
    <td className="max-w-0 px-4">
      <button
        type="button"
        title={`Only what is around ${node.name}`}
        onClick={() => onFocus(node.key)}
        className="flex min-h-6 max-w-full items-baseline gap-2 rounded-tag text-left hover:underline"
      >
        <bdi className="truncate font-medium">{node.name}</bdi>
        {node.namespace !== null && <span className="shrink-0 text-text-3 text-xs">{node.namespace}</span>}
      </button>
    </td>
  );
}

/** Workloads have other names in traces; services have their own. */
function TracesLink({ edge, by }: { readonly edge: DependencyEdge; readonly by: DependenciesAnswer['by'] }) {
  const scoped = useScopedHref();
  if (by !== 'service' || (edge.calls === 0 && (edge.recorded ?? 0) === 0))
    return <span className="text-text-3">–</span>;
  const params = new URLSearchParams({ service: edge.to, q: `parent.service = "${edge.from}"` });
  return (
    <Link
      href={scoped(`/traces?${params}`) as Route}
      prefetch={false}
      aria-label={`Traces in which ${edge.from} calls ${edge.to}`}
      className="link inline-flex min-h-6 items-center text-xs"
    >
      All
    </Link>
  );
}
