/** The layouts that a reader can choose; the first is our own. */
export const layoutNames = ['layered', 'dagre', 'elk', 'fcose'] as const;
export type LayoutName = (typeof layoutNames)[number];
