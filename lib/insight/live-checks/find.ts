/** Runs every live check over one window's calls. Pure. */
import { type SuppressRule, suppressionOf } from '@/lib/config/analysis/suppress';
import { objectKey } from '@/lib/config/identity';
import { storedMesh } from '@/lib/config/simulation/answer/drafted-mesh';
import type { StoredObject } from '@/lib/config/store';
import type { ObservedCall } from '@/lib/insight/calls/observed-call';
import { endsOf } from '@/lib/insight/impact/ends';
import { followCalls } from '@/lib/insight/impact/follow';
import { NO_REACH } from '@/lib/insight/impact/reach';
import type { ControlPlaneFigures } from '@/lib/metrics/control-plane';
import type { LiveFinding } from './contract';
import type { LiveMesh } from './live-check';
import { LIVE_CHECKS } from './registry';

export interface LiveFacts {
  readonly objects: readonly StoredObject[];
  readonly calls: readonly ObservedCall[];
  /** null = not told. */
  readonly controlPlane: ControlPlaneFigures | null;
  readonly nowSeconds: number;
  readonly suppress: readonly SuppressRule[];
}

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** Gravest first. */
export function liveFindings({
  objects,
  calls,
  controlPlane,
  nowSeconds,
  suppress,
}: LiveFacts): LiveFinding[] {
  const mesh = storedMesh(objects);
  const followed = followCalls({ before: mesh.view, after: mesh.view, reach: NO_REACH }, calls);
  const live: LiveMesh = {
    mesh,
    calls: followed.calls,
    ends: endsOf(mesh.view),
    controlPlane,
    nowSeconds,
  };
  const byKey = new Map(objects.map((object) => [objectKey(object.id), object]));
  const findings = LIVE_CHECKS.flatMap((check) =>
    [...check.run(live)].map(({ object: id, path, message, severity = check.severity }): LiveFinding => {
      const object = id === null ? undefined : byKey.get(objectKey(id));
      const owner = { code: check.code, ist: [], kia: [] };
      const asked = object === undefined ? null : suppressionOf(owner, object, suppress);
      return {
        code: check.code,
        title: check.title,
        severity,
        message,
        id,
        line: id === null ? null : mesh.places.at(id, path).line,
        suppressed: asked === null ? null : asked.where,
      };
    }),
  );
  return findings.sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.code < b.code ? -1 : 1),
  );
}
