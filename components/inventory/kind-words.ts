/** What the kinds of things are called on screen. */
import { Box, Boxes, Layers, type LucideIcon, Network } from 'lucide-react';
import type { InventoryKind, Plane } from '@/lib/insight/inventory/vocabulary';

export const KIND_WORDS: Readonly<
  Record<
    InventoryKind,
    { readonly title: string; readonly one: string; readonly many: string; readonly icon: LucideIcon }
  >
> = {
  namespaces: { title: 'Namespaces', one: 'namespace', many: 'namespaces', icon: Layers },
  applications: { title: 'Applications', one: 'application', many: 'applications', icon: Boxes },
  services: { title: 'Services', one: 'service', many: 'services', icon: Network },
  workloads: { title: 'Workloads', one: 'workload', many: 'workloads', icon: Box },
};

export const PLANE_WORDS: Readonly<Record<Plane, { readonly word: string; readonly about: string }>> = {
  sidecar: { word: 'Sidecar', about: 'Its pods have a proxy of their own.' },
  ambient: { word: 'Ambient', about: 'ztunnel carries its traffic.' },
  gateway: { word: 'Gateway', about: 'It is a gateway proxy itself.' },
  waypoint: { word: 'Waypoint', about: 'It is a waypoint proxy of ambient mode.' },
  none: { word: 'Outside', about: 'Its pods have no proxy and are not in ambient mode.' },
  mixed: { word: 'Mixed', about: 'Its parts take part in the mesh in different ways.' },
  unknown: { word: '–', about: 'Nothing tells how it takes part in the mesh.' },
};
