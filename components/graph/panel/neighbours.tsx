'use client';
/** Who calls it, and whom it calls: each an edge that can be selected. */
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import { nodeName } from '@/components/graph/cards/node-words';
import type { GraphTarget } from '@/components/graph/emphasis';
import { failedShare } from '@/components/graph/lines/line-model';
import { HealthIcon } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import type { GraphEdge } from '@/lib/graph/contract';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { Section } from './parts';

export interface NeighboursProps {
  readonly edges: readonly GraphEdge[];
  readonly direction: 'incoming' | 'outgoing';
  readonly shown: ViewGraph;
  readonly onSelect: (target: GraphTarget) => void;
}

export function Neighbours({ edges, direction, shown, onSelect }: NeighboursProps) {
  const names = new Map([
    ...shown.nodes.map((node) => [node.id, nodeName(node)] as const),
    ...shown.folded.map((box) => [box.id, box.name] as const),
  ]);
  const rate = (edge: GraphEdge) => edge.requests?.requestsPerSecond ?? 0;
  const Icon = direction === 'incoming' ? ArrowDownLeft : ArrowUpRight;
  return (
    <Section
      id={`neighbours-${direction}`}
      title={direction === 'incoming' ? 'Called by' : 'Calls'}
      note={String(edges.length)}
    >
      <ul>
        {[...edges]
          .sort((a, b) => rate(b) - rate(a))
          .map((edge) => {
            const other = names.get(direction === 'incoming' ? edge.source : edge.target);
            const failed = failedShare(edge);
            return other === undefined ? null : (
              <li key={edge.id} className="border-line border-t">
                <button
                  type="button"
                  onClick={() => onSelect({ kind: 'edge', id: edge.id })}
                  className="grid h-[26px] w-full grid-cols-[14px_minmax(0,1fr)_14px_64px_84px] items-center gap-2 text-left text-xs hover:bg-raised"
                >
                  <Icon aria-hidden="true" className="size-3.5 text-text-3" />
                  <span className="truncate">{other}</span>
                  {edge.health.kind === 'healthy' ? (
                    <span />
                  ) : (
                    <HealthIcon kind={edge.health.kind} className="size-3.5" />
                  )}
                  <span className="text-right">{failed > 0 && <Quantity value={failed} unit="share" />}</span>
                  <span className="text-right">
                    {edge.tcp === null ? (
                      <Quantity value={edge.requests?.requestsPerSecond ?? null} unit="rps" />
                    ) : (
                      <Quantity
                        value={edge.tcp.sentBytesPerSecond + edge.tcp.receivedBytesPerSecond}
                        unit="bytesPerSecond"
                      />
                    )}
                  </span>
                </button>
              </li>
            );
          })}
      </ul>
    </Section>
  );
}
