/** How serious a line is, by the conventions of the usual loggers; null where the line does not say. */
import type { Field } from './structured';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const WORDS: Readonly<Record<string, LogLevel>> = {
  fatal: 'error',
  panic: 'error',
  emergency: 'error',
  emerg: 'error',
  alert: 'error',
  critical: 'error',
  crit: 'error',
  severe: 'error',
  error: 'error',
  err: 'error',
  warning: 'warn',
  warn: 'warn',
  notice: 'info',
  information: 'info',
  info: 'info',
  log: 'info',
  debug: 'debug',
  fine: 'debug',
  finer: 'debug',
  finest: 'debug',
  trace: 'debug',
  verbose: 'debug',
};

const FIELDS = ['level', 'severity', 'lvl', 'loglevel', 'log.level', 'levelname', 'severity_text', 'sev'];

/** Pino and bunyan number them: 10 trace … 60 fatal. */
function ofNumber(value: number): LogLevel | null {
  if (value >= 50) return 'error';
  if (value >= 40) return 'warn';
  if (value >= 30) return 'info';
  return value >= 10 ? 'debug' : null;
}

export function levelOfWord(word: string): LogLevel | null {
  const known = WORDS[word.toLowerCase()];
  if (known !== undefined) return known;
  return /^\d{2}$/.test(word) ? ofNumber(Number(word)) : null;
}

export function levelOfFields(fields: readonly Field[]): LogLevel | null {
  for (const [name, value] of fields) {
    if (FIELDS.includes(name.toLowerCase())) return levelOfWord(value.trim());
  }
  return null;
}

/** Envoy's own (`[2026-01-01 10:00:00.000][15][warning][config]`), in brackets, or a word in capitals near the start. */
const ENVOY = /^\[[^\]]{8,32}\]\[\d{1,10}\]\[(\w{3,10})\]/;
/** klog: a letter, month and day, then the time. */
const KLOG = /^([IWEF])\d{4} \d\d:\d\d/;
const BRACKETS = /[[(<](\w{3,9})[\])>]/;
const CAPITALS =
  /(?:^|[\s|:[])(FATAL|PANIC|CRITICAL|SEVERE|ERROR|WARNING|WARN|NOTICE|INFO|DEBUG|TRACE)(?=[\s:|\]]|$)/;
/** The head of a line; a word further in is what the line talks about. */
const HEAD = 96;

export function levelOfText(line: string): LogLevel | null {
  const head = line.slice(0, HEAD);
  const envoy = ENVOY.exec(head)?.[1];
  if (envoy !== undefined) return levelOfWord(envoy);
  const klog = KLOG.exec(head)?.[1];
  if (klog !== undefined) return { I: 'info', W: 'warn', E: 'error', F: 'error' }[klog] as LogLevel;
  const capitals = CAPITALS.exec(head)?.[1];
  if (capitals !== undefined) return levelOfWord(capitals);
  const bracket = BRACKETS.exec(head)?.[1];
  const found = bracket === undefined ? null : levelOfWord(bracket);
  if (found !== null && !/^\d/.test(bracket ?? '')) return found;
  if (/^(?:Traceback \(most recent call last\)|panic: |Exception in thread )/.test(head)) return 'error';
  return null;
}
