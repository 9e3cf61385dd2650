/** `A` for column 0, `AA` for 26. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + (column % 26));
}

// Characters that XML has no place for.
const unwritable = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu;

/** Text as XML holds it. `_x0041_` would be read as an escape, so its first `_` is one. */
export const markupText = (text: string): string =>
  text
    .toWellFormed()
    .replace(unwritable, '')
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** A cell that holds text as text, whatever it begins with. `prefix`: `x:` where the sheet's tags have one. */
export function cellMarkup(reference: string, text: string, style = '', prefix = ''): string {
  const styled = style === '' ? '' : ` s="${style}"`;
  if (text === '') return `<${prefix}c r="${reference}"${styled}/>`;
  const inside = `<${prefix}is><${prefix}t xml:space="preserve">${markupText(text)}</${prefix}t></${prefix}is>`;
  return `<${prefix}c r="${reference}"${styled} t="inlineStr">${inside}</${prefix}c>`;
}
