/** Under which name this browser remembers whether the time strip is `folded`. */
export const STRIP_KEY = 'graph.strip';
