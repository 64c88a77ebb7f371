/** The pages that exist, in the order of the rail. The rail, the palette and the keyboard help read this list. */
import {
  Box,
  Boxes,
  ChartGantt,
  Compass,
  FileCog,
  Gauge,
  Layers,
  LayoutDashboard,
  type LucideIcon,
  Network,
  Ship,
  Waypoints,
} from 'lucide-react';

export interface Destination {
  href:
    | '/'
    | '/graph'
    | '/traces'
    | '/config'
    | '/dashboards'
    | '/explore'
    | '/mesh'
    | '/namespaces'
    | '/applications'
    | '/services'
    | '/workloads';
  label: string;
  icon: LucideIcon;
  /** Pressed after `G`. */
  key: string;
  /** What is found there, for the palette. */
  about: string;
  /** The heading that it stands under; left out = none. */
  group?: 'Inventory';
}

export const DESTINATIONS: readonly Destination[] = [
  { href: '/', label: 'Overview', icon: LayoutDashboard, key: 'O', about: 'Health of the whole mesh' },
  { href: '/graph', label: 'Graph', icon: Waypoints, key: 'G', about: 'Who calls whom' },
  { href: '/traces', label: 'Traces', icon: ChartGantt, key: 'T', about: 'What happened to one request' },
  { href: '/config', label: 'Configuration', icon: FileCog, key: 'C', about: 'Mesh objects as YAML' },
  { href: '/dashboards', label: 'Dashboards', icon: Gauge, key: 'D', about: 'Charts of any query' },
  { href: '/explore', label: 'Explore', icon: Compass, key: 'E', about: 'Ask Prometheus anything' },
  { href: '/mesh', label: 'Mesh', icon: Ship, key: 'M', about: 'Control planes, settings, sources' },
  {
    href: '/namespaces',
    label: 'Namespaces',
    icon: Layers,
    key: 'N',
    about: 'What each holds',
    group: 'Inventory',
  },
  {
    href: '/applications',
    label: 'Applications',
    icon: Boxes,
    key: 'A',
    about: 'All versions together',
    group: 'Inventory',
  },
  {
    href: '/services',
    label: 'Services',
    icon: Network,
    key: 'S',
    about: 'Ports, endpoints, traffic',
    group: 'Inventory',
  },
  {
    href: '/workloads',
    label: 'Workloads',
    icon: Box,
    key: 'W',
    about: 'Pods, replicas, traffic',
    group: 'Inventory',
  },
];

/** Whether `pathname` lies in a destination. */
export function isWithin(pathname: string, destination: Destination): boolean {
  if (destination.href === '/') return pathname === '/';
  return pathname === destination.href || pathname.startsWith(`${destination.href}/`);
}
