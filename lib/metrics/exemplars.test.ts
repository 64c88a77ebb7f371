import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { loadExemplars, spreadOut } from './exemplars';

const WINDOW = { fromSeconds: 0, toSeconds: 600 };
const one = (atSeconds: number, valueMs: number) => ({ traceId: `${atSeconds}`, atSeconds, valueMs });

describe('exemplars of a chart', () => {
  it('are the slowest of each stretch, in the order of time, within the window', () => {
    const found = [one(301, 5), one(12, 9), one(15, 40), one(13, 3), one(900, 99), one(600, 1)];
    expect(spreadOut(found, WINDOW).map(({ atSeconds }) => atSeconds)).toEqual([15, 301, 600]);
  });

  it('are left out with a warning while the store does not answer', async () => {
    const exemplars = { exemplars: () => Promise.reject(new Fault('source-timeout', 'Too slow.')) };
    const answer = await loadExemplars({ exemplars }, { selections: [{}], window: WINDOW });
    expect(answer).toMatchObject({ exemplars: [], found: 0, warnings: [{ code: 'source-timeout' }] });
  });
});
