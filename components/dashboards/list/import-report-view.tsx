/** What an import made of a file, and what it could not carry over. */
import { Check, Info, TriangleAlert } from 'lucide-react';
import type { ImportedDashboard } from '@/lib/dashboards/grafana/import';
import { panelsOf } from '@/lib/dashboards/model/dashboard';

export function ImportReportView({
  imported: { dashboard, notes },
}: {
  readonly imported: ImportedDashboard;
}) {
  const lost = notes.filter(({ kind }) => kind === 'lost').length;
  return (
    <section aria-label="Report" className="rounded-card border border-line">
      <p className="border-line border-b bg-raised px-3 py-2 text-sm">
        <span className="font-semibold">{dashboard.title}</span>
        <span className="text-text-2">
          {' '}
          · {panelsOf(dashboard).length} panels, {dashboard.variables.length} variables · uid {dashboard.uid}
        </span>
      </p>
      {notes.length === 0 ? (
        <p className="flex items-center gap-2 px-3 py-2 text-sm">
          <Check aria-hidden="true" className="size-4 text-healthy" />
          Everything was carried over.
        </p>
      ) : (
        <>
          <p className="px-3 pt-2 text-sm text-text-2">
            {lost === 0 ? 'Everything was carried over' : `${lost} not carried over`}
            {notes.length > lost && `, ${notes.length - lost} shown in another way`}.
          </p>
          <ul className="grid max-h-64 gap-1 overflow-y-auto px-3 py-2 text-sm">
            {notes.map(({ where, message, kind, panelId }) => (
              <li
                key={`${where} ${panelId} ${message}`}
                className="grid grid-cols-[16px_minmax(0,1fr)] gap-2"
              >
                {kind === 'lost' ? (
                  <TriangleAlert aria-label="Not carried over" className="mt-0.5 size-4 text-degraded" />
                ) : (
                  <Info aria-label="Shown in another way" className="mt-0.5 size-4 text-text-3" />
                )}
                <span>
                  <span className="font-medium">{where}:</span> {message}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
