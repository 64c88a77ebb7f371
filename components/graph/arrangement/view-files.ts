/** Writes the view to a file and takes one in. Loaded when it is asked for: contracts are heavy. */
import { saveFile } from '@/components/graph/export/save-file';
import type { Arrangement } from '@/components/graph/use-layout';
import { readPreference, writePreference } from '@/components/ui/preference';
import type { ToastMessage } from '@/components/ui/toast';
import { readViewFile, type ViewFile, viewFileSchema, writeViewFile } from '@/lib/graph/view-file/contract';
import { Fault } from '@/lib/mesh/fault';
import { LOADED_KEY, loadedText } from './positions';

type Toast = (message: ToastMessage) => void;

/** Where components/graph/find keeps saved expressions. */
const EXPRESSIONS_KEY = 'graph.expressions';
/** A selection belongs to the moment, not to the view. */
const PASSING = ['node', 'edge'];
export function saveView({ positions }: Pick<Arrangement, 'positions'>, toast: Toast): void {
  const options = Object.fromEntries(
    [...new URLSearchParams(window.location.search)].filter(([name]) => !PASSING.includes(name)),
  );
  const text = writeViewFile({
    options,
    positions: Object.fromEntries([...positions].map(([id, { x, y }]) => [id, [x, y]])),
    expressions: expressionsKept(),
  });
  saveFile('periplus-view.json', new Blob([text], { type: 'application/json' }));
  toast({ title: 'The view was saved as periplus-view.json', tone: 'healthy' });
}

/** Opens the page anew with the file's options: everything that was chosen comes from the address. */
export async function loadView(file: File, toast: Toast): Promise<void> {
  try {
    const view = readViewFile(await file.text());
    keepExpressions(view);
    const positions = new Map(Object.entries(view.positions).map(([id, [x, y]]) => [id, { x, y }]));
    writePreference(LOADED_KEY, loadedText(positions));
    window.location.assign(`${window.location.pathname}?${new URLSearchParams(view.options)}`);
  } catch (error) {
    const fault = error instanceof Fault ? error : null;
    toast({
      title: `${file.name} was not loaded`,
      description: fault === null ? 'The file could not be read.' : `${fault.message} ${fault.hint ?? ''}`,
      tone: 'failing',
    });
  }
}

function expressionsKept(): ViewFile['expressions'] {
  try {
    const read = viewFileSchema.shape.expressions.safeParse(
      JSON.parse(readPreference(EXPRESSIONS_KEY) ?? '[]'),
    );
    return read.success ? read.data : [];
  } catch {
    return [];
  }
}

/** Expressions of the file come before those that are there. */
function keepExpressions({ expressions }: ViewFile): void {
  if (expressions.length === 0) return;
  const all = [...new Set([...expressions, ...expressionsKept()])];
  writePreference(EXPRESSIONS_KEY, JSON.stringify(all));
}
