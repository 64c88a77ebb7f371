/** The pages that exist, in the order of the rail. The rail, the palette and the keyboard help read this list. */
import { ChartGantt, FileCog, LayoutDashboard, type LucideIcon, Waypoints } from 'lucide-react';

export interface Destination {
  href: '/' | '/graph' | '/traces' | '/config';
  label: string;
  icon: LucideIcon;
  /** Pressed after `G`. */
  key: string;
  /** What is found there, for the palette. */
  about: string;
}

export const DESTINATIONS: readonly Destination[] = [
  { href: '/', label: 'Overview', icon: LayoutDashboard, key: 'O', about: 'Health of the whole mesh' },
  { href: '/graph', label: 'Graph', icon: Waypoints, key: 'G', about: 'Who calls whom' },
  { href: '/traces', label: 'Traces', icon: ChartGantt, key: 'T', about: 'What happened to one request' },
  { href: '/config', label: 'Configuration', icon: FileCog, key: 'C', about: 'Mesh objects as YAML' },
];

/** Whether `pathname` lies in a destination. */
export function isWithin(pathname: string, destination: Destination): boolean {
  if (destination.href === '/') return pathname === '/';
  return pathname === destination.href || pathname.startsWith(`${destination.href}/`);
}
