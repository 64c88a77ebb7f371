/**
 * Gateways by their names, for meshes whose configuration is not known: istioctl's and Helm's charts, and what Istio
 * calls the deployment of a Gateway of the Gateway API (`<gateway>-<class>`,
 * https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment).
 */
const GATEWAY_NAME = /(^|-)(ingress|egress|eastwest)-?gateway(-|$)|^istio-(in|e)gress$|-istio(-remote)?$/;
const EGRESS_NAME = /(^|-)egress-?gateway(-|$)|^istio-egress$/;

export function isGatewayName(name: string | null): boolean {
  return name !== null && GATEWAY_NAME.test(name);
}

export function isEgressGatewayName(name: string | null): boolean {
  return name !== null && EGRESS_NAME.test(name);
}

/** Gateways of class istio-waypoint are named so by istioctl and the documentation. */
const WAYPOINT_NAME = /(^|-)waypoint$/;

export function isWaypointName(name: string | null): boolean {
  return name !== null && WAYPOINT_NAME.test(name);
}
