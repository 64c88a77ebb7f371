/** Watches a client or port: every call's time and outcome is reported, whatever its methods are called. */
import 'server-only';
import { Fault, type SourceName } from '@/lib/mesh/fault';
import { observeUpstream, type UpstreamOutcome } from '@/lib/telemetry';

/** The same object, with every asynchronous method observed. Results and errors pass unchanged. */
export function observed<T extends object>(source: SourceName, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      const member: unknown = Reflect.get(object, key);
      if (typeof member !== 'function') return member;
      return (...parameters: unknown[]) => {
        const startedAt = performance.now();
        const result: unknown = member.apply(object, parameters);
        return result instanceof Promise ? watch(source, result, startedAt) : result;
      };
    },
  });
}

async function watch(source: SourceName, result: Promise<unknown>, startedAt: number): Promise<unknown> {
  const seconds = () => (performance.now() - startedAt) / 1000;
  try {
    const value = await result;
    const warning = firstWarning(value);
    observeUpstream(source, warning === null ? 'ok' : 'partial', seconds(), warning);
    return value;
  } catch (error) {
    observeUpstream(source, outcomeOf(error), seconds(), error instanceof Error ? error.message : null);
    throw error;
  }
}

function outcomeOf(error: unknown): UpstreamOutcome {
  if (error instanceof Fault) return error.code;
  return error instanceof Error && error.name === 'AbortError' ? 'cancelled' : 'internal';
}

/** Answers carry `warnings` as texts or as objects with a message. Notices of code `info` do not make an answer partial. */
function firstWarning(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('warnings' in value)) return null;
  for (const warning of Array.isArray(value.warnings) ? value.warnings : []) {
    if (typeof warning === 'string') return warning;
    if (isMessage(warning) && warning.code !== 'info') return warning.message;
  }
  return null;
}

function isMessage(value: unknown): value is { readonly message: string; readonly code?: unknown } {
  return (
    typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'
  );
}
