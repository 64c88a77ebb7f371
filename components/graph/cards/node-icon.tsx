/** Icons: what a node is. */
import {
  Ban,
  Box,
  CircleQuestionMark,
  DoorOpen,
  Globe,
  Hexagon,
  Layers,
  LogIn,
  LogOut,
  type LucideIcon,
  Network,
  Waypoints,
} from 'lucide-react';
import type { CardModel } from '@/components/graph/elements';
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

/** A card's icon: a folded box is a stack of what is in it. */
export function cardIcon(card: Pick<CardModel, 'node'>): LucideIcon {
  return card.node === null ? Layers : nodeIcon(card.node);
}
