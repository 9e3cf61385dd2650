import { townshipContract } from '@canbao/http-contract/township.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { FileDigestField } from '../look/file-digest-field.tsx';
import { Mark } from '../look/mark.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Said } from '../look/said.tsx';
import { Section } from '../look/section.tsx';
import { useWords, Words } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import type { TownshipAnswer } from './township-answer.ts';

/** The checklist of mobilizing (R-308): plan, training, account, books; the township office files the first two here. */
export function TownshipPreparation({ shown }: { readonly shown: TownshipAnswer }) {
  const say = useWords();
  const { at } = useAsOf();
  const isOffice = useHasRole('township-office') && at === null;
  const trained = shown.agents.filter(({ isTrained }) => isTrained).length;
  const booked = shown.agents.filter(({ hasBook }) => hasBook).length;
  const line = (isDone: boolean, what: string, detail: string) => (
    <li style={{ padding: '6px 0', borderBottom: '1px solid var(--line)' }}>
      <Mark name={isDone ? 'done' : 'waiting'} /> <strong>{what}</strong> <span className="dim">{detail}</span>
    </li>
  );
  return (
    <Section zh="动员清单" en="preparation">
      <ul>
        {line(shown.plan !== null, say('方案', 'plan'), shown.plan?.title ?? say('未报', 'not filed'))}
        {line(
          trained === shown.agents.length && trained > 0,
          say('培训', 'training'),
          `${trained} / ${shown.agents.length} ${say('人', 'agents')}${shown.training ? ` ${shown.training.trainedOn}` : ''}`,
        )}
        {line(
          shown.account !== null,
          say('待解专户', 'account'),
          shown.account
            ? `${say('尾号', 'tail')} ${shown.account.tail}${shown.account.isLocked ? say('，已锁', ', locked') : ''}`
            : say('未开', 'not open'),
        )}
        {line(
          booked === shown.agents.length && booked > 0,
          say('收据本', 'receipt books'),
          `${booked} / ${shown.agents.length}`,
        )}
        {shown.responsible.map(({ title, name }) => (
          <li key={title} style={{ padding: '6px 0', borderBottom: '1px solid var(--line)' }}>
            <span className="dim">
              <Said text={title} />
            </span>{' '}
            <Said text={name} />
          </li>
        ))}
      </ul>
      {isOffice && !shown.plan ? <FilePlan township={shown.code} /> : null}
      {isOffice && trained < shown.agents.length ? <ConfirmTraining shown={shown} /> : null}
    </Section>
  );
}

function FilePlan({ township }: { readonly township: string }) {
  const say = useWords();
  const [title, setTitle] = useState('');
  const [documentSha256, setDigest] = useState('');
  const file = useCommand(townshipContract.filePlan);
  return (
    <div style={{ padding: '8px 0' }}>
      <h3 className="strong">
        <Words zh="报送本乡镇方案" en="file the plan" />
      </h3>
      <label className="field">
        <span className="name">
          <Words zh="方案名称" en="title" />
        </span>
        <input className="input" name="planTitle" value={title} onChange={(e) => setTitle(e.target.value)} />
      </label>
      <FileDigestField zh="方案文件" en="document" digest={documentSha256} onDigest={setDigest} />
      <button
        className="btn primary"
        style={{ marginTop: 8 }}
        disabled={title.trim().length < 2 || !documentSha256 || file.isPending}
        onClick={() => file.mutate({ params: { township }, body: { title, documentSha256 } })}
      >
        {say('报送', 'File')}
      </button>
      {file.error ? <ProblemNotice problem={file.error.problem} /> : null}
    </div>
  );
}

function ConfirmTraining({ shown }: { readonly shown: TownshipAnswer }) {
  const say = useWords();
  const [trainedOn, setTrainedOn] = useState('');
  const confirm = useCommand(townshipContract.confirmTraining);
  return (
    <div style={{ padding: '8px 0' }}>
      <h3 className="strong">
        <Words zh="确认代征人员已培训" en="confirm training" />
      </h3>
      <label className="field">
        <span className="name">
          <Words zh="培训日期" en="trained on" />
        </span>
        <input
          className="input"
          type="date"
          name="trainedOn"
          value={trainedOn}
          onChange={(e) => setTrainedOn(e.target.value)}
        />
      </label>
      <button
        className="btn"
        style={{ marginTop: 8 }}
        disabled={!trainedOn || confirm.isPending}
        onClick={() =>
          confirm.mutate({
            params: { township: shown.code },
            body: { agents: shown.agents.map(({ agent }) => agent), trainedOn },
          })
        }
      >
        {say(`全部 ${shown.agents.length} 人已培训`, `all ${shown.agents.length} agents are trained`)}
      </button>
      {confirm.error ? <ProblemNotice problem={confirm.error.problem} /> : null}
    </div>
  );
}
