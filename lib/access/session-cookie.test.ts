import { describe, expect, it } from 'vitest';
import {
  clearSessionCookies,
  cookieName,
  cookieValue,
  MOST_IN_ALL,
  sessionText,
  setSessionCookies,
} from './session-cookie';

const environment = { instance: 'east', sessionAbsoluteMs: 28_800_000 };
const context = { environment, secure: false, sent: null };

/** The `Cookie` header that a browser sends after these, with what it had before. */
function jarAfter(setCookies: readonly string[], before: string | null = null): string {
  const jar = new Map<string, string>();
  for (const pair of (before ?? '').split('; ').filter((text) => text !== '')) {
    const [name = '', value = ''] = pair.split('=');
    jar.set(name, value);
  }
  for (const cookie of setCookies) {
    const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? [];
    if (cookie.includes('Max-Age=0')) jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

describe('the session cookie', () => {
  it('is out of reach of scripts and other sites, and Secure on https', () => {
    expect(setSessionCookies('abc*def', context)).toEqual([
      'periplus-east=abc*def; Path=/; HttpOnly; SameSite=Strict; Max-Age=28800',
    ]);
    expect(setSessionCookies('abc', { ...context, secure: true })[0]).toContain('; Secure');
  });

  it('has another name for every instance, because cookies ignore ports', () => {
    expect(cookieName('east')).not.toBe(cookieName('west'));
  });

  it('is removed with the attributes it was set with', () => {
    expect(clearSessionCookies(context)).toEqual([
      'periplus-east=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
    ]);
  });

  it('is found among others', () => {
    const header = 'xperiplus-east=1; periplus-east-device=2; periplus-east=a%2Ab=; periplus-east=second';
    expect(cookieValue(header, 'periplus-east')).toBe('a*b=');
    expect(cookieValue(header, 'periplus')).toBeNull();
    expect(cookieValue('periplus-east=%E0%A4%A', 'periplus-east')).toBeNull();
    expect(cookieValue(null, 'periplus-east')).toBeNull();
  });
});

describe('a text that is longer than a cookie', () => {
  const long = Array.from({ length: 9_000 }, (_, at) => 'abcdefghijklmnopqrstuvwxyz*~.-_'[at % 31]).join('');

  it('comes back whole from several, none larger than browsers keep', () => {
    const cookies = setSessionCookies(long, context);
    expect(cookies).toHaveLength(3);
    for (const cookie of cookies) expect(cookie.length).toBeLessThanOrEqual(4_096);
    expect(sessionText(jarAfter(cookies), 'east')).toBe(long);
  });

  it('leaves no part behind when it gets shorter, or ends', () => {
    const before = jarAfter(setSessionCookies(long, context));
    const shorter = jarAfter(setSessionCookies('short', { ...context, sent: before }), before);
    expect(shorter).toBe('periplus-east=short');
    expect(jarAfter(clearSessionCookies({ ...context, sent: before }), before)).toBe('');
  });

  it('is nothing when a part is missing', () => {
    const [first = '', , third = ''] = setSessionCookies(long, context);
    expect(sessionText(jarAfter([first, third]), 'east')).toBeNull();
  });

  it('is refused in words when it would not come back', () => {
    expect(setSessionCookies('x'.repeat(MOST_IN_ALL), context).length).toBeGreaterThan(1);
    expect(() => setSessionCookies('x'.repeat(MOST_IN_ALL + 1), context)).toThrow(/too large to be kept/);
  });

  it('takes no count of parts that nobody wrote', () => {
    expect(sessionText('periplus-east=1*abc', 'east')).toBe('1*abc');
    expect(sessionText('periplus-east=99*abc', 'east')).toBe('99*abc');
    expect(sessionText('periplus-east=9*abc', 'east')).toBeNull();
  });
});
