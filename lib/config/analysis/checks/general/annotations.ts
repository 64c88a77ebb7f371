/** Annotations of Istio: unknown, on the wrong kind, with a value that is not read, old or alpha. */
import type { Check } from '@/lib/config/analysis/check';
import {
  GATEWAY_API_KINDS,
  ISTIO_KINDS,
  NAMESPACE,
  POD,
  SERVICE,
  WORKLOAD_KINDS,
} from '@/lib/config/analysis/kinds';
import { once } from '@/lib/config/analysis/readings';
import { nearestName } from '@/lib/config/check/nearest-name';
import { durationSeconds } from '@/lib/config/duration';
import { type Fields, fieldsAt, textMapAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { type AnnotationFacts, ISTIO_ANNOTATIONS, UNLISTED_PREFIXES } from './annotation-names';

const KINDS = [
  ...new Set([...WORKLOAD_KINDS, POD, SERVICE, NAMESPACE, ...ISTIO_KINDS, ...GATEWAY_API_KINDS]),
];

interface Placed {
  readonly name: string;
  readonly value: string;
  readonly path: ObjectPath;
  /** The kind whose annotation this is: Pod for those of a template. */
  readonly on: string;
}

export const annotationUnknown: Check = {
  code: 'PER0106',
  title: 'Annotation is not known',
  condition: 'An annotation has a name of Istio (…istio.io/…) that no release knows.',
  severity: 'warning',
  ist: ['IST0108'],
  kia: [],
  kinds: KINDS,
  fix: 'Writes the known name that is most similar.',
  *run(object) {
    for (const { name, path } of istioAnnotations(object)) {
      if (ISTIO_ANNOTATIONS[name] !== undefined) continue;
      const near = nearestName(name, Object.keys(ISTIO_ANNOTATIONS));
      yield {
        path,
        message: `Istio knows no annotation ${name}${near === null ? '; it has no effect. Correct or remove it.' : `; did you mean ${near}?`}`,
        fix: near === null ? null : { label: `Write ${near}`, steps: [{ kind: 'rename', path, name: near }] },
      };
    }
  },
};

export const annotationMisplaced: Check = {
  code: 'PER0107',
  title: 'Annotation is on the wrong kind',
  condition: 'An annotation of Istio stands on an object of a kind for which it has no meaning.',
  severity: 'warning',
  ist: ['IST0107'],
  kia: [],
  kinds: KINDS,
  fix: null,
  *run(object) {
    for (const { name, path, on } of istioAnnotations(object)) {
      const facts = ISTIO_ANNOTATIONS[name];
      if (facts === undefined || facts.on.includes('Any') || facts.on.some((kind) => kind === on)) continue;
      yield {
        path,
        message: `${name} has no effect on a ${on}; it belongs on a ${facts.on.join(' or ')}${facts.on.includes('Pod') ? ', under template.metadata of a workload' : ''}.`,
      };
    }
  },
};

export const annotationValue: Check = {
  code: 'PER0108',
  title: 'Annotation has a wrong value',
  condition:
    'The value of an annotation of Istio cannot be read: no boolean, number, duration, port or list of them.',
  severity: 'warning',
  ist: ['IST0125'],
  kia: [],
  kinds: KINDS,
  fix: null,
  *run(object) {
    for (const { name, value, path } of istioAnnotations(object)) {
      const wanted = valueProblem(ISTIO_ANNOTATIONS[name]?.value, value);
      if (wanted !== null)
        yield { path, message: `${name} wants ${wanted}; "${value.slice(0, 80)}" is none.` };
    }
  },
};

export const annotationStage: Check = {
  code: 'PER0109',
  title: 'Annotation is old or alpha',
  condition: 'An annotation of Istio is deprecated, or alpha and may change.',
  severity: 'info',
  ist: ['IST0135', 'IST0136'],
  kia: [],
  kinds: KINDS,
  fix: null,
  *run(object) {
    for (const { name, path } of istioAnnotations(object)) {
      const stage = ISTIO_ANNOTATIONS[name]?.stage;
      if (stage === undefined || name === 'proxy.istio.io/overrides' || WRITTEN_BY_ISTIO.has(name)) continue;
      const instead = INSTEAD[name];
      yield {
        path,
        message:
          stage === 'alpha'
            ? `${name} is alpha: a later release may change or drop it.`
            : `${name} is deprecated${instead === undefined ? '' : `; use ${instead}`}.`,
      };
    }
  },
};

/** Alpha by the list, yet written by the injector or the installer and not by people. */
const WRITTEN_BY_ISTIO = new Set([
  'install.operator.istio.io/chart-owner',
  'install.operator.istio.io/owner-generation',
  'install.operator.istio.io/version',
]);

const INSTEAD: Readonly<Record<string, string>> = {
  'sidecar.istio.io/inject': 'the label of the same name',
  'kubernetes.io/ingress.class': 'spec.ingressClassName',
  'sidecar.istio.io/statsInclusionPrefixes': 'proxyStatsMatcher in proxy.istio.io/config',
  'sidecar.istio.io/statsInclusionRegexps': 'proxyStatsMatcher in proxy.istio.io/config',
  'sidecar.istio.io/statsInclusionSuffixes': 'proxyStatsMatcher in proxy.istio.io/config',
  'traffic.sidecar.istio.io/kubevirtInterfaces': 'istio.io/reroute-virtual-interfaces',
};

/** Those of the object and of its template, found once for all four checks. */
const istioAnnotations: (object: StoredObject) => readonly Placed[] = once((object) => {
  const own = at(object.value, ['metadata'], object.id.kind);
  if (object.id.kind === 'Pod') return own;
  const template = fieldsAt(fieldsAt(object.value, 'spec'), 'template');
  return [...own, ...at(template, ['spec', 'template', 'metadata'], 'Pod')];
});

function at(holder: Fields, path: readonly string[], on: string): readonly Placed[] {
  const annotations = textMapAt(fieldsAt(holder, 'metadata'), 'annotations');
  return Object.entries(annotations)
    .filter(([name]) => isIstioAnnotation(name))
    .map(([name, value]) => ({ name, value, on, path: [...path, 'annotations', name] }));
}

function isIstioAnnotation(name: string): boolean {
  const isIstio = /(^|\.)istio\.io\//.test(name) || name === 'kubernetes.io/ingress.class';
  return isIstio && !UNLISTED_PREFIXES.some((prefix) => name.startsWith(prefix));
}

/** What the value should be where it is something else; null when it is good. */
function valueProblem(kind: AnnotationFacts['value'], value: string): string | null {
  switch (kind) {
    case 'bool':
      return /^(true|false|1|0|t|f|TRUE|FALSE|True|False|T|F)$/.test(value) ? null : 'true or false';
    case 'number':
      return /^\d+$/.test(value) ? null : 'a whole number';
    case 'port':
      return isPort(value) ? null : 'a port';
    case 'ports':
      return value === '*' || listed(value).every(isPort) ? null : 'a list of ports';
    case 'cidrs':
      return value === '*' || listed(value).every(isCidr)
        ? null
        : 'a list of address ranges such as 10.0.0.0/8';
    case 'duration':
      return durationSeconds(value) === null ? 'a duration such as 30s' : null;
    case 'interception':
      return ['REDIRECT', 'TPROXY', 'NONE'].includes(value) ? null : 'REDIRECT, TPROXY or NONE';
    case 'proxy-config':
    case undefined:
      return null;
    default:
      return kind satisfies never;
  }
}

function listed(value: string): readonly string[] {
  return value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function isPort(text: string): boolean {
  const number = Number(text);
  return /^\d+$/.test(text) && number >= 0 && number <= 65_535;
}

function isCidr(text: string): boolean {
  return /^[0-9a-fA-F.:]+\/\d{1,3}$/.test(text);
}
