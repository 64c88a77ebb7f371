'use client';
/** Alerts of the graph on the page. They are asked for when its picture is on screen, and drawn into it then. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { raisedAlertsQuery } from '@/components/alerts/raised-query';
import type { GraphElements } from '@/components/graph/elements';
import type { ScopeValues } from '@/components/shell/scope-codec';
import { useAfterPicture } from '@/components/ui/first-picture';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { NO_ALERTS, type PlacedAlerts, placeAlerts } from '@/lib/insight/raised-alerts/place';
import { markAlerts } from './mark-alerts';

export function useAlerts(scope: ScopeValues, graph: GraphAnswer | undefined): PlacedAlerts {
  const wanted = useAfterPicture();
  const { data } = useQuery({ ...raisedAlertsQuery(scope), enabled: wanted });
  return useMemo(
    () => (graph === undefined || data === undefined ? NO_ALERTS : placeAlerts(graph, data.alerts)),
    [graph, data],
  );
}

export function useMarkedAlerts(
  elements: GraphElements | null,
  placed: PlacedAlerts,
  shown: ViewGraph | null,
): GraphElements | null {
  return useMemo(
    () => (elements === null || shown === null ? elements : markAlerts(elements, placed, shown)),
    [elements, placed, shown],
  );
}
