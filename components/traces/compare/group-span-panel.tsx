/** One span among its like: its figures beside what is usual at its place, and a link to it. */
import type { TraceSource } from '@/components/traces/reading/uploaded-registry';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import type { TraceModel } from '@/components/traces/trace-model';
import { Quantity } from '@/components/ui/quantity';
import { type PlaceInGroup, quantileOf, rankIn, type TraceGroup } from '@/lib/traces/compare/group';
import { FAILED, hasFlag, nameOf, serviceOf } from '@/lib/traces/model/trace';
import { Delta } from './delta';
import type { ServiceLook } from './pair-model';
import { SpanLink } from './span-pair-panel';

export interface GroupSpanPanelProps {
  readonly model: TraceModel;
  readonly group: TraceGroup;
  /** Undefined: no trace of the group has a span at this place. */
  readonly place: PlaceInGroup | undefined;
  readonly look: ServiceLook;
  readonly row: number;
  readonly source: TraceSource;
}

export function GroupSpanPanel({ model, group, place, look, row, source }: GroupSpanPanelProps) {
  const { trace, self, path } = model;
  const service = serviceOf(trace, row);
  const ownNs = trace.durationNs[row] ?? 0;
  const spans = place?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
  const failed = place?.failed ?? 0;
  return (
    <div className="flex flex-col gap-4 p-4">
      <header>
        <h2 className="flex items-center gap-2 font-semibold text-base">
          <ServiceSwatch series={look.series.get(service)} cue={look.cues.get(service)} />
          <span className="min-w-0 break-words">{service}</span>
        </h2>
        <p className="break-words text-sm text-text-2">{nameOf(trace, row)}</p>
        <p className="mt-2 text-sm">
          <SpanLink letter="A" of={model} row={row} source={source} />
        </p>
      </header>
      {place === undefined ? (
        <p className="text-sm text-text-2">
          None of the {group.size} traces like it has a span at this place.
        </p>
      ) : (
        <>
          <p className="text-sm">
            Slower than <strong>{Math.round(rankIn(place.durationsNs, ownNs) * 100)} %</strong> of the{' '}
            {spans.toLocaleString('en-US')} spans at this place, which {place.traces} of {group.size} traces
            have.
          </p>
          <table className="w-full text-sm tabular-nums">
            <thead className="text-text-3 text-xs">
              <tr className="[&>th]:pb-1 [&>th]:text-right [&>th]:font-normal">
                <th>
                  <span className="sr-only">Figure</span>
                </th>
                <th>This</th>
                <th>Usual</th>
                <th>Difference</th>
              </tr>
            </thead>
            <tbody>
              <Figure
                label="Duration, against the median"
                own={ownNs}
                usual={quantileOf(place.durationsNs, 0.5)}
              />
              <Figure label="against the p95" own={ownNs} usual={quantileOf(place.durationsNs, 0.95)} />
              <Figure label="against the longest" own={ownNs} usual={quantileOf(place.durationsNs, 1)} />
              <Figure
                label="Self time, against the mean"
                own={self[row] ?? 0}
                usual={place.selfNs / Math.max(1, spans)}
              />
              <Figure
                label="On the critical path, against the mean"
                own={path.ownNs[row] ?? 0}
                usual={place.pathNs / Math.max(1, spans)}
              />
            </tbody>
          </table>
          <p className="text-sm text-text-2">
            {hasFlag(trace, row, FAILED) ? 'This span failed' : 'This span did not fail'};{' '}
            {failed === 0
              ? 'none at this place did.'
              : `${failed.toLocaleString('en-US')} of ${spans.toLocaleString('en-US')} at this place did.`}
          </p>
        </>
      )}
    </div>
  );
}

function Figure({
  label,
  own,
  usual,
}: {
  readonly label: string;
  readonly own: number;
  readonly usual: number;
}) {
  return (
    <tr className="border-line border-t">
      <th scope="row" className="py-1 text-left font-normal text-text-2">
        {label}
      </th>
      <td className="text-right">
        <Quantity value={own / 1000} unit="us" />
      </td>
      <td className="text-right">
        <Quantity value={usual / 1000} unit="us" />
      </td>
      <td className="text-right">
        <Delta ns={own - usual} />
      </td>
    </tr>
  );
}
