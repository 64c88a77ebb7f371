import { expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { openTrace } from '@/lib/traces/opened';
import { isUploaded, keepUploaded, traceHref, uploadedFile, uploadedTraces } from './uploaded-registry';

it('knows what was opened in this tab, and leads to it without asking the server', () => {
  const trace = { ...sampleTrace({ spanId: 'a', durationUs: 1 }), traceId: 'ab' };
  const file = new File(['{}'], 'one.json');
  expect(isUploaded('ab')).toBe(false);
  keepUploaded('ab', { file, opened: { id: 1, ...openTrace(trace) }, alone: true });
  expect(isUploaded('ab')).toBe(true);
  expect(uploadedFile('ab')?.file).toBe(file);
  expect(uploadedFile('cd')).toBeNull();
  expect(uploadedTraces().map((one) => one.trace.traceId)).toEqual(['ab']);
  expect(traceHref('ab', 'file', { span: 's1' })).toBe('/traces/ab?source=file&span=s1');
  expect(traceHref('ab', 'server')).toBe('/traces/ab');
  expect(traceHref('ab', 'server', { find: 'where error' })).toBe('/traces/ab?q=where+error');
  expect(traceHref('ab', 'server', { find: '' })).toBe('/traces/ab');
});
