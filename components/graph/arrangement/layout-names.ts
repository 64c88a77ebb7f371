/** The layouts in words. */
import type { LayoutName } from '@/lib/graph/layout/names';

export const LAYOUT_NAMES: Readonly<Record<LayoutName, string>> = {
  layered: 'Layered',
  dagre: 'dagre',
  elk: 'ELK',
  fcose: 'fCoSE',
};

export const LAYOUT_HINTS: Readonly<Record<LayoutName, string>> = {
  layered: 'boxes fitted to the page',
  dagre: 'layers, tight tree',
  elk: 'layers, fewer crossings, slow',
  fcose: 'clusters by force',
};
