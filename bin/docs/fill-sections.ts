/**
 * Replaces what stands between the marks of each section, in a document whose rest is written by hand.
 *
 * @param sections by name: `<!-- written by npm run docs: NAME -->` and `<!-- end -->` mark the place
 * @throws Error that names a section that the document has no place for
 */
export const fillSections = (text: string, sections: Readonly<Record<string, string>>): string =>
  Object.entries(sections).reduce((filled, [name, content]) => {
    const start = `<!-- written by npm run docs: ${name} -->`;
    const [before, after] = filled.split(start);
    const end = after?.indexOf('<!-- end -->') ?? -1;
    if (before === undefined || after === undefined || end < 0) {
      throw new Error(`The document has no place for "${name}". Add ${start} and <!-- end --> where it belongs.`);
    }
    return `${before}${start}\n\n${content}\n\n${after.slice(end)}`;
  }, text);
