'use client';
/** From an edge of the graph to the page that tells where its requests go and why. */
import { Route as RouteIcon } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import { edgeTryHref } from './links';

export interface TryEdgeLinkProps {
  edge: GraphEdge;
  source: GraphNode;
  target: GraphNode;
}

export function TryEdgeLink({ edge, source, target }: TryEdgeLinkProps) {
  const scoped = useScopedHref();
  const href = edgeTryHref(edge, source, target);
  if (href === null) return null;
  return (
    <Link
      href={scoped(href) as Route}
      prefetch={false}
      className="link mx-4 mb-3 inline-flex h-6 items-center gap-1.5 text-xs"
    >
      <RouteIcon aria-hidden="true" className="size-3.5" />
      Try this request
    </Link>
  );
}
