'use client';
/** Its charts over the window, in one direction, compared with before where that is wanted. */
import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { BeforeContext } from '@/components/graph/compare/before-context';
import { errorsFailFrom } from '@/components/graph/panel/errors-fail-from';
import { LazyCharts } from '@/components/graph/panel/lazy-charts';
import { useScope } from '@/components/shell/scope';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';

const DIRECTIONS = ['incoming', 'outgoing'] as const;
const BEFORE = { none: null, hour: 3600, day: 86_400, week: 604_800 } as const;
const BEFORE_NAMES = ['none', 'hour', 'day', 'week'] as const;

const parsers = {
  direction: parseAsStringLiteral(DIRECTIONS),
  before: parseAsStringLiteral(BEFORE_NAMES).withDefault('none'),
};

export function MetricsTab({ subject }: { subject: SubjectAnswer }) {
  const scope = useScope();
  const [choice, write] = useQueryStates(parsers, { history: 'replace' });
  const { row, nodeId, kind, window } = subject;
  const direction = choice.direction ?? row.figures?.direction ?? 'incoming';
  const back = BEFORE[choice.before];
  const before =
    back === null ? null : { fromSeconds: window.fromSeconds - back, toSeconds: window.toSeconds - back };
  const of = kind === 'namespaces' ? {} : nodeId === null ? null : { node: nodeId, direction };
  return (
    <div className="grid gap-3 p-3">
      <div className="flex flex-wrap items-center gap-2">
        {kind !== 'namespaces' && (
          <SegmentedControl
            label="Direction"
            value={direction}
            onValueChange={(next) => void write({ direction: next })}
            segments={[
              { value: 'incoming', label: 'Inbound' },
              { value: 'outgoing', label: 'Outbound', disabled: kind === 'services' },
            ]}
          />
        )}
        <Select
          label="Compare with"
          showLabel
          value={choice.before}
          onValueChange={(next) => void write({ before: next })}
          options={[
            { value: 'none', label: 'nothing' },
            { value: 'hour', label: '1 h before' },
            { value: 'day', label: '1 day before' },
            { value: 'week', label: '7 days before' },
          ]}
        />
      </div>
      {of === null ? (
        <EmptyState title="No traffic in this window">Neither requests nor bytes name it.</EmptyState>
      ) : (
        <Card className="p-3">
          <BeforeContext value={before}>
            <LazyCharts
              of={of}
              scope={{
                ...scope,
                namespaces:
                  kind === 'namespaces' ? [row.name] : row.namespace === null ? null : [row.namespace],
              }}
              errorsFailFrom={errorsFailFrom(row.health)}
            />
          </BeforeContext>
        </Card>
      )}
    </div>
  );
}
