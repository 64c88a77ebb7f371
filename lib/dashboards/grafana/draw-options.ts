/** What Grafana keeps under `custom` for time series. */
import type { DrawOptions } from '@/lib/dashboards/model/field';
import { bounded, defined, type Json, numberAt, objectAt, own, textAt, wordAt } from './loose';

export function importDraw(custom: Json): Partial<DrawOptions> {
  const stacking = objectAt(custom, 'stacking');
  const scale = objectAt(custom, 'scaleDistribution');
  return defined({
    style: wordAt(custom, 'drawStyle', ['line', 'bars', 'points']) ?? undefined,
    lineWidth: bounded(numberAt(custom, 'lineWidth'), 0, 10),
    lineStyle: wordAt(objectAt(custom, 'lineStyle'), 'fill', ['solid', 'dash', 'dot']) ?? undefined,
    interpolation:
      wordAt(custom, 'lineInterpolation', ['linear', 'smooth', 'stepBefore', 'stepAfter']) ?? undefined,
    fillOpacity: bounded(numberAt(custom, 'fillOpacity'), 0, 100),
    gradient: wordAt(custom, 'gradientMode', ['none', 'opacity', 'hue', 'scheme']) ?? undefined,
    fillBelowTo: textAt(custom, 'fillBelowTo') ?? undefined,
    points: wordAt(custom, 'showPoints', ['auto', 'always', 'never']) ?? undefined,
    pointSize: bounded(numberAt(custom, 'pointSize'), 0, 40),
    gaps: importGaps(own(custom, 'spanNulls')),
    stacking: wordAt(stacking, 'mode', ['none', 'normal', 'percent']) ?? undefined,
    stackingGroup: textAt(stacking, 'group') ?? undefined,
    transform: wordAt(custom, 'transform', ['none', 'negative-Y', 'constant']) ?? undefined,
    axis: wordAt(custom, 'axisPlacement', ['auto', 'left', 'right', 'hidden']) ?? undefined,
    axisLabel: textAt(custom, 'axisLabel') || undefined,
    scale: importScale(scale),
    axisSoftMin: numberAt(custom, 'axisSoftMin') ?? undefined,
    axisSoftMax: numberAt(custom, 'axisSoftMax') ?? undefined,
    thresholds:
      wordAt(objectAt(custom, 'thresholdsStyle'), 'mode', [
        'off',
        'line',
        'dashed',
        'area',
        'line+area',
        'dashed+area',
      ]) ?? undefined,
  });
}

function importGaps(value: unknown): DrawOptions['gaps'] | undefined {
  if (typeof value === 'number' && value >= 0) return value;
  if (typeof value !== 'boolean') return undefined;
  return value ? 'connected' : 'open';
}

function importScale(scale: Json): DrawOptions['scale'] | undefined {
  const type = textAt(scale, 'type');
  if (type === 'log') return numberAt(scale, 'log') === 2 ? 'log2' : 'log10';
  if (type === 'symlog') return 'symlog';
  return type === 'linear' ? 'linear' : undefined;
}
