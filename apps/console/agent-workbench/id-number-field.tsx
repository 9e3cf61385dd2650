import { parseIdNumber } from '@canbao/domain/id-number';
import { isProblem } from '@canbao/domain/problem';
import { dateOf } from '@canbao/domain/shanghai-date';

import { Mark } from '../look/mark.tsx';
import { useSaid } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';

type Props = {
  readonly idNumber: string;
  readonly planNow: number;
  readonly onChange: (typed: string) => void;
  readonly asOnCard: boolean;
  readonly onAsOnCard: (isSo: boolean) => void;
};

/** the check digit is answered as it is typed; a card that really reads so is a second, deliberate press. */
export function IdNumberField({ idNumber, planNow, onChange, asOnCard, onAsOnCard }: Props) {
  const say = useWords();
  const said = useSaid();
  const checked = idNumber.trim() ? parseIdNumber(idNumber, dateOf(planNow)) : null;
  const problem = isProblem(checked) ? checked : null;
  return (
    <>
      <label className="field">
        <span className="name">{say('身份证号', 'ID number')}</span>
        <input
          className="input mono"
          name="idNumber"
          autoComplete="off"
          autoFocus
          value={idNumber}
          aria-invalid={problem !== null}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <p className="label check" data-testid="id-check" aria-live="polite">
        {checked === null ? (
          say('18 位，照身份证', '18 digits, by the card')
        ) : problem === null ? (
          <>
            <Mark name="done" /> {say('校验位相符', 'check digit agrees')}
          </>
        ) : (
          <span className="late">
            <Mark name="late" /> <strong>{said(problem.title)}</strong>　{said(problem.remedy)}
          </span>
        )}
      </p>
      {problem ? (
        <label className="confirm">
          <input type="checkbox" checked={asOnCard} onChange={(event) => onAsOnCard(event.target.checked)} />
          {say('已对过身份证，证上就是这样', 'I looked at the card again: it reads like this')}
        </label>
      ) : null}
    </>
  );
}
