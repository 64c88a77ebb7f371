/**
 * A request's JSON body, read with a limit on its bytes and on its depth.
 * Hostile bodies end here, before any schema walks them.
 */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import { HttpFault } from './http-fault';

/** Bytes. The largest honest body is one object's YAML, which is limited to 1 MB itself and travels as a JSON string. */
export const MAX_BODY_BYTES = 1_048_576;

/** JSON.parse takes a million levels, but every recursive reader behind it would overflow the stack. */
export const MAX_JSON_DEPTH = 64;

/**
 * Reads and parses the body. Throws `HttpFault` 415 for another type or an encoded body,
 * `too-large` beyond `maxBytes`, `bad-request` for what is not JSON, is too deep, or holds a `__proto__` key.
 */
export async function readJsonBody(
  request: Request,
  maxBytes: number = MAX_BODY_BYTES,
  tooLarge: BodyTooLarge = anyTooLarge,
): Promise<unknown> {
  assertJsonType(request.headers);
  const text = await readText(request, maxBytes, tooLarge);
  assertDepth(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it cannot be parsed';
    throw new Fault('bad-request', `The request body is not JSON: ${reason}.`, { cause: error });
  }
  assertNoPrototypeKeys(value);
  return value;
}

/** Throws `HttpFault` 415 unless the body is declared as plain JSON in UTF-8. */
export function assertJsonType(headers: Headers): void {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';');
  if (type.trim() !== 'application/json') {
    throw new HttpFault(415, 'bad-request', `The request body is ${describeType(type)}, not JSON.`, {
      hint: 'Send it with the header Content-Type: application/json.',
    });
  }
  const charset = parameters.map((parameter) => parameter.trim()).find((text) => text.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-8"?$/.test(charset)) {
    throw new HttpFault(415, 'bad-request', `The request body has the ${charset}; JSON is UTF-8.`);
  }
  if (headers.has('content-encoding')) {
    throw new HttpFault(415, 'bad-request', 'The request body is compressed, which is not accepted.', {
      hint: 'Send it without Content-Encoding.',
    });
  }
}

function describeType(type: string): string {
  return type.trim() === '' ? 'of no declared type' : `"${type.trim().slice(0, 80)}"`;
}

async function readText(request: Request, maxBytes: number, tooLarge: BodyTooLarge): Promise<string> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > maxBytes) throw tooLarge(maxBytes, declared);
  if (request.body === null) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = request.body.getReader();
  let bytes = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > maxBytes) throw tooLarge(maxBytes, null);
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    // Not awaited: a sender that never stops would hold the refusal back.
    reader.cancel().catch(() => undefined);
    if (error instanceof TypeError) throw new Fault('bad-request', 'The request body is not valid UTF-8.');
    throw error;
  }
}

/** The refusal of a body beyond `maxBytes`; `bytes` null: nobody declared how many there would have been. */
export type BodyTooLarge = (maxBytes: number, bytes: number | null) => Fault;

function anyTooLarge(maxBytes: number): Fault {
  return new Fault('too-large', `The request body is larger than ${maxBytes} bytes, the most that is read.`);
}

/** Counts brackets outside strings in one pass, so that a hostile nesting is refused before it is parsed. */
function assertDepth(text: string): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > MAX_JSON_DEPTH) {
      throw new Fault('bad-request', `The request body is nested deeper than ${MAX_JSON_DEPTH} levels.`);
    }
  }
}

/** `JSON.parse` makes `__proto__` an own key, and a later merge or assign would swap a prototype with it. */
function assertNoPrototypeKeys(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, '__proto__')) {
    throw new Fault('bad-request', 'The request body holds a key named __proto__, which is not accepted.');
  }
  for (const child of Object.values(value)) assertNoPrototypeKeys(child);
}
