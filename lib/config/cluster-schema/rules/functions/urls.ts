/** https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#URLs */
import { type CelFunc, type CelInput, CelScalar, celFunc, celMap, celMethod } from '@bufbuild/cel';
import { goUrl, hostnameOf, portOf } from '@/lib/config/cluster-schema/go-url';
import { TAGGED, tagged, textOf } from './tagged';

const { STRING, BOOL } = CelScalar;
const URL_TYPE = 'url';

function parts(text: string): Readonly<Record<string, CelInput>> {
  const url = goUrl(text);
  if (url === null) throw new Error(`URL parse error during conversion from string: ${text}`);
  const { scheme, host, path, query } = url;
  return { scheme, host, path, query, hostname: hostnameOf(url), port: portOf(url), text };
}

function getter(name: string, field: string): CelFunc {
  return celMethod(name, TAGGED, [], STRING, function () {
    return textOf(this, URL_TYPE, field);
  });
}

export const URL_FUNCTIONS: readonly CelFunc[] = [
  celFunc('isURL', [STRING], BOOL, (text) => goUrl(text) !== null),
  celFunc('url', [STRING], TAGGED, (text) => tagged(URL_TYPE, parts(text))),
  getter('getScheme', 'scheme'),
  getter('getHost', 'host'),
  getter('getHostname', 'hostname'),
  getter('getPort', 'port'),
  getter('getEscapedPath', 'path'),
  celMethod('getQuery', TAGGED, [], TAGGED, function () {
    const values = new Map<string, CelInput[]>();
    for (const [name, value] of new URLSearchParams(textOf(this, URL_TYPE, 'query')))
      values.set(name, [...(values.get(name) ?? []), value]);
    return celMap(new Map<string, CelInput>(values));
  }),
];
