/** Encryption and access between a caller and each workload that answers it, asked once per pair and view. */

import { objectKey } from '@/lib/config/identity';
import { simulateAuthorization } from '@/lib/config/simulation/authorization';
import { BoundedMemory } from '@/lib/config/simulation/bounded-memory';
import { containerPort } from '@/lib/config/simulation/container-port';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import { decideMtls } from '@/lib/config/simulation/mtls';
import { perView } from '@/lib/config/simulation/per-view';
import type { StepPath } from '@/lib/config/simulation/reasons';
import { serviceByHost } from '@/lib/config/simulation/service-lookup';
import type { ObjectId } from '@/lib/config/store';
import type { Protocol } from '@/lib/mesh/identity';
import type { Caller } from './caller';
import type { Part } from './prediction';

export interface WrittenAt {
  readonly object: ObjectId;
  readonly path: StepPath;
}

export interface EndAnswer {
  readonly isEncrypted: boolean;
  /** Why connections fail, as a sentence; null = they work. */
  readonly breaks: string | null;
  readonly verdict: 'allowed' | 'denied' | 'depends';
  readonly because: string;
  readonly dependsOn: readonly string[];
  /** Equal where the same policies say the same. */
  readonly decision: string;
  readonly encryptionAt: readonly WrittenAt[];
  readonly accessAt: readonly WrittenAt[];
}

const OPEN: EndAnswer = {
  isEncrypted: false,
  breaks: null,
  verdict: 'allowed',
  because: '',
  dependsOn: [],
  decision: '',
  encryptionAt: [],
  accessAt: [],
};

/** Kept as long as the view: the stored mesh stays while somebody types. */
export const endsOf = perView((view) => new Ends(view));

/** A few hundred bytes each. */
const MOST_KNOWN = 100_000;

export class Ends {
  readonly #view: MeshView;
  readonly #known = new BoundedMemory<EndAnswer | null>(MOST_KNOWN);

  constructor(view: MeshView) {
    this.#view = view;
  }

  /** Null: nothing of the mesh answers there, so neither policies nor modes are asked. */
  at(caller: Caller, part: Part, protocol: Protocol): EndAnswer | null {
    if (part.kind !== 'workload') return null;
    const key = `${callerKey(caller)}|${part.host}|${part.subset}|${part.port}|${part.key}|${protocol}`;
    let answer = this.#known.get(key);
    if (answer === undefined) {
      answer = this.#ask(caller, part, protocol);
      this.#known.set(key, answer);
    }
    return answer;
  }

  /** What a gateway says of those who enter through it. */
  entry(caller: Caller, protocol: Protocol): EndAnswer | null {
    const { workload } = caller;
    if (!caller.isGateway || workload === null) return null;
    const key = `entry|${callerKey(caller)}|${protocol}`;
    let answer = this.#known.get(key);
    if (answer === undefined) {
      const port = workload.containerPorts[0]?.port ?? 8080;
      const view = this.#view;
      const access = simulateAuthorization(view, {
        destination: { workload, service: null, port },
        source: { identity: { kind: 'none' } },
        sourcePlane: 'none',
        request: { protocol: protocol === 'tcp' ? 'tcp' : 'http' },
      });
      answer = { ...OPEN, ...accessOf(view, access) };
      this.#known.set(key, answer);
    }
    return answer;
  }

  #ask(caller: Caller, part: Part, protocol: Protocol): EndAnswer | null {
    const view = this.#view;
    const service = serviceByHost(view, part.host, caller.mtls.namespace);
    const server = (view.workloadsByNamespace.get(part.namespace ?? '') ?? []).find(
      ({ name }) => name === part.name,
    );
    if (service === null || server === undefined) return null;
    const mtls = decideMtls(view, {
      client: caller.mtls,
      service,
      port: part.port,
      ...(part.subset === null ? {} : { subset: part.subset }),
      server,
    });
    const encryptionAt = [mtls.server, mtls.client].flatMap((side) =>
      side === null || side.object === null ? [] : [{ object: side.object, path: side.path }],
    );
    const encryption = { isEncrypted: mtls.encrypted, breaks: mtls.breaks, encryptionAt };
    // Where no proxy is known, a certificate may have been seen all the same: a caller from another mesh or cluster.
    const isSeen = caller.mtls.plane === 'none' && caller.identity?.kind === 'principal';
    const isKnown = mtls.transport === 'mtls' || mtls.transport === 'hbone' || isSeen;
    const access = simulateAuthorization(view, {
      destination: {
        workload: server,
        service,
        port: containerPort(service, part.port, server) ?? part.port,
        called: { service, port: part.port },
      },
      source: isKnown
        ? caller.identity === null
          ? {}
          : { identity: caller.identity }
        : { identity: { kind: 'none' } },
      sourcePlane: caller.mtls.plane,
      request: { protocol: protocol === 'tcp' ? 'tcp' : 'http' },
    });
    return { ...OPEN, ...encryption, ...accessOf(view, access) };
  }
}

/** With what its traffic tells of it, which the next window may tell otherwise. */
function callerKey({ key, mtls, identity }: Caller): string {
  return `${key}|${mtls.plane}|${JSON.stringify(identity)}`;
}

/** Rules of a policy as text: an open question with other rules is another question. */
const rulesById = perView((view) => {
  const known = new Map(view.authorizationPolicies.map((policy) => [objectKey(policy.id), policy.rules]));
  return (id: ObjectId | null) => (id === null ? '' : JSON.stringify(known.get(objectKey(id)) ?? null));
});

function accessOf(view: MeshView, access: ReturnType<typeof simulateAuthorization>) {
  const all = access.points.flatMap((point) => point.policies);
  const open = access.verdict === 'depends' ? all.filter(({ verdict }) => verdict === 'depends') : [];
  const deciding = access.points.flatMap(({ decidedBy }) => decidedBy ?? []);
  return {
    verdict: access.verdict,
    because: access.because,
    dependsOn: access.dependsOn,
    decision: JSON.stringify([
      access.verdict,
      open.map(({ name, action, object }) => [name, action, rulesById(view)(object)]),
    ]),
    accessAt: [...deciding, ...open].flatMap(({ object, path }) =>
      object === null ? [] : [{ object, path }],
    ),
  };
}
