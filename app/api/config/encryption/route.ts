/** `GET /api/config/encryption`: for every caller and every server whether the way is encrypted, and what breaks. */
import { connectedStore } from '@/lib/config/config-source';
import { loadEncryptionMatrix } from '@/lib/config/simulate';
import { encryptionMatrixSchema } from '@/lib/config/simulation/matrix-contract';
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = handler({
  summary:
    'Whether the way between each kind of caller and each server is encrypted, by whose rule, and what breaks.',
  role: 'viewer',
  answer: encryptionMatrixSchema,
  load: ({ sources, signal }) => loadEncryptionMatrix(connectedStore(sources.config), signal),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET');
