import { expect, it } from 'vitest';
import { outcomeOf } from './outcome';

const end = (code: string, flags = '-', grpcStatus: string | null = null) => ({ code, flags, grpcStatus });

it('tells no response from a code that is not told', () => {
  expect(outcomeOf('http', end('0', 'DC'))).toBe('noResponse');
  expect(outcomeOf('http', end('-'))).toBe('noResponse');
  // The label may be removed from all metrics, and then nothing has failed.
  expect(outcomeOf('http', end(''))).toBe('ok');
  expect(outcomeOf('http', end('', 'FI'))).toBe('injected');
  expect(outcomeOf('grpc', end('', '-', '14'))).toBe('grpcError');
});
