/** The checks of Services, workloads, pods and namespaces. */
import type { Check } from '@/lib/config/analysis/check';
import { appProtocol } from './app-protocol';
import { bothModes } from './both-modes';
import { externalNamePort } from './external-name-port';
import { imageAuto } from './image-auto';
import { namespaceLabelsConflict, namespaceNotInjected } from './namespace-injection';
import { notCovered } from './not-covered';
import { podWithoutProxy, proxyImage } from './pod-without-proxy';
import { portName } from './port-name';
import { proxyUser } from './proxy-user';
import { severalServices } from './several-services';
import { targetPort } from './target-port';
import { waypointLabel } from './waypoint-label';

export const WORKLOAD_CHECKS: readonly Check[] = [
  portName,
  appProtocol,
  targetPort,
  severalServices,
  proxyUser,
  imageAuto,
  externalNamePort,
  namespaceNotInjected,
  namespaceLabelsConflict,
  podWithoutProxy,
  proxyImage,
  bothModes,
  waypointLabel,
  notCovered,
];
