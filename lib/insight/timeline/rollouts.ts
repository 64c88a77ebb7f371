/** Rollouts, from when versions were first seen taking traffic. Pure. */
import type { RolloutEvent } from './contract';
import type { ProxySightings, VersionSightings } from './sightings';

/**
 * A version counts as rolled out where it was not seen before the span, while another version of the same app was: an app
 * that appears as a whole is new and no rollout, and one that only pauses comes back as what it was. `sightings` must begin
 * well before the span.
 */
export function rolloutEvents(
  sightings: readonly VersionSightings[],
  fromSeconds: number,
  stepSeconds: number,
): RolloutEvent[] {
  const apps = new Map<string, VersionSightings[]>();
  for (const one of sightings) {
    const key = `${one.namespace ?? ''}/${one.app}`;
    apps.set(key, [...(apps.get(key) ?? []), one]);
  }
  return [...apps.values()].flatMap((versions) =>
    versions.flatMap((version) => {
      const atSeconds = version.seenSeconds[0];
      if (atSeconds === undefined || atSeconds < fromSeconds) return [];
      const previous = versions
        .filter((other) => other !== version && (other.seenSeconds[0] ?? atSeconds) < atSeconds)
        .map((other) => other.version)
        .sort();
      if (previous.length === 0) return [];
      const { namespace, app } = version;
      return [
        {
          kind: 'rollout' as const,
          id: `rollout/${namespace ?? ''}/${app}/${version.version}/${atSeconds}`,
          atSeconds,
          withinSeconds: stepSeconds,
          title: `${app} ${version.version} takes traffic`,
          detail: `after ${previous.join(', ')}`,
          namespace,
          app,
          version: version.version,
          previous,
        },
      ];
    }),
  );
}

/** A release of the proxies that was not there before. */
export function proxyEvents(
  sightings: readonly ProxySightings[],
  fromSeconds: number,
  stepSeconds: number,
): RolloutEvent[] {
  return sightings.flatMap(({ tag, seenSeconds }) => {
    const atSeconds = seenSeconds[0];
    if (atSeconds === undefined || atSeconds < fromSeconds) return [];
    const previous = sightings
      .filter((other) => (other.seenSeconds[0] ?? atSeconds) < atSeconds)
      .map((other) => other.tag)
      .sort();
    if (previous.length === 0) return [];
    return [
      {
        kind: 'rollout' as const,
        id: `proxies/${tag}/${atSeconds}`,
        atSeconds,
        withinSeconds: stepSeconds,
        title: `Proxies of Istio ${tag} appear`,
        detail: `beside ${previous.join(', ')}`,
        namespace: null,
        app: null,
        version: tag,
        previous,
      },
    ];
  });
}
