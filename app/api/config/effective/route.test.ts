import { describe, expect, it } from 'vitest';
import { descriptionOf } from '@/lib/http/handler';
import { GET } from './route';

describe('GET /api/config/effective', () => {
  const query = descriptionOf(GET)?.query;

  it('asks for a workload or a namespace, never both or neither', () => {
    expect(query?.safeParse({ workload: 'shop/Deployment/cart' }).success).toBe(true);
    expect(query?.safeParse({ workload: 'shop/cart' }).success).toBe(true);
    expect(query?.safeParse({ namespace: 'shop' }).success).toBe(true);
    expect(query?.safeParse({}).success).toBe(false);
    expect(query?.safeParse({ workload: 'shop/cart', namespace: 'shop' }).success).toBe(false);
  });

  it('refuses what is no name', () => {
    expect(query?.safeParse({ workload: 'shop/../secrets' }).success).toBe(false);
    expect(query?.safeParse({ workload: 'shop/Deployment/cart/more' }).success).toBe(false);
    expect(query?.safeParse({ namespace: 'a b' }).success).toBe(false);
  });
});
