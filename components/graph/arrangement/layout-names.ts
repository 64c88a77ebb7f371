/** The layouts in words. */
import type { LayoutName } from '@/lib/graph/layout/names';

export const LAYOUT_NAMES: Readonly<Record<LayoutName, string>> = {
  layered: 'Layered',
  dagre: 'dagre',
  elk: 'ELK layered',
  fcose: 'fCoSE',
};

export const LAYOUT_HINTS: Readonly<Record<LayoutName, string>> = {
  layered: 'boxes fitted to the page',
  dagre: 'layers, tight tree',
  elk: 'fewest crossings, slow',
  fcose: 'clusters by force',
};
