/** `loadBalancer` of a DestinationRule. */
import { z } from 'zod';
import { atMostOne, duration } from '@/lib/config/model/field-types';

const consistentHash = z
  .strictObject({
    httpHeaderName: z.string().optional().describe('Hashes a header.'),
    httpCookie: z
      .strictObject({
        name: z.string(),
        path: z.string().optional(),
        ttl: duration.optional(),
        attributes: z.array(z.strictObject({ name: z.string(), value: z.string().optional() })).optional(),
      })
      .optional()
      .describe('Hashes a cookie, and sets it when it is missing.'),
    useSourceIp: z.boolean().optional().describe('Hashes the address of the caller.'),
    httpQueryParameterName: z.string().optional().describe('Hashes a query parameter.'),
    ringHash: z.strictObject({ minimumRingSize: z.int().min(0).optional() }).optional(),
    maglev: z.strictObject({ tableSize: z.int().min(0).optional() }).optional(),
    minimumRingSize: z.int().min(0).optional().describe('Old form of ringHash.'),
  })
  .check(atMostOne('httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName'))
  .check(atMostOne('ringHash', 'maglev'));

const locality = z
  .strictObject({
    enabled: z.boolean().nullable().optional(),
    distribute: z
      .array(z.strictObject({ from: z.string(), to: z.record(z.string(), z.int().min(1).max(100)) }))
      .optional(),
    failover: z.array(z.strictObject({ from: z.string(), to: z.string() })).optional(),
    failoverPriority: z.array(z.string()).optional(),
  })
  .check(atMostOne('distribute', 'failover'));

export const loadBalancer = z
  .strictObject({
    simple: z
      .enum(['UNSPECIFIED', 'LEAST_REQUEST', 'RANDOM', 'PASSTHROUGH', 'ROUND_ROBIN', 'LEAST_CONN'])
      .optional()
      .describe('LEAST_REQUEST when left out.'),
    consistentHash: consistentHash.optional().describe('The same key goes to the same pod.'),
    localityLbSetting: locality.optional().describe('Prefers near pods.'),
    warmup: z
      .strictObject({
        duration: duration.optional(),
        minimumPercent: z.number().nullable().optional(),
        aggression: z.number().nullable().optional(),
      })
      .optional()
      .describe('New pods get their full share only after a while.'),
    warmupDurationSecs: duration.optional().describe('Old form of warmup.'),
  })
  .check(atMostOne('simple', 'consistentHash'))
  .describe('How requests are spread over pods.');
