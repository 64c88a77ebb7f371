'use client';
/** Files with traces that are dropped onto the page, or chosen: read in this browser, sent nowhere. */
import { FileUp } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type DragEvent, type ReactNode, useState } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import { traceHref } from '@/components/traces/reading/uploaded-registry';
import type { UploadedTrace } from '@/components/traces/reading/uploaded-traces';
import { Dialog } from '@/components/ui/dialog';
import { Quantity } from '@/components/ui/quantity';
import { useToast } from '@/components/ui/toast';

export interface OpenedFile {
  readonly open: (file: File) => void;
  /** The traces of a file that holds several, to choose from. */
  readonly choice: ReactNode;
  readonly busy: boolean;
}

/** Opens the trace of a file; where there are several, asks which. */
export function useOpenFile(): OpenedFile {
  const router = useRouter();
  const scoped = useScopedHref();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [several, setSeveral] = useState<readonly UploadedTrace[]>([]);
  const open = async (file: File) => {
    setBusy(true);
    try {
      const { openTraceFile } = await import('@/components/traces/reading/uploaded-traces');
      const traces = await openTraceFile(file);
      const [only] = traces;
      if (traces.length === 1 && only !== undefined)
        router.push(scoped(traceHref(only.traceId, 'file')) as Route);
      else setSeveral(traces);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      toast({ title: `${file.name} could not be opened`, description: message, tone: 'failing' });
    }
    setBusy(false);
  };
  return {
    open: (file) => void open(file),
    busy,
    choice: several.length > 0 && <Choice traces={several} onClose={() => setSeveral([])} />,
  };
}

function Choice({
  traces,
  onClose,
}: {
  readonly traces: readonly UploadedTrace[];
  readonly onClose: () => void;
}) {
  const scoped = useScopedHref();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${traces.length} traces in ${traces[0]?.fileName ?? 'the file'}`}
      description="They were read in this browser and sent nowhere."
    >
      <ul className="max-h-[50vh] overflow-y-auto">
        {traces.map((trace) => (
          <li key={trace.traceId} className="border-line border-t">
            <Link
              href={scoped(traceHref(trace.traceId, 'file')) as Route}
              prefetch={false}
              className="flex min-h-9 items-center gap-3 px-1 text-sm hover:bg-raised"
            >
              <span className="min-w-0 flex-1 truncate">
                <span className="font-semibold">{trace.service}</span>{' '}
                <span className="text-text-2">{trace.name}</span>
              </span>
              <span className="text-text-3 text-xs tabular-nums">
                {trace.spans.toLocaleString('en')} spans
              </span>
              <Quantity value={trace.durationNs / 1000} unit="us" className="w-20 text-right" />
            </Link>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** Takes files that are dropped anywhere on what is inside. */
export function FileDrop({
  onFile,
  children,
}: {
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
}) {
  const [over, setOver] = useState(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the pointer; the button "Open a file" does the same by keyboard
    <div
      className="relative flex h-full min-h-0 flex-col bg-surface"
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file !== undefined) onFile(file);
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-2 z-40 grid place-items-center rounded-card border-2 border-accent border-dashed bg-surface/90">
          <p className="flex items-center gap-2 font-medium text-accent">
            <FileUp aria-hidden="true" className="size-5" />
            Open the traces in this file. It stays in this browser.
          </p>
        </div>
      )}
    </div>
  );
}
