'use client';
/** What the first picture will need is fetched and started while the server works on the answer. */
import { useEffect } from 'react';
import { hasAskedEarly } from '@/components/shell/early-question';
import { prepareFetchGraph } from '@/components/shell/fetch-graph';
import { dropSpareWorker, prepareLayout } from './arrangement/layout-job';
import { dropSparePainter } from './bare/painter';
import { prepareCytoscape } from './canvas/load-cytoscape';

// The document has asked for the graph: its answer may be there before React has looked at the page.
if (hasAskedEarly()) prepare();

function prepare(): void {
  prepareFetchGraph();
  prepareCytoscape();
  prepareLayout();
}

export function usePrepared(): void {
  useEffect(() => {
    prepare();
    return () => {
      dropSpareWorker();
      dropSparePainter();
    };
  }, []);
}
