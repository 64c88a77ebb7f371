'use client';
/** The legend: only signs that are in this picture, each with its count. */
import { Layers, Lock, LockOpen, Zap } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { AlertIcon } from '@/components/alerts/alert-icon';
import { badgeIcon } from '@/components/graph/cards/badge-icon';
import { BADGE_NAMES } from '@/components/graph/cards/node-badges';
import { nodeIcon } from '@/components/graph/cards/node-icon';
import type { CardModel, GraphElements } from '@/components/graph/elements';
import { HealthIcon } from '@/components/ui/health-icon';
import { nodeBadges } from '@/lib/graph/vocabulary';
import { type LineSign, legendCounts, lineSigns } from './legend-counts';
import { FailingLine, LineSample } from './line-sample';

const HEALTH = ['failing', 'degraded', 'healthy', 'idle', 'unknown'] as const;

const KINDS: readonly (readonly [CardModel['kind'], string])[] = [
  ['app', 'app'],
  ['workload', 'workload'],
  ['service', 'service: round ends'],
  ['operation', 'operation: one round end'],
  ['gateway', 'gateway'],
  ['waypoint', 'waypoint: six corners'],
  ['external', 'host outside the mesh: dashed'],
  ['passthrough', 'unknown host, let through'],
  ['blackhole', 'unknown host, blocked'],
  ['unknown', 'callers without a proxy'],
  ['stack', 'folded box'],
];

const LINES: Readonly<Record<LineSign, { readonly sign: ReactNode; readonly words: string }>> = {
  healthy: { sign: <LineSample color="var(--healthy)" width={3} />, words: 'requests: wider for more' },
  some: {
    sign: <LineSample color="var(--degraded-mark)" width={3} dash="4 16" over="var(--failing)" />,
    words: 'some fail',
  },
  many: { sign: <FailingLine />, words: 'many fail: the red is their share' },
  tcp: { sign: <LineSample color="var(--healthy)" width={2.5} dash="0.1 5" round />, words: 'TCP' },
  idle: { sign: <LineSample color="var(--idle)" width={1.5} dash="6 4" />, words: 'idle in this window' },
  lock: { sign: <Lock className="text-healthy" />, words: 'mutual TLS' },
  partLock: { sign: <Lock className="text-degraded" />, words: 'mutual TLS on a part' },
  noLock: { sign: <LockOpen className="text-text-3" />, words: 'plain text' },
  breaker: { sign: <Zap className="text-failing" />, words: 'turned away by a circuit breaker' },
};

export function LegendContent({ elements }: { readonly elements: GraphElements }) {
  const counts = useMemo(() => legendCounts(elements), [elements]);
  return (
    <div className="grid grid-cols-2 gap-x-6 gap-y-4 text-xs">
      <Part title="Lines">
        {lineSigns.map((sign) => (
          <Entry key={sign} sign={LINES[sign].sign} count={counts.lines.get(sign) ?? 0}>
            {LINES[sign].words}
          </Entry>
        ))}
      </Part>
      <Part title="Health of nodes">
        {HEALTH.map((kind) => (
          <Entry
            key={kind}
            sign={<HealthIcon kind={kind} label="" className="size-3.5" />}
            count={counts.health.get(kind) ?? 0}
          >
            {kind}
          </Entry>
        ))}
        <Entry sign={<AlertIcon state="firing" />} count={counts.alerts}>
          an alert names it: red fires, amber waits to
        </Entry>
      </Part>
      <Part title="Nodes">
        {KINDS.map(([kind, words]) => {
          const Icon = kind === 'stack' ? Layers : nodeIcon({ kind, name: '' });
          return (
            <Entry key={kind} sign={<Icon />} count={counts.kinds.get(kind) ?? 0}>
              {words}
            </Entry>
          );
        })}
        <Entry sign={<span className="text-[11px]">gone</span>} count={counts.dead}>
          nothing is behind it any more
        </Entry>
        <Entry
          sign={<span className="block size-3.5 rounded-[3px] border border-control bg-raised" />}
          count={counts.outside}
        >
          outside the chosen namespaces
        </Entry>
      </Part>
      {counts.badges.size > 0 && (
        <Part title="Signs on nodes">
          {nodeBadges.map((kind) => {
            const Icon = badgeIcon(kind);
            return (
              <Entry key={kind} sign={<Icon />} count={counts.badges.get(kind) ?? 0}>
                {BADGE_NAMES[kind]}
              </Entry>
            );
          })}
        </Part>
      )}
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 font-semibold text-text">{title}</h3>
      <ul className="grid gap-1 text-text-2">{children}</ul>
    </section>
  );
}

interface EntryProps {
  readonly sign: ReactNode;
  readonly count: number;
  readonly children: ReactNode;
}

/** Nothing where the picture has none of it. */
function Entry({ sign, count, children }: EntryProps) {
  if (count === 0) return null;
  return (
    <li className="flex items-center gap-2">
      <span
        aria-hidden="true"
        className="flex w-9 shrink-0 justify-center text-text-2 [&_svg:not([width='36'])]:size-3.5"
      >
        {sign}
      </span>
      <span className="min-w-0 flex-1">{children}</span>
      <span className="text-text-3 tabular-nums">{count}</span>
    </li>
  );
}
