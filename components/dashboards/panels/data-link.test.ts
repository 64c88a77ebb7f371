// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Grafana's placeholders look so

import { describe, expect, it } from 'vitest';
import { dataLinks, type LinkedValue } from './data-link';

const value: LinkedValue = {
  field: { name: 'Value', type: 'number', labels: { pod: 'a/b $ns' }, values: [5] },
  title: 'Rate',
  value: 5,
  text: '5.00 req/s',
  atMs: 1000,
  row: [
    { names: ['Name', 'service'], value: 'web' },
    { names: ['Value'], value: 5 },
  ],
};
const put = (text: string) => text.replaceAll('$ns', 'shop');
const href = (url: string) => dataLinks([{ title: 'T', url, newTab: false }], value, put)[0]?.href;

describe('dataLinks', () => {
  it.each([
    ['/x?v=${__value.raw}&t=${__value.time}', '/x?v=5&t=1000'],
    ['/x?v=${__value.text}', '/x?v=5.00%20req%2Fs'],
    ['/x?p=${__field.labels.pod}&n=$ns', '/x?p=a%2Fb%20%24ns&n=shop'],
    ['/x?p=${__field.labels["pod"]}', '/x?p=a%2Fb%20%24ns'],
    ['/x?p=${__field.labels.none}', '/x?p='],
    ['/x/${__data.fields.service}/${__data.fields["Name"].text}/${__data.fields[1]}', '/x/web/web/5'],
    ['/x?s=${__series.name}', '/x?s=Rate'],
    ['https://a.example/${__field.name}', 'https://a.example/Rate'],
  ])('%s', (url, expected) => {
    expect(href(url)).toBe(expected);
  });

  it('leads nowhere but to the web and to this console', () => {
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      '${__field.labels.pod}',
    ]) {
      expect(href(url)).toBeUndefined();
    }
  });

  it('has titles with the same put in', () => {
    const [link] = dataLinks([{ title: '${__field.name} in $ns', url: '/x', newTab: true }], value, put);
    expect(link).toEqual({ href: '/x', title: 'Rate in shop', newTab: true });
  });
});
