/** The forms in which people keep the settings of a mesh in YAML that is no Kubernetes object. */
import { type Fields, isFields, optionalFieldsAt } from '@/lib/config/simulation/read/fields';

/** Fields by which a MeshConfig without `kind` is known; any of them suffices. */
const MESH_CONFIG_FIELDS: ReadonlySet<string> = new Set([
  'accessLogFile',
  'defaultConfig',
  'defaultProviders',
  'defaultHttpRetryPolicy',
  'defaultServiceExportTo',
  'defaultVirtualServiceExportTo',
  'defaultDestinationRuleExportTo',
  'discoverySelectors',
  'enableAutoMtls',
  'enableTracing',
  'extensionProviders',
  'localityLbSetting',
  'meshMTLS',
  'outboundTrafficPolicy',
  'pathNormalization',
  'rootNamespace',
  'trustDomain',
  'trustDomainAliases',
]);

/** True for a plain MeshConfig and for the values of an installation with `meshConfig`. */
export function isSettingsDocument(value: unknown): value is Fields {
  if (!isFields(value) || 'apiVersion' in value || 'kind' in value) return false;
  return isFields(value.meshConfig) || Object.keys(value).some((key) => MESH_CONFIG_FIELDS.has(key));
}

/** MeshConfig and values in a document: plain, values of Helm, IstioOperator, or the operator's Istio. */
export function settingsOf(value: Fields): {
  readonly meshConfig: Fields | null;
  readonly values: Fields | null;
} {
  const spec = optionalFieldsAt(value, 'spec');
  if (spec !== null) {
    const values = optionalFieldsAt(spec, 'values');
    const own = optionalFieldsAt(spec, 'meshConfig');
    const ofValues = values === null ? null : optionalFieldsAt(values, 'meshConfig');
    // What stands in `meshConfig` itself goes over what stands in the values.
    const meshConfig = own === null && ofValues === null ? null : { ...ofValues, ...own };
    return { meshConfig, values };
  }
  const nested = optionalFieldsAt(value, 'meshConfig');
  return nested === null ? { meshConfig: value, values: null } : { meshConfig: nested, values: value };
}
