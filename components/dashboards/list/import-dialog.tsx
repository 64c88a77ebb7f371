'use client';
/** A file or pasted JSON is read here and its report shown; only then it is saved. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { dashboardListQuery, dashboardQuery } from '@/components/dashboards/data/dashboard-queries';
import { saveDashboard } from '@/components/dashboards/data/write-dashboard';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { ProblemState } from '@/components/ui/problem-state';
import { inputBase } from '@/components/ui/text-field';
import { freeUid } from '@/lib/dashboards/edit/copy';
import type { ImportedDashboard } from '@/lib/dashboards/grafana/import';
import { importDashboard } from '@/lib/dashboards/grafana/import';
import type { DashboardEntry } from '@/lib/dashboards/library/contract';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { tooLargeFor } from '@/lib/dashboards/model/size';
import { Fault } from '@/lib/mesh/fault';
import { ImportReportView } from './import-report-view';

export interface ImportDialogProps {
  /** Null = it can be saved. */
  readonly notSavedBecause: string | null;
  readonly onClose: () => void;
}

type Read = { readonly imported: ImportedDashboard } | { readonly mistake: string } | null;

export function ImportDialog({ notSavedBecause, onClose }: ImportDialogProps) {
  const [text, setText] = useState('');
  const [read, setRead] = useState<Read>(null);
  const { save, busy, problem } = useSave();
  const take = (next: string) => {
    setText(next);
    setRead(readText(next));
  };
  const imported = read !== null && 'imported' in read ? read.imported : null;
  const { data: list } = useQuery(dashboardListQuery);
  const [replaces, setReplaces] = useState(false);
  const entries = list?.dashboards ?? [];
  const tooLarge =
    imported === null || list?.limit == null ? null : tooLargeFor(imported.dashboard, list.limit);
  const entry = entries.find(({ uid }) => uid === imported?.dashboard.uid);
  const onSave = () => {
    if (imported === null) return;
    const { dashboard } = imported;
    const isNew = entry === undefined || replaces;
    const uid = isNew ? dashboard.uid : freeUid(dashboard.title, new Set(entries.map((one) => one.uid)));
    void save({ ...dashboard, uid }, entry?.origin === 'saved' && replaces);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Import a dashboard"
      description="JSON of Grafana (classic or resource) or of this console. Nothing is saved before you have seen the report."
      size="lg"
      footer={
        <>
          {notSavedBecause !== null && <span className="mr-auto text-text-3 text-xs">{notSavedBecause}</span>}
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="md"
            variant="primary"
            busy={busy}
            disabled={
              imported === null || list === undefined || notSavedBecause !== null || tooLarge !== null
            }
            onClick={onSave}
          >
            Save and open
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Source text={text} onText={take} />
        {read !== null && 'mistake' in read && <Refusal>{read.mistake}</Refusal>}
        {tooLarge !== null && <Refusal>{sentence(tooLarge)}</Refusal>}
        {imported !== null && entry !== undefined && (
          <PlaceChoice
            dashboard={imported.dashboard}
            entry={entry}
            replaces={replaces}
            onReplaces={setReplaces}
          />
        )}
        {imported !== null && <ImportReportView imported={imported} />}
        {problem !== null && <ProblemState problem={problem} compact />}
      </div>
    </Dialog>
  );
}

/** Letters of a file that are shown. */
const SHOWN = 100_000;

function readText(text: string): Read {
  if (text.trim() === '') return null;
  try {
    return { imported: importDashboard(text) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { mistake: sentence(error) };
  }
}

function sentence({ message, hint = '' }: Fault): string {
  return `${message} ${hint}`.trim();
}

function Refusal({ children }: { readonly children: string }) {
  return (
    <p role="alert" className="rounded-control bg-failing-wash p-2 text-failing text-sm">
      {children}
    </p>
  );
}

function Source({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const id = useId();
  const isCut = text.length > SHOWN;
  return (
    <div className="grid gap-2">
      <input
        type="file"
        accept="application/json,.json"
        aria-label="File"
        className="text-sm text-text-3 file:mr-3 file:h-7 file:rounded-control file:border file:border-line file:bg-surface file:px-2.5 file:font-medium file:text-text file:text-xs hover:file:bg-raised"
        onChange={async (event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onText(await file.text());
        }}
      />
      <label htmlFor={id} className="font-medium text-text-2 text-xs">
        Or paste the JSON
      </label>
      <textarea
        id={id}
        value={isCut ? `${text.slice(0, SHOWN)}…` : text}
        // What is cut must not be taken for the whole.
        readOnly={isCut}
        onChange={(event) => onText(event.target.value)}
        spellCheck={false}
        rows={6}
        className={`${inputBase} p-2 font-mono text-xs`}
      />
    </div>
  );
}

function useSave() {
  const client = useQueryClient();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const save = async (dashboard: Dashboard, replaces: boolean) => {
    setBusy(true);
    setProblem(null);
    try {
      const stored = replaces
        ? await client.fetchQuery({ ...dashboardQuery(dashboard.uid), staleTime: 0 })
        : null;
      await saveDashboard(client, dashboard, stored?.version ?? null);
      router.push(`/dashboards/${dashboard.uid}`);
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return { save, busy, problem };
}

interface PlaceChoiceProps {
  readonly dashboard: Dashboard;
  readonly entry: DashboardEntry;
  readonly replaces: boolean;
  readonly onReplaces: (replaces: boolean) => void;
}

/** Another dashboard has the uid of the file. */
function PlaceChoice({ dashboard, entry, replaces, onReplaces }: PlaceChoiceProps) {
  const what = entry.origin === 'saved' ? 'was saved here' : 'comes with the console or from a file';
  return (
    <div className="grid gap-1 rounded-control bg-degraded-wash p-2 text-sm">
      <p>
        "{entry.title}", which {what}, has the uid {dashboard.uid} already.
      </p>
      <Checkbox
        label={entry.origin === 'saved' ? 'Replace it; its versions are kept' : 'Show this one in its place'}
        hint="Otherwise this one gets a uid of its own."
        checked={replaces}
        onCheckedChange={onReplaces}
      />
    </div>
  );
}
