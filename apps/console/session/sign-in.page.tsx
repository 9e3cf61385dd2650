import { sessionContract } from '@canbao/http-contract/session.contract';
import { useState, type FormEvent } from 'react';

import { useAnswer, useCommand } from '../api/use-answer.ts';
import { LanguageSwitch } from '../look/language-switch.tsx';
import { Mark } from '../look/mark.tsx';
import { useSaid } from '../look/said.tsx';
import { Section } from '../look/section.tsx';
import { Words, useWords } from '../look/words.tsx';
import { MadeUpAccounts } from './made-up-accounts.tsx';

/** Sign-in: one account a person. Wrong name and wrong password read alike. */
export function SignInPage() {
  const say = useWords();
  const said = useSaid();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useCommand(sessionContract.signIn);
  const accounts = useAnswer(sessionContract.madeUpAccounts);
  const enter = (as: { readonly name: string; readonly password: string }) => signIn.mutate({ body: as });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter({ name: name.trim(), password });
  };
  return (
    <div className="signin">
      <div className="story">
        <p style={{ font: '600 28px/34px var(--sans)', letterSpacing: '.08em' }}>
          参保{' '}
          <span className="en" style={{ fontSize: 14, letterSpacing: 0 }}>
            canbao
          </span>
        </p>
        <div style={{ margin: '56px 0 40px' }}>
          <h1 style={{ font: '600 28px/40px var(--sans)' }}>
            {say('每一元在哪里，每一件等着谁。', 'Where every yuan is, and whom each thing waits for.')}
          </h1>
          <p className="faint">
            {say('Where every yuan is, and whom each thing waits for.', '每一元在哪里，每一件等着谁。')}
          </p>
        </div>
        <MadeUpAccounts accounts={accounts.data?.accounts ?? []} onChoose={enter} />
        {accounts.data?.accounts.length === 0 ? (
          <Section zh="账号从哪里来" en="where an account comes from">
            <p style={{ padding: '8px 0' }} className="dim">
              {say(
                '由本单位授权人开立，一人一号。',
                'The security administrator of your unit opens it: one person, one account.',
              )}
            </p>
          </Section>
        ) : null}
      </div>
      <form className="enter" onSubmit={submit}>
        <div style={{ display: 'flex', alignItems: 'center' }}>
          <h2 className="page-title">
            <Words zh="登录" en="Sign in" />
          </h2>
          <span style={{ marginLeft: 'auto' }}>
            <LanguageSwitch />
          </span>
        </div>
        <label className="field">
          <span className="name">
            <Words zh="用户名" en="user" />
          </span>
          <input
            className="input"
            name="name"
            autoComplete="username"
            required
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
        </label>
        <label className="field">
          <span className="name">
            <Words zh="口令" en="password" />
          </span>
          <input
            className="input"
            type="password"
            name="password"
            autoComplete="current-password"
            required
            value={password}
            aria-invalid={signIn.isError}
            onChange={(e) => setPassword(e.target.value)}
          />
        </label>
        {signIn.error ? (
          <p role="alert" style={{ marginTop: 6 }}>
            <Mark name="late" /> {said(signIn.error.problem.title)}。
            <span className="dim">{said(signIn.error.problem.remedy)}</span>
          </p>
        ) : null}
        <button
          className="btn primary big"
          style={{ width: '100%', marginTop: 16, height: 44 }}
          disabled={signIn.isPending}
        >
          {signIn.isPending ? say('正在核对…', 'Checking…') : say('登录', 'Sign in')}
        </button>
        <p className="label" style={{ marginTop: 28, paddingTop: 12, borderTop: '1px solid var(--line)' }}>
          {say(
            '登录后，凡查看未遮挡的个人信息，都要写理由并留记录。一人一号，不得共用。',
            'Opening personal data takes a reason and is recorded. One person, one account.',
          )}
        </p>
      </form>
    </div>
  );
}
