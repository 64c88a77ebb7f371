/** Cases of the checks: YAML in, codes out. `checks.test.ts` runs every table and asks that each check has both sides. */
import type { Known } from '@/lib/config/analysis/known';
import type { MeshConfig } from '@/lib/config/mesh-config/mesh-config';

export interface CheckCase {
  /** Code of the check that this is about. */
  readonly code: string;
  /** A fact, as the title of the test. */
  readonly fact: string;
  readonly yaml: string;
  /**
   * Where it speaks: `Kind/name path`, in any order, as in `VirtualService/reviews spec.http[0]`. Empty = it is silent.
   */
  readonly finds: readonly string[];
  readonly settings?: Partial<MeshConfig>;
  readonly known?: Partial<Known>;
  /** The text of the only finding's object after its fix. */
  readonly fixed?: string;
}

/** A Service with its one workload, labelled `app: NAME` and `version: v1`, and both in a namespace. */
export function service(name: string, namespace = 'shop', port = 80, portName = 'http'): string {
  return `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {selector: {app: ${name}}, ports: [{port: ${port}, name: ${portName}}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}-v1, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}, version: v1}}
    spec: {serviceAccountName: ${name}, containers: [{name: app}]}
---`;
}

/** An object of Istio's networking group with its spec as written, indented by the caller. */
export function networking(kind: string, name: string, spec: string, namespace = 'shop'): string {
  return `
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
spec:
${spec}
---`;
}
