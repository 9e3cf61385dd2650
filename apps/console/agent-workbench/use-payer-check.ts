import { parseIdNumber } from '@canbao/domain/id-number';
import { isProblem } from '@canbao/domain/problem';
import { dateOf } from '@canbao/domain/shanghai-date';
import { agentContract } from '@canbao/http-contract/agent.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useEffect, useState } from 'react';

import { call } from '../api/call.ts';
import type { DeclaredPart } from './use-declared.ts';

export type PayerCheck = AnswerOf<typeof agentContract.checkPayer>;

/**
 * What is due, asked as soon as a number is whole and whenever the payer says something else of themselves; null until
 * the answer to just that is there. An answer to an earlier question is thrown away.
 */
export function usePayerCheck(payer: { readonly idNumber: string } & DeclaredPart, planNow: number): PayerCheck | null {
  const [answer, setAnswer] = useState<{ readonly to: string; readonly due: PayerCheck } | null>(null);
  const asked = JSON.stringify(payer);
  const isWhole = !isProblem(parseIdNumber(payer.idNumber, dateOf(planNow)));
  useEffect(() => {
    if (!isWhole) return undefined;
    let isLatest = true;
    call(agentContract.checkPayer, { body: payer }).then(
      (due) => {
        if (isLatest) setAnswer({ to: asked, due });
      },
      // Without an answer the premium stands there; the server looks again when the payer is registered.
      () => undefined,
    );
    return () => {
      isLatest = false;
    };
  }, [asked, isWhole]);
  return answer?.to === asked ? answer.due : null;
}
