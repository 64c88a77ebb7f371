/** The icons of the signs on cards, the same on the card, in the panel and in the legend. */
import {
  Bug,
  Cable,
  Copy,
  Gauge,
  LogIn,
  type LucideIcon,
  RotateCw,
  Server,
  Signpost,
  Split,
  Timer,
  Unplug,
  Zap,
} from 'lucide-react';
import type { NodeBadge } from '@/lib/graph/vocabulary';

const ICONS: Readonly<Record<NodeBadge, LucideIcon>> = {
  circuitBreaker: Zap,
  faultInjection: Bug,
  mirroring: Copy,
  requestRouting: Signpost,
  trafficShifting: Split,
  tcpTrafficShifting: Cable,
  requestTimeout: Timer,
  retry: RotateCw,
  rateLimit: Gauge,
  gateway: LogIn,
  workloadEntry: Server,
  missingSidecar: Unplug,
};

export function badgeIcon(kind: NodeBadge): LucideIcon {
  return ICONS[kind];
}
