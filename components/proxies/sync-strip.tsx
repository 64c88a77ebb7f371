'use client';
/** Whether the proxy has what the control plane sent, type by type, in one line. */
import { CircleCheck, CircleDashed, Clock } from 'lucide-react';
import { Pill } from '@/components/ui/pill';
import type { ProxyOverview, SyncState } from '@/lib/proxies/contract';

const LOOK: Readonly<Record<SyncState, { tone: 'healthy' | 'degraded' | 'idle'; words: string }>> = {
  synced: { tone: 'healthy', words: 'synced' },
  stale: { tone: 'degraded', words: 'stale: sent, not acknowledged' },
  'not-sent': { tone: 'idle', words: 'not sent' },
};

export function SyncStrip({ overview }: { readonly overview: ProxyOverview }) {
  const { sync, syncProblem, version, kind, uptimeSeconds } = overview;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-2 text-xs">
      <span>
        <span className="text-text-3">Proxy</span> {kind}
        {version === null ? '' : `, Envoy ${version}`}
        {sync?.istioVersion == null ? '' : `, Istio ${sync.istioVersion}`}
      </span>
      {uptimeSeconds !== null && (
        <span>
          <span className="text-text-3">up for</span> {uptimeText(uptimeSeconds)}
        </span>
      )}
      {sync?.istiod != null && (
        <span>
          <span className="text-text-3">connected to</span> {sync.istiod.pod}
        </span>
      )}
      {sync !== null && sync.istiod === null && (
        <span className="text-degraded">No replica of the control plane knows this proxy.</span>
      )}
      {syncProblem !== null && <span className="text-degraded">{syncProblem}</span>}
      <span className="flex flex-wrap gap-1.5">
        {sync?.types.map(({ type, title, state }) => (
          <Pill key={type} tone={LOOK[state].tone} title={type}>
            {state === 'synced' ? (
              <CircleCheck aria-hidden="true" />
            ) : state === 'stale' ? (
              <Clock aria-hidden="true" />
            ) : (
              <CircleDashed aria-hidden="true" />
            )}
            {title} {LOOK[state].words}
          </Pill>
        ))}
      </span>
      {overview.warnings.map((warning) => (
        <span key={warning} className="text-degraded">
          {warning}
        </span>
      ))}
    </div>
  );
}

function uptimeText(seconds: number): string {
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}
