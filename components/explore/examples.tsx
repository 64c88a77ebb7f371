/** Queries to start with, in a mesh. */

const EXAMPLES = [
  {
    title: 'Requests by service',
    expr: 'sum by (destination_service_name) (rate(istio_requests_total[5m]))',
  },
  {
    title: 'Share of failures',
    expr: 'sum by (destination_service_name) (rate(istio_requests_total{response_code=~"5.."}[5m])) / sum by (destination_service_name) (rate(istio_requests_total[5m]))',
  },
  {
    title: '95th percentile of latency, ms',
    expr: 'histogram_quantile(0.95, sum by (le, destination_service_name) (rate(istio_request_duration_milliseconds_bucket[5m])))',
  },
  { title: 'Targets that answer', expr: 'up' },
] as const;

export function Examples({ onChoose }: { readonly onChoose: (expr: string) => void }) {
  return (
    <ul className="mt-4 grid gap-1 text-left">
      {EXAMPLES.map(({ title, expr }) => (
        <li key={title}>
          <button
            type="button"
            onClick={() => onChoose(expr)}
            className="grid w-full rounded-control border border-line bg-surface px-3 py-1.5 text-left hover:bg-raised"
          >
            <span className="font-medium text-sm text-text">{title}</span>
            <span className="truncate font-mono text-text-3 text-xs">{expr}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
