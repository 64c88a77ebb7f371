/** What it takes to call one source over HTTP, put together from its settings. */
import 'server-only';
import type { SettingReader } from './setting-reader';
import type { settings } from './settings';

/** Adapters declare an equal type of their own, so that they need no import from here. */
export interface HttpSourceSettings {
  /** Base address with its path prefix. */
  readonly url: URL;
  /** Sent with every call: Authorization and the extra headers. Read it for each call; a token file may change. */
  readonly headers: Readonly<Record<string, string>>;
  readonly queryParameters: Readonly<Record<string, string>>;
  /** Certificates that the server's is checked against; null = the system's. */
  readonly caPem: string | null;
  readonly timeoutMs: number;
}

type HttpSourceGroup = typeof settings.jaeger;

/** How long a secret read from a file is used before the file is looked at again: Kubernetes rotates mounted tokens hourly. */
const REREAD_MS = 60_000;

/** The source's settings, or null when it has no address. Mistakes are left with the reader. */
export function readHttpSource(reader: SettingReader, group: HttpSourceGroup): HttpSourceSettings | null {
  const url = reader.value(group.url);
  const token = reader.secret(group.token);
  const username = reader.value(group.username);
  const password = reader.secret(group.password);
  const extra = reader.value(group.headers) ?? {};
  const queryParameters = reader.value(group.queryParameters) ?? {};
  const caPem = reader.fileText(group.caFile);
  const timeoutMs = reader.value(group.timeoutMs) ?? 10_000;

  if (token !== null && username !== null) {
    reader.mistake(group.username, 'is given beside a token; only one of them can be sent');
  }
  if ((username === null) !== (password === null)) {
    reader.mistake(
      username === null ? group.username : group.password,
      'is missing; user and password go together',
    );
  }
  if (caPem !== null && !caPem.includes('-----BEGIN CERTIFICATE-----')) {
    reader.mistake(group.caFile, 'names a file without a PEM certificate');
  }
  if (url === null) return null;
  return {
    url,
    queryParameters,
    caPem,
    timeoutMs,
    get headers() {
      if (token !== null) return { ...extra, Authorization: `Bearer ${token(REREAD_MS)}` };
      if (username === null || password === null) return extra;
      const pair = Buffer.from(`${username}:${password(REREAD_MS)}`).toString('base64');
      return { ...extra, Authorization: `Basic ${pair}` };
    },
  };
}
