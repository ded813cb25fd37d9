const textsOf = new Set(['Error', 'RangeError']);

/** Leaves out the sentences of errors: no behaviour depends on their words. */
const errorTexts = {
  shouldIgnore: (path) => {
    if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
    const { parent } = path;
    const isErrorText =
      (parent.type === 'NewExpression' && textsOf.has(parent.callee.name)) ||
      (parent.type === 'CallExpression' && parent.callee.type === 'Super');
    return isErrorText ? 'The text of an error is for people.' : undefined;
  },
};

export const strykerPlugins = [{ kind: 'Ignore', name: 'error-texts', value: errorTexts }];
