/**
 * How far a proxy's version is from the control planes': Istio lets a control plane be one minor version ahead of its
 * proxies, and no proxy ahead of its control plane
 * (https://istio.io/latest/docs/releases/supported-releases/#control-planedata-plane-skew).
 */

export interface Skew {
  /** As a few words behind the version. */
  readonly text: string;
  readonly isSupported: boolean;
}

/** null = the same minor version as a control plane, or a version that tells nothing. */
export function versionSkew(version: string, planes: readonly string[]): Skew | null {
  const own = minorOf(version);
  const known = planes.map(minorOf).filter((minor) => minor !== null);
  if (own === null || known.length === 0 || known.includes(own)) return null;
  // Which of several a proxy belongs to is not told here, so the nearest that could serve it has the word.
  const ahead = known.filter((minor) => minor > own);
  if (ahead.length === 0)
    return { text: 'newer than its control plane, which Istio does not support', isSupported: false };
  const behind = Math.min(...ahead) - own;
  if (behind === 1) return { text: 'one minor version behind', isSupported: true };
  return { text: `${behind} minor versions behind, of which Istio supports one`, isSupported: false };
}

/** A major version counts as many minor ones; null = a build that is named otherwise. */
function minorOf(version: string): number | null {
  const [, major, minor] = /^v?(\d+)\.(\d+)\b/.exec(version) ?? [];
  return major === undefined || minor === undefined ? null : Number(major) * 1000 + Number(minor);
}
