import { expect, it } from 'vitest';
import { protocolTags } from './protocol-tags';

it.each([
  [
    'the method, by its new and its old name',
    { 'http.request.method': 'PUT', 'http.method': 'GET' },
    'cart',
    ['PUT'],
  ],
  ['no method that the operation says', { 'http.method': 'GET' }, 'GET /products', []],
  ['a method that a longer word only holds', { 'http.method': 'GET' }, 'getaway.shop:80/*', ['GET']],
  [
    'databases, calls and queues',
    { 'db.system': 'mysql', 'rpc.system': 'grpc', 'messaging.system': 'kafka' },
    'work',
    ['mysql', 'grpc', 'kafka'],
  ],
  ['nothing of what is no text', { 'http.method': 7, 'db.system': '' }, 'work', []],
  ['nothing where nothing is told', {}, 'work', []],
] as const)('are %s', (_, attributes, name, tags) => {
  expect(protocolTags(attributes, name)).toEqual(tags);
});
