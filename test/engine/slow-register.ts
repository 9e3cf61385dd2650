import { setTimeout as delay } from 'node:timers/promises';
import type { RegisterConnector } from '@canbao/connectors/register/register.connector';

/** A register as far away as real ones are: every answer comes so much later. */
export const slowRegister = (register: RegisterConnector, answerMs: number): RegisterConnector => ({
  async lookUp(call) {
    const [answer] = await Promise.all([register.lookUp(call), delay(answerMs)]);
    return answer;
  },
});
