import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { readViewFile, writeViewFile } from './contract';

const view = {
  options: { type: 'workload', layout: 'elk', find: 'name contains "ra\\"t"' },
  positions: { 'app/reviews': [120, -40.5] as [number, number] },
  expressions: ['p99 > 500ms'],
};

function faultOf(text: string): Fault {
  try {
    readViewFile(text);
  } catch (error) {
    if (error instanceof Fault) return error;
  }
  throw new Error('The file was read.');
}

describe('readViewFile', () => {
  it('reads what was written', () => {
    expect(readViewFile(writeViewFile(view))).toMatchObject(view);
  });

  it.each([
    ['not json {', /no JSON/],
    ['[]', /no view of the graph/],
    ['{"format":"periplus.graph","version":1}', /format must be "periplus.view"/],
    [JSON.stringify({ ...JSON.parse(writeViewFile(view)), version: 2 }), /version must be 1/],
    [JSON.stringify({ ...JSON.parse(writeViewFile(view)), positions: { a: [1] } }), /positions\.a/],
    [JSON.stringify({ ...JSON.parse(writeViewFile(view)), positions: { a: [1e99, 0] } }), /positions\.a/],
    [JSON.stringify({ ...JSON.parse(writeViewFile(view)), options: { '': 'x' } }), /options/],
    [' '.repeat(4_000_001), /too large/],
  ])('says what is wrong with %.40j', (text, message) => {
    const fault = faultOf(text);
    expect(fault.message).toMatch(message);
    expect(fault.hint).toBeTruthy();
  });
});
