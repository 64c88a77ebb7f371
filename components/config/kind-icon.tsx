/** An icon for each kind, so that lists and references are told apart at a glance. */
import {
  Box,
  DoorOpen,
  FileCog,
  KeyRound,
  type LucideIcon,
  Network,
  Puzzle,
  Radio,
  Server,
  ShieldCheck,
  Split,
  Unplug,
  Waypoints,
} from 'lucide-react';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  VirtualService: Waypoints,
  DestinationRule: Split,
  Gateway: DoorOpen,
  GatewayClass: DoorOpen,
  ListenerSet: DoorOpen,
  ServiceEntry: Unplug,
  Sidecar: Box,
  WorkloadEntry: Server,
  WorkloadGroup: Server,
  HTTPRoute: Waypoints,
  GRPCRoute: Waypoints,
  TCPRoute: Waypoints,
  TLSRoute: Waypoints,
  UDPRoute: Waypoints,
  AuthorizationPolicy: ShieldCheck,
  PeerAuthentication: KeyRound,
  RequestAuthentication: KeyRound,
  BackendTLSPolicy: KeyRound,
  ReferenceGrant: ShieldCheck,
  Telemetry: Radio,
  WasmPlugin: Puzzle,
  TrafficExtension: Puzzle,
  EnvoyFilter: Puzzle,
  Service: Network,
  Deployment: Box,
  StatefulSet: Box,
  DaemonSet: Box,
  Pod: Box,
};

export function KindIcon({ kind, className = 'size-3.5' }: { kind: string; className?: string }) {
  const Icon = ICONS[kind] ?? FileCog;
  return <Icon aria-hidden="true" strokeWidth={1.75} className={className} />;
}
