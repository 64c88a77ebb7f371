/** Whether this browser can draw with a graphics card: WebGL 2, as Cytoscape's renderer needs it. */
export function hasWebgl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null;
}
