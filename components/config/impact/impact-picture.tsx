'use client';
/** What changes, drawn: on a graph with the table of its lines, or as bands that show how much moves. */
import { Network } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { ImpactAnswer } from '@/lib/insight/impact/contract';
import { EdgesTable } from './edges-table';
import { FlowPicture } from './flow-picture';
import { isChanged } from './impact-drawing';
import { ImpactGraph } from './impact-graph';

type Drawn = 'graph' | 'bands';

export function ImpactPicture({ picture }: { picture: ImpactAnswer['picture'] }) {
  const [drawn, setDrawn] = useState<Drawn>('graph');
  const changed = { ...picture, edges: picture.edges.filter(isChanged) };
  return (
    <figure className="m-0 grid gap-2 border-line border-b px-4 pt-1 pb-3">
      <div className="flex items-center justify-between gap-4">
        <SegmentedControl<Drawn>
          label="Drawn as"
          value={drawn}
          onValueChange={setDrawn}
          segments={[
            { value: 'graph', label: 'Graph' },
            { value: 'bands', label: 'Bands' },
          ]}
        />
        <GraphLink picture={changed} />
      </div>
      {drawn === 'graph' ? (
        <ImpactGraph picture={picture} />
      ) : (
        <>
          <FlowPicture picture={changed} />
          <figcaption className="text-text-3 text-xs">
            Hatched moves, faded was there before, dashed is empty.
          </figcaption>
        </>
      )}
      <EdgesTable picture={picture} />
    </figure>
  );
}

/** The graph, focused on what most of the changed lines lead to or come from. */
function GraphLink({ picture }: { picture: ImpactAnswer['picture'] }) {
  const scoped = useScopedHref();
  const focus = busiestNode(picture);
  if (focus === null) return null;
  const href = scoped(`/graph?focus=${encodeURIComponent(focus)}&everything=true`);
  return (
    <Link href={href as '/graph'} prefetch={false} className="link inline-flex min-h-6 items-center gap-1.5">
      <Network aria-hidden="true" className="size-3.5" />
      Show on the graph
    </Link>
  );
}

function busiestNode({ nodes, edges }: ImpactAnswer['picture']): string | null {
  const ids = new Map(nodes.map(({ key, nodeId }) => [key, nodeId]));
  const counts = new Map<string, number>();
  for (const edge of edges) {
    // A caller shows all that it calls, so it comes first among equals.
    for (const [key, weight] of [
      [edge.from, 1.1],
      [edge.to, 1],
    ] as const) {
      const id = ids.get(key) ?? null;
      if (id !== null) counts.set(id, (counts.get(id) ?? 0) + weight);
    }
  }
  const best = [...counts].sort((a, b) => b[1] - a[1])[0];
  return best?.[0] ?? null;
}
