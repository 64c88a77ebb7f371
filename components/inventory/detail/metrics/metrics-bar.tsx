'use client';
/** Direction, grouping, reporter, statistic and comparison of the metrics tab. */
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';
import type { BreakdownGroup } from '@/lib/metrics/breakdown';
import type { MetricsChoice } from './metrics-choice';

const GROUPS: readonly { readonly value: BreakdownGroup; readonly label: string }[] = [
  { value: 'none', label: 'nothing' },
  { value: 'version', label: 'own version' },
  { value: 'peer', label: 'peer' },
  { value: 'peerNamespace', label: 'peer namespace' },
  { value: 'peerVersion', label: 'peer version' },
  { value: 'code', label: 'response code' },
  { value: 'grpcStatus', label: 'gRPC status' },
  { value: 'flag', label: 'response flag' },
  { value: 'security', label: 'mutual TLS' },
];

export interface MetricsBarProps {
  readonly kind: InventoryKind;
  readonly direction: 'incoming' | 'outgoing';
  readonly choice: MetricsChoice;
  readonly onChange: (next: Partial<MetricsChoice>) => void;
}

export function MetricsBar({ kind, direction, choice, onChange }: MetricsBarProps) {
  const { by, reporter, statistic, before } = choice;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {kind !== 'namespaces' && (
        <SegmentedControl
          label="Direction"
          value={direction}
          onValueChange={(next) => onChange({ direction: next })}
          segments={[
            { value: 'incoming', label: 'Inbound' },
            { value: 'outgoing', label: 'Outbound', disabled: kind === 'services' },
          ]}
        />
      )}
      <Select
        label="Group by"
        showLabel
        value={by}
        onValueChange={(next) => onChange({ by: next })}
        options={GROUPS}
      />
      <Select
        label="Reported by"
        showLabel
        value={reporter}
        onValueChange={(next) => onChange({ reporter: next })}
        options={[
          { value: 'once', label: 'either, counted once' },
          { value: 'source', label: 'clients' },
          { value: 'destination', label: 'servers and waypoints' },
        ]}
      />
      {by !== 'none' && (
        <Select
          label="Durations and sizes"
          showLabel
          value={statistic}
          onValueChange={(next) => onChange({ statistic: next })}
          options={[
            { value: 'avg', label: 'average' },
            { value: 'p50', label: 'p50' },
            { value: 'p95', label: 'p95' },
            { value: 'p99', label: 'p99' },
          ]}
        />
      )}
      <Select
        label="Compare with"
        showLabel
        value={before}
        onValueChange={(next) => onChange({ before: next })}
        options={[
          { value: 'none', label: 'nothing' },
          { value: 'hour', label: '1 h before' },
          { value: 'day', label: '1 day before' },
          { value: 'week', label: '7 days before' },
        ]}
      />
    </div>
  );
}
