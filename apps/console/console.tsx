import { sessionContract } from '@canbao/http-contract/session.contract';
import { Suspense, useEffect, useState } from 'react';

import { useAnswer } from './api/use-answer.ts';
import { SetLanguageContext } from './look/language-switch.tsx';
import { LanguageContext, type Language } from './look/words.tsx';
import { SessionContext } from './session/session.tsx';
import { SignInPage } from './session/sign-in.page.tsx';
import { Pages } from './shell/pages.tsx';

const remembered = (): Language => (localStorage.getItem('canbao.language') === 'en' ? 'en' : 'zh');

/** The tokens follow the system's light or dark. */
function useTheme(): void {
  const query = window.matchMedia('(prefers-color-scheme: dark)');
  const [isDark, setDark] = useState(query.matches);
  useEffect(() => {
    const follow = () => setDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [query]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  }, [isDark]);
}

/** Language, theme and session around everything; without a session there is only the sign-in page. */
export function Console() {
  const [language, setLanguage] = useState<Language>(remembered);
  useTheme();
  const session = useAnswer(sessionContract.current);
  useEffect(() => {
    localStorage.setItem('canbao.language', language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const isSignedIn = session.data !== undefined && !session.isError;
  return (
    <LanguageContext value={language}>
      <SetLanguageContext value={setLanguage}>
        {session.isPending ? null : isSignedIn ? (
          <SessionContext value={session.data}>
            <Suspense fallback={null}>
              <Pages />
            </Suspense>
          </SessionContext>
        ) : (
          <SignInPage />
        )}
      </SetLanguageContext>
    </LanguageContext>
  );
}
