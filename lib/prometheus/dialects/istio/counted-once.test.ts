import { expect, it } from 'vitest';
import { equal } from '@/lib/prometheus/promql';
import { selectionMatchers } from './counted-once';

it('asks for a whole namespace by its name alone, never for traffic of unknown namespaces too', () => {
  expect(selectionMatchers({ service: { namespace: 'shop' } })).toEqual([
    equal('destination_service_namespace', 'shop'),
  ]);
});

it('knows a named service even where a client did not know its namespace', () => {
  const [namespace, name] = selectionMatchers({ service: { namespace: 'shop', name: 'cart' } });
  expect(name).toEqual(equal('destination_service_name', 'cart'));
  expect(namespace).toMatchObject({ name: 'destination_service_namespace', operator: '=~' });
  expect(namespace?.value).toContain('shop');
  expect(namespace?.value).toContain('unknown');
});
