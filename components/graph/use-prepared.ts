'use client';
/** What the first picture will need is fetched and started while the server works on the answer. */
import { useEffect } from 'react';
import { dropSpareWorker, prepareLayout } from './arrangement/layout-job';
import { prepareCytoscape } from './load-cytoscape';

export function usePrepared(): void {
  useEffect(() => {
    prepareCytoscape();
    prepareLayout();
    return dropSpareWorker;
  }, []);
}
