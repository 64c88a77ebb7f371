import { expect, it } from 'vitest';
import { expiresText, versionsText } from './control-plane-words';

const one = (component: string, version: string, count = 1) => ({ component, version, count });

it('says the version of the control plane, and that proxies differ', () => {
  expect(versionsText([one('proxy', '1.30.3', 28), one('pilot', '1.30.3')])).toEqual({
    text: '1.30.3',
    title: '28 × proxy 1.30.3\n1 × pilot 1.30.3',
  });
  expect(versionsText([one('proxy', '1.29.0'), one('pilot', '1.30.3')]).text).toBe(
    '1.30.3 and older or newer proxies',
  );
  expect(versionsText([one('proxy', '1.29.0')]).text).toBe('–');
});

it('counts days, and hours when few are left', () => {
  expect([97.6 * 86_400, 30 * 3600, 0, -5].map(expiresText)).toEqual([
    'in 97 days',
    'in 30 h',
    'expired',
    'expired',
  ]);
});
