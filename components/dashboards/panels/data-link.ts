/** Links that belong to a value: with the value, its labels and its row put in, then the dashboard's variables. Pure. */
import type { Cell, FrameField } from '@/lib/dashboards/frames/frame';
import type { Link } from '@/lib/dashboards/model/link';
import { safeHref } from './safe-href';

export interface LinkedValue {
  readonly field: FrameField;
  /** As the panel calls the series or column. */
  readonly title: string;
  readonly value: Cell | undefined;
  /** As it is written. */
  readonly text: string;
  /** Unix milliseconds; null = not of one instant. */
  readonly atMs: number | null;
  /** The same row's other columns by their names, and in their order. */
  readonly row?: readonly { readonly names: readonly string[]; readonly value: Cell | undefined }[];
}

export interface ShownLink {
  readonly href: string;
  readonly title: string;
  readonly newTab: boolean;
}

/** `put` puts in the dashboard's variables. Addresses other than http, https and those of this console are left out. */
export function dataLinks(
  links: readonly Link[],
  of: LinkedValue,
  put: (text: string, purpose: 'text' | 'url') => string,
): readonly ShownLink[] {
  return links.flatMap(({ title, url, newTab }) => {
    // Values first and encoded: what looks like a variable in a label is none.
    const href = safeHref(put(filled(url, of, encoded), 'url'));
    if (href === null) return [];
    const words = put(title, 'text');
    return [{ href, title: filled(words, of, String) || href, newTab }];
  });
}

const REFERENCE = /\$\{__(value|field|series|data)([^{}]*)\}/g;

function filled(text: string, of: LinkedValue, write: (cell: Cell) => string): string {
  return text.replace(REFERENCE, (whole, kind: string, path: string) => {
    const found = kind === 'data' ? columnOf(path, of) : partOf(kind, path, of);
    return found === undefined ? whole : write(found);
  });
}

function encoded(cell: Cell): string {
  return cell === null ? '' : encodeURIComponent(String(cell));
}

/** Undefined for what there is not. */
function partOf(kind: string, path: string, of: LinkedValue): Cell | undefined {
  if (kind === 'value') {
    if (path === '.text') return of.text;
    if (path === '.time') return of.atMs;
    return ['', '.raw', '.numeric'].includes(path) ? (of.value ?? null) : undefined;
  }
  if (path === '.name' || path === '.displayName') return of.title;
  const [, dot, quoted] = /^\.labels(?:\.(\w+)|\["([^"]+)"\])$/.exec(path) ?? [];
  const label = dot ?? quoted;
  return kind === 'field' && label !== undefined ? (of.field.labels[label] ?? null) : undefined;
}

/** `.fields.name`, `.fields["name"]`, `.fields[0]`, each with `.text` or the like behind it. */
function columnOf(path: string, { row = [] }: LinkedValue): Cell | undefined {
  const [, dot, quoted, at] = /^\.fields(?:\.([\w ]+)|\["([^"]+)"\]|\[(\d+)\])(?:\.\w+)?$/.exec(path) ?? [];
  const name = dot ?? quoted;
  const found =
    at === undefined ? row.find(({ names }) => name !== undefined && names.includes(name)) : row[Number(at)];
  return found === undefined ? undefined : (found.value ?? null);
}
