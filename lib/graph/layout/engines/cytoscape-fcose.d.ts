declare module 'cytoscape-fcose' {
  import type { Ext } from 'cytoscape';

  const register: Ext;
  // biome-ignore lint/style/noDefaultExport: it is what the package exports
  export default register;
}
