/** Icons: what a node is, and what its traffic tells about it. */
import {
  Ban,
  Box,
  Bug,
  CircleQuestionMark,
  DoorOpen,
  Globe,
  Hexagon,
  LogIn,
  LogOut,
  type LucideIcon,
  Network,
  Timer,
  Waypoints,
  Zap,
} from 'lucide-react';
import type { GraphNode } from '@/lib/graph/contract';

export function nodeIcon(node: Pick<GraphNode, 'kind' | 'name'>): LucideIcon {
  switch (node.kind) {
    case 'workload':
    case 'app':
      return Box;
    case 'service':
      return Network;
    case 'external':
      return Globe;
    case 'gateway':
      return node.name.includes('egress') ? LogOut : LogIn;
    case 'waypoint':
      return Waypoints;
    case 'operation':
      return Hexagon;
    case 'passthrough':
      return DoorOpen;
    case 'blackhole':
      return Ban;
    case 'unknown':
      return CircleQuestionMark;
  }
  return node.kind satisfies never;
}

export interface NodeBadge {
  readonly icon: LucideIcon;
  readonly label: string;
}

/** What the requests that arrived show of the mesh's configuration at work. */
export function nodeBadges({ incoming }: Pick<GraphNode, 'incoming'>): NodeBadge[] {
  if (incoming === null) return [];
  const badges: NodeBadge[] = [];
  const flagged = (flag: string) =>
    incoming.codes.some((row) => row.ratePerSecond > 0 && row.flags.split(',').includes(flag));
  if (incoming.injectedPerSecond > 0) badges.push({ icon: Bug, label: 'Faults are injected' });
  if (incoming.delayedPerSecond > 0) badges.push({ icon: Timer, label: 'Delays are injected' });
  if (flagged('UO')) badges.push({ icon: Zap, label: 'Circuit breaker open' });
  return badges;
}
