/** Experimental: keeps a caller at the backend that it was sent to first (GEP-1619). */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { gatewayDuration } from './names';
import { refuse } from './rules';

const model = z
  .strictObject({
    sessionName: field(z.string().max(128), 'Name of the cookie or header that holds the session.', {
      default: 'chosen by the implementation',
    }).optional(),
    absoluteTimeout: field(gatewayDuration(), 'How long a session lasts at most, for example 1h.', {
      default: 'no limit',
    }).optional(),
    type: field(z.enum(['Cookie', 'Header']), 'What holds the session.', {
      default: 'Cookie',
      values: { Cookie: 'a cookie', Header: 'a header' },
    }).optional(),
    cookieConfig: field(
      z.strictObject({
        lifetimeType: field(z.enum(['Permanent', 'Session']), 'How long the cookie lasts.', {
          default: 'Session',
          values: { Permanent: 'until absoluteTimeout', Session: 'until the browser is closed' },
        }).optional(),
      }),
      'Settings of the cookie, for type Cookie.',
    ).optional(),
  })
  .check((checked) => {
    const { type = 'Cookie', cookieConfig, absoluteTimeout } = checked.value;
    if (cookieConfig?.lifetimeType === 'Permanent' && absoluteTimeout === undefined) {
      refuse(checked, 'PER0920', 'a Permanent cookie needs absoluteTimeout', [
        'cookieConfig',
        'lifetimeType',
      ]);
    }
    if (cookieConfig !== undefined && type !== 'Cookie') {
      refuse(checked, 'PER0920', 'cookieConfig is for type Cookie', ['cookieConfig']);
    }
  });

export const sessionPersistence = () =>
  field(model, 'Experimental: keeps a caller at the backend that it was sent to first.', { since: 'v1.1' });
