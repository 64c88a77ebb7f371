/** The log: one JSON object a line on standard output. Secrets are kept out by not logging them, and by the list below. */
import 'server-only';
import { type Logger, pino, stdSerializers } from 'pino';
import { environment } from '@/lib/environment';
import { processWide } from '@/lib/process-wide';

const SECRET_KEYS = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'headers',
  'passwordHash',
  'sessionSecrets',
  'credential',
  'idToken',
  'accessToken',
  'refreshToken',
  'clientSecret',
];

/** The process's logger. */
export function log(): Logger {
  return processWide('log', () => createLog(environment().logLevel));
}

/** A logger at `level`, writing to standard output unless another destination is given. */
export function createLog(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: { service: 'periplus' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: errorWithoutData },
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** A fault's `data` can hold whole objects of the mesh; the log gets the rest. */
function errorWithoutData(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { data: _data, ...rest } = stdSerializers.err(error) as unknown as Record<string, unknown>;
  return rest;
}
