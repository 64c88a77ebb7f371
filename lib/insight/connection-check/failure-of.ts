/** Faults as findings: the check goes on where a page would stop. What is no `Fault` is a defect and passes. */
import { Fault } from '@/lib/mesh/fault';
import type { Failure } from './facts';

/** null = the call succeeded. */
export async function failureOf(call: () => Promise<unknown>): Promise<Failure | null> {
  try {
    await call();
    return null;
  } catch (error) {
    return asFailure(error);
  }
}

export function asFailure(error: unknown): Failure {
  if (!(error instanceof Fault)) throw error;
  return { message: error.message, hint: error.hint ?? null };
}

/** null where the source refused or failed. */
export async function orNull<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    asFailure(error);
    return null;
  }
}
