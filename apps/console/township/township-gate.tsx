import { townshipContract } from '@canbao/http-contract/township.contract';

import { useAnswer } from '../api/use-answer.ts';
import { phaseWords } from '../county-overview/phase-words.ts';
import { Answered } from '../look/answered.tsx';
import { CommandButton } from '../look/command-button.tsx';
import { GateItems } from '../look/gate-items.tsx';
import { Mark } from '../look/mark.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import type { TownshipAnswer } from './township-answer.ts';

/** a township that is ready goes on by itself; its gate says what is missing. */
export function TownshipGate({ shown }: { readonly shown: TownshipAnswer }) {
  const say = useWords();
  const { at } = useAsOf();
  const mayAdvance = useHasRole('county-coordinator', 'township-office') && at === null;
  const open = shown.phases.find(({ state }) => state === 'open');
  const phase = open?.phase ?? 'mobilize';
  const gate = useAnswer(
    townshipContract.gate,
    { params: { township: shown.code }, query: { phase } },
    { isEnabled: open !== undefined && at === null },
  );
  if (!open) return null;
  return (
    <Section zh={`本乡镇${phaseWords[phase].zh}的关口`} en={`its gate of ${phaseWords[phase].en.toLowerCase()}`}>
      {at !== null ? (
        <p className="dim" style={{ padding: 8 }}>
          {say('回看时不问关口。', 'Gates are asked now, not in the past.')}
        </p>
      ) : (
        <Answered of={gate}>
          {(answer) => (
            <div style={{ padding: '8px 0' }}>
              <p>
                <Mark name={answer.isMet ? 'done' : 'waiting'} />{' '}
                {answer.isMet ? say('已满足', 'met') : say('还不能关', 'not met yet')}
              </p>
              <GateItems items={answer.items} />
              {mayAdvance ? (
                <div style={{ marginTop: 8 }}>
                  <CommandButton
                    operation={townshipContract.advance}
                    input={{ params: { township: shown.code }, body: { phase } }}
                    isDisabled={!answer.isMet}
                    why={say('先补齐上面各项', 'complete the list above first')}
                  >
                    {say('推进本乡镇', 'Advance this township')}
                  </CommandButton>
                </div>
              ) : null}
            </div>
          )}
        </Answered>
      )}
    </Section>
  );
}
