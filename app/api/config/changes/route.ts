/** Several objects changed as one: in a safe order, and put back in full when one of the writes fails. */
import { changesAnswerSchema, changesSchema } from '@/lib/config/changes/contract';
import { saveChanges } from '@/lib/config/changes/load';
import { changesOfOneCluster } from '@/lib/config/changes/one-cluster';
import { configSource } from '@/lib/config/config-source';
import { objectKey } from '@/lib/config/identity';
import { MAX_OBJECT_BODY_BYTES } from '@/lib/config/yaml/read-yaml';
import { handler, writtenCluster } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = handler({
  summary: 'Changes several objects as one, in a safe order; all of it is put back when a write fails.',
  role: 'admin',
  body: changesSchema,
  maxBodyBytes: MAX_OBJECT_BODY_BYTES,
  answer: changesAnswerSchema,
  load: async ({ body, sources, session, headers, signal, describeWrite }) => {
    const changes = changesOfOneCluster(body.changes, writtenCluster(session, headers));
    describeWrite({
      objects: changes.map(({ id }) => objectKey(id)),
      versionsBefore: changes.map(({ baseVersion }) => baseVersion),
      rehearsal: body.rehearse,
    });
    const done = await saveChanges(
      configSource(sources),
      { changes, rehearse: body.rehearse },
      { author: session.identity.name, signal },
    );
    describeWrite({ versionsAfter: done.steps.map(({ version }) => version) });
    return done;
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST');
