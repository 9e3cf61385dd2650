import { officeContract } from '@canbao/http-contract/office.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useState } from 'react';

import { useAnswer, useCommand } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { Empty } from '../look/empty.tsx';
import { FileDigestField } from '../look/file-digest-field.tsx';
import { formatCount } from '../look/format.ts';
import { Mark, type MarkName } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Sheet } from '../look/sheet.tsx';
import { useWords, Words } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { Objections } from './objections.tsx';

export type Posting = AnswerOf<typeof officeContract.postings>['postings'][number];
const marks: Record<Posting['state'], MarkName> = {
  'not-due': 'waiting',
  due: 'late',
  standing: 'near',
  stood: 'done',
  'taken-down': 'done',
};

/** A posting per village, its days, its photos, its objections. */
export function PostingsPage() {
  const say = useWords();
  const { query, at } = useAsOf();
  const mayAct = useHasRole('village-committee', 'township-office') && at === null;
  const postings = useAnswer(officeContract.postings, { query });
  const [acting, setActing] = useState<Posting | null>(null);
  const [objecting, setObjecting] = useState<Posting | null>(null);
  const words: Record<Posting['state'], string> = {
    'not-due': say('未到时候', 'not due yet'),
    due: say('该张贴了', 'to be put up'),
    standing: say('正在公示', 'standing'),
    stood: say('满一个月，可取下', 'stood its month'),
    'taken-down': say('已取下', 'taken down'),
  };
  return (
    <>
      <PageHead zh="公示" en="postings" about={say('每村一张，不少于一个月', 'one a village, at least a month')} />
      <Answered of={postings}>
        {({ postings: shown }) => (
          <>
            {shown.every(({ state }) => state === 'not-due') ? (
              <Empty
                why={say('还没有公示，因为还没有到公示阶段。', 'Nothing is posted yet: it is too early.')}
                what={say(
                  '公示阶段开启后，各村张贴并上传照片，不少于一个月；有异议先答复，再取下。',
                  'Once publicizing opens, each village posts its list, with a photo, for at least a month; objections are answered first.',
                )}
              />
            ) : (
              <table className="figures">
                <thead>
                  <tr>
                    <th>{say('村', 'Village')}</th>
                    <th>{say('状态', 'State')}</th>
                    <th className="num">{say('人', 'People')}</th>
                    <th>{say('张贴', 'Put up')}</th>
                    <th>{say('最早取下', 'Earliest down')}</th>
                    <th className="num">{say('已立（天）', 'Days')}</th>
                    <th className="num">{say('未答异议', 'Open objections')}</th>
                    <th />
                  </tr>
                </thead>
                <tbody>
                  {shown.map((posting) => (
                    <tr key={posting.unit} className="dense" data-posting={posting.unit}>
                      <td className="nowrap">
                        <strong>{posting.name}</strong> <span className="mono faint">{posting.township}</span>
                      </td>
                      <td>
                        <Mark name={marks[posting.state]} /> {words[posting.state]}
                      </td>
                      <td className="num">{formatCount(posting.people)}</td>
                      <td>{posting.postedOn ?? '—'}</td>
                      <td>{posting.earliestDown ?? '—'}</td>
                      <td className="num">{posting.daysStood}</td>
                      <td className={`num ${posting.openObjections > 0 ? 'late strong' : ''}`}>
                        {posting.openObjections}
                      </td>
                      <td className="num">
                        {mayAct && (posting.state === 'due' || posting.state === 'stood') ? (
                          <button className="btn small" onClick={() => setActing(posting)}>
                            {posting.state === 'due' ? say('张贴…', 'Put up…') : say('取下…', 'Take down…')}
                          </button>
                        ) : null}{' '}
                        {mayAct && posting.state !== 'not-due' && posting.state !== 'due' ? (
                          <button className="btn small" onClick={() => setObjecting(posting)}>
                            {say('异议…', 'Objections…')}
                          </button>
                        ) : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </>
        )}
      </Answered>
      {acting ? <PostingSheet posting={acting} onClose={() => setActing(null)} /> : null}
      {objecting ? <Objections posting={objecting} onClose={() => setObjecting(null)} /> : null}
    </>
  );
}

function PostingSheet({ posting, onClose }: { readonly posting: Posting; readonly onClose: () => void }) {
  const say = useWords();
  const [photoSha256, setDigest] = useState('');
  const [on, setOn] = useState('');
  const putUp = useCommand(officeContract.confirmPosting);
  const takeDown = useCommand(officeContract.takeDown);
  const isPuttingUp = posting.state === 'due';
  const params = { township: posting.township, village: posting.village };
  const send = () =>
    isPuttingUp
      ? putUp.mutate({ params, body: { photoSha256, postedOn: on } }, { onSuccess: onClose })
      : takeDown.mutate({ params, body: { photoSha256, takenDownOn: on } }, { onSuccess: onClose });
  const error = putUp.error ?? takeDown.error;
  return (
    <Sheet
      title={
        <Words zh={`${isPuttingUp ? '张贴' : '取下'}：${posting.name}`} en={isPuttingUp ? 'put up' : 'take down'} />
      }
      onClose={onClose}
      foot={
        <button className="btn primary" disabled={!photoSha256 || !on} onClick={send}>
          {isPuttingUp ? say('已张贴', 'Put up') : say('已取下', 'Taken down')}
        </button>
      }
    >
      <FileDigestField zh="照片" en="photo" digest={photoSha256} onDigest={setDigest} accept="image/*" />
      <label className="field">
        <span className="name">
          <Words zh="日期" en="date" />
        </span>
        <input className="input" type="date" name="on" value={on} onChange={(e) => setOn(e.target.value)} />
      </label>
      {error ? <ProblemNotice problem={error.problem} /> : null}
    </Sheet>
  );
}
