import { useContext } from 'react';

import { twoLanguages } from './two-languages.ts';
import { LanguageContext, Words } from './words.tsx';

/** What the API says in both languages, in the reader's order. */
export function Said({ text }: { readonly text: string }) {
  const { zh, en } = twoLanguages(text);
  return zh === en ? <>{zh}</> : <Words zh={zh} en={en} />;
}

/** The same in one language only, where there is no room for two. */
export function useSaid(): (text: string) => string {
  const language = useContext(LanguageContext);
  return (text) => twoLanguages(text)[language];
}
