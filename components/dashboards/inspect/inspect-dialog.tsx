'use client';
/** What stands behind a panel: its data as a table and as CSV, the queries as they were sent, its JSON. */
import { Download } from 'lucide-react';
import { useState } from 'react';
import { usePanelData } from '@/components/dashboards/data/use-panel-data';
import { saveFile } from '@/components/graph/export/save-file';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { type AskingPanel, asksQueries, type Panel } from '@/lib/dashboards/model/panel';
import { framesAsCsv, framesAsTable } from './frames-as-table';
import { SentQueries } from './sent-queries';

export interface InspectDialogProps {
  readonly panel: Panel;
  readonly onClose: () => void;
}

export function InspectDialog({ panel, onClose }: InspectDialogProps) {
  const title = panel.title === '' ? `Panel ${panel.id}` : panel.title;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Inspect: ${title}`} size="full">
      {asksQueries(panel) ? <Asking panel={panel} /> : <Json panel={panel} />}
    </Dialog>
  );
}

const TABS = [
  { value: 'data', label: 'Data' },
  { value: 'queries', label: 'Queries' },
  { value: 'json', label: 'JSON' },
] as const;

function Asking({ panel }: { readonly panel: AskingPanel }) {
  const [tab, setTab] = useState<(typeof TABS)[number]['value']>('data');
  const data = usePanelData(panel, 1000, true);
  return (
    <div className="grid gap-3">
      <Tabs id="inspect" label="Inspect" value={tab} onValueChange={setTab} items={TABS} />
      <TabPanel tabs="inspect" value={tab} className="min-h-80">
        {tab === 'data' && <Data panel={panel} frames={data.frames} />}
        {tab === 'queries' && <SentQueries data={data} />}
        {tab === 'json' && <Json panel={panel} />}
      </TabPanel>
    </div>
  );
}

/** More rows are in the CSV. */
const MOST_ROWS = 300;

function Data({ panel, frames }: { panel: AskingPanel; frames: Parameters<typeof framesAsTable>[0] }) {
  const { columns, rows } = framesAsTable(frames);
  if (columns.length === 0) return <p className="text-sm text-text-3">No data.</p>;
  const save = () => {
    const name = `${panel.title === '' ? 'panel' : panel.title.replace(/[^\w-]+/g, '-')}.csv`;
    saveFile(name, new Blob([framesAsCsv(frames)], { type: 'text/csv' }));
  };
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-3 text-text-3 text-xs">
        {rows.length.toLocaleString('en-US')} rows, {columns.length} columns
        {rows.length > MOST_ROWS && `; the first ${MOST_ROWS} are shown`}
        <Button className="ml-auto" onClick={save}>
          <Download aria-hidden="true" />
          CSV
        </Button>
      </div>
      <div className="max-h-[52vh] overflow-auto rounded-card border border-line">
        <table className="w-full text-xs tabular-nums">
          <thead className="sticky top-0 bg-raised text-text-2">
            <tr>
              {columns.map((column, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                <th key={at} scope="col" className="whitespace-nowrap px-2 py-1 text-left font-medium">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity
              <tr key={at} className="border-line border-t">
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells neither
                  <td key={column} className="whitespace-nowrap px-2 py-0.5">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Json({ panel }: { readonly panel: Panel }) {
  return (
    <pre className="max-h-[56vh] overflow-auto rounded-card border border-line bg-canvas p-3 font-mono text-xs">
      {JSON.stringify(panel, null, 2)}
    </pre>
  );
}
