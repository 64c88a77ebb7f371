/** A refusal that says which right is missing and which of the chart's roles gives it. */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';

/** `resource` as a role names it, e.g. `pods/log`. */
export function missingRight(refusal: Fault, resource: string, verb: string, role: string): Fault {
  return new Fault('forbidden', `The right to ${verb} ${resource} is missing, so there is nothing to show.`, {
    source: 'kubernetes',
    hint: `The role ${role} of the chart gives it. The API server said: ${refusal.message}`,
    data: { resource, verb, role },
    cause: refusal,
  });
}
