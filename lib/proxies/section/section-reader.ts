/** Reads one section of a dump into rows while its pieces arrive; only rows that are asked for are kept. */
import { MOST_ROWS, type ProxyRow, type SectionAnswer } from '@/lib/proxies/contract';
import type { DumpElement } from '@/lib/proxies/dump/dump-element';

/** How one section is read. Stateful: made anew for each dump. */
export interface SectionReader {
  /** Rows that this piece completes; none for pieces of other sections. */
  rowsOf(element: DumpElement): readonly ProxyRow[];
}

export interface SectionSearch {
  /** A text in any cell; '' = all. */
  readonly text: string;
}

export async function readSection(
  section: SectionAnswer['section'],
  reader: SectionReader,
  elements: AsyncIterable<DumpElement>,
  search: SectionSearch,
): Promise<SectionAnswer> {
  const wanted = search.text.trim().toLowerCase();
  const rows: ProxyRow[] = [];
  let total = 0;
  let found = 0;
  let readBytes = 0;
  let tooLarge = 0;
  for await (const element of elements) {
    readBytes += element.bytes;
    if (element.value === null) tooLarge += 1;
    for (const row of reader.rowsOf(element)) {
      total += 1;
      if (wanted !== '' && !holds(row, wanted)) continue;
      found += 1;
      if (rows.length < MOST_ROWS) rows.push(row);
    }
  }
  const warnings =
    tooLarge === 0
      ? []
      : [`${tooLarge} ${tooLarge === 1 ? 'part is' : 'parts are'} larger than 4 MB and left out.`];
  return { section, total, found, rows, readBytes, warnings };
}

function holds({ cells, from }: ProxyRow, wanted: string): boolean {
  const texts = Object.values(cells).map((cell) => (cell === null ? '' : String(cell)));
  if (from !== null) texts.push(`${from.kind} ${from.namespace}/${from.name}`);
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
