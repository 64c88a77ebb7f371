/** https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy */
import { describe, expect, it } from 'vitest';
import { dataPlaneOf } from './data-plane';
import { viewFromYaml } from './view-from-yaml';

function plane(namespaceLabels: string, podMetadata: string, podSpec = '{}', namespace = 'app') {
  const view = viewFromYaml(`
apiVersion: v1
kind: Namespace
metadata: { name: ${namespace}, labels: ${namespaceLabels} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: ${namespace} }
spec: { template: { metadata: ${podMetadata}, spec: ${podSpec} } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: other }
spec: { selector: { istio: ingressgateway }, servers: [] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: wp, namespace: ${namespace} }
spec: { gatewayClassName: istio-waypoint, listeners: [] }`);
  const workload = view.workloads[0];
  return workload === undefined ? null : dataPlaneOf(view, workload);
}

describe('dataPlaneOf', () => {
  it.each([
    ['{}', '{}', '{}', 'none'],
    ['{ istio-injection: enabled }', '{}', '{}', 'sidecar'],
    ['{ istio-injection: disabled }', '{ labels: { sidecar.istio.io/inject: "true" } }', '{}', 'none'],
    ['{ istio-injection: enabled }', '{ labels: { sidecar.istio.io/inject: "false" } }', '{}', 'none'],
    ['{ istio.io/rev: canary }', '{}', '{}', 'sidecar'],
    ['{}', '{ labels: { sidecar.istio.io/inject: "true" } }', '{}', 'sidecar'],
    ['{ istio-injection: enabled }', '{}', '{ hostNetwork: true }', 'none'],
    ['{}', '{}', '{ initContainers: [{ name: istio-proxy }] }', 'sidecar'],
    ['{ istio.io/dataplane-mode: ambient }', '{}', '{}', 'ambient'],
    ['{ istio.io/dataplane-mode: ambient }', '{ labels: { istio.io/dataplane-mode: none } }', '{}', 'none'],
    ['{}', '{ labels: { istio: ingressgateway } }', '{}', 'gateway'],
    ['{}', '{ labels: { gateway.networking.k8s.io/gateway-name: wp } }', '{}', 'waypoint'],
    ['{}', '{ labels: { gateway.networking.k8s.io/gateway-name: other } }', '{}', 'gateway'],
    ['{}', '{ labels: { app: ztunnel } }', '{ containers: [{ name: istio-proxy }] }', 'none'],
    ['{}', '{ annotations: { inject.istio.io/templates: gateway } }', '{}', 'gateway'],
  ])('namespace %s, pod %s, %s: %s', (labels, metadata, spec, expected) => {
    expect(plane(labels, metadata, spec)).toBe(expected);
  });

  it('never injects into the namespaces of Kubernetes itself', () => {
    expect(plane('{ istio-injection: enabled }', '{}', '{}', 'kube-system')).toBe('none');
  });
});
