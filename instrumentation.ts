/** Next's hooks: once at the start, and for every error that reached nobody. */
import type { Instrumentation } from 'next';

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startup } = await import('@/lib/startup');
  await startup();
}

export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { reportRequestError } = await import('@/lib/telemetry/request-error');
  reportRequestError(error, request, context.routeType);
};
