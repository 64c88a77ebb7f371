/** A trace on its way to the browser: its buffers as base64. `decodeTrace(encodeTrace(trace))` equals `trace`. */
import type { TraceAnswer } from './contract';
import type { Trace } from './model/trace';

const ARRAYS = { Float64Array, Int32Array, Uint32Array, Uint16Array, Uint8Array };

export function encodeTrace(trace: Trace): TraceAnswer {
  return encodePart(trace) as TraceAnswer;
}

function encodePart(part: unknown): unknown {
  if (typeof part === 'bigint') return { bigint: part.toString() };
  if (ArrayBuffer.isView(part)) {
    const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192)
      text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return { array: part.constructor.name, base64: btoa(text) };
  }
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, encodePart(value)]));
}

export function decodeTrace(answer: TraceAnswer): Trace {
  return decodePart(answer) as Trace;
}

function decodePart(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  if ('bigint' in part) return BigInt(String(part.bigint));
  if ('array' in part && 'base64' in part) {
    const make = ARRAYS[String(part.array) as keyof typeof ARRAYS];
    return new make(Uint8Array.from(atob(String(part.base64)), (unit) => unit.charCodeAt(0)).buffer);
  }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, decodePart(value)]));
}
