/**
 * Where the settings of a mesh stand: the ConfigMap of its control plane, an installation's own object, or a file
 * that holds a MeshConfig or the values of an installation.
 */
import { objectName } from '@/lib/config/identity';
import { type Fields, fieldsAt, isFields, textAt } from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import {
  ASSUMED_WITHOUT_MESH_CONFIG,
  ASSUMED_WITHOUT_VALUES,
  DEFAULT_MESH_CONFIG,
  type MeshConfigProblem,
  type MeshConfigReading,
  type MeshConfigSource,
} from './mesh-config';
import { readInstallationValues, readMeshConfig } from './read-mesh-config';
import { isSettingsDocument, settingsOf } from './settings-document';

interface Found {
  readonly source: MeshConfigSource;
  readonly meshConfig: Fields | null;
  readonly values: Fields | null;
  readonly problems: readonly MeshConfigProblem[];
}

/**
 * The settings of the mesh among the objects of a store. What the control plane really reads (the ConfigMap `istio`)
 * comes before what an installation was asked for. `revision` null = the default control plane, else the one that
 * is alone there.
 */
export function meshConfigOf(
  objects: readonly StoredObject[],
  revision: string | null = null,
): MeshConfigReading {
  if (revision !== null) return foundIn(objects, revision);
  let reading = readings.get(objects);
  if (reading === undefined) {
    reading = foundIn(objects, null);
    readings.set(objects, reading);
  }
  return reading;
}

/** Stores hand out the same list while nothing changes, and nobody changes a list. */
const readings = new WeakMap<readonly StoredObject[], MeshConfigReading>();

function foundIn(objects: readonly StoredObject[], revision: string | null): MeshConfigReading {
  const found = [
    ...configMaps(objects, 'istio', 'mesh', revision),
    ...configMaps(objects, 'istio-sidecar-injector', 'values', revision),
    ...objects.filter(isInstallation).map(fromInstallation),
  ];
  return combined(found);
}

/** The settings in a file of their own: a MeshConfig, values of Helm, an IstioOperator or Istio, or a ConfigMap. */
export function meshConfigInText(text: string, origin: string): MeshConfigReading {
  const reading = readYaml(text);
  const source = { title: origin, id: null, origin };
  if (reading.kind === 'problems') {
    const [first] = reading.problems;
    const message = `${origin} cannot be read${first === undefined ? '' : `, line ${first.line}: ${first.message}`}`;
    return combined([{ source, meshConfig: null, values: null, problems: [{ field: '', message }] }]);
  }
  const value = isFields(reading.value) ? reading.value : {};
  if (textAt(value, 'kind') === 'ConfigMap') {
    const data = fieldsAt(value, 'data');
    return combined([fromData(textAt(data, 'mesh') ?? '', source, 'mesh')]);
  }
  if (!isSettingsDocument(value) && !isInstallationKind(textAt(value, 'kind'))) {
    const message = `${origin} holds neither a MeshConfig nor the values of an installation.`;
    return combined([{ source, meshConfig: null, values: null, problems: [{ field: '', message }] }]);
  }
  return combined([{ source, ...settingsOf(value), problems: [] }]);
}

function configMaps(
  objects: readonly StoredObject[],
  name: string,
  key: string,
  revision: string | null,
): readonly Found[] {
  const all = objects.filter(
    ({ id, value }) =>
      id.group === '' &&
      id.kind === 'ConfigMap' &&
      (id.name === name || id.name.startsWith(`${name}-`)) &&
      textAt(fieldsAt(value, 'data'), key) !== null,
  );
  const wanted = revision === null || revision === 'default' ? name : `${name}-${revision}`;
  const chosen =
    all.find(({ id }) => id.name === wanted) ?? (revision === null && all.length === 1 ? all[0] : undefined);
  if (chosen === undefined) return [];
  const title = `${objectName(chosen.id)}, key ${key}`;
  const text = textAt(fieldsAt(chosen.value, 'data'), key) ?? '';
  return [fromData(text, { title, id: chosen.id, origin: chosen.origin }, key)];
}

/** The text inside a ConfigMap: a MeshConfig under `mesh`, JSON of the values under `values`. */
function fromData(text: string, source: MeshConfigSource, key: string): Found {
  const reading = readYaml(text);
  if (reading.kind === 'value' && (isFields(reading.value) || text.trim() === '')) {
    const fields = isFields(reading.value) ? reading.value : {};
    return key === 'mesh'
      ? { source, meshConfig: fields, values: null, problems: [] }
      : { source, meshConfig: null, values: fields, problems: [] };
  }
  const why =
    reading.kind === 'problems' ? (reading.problems[0]?.message ?? '') : 'It is no object with fields.';
  const message = `${source.title} cannot be read. ${why}`;
  return { source, meshConfig: null, values: null, problems: [{ field: '', message }] };
}

function isInstallation({ id }: StoredObject): boolean {
  return isInstallationKind(id.kind);
}

function isInstallationKind(kind: string | null): boolean {
  return kind === 'IstioOperator' || kind === 'Istio' || kind === 'MeshConfig';
}

function fromInstallation(object: StoredObject): Found {
  const { id, origin, value } = object;
  const title = id.kind === 'MeshConfig' ? origin : objectName(id);
  return { source: { title, id, origin }, ...settingsOf(value), problems: [] };
}

/** The first that has a MeshConfig gives it, the first that has values gives those. */
function combined(found: readonly Found[]): MeshConfigReading {
  const mesh = found.find(({ meshConfig }) => meshConfig !== null);
  const installed = found.find(({ values }) => values !== null);
  const problems = found.flatMap((entry) => entry.problems);
  const read = mesh?.meshConfig == null ? null : readMeshConfig(mesh.meshConfig);
  const values = installed?.values == null ? null : readInstallationValues(installed.values);
  const used = [mesh, installed].filter((entry) => entry !== undefined);
  return {
    config: { ...(read?.config ?? DEFAULT_MESH_CONFIG), ...values?.settings },
    sources: [...new Set(used)].map(({ source }) => source),
    assumed: [
      ...(read === null ? ASSUMED_WITHOUT_MESH_CONFIG : []),
      ...(values === null ? ASSUMED_WITHOUT_VALUES : []),
    ],
    problems: [...problems, ...(read?.problems ?? []), ...(values?.problems ?? [])],
  };
}
