/** Field options into Grafana's `{defaults, overrides}`. */
import type {
  DrawOptions,
  FieldConfig,
  FieldMatcher,
  FieldOptions,
  Mapping,
} from '@/lib/dashboards/model/field';
import { exportLink } from './links';
import { defined, type Json } from './loose';

export function exportFieldConfig({ defaults, overrides }: FieldConfig): Json {
  return {
    defaults: exportFieldOptions(defaults),
    overrides: overrides.map(({ matcher, options }) => ({
      matcher: exportMatcher(matcher),
      properties: properties(exportFieldOptions(options)),
    })),
  };
}

/** What is under `custom` has names with a point in an override. */
function properties({ custom = {}, ...options }: Json): Json[] {
  return [
    ...Object.entries(options).map(([id, value]) => ({ id, value })),
    ...Object.entries(custom as Json).map(([id, value]) => ({ id: `custom.${id}`, value })),
  ];
}

function exportFieldOptions(options: FieldOptions): Json {
  const { displayName, unit, decimals, min, max, noValue, thresholds } = options;
  const custom = {
    ...exportDraw(options.draw ?? {}),
    ...exportCell(options.cell ?? {}),
    ...exportHidden(options),
  };
  return defined({
    displayName,
    unit,
    decimals,
    min,
    max,
    noValue,
    thresholds,
    color: options.color && exportColor(options.color),
    mappings: options.mappings?.map(exportMapping),
    links: options.links?.map(exportLink),
    custom: Object.keys(custom).length === 0 ? undefined : custom,
  });
}

function exportColor({ mode, fixed, scheme }: NonNullable<FieldOptions['color']>): Json {
  switch (mode) {
    case 'palette':
      return { mode: 'palette-classic' };
    case 'continuous':
      return { mode: `continuous-${scheme ?? 'GrYlRd'}` };
    default:
      return defined({ mode, fixedColor: fixed });
  }
}

function exportMapping(mapping: Mapping): Json {
  switch (mapping.type) {
    case 'value':
      return { type: 'value', options: { [mapping.value]: mapping.result } };
    case 'range':
      return { type: 'range', options: { from: mapping.from, to: mapping.to, result: mapping.result } };
    case 'regex':
      return { type: 'regex', options: { pattern: mapping.pattern, result: mapping.result } };
    case 'special':
      return { type: 'special', options: { match: mapping.match, result: mapping.result } };
  }
}

function exportHidden({ hideFrom }: FieldOptions): Json {
  if (hideFrom === undefined) return {};
  const { legend = false, tooltip = false, drawing = false } = hideFrom;
  return { hideFrom: { legend, tooltip, viz: drawing } };
}

function exportCell({ display, gauge, ...rest }: NonNullable<FieldOptions['cell']>): Json {
  const type = display === 'json' ? 'json-view' : display;
  return defined({ ...rest, cellOptions: type === undefined ? undefined : defined({ type, mode: gauge }) });
}

function exportDraw(draw: NonNullable<FieldOptions['draw']>): Json {
  return defined({
    drawStyle: draw.style,
    lineWidth: draw.lineWidth,
    lineStyle: draw.lineStyle && { fill: draw.lineStyle },
    lineInterpolation: draw.interpolation,
    fillOpacity: draw.fillOpacity,
    gradientMode: draw.gradient,
    fillBelowTo: draw.fillBelowTo,
    showPoints: draw.points,
    pointSize: draw.pointSize,
    spanNulls:
      draw.gaps === undefined
        ? undefined
        : typeof draw.gaps === 'number'
          ? draw.gaps
          : draw.gaps === 'connected',
    stacking:
      draw.stacking === undefined && draw.stackingGroup === undefined
        ? undefined
        : defined({ mode: draw.stacking, group: draw.stackingGroup }),
    transform: draw.transform,
    axisPlacement: draw.axis,
    axisLabel: draw.axisLabel,
    scaleDistribution: draw.scale && exportScale(draw.scale),
    axisSoftMin: draw.axisSoftMin,
    axisSoftMax: draw.axisSoftMax,
    thresholdsStyle: draw.thresholds && { mode: draw.thresholds },
  });
}

function exportScale(scale: DrawOptions['scale']): Json {
  if (scale === 'log2') return { type: 'log', log: 2 };
  return scale === 'log10' ? { type: 'log', log: 10 } : { type: scale };
}

function exportMatcher(matcher: FieldMatcher): Json {
  switch (matcher.by) {
    case 'name':
      return { id: 'byName', options: matcher.name };
    case 'names':
      return {
        id: 'byNames',
        options: { mode: matcher.exclude ? 'exclude' : 'include', names: matcher.names },
      };
    case 'regexp':
      return { id: 'byRegexp', options: matcher.pattern };
    case 'type':
      return { id: 'byType', options: matcher.type };
    case 'refId':
      return { id: 'byFrameRefID', options: matcher.refId };
    case 'value':
      return { id: 'byValue', options: { reducer: matcher.calc, op: matcher.op, value: matcher.value } };
  }
}
