/**
 * Has Next's own links and router read the base path where they run. Next writes it into the scripts when they are
 * built, but one build serves every installation. `basePath()` in `base-path.ts` reads it from the same two places.
 */
const BUILT_IN = "process.env.__NEXT_ROUTER_BASEPATH || ''";
const READ =
  "globalThis.periplusBasePath ?? (typeof document === 'undefined' ? '' : document.documentElement.dataset.basePath ?? '')";

module.exports = function nextBasePathLoader(source) {
  if (!source.includes(BUILT_IN))
    throw new Error(`${this.resourcePath} does not read Next's base path as it used to; see ${__filename}.`);
  return source.replaceAll(BUILT_IN, `(${READ})`);
};
