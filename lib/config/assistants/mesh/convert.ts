/** VirtualService to HTTPRoute and back, as changes: what is written, what differs, and whether the old object goes. */
import { z } from 'zod';
import { TO_HTTP_ROUTE, TO_VIRTUAL_SERVICE } from '@/lib/config/assistants/about';
import type { Assistant, AssistantAbout, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObject, MeshObjects } from '@/lib/config/assistants/mesh-objects';
import type { Conversion } from '@/lib/config/convert/conversion';
import { httpRoutesOf } from '@/lib/config/convert/http-routes';
import { virtualServicesOf } from '@/lib/config/convert/virtual-services';
import type { ObjectId } from '@/lib/config/store';

const schema = z.object({
  namespace: z.string(),
  name: z.string(),
  /** The object that is converted goes; while it stays, a VirtualService comes before HTTPRoutes inside the mesh. */
  removeOld: z.boolean(),
});
export type ConvertState = z.infer<typeof schema>;

interface Direction {
  readonly about: AssistantAbout;
  readonly group: string;
  readonly kind: string;
  readonly convert: (object: MeshObject, mesh: MeshObjects) => Conversion;
}

/** What would come of it; null while no object is named. */
export type Converted = (state: ConvertState, mesh: MeshObjects) => Conversion | null;

export interface ConvertAssistant extends Assistant<ConvertState> {
  /** Names of objects that can be converted, as `namespace/name`. */
  readonly choices: (mesh: MeshObjects) => readonly string[];
  readonly converted: Converted;
}

function convertAssistant({ about, group, kind, convert }: Direction): ConvertAssistant {
  const idOf = ({ namespace, name }: ConvertState): ObjectId => ({ group, kind, namespace, name });
  const converted: Converted = (state, mesh) => {
    const object = mesh.get(idOf(state));
    return object === null ? null : convert(object, mesh);
  };
  return {
    about,
    schema,
    converted,
    choices: (mesh) => mesh.ofKind(`${group}/${kind}`).map(({ id }) => `${id.namespace}/${id.name}`),
    read(mesh, target) {
      // One that is gone, as after its conversion, is not followed by another.
      const id = target.kind === 'object' ? target.id : mesh.ofKind(`${group}/${kind}`)[0]?.id;
      const place = { namespace: id?.namespace ?? '', name: id?.name ?? '' };
      return { kind: 'state', state: { ...place, removeOld: true }, kept: [] };
    },
    write(state, mesh) {
      const conversion = converted(state, mesh);
      if (conversion === null || conversion.objects.length === 0) return [];
      const removal: ObjectEdit = { id: idOf(state), value: null };
      return [...conversion.objects, ...(state.removeOld ? [removal] : [])];
    },
    says(state, mesh) {
      const conversion = converted(state, mesh);
      if (conversion === null) return [`Choose a ${kind}.`];
      const names = conversion.objects.map(({ id }) => `${id.kind} ${id.namespace}/${id.name}`);
      const open = conversion.differences.filter((difference) => difference.kind !== 'unreached').length;
      return [
        names.length === 0 ? 'Nothing of it can be converted.' : `Writes ${names.join(', ')}.`,
        open === 0
          ? 'Every request goes where it went before.'
          : `${open} ${open === 1 ? 'part differs' : 'parts differ'}; see the list.`,
        ...(state.removeOld || kind === 'HTTPRoute'
          ? []
          : ['While the VirtualService stays, it decides inside the mesh and the HTTPRoute waits.']),
      ];
    },
    problems: (state, mesh) =>
      mesh.get(idOf(state)) === null ? [{ field: 'name', message: `Choose a ${kind}` }] : [],
  };
}

export const toHttpRoute = convertAssistant({
  about: TO_HTTP_ROUTE,
  group: 'networking.istio.io',
  kind: 'VirtualService',
  convert: httpRoutesOf,
});

export const toVirtualService = convertAssistant({
  about: TO_VIRTUAL_SERVICE,
  group: 'gateway.networking.k8s.io',
  kind: 'HTTPRoute',
  convert: virtualServicesOf,
});
