/** What a line says: its level, its message, its fields, and the request where it is an access log's. Pure. */
import type { AccessEntry } from './access-entry';
import { readAccessJson, traceIdIn } from './access-json';
import { readAccessText } from './access-text';
import { type LogLevel, levelOfFields, levelOfText, levelOfWord } from './level';
import { plainText } from './plain-text';
import { type Field, fieldsOf, istioLine, jsonObject, logfmtFields } from './structured';
import { readZtunnelLine, type ZtunnelEntry } from './ztunnel-line';

export interface ReadLine {
  /** The whole line, safe to show. */
  readonly text: string;
  /** Null = the line does not say. */
  readonly level: LogLevel | null;
  /** What to show on one line. */
  readonly message: string;
  /** Empty for plain text. */
  readonly fields: readonly Field[];
  readonly access: AccessEntry | null;
  readonly ztunnel: ZtunnelEntry | null;
  /** Lower-case hexadecimal; null where none is told. */
  readonly traceId: string | null;
}

const MESSAGES = ['message', 'msg', 'event', 'log', 'body'];

export function readLine(raw: string): ReadLine {
  const text = plainText(raw);
  const plain: ReadLine = {
    text,
    level: null,
    message: text,
    fields: [],
    access: null,
    ztunnel: null,
    traceId: null,
  };
  const value = jsonObject(text);
  if (value !== null) return ofJson(plain, value);
  const access = readAccessText(text);
  if (access !== null) return { ...plain, access, level: levelOfAccess(access) };
  const istio = istioLine(text);
  if (istio !== null) {
    const { level, message, fields } = istio;
    const shown = istio.scope === null ? message : `${istio.scope}  ${text.slice(text.indexOf(message))}`;
    return {
      ...plain,
      level: levelOfWord(level),
      message: shown.replaceAll('\t', '  '),
      fields,
      ztunnel: readZtunnelLine(message, fields),
    };
  }
  const fields = logfmtFields(text);
  return {
    ...plain,
    fields,
    level: levelOfFields(fields) ?? levelOfText(text),
    traceId: traceIdIn(Object.fromEntries(fields)),
  };
}

function ofJson(plain: ReadLine, value: Readonly<Record<string, unknown>>): ReadLine {
  const access = readAccessJson(value);
  if (access !== null) {
    return {
      ...plain,
      access,
      traceId: access.traceId,
      level: levelOfAccess(access),
      fields: fieldsOf(value),
    };
  }
  const fields = fieldsOf(value);
  const message = MESSAGES.map((name) => value[name]).find((found) => typeof found === 'string');
  return {
    ...plain,
    fields,
    message: typeof message === 'string' ? message : plain.text,
    level: levelOfFields(fields),
    ztunnel: typeof message === 'string' ? readZtunnelLine(message, fields) : null,
    traceId: traceIdIn(value),
  };
}

/** As the console counts requests: 5xx and no response failed; 4xx is told apart. */
function levelOfAccess({ kind, responseCode, responseFlags }: AccessEntry): LogLevel {
  if (kind === 'connection') return responseFlags.length > 0 ? 'warn' : 'info';
  if (responseCode === null || responseCode === 0 || responseCode >= 500) return 'error';
  return responseCode >= 400 ? 'warn' : 'info';
}
