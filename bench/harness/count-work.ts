/** What was done: counts, which are the same on any machine, instead of times. */
export interface Work {
  /** Characters of JSON texts that were parsed. */
  parsed: number;
  /** Reads of the parsed value: of a field, of its names, of a length. */
  reads: number;
  /** Characters that patterns went over. */
  matched: number;
  /** Characters that were looked at one by one. */
  looked: number;
  /** Elements that lists grew by. */
  pushed: number;
  /** Faults that validation noted; one that goes up through the schema counts at each level. */
  issues: number;
}

/** Does something, and counts what is done meanwhile to texts, to what JSON.parse gives, and to lists. */
export const countWork = <Result>(something: () => Result): { readonly result: Result; readonly work: Work } => {
  const work: Work = { parsed: 0, reads: 0, matched: 0, looked: 0, pushed: 0, issues: 0 };
  const { parse } = JSON;
  const { exec } = RegExp.prototype;
  const { charAt } = String.prototype;
  const { push } = Array.prototype;

  const counted = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? new Proxy(value, {
          get: (target, key) => {
            work.reads++;
            return counted(Reflect.get(target, key));
          },
          has: (target, key) => {
            work.reads++;
            return Reflect.has(target, key);
          },
          getOwnPropertyDescriptor: (target, key) => {
            work.reads++;
            return Reflect.getOwnPropertyDescriptor(target, key);
          },
          ownKeys: (target) => {
            const keys = Reflect.ownKeys(target);
            work.reads += keys.length;
            return keys;
          },
        })
      : value;

  // All ways to use a pattern go through exec, where it is not the built-in one: ECMA-262, RegExpExec.
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const start = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    work.matched += (match ? match.index + match[0].length : text.length) - start;
    return match;
  };
  String.prototype.charAt = function (this: string, position: number) {
    work.looked++;
    return charAt.call(this, position);
  };
  Array.prototype.push = function (this: unknown[], ...items: unknown[]) {
    work.pushed += items.length;
    for (const item of items) if (typeof item === 'object' && item !== null && 'code' in item) work.issues++;
    return push.apply(this, items);
  };
  JSON.parse = (text: string) => {
    work.parsed += text.length;
    return counted(parse(text));
  };
  try {
    return { result: something(), work };
  } finally {
    JSON.parse = parse;
    RegExp.prototype.exec = exec;
    String.prototype.charAt = charAt;
    Array.prototype.push = push;
  }
};
