'use client';
/** From a node of the graph to the page about it; nothing for what has no page. */
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { useSettings } from '@/components/shell/settings';
import type { GraphNode } from '@/lib/graph/contract';
import { nodePageHref } from './links';

export function NodePageLink({ node }: { node: GraphNode }) {
  const scoped = useScopedHref();
  const href = nodePageHref(node, useSettings().clusters);
  if (href === null) return null;
  return (
    <Link href={scoped(href) as typeof href} prefetch={false} className="link">
      Open its page
    </Link>
  );
}
