import { describe, expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { eventAttributesText, eventName, filteredEvents, rowsOfEvents, sortedEvents } from './event-rows';

const at = (us: number) => 1_000_000_000n + BigInt(us) * 1000n;
const TRACE = sampleTrace(
  {
    spanId: 'r',
    service: 'web',
    durationUs: 100,
    events: [{ timeNs: at(90), name: 'sent', attributes: { bytes: 7 } }],
  },
  {
    spanId: 'a',
    parentSpanId: 'r',
    service: 'db',
    startUs: 10,
    durationUs: 30,
    events: [
      { timeNs: at(12), name: 'lock', attributes: { table: 'Holds', waited: true } },
      { timeNs: at(20), name: 'sent', attributes: {} },
    ],
  },
);
const ROWS = rowsOfEvents(TRACE);
const names = (events: Int32Array) => [...events].map((event) => `${eventName(TRACE, event)}@${ROWS[event]}`);

describe('events of a trace', () => {
  it('belong to the rows of their spans, and say what they carry', () => {
    expect([...ROWS]).toEqual([0, 1, 1]);
    expect(eventAttributesText(TRACE, 1)).toBe('table=Holds waited=true');
  });

  it('come by time, by span or by name', () => {
    const all = filteredEvents(TRACE, ROWS, []);
    const by = (column: string, descending = false) =>
      names(sortedEvents(TRACE, ROWS, all, { column, descending }));
    expect(by('time')).toEqual(['lock@1', 'sent@1', 'sent@0']);
    expect(by('time', true)).toEqual(['sent@0', 'sent@1', 'lock@1']);
    expect(by('span')).toEqual(['lock@1', 'sent@1', 'sent@0']);
    expect(by('name')).toEqual(['lock@1', 'sent@0', 'sent@1']);
  });

  it('are found by all words, in names, attributes and services', () => {
    expect(names(filteredEvents(TRACE, ROWS, ['holds']))).toEqual(['lock@1']);
    expect(names(filteredEvents(TRACE, ROWS, ['sent', 'web']))).toEqual(['sent@0']);
    expect(names(filteredEvents(TRACE, ROWS, ['sent', 'holds']))).toEqual([]);
  });
});
