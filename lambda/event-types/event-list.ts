import { util, ZodMiniArray, type ZodMiniObject } from 'zod/mini';
import { $constructor, $ZodAsyncError, type $ZodIssue } from 'zod/v4/core';

/** How many faults people are told of: more than they read would only cost time, and space in log and queue. */
export const FAULTS_TOLD = 5;

/** Marks the issue that stands for the faults of elements that were not looked at. */
const UNCHECKED = { unchecked: true };

/** Whether an issue says that there are more faults, and nobody counted how many. */
// Stryker disable next-line ConditionalExpression,LogicalOperator: no other issue of the schema is a custom one
export const isUnchecked = (issue: $ZodIssue): boolean => issue.code === 'custom' && issue.params === UNCHECKED;

/**
 * A list that is validated element by element, until it has more faults than people are told of: a message of 1 MiB has
 * room for 330,000 broken elements, and the issues of one take more time and memory than the element. If elements are
 * left then, its last issue is one that `isUnchecked` tells. In all else, and as JSON Schema, it is `z.array(element)`.
 */
export const listOf = <Element extends ZodMiniObject>(element: Element): ZodMiniArray<Element> => {
  const List = $constructor<ZodMiniArray<Element>>('List', (inst, def) => {
    ZodMiniArray.init(inst, def);
    inst._zod.parse = (payload, context) => {
      const { value, issues } = payload;
      if (!Array.isArray(value)) {
        issues.push({ code: 'invalid_type', expected: 'array', input: value, inst });
        return payload;
      }
      const valid: unknown[] = [];
      for (let position = 0; position < value.length; position++) {
        if (issues.length > FAULTS_TOLD) {
          issues.push({ code: 'custom', params: UNCHECKED, input: value, inst });
          break;
        }
        const result = def.element._zod.run({ value: value[position], issues: [] }, context);
        if (result instanceof Promise) throw new $ZodAsyncError();
        if (result.issues.length > 0) issues.push(...util.prefixIssues(position, result.issues));
        else valid.push(result.value);
      }
      payload.value = valid;
      return payload;
    };
  });
  return new List({ type: 'array', element });
};
