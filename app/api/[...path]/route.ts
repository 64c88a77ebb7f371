/** Any other address under /api: a problem in JSON, where Next would send its page for people. */
import { handler } from '@/lib/http/handler';
import { otherMethods } from '@/lib/http/other-methods';
import { Fault } from '@/lib/mesh/fault';

const absent = handler({
  summary: 'Nothing is here.',
  role: 'viewer',
  load: () => {
    throw new Fault('not-found', 'There is nothing at this address of the API.');
  },
});

export { absent as DELETE, absent as GET, absent as PATCH, absent as POST, absent as PUT };
export const { OPTIONS } = otherMethods('GET', 'POST', 'PUT', 'PATCH', 'DELETE');
