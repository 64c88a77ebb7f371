/** Istio's default text format of access logs, read in one pass over the line. */
import { type AccessEntry, told, toldFlags, toldNumber } from './access-entry';

interface Token {
  readonly text: string;
  /** Where the text stands in the line. */
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
}

const START = /^\[(\d{4}-\d\d-\d\dT[^\]\s]{8,32})\] "/;
/** Quoted, then seven bare ones, from the upstream's address to the route's name. */
const TAIL = 8;
/** More is no access log, but would cost like one. */
const MOST_TOKENS = 200;

/** Null where the line is none. What Envoy does not escape (quotes in a user agent) is put together again. */
export function readAccessText(line: string): AccessEntry | null {
  const start = START.exec(line);
  if (start === null) return null;
  const tokens = tokensOf(line, start[0].length - 1);
  if (tokens === null || tokens.length < 16) return null;
  const [request, code, flags, details] = tokens;
  if (request?.quoted !== true || !/^\d{1,3}$/.test(code?.text ?? '')) return null;
  const failure = tokens.findIndex((token, index) => index > 3 && token.quoted);
  const tail = tailOf(tokens);
  // Failure, four numbers, the caller's address, one or more of the user agent, the id and the authority.
  if (failure < 0 || tail === null || tail - failure < 9) return null;
  const at = (index: number) => told(tokens[index]?.text);
  const number = (index: number) => toldNumber(tokens[index]?.text);
  return {
    ...requestLine(request.text),
    startTime: start[1] ?? null,
    responseCode: toldNumber(code?.text),
    responseFlags: toldFlags(flags?.text),
    responseCodeDetails: told(details?.text),
    connectionTerminationDetails: told(wordsOf(line, tokens.slice(4, failure))),
    upstreamTransportFailureReason: at(failure),
    bytesReceived: number(failure + 1),
    bytesSent: number(failure + 2),
    durationMs: number(failure + 3),
    upstreamServiceTimeMs: number(failure + 4),
    forwardedFor: at(failure + 5),
    userAgent: told(wordsOf(line, tokens.slice(failure + 6, tail - 2))),
    requestId: at(tail - 2),
    authority: at(tail - 1),
    upstreamHost: at(tail),
    upstreamCluster: at(tail + 1),
    upstreamLocalAddress: at(tail + 2),
    downstreamLocalAddress: at(tail + 3),
    downstreamRemoteAddress: at(tail + 4),
    requestedServerName: at(tail + 5),
    routeName: told(wordsOf(line, tokens.slice(tail + 6))),
    traceId: null,
    others: [],
  };
}

/** The upstream's address is the last quoted one; behind it at least its cluster, three addresses and two names. */
function tailOf(tokens: readonly Token[]): number | null {
  const last = tokens.findLastIndex((token) => token.quoted);
  const behind = tokens.length - last;
  return last < 0 || behind < TAIL - 1 ? null : last;
}

function requestLine(text: string): Pick<AccessEntry, 'kind' | 'method' | 'path' | 'protocol'> {
  const first = text.indexOf(' ');
  const last = text.lastIndexOf(' ');
  const [method, path, protocol] =
    first < 0 || last <= first
      ? [undefined, undefined, undefined]
      : [text.slice(0, first), text.slice(first + 1, last), text.slice(last + 1)];
  const kind = told(method) === null && told(path) === null ? 'connection' : 'request';
  return { kind, method: told(method), path: told(path), protocol: told(protocol) };
}

/** From the first to the last of them, as written; a quote that opened with the first closes with the last. */
function wordsOf(line: string, tokens: readonly Token[]): string {
  const words = line.slice(tokens[0]?.from ?? 0, tokens.at(-1)?.to ?? 0);
  return tokens.length > 1 && tokens[0]?.quoted === true ? words.replace(/"$/, '') : words;
}

/** A quote ends where a space or the line's end follows it. Null for a line with too many parts. */
function tokensOf(line: string, from: number): readonly Token[] | null {
  const tokens: Token[] = [];
  let at = from;
  while (at < line.length) {
    if (tokens.length > MOST_TOKENS) return null;
    if (line[at] === ' ') {
      at += 1;
      continue;
    }
    const quoted = line[at] === '"';
    const end = quoted ? closingQuote(line, at + 1) : line.indexOf(' ', at);
    const until = end < 0 ? line.length : end;
    const begin = quoted ? at + 1 : at;
    tokens.push({ text: line.slice(begin, until), from: begin, to: until, quoted });
    at = until + 1;
  }
  return tokens;
}

function closingQuote(line: string, from: number): number {
  let end = line.indexOf('"', from);
  while (end >= 0 && end + 1 < line.length && line[end + 1] !== ' ') end = line.indexOf('"', end + 1);
  return end;
}
