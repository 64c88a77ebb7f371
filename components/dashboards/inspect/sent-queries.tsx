/** The queries of a panel as they were sent, with what the server said of them. */
import type { PanelData } from '@/components/dashboards/data/use-panel-data';
import { durationText } from '@/lib/dashboards/variables/durations';

export function SentQueries({ data }: { readonly data: PanelData }) {
  if (data.waitsFor.length > 0) {
    return <p className="text-sm text-text-2">Nothing was sent: {data.waitsFor.join(', ')} has no value.</p>;
  }
  return (
    <ul className="grid gap-3">
      {data.asked.map(({ target, request, outcome }) => (
        <li key={`${target.refId} ${request.mode}`} className="rounded-card border border-line">
          <p className="flex flex-wrap gap-x-4 border-line border-b bg-raised px-3 py-1.5 text-text-2 text-xs">
            <span className="font-mono font-semibold">{target.refId}</span>
            <span>{request.mode}</span>
            <span>
              {request.mode === 'range' && `${new Date(request.fromMs).toISOString()} – `}
              {new Date(request.toMs).toISOString()}
            </span>
            {request.mode === 'range' && <span>step {durationText(request.stepMs)}</span>}
            {outcome?.kind === 'series' && (
              <>
                <span>{outcome.found} series</span>
                <span>Prometheus took {Math.round(outcome.seconds * 1000)} ms</span>
              </>
            )}
            {outcome?.kind === 'failed' && <span className="text-failing">{outcome.message}</span>}
          </p>
          <pre className="overflow-auto whitespace-pre-wrap px-3 py-2 font-mono text-xs">{request.expr}</pre>
        </li>
      ))}
    </ul>
  );
}
