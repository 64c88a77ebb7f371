/** Exemplars as marks of a chart: in the unit of its axis, with the words and the trace of each. Pure. */
import type { ChartExemplar } from '@/components/charts/exemplar-places';
import type { QueryExemplar } from '@/lib/dashboards/query/exemplars';
import { formatText } from '@/lib/dashboards/units/format-value';

/** More would not be read in a tooltip. */
const MOST_LABELS = 16;

/** Those whose unit cannot be brought to the axis' are taken as they are, as Grafana does. */
export function exemplarMarks(found: readonly QueryExemplar[], axisUnit: string): readonly ChartExemplar[] {
  return found.map(({ traceId, atSeconds, value, unit, labels }) => {
    const onAxis = value * factor(unit, axisUnit);
    return {
      seconds: atSeconds,
      valueMs: onAxis,
      text: formatText(onAxis, axisUnit),
      href: `/traces/${traceId}`,
      details: Object.entries(labels)
        .slice(0, MOST_LABELS)
        .map(([name, label]) => `${name}: ${label}`),
    };
  });
}

function factor(unit: QueryExemplar['unit'], axisUnit: string): number {
  if (unit === 'ms' && axisUnit === 's') return 0.001;
  return unit === 's' && axisUnit === 'ms' ? 1000 : 1;
}
