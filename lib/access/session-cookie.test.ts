import { describe, expect, it } from 'vitest';
import { clearSessionCookie, cookieName, cookieValue, setSessionCookie } from './session-cookie';

const environment = { instance: 'east', sessionAbsoluteMs: 28_800_000 };

describe('the session cookie', () => {
  it('is out of reach of scripts and other sites, and Secure on https', () => {
    expect(setSessionCookie('abc*def', { environment, secure: false })).toBe(
      'periplus-east=abc*def; Path=/; HttpOnly; SameSite=Strict; Max-Age=28800',
    );
    expect(setSessionCookie('abc', { environment, secure: true })).toContain('; Secure');
  });

  it('has another name for every instance, because cookies ignore ports', () => {
    expect(cookieName('east')).not.toBe(cookieName('west'));
  });

  it('is removed with the attributes it was set with', () => {
    expect(clearSessionCookie({ environment, secure: false })).toBe(
      'periplus-east=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
    );
  });

  it('is found among others', () => {
    const header = 'xperiplus-east=1; periplus-east-device=2; periplus-east=a%2Ab=; periplus-east=second';
    expect(cookieValue(header, 'periplus-east')).toBe('a*b=');
    expect(cookieValue(header, 'periplus')).toBeNull();
    expect(cookieValue('periplus-east=%E0%A4%A', 'periplus-east')).toBeNull();
    expect(cookieValue(null, 'periplus-east')).toBeNull();
  });
});
