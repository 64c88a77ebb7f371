'use client';
/** Everything the palette can lead to: fixed pages and actions, and what the sources answered lately. */
import { useQuery } from '@tanstack/react-query';
import {
  Box,
  Braces,
  ChartGantt,
  FileCog,
  Keyboard,
  Layers,
  type LucideIcon,
  Network,
  RefreshCw,
  SunMoon,
  Waypoints,
} from 'lucide-react';
import { useMemo } from 'react';
import { nodePageHref } from '@/components/inventory/links';
import type { ConfigListEntry } from '@/lib/config/contract';
import type { GraphNode } from '@/lib/graph/contract';
import { parseTraceId } from '@/lib/traces/trace-id';
import { configHref, configListQuery } from './config-list-query';
import { useFrameDialogs } from './frame-dialogs';
import { nodeHref } from './graph-links';
import { meshQuery } from './mesh-query';
import { namespacesQuery } from './namespaces-query';
import { DESTINATIONS } from './navigation';
import type { PaletteEntry } from './palette-search';
import { useRefreshNow } from './refresh-control';
import { useScope, useScopedHref } from './scope';
import { type ThemeChoice, useThemeChoice } from './theme';

export interface PaletteItem extends PaletteEntry {
  icon: LucideIcon;
  /** Where it leads, scope included. */
  href?: string;
  act?: () => void;
}

export function usePaletteItems(): { items: PaletteItem[]; loading: boolean } {
  const scope = useScope();
  const scoped = useScopedHref();
  const everywhere = { ...scope, namespaces: null, refreshSeconds: null };
  const namespaces = useQuery(namespacesQuery(scope));
  const mesh = useQuery(meshQuery(everywhere, { type: 'workload', serviceNodes: 'all' }));
  const config = useQuery(configListQuery);
  const actions = useActionItems();
  const items = useMemo(
    () => [
      ...pageItems(scoped),
      ...(namespaces.data?.namespaces ?? []).map(({ name }) => namespaceItem(name)),
      ...(mesh.data?.nodes ?? []).flatMap((node) => nodeItem(node, scoped)),
      ...(config.data?.objects ?? []).map((object) => objectItem(object, scoped)),
      ...actions,
    ],
    [scoped, namespaces.data, mesh.data, config.data, actions],
  );
  return { items, loading: namespaces.isPending || mesh.isPending };
}

/** Fewer digits could be anything that somebody looks for. */
const FEWEST_DIGITS = 16;

/** What is typed or pasted is the id of a trace: where it leads. Nothing is asked before. */
export function traceItems(search: string, scoped: (path: string) => string): PaletteItem[] {
  const typed = search.trim();
  const traceId = typed.length < FEWEST_DIGITS ? null : parseTraceId(typed);
  if (traceId === null) return [];
  return [
    {
      id: `trace ${traceId}`,
      group: 'Traces',
      name: typed,
      detail: 'open this trace',
      icon: ChartGantt,
      href: scoped(`/traces/${traceId}`),
    },
  ];
}

function pageItems(scoped: (path: string) => string): PaletteItem[] {
  const pages = DESTINATIONS.map(({ href, label, icon, about }) => ({
    id: `page ${href}`,
    group: 'Pages' as const,
    name: label,
    detail: about,
    icon,
    href: scoped(href),
  }));
  return [...pages, API_PAGE];
}

/** Not in the rail: few need it, and they search for it. */
const API_PAGE: PaletteItem = {
  id: 'page /api-reference',
  group: 'Pages',
  name: 'API',
  detail: 'The HTTP API, to read and as OpenAPI',
  icon: Braces,
  href: '/api-reference',
};

function namespaceItem(name: string): PaletteItem {
  return {
    id: `namespace ${name}`,
    group: 'Namespaces',
    name,
    detail: 'on the graph',
    icon: Layers,
    href: `/graph?namespaces=${encodeURIComponent(name)}`,
  };
}

/** Services and workloads; what has no name of its own (unknown callers, passthrough) is no place to go to. */
function nodeItem(node: GraphNode, scoped: (path: string) => string): PaletteItem[] {
  const service = node.kind === 'service' || node.kind === 'external';
  if (!service && node.kind !== 'workload' && node.kind !== 'gateway') return [];
  const where = node.namespace ?? node.host ?? '';
  const group = service ? ('Services' as const) : ('Workloads' as const);
  const graph: PaletteItem = {
    id: `node ${node.id}`,
    group,
    name: node.name,
    detail: where === '' ? 'on the graph' : `${where}, on the graph`,
    icon: Waypoints,
    href: scoped(nodeHref(node, { type: 'workload', services: 'all' })),
  };
  const page = nodePageHref(node);
  if (page === null) return [graph];
  const icon = service ? Network : Box;
  return [{ ...graph, id: `page of ${node.id}`, detail: where, icon, href: scoped(page) }, graph];
}

function objectItem({ id }: ConfigListEntry, scoped: (path: string) => string): PaletteItem {
  return {
    id: `object ${id.group} ${id.kind} ${id.namespace ?? ''} ${id.name}`,
    group: 'Configuration',
    name: id.name,
    detail: id.namespace === null ? id.kind : `${id.kind} in ${id.namespace}`,
    icon: FileCog,
    href: scoped(configHref(id)),
  };
}

const THEMES: readonly ThemeChoice[] = ['light', 'dark', 'system'];

function useActionItems(): PaletteItem[] {
  const refresh = useRefreshNow();
  const [, chooseTheme] = useThemeChoice();
  const { open } = useFrameDialogs();
  return useMemo(() => {
    const action = (name: string, icon: LucideIcon, act: () => void): PaletteItem => ({
      id: `action ${name}`,
      group: 'Actions',
      name,
      detail: '',
      icon,
      act,
    });
    return [
      action('Refresh now', RefreshCw, refresh),
      ...THEMES.map((theme) => action(`Theme: ${theme}`, SunMoon, () => chooseTheme(theme))),
      action('Keyboard help', Keyboard, () => open('keys')),
    ];
  }, [refresh, chooseTheme, open]);
}
