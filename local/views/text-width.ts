/** Two columns in a terminal: East Asian Wide and Fullwidth (UAX 11), and emoji. */
const wide =
  /[\p{Emoji_Presentation}\p{Extended_Pictographic}\u1100-\u115F\u2329\u232A\u2630-\u2637\u268A-\u268F\u2E80-\uA4CF\uA960-\uA97F\uAC00-\uD7FF\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{1B2FF}\u{1D300}-\u{1D376}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]/u;
/** Drawn over the character before it. A variation selector is not, since it may make that one wide. */
const combining = /(?!\uFE0F)[\p{Mn}\p{Me}]/u;
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

const MARK = '…';

/** As a terminal can show it: what a sensor sent may hold line breaks, or sequences that move the cursor. */
export const printable = (text: string): string => text.replaceAll(unprintable, '·');

/** Columns that a printable text takes in a terminal, or more where terminals differ. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
};

const characterWidth = (character: string): number => {
  if (wide.test(character)) return 2;
  return combining.test(character) ? 0 : 1;
};

/** Cut with a mark where it is wider than `columns`. */
export const cut = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let width = widthOf(MARK);
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns) break;
    kept += character;
  }
  return kept + MARK;
};

/** Lines of whole words; a word that is wider than `columns` has a line of its own. */
export const wrapWords = (text: string, columns: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && widthOf(`${line} ${word}`) <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
};
