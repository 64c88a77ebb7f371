/** Does what the export menu offers, and says what came of it. */
import type { Picture } from '@/components/graph/use-layout';
import type { GraphView } from '@/components/graph/view-state';
import type { ToastMessage } from '@/components/ui/toast';
import { csvOf } from '@/lib/graph/export/csv';
import { dotOf } from '@/lib/graph/export/dot';
import { exportFileName } from '@/lib/graph/export/file-name';
import { jsonOf } from '@/lib/graph/export/json';
import { svgOf } from '@/lib/graph/export/svg';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { notesOf, pictureOf, titleOf } from './picture-of';
import { type Raster, rasterOf } from './raster';
import { saveFile } from './save-file';

export type ExportKind = 'png' | 'svg' | 'copyPng' | 'json' | 'csv' | 'dot' | 'link';

export interface ExportSubject {
  readonly picture: Picture;
  readonly shown: ViewGraph;
  readonly view: GraphView;
  /** null = all. */
  readonly namespaces: readonly string[] | null;
  /** Colours of the light theme, whatever the page's is. */
  readonly light?: boolean;
}

type Toast = (message: ToastMessage) => void;

export async function exportGraph(kind: ExportKind, subject: ExportSubject, toast: Toast): Promise<void> {
  try {
    toast({ title: await run(kind, subject), tone: 'healthy' });
  } catch (error) {
    toast({
      title: kind === 'link' || kind === 'copyPng' ? 'Nothing was copied' : 'Nothing was exported',
      description: error instanceof Error ? error.message : String(error),
      tone: 'failing',
    });
  }
}

/** Returns what was done, in words. */
async function run(kind: ExportKind, subject: ExportSubject): Promise<string> {
  const { shown, namespaces } = subject;
  const name = (extension: string) => exportFileName(namespaces, shown.window.toSeconds, extension);
  const save = (extension: string, content: Blob, more = '') => {
    saveFile(name(extension), content);
    return `Saved as ${name(extension)}${more}`;
  };
  switch (kind) {
    case 'link':
      await clipboard().writeText(window.location.href);
      return 'The link was copied';
    case 'svg':
      return save('svg', new Blob([svgOf(pictureOf(subject)).text], { type: 'image/svg+xml' }));
    case 'png': {
      const raster = await rasterOf(svgOf(pictureOf(subject)));
      return save('png', raster.blob, smaller(raster));
    }
    case 'copyPng': {
      const raster = await rasterOf(svgOf(pictureOf(subject)));
      await clipboard().write([new ClipboardItem({ 'image/png': raster.blob })]);
      return `The picture was copied${smaller(raster)}`;
    }
    case 'json':
      return save('json', new Blob([jsonOf(shown, contextOf(subject))], { type: 'application/json' }));
    case 'csv':
      return save('csv', new Blob([csvOf(shown)], { type: 'text/csv;charset=utf-8' }));
    case 'dot': {
      const text = dotOf({ ...shown, title: titleOf(subject), direction: subject.view.direction });
      return save('dot', new Blob([text], { type: 'text/vnd.graphviz' }));
    }
  }
  return kind satisfies never;
}

function contextOf(subject: ExportSubject) {
  return {
    exportedAtSeconds: Math.floor(Date.now() / 1000),
    address: window.location.href,
    notes: notesOf(subject),
  };
}

function smaller({ scale }: Raster): string {
  return scale < 2 ? `, at ${scale.toFixed(1)}× since browsers draw no larger picture` : '';
}

/** Browsers have a clipboard only where the page came by HTTPS or from this machine. */
function clipboard(): Clipboard {
  const found: Clipboard | undefined = navigator.clipboard;
  if (found === undefined)
    throw new Error('This browser lets pages use the clipboard only over HTTPS or from localhost.');
  return found;
}
