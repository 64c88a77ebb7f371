/** Keys of the graph, as the keys' help lists them. */
export const GRAPH_KEYS = [
  { keys: '← → ↑ ↓', what: 'Move along the lines' },
  { keys: 'Enter', what: 'Open the panel of the selected node' },
  { keys: 'Shift F10', what: 'What can be done with the selected node or edge' },
  { keys: 'Space', what: 'Fold the box around the selected node, or unfold it' },
  { keys: '+ −', what: 'Zoom in, zoom out' },
  { keys: 'Shift drag', what: 'Zoom to what the frame holds' },
  { keys: '0', what: 'Show at 100 %' },
  { keys: 'F', what: 'Show all' },
  { keys: 'S', what: 'Focus on the selection' },
  { keys: '/', what: 'Find in the graph' },
  { keys: 'F3', what: 'Next match, with Shift the one before' },
  { keys: 'T', what: 'Show or hide the table' },
] as const;
