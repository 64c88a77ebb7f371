'use client';
/** One icon for each kind of change, so that colour is never the only cue. */
import {
  CircleDashed,
  CircleHelp,
  CirclePlus,
  Clock,
  type LucideIcon,
  Minus,
  OctagonAlert,
  ShieldCheck,
  TrendingDown,
  TrendingUp,
  Zap,
} from 'lucide-react';
import type { ChangeKind } from '@/lib/graph/compare/change';
import { CHANGE_TONES, type ChangeTone } from './change-words';

export const CHANGE_ICONS: Readonly<Record<ChangeKind, LucideIcon>> = {
  moreErrors: OctagonAlert,
  slower: Clock,
  new: CirclePlus,
  gone: CircleDashed,
  fewerErrors: ShieldCheck,
  faster: Zap,
  moreTraffic: TrendingUp,
  lessTraffic: TrendingDown,
  unknown: CircleHelp,
  same: Minus,
};

export const TONE_TEXT: Readonly<Record<ChangeTone, string>> = {
  failing: 'text-failing',
  degraded: 'text-degraded',
  healthy: 'text-healthy',
  accent: 'text-accent',
  plain: 'text-text-2',
};

export function ChangeIcon({
  kind,
  className = 'size-4',
}: {
  readonly kind: ChangeKind;
  readonly className?: string;
}) {
  const Icon = CHANGE_ICONS[kind];
  return (
    <Icon aria-hidden="true" className={`${className} ${TONE_TEXT[CHANGE_TONES[kind]]}`} strokeWidth={2.25} />
  );
}
