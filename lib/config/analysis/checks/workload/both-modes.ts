/** Sidecar and ambient mode at once. */

import { isAmbientNamespace } from '@/lib/config/analysis/ambient';
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';
import { WORKLOAD_KINDS } from '@/lib/config/analysis/kinds';
import { hasSidecar, podTemplate } from './containers';

export const bothModes: Check = {
  code: 'PER0612',
  title: 'Sidecar and ambient mode together',
  condition:
    'A workload asks for a sidecar and for ambient mode, or has a sidecar while it or its namespace is in ambient mode.',
  severity: 'error',
  ist: [],
  kia: ['KIA1311', 'KIA1314', 'KIA1315', 'KIA1316'],
  kinds: [...WORKLOAD_KINDS],
  fix: null,
  *run(object, mesh) {
    const template = podTemplate(object);
    const { labels, annotations, metadataPath } = template;
    const asksSidecar = labels['sidecar.istio.io/inject'] === 'true';
    const mode = labels['istio.io/dataplane-mode'];
    const isRedirected = annotations['ambient.istio.io/redirection'] === 'enabled';
    const path: Draft['path'] = [...metadataPath, 'labels'];
    if (asksSidecar && mode === 'ambient') {
      yield {
        path,
        message:
          'The labels ask for a sidecar and for ambient mode; a pod can have only one. Remove one of the labels.',
      };
    } else if (asksSidecar && isRedirected) {
      yield {
        path,
        message:
          'The pod is redirected to ambient mode and asks for a sidecar too. Remove sidecar.istio.io/inject, or take it out of ambient mode.',
      };
    } else if (hasSidecar(template) && mode === 'ambient') {
      yield {
        path,
        message:
          'The pod has a sidecar and the label for ambient mode. Remove the label, or restart it without a sidecar.',
      };
    } else if (
      mode !== 'none' &&
      isAmbientNamespace(mesh, object.id.namespace ?? '') &&
      (hasSidecar(template) || asksSidecar)
    ) {
      yield {
        path,
        severity: 'warning',
        message:
          'The namespace is in ambient mode and this workload has a sidecar, which takes precedence: it is left out of ambient mode. Is that meant?',
      };
    }
  },
};
