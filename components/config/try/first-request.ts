/** The request to begin with beside an object: to a host that it is likely about, from somebody beside it. Pure. */
import type { SimulationChoices } from '@/lib/config/simulation/contract';
import type { ObjectId } from '@/lib/config/store';
import { callerKey, EMPTY_FORM, hostChoices, type RequestForm } from './request-form-state';

export function firstRequest(open: ObjectId, choices: SimulationChoices): RequestForm {
  const service =
    choices.services.find(({ namespace, name }) => namespace === open.namespace && name === open.name) ??
    choices.services.find(({ namespace }) => namespace === open.namespace) ??
    choices.services[0];
  const ofMesh = choices.workloads.filter(({ plane }) => plane !== 'none');
  const isBeside = ({ namespace }: { readonly namespace: string }) =>
    namespace === (open.namespace ?? service?.namespace);
  // Nobody calls itself, where somebody else is there.
  const others = ofMesh.filter(({ name }) => service === undefined || !name.startsWith(service.name));
  const caller = others.find(isBeside) ?? ofMesh.find(isBeside) ?? ofMesh[0];
  const from =
    caller === undefined
      ? 'outside'
      : callerKey({ kind: 'workload', namespace: caller.namespace, name: caller.name });
  const host = hostChoices(choices, from).find(
    ({ names }) => service !== undefined && names.includes(service.host),
  );
  return { ...EMPTY_FORM, from, host: host?.value ?? '' };
}
