/**
 * What the input is complete in. A folder with nothing but VirtualServices says nothing about which services exist;
 * a check that needs them stays silent then instead of crying "not found".
 */
import {
  CUSTOM_RESOURCE_DEFINITION,
  DESTINATION_RULE,
  GATEWAY_CLASS,
  ISTIO_GATEWAY,
  NAMESPACE,
  NODE,
  SECRET,
  SERVICE,
  SERVICE_ACCOUNT,
  WORKLOAD_KINDS,
} from './kinds';

export interface Known {
  readonly services: boolean;
  /** Workloads, pods or machines. */
  readonly workloads: boolean;
  /** Pods themselves, as on a cluster: then what runs can be compared with what was asked for. */
  readonly pods: boolean;
  readonly namespaces: boolean;
  readonly secrets: boolean;
  readonly serviceAccounts: boolean;
  readonly gateways: boolean;
  readonly destinationRules: boolean;
  readonly gatewayClasses: boolean;
  readonly nodes: boolean;
  readonly customResourceDefinitions: boolean;
}

const SHOWN_BY: Readonly<Record<keyof Known, ReadonlySet<string>>> = {
  services: new Set([SERVICE]),
  workloads: new Set(WORKLOAD_KINDS),
  pods: new Set(['/Pod']),
  namespaces: new Set([NAMESPACE]),
  secrets: new Set([SECRET]),
  serviceAccounts: new Set([SERVICE_ACCOUNT]),
  gateways: new Set([ISTIO_GATEWAY]),
  destinationRules: new Set([DESTINATION_RULE]),
  gatewayClasses: new Set([GATEWAY_CLASS]),
  nodes: new Set([NODE]),
  customResourceDefinitions: new Set([CUSTOM_RESOURCE_DEFINITION]),
};

/**
 * A console's store is the configuration of the mesh, so that it knows every object of the mesh's own kinds even where
 * it has none; files on a command line may be a part.
 */
export const STORE_KNOWS: Partial<Known> = { gateways: true, destinationRules: true };

/** Complete in what it has at least one of, unless the caller knows better. `has` = there is one of that kind. */
export function knownOf(has: (kind: string) => boolean, told: Partial<Known> = {}): Known {
  const shown = Object.entries(SHOWN_BY).map(([what, by]) => [what, [...by].some(has)]);
  return { ...(Object.fromEntries(shown) as Record<keyof Known, boolean>), ...told };
}

export function isSameKnown(a: Known, b: Known): boolean {
  return (Object.keys(SHOWN_BY) as (keyof Known)[]).every((what) => a[what] === b[what]);
}
