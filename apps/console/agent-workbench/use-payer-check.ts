import { isProblem } from '@canbao/domain/problem';
import { parseIdNumber } from '@canbao/domain/id-number';
import { dateOf } from '@canbao/domain/shanghai-date';
import { agentContract } from '@canbao/http-contract/agent.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useRef, useState } from 'react';

import { call } from '../api/call.ts';

export type PayerCheck = AnswerOf<typeof agentContract.checkPayer>;

/** Asks what is due as soon as a number is whole; the answer to an earlier number is thrown away. */
export function usePayerCheck() {
  const [answer, setAnswer] = useState<PayerCheck | null>(null);
  const latest = useRef('');
  function ask(idNumber: string, planNow: number): void {
    latest.current = idNumber;
    setAnswer(null);
    if (isProblem(parseIdNumber(idNumber, dateOf(planNow)))) return;
    call(agentContract.checkPayer, { body: { idNumber } }).then(
      (due) => {
        if (latest.current === idNumber) setAnswer(due);
      },
      // Without an answer the premium stands there; the server looks again when the payer is registered.
      () => undefined,
    );
  }
  return { answer, ask };
}
