import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy';

const directive = (policy: string, name: string) =>
  policy.split('; ').find((part) => part.startsWith(`${name} `)) ?? '';

describe('contentSecurityPolicy', () => {
  it('runs no script and no style element without the nonce, and no eval', () => {
    const policy = contentSecurityPolicy('abc', false);
    expect(directive(policy, 'script-src')).toBe("script-src 'nonce-abc' 'strict-dynamic'");
    expect(directive(policy, 'style-src')).toBe("style-src 'self' 'nonce-abc'");
    expect(policy).not.toContain('unsafe-eval');
  });

  it('talks to nobody else, is framed by nobody, and sends its forms to nobody else', () => {
    const policy = contentSecurityPolicy('abc', false);
    expect(directive(policy, 'default-src')).toBe("default-src 'none'");
    expect(directive(policy, 'connect-src')).toBe("connect-src 'self'");
    expect(directive(policy, 'frame-ancestors')).toBe("frame-ancestors 'none'");
    expect(directive(policy, 'form-action')).toBe("form-action 'self'");
    expect(directive(policy, 'base-uri')).toBe("base-uri 'none'");
    expect(policy).not.toMatch(/https?:/);
  });

  it('adds what the development server needs, there only', () => {
    expect(contentSecurityPolicy('abc', true)).toContain("'unsafe-eval'");
  });
});
