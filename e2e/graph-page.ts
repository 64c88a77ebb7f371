/** The graph as a person reads it: through the table of the same edges. */
import { gunzipSync } from 'node:zlib';
import { expect, type Locator, type Page } from '@playwright/test';
import { type GraphAnswer, graphAnswerSchema } from '../lib/graph/contract';
import { fullAnswer } from '../lib/graph/transport/slim-answer';
import { unpackGraph } from '../lib/graph/transport/snapshot';

export type EdgeCell = 'rate' | 'errors' | 'clientErrors' | 'avg' | 'p50' | 'p95' | 'p99' | 'bytes' | 'mtls';

export class GraphPage {
  constructor(readonly page: Page) {}

  /** Opens the graph with its table; resolves to the answer that the page shows. Refreshing is off. */
  async open(parameters: Readonly<Record<string, string>>): Promise<GraphAnswer> {
    const query = new URLSearchParams({ refresh: '0', table: 'true', ...parameters });
    // Other pages ask for graphs too; one that is left may still get its answer.
    const answered = this.page.waitForResponse(
      (response) =>
        response.url().includes('/api/graph?') &&
        response.url().includes('latency=avg') &&
        new URL(response.frame().url()).pathname === '/graph',
    );
    await this.page.goto(`/graph?${query}`);
    const columns = new Uint8Array(gunzipSync(await (await answered).body()));
    const answer = graphAnswerSchema.parse(fullAnswer(unpackGraph(columns, null)));
    await expect(this.table).toBeVisible();
    return answer;
  }

  get table(): Locator {
    return this.page.getByRole('table', { name: 'Edges' });
  }

  /** A row by its edge, as in `productpage v1 → reviews v2`. */
  edge(name: string): Locator {
    const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.table.getByRole('row', { name: new RegExp(`^${literal} `) });
  }

  /** A figure as it is displayed, with half of the last displayed digit as its tolerance. */
  async figure(edge: string, column: EdgeCell): Promise<{ value: number; tolerance: number; unit: string }> {
    const text = await this.edge(edge).locator(`[data-column="${column}"]`).textContent();
    const [, digits, unit] = /^([\d,.]+)\s*(.*)$/.exec((text ?? '').replaceAll('\n', ' ').trim()) ?? [];
    if (digits === undefined) throw new Error(`${edge} shows "${text}" as its ${column}`);
    const plain = digits.replaceAll(',', '');
    const decimals = plain.split('.')[1]?.length ?? 0;
    return { value: Number(plain), tolerance: 0.5 * 10 ** -decimals + 1e-9, unit: unit ?? '' };
  }
}
