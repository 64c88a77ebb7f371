/** How random requests end: well, badly, with an answer that client and server disagree about, or before any server. */
import type { Call } from './calls';
import type { Random } from './random';

type Ending = Pick<Call, 'code' | 'grpcStatus' | 'flags' | 'serverCode' | 'serverFlags'>;

const CODES = ['200', '200', '200', '201', '301', '404', '429', '500', '503', '0'];

/** `lost`: the client gave up. */
export function ending(random: Random, protocol: Call['protocol'], lost: boolean): Ending {
  const isGrpc = protocol === 'grpc';
  const code = isGrpc ? random.pick(['200', '200', '503']) : random.pick(CODES);
  const grpcStatus = isGrpc ? random.pick(['0', '0', '4', '14', '']) : '';
  const flags = code === '0' ? 'DC' : random.chance(0.1) ? 'DI' : '-';
  const gaveUp = random.pick([
    ['504', 'UT'],
    ['503', 'URX'],
    ['0', 'DC'],
  ] as const);
  if (lost) return { code: gaveUp[0], flags: gaveUp[1], grpcStatus, serverCode: '200', serverFlags: '-' };
  const disagree = protocol === 'http' && random.chance(0.3);
  if (disagree) return { code: '504', grpcStatus, flags: 'UT', serverCode: '200', serverFlags: '-' };
  return { code, grpcStatus, flags, serverCode: code, serverFlags: flags };
}

export function failedEarly(random: Random): Ending {
  const [code, flags] = random.pick([
    ['503', 'UO'],
    ['503', 'UF'],
    ['503', 'UF,URX'],
    ['503', 'UH'],
    ['504', 'UT'],
    ['503', 'URX'],
    ['404', 'NR'],
    ['503', 'NC'],
    ['500', 'FI'],
    ['500', 'DI,FI'],
  ] as const);
  return { code, flags, grpcStatus: '', serverCode: code, serverFlags: flags };
}
