import { createContext, useContext } from 'react';

export type Language = 'zh' | 'en';
export const LanguageContext = createContext<Language>('zh');

/** Chinese first with English beside it, smaller; the switch 中/EN swaps the two. */
export function Words({ zh, en }: { readonly zh: string; readonly en: string }) {
  const language = useContext(LanguageContext);
  const [first, second] = language === 'zh' ? [zh, en] : [en, zh];
  return (
    <>
      {first}
      <span className="en" lang={language === 'zh' ? 'en' : 'zh'}>
        {second}
      </span>
    </>
  );
}

/** One language only, for buttons, labels and sentences. */
export function useWords(): (zh: string, en: string) => string {
  const language = useContext(LanguageContext);
  return (zh, en) => (language === 'zh' ? zh : en);
}
