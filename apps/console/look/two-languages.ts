/** A text in both languages, as the API writes it: `等银行流水 waits for the bank line`. */
export type TwoLanguages = { readonly zh: string; readonly en: string };

const CHINESE = String.raw`\u3000-\u303f\u4e00-\u9fff\uff00-\uffef「」`;
const both = new RegExp(String.raw`^(.*[${CHINESE}][^A-Za-z${CHINESE}]*?)\s+([A-Za-z][^${CHINESE}]*)$`, 's');

/** Splits Chinese from the English behind it, part by part. Where a part has no English, the Chinese stands in both. */
export function twoLanguages(text: string): TwoLanguages {
  const parts = text.split('；').map((part) => {
    const found = both.exec(part);
    return { zh: found?.[1] ?? part, en: found?.[2] ?? part };
  });
  const zh = parts.map((part) => part.zh).join('；');
  const isWhole = parts.every((part) => part.zh !== part.en);
  return { zh, en: isWhole ? parts.map((part) => part.en).join('; ') : zh };
}
