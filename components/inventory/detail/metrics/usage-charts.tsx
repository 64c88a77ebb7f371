'use client';
/** CPU and memory of its pods by container, where Prometheus has cAdvisor's series. Loaded late, since Recharts is large. */
import { useQuery } from '@tanstack/react-query';
import type { ChartSeries } from '@/components/charts/rows';
import { seriesColor } from '@/components/charts/series-colors';
import { useChartEvents } from '@/components/graph/time/chart-marks';
import type { Scope } from '@/components/shell/scope';
import { Card, CardHeader } from '@/components/ui/card';
import type { UsageOverTimeAnswer } from '@/lib/insight/inventory/load-usage';
import { usageQuery } from './breakdown-query';
import { MetricChart } from './metric-chart';

export interface UsageChartsProps {
  readonly namespace: string;
  readonly workloads: readonly string[];
  readonly scope: Scope;
}

/** Nothing at all where there are no such series: the page is no poorer than its sources. */
export function UsageCharts({ namespace, workloads, scope }: UsageChartsProps) {
  const { data } = useQuery(usageQuery(namespace, workloads, scope));
  const events = useChartEvents(scope.namespaces, data?.window ?? null);
  if (data === undefined || data.cpuCores.length + data.memoryBytes.length === 0) return null;
  const charts = [
    { title: 'CPU, cores', series: linesOf(data.cpuCores), unit: 'number' },
    { title: 'Memory, working set', series: linesOf(data.memoryBytes), unit: 'bytes' },
  ] as const;
  return (
    <Card aria-label="CPU and memory">
      <CardHeader title="CPU and memory" note={`${data.pods.length} pods in the window, by container`} />
      <div className="grid gap-x-6 gap-y-4 border-line border-t p-3 xl:grid-cols-2">
        {charts.map(({ title, series, unit }) => (
          <MetricChart
            key={title}
            title={title}
            series={series}
            unit={unit}
            window={data.window}
            events={events}
            scope={scope}
          />
        ))}
      </div>
    </Card>
  );
}

function linesOf(series: UsageOverTimeAnswer['cpuCores']): ChartSeries[] {
  return series.map(({ name, points }, index) => ({ key: name, name, points, color: seriesColor(index) }));
}
