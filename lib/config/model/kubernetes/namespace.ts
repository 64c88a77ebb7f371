/** Namespace: its labels decide about injection, ambient mode and waypoints. */
import { looseObject } from './loose-object';

export const namespaceModel = looseObject('Namespace', {});
