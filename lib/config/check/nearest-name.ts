/** The known name that was probably meant: few edits away. */

/** Null when nothing is near: more than a third of the letters differ, or more than three. */
export function nearestName(written: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let distance = Math.min(3, Math.floor(written.length / 3)) + 1;
  for (const name of known) {
    const own = plain(name) === plain(written) ? 0 : editDistance(name.toLowerCase(), written.toLowerCase());
    if (own < distance) {
      best = name;
      distance = own;
    }
  }
  return best;
}

/** `http_status`, `http-status` and `HTTPStatus` are the same word. */
function plain(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, row) => [row, ...Array<number>(b.length).fill(0)]);
  rows[0] = Array.from({ length: b.length + 1 }, (_, column) => column);
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row += 1) {
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (same ? 0 : 1),
      );
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, at(row - 2, column - 2) + 1);
      const line = rows[row];
      if (line !== undefined) line[column] = cost;
    }
  }
  return at(a.length, b.length);
}
