/** CronJob. https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { looseObject } from './loose-object';
import { podTemplate } from './pod-spec';

const jobTemplate = z.looseObject({
  spec: field(z.looseObject({ template: field(podTemplate, 'What its pods are made from.') }), 'The job.'),
});

const spec = z.looseObject({
  schedule: field(z.string(), 'When it runs, in the notation of cron.'),
  suspend: field(z.boolean(), 'Keeps it from running.', { default: 'false' }).optional(),
  jobTemplate: field(jobTemplate, 'The job that is run.'),
});

export const cronJobModel = looseObject('CronJob', { spec: field(spec, 'What is wanted.') });
