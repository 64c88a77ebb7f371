/** Transformations into Grafana's `{id, options}`. */
import type { Transformation } from '@/lib/dashboards/model/transformation';
import { defined, type Json } from './loose';

export function exportTransformation(transformation: Transformation): Json {
  const { id } = transformation;
  switch (id) {
    case 'calculateField': {
      const { mode, alias, replaceFields, reducer, include, left, right, operator, unary, field } =
        transformation;
      const byMode = {
        reduceRow: { reduce: { reducer, include } },
        binary: { binary: { left, right, operator } },
        unary: { unary: { operator: unary, fieldName: field } },
        index: {},
      }[mode];
      return { id, options: { mode, alias, replaceFields, ...byMode } };
    }
    case 'sortBy':
      return { id, options: { sort: [{ field: transformation.field, desc: transformation.desc }] } };
    case 'filterByValue':
      return {
        id,
        options: {
          type: transformation.type,
          match: transformation.match,
          filters: transformation.filters.map(({ field, test, value, to }) => ({
            fieldName: field,
            config: {
              id: test,
              options: test === 'between' ? defined({ from: value, to }) : defined({ value }),
            },
          })),
        },
      };
    case 'limit':
      return { id, options: { limitField: transformation.limit } };
    default: {
      const { id: _, ...options } = transformation;
      return { id, options };
    }
  }
}
