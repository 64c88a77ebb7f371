/** ProxyConfig. https://istio.io/latest/docs/reference/config/networking/proxy-config/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { istioObject } from './object';
import { workloadSelector } from './selection';

const spec = z.strictObject({
  selector: field(workloadSelector, 'Pods whose proxies it is for.', {
    default: 'every pod of the namespace, in the root namespace of the mesh',
  }).optional(),
  concurrency: field(
    z.int().min(0).max(2_147_483_647).nullable(),
    'Threads of the proxy; 0 uses every core.',
    {
      default: 'by the CPU limit',
    },
  ).optional(),
  environmentVariables: field(
    z.record(z.string(), z.string().max(2048)),
    'Environment of the proxy.',
  ).optional(),
  image: field(
    z.strictObject({
      imageType: field(z.string(), 'Flavour of the image, e.g. default, debug or distroless.', {
        default: 'as the mesh says',
      }).optional(),
    }),
    'Image that the proxy runs from.',
  ).optional(),
});

export const proxyConfigModel = istioObject(
  'ProxyConfig',
  field(spec, 'How proxies are started; pods take it over when they restart.').optional(),
);
