import { createContext, useContext } from 'react';

import { LanguageContext, type Language } from './words.tsx';

export const SetLanguageContext = createContext<(language: Language) => void>(() => {});

/** 中 / EN: which language stands first. */
export function LanguageSwitch() {
  const language = useContext(LanguageContext);
  const setLanguage = useContext(SetLanguageContext);
  return (
    <span className="segmented" role="group" aria-label="语言 language">
      <button type="button" aria-pressed={language === 'zh'} onClick={() => setLanguage('zh')}>
        中
      </button>
      <button type="button" aria-pressed={language === 'en'} onClick={() => setLanguage('en')}>
        EN
      </button>
    </span>
  );
}
