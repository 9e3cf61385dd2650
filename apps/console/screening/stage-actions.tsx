import { townshipContract } from '@canbao/http-contract/township.contract';

import { CommandButton } from '../look/command-button.tsx';
import { formatCount } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useWords } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import type { Desk, Round } from './screening-choice.ts';

type Props = {
  readonly township: string;
  readonly rounds: readonly Round[];
  readonly round: Round;
  readonly desk: Desk;
};

/** How far a stage is, and the next step of whoever sits at its desk. What cannot be pressed says why. */
export function StageActions({ township, rounds, round, desk }: Props) {
  const { at } = useAsOf();
  const isHealthCentre = useHasRole('health-centre') && at === null;
  const isTax = useHasRole('tax-branch') && at === null;
  const counts = round[desk];
  const isRunning = counts.isStarted && counts.waiting > 0;
  // Round 2 begins with the feedback of round 1, which goes back through the health centre.
  const isOpen = round.round === 1 || rounds[0]?.tax.isHandedOver === true;
  const input = { params: { township }, body: { round: round.round } };
  if (desk === 'healthCentre' && isHealthCentre && isOpen && !counts.isHandedOver)
    return (
      <>
        {isRunning ? <Progress counts={counts} /> : null}
        <FirstCheck input={input} isStarted={counts.isStarted} /> <HandOver input={input} counts={counts} />
      </>
    );
  if (desk === 'tax' && isTax && round.round === 1 && round.healthCentre.isHandedOver && !counts.isHandedOver)
    return (
      <>
        {isRunning ? <Progress counts={counts} /> : null}
        <RegisterCheck input={input} counts={counts} />
      </>
    );
  return isRunning ? <Progress counts={counts} /> : <Standing counts={counts} desk={desk} />;
}

type Input = { readonly params: { readonly township: string }; readonly body: { readonly round: 1 | 2 } };
type Counts = Round['healthCentre'];

function FirstCheck({ input, isStarted }: { readonly input: Input; readonly isStarted: boolean }) {
  const say = useWords();
  return (
    <CommandButton operation={townshipContract.startFirstCheck} input={input} isSmall isPrimary={!isStarted}>
      {say('初检', 'First check')}
    </CommandButton>
  );
}

/** The list goes over whole: not before everybody on it has a verdict, and with nobody who lacks a key field. */
function HandOver({ input, counts }: { readonly input: Input; readonly counts: Counts }) {
  const say = useWords();
  const why = counts.waiting
    ? say(`还有 ${formatCount(counts.waiting)} 行没有结论`, `${formatCount(counts.waiting)} rows have no verdict yet`)
    : say('初检还没有完', 'the check has not ended');
  return (
    <CommandButton
      operation={townshipContract.handOver}
      input={input}
      isSmall
      isPrimary={counts.isFinished}
      isDisabled={!counts.isFinished || counts.waiting > 0}
      why={why}
    >
      {say('整体移交税务', 'Hand over whole')}
    </CommandButton>
  );
}

/** The register is asked once; then everything it said goes back at once. */
function RegisterCheck({ input, counts }: { readonly input: Input; readonly counts: Counts }) {
  const say = useWords();
  if (!counts.isStarted)
    return (
      <CommandButton operation={townshipContract.startRegisterCheck} input={input} isSmall isPrimary>
        {say('比对人口库', 'Ask the register')}
      </CommandButton>
    );
  return (
    <CommandButton
      operation={townshipContract.returnFeedback}
      input={input}
      isSmall
      isPrimary={counts.isFinished}
      isDisabled={!counts.isFinished}
      why={say(
        `人口库还有 ${formatCount(counts.waiting)} 行没有答复`,
        `no answer yet for ${formatCount(counts.waiting)} rows`,
      )}
    >
      {say('反馈卫生院', 'Return feedback')}
    </CommandButton>
  );
}

function Progress({ counts }: { readonly counts: Counts }) {
  const say = useWords();
  const share = counts.received === 0 ? 0 : Math.floor((counts.checked * 100) / counts.received);
  return (
    <span className="progress nowrap" data-testid="progress">
      <span className="share" aria-hidden="true">
        <span style={{ width: `${share}%` }} />
      </span>
      {say('已查', 'checked')} {formatCount(counts.checked)} / {formatCount(counts.received)}{' '}
    </span>
  );
}

function Standing({ counts, desk }: { readonly counts: Counts; readonly desk: Desk }) {
  const say = useWords();
  const mark = counts.isHandedOver ? 'done' : counts.isFinished ? 'near' : 'waiting';
  const handedOver = desk === 'tax' ? say('已反馈', 'fed back') : say('已移交', 'handed over');
  return (
    <span className="dim nowrap">
      <Mark name={mark} />{' '}
      {counts.isHandedOver ? handedOver : counts.isFinished ? say('查完', 'checked') : say('未开始', 'not begun')}
    </span>
  );
}
